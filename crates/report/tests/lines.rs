//! A line that was written and read again says the same in every format.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{clean, failed, formats, head, place, report, samples, with_findings};
use pamlint_convention::{Applicability, Language, Severity};
use pamlint_reader::CellRef;
use pamlint_report::{Failed, Jsonl, LineError, Outcome, emit, read_line};
use pamlint_rules::{Excepted, Finding, Fix, Place, Report, SheetSummary, Was};
use proptest::prelude::*;
use serde_json::{Value, json};

fn again(outcomes: &[Outcome], language: Language) -> Vec<Outcome> {
    let lines = emit(&mut Jsonl, &head(language), outcomes);
    assert_eq!(lines.lines().count(), outcomes.len());
    lines.lines().map(|line| read_line(line, &head(language)).unwrap()).collect()
}

fn says_the_same(outcomes: &[Outcome], language: Language) {
    let read = again(outcomes, language);
    for (name, mut format) in formats() {
        let head = head(language);
        let (one, other) = (emit(&mut *format, &head, outcomes), emit(&mut *format, &head, &read));
        assert!(one == other, "{name}:\n{one}\n{other}");
    }
}

#[test]
fn samples_and_failures() {
    for language in Language::all() {
        let mut outcomes = samples(language);
        assert!(outcomes.iter().any(|outcome| outcome.status().word() == "findings"));
        outcomes.extend([clean(language), failed(language), with_findings(language)]);
        says_the_same(&outcomes, language);
    }
}

#[test]
fn a_line_is_an_entry_of_the_json_report() {
    let outcomes = [with_findings(Language::EN), failed(Language::EN), clean(Language::EN)];
    let json = emit(&mut pamlint_report::Json::default(), &head(Language::EN), &outcomes);
    let json: Value = serde_json::from_str(&json).unwrap();
    let lines = emit(&mut Jsonl, &head(Language::EN), &outcomes);
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json["workbooks"], Value::Array(lines));
    let keys = emit(&mut Jsonl, &head(Language::EN), &outcomes[2..]);
    let start =
        "{\"path\":\"in/clean.xlsx\",\"status\":\"clean\",\"failure\":null,\"sheets\":[{\"name\":\"UX\",";
    assert!(keys.starts_with(start), "{keys}");
}

#[test]
fn sheets_keep_the_order_of_their_tabs() {
    let sheets = ["Info", "UX", "Old", "All accounts", "End"];
    let at = |sheet, cell| common::finding(sheet, cell, Severity::Error, "x", "wrong");
    let findings =
        vec![at(0, "A1"), at(1, "B2"), at(2, "A1"), Finding { related: vec![place(4, "A1")], ..at(3, "A1") }];
    let report =
        Report { sheet_names: sheets.map(str::to_owned).into(), ..report(Language::EN, findings.clone()) };
    let outcome = Outcome { path: "a".into(), result: Ok(report), annotated: None };
    let read = again(&[outcome], Language::EN);
    let read = read[0].result.as_ref().unwrap();
    assert_eq!(read.sheet_names, sheets);
    assert_eq!(read.findings, findings);
}

#[test]
fn keys_that_are_not_known_are_passed_over() {
    let written = with_findings(Language::EN);
    let mut line: Value = serde_json::from_str(&emit(&mut Jsonl, &head(Language::EN), &[written])).unwrap();
    let plain = read_line(&line.to_string(), &head(Language::EN)).unwrap();
    line["later"] = json!({"traces": [1, null]});
    line["findings"][0]["later"] = json!("x");
    assert_eq!(read_line(&line.to_string(), &head(Language::EN)).unwrap(), plain);
}

