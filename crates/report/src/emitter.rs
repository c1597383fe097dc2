//! The one trait behind which every format of a report stands.

use crate::run::{Head, Outcome};
use crate::tally::Tally;

/// A format of a report.
///
/// The calls come in this order: [`begin`](Emitter::begin) once, [`workbook`](Emitter::workbook) for each
/// workbook, [`end`](Emitter::end) once. Each appends to `out`, which the caller may empty in between.
pub trait Emitter {
    /// Writes what comes before the first workbook.
    fn begin(&mut self, head: &Head<'_>, out: &mut String);

    /// Writes one workbook.
    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String);

    /// Writes what comes after the last workbook.
    fn end(&mut self, tally: &Tally, out: &mut String);
}

/// A whole report at once.
pub fn emit(emitter: &mut dyn Emitter, head: &Head<'_>, outcomes: &[Outcome]) -> String {
    let mut out = String::new();
    let mut tally = Tally::default();
    emitter.begin(head, &mut out);
    for outcome in outcomes {
        tally.add(outcome);
        emitter.workbook(head, outcome, &mut out);
    }
    emitter.end(&tally, &mut out);
    out
}
