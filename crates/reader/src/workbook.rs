//! A workbook with its sheets, headers and rows recognised.

use pamlint_convention::{ColumnId, TableId};

use crate::book::{Cell, Strings, Visibility};
use crate::place::{Area, CellRef};

/// A workbook with its sheets, headers and rows recognised.
///
/// It holds facts only: what is wrong with them is for the rules to say.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    /// The texts of all cells.
    pub strings: Strings,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<Sheet>,
}

/// A sheet of a workbook.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether people see it.
    pub visibility: Visibility,
    /// What it is.
    pub role: SheetRole,
    /// The filled cells by row, then column; each place once.
    pub cells: Vec<Cell>,
    /// The merged areas.
    pub merged: Vec<Area>,
    /// The hidden rows, from 1, in order.
    pub hidden_rows: Vec<u32>,
    /// The header and the rows below it, for accounts and auxiliary sheets with columns.
    pub layout: Option<Layout>,
}

/// What a sheet is.
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
    /// Rows that only show how to fill in the workbook are left out.
    pub rows: Vec<Row>,
}

/// A header.
#[derive(Debug, Clone)]
pub struct Header {
    /// Where it stands.
    pub place: CellRef,
    /// Its text, as it was typed.
    pub text: String,
    /// What it means.
    pub meaning: Meaning,
}

/// What a header means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A column of the convention.
    Column(ColumnId),
    /// Nearly a column that no other header means, and read as that column.
    Nearly(ColumnId),
    /// A column that an earlier header already means; the values below it are not read.
    Again(ColumnId),
    /// Nothing that the convention knows.
    Unknown,
}

impl Meaning {
    /// The column whose values stand below the header.
    pub fn column(self) -> Option<ColumnId> {
        match self {
            Meaning::Column(column) | Meaning::Nearly(column) => Some(column),
            Meaning::Again(_) | Meaning::Unknown => None,
        }
    }
}

/// A filled row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Excel's number, from 1.
    pub number: u32,
    /// Where its cells begin in [`Sheet::cells`].
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

impl Sheet {
    /// The filled cells of a row, from left to right.
    pub fn row_cells(&self, row: Row) -> &[Cell] {
        self.cells.get(row.start..row.end).unwrap_or_default()
    }
}
