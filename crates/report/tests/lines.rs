//! A line of JSON Lines.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::{clean, failed, head, with_findings};
use pamlint_convention::Language;
use pamlint_report::{Jsonl, emit};
use serde_json::Value;

#[test]
fn a_line_is_an_entry_of_the_json_report() {
    let outcomes = [with_findings(), failed(), clean()];
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
