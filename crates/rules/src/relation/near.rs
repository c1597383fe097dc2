//! A name used once that is one slip away from a common one.

use pamlint_convention::{Applicability, Convention, Path, ReferenceId, RuleId, Shape, TableId};
use rustc_hash::FxHashMap;
use strsim::damerau_levenshtein;

use super::spot::{Hit, Spot};
use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::lists::Lists;
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

/// A rule about slips in names, made ready.
pub(super) struct ReadyNear {
    at_most: usize,
    at_least: usize,
    on: Vec<OnTable>,
    /// By the number of the part: where its values are explained.
    explained: Vec<Explained>,
}

/// Where the values of a part are explained.
#[derive(Default)]
struct Explained {
    sheets: Vec<(TableId, Access)>,
    lists: Vec<ReferenceId>,
}

/// The name on the rows of one table, and the parts in which a slip may be.
struct OnTable {
    table: TableId,
    field: usize,
    name: Access,
    parts: Vec<(Access, Option<usize>)>,
}

impl ReadyNear {
    /// The names used at most `most_least.0` times that are one slip, in one of `parts`, away from a name
    /// used at least `most_least.1` times.
    pub(super) fn new(
        convention: &Convention,
        value: &Path,
        parts: &[Path],
        (at_most, at_least): (usize, usize),
    ) -> ReadyNear {
        let kinds = convention.all_tables().filter(|(_, table)| table.is_kind);
        let on = kinds.filter_map(|(table, _)| {
            let slots = |path| Some(convention.slots(table, path)).filter(|slots| !slots.is_empty());
            let name = slots(value)?;
            let parts = parts.iter().map(|part| {
                let slots = slots(part)?;
                let part = slots.first().and_then(|slot| slot.part);
                Some((Access::Slots(slots), part))
            });
            let parts = parts.collect::<Option<_>>()?;
            Some(OnTable { table, field: name.first()?.field, name: Access::Slots(name), parts })
        });
        ReadyNear { at_most, at_least, on: on.collect(), explained: Vec::new() }
    }

    /// With the sheets that explain the values of parts, and the reference lists that hold them.
    pub(super) fn explained(
        self,
        convention: &Convention,
        parts: &[Path],
        explained: &[(Path, TableId, Path)],
    ) -> ReadyNear {
        let of_part = |part: &Path| {
            let by = explained.iter().filter(|(explained, ..)| explained == part);
            let sheets = by.filter_map(|(_, table, by)| Some((*table, Access::new(convention, *table, by)?)));
            let known = convention.parts.iter().find(|known| Some(&known.key) == part.part.as_ref());
            let forms = match known.map(|known| &known.shape) {
                Some(Shape::Forms(forms)) => forms.as_slice(),
                _ => &[],
            };
            let lists = convention
                .all_references()
                .filter(|(_, list)| forms.iter().any(|form| form.reference.as_ref() == Some(&list.key)));
            Explained { sheets: sheets.collect(), lists: lists.map(|(id, _)| id).collect() }
        };
        ReadyNear { explained: parts.iter().map(of_part).collect(), ..self }
    }

    /// True when both values of a part are known to be right: explained in the workbook, or in a list.
    fn explains(&self, facts: &Facts<'_>, lists: &Lists, part: usize, values: [Text; 2]) -> bool {
        let Some(explained) = self.explained.get(part) else { return false };
        let keys = values.map(|value| Key::of(facts.text(value)));
        let in_workbook = |key: &Key| {
            explained.sheets.iter().any(|(table, access)| {
                facts.rows.of_table(*table).iter().any(|row| {
                    facts.values(facts.rows.row(*row), access, None).words().any(|word| word.key == *key)
                })
            })
        };
        let in_list = |id: &ReferenceId, key: &Key| {
            let identity = &facts.convention.reference(*id).identity;
            lists.get(*id).is_some_and(|list| list.find(identity, &[*key]).is_some())
        };
        keys.iter().all(in_workbook)
            || explained.lists.iter().any(|list| keys.iter().all(|key| in_list(list, key)))
    }
}

/// Finds rare names that are one slip away from a common one.
pub(super) fn judge(facts: &Facts<'_>, rule: RuleId, near: &ReadyNear, lists: &Lists) -> Vec<Hit> {
    let uses = uses(facts, near);
    // Common names by the part that may differ and everything else, which may not.
    let mut common: FxHashMap<(usize, &str), Vec<&Use>> = FxHashMap::default();
    for one in uses.iter().filter(|one| one.rows.len() >= near.at_least) {
        for (part, rest) in one.rest.iter().enumerate() {
            common.entry((part, rest.as_str())).or_default().push(one);
        }
    }
    let mut hits = Vec::new();
    for one in uses.iter().filter(|one| one.rows.len() <= near.at_most) {
        let mut best: Option<&Use> = None;
        for (part, rest) in one.rest.iter().enumerate() {
            for other in common.get(&(part, rest.as_str())).into_iter().flatten() {
                let slip = one.parts.get(part).zip(other.parts.get(part)).is_some_and(|(mine, theirs)| {
                    damerau_levenshtein(
                        &facts.text(*mine).to_uppercase(),
                        &facts.text(*theirs).to_uppercase(),
                    ) == 1
                        && !near.explains(facts, lists, part, [*mine, *theirs])
                });
                if slip && best.is_none_or(|best| other.rows.len() > best.rows.len()) {
                    best = Some(other);
                }
            }
        }
        let Some(other) = best else { continue };
        hits.extend(
            one.rows.iter().filter_map(|row| hit(&Spot::new(facts, *row, one.field)?, rule, one, other)),
        );
    }
    hits
}

fn hit(spot: &Spot<'_>, rule: RuleId, one: &Use, other: &Use) -> Option<Hit> {
    let common = spot.facts.text(other.word.text);
    let mut draft = spot
        .draft(rule)
        .fill("found", spot.facts.text(one.word.text))
        .fill("suggestion", common)
        .fill("count", other.rows.len().to_string())
        .fill("value", spot.text());
    let span = spot.items().first()?.span.ends();
    let value = replace(spot.text(), &[(span, common)]);
    draft.fix = Some(Fix { value, applicability: Applicability::Unsafe });
    Some(spot.hit(draft, None))
}

/// Every name that is used, in the order in which they first are.
fn uses(facts: &Facts<'_>, near: &ReadyNear) -> Vec<Use> {
    let mut uses: Vec<Use> = Vec::new();
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    for on in &near.on {
        for id in facts.rows.of_table(on.table) {
            let row = facts.rows.row(*id);
            let Values::One(word) = facts.values(row, &on.name, None) else { continue };
            if let Some(one) = known.get(&word.key).and_then(|position| uses.get_mut(*position)) {
                one.rows.push(*id);
                continue;
            }
            let text = |(access, _): &(Access, Option<usize>)| match facts.values(row, access, None) {
                Values::One(word) => Some(word.text),
                _ => None,
            };
            let Some(parts) = on.parts.iter().map(text).collect() else { continue };
            let rest = on.parts.iter().map(|(_, part)| without(facts, row, on.field, *part)).collect();
            known.insert(word.key, uses.len());
            uses.push(Use { word, field: on.field, rows: vec![*id], parts, rest });
        }
    }
    uses
}

/// A name without one of its parts, in capitals.
fn without(facts: &Facts<'_>, row: &RowFacts, field: usize, part: Option<usize>) -> String {
    let item = facts.judged(row, field).and_then(|judged| facts.items(judged).first());
    let (Some(item), Some(part)) = (item, part) else { return String::new() };
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
