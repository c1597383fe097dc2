//! JUnit as build servers read it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{clean, failed, finding, head, report, samples, says, with_findings};
use pamlint_convention::{Language, Severity};
use pamlint_report::{Emitter, JUnit, Outcome, Tally, emit};
use pamlint_rules::{Excepted, Finding};
use quick_junit::{NonSuccessKind, Report, TestCaseStatus, TestSuite};

fn emitted(mut format: JUnit, language: Language, outcomes: &[Outcome]) -> String {
    emit(&mut format, &head(language), outcomes)
}

/// Failures, errors and passed cases.
fn counts(suite: &TestSuite) -> (usize, usize, usize) {
    let is = |wanted: Option<NonSuccessKind>| {
        let cases = suite.test_cases.iter();
        cases
            .filter(|case| match &case.status {
                TestCaseStatus::Success { .. } => wanted.is_none(),
                TestCaseStatus::NonSuccess { kind, .. } => wanted == Some(*kind),
                TestCaseStatus::Skipped { .. } => false,
            })
            .count()
    };
    let counts = (is(Some(NonSuccessKind::Failure)), is(Some(NonSuccessKind::Error)), is(None));
    assert_eq!(
        (suite.failures, suite.errors, suite.tests),
        (counts.0, counts.1, counts.0 + counts.1 + counts.2)
    );
    counts
}

#[test]
fn in_every_language() {
    for language in Language::all() {
        let outcomes = [clean(), with_findings(), failed()];
        insta::assert_snapshot!(
            format!("in_{}", language.code()),
            emitted(JUnit::default(), language, &outcomes)
        );
    }
}

#[test]
fn suites_are_workbooks_and_cases_findings() {
    let mut outcomes = samples();
    outcomes.push(failed());
    let text = emitted(JUnit::default(), Language::EN, &outcomes);
    let read = Report::deserialize_from_str(&text).unwrap();
    assert_eq!(read.test_suites.len(), outcomes.len());
    for (suite, outcome) in read.test_suites.iter().zip(&outcomes) {
        assert_eq!(suite.name.as_str(), outcome.path);
        let expected = match &outcome.result {
            Err(_) => (0, 1, 0),
            Ok(report) if report.findings.is_empty() => (0, 0, 1),
            Ok(report) => {
                let errors = report.counts().error;
                (errors, 0, report.findings.len() - errors)
            }
        };
        assert_eq!(counts(suite), expected, "{}", outcome.path);
    }
}

#[test]
fn what_fails_can_be_chosen() {
    let severities = [Severity::Error, Severity::Warning, Severity::Warning, Severity::Info];
    let findings = severities.map(|severity| finding(1, "B7", severity, "x", "wrong"));
    let outcome = Outcome { path: "a".into(), result: Ok(report(findings.into())), annotated: None };
    for (least, failures) in [(None, 0), (Some(Severity::Error), 1), (Some(Severity::Warning), 3)] {
        let text = emitted(JUnit::failing_at(least), Language::EN, std::slice::from_ref(&outcome));
        let read = Report::deserialize_from_str(&text).unwrap();
        assert_eq!(counts(&read.test_suites[0]), (failures, 0, 4 - failures), "{least:?}");
    }
}

#[test]
fn whatever_stands_in_a_workbook_is_text() {
    let wild = "]]></failure><testsuites>\u{0}\u{1b}[31m\u{fffe}\"'&>\n";
    let mut outcome = with_findings();
    outcome.path = wild.into();
    for finding in &mut outcome.result.as_mut().unwrap().findings {
        (finding.value, finding.fills) = (wild.into(), says(wild, Some(wild)));
    }
    let text = emitted(JUnit::default(), Language::EN, &[outcome]);
    let read = Report::deserialize_from_str(&text).unwrap();
    assert_eq!(read.test_suites.len(), 1);
    assert_eq!(counts(&read.test_suites[0]), (2, 0, 3));
    let shown = "]]></failure><testsuites>";
    assert!(read.test_suites[0].name.as_str().starts_with(shown), "{:?}", read.test_suites[0].name);
    assert!(text.chars().all(|character| character == '\n' || !character.is_control()));
}

#[test]
fn an_exception_is_skipped_and_says_why() {
    let exception =
        Excepted { reason: "old name".into(), approved_by: "An".into(), until: "2026-12-31".into() };
    let covered = Finding { exception: Some(exception), ..finding(1, "A6", Severity::Error, "x", "wrong") };
    let outcome = Outcome { path: "a".into(), result: Ok(report(vec![covered])), annotated: None };
    let text = emitted(JUnit::default(), Language::EN, &[outcome]);
    let suite = &Report::deserialize_from_str(&text).unwrap().test_suites[0];
    assert_eq!((suite.tests, suite.failures, suite.skipped), (1, 0, 1));
    assert!(
        text.contains("exception: old name (approved by An, until 31 December 2026)</skipped>"),
        "{text}"
    );
}

#[test]
fn what_an_interrupted_run_has_not_come_to_is_an_error() {
    let (mut format, mut text) = (JUnit::default(), String::new());
    format.begin(&head(Language::EN), &mut text);
    format.end(&Tally { not_reached: vec!["b.xlsx".into()], ..Tally::default() }, &mut text);
    let read = Report::deserialize_from_str(&text).unwrap();
    assert_eq!((read.test_suites[0].name.as_str(), counts(&read.test_suites[0])), ("b.xlsx", (0, 1, 0)));
}
