//! A name used once that is one slip away from a common one.

use pamlint_convention::{Applicability, Path, RuleId};
use rustc_hash::FxHashMap;
use strsim::damerau_levenshtein;

use super::Hit;
use crate::draft::Draft;
use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::fill::Fill;
use crate::report::Fix;
use crate::value::{Key, Text, Word, replace};

/// A name that is used.
struct Use {
    word: Word,
    field: usize,
    /// The rows that use it, in order.
    rows: Vec<RowId>,
    /// The parts in which a slip may be.
    parts: Vec<Text>,
    /// What is left of the name without each of them.
    rest: Vec<String>,
}

/// Finds names used at most `at_most` times that are one slip, in one of `parts`, away from a name used
/// at least `at_least` times.
pub(super) fn judge(
    facts: &mut Facts<'_>,
    rule: RuleId,
    value: &Path,
    parts: &[Path],
    at_most: usize,
    at_least: usize,
) -> Vec<Hit> {
    let uses = uses(facts, value, parts);
    // Common names by the part that may differ and everything else, which may not.
    let mut common: FxHashMap<(usize, &str), Vec<&Use>> = FxHashMap::default();
    for one in uses.iter().filter(|one| one.rows.len() >= at_least) {
        for (part, rest) in one.rest.iter().enumerate() {
            common.entry((part, rest.as_str())).or_default().push(one);
        }
    }
    let mut hits = Vec::new();
    for one in uses.iter().filter(|one| one.rows.len() <= at_most) {
        let mut best: Option<&Use> = None;
        for (part, rest) in one.rest.iter().enumerate() {
            for other in common.get(&(part, rest.as_str())).into_iter().flatten() {
                let slip = one.parts.get(part).zip(other.parts.get(part)).is_some_and(|(mine, theirs)| {
                    damerau_levenshtein(
                        &facts.text(*mine).to_uppercase(),
                        &facts.text(*theirs).to_uppercase(),
                    ) == 1
                });
                if slip && best.is_none_or(|best| other.rows.len() > best.rows.len()) {
                    best = Some(other);
                }
            }
        }
        let Some(other) = best else { continue };
        hits.extend(one.rows.iter().filter_map(|row| hit(facts, rule, facts.rows.row(*row), one, other)));
    }
    hits.sort_by_key(|hit| hit.row);
    hits
}

fn hit(facts: &Facts<'_>, rule: RuleId, row: &RowFacts, one: &Use, other: &Use) -> Option<Hit> {
    let cell = facts.rows.cell(row, one.field);
    let judged = facts.judged(row, one.field)?;
    let common = facts.text(other.word.text);
    let mut draft = Draft::new(rule, row.sheet, cell.place)
        .fill("found", facts.text(one.word.text))
        .fill("suggestion", common)
        .fill("count", other.rows.len().to_string());
    draft.fills.push(("value", Fill::Text(facts.text(judged.text).to_owned())));
    draft.row = Some(row.id);
    draft.column = facts.convention.table(row.table).fields.get(one.field).map(|field| field.column);
    let span = facts.items(judged).first()?.span.ends();
    let value = replace(facts.text(judged.text), &[(span, common)]);
    draft.fix = Some(Fix { value, applicability: Applicability::Unsafe });
    cell.own.then_some(Hit { draft, row: row.id, field: one.field, part: None, is_silent: false })
}

/// Every name that is used, in the order in which they first are.
fn uses(facts: &mut Facts<'_>, value: &Path, parts: &[Path]) -> Vec<Use> {
    let mut uses: Vec<Use> = Vec::new();
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    for (table, _) in facts.convention.all_tables().filter(|(_, table)| table.is_kind) {
        let Some(access) = facts.access(table, value) else { continue };
        let Access::Slots(slots) = &access else { continue };
        let Some(field) = slots.first().map(|slot| slot.field) else { continue };
        let part_slots: Option<Vec<Access>> = parts.iter().map(|part| facts.access(table, part)).collect();
        let Some(part_slots) = part_slots else { continue };
        for id in facts.rows.of_table(table) {
            let row = facts.rows.row(*id);
            let Values::One(word) = facts.values(row, &access, None) else { continue };
            if let Some(one) = known.get(&word.key).and_then(|position| uses.get_mut(*position)) {
                one.rows.push(*id);
                continue;
            }
            let words: Option<Vec<Text>> = part_slots
                .iter()
                .map(|access| match facts.values(row, access, None) {
                    Values::One(word) => Some(word.text),
                    _ => None,
                })
                .collect();
            let Some(words) = words else { continue };
            let rest = part_slots.iter().map(|access| without(facts, row, field, access)).collect();
            known.insert(word.key, uses.len());
            uses.push(Use { word, field, rows: vec![*id], parts: words, rest });
        }
    }
    uses
}

/// A name without one of its parts, in capitals.
fn without(facts: &Facts<'_>, row: &RowFacts, field: usize, part: &Access) -> String {
    let Access::Slots(slots) = part else { return String::new() };
    let item = facts.judged(row, field).and_then(|judged| facts.items(judged).first());
    let (Some(item), Some(part)) = (item, slots.first().and_then(|slot| slot.part)) else {
        return String::new();
    };
    let parts = facts.judge.parts(item);
    let key_of = |part: usize| parts.get(part)?.word.map(|word| word.key);
    // The base, and an alternative of the part, would bring the part back in.
    let base = key_of(1).unwrap_or(item.word.key);
    let differs = key_of(part);
    let words =
        parts.iter().enumerate().filter(|(index, _)| *index != part).filter_map(|(_, part)| part.word);
    let words = words.filter(|word| Some(word.key) != differs && word.key != base);
    words.map(|word| facts.text(word.text).to_uppercase()).collect::<Vec<_>>().join("\u{1F}")
}
