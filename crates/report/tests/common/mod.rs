//! A run with every shape that a report can have.

#![allow(dead_code, reason = "each test uses the shapes that it needs")]

use std::sync::LazyLock;

use pamlint_convention::{Applicability, Convention, Language, Severity};
use pamlint_reader::CellRef;
use pamlint_report::{
    Counting, Emitter, Failed, Head, JUnit, Json, Jsonl, Outcome, Overview, Sarif, Statistics, Text,
    Unreadable,
};
use pamlint_rules::{
    Bearings, Fill, Finding, Fix, Memory, Options, Place, Remedy, Report, Rounds, SheetSummary, Was, Wording,
    check,
};

/// The head of a run whose findings say what they are given to say.
pub fn head(language: Language) -> Head<'static> {
    static DEMO: LazyLock<Convention> = LazyLock::new(|| pamlint_testkit::verbatim("demo", "4"));
    head_of(&DEMO, language)
}

pub fn head_of(convention: &Convention, language: Language) -> Head<'_> {
    Head { tool: ("pamlint".into(), "1.2.3".into()), wording: Wording { convention, language }, config: None }
}

/// What a finding is given to say: its message, and its help.
pub fn says(message: &str, help: Option<&str>) -> Vec<(String, Fill)> {
    let fill = |name: &str, text: &str| (name.to_owned(), Fill::Text(text.to_owned()));
    [fill("found", message)].into_iter().chain(help.map(|help| fill("expected", help))).collect()
}

pub fn finding(sheet: usize, cell: &str, severity: Severity, value: &str, message: &str) -> Finding {
    Finding {
        code: "SAF005".into(),
        name: "safe-type-unknown".into(),
        severity,
        place: place(sheet, cell),
        column: Some("Safe".into()),
        account: Some("UX-L2".into()),
        value: value.into(),
        was: if value.is_empty() { Was::Empty } else { Was::Text(value.into()) },
        span: None,
        variant: None,
        fills: says(message, None),
        elsewhere: None,
        related: Vec::new(),
        beside: Vec::new(),
        remedy: Remedy::Here,
        since: None,
        fix: None,
        safe: None,
        exception: None,
        expired: None,
    }
}

pub fn place(sheet: usize, cell: &str) -> Place {
    Place { sheet, cell: CellRef::parse(cell).unwrap() }
}

pub fn fix(value: &str, applicability: Applicability) -> Option<Fix> {
    Some(Fix { value: value.into(), applicability })
}

pub fn report(findings: Vec<Finding>) -> Report {
    Report {
        convention: ("demo".into(), "4".into()),
        sheets: vec![
            SheetSummary { name: "UX".into(), kind: Some("linux".into()), header_row: 5, accounts: 12 },
            SheetSummary { name: "All accounts".into(), kind: None, header_row: 1, accounts: 1 },
        ],
        sheet_names: ["Info", "UX", "All accounts"].map(str::to_owned).into(),
        accounts: 13,
        findings,
        details: Vec::new(),
        made: Default::default(),
        tongue: None,
        traces: Vec::new(),
        exceptions_met: Vec::new(),
        bearings: Bearings::default(),
        memory: Memory::default(),
        round: None,
    }
}

pub fn outcome(path: &str, result: Result<Report, Failed>, annotated: Option<&str>) -> Outcome {
    Outcome { path: path.into(), result, annotated: annotated.map(str::to_owned) }
}

pub fn clean() -> Outcome {
    outcome("in/clean.xlsx", Ok(report(Vec::new())), None)
}

pub fn failed() -> Outcome {
    outcome("in/gone.xlsx", Err(Failed::Bytes(Unreadable::Missing(None))), None)
}

pub fn with_findings() -> Outcome {
    let nowhere = Finding {
        code: "WB010".into(),
        name: "sheet-not-recognised".into(),
        column: None,
        account: None,
        ..finding(0, "A1", Severity::Info, "", "sheet Info is not one of the convention's")
    };
    let typed = Finding {
        span: Some((15, 18)),
        fills: says(
            "OPX is not a safe type",
            Some(
                "a safe type is one of ADM, OPS, NPA and LOG; most safes of a team hold OPS accounts, which people \
                 use every day",
            ),
        ),
        related: vec![place(1, "B9"), place(2, "B2")],
        fix: fix("D-048644-20109-OPS-CE", Applicability::Unsafe),
        ..finding(1, "B7", Severity::Error, "D-048644-20109-OPX-CE", "OPX is not a safe type")
    };
    let blanks = Finding {
        code: "TXT001".into(),
        name: "stray-blanks".into(),
        span: Some((4, 6)),
        fix: fix("root", Applicability::Safe),
        ..finding(1, "F7", Severity::Warning, "root\t\u{a0}", "blanks behind the value")
    };
    let many = Finding {
        code: "CTX006".into(),
        name: "controlled-access-without-validator".into(),
        span: Some((120, 123)),
        related: (10..25).map(|row| place(1, &format!("D{row}"))).collect(),
        fix: fix("", Applicability::Unsafe),
        ..finding(
            1,
            "D8",
            Severity::Warning,
            &format!("{}XYZ%user", "D-048644-20109-OPS%user\n".repeat(5)),
            "safe D-048644-20109-OPS-CE has accounts with controlled access, but nobody stands in the contexts \
             who may approve their use",
        )
    };
    let empty = Finding {
        code: "ACC004".into(),
        name: "required-field-missing".into(),
        ..finding(2, "C2", Severity::Error, "", "Platform is empty")
    };
    let report = report(vec![nowhere, typed, blanks, many, empty]);
    outcome("in/errors.xlsx", Ok(report), Some("in/errors.checked.xlsx"))
}

/// What summaries are told of a run in folders.
pub fn overview(head: &Head<'_>, roots: &[&str], outcomes: &[Outcome]) -> Overview {
    let roots: Vec<String> = roots.iter().map(|root| (*root).to_owned()).collect();
    let mut overview = Overview::new(head, "2026-11-22", "/work", &roots);
    let mut rounds = Rounds::default();
    let mut counting = Counting::default();
    for outcome in outcomes {
        outcome.result.iter().for_each(|report| rounds.add(&outcome.path, report));
        counting.add(outcome);
        overview.add(head, outcome, pamlint_report::Told::Now);
    }
    let replaced = rounds.replaced();
    overview.end(counting.end(&replaced), &replaced);
    overview
}

/// Every format, by its name.
pub fn formats() -> Vec<(&'static str, Box<dyn Emitter>)> {
    vec![
        ("text", Box::new(Text::plain())),
        ("styled", Box::new(Text::styled())),
        ("json", Box::new(Json::default())),
        ("jsonl", Box::new(Jsonl)),
        ("sarif", Box::new(Sarif::new(pamaas()))),
        ("junit", Box::new(JUnit::default())),
        ("statistics", Box::new(Statistics::plain())),
    ]
}

pub fn pamaas() -> &'static Convention {
    static PAMAAS: LazyLock<Convention> = LazyLock::new(|| Convention::built_in("pamaas").unwrap().unwrap());
    &PAMAAS
}

/// What the samples give.
pub fn samples() -> Vec<Outcome> {
    let convention = pamaas();
    let options = Options::default();
    pamlint_testkit::samples::samples()
        .into_iter()
        .map(|sample| {
            let workbook = pamlint_reader::read(&sample.workbook, convention).unwrap();
            outcome(&sample.path, Ok(check(&workbook, convention, &options)), None)
        })
        .collect()
}
