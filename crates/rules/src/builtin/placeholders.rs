//! Words in the place of a value: still to be filled in, or as in the cell above.

use pamlint_convention::{Applicability, BuiltInCheck, ColumnId, Path, Placeholder, Role};
use pamlint_reader::SheetId;
use rustc_hash::FxHashMap;

use super::Reporter;
use crate::draft::{Draft, row_text};
use crate::facts::{Facts, RowFacts, RowId, State};
use crate::fill::Fill;
use crate::report::Fix;
use crate::required::is_required;
use crate::value::{JudgedId, WHOLE, replace};

/// Reports every word in the place of a value, which nothing else judges. Where no value is needed the cell
/// counts as empty.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    let mut above: FxHashMap<(SheetId, ColumnId), (RowId, JudgedId)> = FxHashMap::default();
    for id in facts.rows.ids() {
        let row = *facts.rows.row(id);
        for (position, field) in facts.convention.table(row.table).fields.iter().enumerate() {
            let cell = *facts.rows.cell(&row, position);
            let column = (row.sheet, field.column);
            let placeholder = match cell.state {
                State::Placeholder(placeholder) => placeholder,
                State::Filled(judged) => {
                    above.insert(column, (id, judged));
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
            let fix = meant
                .and_then(|(other, judged)| value_above(facts, &row, (*other, position), *judged))
                .map(|value| Fix { value, applicability: Applicability::Unsafe });
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

/// The value above, as this row would have it: what a rule ties to another column is taken from that one.
fn value_above(
    facts: &Facts<'_>,
    row: &RowFacts,
    (above, position): (RowId, usize),
    judged: JudgedId,
) -> Option<String> {
    let above = facts.rows.row(above);
    let judged = Some(facts.judge.judged(judged)).filter(|judged| judged.problems.is_empty())?;
    let field = facts.convention.table(row.table).fields.get(position)?;
    let [item] = facts.items(judged) else { return Some(facts.text(judged.text).to_owned()) };
    let mut edits: Vec<((usize, usize), String)> = Vec::new();
    let column = &facts.convention.column(field.column).key;
    for tie in facts.convention.value_ties().filter(|tie| tie.path.column == *column) {
        let text = |row: &RowFacts, path: &Path| row_text(facts, row, &path.to_string());
        let is_another = |path: &&Path| text(row, path).is_some_and(|mine| text(above, path) != Some(mine));
        let mut changed = tie.others.iter().filter(is_another);
        let Some(other) = changed.next() else { continue };
        let is_only = tie.others.len() == 1 && other.part.is_none();
        let part = tie.path.part.as_ref().and_then(|part| field.parts.iter().position(|known| known == part));
        let part = facts.judge.parts(item).get(part.filter(|_| is_only)?)?;
        part.word?;
        edits.push((part.span.ends(), text(row, other)?));
    }
    let edits: Vec<((usize, usize), &str)> =
        edits.iter().map(|(span, text)| (*span, text.as_str())).collect();
    Some(replace(facts.text(judged.text), &edits))
}
