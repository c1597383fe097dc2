//! The command `pamlint`.
fn main() {}
