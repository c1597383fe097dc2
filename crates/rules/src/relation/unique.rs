//! Rows with the same values: the same account twice, the same ID twice.

use pamlint_convention::{Applicability, Condition, Convention, RuleId, Slot, TableId};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::condition::{Ready, Truth, all_hold, ready};
use super::spot::{Hit, Spot};
use crate::facts::{Facts, RowFacts, RowId, Values};
use crate::fill::Fill;
use crate::report::{Fix, Place};
use crate::value::Key;

/// The rows of one table that are compared with others.
pub(crate) struct Compared {
    table: TableId,
    slots: Vec<Slot>,
    when: Vec<Ready>,
}

impl Compared {
    /// The tables that are compared; those whose rows lack a value that a condition asks for are not.
    pub(super) fn new(
        convention: &Convention,
        on: &[(TableId, Vec<Slot>)],
        when: &[Condition],
    ) -> Vec<Compared> {
        let compared = |(table, slots): &(TableId, Vec<Slot>)| {
            let when = ready(convention, *table, when)?;
            Some(Compared { table: *table, slots: slots.clone(), when })
        };
        on.iter().filter_map(compared).collect()
    }

    fn is_about(&self, facts: &Facts<'_>, row: RowId) -> bool {
        matches!(all_hold(&self.when, facts, facts.rows.row(row), None), Truth::Yes)
    }
}

/// Finds rows whose values are those of an earlier row, or of as many as may have them; each of them is a finding, at
/// the last of the columns that are compared. Where several rows may have the same values, those that are too many
/// belong together.
pub(super) fn judge(facts: &Facts<'_>, rule: RuleId, on: &[Compared], most: usize) -> Vec<Hit> {
    let mut known: FxHashMap<Key, (RowId, usize)> = FxHashMap::default();
    let mut hits = Vec::new();
    for (index, fields, key) in keys(facts, on) {
        let (first, count) = known.entry(key).or_insert((index, 0));
        *count += 1;
        if *count > most
            && let Some(mut hit) = spot(facts, index, fields).and_then(|spot| hit(&spot, rule, *first))
        {
            if let ([only], 1) = (fields, most)
                && is_id(facts, index, only)
            {
                let free = facts.free_ids.instead_of_repeated(facts, facts.rows.row(index));
                hit.draft.fix = free.map(|value| Fix { value, applicability: Applicability::Unsafe });
            }
            hits.push(Hit { group: (most > 1).then_some(key), ..hit });
        }
    }
    for hit in &mut hits {
        let counted = hit.group.and_then(|key| known.get(&key));
        for (placeholder, number) in
            counted.into_iter().flat_map(|(_, count)| [("count", *count), ("limit", most)])
        {
            hit.draft.fills.push((placeholder, Fill::Text(number.to_string())));
        }
    }
    hits
}

/// What the rows of some tables are compared by, in the order of the workbook: the row, the fields that
/// are compared, and their key; rows whose ID is odd come last.
pub(crate) fn keys<'o>(
    facts: &Facts<'_>,
    on: &'o [Compared],
) -> impl Iterator<Item = (RowId, &'o [Slot], Key)> {
    let mut rows: Vec<(RowId, &[Slot])> = Vec::new();
    for compared in on {
        let about = facts.rows.of_table(compared.table).iter().filter(|row| compared.is_about(facts, **row));
        rows.extend(about.map(|row| (*row, compared.slots.as_slice())));
    }
    // An ID of another form than its row's is the one that was typed by mistake, wherever the other one stands.
    let is_odd = |row: &RowId, slots: &[Slot]| {
        facts.doubts.odd_ids.contains(row) && slots.iter().any(|slot| is_id(facts, *row, slot))
    };
    rows.sort_by_key(|(row, slots)| (is_odd(row, slots), *row));
    rows.into_iter().filter_map(|(id, fields)| Some((id, fields, key(facts, facts.rows.row(id), fields)?)))
}

fn is_id(facts: &Facts<'_>, row: RowId, slot: &Slot) -> bool {
    facts.convention.id_field(facts.rows.row(row).table) == Some(slot.field)
}

/// The number of a column, and the part of what stands there.
type ColumnPart = (usize, Option<usize>);

/// What a row is compared by: the columns, and what stands in them; `None` where a value is missing or
/// has a finding of its own. Values in different columns are never the same.
///
/// A cell that may stay empty is compared as it is; a row with nothing in any of the columns is compared
/// with none.
fn key(facts: &Facts<'_>, row: &RowFacts, slots: &[Slot]) -> Option<Key> {
    let table = facts.convention.table(row.table);
    let mut is_filled = false;
    let key = |slot: &Slot| {
        let field = table.fields.get(slot.field)?;
        let column = (field.column.index(), slot.part);
        match facts.slot_values(row, *slot, None) {
            Values::One(word) => {
                is_filled = true;
                Some((column, word.key))
            }
            Values::Absent if !field.required || !field.required_unless.is_empty() => {
                Some((column, Key::of("")))
            }
            _ => None,
        }
    };
    // The same columns may stand in another order on another sheet.
    let mut keys: SmallVec<[(ColumnPart, Key); 4]> = slots.iter().map(key).collect::<Option<_>>()?;
    keys.sort_unstable();
    is_filled.then(|| Key::of_all(keys))
}

/// The last of the columns that are compared, where the finding stands.
pub(crate) fn spot<'f>(facts: &'f Facts<'f>, row: RowId, slots: &[Slot]) -> Option<Spot<'f>> {
    Spot::new(facts, row, slots.iter().map(|slot| slot.field).max()?)
}

fn hit(spot: &Spot<'_>, rule: RuleId, earlier: RowId) -> Option<Hit> {
    let facts = spot.facts;
    let draft = spot.draft(rule).fill("found", spot.text());
    let first = facts.rows.row(earlier);
    let field = facts.convention.table(first.table).position(draft.column?)?;
    let place = facts.rows.cell(first, field).place;
    let sheet = &facts.workbook.sheet(first.sheet).name;
    let mut draft = draft.fill("other", format!("{sheet}!{place}"));
    draft.related = vec![Place::new(first.sheet, place)];
    Some(spot.hit(draft, None))
}
