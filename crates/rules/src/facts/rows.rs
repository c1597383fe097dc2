//! The filled rows of a workbook whose kind is known, with a cell for each field.

use pamlint_convention::{Placeholder, TableId};
use pamlint_reader::{CellRef, SheetId};

use crate::patience::Steps;
use crate::value::JudgedId;

/// The number of a row, for [`Rows::row`]: rows are numbered in the order of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RowId(u32);

impl RowId {
    /// The position among the rows, from 0.
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A filled row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowFacts {
    pub id: RowId,
    pub sheet: SheetId,
    /// Excel's number, from 1.
    pub number: u32,
    /// Its kind of account, or the other sheet that it stands on.
    pub table: TableId,
    /// The position of its first cell; there is one for each field of its table.
    start: usize,
    len: usize,
}

impl RowFacts {
    /// The position of a field of the row among the cells of all rows.
    pub(super) fn position(&self, field: usize) -> Option<usize> {
        (field < self.len).then(|| self.start + field)
    }

    /// The number of its cells.
    pub(super) fn len(&self) -> usize {
        self.len
    }
}

/// One field of a row: small, because there are so many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellFacts {
    /// The place of it; in a merged area, of the cell that holds its value.
    pub place: CellRef,
    pub state: State,
    /// False when the value stands in a cell above that this one is merged with.
    pub own: bool,
}

/// The sort of content of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum State {
    /// The sheet has no such column.
    NoColumn,
    /// Nothing.
    Empty,
    /// Something whose value is not known: an error, a formula without a value, a secret.
    Unreadable,
    /// A free text, which is never judged.
    Free,
    /// A word in the place of a value.
    Placeholder(Placeholder),
    /// A text or number.
    Filled(JudgedId),
}

/// The cell of a field that a row has not.
static NO_CELL: CellFacts =
    CellFacts { place: CellRef { row: 1, column: 1 }, state: State::NoColumn, own: true };

/// The filled rows, in the order of the workbook.
pub(crate) struct Rows {
    rows: Vec<RowFacts>,
    cells: Vec<CellFacts>,
    /// The rows of each table, by the table's number.
    by_table: Vec<Vec<RowId>>,
    steps: Steps,
}

impl Rows {
    /// No rows yet, with room for this many of this many fields.
    pub(super) fn new(tables: usize, rows: usize, fields: usize, steps: Steps) -> Rows {
        Rows {
            rows: Vec::with_capacity(rows),
            cells: Vec::with_capacity(rows.saturating_mul(fields)),
            by_table: vec![Vec::new(); tables],
            steps,
        }
    }

    /// Adds a row with empty cells in these columns of its sheet, from 1; `None` for one that the sheet has not.
    pub(super) fn add(
        &mut self,
        sheet: SheetId,
        number: u32,
        table: TableId,
        columns: impl Iterator<Item = Option<u32>>,
    ) -> RowFacts {
        let id = RowId(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
        let start = self.cells.len();
        self.cells.extend(columns.map(|column| CellFacts {
            place: CellRef::new(number, column.unwrap_or(1)),
            state: if column.is_some() { State::Empty } else { State::NoColumn },
            own: true,
        }));
        let row = RowFacts { id, sheet, number, table, start, len: self.cells.len() - start };
        self.rows.push(row);
        if let Some(rows) = self.by_table.get_mut(table.index()) {
            rows.push(id);
        }
        row
    }

    /// A field of a row, to be changed.
    pub(crate) fn cell_mut(&mut self, row: &RowFacts, field: usize) -> Option<&mut CellFacts> {
        self.cells.get_mut(row.position(field)?)
    }

    /// The row of that number.
    #[expect(clippy::indexing_slicing, reason = "numbers are made by adding rows, which stay")]
    pub(crate) fn row(&self, id: RowId) -> &RowFacts {
        self.steps.step();
        &self.rows[id.index()]
    }

    /// The number of every row, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = RowId> + use<> {
        (0..).take(self.rows.len()).map(RowId)
    }

    /// Every row, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &RowFacts> {
        self.rows.iter()
    }

    /// The rows of a table, in order.
    pub(crate) fn of_table(&self, table: TableId) -> &[RowId] {
        self.by_table.get(table.index()).map_or(&[], Vec::as_slice)
    }

    /// The rows of a sheet, in order.
    pub(crate) fn of_sheet(&self, sheet: SheetId) -> &[RowFacts] {
        let start = self.rows.partition_point(|row| row.sheet < sheet);
        let end = self.rows.partition_point(|row| row.sheet <= sheet);
        self.rows.get(start..end).unwrap_or_default()
    }

    /// The row of that number, from 1, on a sheet.
    pub(crate) fn find(&self, sheet: SheetId, number: u32) -> Option<&RowFacts> {
        let position = self.rows.binary_search_by_key(&(sheet, number), |row| (row.sheet, row.number));
        position.ok().and_then(|position| self.rows.get(position))
    }

    /// The cells of a row, one for each field of its table.
    pub(crate) fn cells(&self, row: &RowFacts) -> &[CellFacts] {
        self.cells.get(row.start..row.start + row.len).unwrap_or_default()
    }

    /// A field of a row.
    pub(crate) fn cell(&self, row: &RowFacts, field: usize) -> &CellFacts {
        self.cells(row).get(field).unwrap_or(&NO_CELL)
    }
}
