//! The summary of a run as a workbook.
//!
//! `PAMLINT_OOXML_VALIDATOR` and `PAMLINT_PYTHON` name programs that look at it too; see `corpus.rs`.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod support;

use std::io::Cursor;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use pamlint_convention::{Applicability, Language, Severity};
use pamlint_reader::CellRef;
use pamlint_report::{Failed, Outcome, Overview, Unreadable, summary, summary_page};
use pamlint_rules::{Finding, Fix, Place};
use pamlint_testkit::lint::{lint, parts};
use proptest::prelude::*;
use support::{WILD, clean, failed, nothing, run};

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The rows of a list, by the position of its sheet; the header is the first.
fn rows(bytes: &[u8], sheet: usize) -> Vec<Vec<String>> {
    let mut book = open(bytes);
    let range = book.worksheet_range_at(sheet).unwrap().unwrap();
    range.rows().skip(3).map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

fn every_shape() -> Vec<Overview> {
    let shapes = Language::all().into_iter().flat_map(|language| [nothing(language), run(language)]);
    shapes.chain([clean(Language::EN), failed(Language::EN)]).collect()
}

#[test]
fn sheets_are_named_in_every_language() {
    let names = |language| open(&summary(&run(language), "summary.xlsx").unwrap()).sheet_names();
    assert_eq!(names(Language::EN), ["Summary", "Workbooks", "All findings", "Not checked"]);
    assert_eq!(names(Language::NL), ["Overzicht", "Werkmappen", "Alle bevindingen", "Niet gecontroleerd"]);
    assert_eq!(names(Language::FR), ["Aperçu", "Classeurs", "Toutes les constatations", "Non contrôlés"]);
}

#[test]
fn the_lists_say_what_there_is() {
    let run = run(Language::EN);
    let bytes = summary(&run, "summary.xlsx").unwrap();
    let workbooks = rows(&bytes, 1);
    let headers = [
        "Status",
        "What next",
        "Customer",
        "Contact",
        "Date",
        "Workbook",
        "Round",
        "Accounts",
        "Errors",
        "Warnings",
        "Remarks",
        "Annotated copy",
    ];
    assert_eq!(workbooks[0], headers);
    assert_eq!(
        workbooks[1],
        [
            "clean",
            "ready to be made",
            "De Lijn",
            "",
            "",
            "in/De Lijn/clean.xlsx",
            "0",
            "12",
            "0",
            "0",
            "0",
            ""
        ]
    );
    assert_eq!(
        workbooks[2],
        [
            "with findings",
            "goes back to the customer",
            "Athumi",
            "",
            "",
            "in/Athumi/a & b.xlsx",
            "0",
            "12",
            "8",
            "1",
            "1",
            "out/<b>/a & b.checked.xlsx"
        ]
    );
    assert_eq!(workbooks[3][0], "not checked");
    let findings = rows(&bytes, 2);
    assert_eq!(findings.len(), 1 + run.findings().len());
    assert_eq!(findings[8][5..9], ["It's <b>", "B7", WILD[1], WILD[0]]);
    assert_eq!(findings[8][11], format!("{} (likely, please check it)", WILD[1]));
    assert_eq!(findings[9][11], "leave the cell empty (certain)");
    assert_eq!(findings[10][9].chars().count(), 2001, "shortened");
    let failures = rows(&bytes, 3);
    assert_eq!(
        failures[1],
        ["<script>", "in/<script>/gone.xlsx", "The file does not exist; check its name."]
    );
    assert_eq!(
        failures[2][1..],
        ["in/=late.xlsx", "The check was interrupted before this workbook; run it again."]
    );
}

#[test]
fn the_first_sheet_sums_up() {
    let bytes = summary(&run(Language::EN), "summary.xlsx").unwrap();
    let mut book = open(&bytes);
    let range = book.worksheet_range("Summary").unwrap();
    let at = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    let figures: Vec<(String, Data)> = (3..12).map(|row| (at(row, 0).to_string(), at(row, 2))).collect();
    let expected = [
        ("Workbooks", 3.0),
        ("Clean", 1.0),
        ("With findings", 1.0),
        ("Not checked", 1.0),
        ("Accounts", 24.0),
        ("Errors", 8.0),
        ("Warnings", 1.0),
        ("Remarks", 1.0),
        ("Exceptions", 2.0),
    ];
    assert_eq!(figures, expected.map(|(label, number)| (label.to_owned(), Data::Float(number))));
    let row = |row, columns: std::ops::Range<u32>| -> Vec<String> {
        columns.map(|column| at(row, column).to_string()).collect()
    };
    assert_eq!(row(33, 0..5), ["SAF005", "safe-type-unknown", "error", "8", "1"]);
    assert_eq!(row(34, 0..5), ["TXT001", "safe-type-unknown", "warning", "1", "1"]);
    assert_eq!(row(33, 6..17), ["Athumi", "0", "1", "0", "0", "1", "0", "0", "8", "1", "1"]);
    assert_eq!(row(34, 6..17), ["<script>", "0", "1", "0", "0", "0", "0", "1", "0", "0", "0"]);
    let parts = parts(&bytes);
    let charts: Vec<&String> = parts.keys().filter(|name| name.starts_with("xl/charts/chart")).collect();
    assert_eq!(charts.len(), 2);
    let chart = String::from_utf8(parts["xl/charts/chart1.xml"].clone()).unwrap();
    assert!(
        chart.contains("<c:f>Summary!$D$34:$D$36</c:f>") && chart.contains("<c:v>SAF005</c:v>"),
        "{chart}"
    );
}

#[test]
fn texts_stay_texts_and_links_lead_to_copies() {
    let bytes = summary(&run(Language::EN), "summary.xlsx").unwrap();
    for sheet in open(&bytes).sheet_names() {
        assert!(open(&bytes).worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
    }
    let values: Vec<String> = rows(&bytes, 2)[1..=WILD.len()].iter().map(|row| row[9].clone()).collect();
    for (value, wild) in values.iter().zip(WILD) {
        assert_eq!(value.replace("\r\n", "\n"), wild);
    }
    let parts = parts(&bytes);
    let text = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
    let target = "Target=\"out/%3Cb%3E/a%20%26%20b.checked.xlsx\" TargetMode=\"External\"";
    for sheet in ["sheet2", "sheet3"] {
        assert!(text(&format!("xl/worksheets/_rels/{sheet}.xml.rels")).contains(target), "{sheet}");
    }
    assert!(
        text("xl/worksheets/sheet3.xml").contains("location=\"&apos;It&apos;&apos;s &lt;b&gt;&apos;!B7\"")
            || text("xl/worksheets/sheet3.xml").contains("location=\"'It''s &lt;b&gt;'!B7\"")
    );
    assert!(text("xl/tables/table2.xml").contains("displayName=\"Findings\""));
    assert!(text("xl/tables/table2.xml").contains("<autoFilter ref=\"A4:L14\""));
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    for shape in every_shape() {
        assert!(summary(&shape, "summary.xlsx").unwrap() == summary(&shape, "summary.xlsx").unwrap());
    }
}

#[test]
fn no_program_finds_fault_with_it() {
    let folder = std::env::temp_dir().join(format!("pamlint-summary-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (number, shape) in every_shape().iter().enumerate() {
        let bytes = summary(shape, "summary.xlsx").unwrap();
        assert_eq!(lint(&bytes), std::collections::BTreeSet::new(), "{number}");
        let file = folder.join(format!("{number}.xlsx"));
        std::fs::write(&file, &bytes).unwrap();
        if let Some(validator) = std::env::var_os("PAMLINT_OOXML_VALIDATOR") {
            let told = Command::new(validator).arg(&file).output().unwrap();
            let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
            assert_eq!(told["errors"], serde_json::json!([]), "{number}");
        } else {
            eprintln!("skipped: PAMLINT_OOXML_VALIDATOR names no validator");
        }
        if let Some(python) = std::env::var_os("PAMLINT_PYTHON") {
            let script = "import sys, openpyxl; print(len(openpyxl.load_workbook(sys.argv[1]).sheetnames))";
            let told = Command::new(python).args(["-c", script]).arg(&file).output().unwrap();
            assert_eq!(
                String::from_utf8_lossy(&told.stdout).trim(),
                "4",
                "{}",
                String::from_utf8_lossy(&told.stderr)
            );
        } else {
            eprintln!("skipped: PAMLINT_PYTHON names no Python with openpyxl");
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,12}",
        any::<String>(),
        "[-=+@'<&\"\u{0}-\u{1f}\u{7f}\u{fffe}\u{ffff}]{0,5}",
        Just("x".repeat(40_000)),
        prop::sample::select(WILD.map(str::to_owned).to_vec()),
    ]
}

prop_compose! {
    fn findings()(
        (code, account, column) in (texts(), texts(), texts()),
        (value, message) in (texts(), texts()),
        severity in prop::sample::select(Severity::ALL.to_vec()),
        fix in prop::option::of((texts(), any::<bool>())),
    ) -> Finding {
        let fix = fix.map(|(value, safe)| {
            Fix { value, applicability: if safe { Applicability::Safe } else { Applicability::Unsafe } }
        });
        Finding {
            name: code.clone(),
            place: Place { sheet: 2, cell: CellRef::new(7, 2) },
            account: Some(account),
            column: Some(column),
            fills: common::says(&message, None),
            fix,
            ..support::finding(&code, severity, &value)
        }
    }
}

prop_compose! {
    fn outcomes()(
        path in texts(),
        failure in prop::option::of(texts()),
        annotated in prop::option::of(texts()),
        sheet in texts(),
        findings in prop::collection::vec(findings(), 0..3),
    ) -> Outcome {
        let result = match failure {
            Some(reason) => Err(Failed::Bytes(Unreadable::Other(reason))),
            None => Ok(support::report(&sheet, findings)),
        };
        Outcome { path, result, annotated }
    }
}

prop_compose! {
    fn runs()(
        outcomes in prop::collection::vec(outcomes(), 0..4),
        not_reached in prop::collection::vec(texts(), 0..2),
    ) -> Overview {
        let not_reached: Vec<&str> = not_reached.iter().map(String::as_str).collect();
        support::overview(Language::FR, &outcomes, &not_reached)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_there_is_makes_a_workbook(run in runs()) {
        let bytes = summary(&run, "summary.xlsx").unwrap();
        prop_assert_eq!(lint(&bytes), std::collections::BTreeSet::new());
        let findings = rows(&bytes, 2);
        prop_assert_eq!(findings.len(), if run.findings().len() == 0 { 0 } else { 1 + run.findings().len() });
        let page = summary_page(&run, "summary.html");
        prop_assert_eq!(page.matches("<script").count(), 1);
        prop_assert_eq!(page.matches("<tr").count(), page.matches("</tr>").count());
    }
}
