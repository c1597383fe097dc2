//! The one trait behind which every format of a report stands.

use pamlint_rules::Rounds;

use crate::run::{Head, Outcome};
use crate::tally::{Counting, Tally};

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
    emitter.begin(head, &mut out);
    let (mut rounds, mut counting) = (Rounds::default(), Counting::default());
    for outcome in outcomes {
        if let Ok(report) = &outcome.result {
            rounds.add(&outcome.path, report);
        }
        counting.add(outcome);
        emitter.workbook(head, outcome, &mut out);
    }
    emitter.end(&counting.end(&rounds.replaced()), &mut out);
    out
}
