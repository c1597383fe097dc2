//! Workbooks of other formats come back as a new .xlsx that says the same.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use pamlint_convention::{Convention, Language};
use pamlint_reader::{Area, CellRef, Value, Visibility, Workbook, read, read_book, recognise};
use pamlint_rules::{Options, Report, Wording, check};
use pamlint_testkit::formats;
use pamlint_writer::{Remark, Title, annotate_converted, clean};

fn title(convention: &Convention) -> Title<'_> {
    let wording = Wording { convention, language: Language::EN };
    Title { workbook: "accounts.xls", date: "2026-11-22", wording }
}

fn convention() -> Convention {
    Convention::built_in("pamaas").unwrap().unwrap()
}

fn judged(workbook: &Workbook, convention: &Convention) -> Report {
    check(workbook, convention, &Options::default())
}

/// Every value of the sheets that are not ours, by sheet and cell.
fn values(bytes: &[u8], convention: &Convention) -> Vec<String> {
    let workbook = read(bytes, convention).unwrap();
    let sheets = workbook.sheets.iter().filter(|sheet| sheet.name != "Findings");
    let shown = |value| match value {
        Value::Text(id) => format!("'{}'", workbook.strings.get(id)),
        Value::Error(id) => workbook.strings.get(id).to_owned(),
        other => format!("{other:?}"),
    };
    let cells = sheets.flat_map(|sheet| sheet.cells.iter().map(move |cell| (sheet, cell)));
    cells.map(|(sheet, cell)| format!("{}!{} {}", sheet.name, cell.place, shown(cell.value))).collect()
}

#[test]
fn all_values_sheets_and_findings_are_in_the_copy() {
    let convention = convention();
    let original = formats::workbook().to_xlsb();
    let workbook = read(&original, &convention).unwrap();
    let report = judged(&workbook, &convention);
    let copy = annotate_converted(&workbook, &report, &title(&convention)).unwrap();
    assert!(copy.remarks.contains(&Remark::FormattingNotKept));
    assert_eq!(values(&copy.bytes, &convention), values(&original, &convention));
    let again = read(&copy.bytes, &convention).unwrap();
    for (one, other) in workbook.sheets.iter().zip(&again.sheets) {
        assert_eq!((&one.name, one.visibility), (&other.name, other.visibility));
        assert_eq!((&one.merged, &one.hidden_rows), (&other.merged, &other.hidden_rows));
    }
    assert_eq!(judged(&again, &convention).findings, report.findings);
    let plain = clean(&copy.bytes).unwrap().expect("marks to take out");
    assert_eq!(values(&plain, &convention), values(&original, &convention));
    let twice = annotate_converted(&workbook, &report, &title(&convention)).unwrap();
    assert!(twice.bytes == copy.bytes, "the same call gives the same bytes");
}

#[test]
fn plain_text_stays_text() {
    let convention = convention();
    let original = formats::one_sheet().to_csv(';');
    let workbook = read(original.as_bytes(), &convention).unwrap();
    let report = judged(&workbook, &convention);
    let copy = annotate_converted(&workbook, &report, &title(&convention)).unwrap();
    assert_eq!(values(&copy.bytes, &convention), values(original.as_bytes(), &convention));
    assert_eq!(judged(&read(&copy.bytes, &convention).unwrap(), &convention).findings, report.findings);
}

#[test]
fn what_excel_does_not_allow_is_made_to_fit() {
    let convention = convention();
    let mut book = read_book(&formats::workbook().to_xlsb()).unwrap();
    let corner = |row, column| CellRef::new(row, column);
    book.sheets[0].name = "a/b [with a name that is far too long for Excel]".to_owned();
    book.sheets[1].merged = vec![
        Area { first: corner(1, 1), last: corner(1_048_576, 16_384) },
        Area { first: corner(60, 1), last: corner(61, 3) },
        Area { first: corner(61, 2), last: corner(62, 4) },
    ];
    let long = book.strings.intern(&"é".repeat(40_000));
    book.sheets[1].cells.last_mut().unwrap().value = Value::Text(long);
    for sheet in &mut book.sheets {
        sheet.visibility = Visibility::Hidden;
    }
    let workbook = recognise(book, &convention);
    let report = judged(&workbook, &convention);
    let copy = annotate_converted(&workbook, &report, &title(&convention)).unwrap();
    let again = read(&copy.bytes, &convention).unwrap();
    assert_eq!(again.sheets[0].name, "a_b _with a name that is far to");
    assert_eq!(again.sheets[1].merged.len(), 1);
    assert_eq!(again.sheets[0].visibility, Visibility::Visible);
    assert!(
        again.sheets[1..again.sheets.len() - 1].iter().all(|sheet| sheet.visibility == Visibility::Hidden)
    );
}
