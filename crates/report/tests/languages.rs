//! One check in two languages: the report in one, the copy in another.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use std::io::Read as _;

use common::{head_of, outcome, pamaas};
use pamlint_convention::Language;
use pamlint_report::{Text, emit};
use pamlint_rules::{Options, Wording, check};
use pamlint_writer::{Title, annotate};

/// All texts of a copy.
fn texts(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = Vec::new();
        archive.by_index(index).unwrap().read_to_end(&mut part).unwrap();
        text.push_str(&String::from_utf8_lossy(&part));
    }
    text
}

#[test]
fn the_copy_may_speak_another_language_than_the_report() {
    let samples = pamlint_testkit::samples::samples();
    let sample = samples.iter().find(|sample| sample.path.ends_with("pamaas/errors.xlsx")).unwrap();
    let workbook = pamlint_reader::read(&sample.workbook, pamaas()).unwrap();
    let report = check(&workbook, pamaas(), &Options::default());
    let [dutch, english] =
        [Language::NL, Language::EN].map(|language| Wording { convention: pamaas(), language });
    let title = Title { workbook: "errors.xlsx", date: "2026-11-22", wording: english };
    let copy = texts(&annotate(&sample.workbook, &report, &title).unwrap().bytes);
    let told =
        emit(&mut Text::plain(), &head_of(pamaas(), Language::NL), &[outcome("a", Ok(report.clone()), None)]);
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = |message: &str| message.is_ascii() && !message.contains(['&', '<', '"', '\'']);
    let mut tried = 0;
    for finding in &report.findings {
        let (in_dutch, in_english) = (dutch.message(finding), english.message(finding));
        assert!(told.contains(&in_dutch.split_whitespace().collect::<Vec<_>>().join(" ")), "{in_dutch}");
        if plain(&in_english) {
            assert!(copy.contains(&in_english), "{in_english}");
            tried += 1;
        }
    }
    assert!(tried > 5, "{tried}");
}
