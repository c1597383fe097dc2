//! Rows that are alike: what a rule says about one of them it says about all.
//!
//! The names and codes of a workbook come again and again. Most rules look at nothing else, so one look
//! at each combination is enough, however many rows have it.

use std::cell::RefCell;
use std::rc::Rc;

use pamlint_convention::{Content, Convention, Table, TableId};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::facts::{Access, Facts, RowId, State};

/// Names and codes of a table: a bit for each field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(super) struct Fields(u64);

/// The fields of each table that hold names or codes.
pub(super) struct Telling(Vec<Fields>);

impl Telling {
    pub(super) fn new(convention: &Convention) -> Telling {
        let telling = |(_, table): (TableId, &Table)| {
            let fields = (0..).zip(&table.fields);
            let telling =
                fields.filter(|(_, field)| matches!(field.content, Content::Name(_) | Content::Codes(_)));
            Fields(telling.map(|(position, _)| bit(position)).fold(0, |fields, bit| fields | bit))
        };
        Telling(convention.all_tables().map(telling).collect())
    }

    /// The fields that values are read from, when all of them hold names or codes.
    pub(super) fn decide<'r>(
        &self,
        table: TableId,
        reads: impl IntoIterator<Item = &'r Access>,
    ) -> Option<Fields> {
        let telling = self.0.get(table.index())?.0;
        let mut fields = 0;
        for access in reads {
            if let Access::Slots(slots) = access {
                fields = slots.iter().fold(fields, |fields, slot| fields | bit(slot.field));
                // Fields past the last bit are never told apart.
                if slots.iter().any(|slot| bit(slot.field) == 0) {
                    return None;
                }
            }
        }
        (fields & !telling == 0).then_some(Fields(fields))
    }
}

/// The combinations of names and codes in a workbook, as far as they have been asked for.
#[derive(Default)]
pub(super) struct Combinations(RefCell<FxHashMap<(TableId, Fields), Rc<Classes>>>);

impl Combinations {
    /// The rows of a table by what stands in some fields.
    pub(super) fn of(&self, facts: &Facts<'_>, table: TableId, fields: Fields) -> Rc<Classes> {
        let mut known = self.0.borrow_mut();
        Rc::clone(known.entry((table, fields)).or_insert_with(|| Rc::new(Classes::new(facts, table, fields))))
    }
}

fn bit(field: usize) -> u64 {
    u32::try_from(field).ok().and_then(|field| 1u64.checked_shl(field)).unwrap_or(0)
}

/// The rows of a table, by the combination of names and codes that they have in some fields.
pub(super) struct Classes {
    table: TableId,
    /// The combination of each of the table's rows, in order.
    of_rows: Vec<u32>,
    /// A row of each combination in which nothing is settled or merged, to start with.
    samples: Vec<RowId>,
}

impl Classes {
    fn new(facts: &Facts<'_>, table: TableId, Fields(fields): Fields) -> Classes {
        let positions: Vec<usize> = (0..64).filter(|field| fields & bit(*field) != 0).collect();
        let rows = facts.rows.of_table(table);
        let mut known: FxHashMap<SmallVec<[State; 6]>, u32> = FxHashMap::default();
        let mut samples: Vec<RowId> = Vec::new();
        let mut of_rows = Vec::with_capacity(rows.len());
        for row in rows {
            // A row that differs in more than its cells is a combination of its own, and never asked for.
            let class = if facts.settled.is_touched(*row) {
                u32::MAX
            } else {
                let cells = facts.rows.cells(facts.rows.row(*row));
                let cells = positions.iter().filter_map(|position| cells.get(*position));
                *known.entry(cells.map(|cell| cell.state).collect()).or_insert_with(|| {
                    samples.push(*row);
                    u32::try_from(samples.len() - 1).unwrap_or(u32::MAX)
                })
            };
            of_rows.push(class);
        }
        Classes { table, of_rows, samples }
    }

    /// Calls `each` for every row in order, but for those whose combination `passes` nothing on.
    ///
    /// `passes` is asked about one row of a combination; rows that differ in more than their cells are
    /// always passed on.
    pub(super) fn rows(
        &self,
        facts: &Facts<'_>,
        mut passes: impl FnMut(RowId) -> bool,
        mut each: impl FnMut(RowId),
    ) {
        let mut passing: Vec<Passing> = self
            .samples
            .iter()
            .map(|row| match facts.settled.is_touched(*row) {
                // Another row of the combination has to be asked.
                true => Passing::Unknown,
                false if passes(*row) => Passing::All,
                false => Passing::None,
            })
            .collect();
        if passing.iter().all(|passing| *passing == Passing::None) {
            facts.settled.touched_rows(self.table).iter().copied().for_each(each);
            return;
        }
        for (row, class) in facts.rows.of_table(self.table).iter().zip(&self.of_rows) {
            if !facts.settled.is_touched(*row) {
                let Some(passing) = passing.get_mut(*class as usize) else { continue };
                if *passing == Passing::Unknown {
                    *passing = if passes(*row) { Passing::All } else { Passing::None };
                }
                if *passing == Passing::None {
                    continue;
                }
            }
            each(*row);
        }
    }

    /// One row of each combination, and every row that differs in more than its cells.
    pub(super) fn samples(&self, facts: &Facts<'_>) -> Vec<RowId> {
        let mut rows = Vec::with_capacity(self.samples.len());
        let mut seen = vec![false; self.samples.len()];
        for (row, class) in facts.rows.of_table(self.table).iter().zip(&self.of_rows) {
            let seen = seen.get_mut(*class as usize).filter(|_| !facts.settled.is_touched(*row));
            if seen.is_none_or(|seen| !std::mem::replace(seen, true)) {
                rows.push(*row);
            }
        }
        rows
    }
}

/// What is known about the rows of a combination.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passing {
    All,
    None,
    Unknown,
}
