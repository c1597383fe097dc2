//! Makes the reference and the JSON Schema of convention files anew:
//! `cargo run -p pamlint-testkit --bin convention-reference`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    fs::write(docs.join("convention.schema.json"), pamlint_convention::schema())?;
    fs::write(docs.join("convention-reference.md"), pamlint_testkit::reference())
}
