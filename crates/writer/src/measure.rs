//! How much room text takes: lines when it wraps, and boxes over rows and columns.

use pamlint_reader::{CellRef, LAST_COLUMN, LAST_ROW};

use crate::cells::Rows;
use crate::xml::Tree;

/// How many characters of a value or a message are shown.
const LONGEST: usize = 2_000;

/// A text as it is shown: not too long, and with one kind of line end.
pub fn shorten(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.chars().count() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

/// How many lines a text takes that wraps at `width` characters; words longer than that are cut.
pub fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    text.split('\n').map(|line| wrapped(line, width)).sum()
}

fn wrapped(line: &str, width: usize) -> usize {
    let mut count = 1;
    let mut used = 0;
    for word in line.split(' ') {
        let length = word.chars().count();
        let needed = if used == 0 { length } else { used + 1 + length };
        if needed <= width {
            used = needed;
            continue;
        }
        if used > 0 {
            count += 1;
        }
        count += length.saturating_sub(1) / width;
        used = length - (length.saturating_sub(1) / width) * width;
    }
    count
}

/// The sizes of the rows and columns of a sheet, in pixels.
pub(crate) struct Grid<'a> {
    rows: &'a Rows<'a>,
    row: u32,
    columns: Vec<(u32, u32, u32)>,
    column: u32,
}

/// A corner of a box: row or column from 0, and how many pixels into it.
type Corner = (u32, u32);

impl<'a> Grid<'a> {
    /// Reads the sizes from a sheet.
    pub(crate) fn read(tree: &Tree<'_>, rows: &'a Rows<'a>) -> Grid<'a> {
        let root = tree.root();
        let number = |id, name| tree.attribute(id, name).and_then(|text| text.parse::<f64>().ok());
        let format = tree.child(root, "sheetFormatPr");
        let height = format.and_then(|id| number(id, "defaultRowHeight")).unwrap_or(15.0);
        let width = format.and_then(|id| number(id, "defaultColWidth")).unwrap_or(9.14);
        let mut columns = Vec::new();
        for id in
            tree.child(root, "cols").map(|cols| tree.children(cols).collect::<Vec<_>>()).unwrap_or_default()
        {
            let hidden = tree.attribute(id, "hidden").is_some_and(|value| value == "1" || value == "true");
            let bound = |name| tree.attribute(id, name).and_then(|text| text.parse::<u32>().ok());
            if let (Some(min), Some(max)) = (bound("min"), bound("max")) {
                let width = if hidden { 0.0 } else { number(id, "width").unwrap_or(width) };
                columns.push((min, max, column_pixels(width)));
            }
        }
        // Excel writes them in order, and none twice.
        columns.sort_by_key(|(min, ..)| *min);
        Grid { rows, row: row_pixels(height), columns, column: column_pixels(width) }
    }

    fn column(&self, number: u32) -> u32 {
        let after = self.columns.partition_point(|(min, ..)| *min <= number);
        let known = after.checked_sub(1).and_then(|at| self.columns.get(at));
        known.filter(|(_, max, _)| number <= *max).map_or(self.column, |(.., width)| *width)
    }

    fn row(&self, number: u32) -> u32 {
        self.rows.height(number).map_or(self.row, row_pixels)
    }

    /// The corners (left, top, right, bottom) of a box of that size to the right of a cell.
    pub(crate) fn beside(&self, cell: CellRef, width: u32, height: u32) -> [Corner; 4] {
        let left = cell.column.min(LAST_COLUMN - 1);
        let right = walk(left, 15 + width, LAST_COLUMN, |column| self.column(column));
        let top = cell.row.saturating_sub(2);
        let bottom = walk(top, 7 + height, LAST_ROW, |row| self.row(row));
        [(left, 15), (top, 7), right, bottom]
    }
}

/// How many rows or columns a box reaches over.
const MOST_STEPS: u32 = 2_000;

/// Steps over rows or columns (from 0) until the pixels are used up; hidden ones take none, and where there are very
/// many of them the box ends among them.
fn walk(from: u32, pixels: u32, last: u32, size: impl Fn(u32) -> u32) -> Corner {
    let mut left = pixels;
    let mut at = from;
    while at + 1 < last && at - from < MOST_STEPS {
        let own = size(at + 1);
        if left < own {
            break;
        }
        left -= own;
        at += 1;
    }
    (at, left)
}

/// Seven pixels a character: the widest digit of the usual font (ECMA-376 part 1, 18.3.1.13).
fn column_pixels(width: f64) -> u32 {
    pixels(width * 7.0)
}

fn row_pixels(points: f64) -> u32 {
    pixels(points * 4.0 / 3.0)
}

fn pixels(size: f64) -> u32 {
    // The bounds keep the conversion exact whatever a file says.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = size.clamp(0.0, 4096.0).round() as u32;
    whole
}

#[cfg(test)]
mod tests {
    use pamlint_package::Limits;

    use super::*;

    #[test]
    fn text_wraps_at_words() {
        for (text, width, count) in [
            ("", 10, 1),
            ("one two", 10, 1),
            ("one two three", 8, 2),
            ("a\nb", 10, 2),
            ("abcdefghijkl", 5, 3),
            ("ab abcdefghij", 5, 3),
        ] {
            assert_eq!(lines(text, width), count, "{text}");
        }
    }

    #[test]
    fn boxes_step_over_hidden_rows_and_columns() {
        let text = "<w><sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"3\" max=\"3\" width=\"0\" hidden=\"1\"/><col min=\"4\" max=\"9\" width=\"10\"/></cols>\
                    <sheetData><row r=\"2\" hidden=\"1\"/></sheetData></w>";
        let tree = Tree::parse_sheet("p", text, &Limits::default()).unwrap();
        let rows = Rows::find(&tree);
        let grid = Grid::read(&tree, &rows);
        let [left, top, right, bottom] = grid.beside(CellRef::new(2, 2), 140, 53);
        assert_eq!((left, top), ((2, 15), (0, 7)));
        // Column C takes nothing, D and E 70 pixels each.
        assert_eq!(right, (5, 15));
        assert_eq!(bottom, (4, 0));
    }
}
