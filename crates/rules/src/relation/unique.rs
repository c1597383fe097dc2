//! Rows with the same values: the same account twice, the same ID twice.

use pamlint_convention::{RuleId, TableId};
use rustc_hash::FxHashMap;

use super::Hit;
use crate::draft::Draft;
use crate::facts::{Access, Facts, RowFacts, Values};
use crate::report::Place;
use crate::value::{Hole, Key};

/// Finds rows whose values are those of an earlier row; each of them is a finding, at the last of the
/// columns that are compared.
pub(super) fn judge(facts: &Facts<'_>, rule: RuleId, on: &[(TableId, Vec<usize>)]) -> Vec<Hit> {
    let mut rows: Vec<(usize, &Vec<usize>)> = Vec::new();
    for (table, fields) in on {
        rows.extend(facts.rows_of(*table).iter().map(|row| (*row, fields)));
    }
    rows.sort_by_key(|(row, _)| *row);
    let mut first: FxHashMap<Vec<(usize, Key)>, usize> = FxHashMap::default();
    let mut hits = Vec::new();
    for (index, fields) in rows {
        let Some(row) = facts.rows.get(index) else { continue };
        let Some(key) = key(facts, row, fields) else { continue };
        match first.get(&key) {
            None => {
                first.insert(key, index);
            }
            Some(earlier) => hits.extend(hit(facts, rule, index, *earlier, fields)),
        }
    }
    hits
}

/// What is compared: the columns, and what stands in them. Values in different columns are never the same.
fn key(facts: &Facts<'_>, row: &RowFacts, fields: &[usize]) -> Option<Vec<(usize, Key)>> {
    let table = facts.convention.table(row.table?);
    let mut key: Vec<(usize, Key)> = fields
        .iter()
        .map(|field| {
            let access = Access::Slots(vec![pamlint_convention::Slot { field: *field, part: None }]);
            let column = table.fields.get(*field)?.column.index();
            match facts.values(row, &access, None) {
                Values::One(word) => Some((column, word.key)),
                _ => None,
            }
        })
        .collect::<Option<_>>()?;
    key.sort_unstable();
    Some(key)
}

fn hit(facts: &Facts<'_>, rule: RuleId, index: usize, earlier: usize, fields: &[usize]) -> Option<Hit> {
    let row = facts.rows.get(index)?;
    let first = facts.rows.get(earlier)?;
    let field = *fields.iter().max()?;
    let cell = facts.cell(row, field)?;
    let column = facts.convention.table(row.table?).fields.get(field)?.column;
    let theirs =
        facts.convention.table(first.table?).position(column).and_then(|field| facts.cell(first, field))?;
    if !cell.own {
        return None;
    }
    let sheet = facts.workbook.sheets.get(first.sheet).map_or("", |sheet| sheet.name.as_str());
    let mut draft =
        Draft::new(rule, row.sheet, cell.place).hole("other", format!("{sheet}!{}", theirs.place));
    let found = facts.judged(row, field).map(|judged| facts.text(judged.text).to_owned()).unwrap_or_default();
    draft.holes.push(("found", Hole::Text(found)));
    draft.row = Some(index);
    draft.column = Some(column);
    draft.related = vec![Place { sheet: first.sheet, cell: theirs.place }];
    Some(Hit { draft, row: index, field, part: None })
}
