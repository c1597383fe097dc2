//! The blank workbook of a convention: what is in it, and that it asks for nothing that the rules refuse.
//!
//! Other programs look at it too, where their variables name them: `PAMLINT_OOXML_VALIDATOR` (prints JSON).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader as _, SheetVisible, Xlsx};
use pamlint_convention::{Convention, Language, Role, built_in_ids, load};
use pamlint_reader::{Book, CellRef, Meaning, SheetRole, Value, read, read_book, recognise};
use pamlint_rules::{Options, Report, check};
use pamlint_writer::{TemplateOptions, WriteError, template};

fn pamaas() -> Convention {
    Convention::built_in("pamaas").unwrap().unwrap()
}

fn blank(convention: &Convention, language: Language, rows: u32) -> Vec<u8> {
    template(convention, &TemplateOptions { language, rows, kinds: Vec::new() }).unwrap()
}

/// Fills the first row of every table with the examples of its columns, and leaves the IDs that stand
/// there.
fn filled(bytes: &[u8], convention: &Convention) -> Book {
    let workbook = read(bytes, convention).unwrap();
    let mut book = read_book(bytes).unwrap();
    for (sheet, raw) in workbook.sheets.iter().zip(&mut book.sheets) {
        let (SheetRole::Accounts(table) | SheetRole::Auxiliary(table)) = sheet.role else { continue };
        let Some(layout) = &sheet.layout else { continue };
        let table = convention.table(table);
        let row = layout.header_row + 1 + u32::from(table.is_kind);
        for header in &layout.headers {
            let Meaning::Column(column) = header.meaning else { panic!("{}", header.text) };
            if convention.column(column).role == Role::Id {
                continue;
            }
            let field = &table.fields[table.position(column).unwrap()];
            let value = Value::Text(book.strings.intern(&field.example));
            let place = CellRef::new(row, header.place.column);
            raw.cells.push(pamlint_reader::Cell { place, value });
        }
        raw.cells.sort_by_key(|cell| cell.place);
    }
    book
}

fn findings(report: &Report) -> Vec<String> {
    let finding = |finding: &pamlint_rules::Finding| {
        format!(
            "{} {}!{} {}",
            finding.code, report.sheet_names[finding.place.sheet], finding.place.cell, finding.message
        )
    };
    report.findings.iter().map(finding).collect()
}

#[test]
fn the_committed_templates_are_what_the_program_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
    for id in built_in_ids() {
        let convention = Convention::built_in(id).unwrap().unwrap();
        let path = folder.join(id).join("onboarding.xlsx");
        let committed = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            committed == blank(&convention, Language::Nl, TemplateOptions::default().rows),
            "{} is stale: run `cargo run -p pamlint-writer --example templates`",
            path.display()
        );
    }
}

#[test]
fn an_empty_template_gives_no_finding_and_has_no_account() {
    for id in built_in_ids() {
        let convention = Convention::built_in(id).unwrap().unwrap();
        for language in Language::ALL {
            let workbook = read(&blank(&convention, language, 20), &convention).unwrap();
            let report = check(&workbook, &convention, &Options { language, ..Options::default() });
            assert_eq!(findings(&report), Vec::<String>::new(), "{id}");
            assert_eq!(report.accounts, 0);
            let kinds = convention.tables.iter().filter(|table| table.is_kind).count();
            assert_eq!(report.sheets.len(), kinds, "every kind has its sheet");
            assert!(workbook.sheets.iter().all(|sheet| sheet.role != SheetRole::Unknown));
        }
    }
}

#[test]
fn a_template_filled_in_with_the_examples_gives_no_finding() {
    for id in built_in_ids() {
        let convention = Convention::built_in(id).unwrap().unwrap();
        let bytes = blank(&convention, Language::Nl, 3);
        let workbook = recognise(filled(&bytes, &convention), &convention);
        let report = check(&workbook, &convention, &Options::default());
        assert_eq!(findings(&report), Vec::<String>::new(), "{id}");
        assert_eq!(report.accounts, report.sheets.len());
    }
}

