//! What the fuzzer has found, tried with the laws that it tries: files in `crates/fuzz/finds`, a folder for each law.

#![allow(clippy::panic, clippy::unwrap_used, dead_code)]

#[path = "../../fuzz/src/laws.rs"]
mod laws;

use std::fs;
use std::path::Path;

use pamlint_testkit::{Book, formats};

#[test]
fn the_laws_hold_for_what_was_found() {
    let finds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/finds");
    for folder in fs::read_dir(finds).unwrap() {
        let folder = folder.unwrap();
        let law = laws::law(folder.file_name().to_str().unwrap()).unwrap();
        for find in fs::read_dir(folder.path()).unwrap() {
            let find = find.unwrap().path();
            println!("{}", find.display());
            law(&fs::read(find).unwrap());
        }
    }
}

#[test]
fn the_laws_hold_for_a_workbook_with_mistakes() {
    let book = formats::workbook().to_xlsx();
    for law in [laws::xlsx, laws::marks, laws::fix, laws::clean] {
        law(&laws::unpacked(&book));
    }
    laws::xlsb(&laws::unpacked(&formats::workbook().to_xlsb()));
    laws::csv(formats::one_sheet().to_csv(';').as_bytes());
    laws::clean(&laws::unpacked(&Book::new().to_xlsx()));
}
