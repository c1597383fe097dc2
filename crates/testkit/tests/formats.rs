//! The same content gives the same findings in every format.
//!
//! `accounts.xlsx` is written by `cargo xtask gen`; `.ods`, `.xls` and the protected copies were made of it
//! by tests/formats/make.py, which has to be run after it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use pamlint_convention::{Convention, Language};
use pamlint_reader::{DEFAULT_PASSWORD, Failure, Format, decrypt, read, tell};
use pamlint_rules::{Finding, Options, Wording, check};
use pamlint_testkit::formats::{one_sheet, workbook};
use pamlint_testkit::{Protection, protect};

const PASSWORD: &str = "Kust & zee 7";

fn file(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn convention() -> Convention {
    Convention::built_in("pamaas").unwrap().unwrap()
}

/// Everything that people see of a finding. Plain text has no numbers, so that what a cell held as a
/// number is a text there.
fn said(finding: &Finding, convention: &Convention) -> String {
    let Finding { code, severity, place, column, account, value, span, related, fix, .. } = finding;
    let wording = Wording { convention, language: Language::EN };
    let (message, help) = (wording.message(finding), wording.help(finding));
    format!(
        "{code} {severity:?} {place:?} {column:?} {account:?} {value:?} {span:?} {message} {help:?} {related:?} {fix:?}"
    )
}

fn findings(bytes: &[u8], convention: &Convention) -> Vec<String> {
    let workbook = read(bytes, convention).unwrap();
    check(&workbook, convention, &Options::default())
        .findings
        .iter()
        .map(|finding| said(finding, convention))
        .collect()
}

fn assert_same(name: &str, expected: &[String], found: &[String]) {
    let missing: Vec<_> = expected.iter().filter(|finding| !found.contains(finding)).collect();
    let extra: Vec<_> = found.iter().filter(|finding| !expected.contains(finding)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "{name}\nmissing {missing:#?}\ntoo many {extra:#?}");
    assert_eq!(expected, found, "{name}");
}

#[test]
fn a_workbook_gives_the_same_findings_in_every_format() {
    let convention = convention();
    let original = workbook().to_xlsx();
    let report = check(&read(&original, &convention).unwrap(), &convention, &Options::default());
    let codes: BTreeSet<&str> = report.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert!(codes.len() >= 12, "{codes:?}");
    let expected = findings(&original, &convention);
    for (name, bytes, format) in [
        ("accounts.ods", file("accounts.ods"), Format::Ods),
        ("accounts.xls", file("accounts.xls"), Format::Xls),
        ("accounts.xlsb", workbook().to_xlsb(), Format::Xlsb),
    ] {
        assert_eq!(tell(&bytes), Ok(format), "{name}");
        assert_same(name, &expected, &findings(&bytes, &convention));
    }
}

#[test]
fn plain_text_gives_the_same_findings_in_every_encoding_and_with_every_delimiter() {
    let convention = convention();
    let expected = findings(&one_sheet().to_xlsx(), &convention);
    assert!(expected.len() >= 12);
    for delimiter in [',', ';', '\t'] {
        let text = one_sheet().to_csv(delimiter);
        let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let (windows, _, lossy) = encoding_rs::WINDOWS_1252.encode(&text);
        assert!(!lossy);
        for (name, bytes) in [
            ("UTF-8", text.clone().into_bytes()),
            ("UTF-8 with a mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
            ("UTF-16 LE", [b"\xFF\xFE".to_vec(), units(u16::to_le_bytes)].concat()),
            ("UTF-16 BE", [b"\xFE\xFF".to_vec(), units(u16::to_be_bytes)].concat()),
            ("UTF-16 LE without a mark", units(u16::to_le_bytes)),
            ("Windows-1252", windows.into_owned()),
            ("with sep=", format!("sep={delimiter}\r\n{text}").into_bytes()),
            ("with line feeds only", text.replace("\r\n", "\n").into_bytes()),
        ] {
            let name = format!("{name}, {delimiter:?}");
            assert_eq!(tell(&bytes), Ok(Format::Csv), "{name}");
            assert_same(&name, &expected, &findings(&bytes, &convention));
        }
    }
}

#[test]
fn a_protected_workbook_opens_with_its_password_only() {
    let convention = convention();
    let expected = findings(&workbook().to_xlsx(), &convention);
    let protected = file("protected.xlsx");
    assert_eq!(tell(&protected), Err(Failure::Encrypted));
    assert_eq!(read(&protected, &convention).unwrap_err(), Failure::Encrypted);
    assert_same("protected.xlsx", &expected, &findings(&decrypt(&protected, PASSWORD).unwrap(), &convention));
    for wrong in ["", "kust & zee 7", "Kust & zee 7 ", "wachtwoord"] {
        assert_eq!(decrypt(&protected, wrong), Err(Failure::WrongPassword), "{wrong}");
    }
    for other in ["protected.xls", "protected.ods"] {
        assert_eq!(read(&file(other), &convention).unwrap_err(), Failure::Locked, "{other}");
    }
}

#[test]
fn every_way_of_excel_to_protect_a_workbook_is_known() {
    use Protection::{Rc4, Sha1, Sha512, Standard};
    let plain = workbook().to_xlsx();
    for way in [
        Standard(128),
        Standard(192),
        Standard(256),
        Sha1(128),
        Sha1(192),
        Sha1(256),
        Sha512(128),
        Sha512(192),
        Sha512(256),
    ] {
        let protected = protect(&plain, PASSWORD, way);
        assert_eq!(tell(&protected), Err(Failure::Encrypted), "{way:?}");
        assert!(decrypt(&protected, PASSWORD).unwrap() == plain, "{way:?}");
        assert_eq!(decrypt(&protected, "kust"), Err(Failure::WrongPassword), "{way:?}");
    }
    assert_eq!(decrypt(&protect(&plain, PASSWORD, Rc4), PASSWORD), Err(Failure::Locked));
    let by_default = protect(&plain, DEFAULT_PASSWORD, Sha512(256));
    assert!(decrypt(&by_default, DEFAULT_PASSWORD).unwrap() == plain);
}

#[test]
fn a_protected_workbook_that_is_damaged_is_a_failure() {
    let protected = file("protected.xlsx");
    for length in [600, 2048, protected.len() / 2, protected.len() - 700] {
        assert!(decrypt(&protected[..length], PASSWORD).is_err(), "{length}");
    }
}
