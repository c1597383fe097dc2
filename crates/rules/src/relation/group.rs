//! Rules that speak once for all that belongs together: a safe, a team, a workbook.

use pamlint_convention::{Convention, Once, RuleId, Settles, Severity, TableId};
use rustc_hash::FxHashMap;

use super::spot::Hit;
use crate::draft::{Draft, severity};
use crate::facts::{Access, Facts, RowFacts, Values};
use crate::report::Place;
use crate::value::{Key, WHOLE, bit};

/// What makes findings about the rows of one table belong together.
pub(super) enum Group {
    /// They stand in the same workbook.
    Workbook,
    /// Their rows have the same value.
    Value(Access),
}

impl Group {
    /// Makes it ready for a table; `None` when its rows lack the value.
    pub(super) fn new(convention: &Convention, table: TableId, once: &Once) -> Option<Group> {
        match once {
            Once::Workbook => Some(Group::Workbook),
            Once::Value(path) => Access::new(convention, table, path).map(Group::Value),
        }
    }

    /// The value that it reads.
    pub(super) fn reads(&self) -> Option<&Access> {
        match self {
            Group::Workbook => None,
            Group::Value(access) => Some(access),
        }
    }

    /// What a row belongs to; `None` where that cannot be reckoned with.
    pub(super) fn of(&self, facts: &Facts<'_>, row: &RowFacts) -> Option<Key> {
        match self {
            Group::Workbook => Some(Key::of("")),
            Group::Value(access) => match facts.values(row, access, None) {
                Values::One(word) => Some(word.key),
                _ => None,
            },
        }
    }
}

/// Puts together what belongs together, in the order of the workbook.
pub(super) fn grouped(mut hits: Vec<Hit>) -> Vec<Vec<Hit>> {
    // Tables come one by one.
    hits.sort_by_key(|hit| hit.row);
    let mut groups: Vec<Vec<Hit>> = Vec::new();
    let mut known: FxHashMap<Key, usize> = FxHashMap::default();
    for hit in hits {
        // What is kept back can tell of no other.
        let key = hit.group.filter(|_| !hit.is_silent);
        let position = key.and_then(|key| known.get(&key).copied());
        match position.and_then(|position| groups.get_mut(position)) {
            Some(group) => group.push(hit),
            None => {
                known.extend(key.map(|key| (key, groups.len())));
                groups.push(vec![hit]);
            }
        }
    }
    groups
}

/// Settles the values of a group, and gives the one finding that tells of it: at its first row, with the
/// others related.
pub(super) fn settle(facts: &mut Facts<'_>, rule: RuleId, group: Vec<Hit>) -> Option<Draft> {
    for hit in &group {
        settle_hit(facts, rule, hit);
        if let Some(fix) = &hit.draft.fix {
            facts.doubts.meant.insert((hit.row, hit.field), Key::of(&fix.value));
        }
    }
    let mut hits = group.into_iter();
    let draft = hits.next().filter(|hit| !hit.is_silent)?.draft;
    Some(draft.related(hits.map(|hit| Place::new(hit.draft.sheet, hit.draft.place))))
}

fn settle_hit(facts: &mut Facts<'_>, rule: RuleId, hit: &Hit) {
    let rule = facts.convention.rule(rule);
    let row = *facts.rows.row(hit.row);
    let parts = hit.part.map_or(WHOLE, bit);
    match &rule.settles {
        Settles::Errors => {
            if severity(rule, hit.draft.variant.as_deref()) == Severity::Error {
                facts.settled.settle(&row, hit.field, parts);
            }
        }
        Settles::Itself(true) => facts.settled.settle(&row, hit.field, parts),
        Settles::Itself(false) => {}
        Settles::Paths(paths) => {
            for path in paths {
                if path.is_just("kind") {
                    facts.doubts.kinds.insert(hit.row);
                }
                for slot in facts.convention.slots(row.table, path) {
                    facts.settled.settle(&row, slot.field, slot.part.map_or(WHOLE, bit));
                }
            }
        }
    }
}
