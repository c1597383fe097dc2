//! Cells whose value is not there: errors, formulas without a value, numbers that lost digits, and
//! what a spreadsheet made of a text.

use std::collections::BTreeMap;

use pamlint_convention::{BuiltInCheck, ColumnId, Role, RuleId};
use pamlint_reader::{Cell, CellRef, Look, SheetId, Value, Workbook};

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, RowFacts, State};
use crate::number::{lost_digits, number_text};
use crate::report::Place;

/// Reports cells in the columns of a row whose value is not there.
///
/// Formulas that were never calculated have one cause for a whole sheet, and one finding.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    let mut uncalculated: BTreeMap<SheetId, Vec<Unreadable<'_>>> = BTreeMap::new();
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
            let Some(why) = found.and_then(|found| why(facts.workbook, found)) else { continue };
            let unreadable = Unreadable { row, place: cell.place, column: field.column };
            if why.check == BuiltInCheck::FormulaWithoutValue {
                uncalculated.entry(row.sheet).or_default().push(unreadable);
            } else {
                reporter.report(why.check, Some(row.table), |rule| why.tell(unreadable.draft(rule)));
            }
        }
    }
    for cells in uncalculated.values() {
        let Some((first, others)) = cells.split_first() else { continue };
        reporter.report(BuiltInCheck::FormulaWithoutValue, Some(first.row.table), |rule| {
            let related = others.iter().map(|cell| Place::new(cell.row.sheet, cell.place));
            let draft = first.draft(rule).fill("count", cells.len().to_string()).related(related);
            if others.is_empty() { draft } else { draft.variant("several") }
        });
    }
}

/// A cell whose value is not there.
struct Unreadable<'f> {
    row: &'f RowFacts,
    place: CellRef,
    column: ColumnId,
}

impl Unreadable<'_> {
    fn draft(&self, rule: RuleId) -> Draft {
        Draft::in_row(rule, self.row, self.place, self.column)
    }
}

/// Why the value of a cell is not there.
pub(super) struct Why {
    pub check: BuiltInCheck,
    variant: Option<&'static str>,
    /// What stands in its place.
    found: String,
}

impl Why {
    fn new(check: BuiltInCheck, found: String) -> Why {
        Why { check, variant: None, found }
    }

    /// A finding that says so.
    pub(super) fn tell(self, draft: Draft) -> Draft {
        let draft = draft.fill("found", self.found);
        match self.variant {
            Some(variant) => draft.variant(variant),
            None => draft,
        }
    }
}

/// Why the value of a cell is not there.
pub(super) fn why(workbook: &Workbook, cell: &Cell) -> Option<Why> {
    match cell.value {
        Value::Error(id) => Some(Why::new(BuiltInCheck::ErrorValue, workbook.strings.get(id).to_owned())),
        Value::FormulaWithoutValue => Some(Why::new(BuiltInCheck::FormulaWithoutValue, String::new())),
        Value::Number(number) if lost_digits(number) => {
            Some(Why::new(BuiltInCheck::NumberLostDigits, number_text(number)))
        }
        Value::Shown { text, look, .. } => {
            let variant = match look {
                Look::Text => return None,
                Look::Date => "date",
                Look::Percentage => "percentage",
                Look::Scientific => "scientific",
                Look::Truth => "truth",
            };
            let found = workbook.strings.get(text).to_owned();
            Some(Why { variant: Some(variant), ..Why::new(BuiltInCheck::ChangedBySpreadsheet, found) })
        }
        Value::Number(_) | Value::Text(_) => None,
    }
}
