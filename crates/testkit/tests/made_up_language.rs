//! A language that was made up: its texts in a file and a convention that speaks it, and everything is said
//! in it. So a new language is files only.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::LazyLock;

use pamlint_convention::{Convention, Language, built_in_text, load};
use pamlint_report::{Head, Outcome, Text, emit};
use pamlint_rules::{Options, Report, Wording, check};
use pamlint_template::{TemplateOptions, template};
use pamlint_testkit::samples::samples;
use pamlint_words::Words;
use pamlint_writer::{Title, annotate, clean};
use toml::{Table, Value};

/// What every text of the language ends in, and no other.
const MARK: char = 'ž';

/// The language, and a convention that speaks English and it.
static MADE_UP: LazyLock<(Language, Convention)> = LazyLock::new(|| {
    let mut english: Value = toml::from_str(include_str!("../../words/texts/en.toml")).unwrap();
    let nought = english["nought"].clone();
    mark_all(&mut english);
    english.as_table_mut().unwrap().insert("nought".to_owned(), nought);
    let language = Language::of("zz").unwrap();
    Words::parse(language, &toml::to_string(&english).unwrap()).unwrap().add();
    let head = "id = \"made-up\"\nversion = \"1\"\nextends = \"pamaas\"\nlanguages = [\"en\", \"zz\"]\n";
    let engine = translated(&toml::from_str(include_str!("../../convention/src/engine.toml")).unwrap());
    let pamaas = translated(&toml::from_str(built_in_text("pamaas").unwrap()).unwrap());
    let (Some(Value::Table(engine)), Some(Value::Table(mut pamaas))) = (engine, pamaas) else { panic!() };
    let rules = pamaas["rules"].as_array_mut().unwrap();
    rules.extend(engine["rules"].as_array().unwrap().iter().cloned());
    pamaas.insert("variants".to_owned(), engine["variants"].clone());
    pamaas.remove("id");
    let text = format!("{head}{}", toml::to_string(&pamaas).unwrap());
    let convention = load("made-up.toml", &text).unwrap_or_else(|error| panic!("{:#?}", error.problems));
    (language, convention)
});

/// Puts the mark behind every text.
fn mark_all(value: &mut Value) {
    match value {
        Value::String(text) if !text.is_empty() => text.push(MARK),
        Value::Array(list) => list.iter_mut().for_each(mark_all),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| mark_all(value)),
        _ => {}
    }
}

/// The texts of a convention in the language, and no more of it than says where they belong.
fn translated(value: &Value) -> Option<Value> {
    match value {
        Value::Table(table) => {
            if let (Some(Value::String(text)), true) = (table.get("en"), table.contains_key("nl")) {
                let text = Table::from_iter([("zz".to_owned(), Value::String(format!("{text}{MARK}")))]);
                return Some(Value::Table(text));
            }
            let mut texts: Table =
                table.iter().filter_map(|(key, value)| Some((key.clone(), translated(value)?))).collect();
            if texts.is_empty() {
                return None;
            }
            let identity = table.iter().filter(|(key, _)| ["id", "code"].contains(&key.as_str()));
            texts.extend(identity.map(|(key, value)| (key.clone(), value.clone())));
            Some(Value::Table(texts))
        }
        Value::Array(list) => {
            let texts: Vec<Value> = list.iter().filter_map(translated).collect();
            (!texts.is_empty()).then_some(Value::Array(texts))
        }
        _ => None,
    }
}

/// A workbook with every kind of error, and what is found in it.
fn checked() -> (Vec<u8>, Report) {
    let sample = samples().into_iter().find(|sample| sample.path.ends_with("pamaas/errors.xlsx")).unwrap();
    let convention = &MADE_UP.1;
    let workbook = pamlint_reader::read(&sample.workbook, convention).unwrap();
    let report = check(&workbook, convention, &Options::default());
    (sample.workbook, report)
}

