//! A run over workbooks with everything in it that could break a summary.

#![allow(dead_code, reason = "each test uses the runs that it needs")]

use pamlint_convention::{Applicability, Language, Severity};
use pamlint_reader::CellRef;
use pamlint_report::{Entry, Line, Link, Overview};
use pamlint_rules::{Counts, Fix};

/// What must stay a text wherever it stands.
pub const WILD: [&str; 7] = [
    "=cmd|' /C calc'!A0",
    "</td><script>alert(1)</script>",
    "\" onmouseover='alert(2)' x=\"",
    "{=1+1}",
    "line\nbreak\ttab",
    "\u{0}\u{1b}[31m\u{85}\u{202e}\u{fffe}",
    "&amp; ]]> _x0041_",
];

pub fn entry(path: &str, customer: &str, counts: Counts) -> Entry {
    Entry {
        path: path.into(),
        customer: customer.into(),
        failure: None,
        accounts: 12,
        counts,
        excepted: 0,
        annotated: None,
    }
}

pub fn line(code: &str, severity: Severity, value: &str) -> Line {
    Line {
        code: code.into(),
        name: "safe-type-unknown".into(),
        severity,
        sheet: "UX".into(),
        cell: CellRef::new(7, 2),
        account: "UX-L2".into(),
        column: "Safe".into(),
        value: value.into(),
        message: "OPX is not a safe type".into(),
        fix: None,
    }
}

/// A run without workbooks.
pub fn nothing(language: Language) -> Overview {
    Overview::new(("pamlint".into(), "1.2.3".into()), ("demo".into(), "4".into()), language, "2026-11-22")
}

/// A run with one clean workbook.
pub fn clean(language: Language) -> Overview {
    let mut run = nothing(language);
    run.push(entry("in/De Lijn/clean.xlsx", "De Lijn", Counts::default()), std::iter::empty());
    run
}

/// A run with one workbook that could not be checked.
pub fn failed(language: Language) -> Overview {
    let mut run = nothing(language);
    run.push(failed_entry(), std::iter::empty());
    run
}

fn failed_entry() -> Entry {
    Entry {
        failure: Some("The workbook is damaged; save it again.".into()),
        accounts: 0,
        ..entry("in/<script>/gone.xlsx", WILD[1], Counts::default())
    }
}

/// A clean workbook, one with findings, one that could not be checked, one that was not reached.
pub fn run(language: Language) -> Overview {
    let counts = Counts { error: 8, warning: 1, info: 1 };
    let mut findings: Vec<Line> = WILD.iter().map(|value| line("SAF005", Severity::Error, value)).collect();
    let wild = WILD[1];
    findings.push(Line {
        sheet: "It's <b>".into(),
        account: wild.into(),
        column: WILD[0].into(),
        message: wild.into(),
        fix: Some(Fix { value: wild.into(), applicability: Applicability::Unsafe }),
        ..line("SAF005", Severity::Error, wild)
    });
    findings.push(Line {
        fix: Some(Fix { value: String::new(), applicability: Applicability::Safe }),
        ..line("TXT001", Severity::Warning, "")
    });
    findings.push(line("WB010", Severity::Info, &"long ".repeat(20_000)));
    let annotated = Link {
        path: "out/<b>/a & b.checked.xlsx".into(),
        uri: "out/%3Cb%3E/a%20%26%20b.checked.xlsx".into(),
    };
    let found =
        Entry { annotated: Some(annotated), excepted: 2, ..entry("in/Athumi/a & b.xlsx", "Athumi", counts) };
    let mut run = clean(language);
    run.push(found, findings.into_iter());
    run.push(failed_entry(), std::iter::empty());
    run.not_reached.push("in/=late.xlsx".into());
    run
}
