//! The rows of a sheet's part: where each one stands, how high it is, and what a cell in it holds.

use std::ops::Range;

use memchr::memmem;
use pamlint_package::xml::is_true;
use pamlint_package::{Cell, CellRef, Kind, Met, Walk};

use crate::condition::Stored;
use crate::xml::{Tree, attributes};

/// A row of a sheet's part.
#[derive(Debug, Clone)]
struct Row {
    number: u32,
    /// From its start tag to the next row.
    span: Range<usize>,
    /// In points, if it is told.
    height: Option<f64>,
    hidden: bool,
}

/// The rows of a sheet's part, by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Rows<'a> {
    text: &'a str,
    rows: Vec<Row>,
}

impl<'a> Rows<'a> {
    /// Finds the rows of a sheet.
    pub(crate) fn find(tree: &Tree<'a>) -> Rows<'a> {
        let Some(data) = tree.child(tree.root(), "sheetData") else { return Rows::default() };
        let prefix = tree.prefix(data);
        let inner = tree.inner(data);
        let text = tree.text;
        let tag = format!("<{prefix}row");
        let mut rows: Vec<Row> = Vec::new();
        let haystack = text.get(inner.clone()).unwrap_or_default();
        for found in memmem::find_iter(haystack.as_bytes(), tag.as_bytes()) {
            let start = inner.start + found;
            let after = start + tag.len();
            let head = text.get(after..inner.end).unwrap_or_default();
            if !head.starts_with([' ', '\n', '\r', '\t', '/', '>']) {
                continue;
            }
            if let Some(last) = rows.last_mut() {
                last.span.end = start;
            }
            let end = memchr::memchr(b'>', head.as_bytes()).unwrap_or(head.len());
            let mut row = Row {
                number: rows.last().map_or(1, |row| row.number.saturating_add(1)),
                span: start..inner.end,
                height: None,
                hidden: false,
            };
            let head = head.get(..end).unwrap_or_default();
            for (name, span) in attributes(head) {
                let value = head.get(span.value).unwrap_or_default();
                match name {
                    "r" => row.number = value.parse().unwrap_or(row.number),
                    "ht" => row.height = value.parse().ok(),
                    "hidden" => row.hidden = is_true(value),
                    _ => {}
                }
            }
            rows.push(row);
        }
        rows.sort_by_key(|row| row.number);
        Rows { text, rows }
    }

    fn row(&self, number: u32) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(at)
    }

    /// The height of a row in points; `None` where the sheet tells none.
    pub(crate) fn height(&self, number: u32) -> Option<f64> {
        let row = self.row(number)?;
        if row.hidden { Some(0.0) } else { row.height }
    }

    /// What a cell holds, where that is a number or a truth value.
    pub(crate) fn stored(&self, cell: CellRef) -> Stored {
        self.find_stored(cell).unwrap_or(Stored::Other)
    }

    fn find_stored(&self, cell: CellRef) -> Option<Stored> {
        let row = self.row(cell.row)?;
        let piece = self.text.get(row.span.clone())?;
        let mut walk = Walk::new(piece.as_bytes(), row.span.start, row.number);
        while let Ok(Some(met)) = walk.meet() {
            if let Met::Cell(Cell { place, kind, .. }) = met
                && place == Some(cell)
            {
                let value = walk.value().trim();
                return match kind {
                    Kind::Number if value.parse::<f64>().is_ok_and(f64::is_finite) => {
                        Some(Stored::Number(value.to_owned()))
                    }
                    Kind::Truth => Some(Stored::Truth(is_true(value))),
                    _ => None,
                };
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use pamlint_package::Limits;

    use super::*;

    const SHEET: &str = "<x:worksheet><x:sheetData><x:row r=\"2\" ht=\"30\"><x:c r=\"A2\" t=\"b\"><x:v>1</x:v></x:c>\
        <x:c r=\"B2\" s=\"1\"><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c r=\"C2\" t=\"s\"><x:v>0</x:v></x:c><x:c r=\"D2\"/><x:c><x:v>7</x:v></x:c></x:row>\
        <x:row hidden=\"1\"/><x:rowBreak/></x:sheetData></x:worksheet>";

    #[test]
    fn rows_tell_their_height_and_cells_what_they_hold() {
        let tree = Tree::parse_sheet("p", SHEET, &Limits::default()).unwrap();
        let rows = Rows::find(&tree);
        assert_eq!(
            (rows.height(1), rows.height(2), rows.height(3), rows.height(4)),
            (None, Some(30.0), Some(0.0), None)
        );
        let stored = |text| rows.stored(CellRef::parse(text).unwrap());
        assert_eq!(stored("A2"), Stored::Truth(true));
        assert_eq!(stored("B2"), Stored::Number("2".to_owned()));
        assert_eq!(stored("C2"), Stored::Other);
        assert_eq!(stored("D2"), Stored::Other);
        assert_eq!(stored("E2"), Stored::Number("7".to_owned()), "a cell that does not say where it stands");
        assert_eq!(stored("A9"), Stored::Other);
    }
}
