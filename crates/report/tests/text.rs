//! The text report as it reads, in every language.

#![allow(clippy::unwrap_used)]

mod common;

use common::{clean, failed, finding, head, report, with_findings};
use pamlint_convention::{Language, Severity};
use pamlint_report::{Outcome, Text, emit};

fn whole(language: Language) -> String {
    let outcomes = [clean(), with_findings(), failed()];
    emit(&mut Text::plain(), &head(language), &outcomes)
}

#[test]
fn in_dutch() {
    insta::assert_snapshot!(whole(Language::NL));
}

#[test]
fn in_english() {
    insta::assert_snapshot!(whole(Language::EN));
}

#[test]
fn in_french() {
    insta::assert_snapshot!(whole(Language::FR));
}

#[test]
fn one_clean_workbook() {
    let text = emit(&mut Text::plain(), &head(Language::EN), &[clean()]);
    assert_eq!(text, "in/clean.xlsx: 13 accounts, nothing to correct\n\nNothing to correct.\n");
}

#[test]
fn colours_change_nothing_but_colours() {
    let outcomes = [with_findings(), failed()];
    let styled = emit(&mut Text::styled(), &head(Language::EN), &outcomes);
    let plain = emit(&mut Text::plain(), &head(Language::EN), &outcomes);
    let mut stripped = String::new();
    let mut rest = styled.as_str();
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = escape.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_ne!(styled, plain);
    assert_eq!(stripped, plain);
}

#[test]
fn lines_fit_80_columns_and_show_every_character() {
    let value = "\u{1b}[2J".repeat(40);
    let mut wild = report(vec![finding(1, "XFD1048576", Severity::Warning, &value, &value)]);
    wild.sheet_names = vec!["x".repeat(31); 3];
    let outcome = Outcome { path: "a\u{1b}b\n.xlsx".into(), result: Ok(wild), annotated: None };
    for language in Language::all() {
        let text = emit(&mut Text::plain(), &head(language), &[outcome.clone(), with_findings()]);
        assert!(text.chars().all(|character| character == '\n' || !character.is_control()));
        for line in text.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

#[test]
fn equal_findings_are_told_once_with_their_cells() {
    let wrong = |cell: &str| finding(1, cell, Severity::Error, "D-1", "D-1 is wrong");
    let other = finding(1, "B5", Severity::Error, "D-2", "D-2 is wrong");
    let findings = vec![wrong("B2"), wrong("B3"), wrong("B4"), other, wrong("B7")];
    let outcome = Outcome { path: "a.xlsx".into(), result: Ok(report(findings)), annotated: None };
    let text = emit(&mut Text::plain(), &head(Language::EN), &[outcome]);
    assert_eq!(text.matches("D-1 is wrong").count(), 1, "{text}");
    assert!(text.contains("UX!B2  error  SAF005  D-1 is wrong\n    4 cells: B2:B4, B7\n    D-1\n"), "{text}");
    assert!(text.contains("UX!B5  error  SAF005  D-2 is wrong\n    D-2\n"), "{text}");
    assert!(text.contains("5 errors"), "{text}");
}
