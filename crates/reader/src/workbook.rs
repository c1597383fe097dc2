//! A workbook with its sheets, headers and rows recognised.

use pamlint_convention::{ColumnId, DetailId, TableId};

use crate::blank::is_blank_text;
use crate::book::{Cell, Look, Strings, TextRows, Value, Visibility};
use crate::note::Note;
use pamlint_package::{Area, CellRef};

/// A workbook with its sheets, headers and rows recognised.
///
/// It holds facts only: what is wrong with them is for the rules to say.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// The texts of all cells.
    pub strings: Strings,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// What it says of whoever sends it, in the order of its sheets and of the convention.
    pub details: Vec<Told>,
}

/// Something that a workbook says of whoever sends it, or has a label for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it is.
    pub detail: DetailId,
    /// The sheet on which it stands.
    pub sheet: SheetId,
    /// The cell of the label.
    pub label: CellRef,
    /// The cell of the value, or the one in which it should stand.
    pub place: CellRef,
    /// Where the value begins in the text of its cell, in bytes: behind the label, where both stand in one cell.
    pub rest: usize,
    /// False where nothing stands there.
    pub is_filled: bool,
}

/// The number of a sheet of a workbook, for [`Workbook::sheet`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SheetId(usize);

impl SheetId {
    /// The first tab.
    pub const FIRST: SheetId = SheetId(0);

    /// The tab at a position, from 0.
    pub(crate) fn at(position: usize) -> SheetId {
        SheetId(position)
    }

    /// The position among the tabs, from 0.
    pub fn index(self) -> usize {
        self.0
    }
}

impl Workbook {
    /// Every sheet with its number, in the order of the tabs.
    pub fn all_sheets(&self) -> impl Iterator<Item = (SheetId, &Sheet)> {
        self.sheets.iter().enumerate().map(|(index, sheet)| (SheetId(index), sheet))
    }

    /// The number of the tab at that position, from 0.
    pub fn sheet_at(&self, position: usize) -> Option<SheetId> {
        (position < self.sheets.len()).then_some(SheetId(position))
    }

    /// The sheet of that number; an empty one for the first sheet of a workbook without sheets.
    pub fn sheet(&self, id: SheetId) -> &Sheet {
        self.sheets.get(id.0).unwrap_or(&NO_SHEET)
    }

    /// The text of a cell; `None` for a number or an error, and for what a spreadsheet made of a text.
    pub fn text(&self, cell: &Cell) -> Option<&str> {
        match cell.value {
            Value::Text(id) | Value::Shown { text: id, look: Look::Text, .. } => Some(self.strings.get(id)),
            Value::Number(_) | Value::Shown { .. } | Value::Error(_) | Value::FormulaWithoutValue => None,
        }
    }

    /// True when nothing but blanks stands in a cell.
    pub fn is_blank(&self, cell: &Cell) -> bool {
        self.text(cell).is_some_and(is_blank_text)
    }
}

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Visible to people, or not.
    pub visibility: Visibility,
    /// The role of the sheet.
    pub role: SheetRole,
    /// The filled cells by row, then column; each place once.
    pub cells: Vec<Cell>,
    /// The merged areas.
    pub merged: Vec<Area>,
    /// The hidden rows, from 1, in order.
    pub hidden_rows: Vec<u32>,
    /// The header and the rows below it, for accounts and auxiliary sheets with columns.
    pub layout: Option<Layout>,
    /// The notes beside its cells.
    pub notes: Vec<Note>,
    /// The rows as they were written, in a text file.
    pub text: Option<TextRows>,
}

/// The sheet that stands for one that is not there.
static NO_SHEET: Sheet = Sheet {
    name: String::new(),
    visibility: Visibility::Visible,
    role: SheetRole::Empty,
    cells: Vec::new(),
    merged: Vec::new(),
    hidden_rows: Vec::new(),
    layout: None,
    notes: Vec::new(),
    text: None,
};

/// The role of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetRole {
    /// Accounts of one kind.
    Accounts(TableId),
    /// Accounts of several kinds; each row has to tell its own.
    MixedAccounts,
    /// Another sheet that the convention knows; with a layout if the convention gives it columns and
    /// they were found.
    Auxiliary(TableId),
    /// A sheet that we wrote ourselves into an annotated copy.
    Ours,
    /// A sheet on which the headers of accounts stand in one cell.
    InOneCell {
        /// The cell of the headers.
        header: CellRef,
        /// What separates them.
        separator: char,
    },
    /// A sheet with data that is none of these.
    Unknown,
    /// Nothing to read: no cells, or none filled.
    Empty,
}

