//! Remakes `tests/formats/accounts.xlsx`, of which `tests/formats/make.py` makes the other formats:
//! `cargo run -p pamlint-testkit --bin formats`.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    fs::write(folder.join("accounts.xlsx"), pamlint_testkit::formats::workbook().to_xlsx())
}
