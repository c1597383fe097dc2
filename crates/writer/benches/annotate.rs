//! What marking a large workbook costs, next to reading it.

#![allow(missing_docs, clippy::unwrap_used)]

use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Reader, Xlsx};
use pamlint_convention::{Convention, Language, Severity};
use pamlint_reader::CellRef;
use pamlint_rules::{Bearings, Fill, Finding, Memory, Place, Remedy, Report, Was, Wording};
use pamlint_writer::{Title, annotate, clean};

static CONVENTION: LazyLock<Convention> = LazyLock::new(|| Convention::built_in("pamaas").unwrap().unwrap());

fn title() -> Title<'static> {
    let wording = Wording { convention: &CONVENTION, language: Language::EN };
    Title { workbook: "large.xlsx", date: "2026-11-22", wording }
}

/// 20,000 accounts of 12 columns.
static WORKBOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..20_000u32 {
        for column in 0..12u16 {
            sheet.write(row, column, format!("D-{row:06}-2010{}-OPS-CE", column % 7)).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
});

static ANNOTATED: LazyLock<Vec<u8>> =
    LazyLock::new(|| annotate(&WORKBOOK, &report(200), &title()).unwrap().bytes);

fn report(count: u32) -> Report {
    let finding = |number: u32| {
        let cell = CellRef::new(number * 97 % 20_000 + 1, number % 12 + 1);
        Finding {
            code: "SAF005".to_owned(),
            name: "safe-type-unknown".to_owned(),
            severity: [Severity::Error, Severity::Warning, Severity::Info]
                .into_iter()
                .cycle()
                .nth(number as usize % 3)
                .unwrap(),
            place: Place { sheet: 0, cell },
            column: Some("Safe".to_owned()),
            account: Some("UX-L2".to_owned()),
            value: format!("D-{:06}-20109-OPS-CE", cell.row - 1),
            was: Was::Text(format!("D-{:06}-20109-OPS-CE", cell.row - 1)),
            span: Some((15, 18)),
            variant: None,
            fills: ["found", "expected"].map(|name| (name.to_owned(), Fill::Text("OPX".to_owned()))).into(),
            elsewhere: None,
            related: vec![Place { sheet: 0, cell: CellRef::new(cell.row, 3) }],
            beside: Vec::new(),
            remedy: Remedy::Here,
            since: None,
            fix: None,
            safe: None,
            exception: None,
            expired: None,
        }
    };
    let mut findings: Vec<Finding> = (0..count).map(finding).collect();
    findings.sort_by_key(|finding| finding.place);
    Report {
        convention: ("pamaas".to_owned(), "1".to_owned()),
        sheets: Vec::new(),
        sheet_names: vec!["Sheet1".to_owned()],
        accounts: 20_000,
        findings,
        details: Vec::new(),
        made: Default::default(),
        tongue: None,
        traces: Vec::new(),
        exceptions_met: Vec::new(),
        bearings: Bearings::default(),
        memory: Memory::default(),
        round: None,
    }
}

fn main() {
    divan::main();
}

#[divan::bench]
fn bare_read() -> usize {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(WORKBOOK.as_slice())).unwrap();
    let mut cells = book.worksheet_cells_reader("Sheet1").unwrap();
    let mut count = 0;
    while let Some(cell) = cells.next_cell().unwrap() {
        count += usize::from(cell.get_position().0 > 0);
    }
    count
}

#[divan::bench(args = [200, 2_000, 20_000])]
fn annotate_fresh(bencher: divan::Bencher<'_, '_>, findings: u32) {
    let report = report(findings);
    bencher.bench_local(|| annotate(&WORKBOOK, &report, &title()).unwrap().bytes.len());
}

#[divan::bench]
fn annotate_again() -> usize {
    annotate(&ANNOTATED, &report(200), &title()).unwrap().bytes.len()
}

#[divan::bench]
fn clean_copy() -> usize {
    clean(&ANNOTATED).unwrap().unwrap().len()
}
