//! Empty cells that have to be filled in.

use pamlint_convention::{Event, Role};

use crate::draft::Draft;
use crate::event::EventRules;
use crate::facts::{Facts, RowFacts, State};
use crate::relation::{Truth, all_hold, ready};
use crate::value::WHOLE;

/// Whether a row needs a field; `None` where that cannot be told.
pub(crate) fn is_required(facts: &mut Facts<'_>, row: &RowFacts, field: usize) -> Option<bool> {
    let field = facts.convention.table(row.table).fields.get(field)?;
    if !field.required || field.required_unless.is_empty() {
        return Some(field.required);
    }
    let unless = ready(facts, row.table, &field.required_unless);
    match unless.map_or(Truth::No, |unless| all_hold(&unless, facts, row, None)) {
        Truth::Yes => Some(false),
        Truth::No | Truth::Absent => Some(true),
        Truth::Unknown => None,
    }
}

/// Reports every empty cell that has to be filled in.
pub(crate) fn judge(facts: &mut Facts<'_>, rules: &EventRules<'_>, drafts: &mut Vec<Draft>) {
    for id in facts.rows.ids() {
        let row = *facts.rows.row(id);
        let fields = &facts.convention.table(row.table).fields;
        for (position, field) in fields.iter().enumerate() {
            let cell = *facts.rows.cell(&row, position);
            let is_id = facts.convention.column(field.column).role == Role::Id;
            if cell.state != State::Empty || !cell.own || is_id || !field.required {
                continue;
            }
            match is_required(facts, &row, position) {
                Some(true) => {}
                // Whether it is needed hangs on a value with a mistake in it: nobody can say.
                None => {
                    facts.settled.settle(&row, position, WHOLE);
                    continue;
                }
                Some(false) => continue,
            }
            let Some(rule) = rules.rule(Event::RequiredFieldMissing, Some(row.table)) else { continue };
            let mut draft = Draft::new(rule, row.sheet, cell.place);
            draft.row = Some(id);
            draft.column = Some(field.column);
            drafts.push(draft);
            facts.settled.settle(&row, position, WHOLE);
        }
    }
}
