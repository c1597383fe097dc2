//! How wide the columns of a new sheet are: as wide as what stands in them, within reason.

use std::collections::BTreeMap;

use pamlint_reader::{Sheet, Strings, Value};

/// The narrowest and the widest column, in characters.
const NARROWEST: usize = 9;
const WIDEST: usize = 50;

/// What is added on both sides of the text.
const MARGIN: f64 = 2.0;

/// How many rows are looked at: the widest text is seldom far below.
const ROWS: u32 = 2_000;

/// The width of every column in which something stands, in characters.
pub(super) fn widths(sheet: &Sheet, strings: &Strings) -> BTreeMap<u32, f64> {
    let header = sheet.layout.as_ref().map_or(0, |layout| layout.header_row);
    let mut longest = BTreeMap::new();
    // Titles above a table run over its columns.
    let counted = |row: u32| (header.max(1)..header.saturating_add(ROWS)).contains(&row);
    for cell in sheet.cells.iter().filter(|cell| counted(cell.place.row)) {
        let length = match cell.value {
            Value::Text(id) | Value::Error(id) | Value::Shown { text: id, .. } => {
                let lines = strings.get(id).lines().map(|line| line.chars().take(WIDEST).count());
                lines.max().unwrap_or(0)
            }
            Value::Number(number) => number.to_string().len(),
            Value::FormulaWithoutValue => 0,
        };
        let known = longest.entry(cell.place.column).or_insert(NARROWEST);
        *known = length.clamp(*known, WIDEST);
    }
    #[expect(clippy::cast_precision_loss, reason = "at most 50")]
    longest.into_iter().map(|(column, length)| (column, length as f64 + MARGIN)).collect()
}
