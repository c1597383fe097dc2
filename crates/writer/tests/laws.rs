//! What holds for every annotated copy.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use pamlint_convention::Language;
use pamlint_writer::{annotate, clean};
use support::*;

#[test]
fn annotating_twice_is_annotating_once() {
    let report = sample_report(Language::En);
    let once = annotate(&workbook(), &report, &TITLE).unwrap();
    let twice = annotate(&once.bytes, &report, &TITLE).unwrap();
    assert!(once == twice);
    assert!(lint(&once.bytes).is_empty(), "{:#?}", lint(&once.bytes));
}

#[test]
fn cleaning_gives_back_every_part() {
    let original = workbook();
    for language in Language::ALL {
        let annotated = annotate(&original, &sample_report(language), &TITLE).unwrap();
        let cleaned = clean(&annotated.bytes).unwrap().unwrap();
        assert!(parts(&cleaned) == parts(&original));
    }
    assert_eq!(clean(&original).unwrap(), None);
}

#[test]
fn values_stay_as_they_are() {
    let original = workbook();
    let annotated = annotate(&original, &sample_report(Language::En), &TITLE).unwrap();
    assert_eq!(values(&annotated.bytes, "Findings"), values(&original, ""));
}

#[test]
fn secrets_are_not_repeated() {
    let original = workbook();
    let before = parts(&original);
    let annotated = annotate(&original, &sample_report(Language::En), &TITLE).unwrap();
    for (name, content) in parts(&annotated.bytes) {
        let count = |content: &[u8]| memchr::memmem::find_iter(content, SECRET).count();
        let known = before.get(&name).map_or(0, |content| count(content));
        assert_eq!(count(&content), known, "{name}");
    }
}

use lint::lint;

#[test]
fn keep_a_copy() {
    if let Some(folder) = std::env::var_os("PAMLINT_KEEP") {
        for language in Language::ALL {
            let annotated = annotate(&workbook(), &sample_report(language), &TITLE).unwrap();
            let path = std::path::Path::new(&folder).join(format!("sample-{}.xlsx", language.code()));
            std::fs::write(path, annotated.bytes).unwrap();
        }
    }
}
