//! The formats that tell briefly: a line for each finding, and a table for each workbook.

#![allow(clippy::unwrap_used)]

mod common;

use common::{clean, failed, finding, head, report, with_findings};
use pamlint_convention::{Language, Severity};
use pamlint_report::{Concise, Markdown, Outcome, emit};

fn outcomes() -> [Outcome; 3] {
    [clean(), with_findings(), failed()]
}

#[test]
fn a_line_for_each_finding() {
    insta::assert_snapshot!(emit(&mut Concise::default(), &head(Language::EN), &outcomes()));
}

#[test]
fn a_line_for_each_finding_in_french() {
    insta::assert_snapshot!(emit(&mut Concise::default(), &head(Language::FR), &outcomes()));
}

#[test]
fn a_table_for_each_workbook() {
    insta::assert_snapshot!(emit(&mut Markdown::default(), &head(Language::EN), &outcomes()));
}

#[test]
fn a_table_for_each_workbook_in_dutch() {
    insta::assert_snapshot!(emit(&mut Markdown::default(), &head(Language::NL), &outcomes()));
}

#[test]
fn what_stands_in_a_workbook_breaks_no_line_and_no_row() {
    let value = "a\n| b | `c` <script>\u{1b}[2J\u{202e}";
    let wild = |cell: &str| finding(1, cell, Severity::Error, value, value);
    let outcome = Outcome {
        path: "a\nb|c.xlsx".into(),
        result: Ok(report(vec![wild("B2"), finding(1, "B3", Severity::Info, "", "x")])),
        annotated: None,
    };
    for language in Language::all() {
        let lines = emit(&mut Concise::default(), &head(language), std::slice::from_ref(&outcome));
        assert_eq!(lines.lines().count(), 2, "{lines}");
        let table = emit(&mut Markdown::default(), &head(language), std::slice::from_ref(&outcome));
        let rows: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).collect();
        assert_eq!(rows.len(), 4, "{table}");
        // Seven bars that are not escaped are six cells.
        assert!(rows.iter().all(|row| row.replace("\\|", "").matches('|').count() == 7), "{table}");
        assert!(!table.contains("<script>") || table.contains("`` "), "{table}");
        for text in [lines, table] {
            assert!(text.chars().all(|character| character == '\n' || !character.is_control()), "{text}");
        }
    }
}

#[test]
fn equal_findings_are_lines_of_their_own_and_one_row() {
    let wrong = |cell: &str| finding(1, cell, Severity::Error, "D-1", "D-1 is wrong");
    let result = Ok(report(vec![wrong("B2"), wrong("B3"), wrong("B7")]));
    let outcome = [Outcome { path: "a.xlsx".into(), result, annotated: None }];
    let lines = emit(&mut Concise::default(), &head(Language::EN), &outcome);
    assert_eq!(lines.lines().nth(1), Some("a.xlsx:UX!B3: error SAF005 D-1 is wrong"));
    assert_eq!(lines.lines().count(), 3);
    let table = emit(&mut Markdown::default(), &head(Language::EN), &outcome);
    assert_eq!(table.matches("D-1 is wrong").count(), 1, "{table}");
    assert!(table.contains("UX!B2:B3, B7"), "{table}");
}
