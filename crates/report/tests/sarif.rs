//! SARIF fits the schema of OASIS, and its fingerprints stay when rows move.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{clean, failed, finding, head, pamaas, report, samples, with_findings};
use pamlint_convention::{Language, Severity, load as load_convention};
use pamlint_report::{Emitter, Failed, Outcome, Sarif, Tally, Unreadable, emit};
use pamlint_rules::{Excepted, Finding, Report};
use serde_json::{Value, json};

fn produced(language: Language, outcomes: &[Outcome]) -> Value {
    let convention = pamaas();
    serde_json::from_str(&emit(&mut Sarif::new(convention), &head(language), outcomes)).unwrap()
}

fn validator() -> jsonschema::Validator {
    // One pattern of the schema has a bracket too many, which no strict reader of patterns takes.
    let (wrong, right) = ("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema = include_str!("schemas/sarif-schema-2.1.0.json");
    assert!(schema.contains(wrong));
    let schema: Value = serde_json::from_str(&schema.replace(wrong, right)).unwrap();
    jsonschema::draft7::options().should_validate_formats(true).build(&schema).unwrap()
}

fn assert_valid(sarif: &Value) {
    let problems: Vec<String> = validator().iter_errors(sarif).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn every_shape_and_every_sample_fits_the_schema() {
    for language in Language::all() {
        let mut outcomes = samples();
        outcomes.extend([clean(), failed(), with_findings()]);
        let sarif = produced(language, &outcomes);
        assert_valid(&sarif);
        let findings =
            outcomes.iter().flat_map(|outcome| outcome.result.iter()).map(|report| report.findings.len());
        assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), findings.sum::<usize>());
        assert_eq!(
            sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().len(),
            pamaas().rules.len()
        );
    }
    assert_valid(&produced(Language::EN, &[]));
    assert_valid(&produced(Language::EN, &[clean()]));
}

