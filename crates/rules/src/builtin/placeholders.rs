//! Words in the place of a value: still to be filled in, or as in the cell above.

use pamlint_convention::{Applicability, BuiltInCheck, ColumnId, Placeholder, Role};
use pamlint_reader::SheetId;
use rustc_hash::FxHashMap;

use super::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, State};
use crate::fill::Fill;
use crate::report::Fix;
use crate::required::is_required;
use crate::value::{JudgedId, WHOLE};

/// Reports every word in the place of a value, which nothing else judges. Where no value is needed the cell
/// counts as empty.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    let mut above: FxHashMap<(SheetId, ColumnId), JudgedId> = FxHashMap::default();
    for id in facts.rows.ids() {
        let row = *facts.rows.row(id);
        for (position, field) in facts.convention.table(row.table).fields.iter().enumerate() {
            let cell = *facts.rows.cell(&row, position);
            let column = (row.sheet, field.column);
            let placeholder = match cell.state {
                State::Placeholder(placeholder) => placeholder,
                State::Filled(judged) => {
                    above.insert(column, judged);
                    continue;
                }
                _ => {
                    above.remove(&column);
                    continue;
                }
            };
            let is_id = facts.convention.column(field.column).role == Role::Id;
            let is_needed = is_id || is_required(facts, &row, position) != Some(false);
            let (variant, meant) = match placeholder {
                Placeholder::Above => (Some("above"), above.get(&column).filter(|_| !is_id)),
                Placeholder::Nothing => {
                    above.remove(&column);
                    ((!is_needed).then_some("not-needed"), None)
                }
            };
            let meant = meant.map(|judged| facts.judge.judged(*judged)).filter(|it| it.problems.is_empty());
            let fix = meant.map(|judged| Fix {
                value: facts.text(judged.text).to_owned(),
                applicability: Applicability::Unsafe,
            });
            if cell.own {
                reporter.report(BuiltInCheck::PlaceholderValue, Some(row.table), |rule| Draft {
                    variant: variant.map(str::to_owned),
                    fills: fix.iter().map(|fix| ("suggestion", Fill::Text(fix.value.clone()))).collect(),
                    fix,
                    ..Draft::in_row(rule, &row, cell.place, field.column)
                });
            }
            if variant == Some("not-needed") {
                if let Some(cell) = facts.rows.cell_mut(&row, position) {
                    cell.state = State::Empty;
                }
            } else {
                facts.settled.settle(&row, position, WHOLE);
            }
        }
    }
}
