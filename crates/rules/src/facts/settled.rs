//! The values that have a finding already, so that one mistake gives one finding.

use pamlint_convention::TableId;
use rustc_hash::FxHashSet;

use super::rows::{RowFacts, RowId};
use crate::value::{WHOLE, bit};

/// The parts of each cell that have a finding of their own, which later rules leave alone.
pub(crate) struct Settled {
    /// By the position of the cell: a bit for each part.
    parts: Vec<u32>,
    /// Cells that hold several values of which some are wrong: the others can be reckoned with one by one.
    by_value: FxHashSet<(RowId, usize)>,
    /// By the number of the row.
    is_touched: Vec<bool>,
    /// By the number of the table.
    touched: Vec<Vec<RowId>>,
}

impl Settled {
    /// Nothing settled yet, with room for this many rows of this many fields.
    pub(super) fn new(tables: usize, rows: usize, fields: usize) -> Settled {
        Settled {
            parts: Vec::with_capacity(rows.saturating_mul(fields)),
            by_value: FxHashSet::default(),
            is_touched: Vec::with_capacity(rows),
            touched: vec![Vec::new(); tables],
        }
    }

    /// Adds the next row, with nothing settled in it.
    pub(super) fn add(&mut self, row: &RowFacts) {
        self.parts.resize(self.parts.len() + row.len(), 0);
        self.is_touched.push(false);
    }

    /// Makes later rules leave parts of a field alone, but for the values in it that are right by themselves.
    pub(crate) fn settle_wrong(&mut self, row: &RowFacts, field: usize, parts: u32) {
        let is_first = !self.is_settled(row, field, None);
        let is_by_value = is_first || self.is_by_value(row, field);
        self.settle(row, field, parts);
        if is_by_value && parts != 0 {
            self.by_value.insert((row.id, field));
        }
    }

    /// True when nothing is settled in a field but values that are wrong by themselves.
    pub(super) fn is_by_value(&self, row: &RowFacts, field: usize) -> bool {
        self.by_value.contains(&(row.id, field))
    }

    /// Makes later rules leave parts of a field alone.
    pub(crate) fn settle(&mut self, row: &RowFacts, field: usize, parts: u32) {
        if parts != 0 {
            self.by_value.remove(&(row.id, field));
        }
        let settled = row.position(field).and_then(|position| self.parts.get_mut(position));
        if let Some(settled) = settled.filter(|_| parts != 0) {
            *settled |= parts;
            self.touch(row);
        }
    }

    /// Marks a row that differs in more than its cells from others that have the same.
    pub(super) fn touch(&mut self, row: &RowFacts) {
        let Some(is_touched @ false) = self.is_touched.get_mut(row.id.index()) else { return };
        *is_touched = true;
        if let Some(rows) = self.touched.get_mut(row.table.index()) {
            rows.push(row.id);
        }
    }

    /// True when a part of a field is settled, or the whole field; without a part, when anything in it is.
    pub(super) fn is_settled(&self, row: &RowFacts, field: usize, part: Option<usize>) -> bool {
        let settled = row.position(field).and_then(|position| self.parts.get(position)).copied().unwrap_or(0);
        match part {
            None => settled != 0,
            Some(part) => settled == WHOLE || settled & bit(part) != 0,
        }
    }

    /// True when something is settled or merged in a row: equal cells make untouched rows equal to every rule.
    pub(crate) fn is_touched(&self, row: RowId) -> bool {
        self.is_touched.get(row.index()).copied().unwrap_or(true)
    }

    /// The rows of a table in which something is settled or merged, in no order.
    pub(crate) fn touched_rows(&self, table: TableId) -> &[RowId] {
        self.touched.get(table.index()).map_or(&[], Vec::as_slice)
    }
}