#[test]
fn rules_link_to_the_pages_that_the_convention_names() {
    let load = |address: &str| {
        let text =
            format!("extends = \"pamaas\"\nid = \"own\"\nversion = \"1\"\nrule_pages = \"{address}\"\n");
        load_convention("own.toml", &text)
    };
    let convention = load("https://intranet.example/rules/{code}.html").unwrap();
    let sarif = emit(&mut Sarif::new(&convention), &head(Language::EN), &[clean()]);
    let sarif: Value = serde_json::from_str(&sarif).unwrap();
    assert_valid(&sarif);
    for rule in sarif["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap() {
        let code = rule["id"].as_str().unwrap();
        assert_eq!(rule["helpUri"], format!("https://intranet.example/rules/{code}.html"));
    }
    for wrong in ["rules/{code}.html", "https://intranet.example/rules", "https://intranet.example/{code} x"]
    {
        assert!(load(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_schema_refuses_what_is_no_sarif() {
    let right = produced(Language::EN, &[failed(), with_findings()]);
    let changes = [
        ("/version", json!("2.0")),
        ("/runs/0/language", json!("Dutch")),
        ("/runs/0/results/0/level", json!("info")),
        ("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", json!("a b.xlsx")),
        ("/runs/0/invocations/0/executionSuccessful", json!("no")),
    ];
    for (pointer, value) in changes {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!validator().is_valid(&wrong), "{pointer}");
    }
}

#[test]
fn rules_results_and_failures_are_told() {
    let mut quoted = with_findings();
    quoted.path = "in/O'Neil & co.xlsx".into();
    quoted.result.as_mut().unwrap().sheet_names[1] = "UX's".into();
    let sarif = produced(Language::EN, &[quoted, failed()]);
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let rule = rules.iter().find(|rule| rule["id"] == "SAF005").unwrap();
    insta::assert_json_snapshot!("rule", rule);
    let mut result = run["results"][1].clone();
    // It moves with every rule of the convention.
    result.as_object_mut().unwrap().remove("ruleIndex").unwrap();
    insta::assert_json_snapshot!("result", result);
    insta::assert_json_snapshot!("invocations", run["invocations"]);
}

#[test]
fn a_code_of_another_convention_is_told_without_its_rule() {
    let other = Finding { code: "XYZ001".into(), ..finding(1, "A6", Severity::Info, "x", "wrong") };
    let outcome = Outcome { path: "a".into(), result: Ok(report(vec![other])), annotated: None };
    let sarif = produced(Language::EN, &[outcome]);
    assert_valid(&sarif);
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["ruleIndex"]), (&json!("XYZ001"), &Value::Null));
}

fn fingerprints(report: Report) -> Vec<String> {
    let outcome = Outcome { path: "a.xlsx".into(), result: Ok(report), annotated: None };
    let sarif = produced(Language::EN, &[outcome]);
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let fingerprint =
        |result: &Value| result["partialFingerprints"]["accountAndRule/v1"].as_str().unwrap().to_owned();
    results.iter().map(fingerprint).collect()
}

#[test]
fn fingerprints_stay_when_rows_move() {
    let named = |cell: &str, account: &str| Finding {
        account: Some(account.into()),
        ..finding(1, cell, Severity::Error, "x", "wrong")
    };
    let before = fingerprints(report(vec![named("B7", "UX-L2"), named("B8", "UX/L3"), named("C8", "UX/L3")]));
    assert_eq!(before, ["SAF005/UX/UX%2DL2/Safe/1", "SAF005/UX/UX%2FL3/Safe/1", "SAF005/UX/UX%2FL3/Safe/2"]);
    let after =
        fingerprints(report(vec![named("B17", "UX/L3"), named("C17", "UX/L3"), named("B90", "UX-L2")]));
    assert_eq!(after, [before[1].clone(), before[2].clone(), before[0].clone()]);
}

#[test]
fn failures_make_a_run_that_did_not_succeed() {
    let told = |failed: Vec<Outcome>| produced(Language::EN, &failed)["runs"][0]["invocations"][0].clone();
    assert_eq!(told(vec![clean()]), json!({"executionSuccessful": true}));
    for failed in [Failed::Bytes(Unreadable::NotAFile), Failed::NoPassword, Failed::Stumbled] {
        assert!(Failed::KINDS.contains(&failed.kind()));
        let kind = failed.kind();
        let told = told(vec![Outcome { path: "a".into(), result: Err(failed), annotated: None }]);
        assert_eq!(told["executionSuccessful"], false);
        assert_eq!(told["toolExecutionNotifications"][0]["descriptor"]["id"], kind);
    }
}

#[test]
fn an_exception_suppresses_its_result() {
    let exception =
        Excepted { reason: "old name".into(), approved_by: "An".into(), until: "2026-12-31".into() };
    let covered = Finding { exception: Some(exception), ..finding(1, "A6", Severity::Error, "x", "wrong") };
    let outcome = Outcome { path: "a".into(), result: Ok(report(vec![covered])), annotated: None };
    let sarif = produced(Language::EN, &[outcome]);
    assert_valid(&sarif);
    let expected = json!([{
        "kind": "external", "status": "accepted", "justification": "old name",
        "properties": {"approvedBy": "An", "until": "2026-12-31"}
    }]);
    assert_eq!(sarif["runs"][0]["results"][0]["suppressions"], expected);
}

#[test]
fn what_an_interrupted_run_has_not_come_to_is_told() {
    let (convention, mut out) = (pamaas(), String::new());
    let mut format = Sarif::new(convention);
    format.begin(&head(Language::EN), &mut out);
    format.end(&Tally { not_reached: vec!["in/b c.xlsx".into()], ..Tally::default() }, &mut out);
    let sarif: Value = serde_json::from_str(&out).unwrap();
    assert_valid(&sarif);
    let told = &sarif["runs"][0]["invocations"][0];
    assert_eq!(told["executionSuccessful"], false);
    let notice = &told["toolExecutionNotifications"][0];
    assert_eq!(notice["descriptor"]["id"], "interrupted");
    assert_eq!(notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "in/b%20c.xlsx");
}
