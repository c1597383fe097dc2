//! Rows of text files: of another length than the header, or swallowed by a value.

use pamlint_convention::BuiltInCheck;
use pamlint_reader::{CellRef, SheetId};

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, OddRow};
use crate::report::Place;

/// So many rows at least are told as one.
const FEWEST: usize = 3;

/// So many of a hundred rows are nearly all.
const NEARLY_ALL: usize = 80;

/// Reports rows that have more or fewer values than the header, and values that contain rows.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    let text_rows = &facts.text_rows;
    let odd: Vec<&OddRow> =
        text_rows.odd.iter().filter(|odd| !text_rows.has_swallowed(odd.sheet, odd.row)).collect();
    let is_alike = |one: &&OddRow, next: &&OddRow| (one.sheet, one.values) == (next.sheet, next.values);
    for alike in odd.chunk_by(is_alike) {
        let is_all = alike.first().is_some_and(|odd| is_nearly_all(facts, odd.sheet, alike.len()));
        let told = if is_all { 1 } else { alike.len() };
        let Some((told, others)) = alike.split_at_checked(told) else { continue };
        told.iter().for_each(|odd| tell(facts, odd, others, reporter));
    }
    for value in &text_rows.swallowing {
        reporter.report(BuiltInCheck::ValueSwallowsRows, None, |rule| {
            Draft::new(rule, value.sheet, value.place).fill("count", value.lines.to_string())
        });
    }
}

/// Reports a row of another length, and the others for which the header is as wrong.
fn tell(facts: &Facts<'_>, odd: &OddRow, others: &[&OddRow], reporter: &mut Reporter<'_>) {
    let text = facts.workbook.sheet(odd.sheet).text.as_ref();
    let delimiter = text.map_or_else(String::new, |text| delimiter_text(text.delimiter));
    reporter.report(BuiltInCheck::RowOfAnotherLength, None, |rule| {
        Draft::new(rule, odd.sheet, CellRef::new(odd.row, 1))
            .fill("count", odd.values.to_string())
            .fill("expected", odd.expected.to_string())
            .fill("found", delimiter)
            .related(others.iter().map(|other| Place::new(other.sheet, CellRef::new(other.row, 1))))
    });
}

/// Whether so many rows are nearly all of a sheet: it is the header that has another length.
fn is_nearly_all(facts: &Facts<'_>, sheet: SheetId, rows: usize) -> bool {
    let all = facts.workbook.sheet(sheet).layout.as_ref().map_or(0, |layout| layout.rows.len());
    rows >= FEWEST && rows * 100 >= all * NEARLY_ALL
}

/// What people call what stands between the values of a row.
pub(super) fn delimiter_text(delimiter: char) -> String {
    if delimiter == '\t' { "Tab".to_owned() } else { delimiter.to_string() }
}
