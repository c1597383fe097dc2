//! The JUnit format: for build servers. A suite for each workbook, a case for each finding.

use pamlint_convention::Severity;
use pamlint_rules::{Finding, Report, Wording, shown, turns};
use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};

use crate::emitter::Emitter;
use crate::run::{Head, Outcome};
use crate::tally::Tally;
use pamlint_words::Words;

/// One JUnit document.
///
/// Findings that fail are failures; other findings pass, and what they say is the output of their case. A
/// workbook that could not be checked is an error, a clean one a case that passes.
#[derive(Debug)]
pub struct JUnit {
    fails: Option<Severity>,
    words: &'static Words,
}

impl Default for JUnit {
    fn default() -> JUnit {
        JUnit::failing_at(Some(Severity::Error))
    }
}

impl JUnit {
    /// A document in which findings fail that weigh at least so much; `None` for none.
    pub fn failing_at(fails: Option<Severity>) -> JUnit {
        JUnit { fails, words: Words::of(pamlint_convention::Language::EN) }
    }

    fn case(&self, report: &Report, finding: &Finding, wording: &Wording<'_>) -> TestCase {
        let (message, value) = (wording.message(finding), wording.value(finding));
        let words = self.words;
        let place = format!("{}!{}", shown(report.sheet_name(finding.place)), finding.place.cell);
        let name = format!("{} {place}", finding.code);
        let mut said =
            vec![format!("{place} {}{} {}", finding.severity.said(words), words.report.colon, message)];
        let mut line =
            |label: &str, text: &str| said.push(format!("{label}{} {}", words.report.colon, shown(text)));
        if !value.is_empty() {
            line(&words.report.value, &value);
        }
        if let Some(help) = wording.help(finding).filter(|help| !help.is_empty()) {
            line(&words.report.help, &help);
        }
        if let Some(exception) = &finding.exception {
            line(&words.report.exception, &exception.said(words));
        } else if let Some(fix) = &finding.fix {
            let value = if fix.value.is_empty() { &words.empty_cell } else { &fix.value };
            line(&words.report.fix, &format!("{value} ({})", fix.applicability.said(words)));
        }
        let said = said.join("\n");
        if let Some(exception) = &finding.exception {
            let mut status = TestCaseStatus::skipped();
            status.set_type(&finding.name).set_message(&exception.reason).set_description(said);
            return TestCase::new(name, status);
        }
        if self.fails.is_some_and(|least| finding.severity >= least) {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_type(&finding.name).set_message(&message).set_description(said);
            TestCase::new(name, status)
        } else {
            let mut case = TestCase::new(name, TestCaseStatus::success());
            case.set_system_out(said);
            case
        }
    }

    fn suite(&self, outcome: &Outcome, wording: &Wording<'_>) -> TestSuite {
        let mut suite = TestSuite::new(&outcome.path);
        let mut add = |mut case: TestCase| {
            case.set_classname(&outcome.path);
            suite.add_test_case(case);
        };
        match &outcome.result {
            Err(failed) => {
                let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
                status.set_type(failed.kind()).set_message(failed.message(wording.language));
                add(TestCase::new(self.words.report.workbook_not_checked.as_str(), status));
            }
            Ok(report) if report.findings.is_empty() => {
                add(TestCase::new(self.words.report.nothing_to_correct.as_str(), TestCaseStatus::success()));
            }
            Ok(report) => {
                report.findings.iter().for_each(|finding| add(self.case(report, finding, wording)));
            }
        }
        suite
    }
}

impl Emitter for JUnit {
    fn begin(&mut self, head: &Head<'_>, out: &mut String) {
        self.words = Words::of(head.wording.language);
        // The counts of all suites would have to stand here, before any suite is known; they may be left out.
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pamlint\">\n");
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        push_suite(self.suite(outcome, &head.wording), out);
    }

    fn end(&mut self, tally: &Tally, out: &mut String) {
        for path in &tally.not_reached {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type("interrupted").set_message(self.words.count(1, &self.words.report.interrupted));
            let mut case = TestCase::new(self.words.report.workbook_not_checked.as_str(), status);
            case.set_classname(path);
            let mut suite = TestSuite::new(path);
            suite.add_test_case(case);
            push_suite(suite, out);
        }
        out.push_str("</testsuites>\n");
    }
}

fn push_suite(suite: TestSuite, out: &mut String) {
    let mut report = quick_junit::Report::unnamed();
    report.add_test_suite(suite);
    // Only whole reports can be written. Writing one to memory has no way to fail.
    out.push_str(&visible(only_suite(&report.to_string().unwrap_or_default())));
}

/// The same XML without two characters that no XML may hold and that its writer lets through, and with the marks that
/// turn the text around them written by their numbers.
fn visible(xml: &str) -> String {
    let xml = xml.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    if !xml.contains(turns) {
        return xml;
    }
    let as_number = |character: char| {
        if turns(character) { format!("&#x{:X};", u32::from(character)) } else { character.to_string() }
    };
    xml.chars().map(as_number).collect()
}

/// The suite in a report that has only one, with the blanks before it and the line break behind it.
fn only_suite(report: &str) -> &str {
    let inside = report.split_once("<testsuites").and_then(|(_, rest)| rest.split_once(">\n"));
    inside.and_then(|(_, rest)| rest.rsplit_once("</testsuites>")).map_or("", |(suite, _)| suite)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_xml_may_hold_is_replaced() {
        assert_eq!(visible("a\u{fffe}b\u{ffff}c\u{fffd}"), "a\u{fffd}b\u{fffd}c\u{fffd}");
        assert_eq!(visible("<a b=\"\u{202e}\"/>"), "<a b=\"&#x202E;\"/>");
    }
}
