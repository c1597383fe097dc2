//! The blank workbook of a convention: what is in it, and that it asks for nothing that the rules refuse.
//!
//! Other programs look at it too, where their variables name them: `PAMLINT_OOXML_VALIDATOR` (prints JSON);
//! `PAMLINT_PYTHON` (with openpyxl) and `PAMLINT_SOFFICE`, which together compute its formulas.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

use std::fs;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use calamine::{Data, Reader as _, SheetVisible, Xlsx};
use pamlint_convention::{Convention, Language, Role, built_in_ids, load};
use pamlint_reader::{Book, CellRef, Meaning, SheetRole, Value, read, read_book, recognise};
use pamlint_rules::{Options, Report, check};
use pamlint_template::{TemplateOptions, template};

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
            let column = match header.meaning {
                Meaning::Column(column) => column,
                Meaning::Ours => continue,
                _ => panic!("{}", header.text),
            };
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
    for told in &workbook.details {
        let value = Value::Text(book.strings.intern("1 filled@in.example"));
        let raw = &mut book.sheets[told.sheet.index()];
        raw.cells.push(pamlint_reader::Cell { place: told.place, value });
        raw.cells.sort_by_key(|cell| cell.place);
    }
    book
}

fn findings(report: &Report) -> Vec<String> {
    let finding = |finding: &pamlint_rules::Finding| {
        format!(
            "{} {}!{} {:?}",
            finding.code, report.sheet_names[finding.place.sheet], finding.place.cell, finding.fills
        )
    };
    report.findings.iter().map(finding).collect()
}

