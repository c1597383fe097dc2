//! A run over workbooks with everything in it that could break a summary.

#![allow(dead_code, reason = "each test uses the runs that it needs")]

use pamlint_convention::{Applicability, Language, Severity};
use pamlint_report::{Failed, Outcome, Overview, Unreadable};
use pamlint_rules::{Excepted, Finding, Place, Report};

use crate::common::{self, fix, outcome, says};

/// Values that must stay a text wherever they stand.
pub const WILD: [&str; 7] = [
    "=cmd|' /C calc'!A0",
    "</td><script>alert(1)</script>",
    "\" onmouseover='alert(2)' x=\"",
    "{=1+1}",
    "line\nbreak\ttab",
    "\u{0}\u{1b}[31m\u{85}\u{202e}\u{fffe}",
    "&amp; ]]> _x0041_",
];

pub fn finding(code: &str, severity: Severity, value: &str) -> Finding {
    Finding { code: code.into(), ..common::finding(1, "B7", severity, value, "OPX is not a safe type") }
}

/// A report about a sheet of that name.
pub fn report(sheet: &str, findings: Vec<Finding>) -> Report {
    let sheet_names = ["Info", "UX", sheet].map(str::to_owned).into();
    Report { sheet_names, accounts: 12, ..common::report(findings) }
}

/// What the summaries of a run in the folder `in` are told.
pub fn overview(language: Language, outcomes: &[Outcome], not_reached: &[&str]) -> Overview {
    let mut overview = common::overview(&common::head(language), &["in"], outcomes);
    overview.tally.not_reached = not_reached.iter().map(ToString::to_string).collect();
    overview
}

/// A run without workbooks.
pub fn nothing(language: Language) -> Overview {
    overview(language, &[], &[])
}

fn clean_workbook() -> Outcome {
    outcome("in/De Lijn/clean.xlsx", Ok(report("", Vec::new())), None)
}

/// A run with one clean workbook.
pub fn clean(language: Language) -> Overview {
    overview(language, &[clean_workbook()], &[])
}

fn failed_workbook() -> Outcome {
    outcome("in/<script>/gone.xlsx", Err(Failed::Bytes(Unreadable::Missing(None))), None)
}

/// A run with one workbook that could not be checked.
pub fn failed(language: Language) -> Overview {
    overview(language, &[failed_workbook()], &[])
}

/// A clean workbook, one with findings, one that could not be checked, one that was not reached.
pub fn run(language: Language) -> Overview {
    let mut findings: Vec<Finding> =
        WILD.iter().map(|value| finding("SAF005", Severity::Error, value)).collect();
    let wild = WILD[1];
    let place = findings[0].place;
    findings.push(Finding {
        place: Place { sheet: 2, ..place },
        account: Some(wild.into()),
        column: Some(WILD[0].into()),
        fills: says(wild, None),
        fix: fix(wild, Applicability::Unsafe),
        ..finding("SAF005", Severity::Error, wild)
    });
    let fixed = finding("TXT001", Severity::Warning, "");
    findings.push(Finding { fix: fix("", Applicability::Safe), ..fixed });
    let long = finding("WB010", Severity::Info, &"long ".repeat(20_000));
    let exception = Excepted { reason: "r".into(), approved_by: "a".into(), until: "2026-12-31".into() };
    let excepted = Finding { exception: Some(exception), ..finding("SAF005", Severity::Error, "") };
    findings.extend([long, excepted.clone(), excepted]);
    let found =
        outcome("in/Athumi/a & b.xlsx", Ok(report("It's <b>", findings)), Some("out/<b>/a & b.checked.xlsx"));
    overview(language, &[clean_workbook(), found, failed_workbook()], &["in/=late.xlsx"])
}
