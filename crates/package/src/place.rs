//! Where things stand on a sheet: cells and areas, numbered as Excel numbers them.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The last row that Excel has.
pub const LAST_ROW: u32 = 1_048_576;

/// The last column that Excel has (XFD).
pub const LAST_COLUMN: u32 = 16_384;

/// A cell, by row and column, both from 1.
///
/// Prints as Excel does: `B7`. Orders by row, then column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellRef {
    /// The row, from 1.
    pub row: u32,
    /// The column, from 1 (A).
    pub column: u32,
}

impl CellRef {
    /// The cell at `row` and `column`, both from 1.
    pub fn new(row: u32, column: u32) -> CellRef {
        CellRef { row, column }
    }

    /// The cell at `row` and `column`, both from 1; `None` outside Excel's grid.
    pub fn inside(row: u32, column: u32) -> Option<CellRef> {
        let inside = (1..=LAST_ROW).contains(&row) && (1..=LAST_COLUMN).contains(&column);
        inside.then_some(CellRef { row, column })
    }

    /// Reads `B7` (or `$B$7`); `None` for anything else, and for what lies outside Excel's grid.
    pub fn parse(text: &str) -> Option<CellRef> {
        let text = text.strip_prefix('$').unwrap_or(text);
        let letters = text.find(|character: char| !character.is_ascii_alphabetic())?;
        let (column, row) = text.split_at_checked(letters)?;
        let row = row.strip_prefix('$').unwrap_or(row);
        if column.is_empty() || column.len() > 3 || row.len() > 7 || row.starts_with('+') {
            return None;
        }
        let column = column.bytes().fold(0u32, |number, letter| {
            number
                .saturating_mul(26)
                .saturating_add(u32::from(letter.to_ascii_uppercase().saturating_sub(b'A')) + 1)
        });
        CellRef::inside(row.parse().ok()?, column)
    }

    /// The letters of the column.
    pub fn column_letters(self) -> String {
        let mut letters = Vec::new();
        letters_from_the_last(self.column, |letter| letters.push(char::from(letter)));
        letters.iter().rev().collect()
    }
}

/// Gives the letters of a column, the last one first.
fn letters_from_the_last(mut column: u32, mut put: impl FnMut(u8)) {
    while column > 0 {
        put(b'A' + u8::try_from((column - 1) % 26).unwrap_or(0));
        column = (column - 1) / 26;
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Plans name hundreds of thousands of cells: the text is made from its end, in one piece.
        let mut text = [0; 24];
        let mut free = text.iter_mut().rev();
        let mut length = 0;
        let mut put = |character: u8| {
            if let Some(place) = free.next() {
                *place = character;
                length += 1;
            }
        };
        let mut row = self.row;
        loop {
            put(b'0' + u8::try_from(row % 10).unwrap_or(0));
            row /= 10;
            if row == 0 {
                break;
            }
        }
        letters_from_the_last(self.column, put);
        let text = text.get(text.len() - length..).and_then(|text| std::str::from_utf8(text).ok());
        f.write_str(text.unwrap_or_default())
    }
}

/// A rectangle of cells, both corners included. Prints as `B3:B5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Area {
    /// The upper left corner.
    pub first: CellRef,
    /// The lower right corner.
    pub last: CellRef,
}

impl Area {
    /// Reads `B3:B5`, or `B3` for one cell.
    pub fn parse(text: &str) -> Option<Area> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (one, other) = (CellRef::parse(first)?, CellRef::parse(last)?);
        Some(Area {
            first: CellRef::new(one.row.min(other.row), one.column.min(other.column)),
            last: CellRef::new(one.row.max(other.row), one.column.max(other.column)),
        })
    }

    /// Whether the cell lies in it.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.first, self.last)
    }
}

/// The merged areas that reach over one column, by their rows: none lies over another. Of two that do, which no
/// program lets people make, the one that begins first counts.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    areas: Vec<Area>,
}

impl Merged {
    /// Those of a sheet's merged areas that reach over a column, by its number from 1.
    pub fn over(areas: &[Area], column: u32) -> Merged {
        let reaches = |area: &&Area| (area.first.column..=area.last.column).contains(&column);
        let mut over: Vec<Area> = areas.iter().filter(reaches).copied().collect();
        over.sort_by_key(|area| (area.first.row, area.first.column));
        let mut free = 0;
        over.retain(|area| {
            let is_kept = area.first.row > free;
            if is_kept {
                free = area.last.row;
            }
            is_kept
        });
        Merged { areas: over }
    }

    /// The area that reaches over a row, by its number from 1.
    pub fn at(&self, row: u32) -> Option<Area> {
        let after = self.areas.partition_point(|area| area.first.row <= row);
        let area = self.areas.get(after.checked_sub(1)?)?;
        (row <= area.last.row).then_some(*area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_print_as_they_were_read() {
        for text in ["A1", "B7", "Z9", "AA10", "AZ3", "BA3", "ZZ1", "AAA1", "XFD1048576"] {
            assert_eq!(CellRef::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(CellRef::parse("$C$4"), Some(CellRef::new(4, 3)));
        for text in ["", "A", "7", "A0", "XFE1", "A1048577", "A1B", "AAAA1", "A+1", "é1"] {
            assert_eq!(CellRef::parse(text), None, "{text}");
        }
    }

    #[test]
    fn areas_know_their_cells() {
        let area = Area::parse("B5:C3").unwrap();
        assert_eq!(area.to_string(), "B3:C5");
        assert!(area.contains(CellRef::new(4, 2)));
        assert!(!area.contains(CellRef::new(4, 4)));
    }

    #[test]
    fn merged_areas_are_found_by_row() {
        let areas = ["B3:C5", "A7:B7", "B4:B9", "D1:D9", "B8:B8"].map(|area| Area::parse(area).unwrap());
        let merged = Merged::over(&areas, 2);
        let at = |row| merged.at(row).map(|area| area.to_string());
        assert_eq!([2, 3, 5, 6].map(at), [None, Some("B3:C5".into()), Some("B3:C5".into()), None]);
        assert_eq!([7, 8, 9].map(at), [Some("A7:B7".into()), Some("B8:B8".into()), None]);
    }
}
