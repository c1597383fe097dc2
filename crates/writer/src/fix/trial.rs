//! A workbook in which fixes are tried: cells are changed in memory, and what that gives is checked.

use std::collections::BTreeMap;

use pamlint_convention::{Applicability, Convention};
use pamlint_reader::{Book, Cell, CellRef, Value, recognise};
use pamlint_rules::{Options, Place, Report, check};

use super::receipt::Change;

/// New texts of cells; empty for a cell that becomes empty.
pub(super) type Values = BTreeMap<Place, String>;

/// A workbook in which fixes are tried.
pub(super) struct Trial<'a> {
    book: Book,
    convention: &'a Convention,
    options: &'a Options,
    /// As `options`, but every code is looked for: a fix must not do harm that nobody asked to see.
    everything: Options,
    /// All that is wrong with the workbook as it is now.
    pub(super) report: Report,
    /// The texts of the cells that have changed.
    pub(super) changed: Values,
}

impl<'a> Trial<'a> {
    pub(super) fn new(book: Book, convention: &'a Convention, options: &'a Options) -> Trial<'a> {
        let everything = Options { select: Vec::new(), ignore: Vec::new(), ..options.clone() };
        let report = check(&recognise(book.clone(), convention), convention, &everything);
        Trial { book, convention, options, everything, report, changed: Values::new() }
    }

    /// Whether findings of a code are to be fixed.
    pub(super) fn wants(&self, code: &str) -> bool {
        self.options.wants(code)
    }

    /// What is left of that which is asked for.
    pub(super) fn left(&self) -> Report {
        let mut report = self.report.clone();
        report.findings.retain(|finding| self.wants(&finding.code));
        report
    }

    /// Changes cells if that takes their findings away and does no harm; says whether it did.
    ///
    /// Safe fixes may bring no finding that was not there; others may bring another to light, but in the end
    /// there may not be more of them.
    pub(super) fn change(&mut self, changes: &[Change]) -> bool {
        let mut book = self.book.clone();
        for change in changes {
            set(&mut book, change.place, &change.new);
        }
        let after = check(&recognise(book.clone(), self.convention), self.convention, &self.everything);
        let (had, has) = (tally(&self.report), tally(&after));
        let helps = |change: &Change| {
            let key = (change.place, change.code.as_str());
            has.get(&key).unwrap_or(&0) < had.get(&key).unwrap_or(&0)
        };
        let is_safe = changes.iter().all(|change| change.applicability == Applicability::Safe);
        let does_no_harm = if is_safe {
            has.iter().all(|(key, count)| count <= had.get(key).unwrap_or(&0))
        } else {
            after.findings.len() <= self.report.findings.len()
        };
        if !does_no_harm || !changes.iter().all(helps) {
            return false;
        }
        self.changed.extend(changes.iter().map(|change| (change.place, change.new.clone())));
        self.report = after;
        self.book = book;
        true
    }
}

/// How many findings of each code each cell has.
fn tally(report: &Report) -> BTreeMap<(Place, &str), usize> {
    let mut counts = BTreeMap::new();
    for finding in &report.findings {
        *counts.entry((finding.place, finding.code.as_str())).or_default() += 1;
    }
    counts
}

fn set(book: &mut Book, place: Place, text: &str) {
    let value = (!text.is_empty()).then(|| Value::Text(book.strings.intern(text)));
    let Some(sheet) = book.sheets.get_mut(place.sheet) else { return };
    let at: CellRef = place.cell;
    match (sheet.cells.binary_search_by_key(&at, |cell| cell.place), value) {
        (Ok(position), Some(value)) => {
            if let Some(cell) = sheet.cells.get_mut(position) {
                cell.value = value;
            }
        }
        (Ok(position), None) => {
            sheet.cells.remove(position);
        }
        (Err(position), Some(value)) => sheet.cells.insert(position, Cell { place: at, value }),
        (Err(_), None) => {}
    }
}
