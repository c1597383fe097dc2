//! Findings that a recorded exception covers: shown, and counted apart.

#![allow(clippy::unwrap_used)]

mod common;

use common::{fix, head, outcome, report};
use pamlint_convention::{Applicability, Language, Severity};
use pamlint_report::{Json, Outcome, Tally, Text, emit};
use pamlint_rules::{Excepted, Finding};
use serde_json::{Value, json};

fn excepted() -> Outcome {
    let open = common::finding(1, "B9", Severity::Warning, "x", "blanks behind the value");
    let covered = Finding {
        fix: fix("D-048644-20109-OPS-CE", Applicability::Unsafe),
        exception: Some(Excepted {
            reason: "the old name stays until the migration".into(),
            approved_by: "L. Peeters".into(),
            until: "2026-12-31".into(),
        }),
        ..common::finding(1, "B7", Severity::Error, "D-048644-20109-OPX-CE", "OPX is not a safe type")
    };
    outcome("in/a.xlsx", Ok(report(vec![covered, open])), None)
}

#[test]
fn they_are_told_with_their_reason_and_without_their_fix() {
    let told = |language| emit(&mut Text::plain(), &head(language), &[excepted()]);
    assert_eq!(
        told(Language::EN),
        "in/a.xlsx: 13 accounts\n\nSheet UX (12 accounts)\n\n\
         UX!B7  error  SAF005  OPX is not a safe type\n    D-048644-20109-OPX-CE\n    \
         exception: the old name stays until the migration (approved by L. Peeters,\n        until 31 December 2026)\n\n\
         UX!B9  warning  SAF005  blanks behind the value\n    x\n\n\
         1 warning; 1 excepted.\n"
    );
    assert!(told(Language::NL).contains("(goedgekeurd door L."));
    assert!(told(Language::NL).ends_with("1 waarschuwing; 1 uitzondering.\n"));
    assert!(told(Language::FR).ends_with("1 avertissement ; 1 exception.\n"));
    let styled = emit(&mut Text::styled(), &head(Language::EN), &[excepted()]);
    assert!(styled.contains("\u{1b}[2merror\u{1b}[0m"), "greyed: {styled:?}");
}

#[test]
fn json_has_keys_for_them_only_where_there_are_any() {
    let whole = |outcome| -> Value {
        serde_json::from_str(&emit(&mut Json::default(), &head(Language::EN), &[outcome])).unwrap()
    };
    let json = whole(excepted());
    let schema: Value = serde_json::from_str(include_str!("../../../docs/report.schema.json")).unwrap();
    jsonschema::validate(&schema, &json).unwrap();
    let workbook = &json["workbooks"][0];
    assert_eq!(workbook["counts"], json!({ "error": 0, "warning": 1, "info": 0 }));
    assert_eq!((&workbook["excepted"], &workbook["status"]), (&json!(1), &json!("findings")));
    assert_eq!(
        (&json["summary"]["excepted"], &json["summary"]["by_code"]),
        (&json!(1), &json!({"SAF005": 1}))
    );
    let exception = json!({ "reason": "the old name stays until the migration", "approved_by": "L. Peeters", "until": "2026-12-31" });
    assert_eq!(workbook["findings"][0]["exception"], exception);
    assert_eq!(workbook["findings"][1].get("exception"), None);
    let without = whole(common::with_findings());
    assert!(!without.to_string().contains("except"), "{without}");
}

#[test]
fn those_that_cover_nothing_are_named_at_the_end() {
    let mut text = String::new();
    let unused = vec!["SAF014, account UX-L2 (pamlint.toml:12)".to_owned()];
    let tally = Tally { workbooks: 1, accounts: 3, unused_exceptions: unused, ..Tally::default() };
    let mut format = Text::plain();
    pamlint_report::Emitter::begin(&mut format, &head(Language::EN), &mut text);
    pamlint_report::Emitter::end(&mut format, &tally, &mut text);
    assert_eq!(
        text,
        "\nException that covers nothing: SAF014, account UX-L2 (pamlint.toml:12)\n\nNothing to correct.\n"
    );
}
