//! Empty cells that have to be filled in.

use pamlint_convention::{BuiltInCheck, Role};

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, State};
use crate::required::is_required;
use crate::value::WHOLE;

/// Reports every empty cell that has to be filled in.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    for row in facts.rows.iter() {
        for (position, field) in facts.convention.table(row.table).fields.iter().enumerate() {
            let cell = facts.rows.cell(row, position);
            let is_id = facts.convention.column(field.column).role == Role::Id;
            if cell.state != State::Empty || !cell.own || is_id || !field.required {
                continue;
            }
            let at = |rule| Draft::in_row(rule, row, cell.place, field.column);
            let is_settled = match is_required(facts, row, position) {
                Some(true) => reporter.report(BuiltInCheck::RequiredFieldMissing, Some(row.table), at),
                Some(false) => false,
                // Whether it is needed hangs on a value with a mistake in it: nobody can say.
                None => true,
            };
            if is_settled {
                facts.settled.settle(row, position, WHOLE);
            }
        }
    }
}
