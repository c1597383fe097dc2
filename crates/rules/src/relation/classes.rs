//! Rows that are alike: what a rule says about one of them it says about all.
//!
//! The names and codes of a workbook come again and again. Most rules look at nothing else, so one look
//! at each combination is enough, however many rows have it.

use std::hash::{DefaultHasher, Hash, Hasher};

use pamlint_convention::{Content, TableId};
use rustc_hash::FxHashMap;

use super::condition::Ready;
use crate::facts::{Access, Facts, State};

/// The rows of a table, by the combination of names and codes that they have.
pub(super) struct Classes {
    table: TableId,
    /// Which fields of the table make up the combination.
    fields: Vec<bool>,
    /// The rows of each combination, in order.
    classes: Vec<Vec<usize>>,
}

impl Classes {
    pub(super) fn new(facts: &Facts<'_>, table: TableId) -> Classes {
        let fields: Vec<bool> = facts
            .convention
            .table(table)
            .fields
            .iter()
            .map(|field| matches!(field.content, Content::Name(_) | Content::Codes(_)))
            .collect();
        let mut known: FxHashMap<u64, usize> = FxHashMap::default();
        let mut classes: Vec<Vec<usize>> = Vec::new();
        for index in facts.rows_of(table) {
            let Some(row) = facts.rows.get(*index) else { continue };
            let mut hasher = DefaultHasher::new();
            for (cell, _) in facts.cells(row).iter().zip(&fields).filter(|(_, counts)| **counts) {
                let state = match cell.state {
                    State::NoColumn => 0,
                    State::Empty => 1,
                    State::Unreadable => 2,
                    State::Free => 3,
                    State::Filled(judged) => judged + 4,
                };
                state.hash(&mut hasher);
            }
            let class = *known.entry(hasher.finish()).or_insert_with(|| {
                classes.push(Vec::new());
                classes.len() - 1
            });
            if let Some(class) = classes.get_mut(class) {
                class.push(*index);
            }
        }
        Classes { table, fields, classes }
    }

    /// Whether a value is decided by the combination.
    pub(super) fn decides(&self, access: &Access) -> bool {
        match access {
            Access::Kind(_) => true,
            Access::Slots(slots) => {
                slots.iter().all(|slot| self.fields.get(slot.field).copied().unwrap_or(false))
            }
        }
    }

    /// Whether a condition is decided by the combination.
    pub(super) fn decides_condition(&self, condition: &Ready) -> bool {
        condition.reads().all(|access| self.decides(access))
    }

    /// Calls `each` for every row, but for those whose combination `passes` nothing on.
    ///
    /// `passes` is asked about one row of a combination; rows that differ in more than their cells are
    /// always passed on.
    pub(super) fn rows(
        &self,
        facts: &Facts<'_>,
        mut passes: impl FnMut(usize) -> bool,
        mut each: impl FnMut(usize),
    ) {
        for class in &self.classes {
            let mut plain = class.iter().copied().filter(|row| facts.is_plain(*row));
            let Some(first) = plain.next().filter(|row| passes(*row)) else { continue };
            each(first);
            plain.for_each(&mut each);
        }
        facts.unplain_rows(self.table).iter().copied().for_each(each);
    }

    /// One row of each combination, and every row that differs in more than its cells.
    pub(super) fn samples(&self, facts: &Facts<'_>) -> Vec<usize> {
        let firsts =
            self.classes.iter().filter_map(|class| class.iter().copied().find(|row| facts.is_plain(*row)));
        let mut rows: Vec<usize> = firsts.chain(facts.unplain_rows(self.table).iter().copied()).collect();
        rows.sort_unstable();
        rows
    }
}
