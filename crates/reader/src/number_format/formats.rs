//! The number formats of a workbook, by the cell formats that name them.

use pamlint_package::{Limit, Limits};
use rustc_hash::FxHashMap;

use super::{NumberFormat, built_in};
use crate::failure::Failure;

/// The number formats of a workbook, by the cell formats that name them.
#[derive(Debug, Default)]
pub(crate) struct Formats {
    /// By their numbers; `None` for one that shows digits.
    known: FxHashMap<u32, Option<NumberFormat>>,
    /// The numbers of the formats of cells.
    used: Vec<u32>,
    limits: Limits,
}

impl Formats {
    /// No more of them than there may be: [`Formats::check`] says whether there were more.
    pub fn within(limits: &Limits) -> Formats {
        Formats { limits: *limits, ..Formats::default() }
    }

    /// Refuses more of them than there may be.
    ///
    /// # Errors
    /// When there are more.
    pub fn check(&self) -> Result<(), Failure> {
        Ok(self.limits.check(Limit::Styles, self.known.len().max(self.used.len()))?)
    }

    /// Adds a format that the workbook defines.
    pub fn define(&mut self, id: u32, code: &str) {
        if self.known.len() <= self.limits.count(Limit::Styles) {
            self.known.insert(id, NumberFormat::new(code));
        }
    }

    /// Adds the next format of cells, by the number of its number format.
    pub fn use_next(&mut self, id: u32) {
        if self.used.len() <= self.limits.count(Limit::Styles) {
            self.used.push(id);
            self.known.entry(id).or_insert_with(|| built_in::code(id).and_then(NumberFormat::new));
        }
    }

    /// The number format of a cell, by the number of its format, from 0; `None` for one that shows digits.
    pub fn of(&self, cell_format: usize) -> Option<&NumberFormat> {
        self.known.get(self.used.get(cell_format)?)?.as_ref()
    }

    /// For each format of cells in order, whether it shows more than digits.
    pub fn tell(&self) -> impl Iterator<Item = bool> {
        (0..self.used.len()).map(|at| self.of(at).is_some())
    }
}