#[test]
fn an_empty_template_gives_no_finding_and_has_no_account() {
    for id in built_in_ids() {
        let convention = Convention::built_in(id).unwrap().unwrap();
        for language in Language::all() {
            let workbook = read(&blank(&convention, language, 20), &convention).unwrap();
            let report = check(&workbook, &convention, &Options::default());
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
        let bytes = blank(&convention, Language::NL, 3);
        let workbook = recognise(filled(&bytes, &convention), &convention);
        let report = check(&workbook, &convention, &Options::default());
        assert_eq!(findings(&report), Vec::<String>::new(), "{id}");
        assert_eq!(report.accounts, report.sheets.len());
    }
}

#[test]
fn ids_and_the_example_stand_there_already() {
    let bytes = blank(&pamaas(), Language::FR, 12);
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
    for language in Language::all() {
        assert!(blank(&convention, language, 5) == blank(&convention, language, 5));
    }
}

#[test]
fn numbers_of_rows_are_brought_within_bounds() {
    let ids = |rows| {
        let bytes = blank(&pamaas(), Language::EN, rows);
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
    let bytes = blank(&convention, Language::NL, 4);
    let report = check(&read(&bytes, &convention).unwrap(), &convention, &Options::default());
    assert_eq!((report.findings.len(), report.accounts, report.sheets.len()), (0, 0, 1));
}

#[test]
fn a_sheet_that_excel_does_not_take_is_an_error() {
    let mut convention = pamaas();
    convention.tables[0].sheet = "a/b".to_owned();
    let error = template(&convention, &TemplateOptions::default()).unwrap_err();
    assert!(error.to_string().contains("a/b"), "{error}");
}

#[test]
fn the_validator_finds_nothing() {
    let Some(validator) = std::env::var_os("PAMLINT_OOXML_VALIDATOR") else {
        eprintln!("skipped: PAMLINT_OOXML_VALIDATOR names no validator");
        return;
    };
    for language in Language::all() {
        let file = std::env::temp_dir().join(format!("pamlint-template-{}.xlsx", language.code()));
        fs::write(&file, blank(&pamaas(), language, 200)).unwrap();
        let output = Command::new(&validator).arg(&file).output().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(answer["errors"].as_array().unwrap().len(), 0, "{answer}");
        fs::remove_file(&file).unwrap();
    }
}

/// Reads JSON `{template, soffice, folder, filled, choices}`: fills cells of sheets, makes choices on the sheet that builds
/// names, lets LibreOffice compute, and prints what both sheets show then.
const SCRIPT: &str = r#"
import json, os, subprocess, sys, openpyxl
task = json.load(sys.stdin)
files = []
for number, choices in enumerate(task["choices"]):
    book = openpyxl.load_workbook(task["template"])
    for sheet, cell, value in task["filled"]:
        book[sheet][cell] = value
    assistant = book["Assistant"]
    labels = {row[0].value: row[1] for row in assistant.iter_rows(max_row=19) if row[0].value}
    for label, value in choices.items():
        labels[label].value = value
    files.append(os.path.join(task["folder"], "%d.xlsx" % number))
    book.save(files[-1])
out = os.path.join(task["folder"], "out")
subprocess.run([task["soffice"], "--headless", "-env:UserInstallation=file://" + task["folder"] + "/profile",
    "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out] + files, check=True, capture_output=True)
shown = []
for path in files:
    book = openpyxl.load_workbook(os.path.join(out, os.path.basename(path)), data_only=True)
    names = [[str(cell.value or "") for cell in row[:3]] for row in book["Assistant"].iter_rows(min_row=20)]
    columns = [[str(cell.value or "") for cell in column] for column in book["Lists"].iter_cols()]
    shown.append({"names": names, "lists": {c[0]: [v for v in c[1:] if v] for c in columns}})
json.dump(shown, sys.stdout)
"#;

/// What the sheet that builds names shows for choices, and the lists to choose from, in a workbook with these cells.
fn shown(
    filled: serde_json::Value,
    choices: serde_json::Value,
) -> Option<Vec<(Vec<[String; 3]>, serde_json::Value)>> {
    let (Some(python), Some(soffice)) =
        (std::env::var_os("PAMLINT_PYTHON"), std::env::var_os("PAMLINT_SOFFICE"))
    else {
        eprintln!("skipped: PAMLINT_PYTHON and PAMLINT_SOFFICE do not name both programs");
        return None;
    };
    let folder = std::env::temp_dir().join(format!("pamlint-template-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("blank.xlsx");
    fs::write(&file, blank(&pamaas(), Language::EN, 60)).unwrap();
    let task = serde_json::json!({
        "template": file, "soffice": soffice.to_str().unwrap(), "folder": folder, "filled": filled,
        "choices": choices,
    });
    let mut child = Command::new(python)
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(task.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    assert!(output.status.success());
    let shown: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let names = |shown: &serde_json::Value| serde_json::from_value(shown["names"].clone()).unwrap();
    Some(shown.iter().map(|shown| (names(shown), shown["lists"].clone())).collect())
}

#[test]
fn names_are_ready_only_when_they_are_right_and_the_workbook_offers_what_it_holds() {
    let filled = serde_json::json!([
        ["UX", "B7", "D-048644-20109-OPS-CE"],
        ["UX", "B9", "D-048644-20109-OPS-CE"],
        ["UX", "B10", "not a safe"],
        ["WIN", "B7", "D-048644-WEB-ADM-CE"],
        ["AWS-Console", "B7", "D-048644-20109-OPS-CE"],
        ["AWS-Console", "B12", "D-048644-20109-OPS-CE"],
        ["AWS-CLI", "B8", "D-048644-20109-OPS-CE"],
    ]);
    let choices = serde_json::json!([
        {},
        { "Technology": "WIN", "Access policy": "MA", "Safe type": "ADM" },
        { "OVO code": "48644" },
        { "Session management": "", "Access policy": "MA", "Link type": "N" },
        { "Responsible": "" },
    ]);
    let Some(shown) = shown(filled, choices) else { return };
    let state = |book: usize, name: &str| {
        let rows = &shown[book].0;
        let row = rows.iter().find(|row| row[0].eq_ignore_ascii_case(name)).unwrap();
        (row[1].clone(), row[2].clone())
    };
    let ready = |name: &str| (name.to_owned(), "ready to copy".to_owned());
    assert_eq!(state(0, "Safe"), ready("D-048644-20109-OPS-CE"));
    assert_eq!(state(0, "Platform"), ready("UX-AO-N-CE-ACR-SSH"));
    assert_eq!(state(0, "Context"), ready("D-048644-20109-OPS%user"));
    assert_eq!(state(1, "Recording safe"), ready("R-D-048644-20109-ADM-CE"));
    let platform = state(1, "Platform");
    assert_eq!(platform.0, "WIN-MA-N-CE-ACR-SSH");
    assert!(platform.1.starts_with("these parts do not go together"), "{platform:?}");
    let is_said = |row: &[String; 3]| row[0] == "Sessions by SSH do not fit technology WIN.";
    assert!(shown[1].0.iter().any(is_said), "{:?}", shown[1].0);
    for name in ["Safe", "Context", "Recording safe"] {
        assert!(state(2, name).1.contains("“48644”"), "{:?}", state(2, name));
    }
    assert_eq!(state(2, "Platform"), ready("UX-AO-N-CE-ACR-SSH"));
    assert!(state(3, "Platform").1.starts_with("these parts"), "nothing would be recorded");
    assert_eq!(state(4, "Safe"), (String::new(), "still missing: Responsible".to_owned()));
    let lists = &shown[0].1;
    assert_eq!(lists["choice_safe"], serde_json::json!(["D-048644-WEB-ADM-CE", "D-048644-20109-OPS-CE"]));
    assert_eq!(lists["choice_context.auditor"][1], "D-048644-20109-OPS%auditor");
    assert_eq!(
        lists["choice_use_logon"],
        serde_json::json!(["AWS-CLI-L2", "AWS-Console-L1", "AWS-Console-L6"])
    );
}
