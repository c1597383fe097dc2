//! Rows on a sheet of accounts that are none, and tables below the first.

use pamlint_convention::BuiltInCheck;
use pamlint_reader::{CellRef, Row};

use super::{AccountSheet, Reporter};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::report::Place;

/// Reports each block of rows that are no accounts, and a second table.
pub(super) fn judge(facts: &Facts<'_>, sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let layout = sheet.layout;
    let next_account = |row: &Row| layout.rows.partition_point(|account| account.number < row.number);
    for block in layout.others.chunk_by(|one, next| next_account(one) == next_account(next)) {
        let first_cell = |row: &Row| {
            let cells = sheet.sheet.row_cells(*row).iter();
            let mut filled = cells.filter(|cell| !facts.workbook.is_blank(cell));
            filled.next().map_or(CellRef::new(row.number, 1), |cell| cell.place)
        };
        let Some((first, others)) = block.split_first() else { continue };
        reporter.report(BuiltInCheck::RowIsNoAccount, sheet.table, |rule| {
            let related = others.iter().map(|row| Place::new(sheet.id, first_cell(row)));
            let draft = Draft::new(rule, sheet.id, first_cell(first)).related(related);
            let draft = draft.fill("count", block.len().to_string());
            if others.is_empty() { draft } else { draft.variant("several") }
        });
    }
    if let Some(row) = layout.second_header {
        let header =
            sheet.sheet.cells.iter().find(|cell| cell.place.row == row && !facts.workbook.is_blank(cell));
        let place = header.map_or(CellRef::new(row, 1), |cell| cell.place);
        reporter.report(BuiltInCheck::SecondTable, sheet.table, |rule| Draft::new(rule, sheet.id, place));
    }
}
