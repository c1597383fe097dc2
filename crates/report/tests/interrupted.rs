//! A run that was interrupted says what it has not come to.

#![allow(clippy::unwrap_used)]

mod common;

use common::{clean, head};
use pamlint_convention::Language;
use pamlint_report::{Emitter, Json, Tally, Text};
use serde_json::{Value, json};

fn interrupted(emitter: &mut dyn Emitter, language: Language, paths: &[&str]) -> String {
    let mut out = String::new();
    let mut tally = Tally::of([&clean()]);
    emitter.begin(&head(language), &mut out);
    emitter.workbook(&head(language), &clean(), &mut out);
    tally.not_reached = paths.iter().map(ToString::to_string).collect();
    emitter.end(&tally, &mut out);
    out
}

#[test]
fn the_text_lists_what_was_not_reached() {
    let text = |language, paths: &[&str]| {
        let text = interrupted(&mut Text::plain(), language, paths);
        text.lines().skip(1).take_while(|line| !line.ends_with('.')).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        text(Language::EN, &["in/b.xlsx", "in/c.xlsx"]),
        "\n2 workbooks not reached (check interrupted):\n    in/b.xlsx\n    in/c.xlsx\n"
    );
    assert!(text(Language::NL, &["b"]).starts_with("\n1 werkmap niet bereikt (controle afgebroken):\n"));
    assert!(text(Language::FR, &["b"]).starts_with("\n1 classeur non atteint (contrôle interrompu)"));
    assert_eq!(text(Language::EN, &[]), "");
}

#[test]
fn json_lists_it_only_when_there_is_something_to_list() {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/report.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = |paths| -> Value {
        serde_json::from_str(&interrupted(&mut Json::default(), Language::EN, paths)).unwrap()
    };
    let (whole, cut) = (report(&[]), report(&["in/b.xlsx"]));
    assert_eq!(cut["summary"]["not_reached"], json!(["in/b.xlsx"]));
    assert_eq!(whole["summary"].get("not_reached"), None);
    assert!(validator.is_valid(&whole));
    assert!(validator.is_valid(&cut));
}
