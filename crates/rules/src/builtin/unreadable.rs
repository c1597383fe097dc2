//! Cells whose value is not there: errors, formulas without a value, numbers that lost digits.

use pamlint_convention::{BuiltInCheck, Role};
use pamlint_reader::{Cell, Value, Workbook};

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, State};
use crate::number::{lost_digits, number_text};

/// Reports cells in the columns of a row whose value is not there.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    for row in facts.rows.iter() {
        let fields = &facts.convention.table(row.table).fields;
        for (cell, field) in facts.rows.cells(row).iter().zip(fields) {
            if cell.state != State::Unreadable
                || !cell.own
                || facts.secrets.is_secret(row.sheet, cell.place)
                || facts.convention.column(field.column).role == Role::Free
            {
                continue;
            }
            let found = facts.workbook.sheet(row.sheet).cell(cell.place);
            if let Some((check, text)) = found.and_then(|found| why(facts.workbook, found)) {
                reporter.report(check, Some(row.table), |rule| {
                    Draft::in_row(rule, row, cell.place, field.column).fill("found", text)
                });
            }
        }
    }
}

/// Why the value of a cell is not there, and what stands in its place.
pub(super) fn why(workbook: &Workbook, cell: &Cell) -> Option<(BuiltInCheck, String)> {
    match cell.value {
        Value::Error(id) => Some((BuiltInCheck::ErrorValue, workbook.strings.get(id).to_owned())),
        Value::FormulaWithoutValue => Some((BuiltInCheck::FormulaWithoutValue, String::new())),
        Value::Number(number) if lost_digits(number) => {
            Some((BuiltInCheck::NumberLostDigits, number_text(number)))
        }
        Value::Number(_) | Value::Text(_) => None,
    }
}
