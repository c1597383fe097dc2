//! Empty cells that have to be filled in.

use pamlint_convention::{BuiltInCheck, Content, Field, Role, Slot};

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, RowFacts, RowId, State};
use crate::report::Place;
use crate::required::is_required;
use crate::value::WHOLE;

/// Reports every empty cell that has to be filled in; those of rows that only hold what was dragged down over them once.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    let mut dragged: Vec<(RowId, Draft)> = Vec::new();
    for row in facts.rows.iter() {
        for (position, field) in facts.convention.table(row.table).fields.iter().enumerate() {
            let cell = facts.rows.cell(row, position);
            let is_id = facts.convention.column(field.column).role == Role::Id;
            if cell.state != State::Empty || !cell.own || is_id || !field.required {
                continue;
            }
            let at = |rule| Draft::in_row(rule, row, cell.place, field.column);
            let rule = reporter.rule(BuiltInCheck::RequiredFieldMissing, Some(row.table));
            let is_settled = match (is_required(facts, row, position), rule) {
                (Some(true), Some(rule)) if is_dragged(facts, row) => {
                    dragged.push((row.id, at(rule)));
                    true
                }
                (Some(true), rule) => {
                    reporter.drafts.extend(rule.map(at));
                    rule.is_some()
                }
                (Some(false), _) => false,
                // Whether it is needed hangs on a value with a mistake in it: nobody can say.
                (None, _) => true,
            };
            if is_settled {
                facts.settled.settle(row, position, WHOLE);
            }
        }
    }
    let row_of = |id: &RowId| facts.rows.row(*id);
    let follows = |(one, _): &(RowId, Draft), (next, _): &(RowId, Draft)| {
        let (one, next) = (row_of(one), row_of(next));
        one.sheet == next.sheet && next.number <= one.number.saturating_add(1)
    };
    for block in dragged.chunk_by(follows) {
        let rows = block.chunk_by(|(one, _), (next, _)| one == next).count();
        match block {
            [(_, first), others @ ..] if rows >= A_RUN => {
                let related = others.iter().map(|(_, other)| Place::new(other.sheet, other.place));
                let draft = first.clone().variant("dragged").fill("count", rows.to_string());
                reporter.drafts.push(draft.related(related));
            }
            few => reporter.drafts.extend(few.iter().map(|(_, draft)| draft.clone())),
        }
    }
}

/// Whether nothing in a row says which account it is, and what stands in it is that of the row above or below.
fn is_dragged(facts: &Facts<'_>, row: &RowFacts) -> bool {
    let table = facts.convention.table(row.table);
    // A name that tells two accounts of one user apart tells no account by itself.
    let is_telling = |slot: &&Slot| {
        let field = table.fields.get(slot.field);
        field.is_some_and(|field| !matches!(field.content, Content::Name(_)))
    };
    let mut telling = table.identity.iter().filter(is_telling).peekable();
    if telling.peek().is_none() || !telling.all(|slot| facts.rows.cell(row, slot.field).state == State::Empty)
    {
        return false;
    }
    let key = |row: &RowFacts, field: usize| {
        let word = facts.items(facts.judged(row, field)?).first()?.word;
        Some(word.key)
    };
    let is_value = |field: &Field| facts.convention.column(field.column).role == Role::Value;
    let filled: Vec<usize> = (table.fields.iter().enumerate())
        .filter(|(_, field)| is_value(field))
        .map(|(position, _)| position)
        .filter(|position| facts.rows.cell(row, *position).state != State::Empty)
        .collect();
    let is_same = |number: Option<u32>| {
        let other = number.and_then(|number| facts.rows.find(row.sheet, number));
        other.filter(|other| other.table == row.table).is_some_and(|other| {
            filled.iter().all(|field| key(row, *field).is_some() && key(row, *field) == key(other, *field))
        })
    };
    filled.len() >= A_DRAG && (is_same(row.number.checked_sub(1)) || is_same(row.number.checked_add(1)))
}

/// So many rows below one another were not filled in one by one.
const A_RUN: usize = 3;

/// So many cells that are those of the next row, in a run of rows, were dragged.
const A_DRAG: usize = 1;
