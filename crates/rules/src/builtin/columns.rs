//! Columns that the rows of a sheet need, and that are not there.

use pamlint_convention::{BuiltInCheck, ColumnId, Role, TableId};
use pamlint_reader::{CellRef, Meaning};
use rustc_hash::FxHashSet;

use super::{AccountSheet, Reporter};
use crate::draft::Draft;
use crate::facts::{Facts, State};
use crate::required::is_required;
use crate::value::WHOLE;

/// Reports the columns that a sheet lacks, each once.
pub(super) fn judge(facts: &Facts<'_>, sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let convention = facts.convention;
    let layout = sheet.layout;
    let rows = facts.rows.of_sheet(sheet.id);
    let mut tables: Vec<TableId> = rows.iter().map(|row| row.table).chain(sheet.table).collect();
    tables.sort_unstable();
    tables.dedup();
    // Another ID column may be the sheet's, where kinds have different ones.
    let has_id = layout.header_where(|column| convention.column(column).role == Role::Id).is_some();
    let mut reported: FxHashSet<ColumnId> = FxHashSet::default();
    for table in tables {
        for (position, field) in convention.table(table).fields.iter().enumerate() {
            let column = convention.column(field.column);
            let is_id = column.role == Role::Id;
            if layout.header_of(field.column).is_some() || reported.contains(&field.column) {
                continue;
            }
            let mut of_table = rows.iter().filter(|row| row.table == table).peekable();
            let is_needed = match (is_id, of_table.peek()) {
                (true, _) => !has_id,
                (false, None) => field.required && field.required_unless.is_empty(),
                (false, Some(_)) => of_table.any(|row| is_required(facts, row, position) == Some(true)),
            };
            let draft = |rule| {
                let draft = Draft::new(rule, sheet.id, CellRef::new(layout.header_row, 1));
                draft.about(None, Some(field.column)).fill("column", &column.header)
            };
            if is_needed && reporter.report(BuiltInCheck::RequiredColumnMissing, Some(table), draft) {
                reported.insert(field.column);
            }
        }
    }
}

/// Leaves alone what stands in a column whose values go on below another header that means the same.
pub(super) fn settle_repeated(facts: &mut Facts<'_>, sheet: &AccountSheet<'_>) {
    for header in &sheet.layout.headers {
        let Meaning::Again(column) = header.meaning else { continue };
        for known in facts.rows.of_sheet(sheet.id).to_vec() {
            let field = facts.convention.table(known.table).position(column);
            let place = CellRef::new(known.number, header.place.column);
            let cell = sheet.sheet.cell(place).filter(|cell| !facts.workbook.is_blank(cell));
            let Some(field) = field.filter(|_| cell.is_some()) else { continue };
            facts.settled.settle(&known, field, WHOLE);
            if facts.rows.cell(&known, field).state == State::Empty {
                facts.doubts.explained.insert((known.id, field));
            }
        }
    }
}
