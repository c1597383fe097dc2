//! The examples of a convention's rules as books, so that they can be checked like any workbook.

use pamlint_convention::{Example, ExampleCell};

use crate::book::{Book, Cell, Look, RawSheet, TextRows, Value, Visibility};
use pamlint_package::{Area, CellRef};

/// An example as the book that its cells would be read as.
pub fn example_book(example: &Example) -> Book {
    let mut book = Book::default();
    for sheet in &example.sheets {
        let mut cells = Vec::new();
        for (row, values) in (1u32..).zip(&sheet.rows) {
            for (column, value) in (1u32..).zip(values) {
                let value = match value {
                    ExampleCell::Empty => continue,
                    ExampleCell::Text(text) => Value::Text(book.strings.intern(text)),
                    ExampleCell::Number(number) => Value::Number(*number),
                    ExampleCell::Truth(truth) => Value::Shown {
                        text: book.strings.intern(if *truth { "TRUE" } else { "FALSE" }),
                        look: Look::Truth,
                        number: f64::from(u8::from(*truth)),
                    },
                    ExampleCell::FormulaWithoutValue => Value::FormulaWithoutValue,
                    ExampleCell::Error(error) => Value::Error(book.strings.intern(error)),
                };
                cells.push(Cell { place: CellRef::new(row, column), value });
            }
        }
        book.sheets.push(RawSheet {
            name: sheet.name.clone(),
            visibility: if sheet.hidden { Visibility::Hidden } else { Visibility::Visible },
            is_worksheet: true,
            cells,
            merged: sheet.merged.iter().filter_map(|area| Area::parse(area)).collect(),
            hidden_rows: sheet.hidden_rows.clone(),
            totals: Vec::new(),
            notes: Vec::new(),
            text: sheet.delimiter.map(|delimiter| TextRows {
                delimiter,
                lengths: sheet.rows.iter().map(|row| u32::try_from(row.len()).unwrap_or(u32::MAX)).collect(),
            }),
        });
    }
    book
}
