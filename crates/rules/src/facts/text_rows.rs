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

/// The number of values of a row and of the header, where they differ.
pub(super) fn lengths(sheet: &Sheet, layout: &Layout, row: Row) -> Option<(u32, u32)> {
    let text = sheet.text.as_ref()?;
    let expected = layout.headers.last()?.place.column;
    let position = usize::try_from(row.number).ok()?.checked_sub(1)?;
    let values = *text.lengths.get(position)?;
    (values != expected).then_some((values, expected))
}

/// True when values of a row stand behind the last header, and those of most rows do not: else it is a column
/// without a header.
pub(super) fn overflows(sheet: &Sheet, layout: &Layout, row: Row) -> bool {
    let Some(header) = layout.headers.last() else { return false };
    let is_long =
        |row: &Row| sheet.row_cells(*row).last().is_some_and(|cell| cell.place.column > header.place.column);
    if sheet.text.is_none() || !is_long(&row) {
        return false;
    }
    let long = layout.rows.iter().filter(|row| is_long(row)).take(layout.rows.len() / 2 + 2).count();
    long == 1 || long * 2 <= layout.rows.len()
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

/// The values of a workbook that contain whole rows, in order.
pub(super) fn swallowing(workbook: &Workbook) -> Vec<Swallowing> {
    let texts = workbook.all_sheets().filter(|(_, sheet)| sheet.text.is_some());
    texts
        .flat_map(|(id, sheet)| {
            sheet.cells.iter().filter_map(move |cell| {
                let lines = swallowed_lines(workbook, sheet, cell)?;
                Some(Swallowing { sheet: id, place: cell.place, lines })
            })
        })
        .collect()
}
