//! The engine of the page, as an ordinary library: it gives what the command line gives.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic: that is how it fails")]

use std::fs;
use std::path::{Path, PathBuf};

use pamlint_convention::{Convention, Language};
use pamlint_rules::{Options, check};
use pamlint_web::{Earlier, Engine, language, mistakes, problems, source};
use pamlint_writer::{Which, fix};
use serde_json::Value;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/pamaas")
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(samples().join(name)).unwrap()
}

fn checked(name: &str) -> Engine {
    let mut engine = Engine::built_in("pamaas").unwrap();
    engine.check(name, sample(name), None);
    engine
}

fn workbook(engine: &Engine) -> Value {
    let json: Value = serde_json::from_str(&engine.json(Language::EN)).unwrap();
    json["workbooks"][0].clone()
}

#[test]
fn a_report_says_what_was_found_and_a_clean_one_that_nothing_was() {
    let messy = workbook(&checked("messy.xlsx"));
    assert_eq!(messy["status"], "findings");
    assert_eq!(messy["path"], "messy.xlsx");
    assert!(!messy["findings"].as_array().unwrap().is_empty());
    assert_eq!(workbook(&checked("clean.xlsx"))["status"], "clean");
}

#[test]
fn what_is_no_workbook_is_a_failure_in_words_and_the_engine_goes_on() {
    let mut engine = Engine::built_in("pamaas").unwrap();
    for bytes in
        [b"".to_vec(), b"PK\x03\x04 and nothing".to_vec(), vec![0xD0, 0xCF, 0x11, 0xE0], vec![0; 4096]]
    {
        engine.check("a.xlsx", bytes, None);
        let failed = workbook(&engine);
        assert_eq!(failed["status"], "failed");
        assert!(failed["failure"]["message"].as_str().is_some_and(|message| message.len() > 20));
        assert_eq!((engine.sheets().as_str(), engine.rows(0, 1, 9, Language::EN).as_str()), ("[]", "[]"));
        assert!(engine.annotated("2026-01-02", Language::EN).is_err());
    }
    engine.stumbled("b.xlsx");
    assert_eq!(workbook(&engine)["failure"]["kind"], "unsupported");
    engine.check("messy.xlsx", sample("messy.xlsx"), None);
    assert_eq!(workbook(&engine)["status"], "findings");
}

#[test]
fn a_corrected_workbook_with_every_certain_fix_is_that_of_fix() {
    let engine = checked("messy.xlsx");
    let written = engine.fixed(r#"{"taken": [], "refused": []}"#, Language::EN).unwrap();
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let fixed = fix(&sample("messy.xlsx"), &convention, &Options::default(), Which::Safe).unwrap();
    assert!(Some(written.bytes) == fixed.bytes);
    assert_eq!(written.name, "messy.fixed.xlsx");
    assert!(written.changed > 0);
}

#[test]
fn only_what_is_chosen_is_corrected() {
    let engine = checked("messy.xlsx");
    let found = workbook(&engine);
    let fixes = |applicability: &str| -> Vec<Value> {
        let findings = found["findings"].as_array().unwrap().iter();
        findings.filter(|finding| finding["fix"]["applicability"] == applicability).cloned().collect()
    };
    let (safe, not_safe) = (fixes("safe"), fixes("unsafe"));
    assert!(!safe.is_empty() && !not_safe.is_empty());
    let nothing = serde_json::json!({"taken": [], "refused": safe}).to_string();
    let written = engine.fixed(&nothing, Language::EN).unwrap();
    assert!(written.changed == 0 && written.bytes == sample("messy.xlsx"));
    let one = serde_json::json!({"taken": [not_safe[0]], "refused": safe}).to_string();
    let written = engine.fixed(&one, Language::EN).unwrap();
    assert_eq!(written.changed, 1);
    let mut again = Engine::built_in("pamaas").unwrap();
    again.check("again.xlsx", written.bytes, None);
    let left = workbook(&again)["findings"].as_array().unwrap().len();
    assert!(left < found["findings"].as_array().unwrap().len());
}

#[test]
fn a_marked_workbook_gives_the_same_findings() {
    let engine = checked("messy.xlsx");
    let marked = engine.annotated("2026-01-02", Language::NL).unwrap();
    assert_eq!(marked.name, "messy.checked.xlsx");
    let mut again = Engine::built_in("pamaas").unwrap();
    again.check("messy.xlsx", marked.bytes, None);
    assert_eq!(workbook(&again)["findings"], workbook(&engine)["findings"]);
}

#[test]
fn the_blank_workbook_has_no_finding() {
    let mut engine = Engine::built_in("pamaas").unwrap();
    let blank = engine.template(Language::FR).unwrap();
    engine.check(&blank.name, blank.bytes, None);
    assert_eq!(workbook(&engine)["status"], "clean");
}

#[test]
fn a_list_that_is_supplied_is_looked_up_and_one_that_cannot_be_read_says_why() {
    let mut engine = Engine::built_in("pamaas").unwrap();
    assert!(engine.list("nothing", b"a\nb\n").is_err());
    assert!(engine.list("ovo", b"").is_err());
    let list = fs::read_dir(samples().join("lists")).unwrap().find_map(|entry| {
        let path = entry.unwrap().path();
        path.file_stem().is_some_and(|stem| stem == "ovo").then_some(path)
    });
    assert!(engine.list("ovo", &fs::read(list.unwrap()).unwrap()).unwrap() > 0);
}

#[test]
fn secrets_are_withheld_in_the_grid_as_in_the_report() {
    let bytes = sample("errors.xlsx");
    let engine = checked("errors.xlsx");
    let convention = Convention::built_in("pamaas").unwrap().unwrap();
    let opened = pamlint_reader::read(&bytes, &convention).unwrap();
    let report = check(&opened, &convention, &Options::default());
    let secrets: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| matches!(finding.was, pamlint_rules::Was::Secret(_)))
        .collect();
    assert!(!secrets.is_empty());
    for finding in secrets {
        let sheet = &opened.sheets[finding.place.sheet];
        let secret = opened.text(sheet.cell(finding.place.cell).unwrap()).unwrap().to_owned();
        let row = finding.place.cell.row;
        let rows = engine.rows(finding.place.sheet, row, row, Language::EN);
        assert!(!rows.contains(serde_json::to_string(&secret).unwrap().trim_matches('"')));
        assert!(rows.len() > 10);
    }
}

