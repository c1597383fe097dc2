//! IDs that are missing, or of another form than their kind's.

use pamlint_convention::BuiltInCheck;

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, State};
use crate::value::WHOLE;

/// Judges the ID of every row.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    for row in facts.rows.iter() {
        let kind = facts.convention.table(row.table);
        let id = facts.convention.id_field(row.table);
        let Some((position, field)) = id.and_then(|id| Some((id, kind.fields.get(id)?))) else { continue };
        let cell = facts.rows.cell(row, position);
        let at = |rule| Draft::in_row(rule, row, cell.place, field.column);
        match cell.state {
            _ if !cell.own => {}
            State::Empty => {
                if reporter.report(BuiltInCheck::IdMissing, Some(row.table), at) {
                    facts.settled.settle(row, position, WHOLE);
                }
            }
            State::Filled(judged) => {
                let text = facts.text(facts.judge.judged(judged).text);
                let draft =
                    |rule| at(rule).fill("found", text).fill("expected", format!("{}1", kind.id_prefix));
                if !kind.has_id_form(text) && reporter.report(BuiltInCheck::IdForm, Some(row.table), draft) {
                    facts.doubts.odd_ids.insert(row.id);
                }
            }
            State::NoColumn | State::Unreadable | State::Free | State::Placeholder(_) => {}
        }
    }
}
