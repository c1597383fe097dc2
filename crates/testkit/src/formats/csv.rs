//! A sheet as plain text.

use std::fmt::Write as _;

use crate::entry::Entry;
use crate::grid::Grid;

/// The sheet as Excel saves it: every row as wide as the sheet, quotes only where they are needed.
pub(super) fn write(grid: &Grid, delimiter: char) -> String {
    let last_row = grid.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let last_column = grid.cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
    let mut text = String::new();
    for row in 1..=last_row {
        for column in 1..=last_column {
            if column > 1 {
                text.push(delimiter);
            }
            let shown = match grid.cells.get(&(row, column)) {
                None | Some(Entry::Empty | Entry::NoValue) => String::new(),
                Some(Entry::Text(shown) | Entry::Error(shown) | Entry::Formula(_, shown)) => shown.clone(),
                Some(Entry::Truth(truth)) => truth.to_string().to_uppercase(),
                Some(Entry::Number(number) | Entry::Formatted(number, _)) => number.to_string(),
            };
            if shown.contains([delimiter, '"', '\n', '\r']) {
                let _ = write!(text, "\"{}\"", shown.replace('"', "\"\""));
            } else {
                text.push_str(&shown);
            }
        }
        text.push_str("\r\n");
    }
    text
}