/// The header of a sheet and the rows below it.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The row of the header, from 1.
    pub header_row: u32,
    /// The filled cells of that row, from left to right.
    pub headers: Vec<Header>,
    /// The filled rows below it, in order: those with something in a known column besides ID and kind.
    /// Rows that only show how to fill in the workbook are left out, and so are the [others](Layout::others).
    pub rows: Vec<Row>,
    /// The filled rows of a sheet of accounts that hold nothing like an account: totals, legends, instructions,
    /// titles, remarks.
    pub others: Vec<Row>,
    /// The cells in each of which the values of a whole account stand, in order.
    pub packed: Vec<Packed>,
    /// The row of a second header, from 1, with other columns: nothing below it is read.
    pub second_header: Option<u32>,
    /// Where a second table begins beside the first, in the same row: neither it nor what is to its right is read.
    pub beside: Option<CellRef>,
}

/// A cell in which the values of a whole account stand, where its row has no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// The cell.
    pub place: CellRef,
    /// What separates the values.
    pub separator: char,
}

/// A header.
#[derive(Debug, Clone)]
pub struct Header {
    /// The cell of the header.
    pub place: CellRef,
    /// Its text, as it was typed.
    pub text: String,
    /// The meaning of the header.
    pub meaning: Meaning,
}

/// The meaning of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A column of the convention.
    Column(ColumnId),
    /// Nearly a column that no other header means, and read as that column.
    Nearly(ColumnId),
    /// A column that an earlier header already means; the values below it are not read.
    Again(ColumnId),
    /// The column in which the blank workbook says of each row whether it is right; its values are not read.
    Ours,
    /// Nothing that the convention knows.
    Unknown,
}

impl Meaning {
    /// The column whose values stand below the header.
    pub fn column(self) -> Option<ColumnId> {
        match self {
            Meaning::Column(column) | Meaning::Nearly(column) => Some(column),
            Meaning::Again(_) | Meaning::Ours | Meaning::Unknown => None,
        }
    }
}

/// A filled row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Excel's number, from 1.
    pub number: u32,
    /// The position of its first cell in [`Sheet::cells`].
    pub start: usize,
    /// The position after its last cell.
    pub end: usize,
}

impl Sheet {
    /// The filled cells of a row, from left to right.
    pub fn row_cells(&self, row: Row) -> &[Cell] {
        self.cells.get(row.start..row.end).unwrap_or_default()
    }

    /// The filled cells of the row of that number, from 1, whether it is one of the rows of its sheet or not.
    pub fn cells_of(&self, number: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.place.row < number);
        let end = self.cells.partition_point(|cell| cell.place.row <= number);
        self.cells.get(start..end).unwrap_or_default()
    }

    /// The cell of a row below a header; `None` for an empty one.
    pub fn cell_below(&self, header: &Header, row: Row) -> Option<&Cell> {
        self.row_cells(row).iter().find(|cell| cell.place.column == header.place.column)
    }

    /// The cell at a place; `None` for an empty one.
    pub fn cell(&self, place: CellRef) -> Option<&Cell> {
        let position = self.cells.binary_search_by_key(&place, |cell| cell.place).ok()?;
        self.cells.get(position)
    }

    /// The header and rows of a sheet with accounts, and their kind where it is one for all of them.
    pub fn accounts(&self) -> Option<(&Layout, Option<TableId>)> {
        let layout = self.layout.as_ref()?;
        match self.role {
            SheetRole::Accounts(table) => Some((layout, Some(table))),
            SheetRole::MixedAccounts => Some((layout, None)),
            SheetRole::Auxiliary(_)
            | SheetRole::Ours
            | SheetRole::InOneCell { .. }
            | SheetRole::Unknown
            | SheetRole::Empty => None,
        }
    }
}

impl Layout {
    /// The header of a column.
    pub fn header_of(&self, column: ColumnId) -> Option<&Header> {
        self.header_where(|known| known == column)
    }

    /// The first header of a column for which this holds.
    pub fn header_where(&self, holds: impl Fn(ColumnId) -> bool) -> Option<&Header> {
        self.headers.iter().find(|header| header.meaning.column().is_some_and(&holds))
    }

    /// The column that a column of the sheet means, by its number, from 1.
    pub fn column_at(&self, number: u32) -> Option<ColumnId> {
        self.headers.iter().find(|header| header.place.column == number)?.meaning.column()
    }
}