#[test]
fn the_sheets_are_those_of_the_workbook_and_rows_come_by_number() {
    let engine = checked("messy.xlsx");
    let sheets: Value = serde_json::from_str(&engine.sheets()).unwrap();
    let with_accounts = sheets.as_array().unwrap().iter().find(|sheet| sheet["accounts"] == true).unwrap();
    let number = usize::try_from(with_accounts["number"].as_u64().unwrap()).unwrap();
    let header = u32::try_from(with_accounts["header_row"].as_u64().unwrap()).unwrap();
    let rows: Vec<(u32, u32, String)> =
        serde_json::from_str(&engine.rows(number, header, header, Language::EN)).unwrap();
    assert!(rows.len() > 3 && rows.iter().all(|(row, _, text)| *row == header && !text.is_empty()));
}

#[test]
fn what_a_convention_says_is_told_in_every_language() {
    let engine = Engine::built_in("pamaas").unwrap();
    for tag in ["nl", "en", "fr"] {
        let about: Value = serde_json::from_str(&engine.about(language(tag))).unwrap();
        for part in ["names", "codes", "kinds", "lists", "rules"] {
            assert!(!about[part].as_array().unwrap().is_empty(), "{tag} {part}");
        }
    }
    assert_eq!(language("xx"), Language::EN);
}

#[test]
fn mistakes_of_a_convention_are_told_with_their_line() {
    let right = source("pamaas");
    assert_eq!(mistakes("own.toml", right), "[]");
    let wrong = format!("{right}\nnot toml");
    let found: Value = serde_json::from_str(&mistakes("own.toml", &wrong)).unwrap();
    assert_eq!(found[0]["line"], right.lines().count() + 2);
    let loaded = Engine::load("own.toml", &wrong).err().unwrap();
    assert_eq!(problems(&loaded), mistakes("own.toml", &wrong));
    assert!(Engine::load("own.toml", right).unwrap().examples().is_empty());
}

#[test]
fn an_earlier_version_is_compared_as_the_command_line_does() {
    let engine = checked("clean.xlsx");
    let earlier = |name: &'static str, bytes| Earlier { path: name, bytes, password: None };
    let json = engine.compared(earlier("messy.xlsx", sample("messy.xlsx")), Language::EN).unwrap();
    let comparison: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&comparison["old"], &comparison["new"]), (&"messy.xlsx".into(), &"clean.xlsx".into()));
    let messy = workbook(&checked("messy.xlsx"));
    assert_eq!(
        comparison["findings"]["solved"].as_array().unwrap().len(),
        messy["findings"].as_array().unwrap().len()
    );
    assert_eq!(comparison["findings"]["new"], Value::Array(Vec::new()));
    let refused = engine.compared(earlier("a.xlsx", b"PK".to_vec()), Language::EN).unwrap_err();
    assert!(refused.len() > 20, "{refused}");
}

#[test]
fn a_workbook_tells_its_language() {
    let mut engine = Engine::built_in("pamaas").unwrap();
    assert_eq!(engine.tongue(), None);
    for language in [Language::NL, Language::EN, Language::FR] {
        let blank = engine.template(language).unwrap();
        engine.check(&blank.name, blank.bytes, None);
        assert_eq!(engine.tongue(), Some(language));
    }
    engine.check("nothing.xlsx", b"PK".to_vec(), None);
    assert_eq!(engine.tongue(), None);
}

#[test]
fn rules_about_days_compare_with_the_day_of_the_check() {
    let text = include_str!("../../rules/tests/fixtures/forms.convention.toml");
    let mut engine = Engine::load("forms.toml", text).unwrap();
    let rows =
        b"Key,Service,Place,Until,Host\nACC-1,prod.crm.inner.admin,EU_web_01_n001,2026-06-30,web01.inner\n"
            .to_vec();
    for (day, is_over) in [("2026-06-30", false), ("2026-07-01", true)] {
        engine.on(day);
        engine.check("days.csv", rows.clone(), None);
        let found = workbook(&engine);
        let codes: Vec<&Value> = found["findings"].as_array().unwrap().iter().map(|it| &it["code"]).collect();
        assert_eq!(codes.contains(&&Value::from("DAY002")), is_over, "{day}: {found}");
    }
}

#[test]
fn a_drawing_shows_what_has_to_be_made() {
    let engine = checked("clean.xlsx");
    let drawing = engine.drawing(Language::NL);
    assert!(drawing.starts_with("<svg") && drawing.contains("Safes") && !drawing.contains("<script"));
    let mut nothing = Engine::built_in("cleanroom").unwrap();
    nothing.check("clean.xlsx", sample("clean.xlsx"), None);
    assert_eq!(nothing.drawing(Language::EN), "");
    assert_eq!(Engine::built_in("pamaas").unwrap().drawing(Language::EN), "");
}
