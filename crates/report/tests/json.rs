//! Every JSON that is produced fits the published schema, and the schema refuses what is not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{clean, failed, head, with_findings};
use pamlint_convention::Language;
use pamlint_report::{Json, Outcome, emit};
use serde_json::{Value, json};

fn validator() -> jsonschema::Validator {
    let text = include_str!("../../../docs/report.schema.json");
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn produced(outcomes: &[Outcome]) -> Value {
    serde_json::from_str(&emit(&mut Json::default(), &head(Language::EN), outcomes)).unwrap()
}

#[test]
fn every_shape_fits_the_schema() {
    let outcomes = [clean(), failed(), with_findings()];
    let validator = validator();
    for outcomes in [&outcomes[..0], &outcomes[..1], &outcomes[1..2], &outcomes[2..], &outcomes] {
        let report = produced(outcomes);
        let problems: Vec<String> = validator.iter_errors(&report).map(|error| error.to_string()).collect();
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(report["workbooks"].as_array().unwrap().len(), outcomes.len());
    }
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let validator = validator();
    let right = produced(&[failed(), with_findings()]);
    let changes: [(&str, Value); 9] = [
        ("/schema", json!(2)),
        ("/language", json!("de")),
        ("/summary/failed", json!(-1)),
        ("/workbooks/0/failure", json!(null)),
        ("/workbooks/0/failure/kind", json!("broken")),
        ("/workbooks/1/findings", json!([])),
        ("/workbooks/1/findings/0/cell", json!("7B")),
        ("/workbooks/1/findings/1/span", json!([1])),
        ("/workbooks/1/findings/1/fix/applicability", json!("likely")),
    ];
    for (pointer, value) in changes {
        let mut wrong = right.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&wrong), "{pointer}");
    }
    for (pointer, key) in [("", "tool"), ("/workbooks/0", "annotated"), ("/workbooks/1/findings/0", "fix")] {
        let mut wrong = right.clone();
        wrong.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key).unwrap();
        assert!(!validator.is_valid(&wrong), "{pointer} without {key}");
    }
}

#[test]
fn keys_stand_in_the_order_of_the_documentation() {
    let outcomes = [clean(), with_findings(), failed()];
    insta::assert_snapshot!(emit(&mut Json::default(), &head(Language::EN), &outcomes));
}
