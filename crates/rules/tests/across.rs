//! What several workbooks have in common.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that cannot be"
)]

use std::collections::BTreeMap;

use pamlint_convention::{Convention, Language};
use pamlint_reader::{example_book, recognise};
use pamlint_rules::{Options, Registry, Report, Wording, check};

type Row<'a> = BTreeMap<&'a str, &'a str>;

/// A workbook with Linux accounts: safe and user name of each.
fn report(convention: &Convention, accounts: &[(&str, &str)], options: &Options) -> Report {
    let rule = convention.rule(convention.find_rule("SET001").unwrap());
    let mut example = rule.right.workbooks().swap_remove(0);
    let header: Vec<String> = example.sheets[0].rows[0].iter().map(text).collect();
    let template = example.sheets[0].rows[1].clone();
    example.sheets[0].rows.truncate(1);
    for (number, (safe, user)) in (1..).zip(accounts) {
        let id = format!("UX-L{number}");
        let is_reconcile = *safe == RECONCILE;
        let context =
            if is_reconcile { String::new() } else { format!("{}%user", safe.trim_end_matches("-CE")) };
        let platform = if is_reconcile { "UX-AO-R-CE-ACR" } else { "UX-AO-N-CE-ACR-SSH" };
        let set: Row<'_> = [
            ("Account ID", id.as_str()),
            ("Safe", safe),
            ("Platform", platform),
            ("Context", &context),
            ("Username", user),
        ]
        .into();
        let row = header.iter().zip(&template).map(|(header, cell)| match set.get(header.as_str()) {
            Some(text) => pamlint_convention::ExampleCell::Text((*text).to_owned()),
            None => cell.clone(),
        });
        example.sheets[0].rows.push(row.collect());
    }
    check(&recognise(example_book(&example), convention), convention, options)
}

fn text(cell: &pamlint_convention::ExampleCell) -> String {
    match cell {
        pamlint_convention::ExampleCell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn told(convention: &Convention, report: &Report) -> Vec<String> {
    let wording = Wording { convention, language: Language::EN };
    report
        .findings
        .iter()
        .map(|finding| format!("{} {} {}", finding.code, finding.place.cell, wording.message(finding)))
        .collect()
}

const SAFE: &str = "D-048644-20109-OPS-CE";
const RECONCILE: &str = "D-002949-81039-OPS-CE";
const OTHER: &str = "D-048644-20110-OPS-CE";

#[test]
fn later_workbooks_are_told_what_earlier_ones_have() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let options = Options { across: true, ..Options::default() };
    let mut registry = Registry::new(&convention);
    let mut added = |path: &str, accounts: &[(&str, &str)]| {
        let mut report = report(&convention, accounts, &options);
        assert_eq!(report.findings, [], "{path}");
        registry.add(path, path, &mut report);
        assert!(report.traces.is_empty());
        told(&convention, &report)
    };
    assert_eq!(added("a.xlsx", &[(SAFE, "one"), (SAFE, "two")]), [""; 0]);
    // The same account, whatever its safe; the same safe once, at its first row.
    assert_eq!(
        added("b.xlsx", &[(SAFE, "three"), (SAFE, "two"), (OTHER, "four")]),
        [
            "SET002 B2 The safe “D-048644-20109-OPS-CE” also stands in another workbook: a.xlsx, cell UX!B2.",
            "SET001 F3 This account is also asked for in another workbook: a.xlsx, cell UX!F3.",
        ]
    );
    // Against the first workbook that has it.
    assert_eq!(
        added("c.xlsx", &[(SAFE, "two")]),
        [
            "SET002 B2 The safe “D-048644-20109-OPS-CE” also stands in another workbook: a.xlsx, cell UX!B2.",
            "SET001 F2 This account is also asked for in another workbook: a.xlsx, cell UX!F3.",
        ]
    );
    assert_eq!(added("d.xlsx", &[("O-048644-20111-OPS-CE", "nobody")]), [""; 0]);
}

#[test]
fn a_safe_that_everyone_shares_is_not_compared() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let options = Options { across: true, ..Options::default() };
    let mut registry = Registry::new(&convention);
    for (path, user) in [("a.xlsx", "rec-one"), ("b.xlsx", "rec-two")] {
        let mut report = report(&convention, &[(RECONCILE, user)], &options);
        registry.add(path, path, &mut report);
        assert_eq!(told(&convention, &report), [""; 0], "{path}");
    }
}

#[test]
fn values_with_a_mistake_of_their_own_are_not_compared() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let options = Options { across: true, ..Options::default() };
    let mut registry = Registry::new(&convention);
    let mut findings = |path: &str, accounts: &[(&str, &str)]| {
        let mut report = report(&convention, accounts, &options);
        let added = registry.add(path, path, &mut report);
        (added, report.by_code().keys().map(|code| (*code).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(findings("a.xlsx", &[("D-048644-20109-OPX-CE", "us er")]).0, 0);
    let (added, codes) = findings("b.xlsx", &[("D-048644-20109-OPX-CE", "us er")]);
    assert_eq!(added, 0, "{codes:?}");
    assert!(codes.contains(&"SAF005".to_owned()), "{codes:?}");
}

#[test]
fn rules_that_are_not_wanted_leave_no_traces() {
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let ignoring = |ignore: &[&str]| Options {
        across: true,
        ignore: ignore.iter().map(|code| (*code).to_owned()).collect(),
        ..Options::default()
    };
    let traces = |options: &Options| report(&convention, &[(SAFE, "one")], options).traces.len();
    assert_eq!(traces(&ignoring(&[])), 2);
    assert_eq!(traces(&ignoring(&["SET002"])), 1);
    assert_eq!(traces(&ignoring(&["SET"])), 0);
    assert_eq!(traces(&Options::default()), 0);
}
