//! A sheet and its texts, row by row.

use crate::blank::is_blank_text;
use crate::book::{Cell, Look, RawSheet, Strings, Value};
use crate::dates;

/// The last row in which a header is looked for (workbook.md of the specification: the first 50).
const LAST_HEADER_ROW: u32 = 50;

/// A sheet and its texts.
pub(crate) struct View<'s> {
    pub raw: &'s RawSheet,
    strings: &'s Strings,
}

impl<'s> View<'s> {
    pub fn new(raw: &'s RawSheet, strings: &'s Strings) -> View<'s> {
        View { raw, strings }
    }

    /// The text of a cell; empty for a number and the like.
    pub fn text(&self, cell: &Cell) -> &'s str {
        match cell.value {
            Value::Text(id) | Value::Shown { text: id, look: Look::Text, .. } => self.strings.get(id),
            Value::Number(_) | Value::Shown { .. } | Value::Error(_) | Value::FormulaWithoutValue => "",
        }
    }

    /// What people see in a cell; a date as ISO 8601 has it, and a percentage as a number.
    pub fn shown(&self, cell: &Cell) -> String {
        match cell.value {
            Value::Text(id) | Value::Error(id) => self.strings.get(id).to_owned(),
            Value::Shown { look: Look::Date, number, .. } => dates::iso(number),
            Value::Shown { text: id, look: Look::Text | Look::Truth, .. } => self.strings.get(id).to_owned(),
            Value::Number(number) | Value::Shown { number, .. } => number.to_string(),
            Value::FormulaWithoutValue => String::new(),
        }
    }

    /// Whether something stands in a cell that people can see.
    pub fn is_filled(&self, cell: &Cell) -> bool {
        match cell.value {
            Value::Text(id) => !is_blank_text(self.strings.get(id)),
            Value::Number(_) | Value::Shown { .. } | Value::Error(_) | Value::FormulaWithoutValue => true,
        }
    }

    /// Whether there is nothing to see.
    pub fn is_blank(&self) -> bool {
        !self.raw.cells.iter().any(|cell| self.is_filled(cell))
    }

    /// The cells of the rows in which a header is looked for, row by row.
    pub fn head(&self) -> impl Iterator<Item = &'s [Cell]> {
        let end = self.raw.cells.partition_point(|cell| cell.place.row <= LAST_HEADER_ROW);
        rows(self.raw.cells.get(..end).unwrap_or_default())
    }

    /// The cells of a row.
    pub fn row(&self, number: u32) -> &'s [Cell] {
        let start = self.start_of(number);
        let end = self.start_of(number.saturating_add(1));
        self.raw.cells.get(start..end).unwrap_or_default()
    }

    /// Where the cells of a row begin, or would.
    pub fn start_of(&self, row: u32) -> usize {
        self.raw.cells.partition_point(|cell| cell.place.row < row)
    }
}

/// Cells in order, row by row.
pub(super) fn rows(cells: &[Cell]) -> impl Iterator<Item = &[Cell]> {
    cells.chunk_by(|one, next| one.place.row == next.place.row)
}
