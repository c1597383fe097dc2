//! The reference of convention files has the keys that the program knows.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

#[test]
fn the_committed_reference_is_what_the_program_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/convention-reference.md");
    let committed = fs::read_to_string(path).unwrap();
    assert!(
        committed == pamlint_testkit::reference(),
        "it is stale: `cargo run -p pamlint-testkit --bin convention-reference` makes it anew"
    );
}
