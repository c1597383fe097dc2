//! The JSON Lines format: an object for each workbook on a line of its own.

use super::text::plain;
use super::view::WorkbookView;
use crate::emitter::Emitter;
use crate::run::{Head, Outcome};
use crate::tally::Tally;

/// One line for each workbook: an entry of `workbooks` of the JSON report, and nothing else.
#[derive(Debug, Default)]
pub struct Jsonl;

impl Emitter for Jsonl {
    fn begin(&mut self, _: &Head<'_>, _: &mut String) {}

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        out.push_str(&plain(&WorkbookView::new(outcome, &head.wording)));
        out.push('\n');
    }

    fn end(&mut self, _: &Tally, _: &mut String) {}
}
