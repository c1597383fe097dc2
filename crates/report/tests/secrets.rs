//! A secret that stands in a workbook stands in no report and no summary of it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use std::io::Read as _;

use common::{formats, head_of, pamaas};
use pamlint_convention::Language;
use pamlint_reader::{Value, read, read_book};
use pamlint_report::{Outcome, emit};
use pamlint_rules::{Options, Was, check};

/// All parts of a workbook as one text.
fn parts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        archive.by_index(index).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn secrets_stay_where_they_are() {
    let (mut outcomes, mut secrets) = (Vec::new(), Vec::new());
    for sample in pamlint_testkit::samples::samples() {
        let report = check(&read(&sample.workbook, pamaas()).unwrap(), pamaas(), &Options::default());
        let book = read_book(&sample.workbook).unwrap();
        for finding in report.findings.iter().filter(|finding| matches!(finding.was, Was::Secret(_))) {
            let mut cells = book.sheets[finding.place.sheet].cells.iter();
            match cells.find(|cell| cell.place == finding.place.cell).unwrap().value {
                Value::Text(text) => secrets.push(book.strings.get(text).to_owned()),
                _ => panic!("{finding:?}"),
            }
        }
        outcomes.push(Outcome { path: sample.path, result: Ok(report), annotated: None });
    }
    assert!(secrets.len() >= 2 && secrets.iter().all(|secret| secret.len() > 8), "{secrets:?}");
    let head = head_of(pamaas(), Language::EN);
    let overview = common::overview(&head, &[], &outcomes);
    // What is kept of a report for later runs is the report itself.
    let mut told = vec![
        ("page", pamlint_report::summary_page(&overview, "summary.html")),
        ("workbook", parts(&pamlint_report::summary(&overview, "summary.xlsx").unwrap())),
        ("report", format!("{outcomes:?}")),
    ];
    told.extend(formats().into_iter().map(|(name, mut format)| (name, emit(&mut *format, &head, &outcomes))));
    for (name, text) in told {
        for secret in &secrets {
            assert!(!text.contains(secret), "{name}");
        }
    }
}
