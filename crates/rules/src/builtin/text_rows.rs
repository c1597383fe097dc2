//! Rows of text files: of another length than the header, or swallowed by a value.

use pamlint_convention::BuiltInCheck;
use pamlint_reader::CellRef;

use super::Reporter;
use crate::draft::Draft;
use crate::facts::Facts;

/// Reports rows that have more or fewer values than the header, and values that contain rows.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    let text_rows = &facts.text_rows;
    for odd in text_rows.odd.iter().filter(|odd| !text_rows.has_swallowed(odd.sheet, odd.row)) {
        let text = facts.workbook.sheet(odd.sheet).text.as_ref();
        let delimiter = text.map_or_else(String::new, |text| delimiter_text(text.delimiter));
        reporter.report(BuiltInCheck::RowOfAnotherLength, None, |rule| {
            Draft::new(rule, odd.sheet, CellRef::new(odd.row, 1))
                .fill("count", odd.values.to_string())
                .fill("expected", odd.expected.to_string())
                .fill("found", delimiter)
        });
    }
    for value in &text_rows.swallowing {
        reporter.report(BuiltInCheck::ValueSwallowsRows, None, |rule| {
            Draft::new(rule, value.sheet, value.place).fill("count", value.lines.to_string())
        });
    }
}

/// What people call what stands between the values of a row.
pub(super) fn delimiter_text(delimiter: char) -> String {
    if delimiter == '\t' { "Tab".to_owned() } else { delimiter.to_string() }
}
