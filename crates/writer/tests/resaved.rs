//! Marks are taken out of copies that another program has saved, too.
//!
//! `PAMLINT_PYTHON` names a Python with openpyxl and `PAMLINT_SOFFICE` a LibreOffice that do so.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr
)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use pamlint_convention::Language;
use pamlint_rules::Was;
use pamlint_testkit::lint::lint;
use pamlint_writer::{annotate, clean};
use support::*;

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("pamlint-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Nothing of ours is left to be seen, and nothing of the customer's is gone.
fn assert_clean(resaved: &[u8]) {
    let cleaned = clean(resaved).unwrap().expect("marks are found");
    assert!(values(&cleaned, "") == values(&workbook(), ""));
    assert_eq!(lint(&cleaned).difference(&lint(resaved)).collect::<Vec<_>>(), Vec::<&String>::new());
    let mut boxes = 0;
    for (name, content) in parts(&cleaned) {
        let text = String::from_utf8_lossy(&content).into_owned();
        if name.contains("worksheets/") || name.contains("omments") || name.ends_with("workbook.xml") {
            assert!(!text.contains("pamlint"), "{name}: {text}");
        }
        boxes += text.matches("ObjectType=\"Note\"").count();
        if name.contains("omments") && name.ends_with(".xml") {
            assert!(text.contains("Ask Jan about this one"), "{name}: {text}");
            assert_eq!(text.matches("<comment ").count(), 1, "{name}: {text}");
        }
    }
    assert_eq!(boxes, 1);
    assert_eq!(clean(&cleaned).unwrap(), None);
    let again = annotate(resaved, &sample_report(), &title(Language::NL)).unwrap();
    let names = sheet_names(&again.bytes);
    assert_eq!(names, ["UX", "Team's list", "Bevindingen"]);
    let back = clean(&again.bytes).unwrap().unwrap();
    assert!(parts(&back) == parts(&cleaned));
}

/// A sheet whose formulas have no results yet, so that whoever opens it calculates them.
fn without_results(sheet: &str) -> String {
    let mut pieces = sheet.split("</f><v>");
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |done, piece| format!("{done}</f>{}", piece.split_once("</v>").unwrap().1))
}

fn sheet_names(bytes: &[u8]) -> Vec<String> {
    use calamine::Reader;
    let book: calamine::Xlsx<_> = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    book.sheet_names()
}

#[test]
fn a_copy_without_its_record() {
    let annotated = annotate(&workbook(), &sample_report(), &title(Language::EN)).unwrap();
    let all = parts(&annotated.bytes);
    let text = |name: &str| String::from_utf8(all[name].clone()).unwrap();
    // Moved sheets, another tab opened, and a calculation chain: as Excel leaves it.
    let book = text("xl/workbook.xml");
    let start = book.find("<sheet ").unwrap();
    let ours = book.find("<sheet name=\"Findings\"").unwrap();
    let end = ours + book[ours..].find("/>").unwrap() + 2;
    let moved = format!("{}{}{}{}", &book[..start], &book[ours..end], &book[start..ours], &book[end..]);
    let moved = moved
        .replace("localSheetId=\"2\"", "localSheetId=\"0\"")
        .replace("activeTab=\"2\"", "activeTab=\"1\"");
    let changed = with_parts(
        &annotated.bytes,
        &[
            ("xl/workbook.xml", &moved),
            ("xl/calcChain.xml", "<calcChain xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><c r=\"A10\" i=\"3\"/></calcChain>"),
            ("[Content_Types].xml", &text("[Content_Types].xml").replace("</Types>", "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml\"/></Types>")),
            ("xl/_rels/workbook.xml.rels", &text("xl/_rels/workbook.xml.rels").replace("</Relationships>", "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain\" Target=\"calcChain.xml\"/></Relationships>")),
        ],
    );
    assert_clean(&changed);
    let cleaned = parts(&clean(&changed).unwrap().unwrap());
    let book = String::from_utf8(cleaned["xl/workbook.xml"].clone()).unwrap();
    assert!(book.contains("activeTab=\"0\"") && !book.contains("definedName"), "{book}");
    assert!(!cleaned.contains_key("xl/calcChain.xml") && !cleaned.contains_key("xl/pamlint.undo"));
}

#[test]
fn a_copy_without_its_findings_sheet() {
    let annotated = annotate(&workbook(), &sample_report(), &title(Language::EN)).unwrap();
    let sheet =
        parts(&annotated.bytes).into_keys().filter(|name| name.contains("worksheets/sheet")).max().unwrap();
    let text = |name: &str| String::from_utf8(parts(&annotated.bytes)[name].clone()).unwrap();
    let without = |name: &str, start: &str, end: &str| {
        let text = text(name);
        let at = text.find(start).unwrap();
        let close = at + text[at..].find(end).unwrap() + end.len();
        format!("{}{}", &text[..at], &text[close..])
    };
    let book = without("xl/workbook.xml", "<sheet name=\"Findings\"", "/>").replace("activeTab=\"2\"", "");
    let from = book.find("<definedNames>").unwrap();
    let to = book.find("</definedNames>").unwrap() + "</definedNames>".len();
    let book = format!("{}{}", &book[..from], &book[to..]);
    let types = without("[Content_Types].xml", &format!("<Override PartName=\"/{sheet}\""), "/>");
    let changed = with_parts(
        &annotated.bytes,
        &[(&sheet, ""), ("xl/workbook.xml", &book), ("[Content_Types].xml", &types)],
    );
    assert_clean(&changed);
}

