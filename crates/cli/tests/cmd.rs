//! The command line as people see it: every `cmd/*.trycmd` is a call and what it prints.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;

use pamlint_testkit::Book;

#[test]
fn calls_print_what_is_written_down() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/check.in");
    workbooks(&folder);
    trycmd::TestCases::new()
        .env("LC_ALL", "C")
        .env("LANGUAGE", "")
        .env("COLUMNS", "80")
        .env("PAMLINT_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
        .insert_var("[VERSION]", env!("CARGO_PKG_VERSION"))
        .unwrap()
        .register_bin("pamlint", support::program())
        .case("tests/cmd/*.trycmd");
}

/// Writes the workbooks of the cases, where they are not as they should be.
fn workbooks(folder: &Path) {
    let safe = "D-000098-20109-OPS-CE";
    let context = "D-000098-20109-OPS%user";
    let good = Book::new().row("UX", [safe, "UX-AO-N-CE-ACR-SSH", context, "db01.wegen.example", "oracle"]);
    let wrong = good.clone().change("UX-L1.safe", "OPS", "OPX").change("UX-L1.platform", "SSH", "ssh");
    for (name, book) in [("clean.xlsx", good), ("wrong.xlsx", wrong)] {
        let (path, bytes) = (folder.join(name), book.to_xlsx());
        if fs::read(&path).ok().as_ref() != Some(&bytes) {
            fs::write(path, bytes).unwrap();
        }
    }
    fs::write(folder.join("cut.xlsx"), b"PK\x03\x04").unwrap();
}
