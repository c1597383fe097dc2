//! What the rest of a workbook says about two values of a row that have to be the same.

use rustc_hash::{FxHashMap, FxHashSet};

use super::case::{OnTable, ReadyCase};
use super::condition::Ready;
use crate::facts::{Access, Facts, RowFacts, Values};
use crate::value::Key;

/// What the workbook says about a row whose values differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vote {
    /// It speaks for the value that is compared with, or for neither.
    Compared,
    /// The other value stands more often, but both have rows that speak for them.
    Open,
    /// Rows speak for the other value, and none for the one that is compared with.
    Outvoted,
}

/// How often the values that a case compares stand in a workbook.
#[derive(Default)]
pub(super) struct Evidence {
    /// By the values: in how many cells they stand.
    cells: FxHashMap<Key, usize>,
    /// Those that have a row in which nothing speaks against them.
    supported: FxHashSet<Key>,
}

impl Evidence {
    /// Counts the values that a case compares.
    pub(super) fn of(facts: &Facts<'_>, case: &ReadyCase) -> Evidence {
        let mut evidence = Evidence::default();
        for on in &case.on {
            for id in facts.rows.of_table(on.about.table) {
                evidence.add(facts, on, facts.rows.row(*id));
            }
        }
        evidence
    }

    fn add(&mut self, facts: &Facts<'_>, on: &OnTable, row: &RowFacts) {
        let Some(compared) = compared(facts, on, row) else { return };
        let mut own: Vec<Key> = own(facts, on, row).into_iter().flatten().collect();
        own.sort_unstable();
        own.dedup();
        if own.iter().all(|key| *key == compared) {
            self.supported.insert(compared);
        }
        for key in own.into_iter().chain([compared]) {
            *self.cells.entry(key).or_default() += 1;
        }
    }

    /// What the workbook says about a row whose values differ.
    pub(super) fn vote(&self, facts: &Facts<'_>, on: &OnTable, row: &RowFacts) -> Vote {
        let own: Option<Vec<Key>> = own(facts, on, row).into_iter().collect();
        let (Some(own), Some(compared)) = (own, compared(facts, on, row)) else { return Vote::Compared };
        // Most of the row's own values say what it is compared with.
        let agreeing = own.iter().filter(|key| **key == compared).count();
        if agreeing > 0 && agreeing + 1 > own.len() - agreeing {
            return Vote::Compared;
        }
        let count = |key: &Key| self.cells.get(key).copied().unwrap_or(0);
        let most = own.iter().filter(|key| **key != compared).map(count).max();
        if most.is_none_or(|most| most <= count(&compared)) {
            return Vote::Compared;
        }
        match own.first() {
            Some(first)
                if own.iter().all(|key| key == first)
                    && self.supported.contains(first)
                    && !self.supported.contains(&compared) =>
            {
                Vote::Outvoted
            }
            _ => Vote::Open,
        }
    }
}

/// The values of a row that are compared with.
fn compared(facts: &Facts<'_>, on: &OnTable, row: &RowFacts) -> Option<Key> {
    key(facts, row, on.require.iter().map(Ready::compared_with), None)
}

/// What stands at the place of the rule: one for each value of the cell, `None` where it cannot be reckoned with.
fn own(facts: &Facts<'_>, on: &OnTable, row: &RowFacts) -> Vec<Option<Key>> {
    let items = facts.judged(row, on.about.field).map_or(0, |judged| facts.items(judged).len());
    let of_item = |item| {
        let paths = on.require.iter().map(|condition| Some(&condition.access));
        key(facts, row, paths, Some((on.about.field, item)))
    };
    (0..items).map(of_item).collect()
}

fn key<'a>(
    facts: &Facts<'_>,
    row: &RowFacts,
    paths: impl Iterator<Item = Option<&'a Access>>,
    item: Option<(usize, usize)>,
) -> Option<Key> {
    let word = |access: Option<&Access>| match facts.values(row, access?, item) {
        Values::One(word) => Some(word.key),
        _ => None,
    };
    let keys: Vec<Key> = paths.map(word).collect::<Option<_>>()?;
    Some(Key::of_all((0..).zip(keys).map(|(at, key): (u32, Key)| (at, key))))
}
