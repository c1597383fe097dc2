//! Statistics as they read.

#![allow(clippy::unwrap_used)]

mod common;

use common::{clean, failed, head, samples, with_findings};
use pamlint_convention::Language;
use pamlint_report::{Outcome, Statistics, emit};

fn table(language: Language, outcomes: &[Outcome]) -> String {
    emit(&mut Statistics::plain(), &head(language), outcomes)
}

#[test]
fn in_every_language() {
    for language in Language::all() {
        let outcomes = [with_findings(), clean(), with_findings(), failed()];
        insta::assert_snapshot!(format!("in_{}", language.code()), table(language, &outcomes));
    }
}

#[test]
fn the_samples() {
    let outcomes = samples();
    let table = table(Language::EN, &outcomes);
    let found = outcomes.iter().flat_map(|outcome| outcome.result.iter());
    let found: usize = found.map(|report| report.findings.len()).sum();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(1)
        .take_while(|line| !line.is_empty())
        .map(|line| line.split_whitespace().collect())
        .collect();
    let counts: Vec<usize> = rows.iter().filter_map(|row| row.get(3)?.parse().ok()).collect();
    assert_eq!(counts.len(), rows.len());
    assert_eq!(counts.iter().sum::<usize>(), found);
    assert!(counts.is_sorted_by(|one, other| one >= other));
    for row in &rows {
        let of_code = |outcome: &&Outcome| {
            let report = outcome.result.as_ref().unwrap();
            row.first().is_some_and(|code| report.by_code().contains_key(code))
        };
        let workbooks = outcomes.iter().filter(of_code).count();
        assert_eq!(row.last().unwrap().parse(), Ok(workbooks), "{row:?}");
    }
}

#[test]
fn nothing_found() {
    assert_eq!(table(Language::EN, &[clean()]), "Nothing to correct.\n");
    assert_eq!(table(Language::EN, &[]), "No accounts filled in.\n");
}
