//! Rows on a sheet of accounts that are none, and tables below the first.

use pamlint_convention::BuiltInCheck;
use pamlint_reader::{CellRef, Layout, Packed, Row, Sheet, SheetId};

use super::text_rows::delimiter_text;
use super::{AccountSheet, Reporter};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::report::Place;

/// Reports each block of rows that are no accounts, and a second table.
pub(super) fn judge(facts: &Facts<'_>, sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let layout = sheet.layout;
    others(facts, (sheet.id, sheet.sheet), layout, reporter);
    packed(facts, sheet, reporter);
    if let Some(row) = layout.second_header {
        let header =
            sheet.sheet.cells.iter().find(|cell| cell.place.row == row && !facts.workbook.is_blank(cell));
        let place = header.map_or(CellRef::new(row, 1), |cell| cell.place);
        reporter.report(BuiltInCheck::SecondTable, sheet.table, |rule| Draft::new(rule, sheet.id, place));
    }
    if let Some(place) = layout.beside {
        reporter.report(BuiltInCheck::SecondTable, sheet.table, |rule| {
            Draft::new(rule, sheet.id, place).variant("beside")
        });
    }
}

/// Reports the rows that stand in one cell each; one that the file wrote as a row of another length is told there.
fn packed(facts: &Facts<'_>, sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let is_told = |packed: &&Packed| facts.text_rows.is_odd(sheet.id, packed.place.row);
    let packed: Vec<&Packed> = sheet.layout.packed.iter().filter(|packed| !is_told(packed)).collect();
    let Some((first, others)) = packed.split_first() else { return };
    reporter.report(BuiltInCheck::ColumnsInOneCell, sheet.table, |rule| {
        let related = others.iter().map(|other| Place::new(sheet.id, other.place));
        let draft = Draft::new(rule, sheet.id, first.place).variant("rows").related(related);
        draft.fill("found", delimiter_text(first.separator)).fill("count", packed.len().to_string())
    });
}

/// Reports each block of rows of a sheet that are not what it is for.
pub(super) fn others(
    facts: &Facts<'_>,
    (id, sheet): (SheetId, &Sheet),
    layout: &Layout,
    reporter: &mut Reporter<'_>,
) {
    let next_account = |row: &Row| layout.rows.partition_point(|account| account.number < row.number);
    for block in layout.others.chunk_by(|one, next| next_account(one) == next_account(next)) {
        let first_cell = |row: &Row| {
            let cells = sheet.row_cells(*row).iter();
            let mut filled = cells.filter(|cell| !facts.workbook.is_blank(cell));
            filled.next().map_or(CellRef::new(row.number, 1), |cell| cell.place)
        };
        let Some((first, others)) = block.split_first() else { continue };
        reporter.report(BuiltInCheck::RowIsNoAccount, None, |rule| {
            let related = others.iter().map(|row| Place::new(id, first_cell(row)));
            let draft = Draft::new(rule, id, first_cell(first)).related(related);
            let draft = draft.fill("count", block.len().to_string());
            if others.is_empty() { draft } else { draft.variant("several") }
        });
    }
}