#[test]
fn a_copy_that_openpyxl_saved() {
    let Some(python) = std::env::var_os("PAMLINT_PYTHON") else {
        eprintln!("skipped: PAMLINT_PYTHON names no Python with openpyxl");
        return;
    };
    let path = folder("openpyxl").join("a.xlsx");
    std::fs::write(&path, annotate(&workbook(), &sample_report(), &title(Language::EN)).unwrap().bytes)
        .unwrap();
    let script = "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1]); b.save(sys.argv[1])";
    assert!(Command::new(python).args(["-c", script]).arg(&path).status().unwrap().success());
    assert_clean(&std::fs::read(&path).unwrap());
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

#[test]
fn a_copy_that_libreoffice_saved() {
    let Some(office) = std::env::var_os("PAMLINT_SOFFICE") else {
        eprintln!("skipped: PAMLINT_SOFFICE names no LibreOffice");
        return;
    };
    let folder = folder("office");
    let path = folder.join("a.xlsx");
    std::fs::write(&path, annotate(&workbook(), &sample_report(), &title(Language::EN)).unwrap().bytes)
        .unwrap();
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("out");
    Command::new(office)
        .arg(profile)
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .arg(&path)
        .output()
        .unwrap();
    assert_clean(&std::fs::read(out.join(Path::new("a.xlsx"))).unwrap());
    std::fs::remove_dir_all(folder).unwrap();
}

/// Every condition is one that a spreadsheet finds true as long as the cell is as it was.
#[test]
fn status_follows_the_cells() {
    let Some(office) = std::env::var_os("PAMLINT_SOFFICE") else {
        eprintln!("skipped: PAMLINT_SOFFICE names no LibreOffice");
        return;
    };
    let texts = [
        "D-048644",
        "say \"no\"",
        "it's & <b>",
        "two\nlines",
        "_x0041_",
        "=1+1",
        "é😀 ",
        "a very long text, longer than a formula can hold: ",
    ];
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("it's \"ours\"").unwrap();
    let mut all = Vec::new();
    let severity = pamlint_convention::Severity::Error;
    for (row, text) in texts.iter().enumerate() {
        let text = if text.starts_with("a very") { text.repeat(9) } else { (*text).to_owned() };
        sheet.write_string(row as u32, 1, &text).unwrap();
        all.push(finding(0, &format!("B{}", row + 1), severity, "SAF005", Was::Text(text)));
    }
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 31).unwrap();
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_datetime_with_format(10, 1, &date, &format).unwrap();
    sheet.write_boolean(11, 1, true).unwrap();
    sheet.write_number(12, 1, 0.1 + 0.2).unwrap();
    sheet.write_string(14, 1, SECRET).unwrap();
    for (cell, was) in [
        ("B11", Was::Text("2024-01-31".to_owned())),
        ("B12", Was::Text("TRUE".to_owned())),
        ("B13", Was::Number(0.1 + 0.2)),
        ("B14", Was::Empty),
        ("B15", Was::Secret(SECRET.len())),
    ] {
        all.push(finding(0, cell, severity, "SAF005", was));
    }
    // These have another value than was checked.
    for (cell, was) in [
        ("B1", Was::Text("d-048644".to_owned())),
        ("B1", Was::Empty),
        ("B14", Was::Number(0.0)),
        ("B15", Was::Secret(3)),
        ("B1", Was::Error),
    ] {
        all.push(finding(0, cell, severity, "CHANGED", was));
    }
    let original = book.save_to_buffer().unwrap();
    // One cell has one state: findings that contradict each other are looked at one by one.
    let folder = folder("status");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut files = Vec::new();
    for (number, finding) in all.iter().enumerate() {
        let report = report(&["it's \"ours\""], vec![finding.clone()]);
        let copy = annotate(&original, &report, &title(Language::EN)).unwrap().bytes;
        let name = parts(&copy).into_keys().filter(|name| name.contains("worksheets/sheet")).max().unwrap();
        let text = String::from_utf8(parts(&copy)[&name].clone()).unwrap();
        let path = folder.join(format!("{number:02}.xlsx"));
        std::fs::write(&path, with_parts(&copy, &[(&name, &without_results(&text))])).unwrap();
        files.push(path);
    }
    let out = folder.join("out");
    Command::new(office)
        .arg(profile)
        .args(["--headless", "--convert-to", "xlsx", "--outdir"])
        .arg(&out)
        .args(&files)
        .output()
        .unwrap();
    for (finding, path) in all.iter().zip(&files) {
        let bytes = std::fs::read(out.join(path.file_name().unwrap())).unwrap();
        let status = &values(&bytes, "")[&("Findings".to_owned(), 10, 1)];
        let expected = if finding.code == "CHANGED" { "changed" } else { "open" };
        assert_eq!(status, &format!("String(\"{expected}\")"), "{:?}", finding.was);
    }
    std::fs::remove_dir_all(folder).unwrap();
}
