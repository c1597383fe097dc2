//! Reading a workbook of 20,000 rows and 12 columns, beside calamine's bare stream of the same file.
#![allow(clippy::unwrap_used, missing_docs)]

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use divan::{Bencher, black_box};
use rust_xlsxwriter::Workbook;

fn main() {
    divan::main();
}

/// A sheet of accounts like those of a large customer.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 0..20_000u32 {
        let safe = format!("D-048644-{:05}-OPS-CE", 20_000 + row % 100);
        let cells = [
            format!("UX-L{row}"),
            safe.clone(),
            "UX-AO-N-CE-ACR-SSH".to_owned(),
            format!("{safe}%user"),
            format!("server{row}.linux.example.com"),
            format!("user{}", row % 1000),
        ];
        for (column, cell) in (0u16..).zip(&cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
        for column in 6..12u16 {
            sheet.write_string(row, column, format!("value {column} {}", row % 500)).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[divan::bench]
fn bare_calamine(bencher: Bencher<'_, '_>) {
    let bytes = workbook();
    bencher.bench_local(|| {
        let mut workbook = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
        let name = workbook.sheet_names().first().unwrap().clone();
        let mut cells = workbook.worksheet_cells_reader(&name).unwrap();
        while let Some(cell) = cells.next_cell().unwrap() {
            black_box(cell);
        }
    });
}

#[divan::bench]
fn read_book(bencher: Bencher<'_, '_>) {
    let bytes = workbook();
    bencher.bench_local(|| pamlint_reader::read_book(black_box(&bytes)).unwrap());
}
