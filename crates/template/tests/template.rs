//! The blank workbook of a convention: what is in it, and that it asks for nothing that the rules refuse.
//!
//! Other programs look at it too, where their variables name them: `PAMLINT_OOXML_VALIDATOR` (prints JSON);
//! `PAMLINT_PYTHON` (with openpyxl) and `PAMLINT_SOFFICE`, which together compute its formulas.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

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

/// Values for a column: those that have to be taken, then those that have to be refused.
type Tried = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const TRIED: &[Tried] = &[
    (
        "UX",
        "Safe *",
        &["D-048644-20109-OPS-CE", "D-048644-WEB-OPS-CE", "O-048644-A-LOG-CE"],
        &[
            "D-48644-20109-OPS-CE",
            "D-048644-20109-OPS",
            "X-048644-20109-OPS-CE",
            "D-048644-20109-OPX-CE",
            "D-04864A-20109-OPS-CE",
            "D-048644-201099-OPS-CE",
            "D-048644--OPS-CE",
            "D-048644-20109-ops-CE",
            "D 048644-20109-OPS-CE",
            "D-048644-20109-OPS-CE ",
            "R-D-048644-20109-OPS-CE",
            "D-+48644-20109-OPS-CE",
        ],
    ),
    (
        "UX",
        "Platform *",
        &["UX-AO-N-CE-ACR-SSH", "UX-AO-R-CE-ACR", "UXKEYS-SA-L-CE-CAU-SSH"],
        &[
            "WIN-AO-N-CE-ACR-RDP",
            "UX-AO-CE-ACR-SSH",
            "UX-AO-N-CE-ACR-RDP",
            "UX-AO-N-CE",
            "UX-AO-N-CE-ACR-SSH-SSH",
            "ux-AO-N-CE-ACR-SSH",
            "UX-AO-N-CE-ACR-",
        ],
    ),
    (
        "UX",
        "Context *",
        &[
            "D-048644-20109-OPS%user",
            "D-048644-20109-OPS%user\nD-048644-20109-OPS%validator",
            "D-048644-20109-OPS%user; D-048644-20109-OPS%auditor",
        ],
        &[
            "D-048644-20109-OPS",
            "D-048644-20109-OPS-CE%user",
            "D-048644-20109-OPS%admin",
            "user",
            "O-048644-20109-OPS%user",
            "D-048644-20109-OPS%user\nO-048644-20109-OPS%user",
        ],
    ),
    ("UX", "Address *", &["srv01.voorbeeld.example"], &["srv01", "https://srv01.a.be", "srv 1.a.be"]),
    (
        "UX",
        "Username *",
        &["svc-deploy", "svc$"],
        &["a b", "AD\\x", "an-account-name-of-more-than-32-letters"],
    ),
    ("AD", "UserDN *", &["voorbeeld\\svc-backup", "CN=a,DC=b"], &["svc-backup"]),
    ("AD", "Logon To *", &["voorbeeld", "voorbeeld.example"], &["a/b", "a b"]),
    (
        "AWS-Console",
        "AWS Account Number *",
        &["000012345678"],
        &["12345678901", "1234-5678-9012", "1.23457E+11"],
    ),
    ("AWS-Console", "AWS Access Key ID *", &["AKIAJIPU0000L5LB7OIB"], &["ASIAJIPU0000L5LB7OIB", "AKIA123"]),
    (
        "AWS-Role",
        "AWS ARN Role *",
        &["arn:aws:iam::123456789012:role/S3-Backup", "arn:aws-us-gov:iam::123456789012:user/a/b"],
        &["arn:aws:iam::12345678901:role/x", "arn:aws:s3:::bucket", "ARN:aws:iam::123456789012:role/x"],
    ),
];

/// Reads JSON `{template, tried, soffice, folder}`, puts each value into a row of its own, computes the
/// column's check there, and changes choices of the assistant; prints what is not as it should be.
const SCRIPT: &str = r#"
import json, os, subprocess, sys, openpyxl
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
task = json.load(sys.stdin)
book = openpyxl.load_workbook(task["template"])
rows, expected = {}, []
for sheet, header, right, wrong in task["tried"]:
    ws = book[sheet]
    headers, example = ([cell.value for cell in ws[row][:20]] for row in (5, 6))
    column = headers.index(header) + 1
    letter = get_column_letter(column)
    (check,) = [v for v in ws.data_validations.dataValidation if str(v.sqref).startswith(letter + "7:")]
    assert len(check.formula1) < 255, check.formula1
    for value in right + wrong:
        row = rows[sheet] = rows.get(sheet, 6) + 1
        for other in range(2, len(headers) + 1):
            ws.cell(row, other, value if other == column else example[other - 1])
        formula = Translator("=" + check.formula1, letter + "7").translate_formula(letter + str(row))
        ws.cell(row, 30, formula).number_format = "General"
        expected.append((sheet, row, value, value in right))
assistant = book["Assistant"]
labels = {row[0].value: row[1] for row in assistant.iter_rows(max_row=19) if row[0].value}
labels["Technology"].value, labels["Access policy"].value, labels["Safe type"].value = "WIN", "MA", "ADM"
changed = os.path.join(task["folder"], "changed.xlsx")
book.save(changed)
out = os.path.join(task["folder"], "out")
subprocess.run([task["soffice"], "--headless", "-env:UserInstallation=file://" + task["folder"] + "/profile",
    "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, changed], check=True, capture_output=True)
book = openpyxl.load_workbook(os.path.join(out, "changed.xlsx"), data_only=True)
for sheet, row, value, is_right in expected:
    if (book[sheet].cell(row, 30).value in (True, 1)) != is_right:
        print(sheet, repr(value), "should be", "taken" if is_right else "refused")
shown = {str(cell.value) for row in book["Assistant"].iter_rows() for cell in row}
for name in ["D-048644-20109-ADM-CE", "WIN-MA-N-CE-ACR-SSH", "D-048644-20109-ADM%user",
        "R-D-048644-20109-ADM-CE", "Sessions by SSH do not fit technology WIN."]:
    if name not in shown:
        print("the assistant does not show", name)
links = {cell.value for row in book["Lists"].iter_rows() for cell in row}
if not {"AWS-Console-L1", "AWS-Console-L7"} <= links or "AWS-Console-L8" in links:
    print("the filled rows that can be linked to are not listed")
"#;

#[test]
fn formulas_take_what_is_right_and_refuse_what_is_wrong() {
    let (Some(python), Some(soffice)) =
        (std::env::var_os("PAMLINT_PYTHON"), std::env::var_os("PAMLINT_SOFFICE"))
    else {
        eprintln!("skipped: PAMLINT_PYTHON and PAMLINT_SOFFICE do not name both programs");
        return;
    };
    let folder = std::env::temp_dir().join(format!("pamlint-template-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("blank.xlsx");
    fs::write(&file, blank(&pamaas(), Language::EN, 60)).unwrap();
    let task = serde_json::json!({
        "template": file, "tried": TRIED, "soffice": soffice.to_str().unwrap(), "folder": folder,
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
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}
