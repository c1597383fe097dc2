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
    /// How many more will, once what was certainly meant stands in them: a correction brings no slip to light.
    meant: usize,
    /// The parts in which a slip may be.
    parts: Vec<Text>,
    /// What is left of the name without each of them.
    rest: Vec<String>,
}

impl Use {
    fn count(&self) -> usize {
        self.rows.len() + self.meant
    }
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

/// Common names, by what is left of them when one slip is taken out of a part: two texts are one slip apart only
/// where one is the other without a character, or both are the same without one each.
struct Common<'u> {
    names: Vec<&'u Use>,
    /// By the number of the part, what else the name consists of, which may not differ, and the part without a
    /// character or as it is: the positions of the names.
    by_rest: FxHashMap<(usize, Key, Key), Vec<u32>>,
}

impl<'u> Common<'u> {
    fn new(facts: &Facts<'_>, names: impl Iterator<Item = &'u Use>) -> Common<'u> {
        let mut common = Common { names: names.collect(), by_rest: FxHashMap::default() };
        for (position, one) in (0..).zip(&common.names) {
            for (part, (rest, text)) in one.rest.iter().zip(&one.parts).enumerate() {
                for left in with_one_out(&facts.text(*text).to_uppercase()) {
                    common.by_rest.entry((part, Key::exactly(rest), left)).or_default().push(position);
                }
            }
        }
        common
    }

    /// The names that may be one slip away in a part, in order.
    fn near(&self, part: usize, rest: &str, text: &str) -> impl Iterator<Item = &'u Use> {
        let rest = Key::exactly(rest);
        let mut found: Vec<u32> = with_one_out(text)
            .filter_map(|left| self.by_rest.get(&(part, rest, left)))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|position| self.names.get(usize::try_from(position).ok()?).copied())
    }
}

/// A text, and what it is without each of its characters.
fn with_one_out(text: &str) -> impl Iterator<Item = Key> {
    let without = |at: usize, character: char| {
        let behind = text.get(at + character.len_utf8()..).unwrap_or_default();
        Key::exactly(&format!("{}{behind}", text.get(..at).unwrap_or_default()))
    };
    std::iter::once(Key::exactly(text)).chain(text.char_indices().map(move |(at, it)| without(at, it)))
}

/// Finds rare names that are one slip away from a common one.
pub(super) fn judge(facts: &Facts<'_>, rule: RuleId, near: &ReadyNear, lists: &Lists) -> Vec<Hit> {
    let uses = uses(facts, near);
    let common = Common::new(facts, uses.iter().filter(|one| one.count() >= near.at_least));
    let mut hits = Vec::new();
    for one in uses.iter().filter(|one| one.count() <= near.at_most) {
        let mut best: Option<&Use> = None;
        for (part, rest) in one.rest.iter().enumerate() {
            let Some(mine) = one.parts.get(part) else { continue };
            let text = facts.text(*mine).to_uppercase();
            for other in common.near(part, rest, &text) {
                let slip = other.parts.get(part).is_some_and(|theirs| {
                    damerau_levenshtein(&text, &facts.text(*theirs).to_uppercase()) == 1
                        && !near.explains(facts, lists, part, [*mine, *theirs])
                });
                if slip && best.is_none_or(|best| other.count() > best.count()) {
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
        .fill("count", other.count().to_string())
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
    let mut meant: Vec<Key> = Vec::new();
    for on in &near.on {
        for id in facts.rows.of_table(on.table) {
            let row = facts.rows.row(*id);
            let Values::One(word) = facts.values(row, &on.name, None) else {
                meant.extend(certainly_meant(facts, row, on.field));
                continue;
            };
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
            uses.push(Use { word, field: on.field, rows: vec![*id], meant: 0, parts, rest });
        }
    }
    for key in meant {
        if let Some(one) = known.get(&key).and_then(|position| uses.get_mut(*position)) {
            one.meant += 1;
        }
    }
    uses
}

/// The value that a cell gets by a correction that leaves no doubt, where nothing else is wrong with it.
fn certainly_meant(facts: &Facts<'_>, row: &RowFacts, field: usize) -> Option<Key> {
    let [problem] = facts.judged(row, field)?.problems.as_ref() else { return None };
    let fix = problem.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe)?;
    Some(Key::of(&fix.value))
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
