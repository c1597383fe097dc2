//! A sheet as it will be written: cells at their places, and what is around them.

use std::collections::{BTreeMap, BTreeSet};

use crate::entry::Entry;

/// A sheet as it will be written. Rows and columns count from 1.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// What stands where, by row and column.
    pub cells: BTreeMap<(u32, u32), Entry>,
    /// Merged areas: first row and column, last row and column.
    pub merged: Vec<[u32; 4]>,
    /// Hidden rows.
    pub hidden_rows: BTreeSet<u32>,
    /// Notes, by row and column.
    pub notes: BTreeMap<(u32, u32), String>,
    /// The row of the header, on a sheet with a table.
    pub header_row: Option<u32>,
    /// The keys of the columns, from A.
    pub columns: Vec<String>,
    /// The last row of the table.
    pub last_row: u32,
}

impl Grid {
    pub(crate) fn new(name: &str) -> Grid {
        Grid { name: name.to_owned(), ..Grid::default() }
    }

    /// Puts an entry in a cell.
    pub fn put(&mut self, row: u32, column: u32, entry: impl Into<Entry>) {
        match entry.into() {
            Entry::Empty => self.cells.remove(&(row, column)),
            entry => self.cells.insert((row, column), entry),
        };
    }

    /// The column of a key, from 1.
    pub fn column(&self, key: &str) -> u32 {
        let position = self.columns.iter().position(|column| column == key);
        let position = position.unwrap_or_else(|| panic!("the sheet {} has no column {key}", self.name));
        u32::try_from(position).unwrap_or(0) + 1
    }
}

/// `B7` for row 7, column 2.
pub(crate) fn a1(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().chain(row.to_string().chars().collect::<Vec<_>>().iter()).collect()
}

/// Row 7, column 2 for `B7`.
pub(crate) fn from_a1(text: &str) -> (u32, u32) {
    let letters = text.chars().take_while(char::is_ascii_alphabetic).map(u32::from);
    let column = letters.fold(0, |sum, letter| sum * 26 + letter - u32::from('A') + 1);
    let digits = text.trim_start_matches(|character: char| character.is_ascii_alphabetic());
    (digits.parse().unwrap_or_else(|_| panic!("{text} is no cell")), column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_excel_does() {
        for (name, place) in
            [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD1048576", (1_048_576, 16_384))]
        {
            assert_eq!(a1(place.0, place.1), name);
            assert_eq!(from_a1(name), place);
        }
    }
}
