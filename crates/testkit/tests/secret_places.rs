//! Secrets in notes, and in the names of sheets and files, are found and told nowhere.

#![allow(clippy::unwrap_used)]

use pamlint_convention::{Convention, Language};
use pamlint_reader::read;
use pamlint_report::{Head, Json, Outcome, Sarif, Text, emit};
use pamlint_rules::{Options, Report, Wording, check};
use pamlint_testkit::Book;

const SECRET: &str = "Zomer2025!";

fn found(report: &Report) -> Vec<String> {
    let told = |finding: &pamlint_rules::Finding| {
        let place = format!("{}!{}", report.sheet_name(finding.place), finding.place.cell);
        format!("{place} {} {}", finding.code, finding.variant.as_deref().unwrap_or(""))
    };
    report.findings.iter().filter(|finding| finding.code == "SEC001").map(told).collect()
}

fn book(name: &str) -> Book {
    let note = format!("Jan:\nhet wachtwoord is {SECRET}");
    let book = pamlint_testkit::formats::workbook().sheet(name, &[("A1", "remarks"), ("A2", "none")]);
    book.note("UX-L1.username", &note)
}

#[test]
fn secrets_in_notes_and_names_are_found_and_told_nowhere() {
    let name = format!("wachtwoord {SECRET}");
    let file = format!("root_wachtwoord_{SECRET}.xlsx");
    let bytes = book(&name).to_xlsx();
    let pamaas = &Convention::built_in("pamaas").unwrap().unwrap();
    let workbook = read(&bytes, pamaas).unwrap();
    let options = Options { file: Some(file.clone()), ..Options::default() };
    let report = check(&workbook, pamaas, &options);
    let found = found(&report);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found.iter().any(|found| found.starts_with("UX!") && found.ends_with(" note")), "{found:?}");
    assert!(found.iter().any(|found| found.contains("]!A1") && found.ends_with("sheet-name")), "{found:?}");
    assert!(found.iter().any(|found| found.ends_with("!A1 SEC001 file-name")), "{found:?}");
    assert!(!format!("{report:?}").contains(SECRET));
    let outcomes = [Outcome { path: "in.xlsx".into(), result: Ok(report.clone()), annotated: None }];
    let wording = Wording { convention: pamaas, language: Language::NL };
    let head = Head { tool: ("pamlint".into(), "1.2.3".into()), wording, config: None };
    assert!(!emit(&mut Text::plain(), &head, &outcomes).contains(SECRET));
    assert!(!emit(&mut Json::default(), &head, &outcomes).contains(SECRET));
    assert!(!emit(&mut Sarif::new(pamaas), &head, &outcomes).contains(SECRET));
    assert_eq!(pamlint_rules::shown_file_name(&file), "….xlsx");
    assert_eq!(pamlint_rules::shown_file_name("klant-b.xlsx"), "klant-b.xlsx");
    let title = pamlint_writer::Title { workbook: "….xlsx", date: "28/11/2026", wording };
    let copy = pamlint_writer::annotate(&bytes, &report, &title).unwrap();
    // The customer's own texts stay; ours repeat none of them.
    let cleaned = pamlint_writer::clean(&copy.bytes).unwrap().unwrap();
    assert_eq!(count(&copy.bytes), count(&cleaned));
    // What we wrote beside cells is no note of the customer's.
    let again = check(&read(&copy.bytes, pamaas).unwrap(), pamaas, &options);
    assert_eq!(self::found(&again), found);
}

/// How often the secret stands in the parts of a package.
fn count(bytes: &[u8]) -> usize {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut text = Vec::new();
            archive.by_index(index).unwrap().read_to_end(&mut text).unwrap();
            String::from_utf8_lossy(&text).matches(SECRET).count()
        })
        .sum()
}