#[test]
fn what_is_no_line_is_told_apart() {
    let line = |outcome| emit(&mut Jsonl, &head(Language::EN), &[outcome]);
    let read = |line: &str| read_line(line, &head(Language::EN)).unwrap_err();
    let message = |line: &str| read(line).to_string();
    assert_eq!(
        message("{\"path\":\"a\"}"),
        "this is no line that `pamlint check --format jsonl` wrote: missing field `status`, at character 12; write \
         the file again with this version of pamlint"
    );
    let whole = line(with_findings(Language::EN));
    let cut = whole.split_at(whole.len() / 2).0;
    assert!(matches!(read(cut), LineError::Shape { .. }));
    assert!(matches!(read("PK\u{3}\u{4}"), LineError::Shape { column: 1, .. }));
    assert!(matches!(read(&"[".repeat(100_000)), LineError::Shape { .. }));
    let changed = [
        (&whole, "\"B7\"", "\"7B\"", "\"7B\" is no cell of a sheet"),
        (&whole, "\"cell\":\"A1\"", "\"cell\":\"XFE1\"", "\"XFE1\" is no cell of a sheet"),
        (
            &whole,
            "\"status\":\"findings\"",
            "\"status\":\"clean\"",
            "its status is clean, but it is findings",
        ),
        (&line(failed(Language::EN)), "\"unreadable\"", "\"broken\"", "no failure is called \"broken\""),
    ];
    for (line, from, to, reason) in changed {
        assert!(line.contains(from), "{from}");
        let expected = LineError::Value(reason.to_owned());
        assert_eq!(read(&line.replacen(from, to, 1)), expected);
    }
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![".{0,8}", any::<String>(), "[-<&\"'\u{0}-\u{1f}\u{7f}\u{2028}]{1,4}"]
}

fn cells() -> impl Strategy<Value = CellRef> {
    (1..=1_048_576_u32, 1..=16_384_u32).prop_map(|(row, column)| CellRef::new(row, column))
}

fn fixes() -> impl Strategy<Value = Fix> {
    let applicability = prop_oneof![Just(Applicability::Safe), Just(Applicability::Unsafe)];
    (text(), applicability).prop_map(|(value, applicability)| Fix { value, applicability })
}

prop_compose! {
    fn findings()(
        sheet in 0..5_usize,
        cell in cells(),
        severity in prop::sample::select(Severity::ALL.to_vec()),
        (code, column, account) in ("[A-Z]{2,3}[0-9]{3}", prop::option::of(text()), prop::option::of(text())),
        (value, message, help) in (text(), text(), prop::option::of(text())),
        span in prop::option::of((0..9_usize, 0..9_usize)),
        related in prop::collection::vec((0..5_usize, cells()), 0..9),
        fix in prop::option::of(fixes()),
        exception in prop::option::of((text(), text(), text())),
    ) -> Finding {
        Finding {
            code,
            name: "some-rule".into(),
            severity,
            place: Place { sheet, cell },
            column,
            account,
            value,
            was: Was::Empty,
            span,
            message,
            help,
            related: related.into_iter().map(|(sheet, cell)| Place { sheet, cell }).collect(),
            fix,
            safe: None,
            exception: exception
                .map(|(reason, approved_by, until)| Excepted { reason, approved_by, until }),
        }
    }
}

prop_compose! {
    fn reports()(
        mut findings in prop::collection::vec(findings(), 0..8),
        sheet_names in prop::collection::vec(text(), 5),
        read in prop::collection::vec(any::<bool>(), 5),
        kind in prop::option::of(text()),
        accounts in 0..9_usize,
    ) -> Report {
        findings.sort_by_key(|finding| finding.place);
        let sheets = sheet_names.iter().zip(read).filter(|(_, read)| *read).map(|(name, _)| SheetSummary {
            name: name.clone(),
            kind: kind.clone(),
            header_row: 3,
            accounts,
        });
        Report { sheets: sheets.collect(), sheet_names, accounts, ..report(Language::EN, findings) }
    }
}

fn failures() -> impl Strategy<Value = Failed> {
    let kind = prop::sample::select(Failed::KINDS.to_vec());
    (kind, text()).prop_map(|(kind, message)| Failed { kind, message })
}

prop_compose! {
    fn outcomes()(
        path in text(),
        result in prop_oneof![reports().prop_map(Ok), failures().prop_map(Err)],
        annotated in prop::option::of(text()),
    ) -> Outcome {
        Outcome { path, result, annotated }
    }
}

proptest! {
    #[test]
    fn whatever_there_is(outcomes in prop::collection::vec(outcomes(), 0..4)) {
        says_the_same(&outcomes, Language::FR);
    }
}
