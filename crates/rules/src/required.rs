//! Fields that a row needs.

use crate::facts::{Facts, RowFacts};
use crate::relation::{Relations, Truth, all_hold};

/// True when a row needs a field; `None` where that cannot be told.
pub(crate) fn is_required(facts: &Facts<'_>, row: &RowFacts, position: usize) -> Option<bool> {
    let field = facts.convention.table(row.table).fields.get(position)?;
    if !field.required || field.required_unless.is_empty() {
        return Some(field.required);
    }
    let relations = Relations::of(facts.convention);
    let unless = relations.unless(row.table, position);
    match unless.map_or(Truth::No, |unless| all_hold(unless, facts, row, None)) {
        Truth::Yes => Some(false),
        Truth::No | Truth::Absent => Some(true),
        Truth::Unknown => None,
    }
}
