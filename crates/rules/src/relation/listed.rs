//! What a reference list says of a row: that a value exists, or that it is known already.

use pamlint_convention::{Convention, Listed, Near, Path, ReferenceId, RuleId, TableId};

use super::about::About;
use super::condition::{Truth, all_hold};
use super::group::grouped;
use super::spot::{Hit, Spot};
use crate::draft::{Draft, unsafe_unless};
use crate::facts::{Access, Facts, RowFacts, RowId, Values};
use crate::fill::Fill;
use crate::lists::{List, Lists};
use crate::report::Fix;
use crate::value::{Key, replace};

/// A rule about a list, made ready.
pub(super) struct ReadyListed {
    list: ReferenceId,
    /// There must be no entry, instead of one.
    is_absent: bool,
    near: Option<Near>,
    /// The columns by which entries are looked up.
    matches: Vec<usize>,
    /// The columns that have to agree besides.
    agrees: Vec<usize>,
    on: Vec<OnTable>,
}

/// A rule about a list, made ready for the rows of one table.
struct OnTable {
    about: About,
    /// The value for each of the columns by which entries are looked up.
    matches: Vec<Access>,
    /// The value for each of the columns that have to agree.
    agrees: Vec<Access>,
}

impl ReadyListed {
    pub(super) fn new(convention: &Convention, listed: &Listed) -> ReadyListed {
        let columns = |pairs: &[(usize, Path)]| pairs.iter().map(|(column, _)| *column).collect();
        ReadyListed {
            list: listed.list,
            is_absent: listed.is_absent,
            near: listed.near,
            matches: columns(&listed.matches),
            agrees: columns(&listed.agrees),
            on: listed.on.iter().filter_map(|table| OnTable::new(convention, *table, listed)).collect(),
        }
    }
}

impl OnTable {
    /// Makes a rule ready for a table; `None` when its rows lack a value that is asked for.
    fn new(convention: &Convention, table: TableId, listed: &Listed) -> Option<OnTable> {
        let values = |pairs: &[(usize, Path)]| {
            pairs.iter().map(|(_, path)| Access::new(convention, table, path)).collect::<Option<_>>()
        };
        Some(OnTable {
            about: About::new(convention, table, &listed.at, &listed.when, listed.once.as_ref())?,
            matches: values(&listed.matches)?,
            agrees: values(&listed.agrees)?,
        })
    }
}

/// Finds the rows that a list speaks against, those that belong together together; none when it is not
/// supplied.
pub(super) fn judge(facts: &Facts<'_>, rule: RuleId, listed: &ReadyListed, lists: &Lists) -> Vec<Vec<Hit>> {
    let Some(list) = lists.get(listed.list) else { return Vec::new() };
    let looking = Looking { facts, rule, listed, lists, list };
    let hits = listed.on.iter().flat_map(|on| {
        let rows = facts.rows.of_table(on.about.table).iter();
        rows.filter_map(|row| looking.hit(on, *row))
    });
    grouped(hits.collect())
}

/// A rule, and the list in which it looks values up.
struct Looking<'r> {
    facts: &'r Facts<'r>,
    rule: RuleId,
    listed: &'r ReadyListed,
    lists: &'r Lists,
    list: &'r List,
}

impl<'r> Looking<'r> {
    fn hit(&self, on: &OnTable, row: RowId) -> Option<Hit> {
        let (facts, about) = (self.facts, &on.about);
        let (spot, group) = about.spot(facts, row)?;
        let Values::One(at) = facts.values(spot.row, &about.at, None) else { return None };
        if all_hold(&about.when, facts, spot.row, None) != Truth::Yes {
            return None;
        }
        let against = self.against(on, spot.row)?;
        let text = facts.text(at.text);
        let mut draft = spot.draft(self.rule).fill("found", text);
        draft.span = spot.span(0, about.part);
        match against {
            Some(entry) => {
                draft.variant = Some("entry".to_owned());
                self.tell(&mut draft, entry);
            }
            None => self.propose(&mut draft, &spot, about.part, text),
        }
        Some(Hit { group, ..spot.hit(draft, about.part) })
    }

    /// The entry that speaks against a row, or that there is none where one has to be; `None` when the list
    /// has nothing against it.
    fn against(&self, on: &OnTable, row: &RowFacts) -> Option<Option<usize>> {
        let mine = words(self.facts, row, &on.matches)?;
        let found = self.list.find(&self.listed.matches, &mine).unwrap_or_default();
        if self.listed.is_absent {
            return found.first().map(|entry| Some(*entry));
        }
        if self.listed.agrees.is_empty() {
            return found.is_empty().then_some(None);
        }
        let mine = words(self.facts, row, &on.agrees)?;
        let agrees = |entry: &usize| {
            self.listed.agrees.iter().zip(&mine).all(|(column, mine)| {
                let theirs = self.list.value(*entry, *column);
                theirs.is_empty() || Key::of(theirs) == *mine
            })
        };
        if found.iter().any(agrees) { None } else { found.first().map(|entry| Some(*entry)) }
    }

    /// Proposes the entry that is one slip away, if there is one.
    fn propose(&self, draft: &mut Draft, spot: &Spot<'r>, part: Option<usize>, text: &str) {
        let (Some(near), Some(column)) = (self.listed.near, self.listed.matches.first()) else { return };
        let Some(entry) = self.list.nearest(*column, text) else { return };
        let value = self.list.value(entry, *column);
        draft.variant = Some("near".to_owned());
        draft.fills.push(("suggestion", Fill::Text(value.to_owned())));
        let whole = spot.items().first().map(|item| item.span.ends());
        if let Some(span) = spot.within(0, part).or(whole).filter(|_| near == Near::Fix) {
            let value = replace(spot.text(), &[(span, value)]);
            draft.fix = Some(Fix { value, applicability: unsafe_unless(false) });
        }
        self.tell(draft, entry);
    }

    /// Tells what the list says of an entry.
    fn tell(&self, draft: &mut Draft, entry: usize) {
        let (convention, list) = (self.facts.convention, self.listed.list);
        draft.entry.push(("entry".to_owned(), self.lists.described(convention, list, entry)));
        for (position, column) in convention.reference(list).columns.iter().enumerate() {
            let value = self.lists.value(convention, list, entry, position);
            draft.entry.extend(value.map(|value| (format!("entry.{}", column.key), value)));
        }
    }
}

/// The values of a row; `None` where one is missing or cannot be reckoned with.
fn words(facts: &Facts<'_>, row: &RowFacts, accesses: &[Access]) -> Option<Vec<Key>> {
    let key = |access: &Access| match facts.values(row, access, None) {
        Values::One(word) => Some(word.key),
        _ => None,
    };
    accesses.iter().map(key).collect()
}