#[test]
fn ids_and_the_example_stand_there_already() {
    let bytes = blank(&pamaas(), Language::Fr, 12);
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let visible: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let expected = "Info Assistant AD WIN UX AWS-CLI AWS-Console AWS-Role AZR CYBR Teams Safes";
    assert_eq!(visible.join(" "), expected);
    let sheet = workbook.worksheet_range("AWS-Role").unwrap();
    let column = |letter: u32| -> Vec<String> {
        (4..19)
            .map(|row| sheet.get_value((row, letter)).map(ToString::to_string).unwrap_or_default())
            .collect()
    };
    assert_eq!(column(0)[..3], ["Account ID", "exemple", "AWS-Role-L1"]);
    assert_eq!(column(0)[13..], ["AWS-Role-L12", ""]);
    assert_eq!(column(6)[..3], ["AWS Account Number *", "123456789012", ""]);
    assert_eq!(sheet.get_value((5, 6)), Some(&Data::String("123456789012".to_owned())));
}

#[test]
fn only_the_kinds_that_are_asked_for_get_a_sheet() {
    let convention = pamaas();
    let wanted = |id: &str| convention.all_tables().find(|(_, table)| table.id == id).unwrap().0;
    let sheets = |kinds: Vec<_>| {
        let options = TemplateOptions { kinds, rows: 1, ..TemplateOptions::default() };
        let workbook = read(&template(&convention, &options).unwrap(), &convention).unwrap();
        let accounts = workbook.sheets.iter().filter(|sheet| matches!(sheet.role, SheetRole::Accounts(_)));
        accounts.map(|sheet| sheet.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(sheets(vec![wanted("linux"), wanted("windows-domain")]), ["AD", "UX"]);
    assert_eq!(sheets(vec![wanted("aws-iam-role")]), ["AWS-Role"], "the logon accounts are not there");
}

#[test]
fn the_same_call_gives_the_same_bytes() {
    let convention = pamaas();
    for language in Language::ALL {
        assert!(blank(&convention, language, 5) == blank(&convention, language, 5));
    }
}

#[test]
fn numbers_of_rows_are_brought_within_bounds() {
    let ids = |rows| {
        let bytes = blank(&pamaas(), Language::En, rows);
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let range = workbook.worksheet_range("CYBR").unwrap();
        range.rows().filter(|row| row[0].to_string().starts_with("CYBR-L")).count()
    };
    assert_eq!(ids(0), 1);
    assert_eq!(ids(7), 7);
}

#[test]
fn a_convention_of_a_few_lines_has_a_template_too() {
    let text = r#"
id = "tiny"
version = "1"
languages = ["en"]
title = { en = "Machines" }

[columns.number]
header = "Number"
role = "id"
help.en = "The number."

[columns.name]
header = "Name"
required = true
help.en = "The name."
example = "one"

[columns.place]
header = "Place"
help.en = "The place."
example = "here"

[[kinds]]
id = "machine"
sheet = "Machines"
label = { en = "machine" }
columns = ["number", "name", "place"]
"#;
    let convention = load("tiny.toml", text).unwrap_or_else(|error| panic!("{error}"));
    let bytes = blank(&convention, Language::Nl, 4);
    let report = check(&read(&bytes, &convention).unwrap(), &convention, &Options::default());
    assert_eq!((report.findings.len(), report.accounts, report.sheets.len()), (0, 0, 1));
}

#[test]
fn a_sheet_that_excel_does_not_take_is_an_error() {
    let mut convention = pamaas();
    convention.tables[0].sheet = "a/b".to_owned();
    let error = template(&convention, &TemplateOptions::default()).unwrap_err();
    assert!(matches!(error, WriteError::Template(_)));
    assert!(error.to_string().contains("a/b"), "{error}");
}

#[test]
fn the_validator_finds_nothing() {
    let Some(validator) = std::env::var_os("PAMLINT_OOXML_VALIDATOR") else {
        eprintln!("skipped: PAMLINT_OOXML_VALIDATOR names no validator");
        return;
    };
    for language in Language::ALL {
        let file = std::env::temp_dir().join(format!("pamlint-template-{}.xlsx", language.code()));
        fs::write(&file, blank(&pamaas(), language, 200)).unwrap();
        let output = Command::new(&validator).arg(&file).output().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["errors"].as_array().unwrap().len(), 0, "{answer}");
        fs::remove_file(&file).unwrap();
    }
}
