//! Rows of text files: of another length than the header, or swallowed by a value.

use pamlint_convention::BuiltInCheck;
use pamlint_reader::CellRef;

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, OddRow, Swallowing};

/// Reports rows that have more or fewer values than the header, and values that contain rows.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    let is_swallowing = |odd: &OddRow| {
        let row = |value: &Swallowing| (value.sheet, value.place.row);
        facts.swallowing.binary_search_by_key(&(odd.sheet, odd.row), row).is_ok()
    };
    for odd in facts.odd_rows.iter().filter(|odd| !is_swallowing(odd)) {
        let text = facts.workbook.sheet(odd.sheet).text.as_ref();
        let delimiter = match text.map(|text| text.delimiter) {
            Some('\t') | None => "Tab".to_owned(),
            Some(delimiter) => delimiter.to_string(),
        };
        reporter.report(BuiltInCheck::RowOfAnotherLength, None, |rule| {
            Draft::new(rule, odd.sheet, CellRef::new(odd.row, 1))
                .fill("count", odd.values.to_string())
                .fill("expected", odd.expected.to_string())
                .fill("found", delimiter)
        });
    }
    for value in &facts.swallowing {
        reporter.report(BuiltInCheck::ValueSwallowsRows, None, |rule| {
            Draft::new(rule, value.sheet, value.place).fill("count", value.lines.to_string())
        });
    }
}
