//! Rows of text files that are not what they seem: of another length than the header, or inside a value.

use pamlint_reader::{Cell, CellRef, Layout, Row, Sheet, SheetId, Workbook};

/// A header of fewer columns than this has too little to tell a row by.
const FEWEST_COLUMNS: usize = 4;

/// How many values have to stand in a wrong column for a row to have slid.
pub(super) const SLID: usize = 2;

/// A row with more or fewer values than the header, which is not judged further.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OddRow {
    pub sheet: SheetId,
    /// Excel's number, from 1.
    pub row: u32,
    /// The number of its values.
    pub values: u32,
    /// The number of values that the header has.
    pub expected: u32,
}

/// A value that contains whole rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Swallowing {
    pub sheet: SheetId,
    pub place: CellRef,
    /// The number of its lines.
    pub lines: usize,
}

/// The rows of text files that are not what they seem, in the order of the workbook.
pub(crate) struct TextRows {
    /// The rows of another length than the header.
    pub odd: Vec<OddRow>,
    /// The values that contain whole rows.
    pub swallowing: Vec<Swallowing>,
}

impl TextRows {
    /// The values of a workbook that contain whole rows, and no odd row yet.
    pub(super) fn new(workbook: &Workbook) -> TextRows {
        let texts = workbook.all_sheets().filter(|(_, sheet)| sheet.text.is_some());
        let swallowing = texts.flat_map(|(id, sheet)| {
            sheet.cells.iter().filter_map(move |cell| {
                let lines = swallowed_lines(workbook, sheet, cell)?;
                Some(Swallowing { sheet: id, place: cell.place, lines })
            })
        });
        TextRows { odd: Vec::new(), swallowing: swallowing.collect() }
    }

    /// True when a row, by its number from 1, has another length than the header.
    pub(crate) fn is_odd(&self, sheet: SheetId, row: u32) -> bool {
        self.odd.binary_search_by_key(&(sheet, row), |odd| (odd.sheet, odd.row)).is_ok()
    }

    /// True when a cell contains whole rows.
    pub(super) fn is_swallowing(&self, sheet: SheetId, place: CellRef) -> bool {
        self.swallowing.binary_search_by_key(&(sheet, place), |value| (value.sheet, value.place)).is_ok()
    }

    /// True when a cell of a row, by its number from 1, contains whole rows.
    pub(crate) fn has_swallowed(&self, sheet: SheetId, row: u32) -> bool {
        let place = |value: &Swallowing| (value.sheet, value.place.row);
        self.swallowing.binary_search_by_key(&(sheet, row), place).is_ok()
    }
}

/// A sheet whose rows are taken apart.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub id: SheetId,
    pub sheet: &'a Sheet,
    pub layout: &'a Layout,
    /// True when so many rows have values behind the last header that a column without a header holds them.
    has_unnamed_column: bool,
}

impl<'a> Source<'a> {
    pub(super) fn new(id: SheetId, sheet: &'a Sheet, layout: &'a Layout) -> Source<'a> {
        let mut source = Source { id, sheet, layout, has_unnamed_column: false };
        if sheet.text.is_some() {
            let long = layout.rows.iter().filter(|row| source.is_long(**row)).count();
            source.has_unnamed_column = long > 1 && long * 2 > layout.rows.len();
        }
        source
    }

    /// A row that has another length than the header; `None` for one that has not.
    pub(super) fn odd(&self, row: u32) -> Option<OddRow> {
        let text = self.sheet.text.as_ref()?;
        let expected = self.layout.headers.last()?.place.column;
        let position = usize::try_from(row).ok()?.checked_sub(1)?;
        let values = *text.lengths.get(position)?;
        (values != expected).then_some(OddRow { sheet: self.id, row, values, expected })
    }

    /// True when values of a row of a text file stand behind the last header, where no column is.
    pub(super) fn overflows(&self, row: Row) -> bool {
        self.sheet.text.is_some() && !self.has_unnamed_column && self.is_long(row)
    }

    fn is_long(&self, row: Row) -> bool {
        let ends = self.sheet.row_cells(row).last().zip(self.layout.headers.last());
        ends.is_some_and(|(cell, header)| cell.place.column > header.place.column)
    }
}

/// The number of lines of a value that contains whole rows.
fn swallowed_lines(workbook: &Workbook, sheet: &Sheet, cell: &Cell) -> Option<usize> {
    let (text, rows) = (workbook.text(cell)?, sheet.text.as_ref()?);
    let header = sheet.layout.as_ref()?.headers.last()?;
    let columns = usize::try_from(header.place.column).ok()?;
    let is_row = |line: &str| line.matches(rows.delimiter).count() + 1 == columns;
    let is_below = cell.place.row > header.place.row && columns >= FEWEST_COLUMNS;
    (is_below && text.lines().skip(1).any(is_row)).then(|| text.lines().count())
}