/// A text without the marks of the language and without blanks, which move where lines are broken.
fn bare(text: &str) -> String {
    text.chars().filter(|character| *character != MARK && !character.is_whitespace()).collect()
}

#[test]
fn a_report_is_in_it() {
    let (language, convention) = &*MADE_UP;
    let report = |language| {
        let head = Head {
            tool: ("pamlint".into(), "0".into()),
            wording: Wording { convention, language },
            config: None,
        };
        let (_, report) = checked();
        for finding in &report.findings {
            let message = head.wording.message(finding);
            assert_eq!(message.ends_with(MARK), language != Language::EN, "{message}");
        }
        let outcome = Outcome { path: "a.xlsx".into(), result: Ok(report), annotated: None };
        emit(&mut Text::plain(), &head, &[outcome])
    };
    let (english, made_up) = (report(Language::EN), report(*language));
    assert!(!english.contains(MARK) && made_up.contains(&format!("error{MARK}")), "{made_up}");
    assert_eq!(bare(&english), bare(&made_up));
}

#[test]
fn a_copy_is_in_it_and_can_be_cleaned() {
    let (bytes, report) = checked();
    let title = Title {
        workbook: "a.xlsx",
        date: "2026-01-31",
        wording: Wording { convention: &MADE_UP.1, language: MADE_UP.0 },
    };
    let copy = annotate(&bytes, &report, &title).unwrap().bytes;
    let marked = pamlint_reader::read_book(&copy).unwrap();
    assert!(marked.sheets.iter().any(|sheet| sheet.name == format!("Findings{MARK}")));
    let again = pamlint_reader::read(&copy, &MADE_UP.1).unwrap();
    assert_eq!(check(&again, &MADE_UP.1, &Options::default()).findings, report.findings);
    let cleaned = clean(&copy).unwrap().unwrap();
    assert_eq!(
        pamlint_reader::read_book(&cleaned).unwrap().sheets.len(),
        pamlint_reader::read_book(&bytes).unwrap().sheets.len()
    );
}

#[test]
fn a_template_is_in_it_and_asks_for_nothing_that_is_refused() {
    let (language, convention) = &*MADE_UP;
    let options = TemplateOptions { language: *language, rows: 20, kinds: Vec::new() };
    let blank = template(convention, &options).unwrap();
    let workbook = pamlint_reader::read(&blank, convention).unwrap();
    let book = pamlint_reader::read_book(&blank).unwrap();
    let texts = serde_json::to_string(&book.strings).unwrap();
    assert!(texts.contains(&format!("How to fill in this workbook{MARK}")), "{texts}");
    let report = check(&workbook, convention, &Options::default());
    assert_eq!(report.findings, []);
}

#[test]
fn a_text_that_is_missing_or_unknown_is_told() {
    let english = include_str!("../../words/texts/en.toml");
    let language = Language::of("qq").unwrap();
    for (from, to) in [("stumbled = ", "stumbeld = "), ("name = \"English\"", ""), ("{limit}", "{limit")] {
        assert!(Words::parse(language, &english.replacen(from, to, 1)).is_err(), "{to}");
    }
    let convention = "id = \"x\"\nversion = \"1\"\nextends = \"pamaas\"\nlanguages = [\"en\", \"qq\"]\n";
    let Ok(based) = load("x.toml", convention) else { panic!("texts of others are no mistake") };
    assert!(based.told_otherwise.get(&language).is_some_and(|texts| *texts > 100));
    let own = "id = \"x\"\nversion = \"1\"\nlanguages = [\"en\", \"qq\"]\n[codes.a]\nB = { en = \"b\" }\n";
    let Err(error) = load("x.toml", own) else { panic!("a text of its own is missing") };
    let is_missing = |problem: &pamlint_convention::Problem| problem.message.ends_with("is missing in: qq");
    assert!(error.problems.iter().any(is_missing), "{error}");
}
