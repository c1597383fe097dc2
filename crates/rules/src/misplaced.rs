//! Values that stand in the column of another: pasted there, swapped with it, or a whole row a column off.
//!
//! Names tell where they belong. A row is spoken of only where nothing else can be meant, and once.

use pamlint_convention::{Content, Role};
use pamlint_reader::{CellRef, Value};

use crate::builtin::Reporter;
use crate::draft::{Draft, header};
use crate::facts::{Facts, RowFacts, State};
use crate::fill::Fill;
use crate::problem::Source;
use crate::report::Place;
use crate::value::{Judged, WHOLE};

/// Looks at every row in which a value is wrong.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    for id in facts.rows.ids() {
        let row = *facts.rows.row(id);
        let fields = facts.convention.table(row.table).fields.len();
        let is_wrong = |field| cell_of(facts, &row, field).is_some_and(|cell| cell.is_wrong);
        if (0..fields).any(is_wrong) {
            judge_row(facts, reporter, &row);
        }
    }
}

/// A filled cell of a row, as far as it matters here.
#[derive(Clone, Copy)]
struct Filled {
    field: usize,
    place: CellRef,
    /// Something is wrong with its value.
    is_wrong: bool,
    /// It is like nothing that belongs there.
    is_unlike: bool,
    /// A name belongs there.
    is_name: bool,
    /// A rule speaks of its form.
    has_rule: bool,
}

/// The variant of the rule's texts, the cell at which the finding stands, the one that it names, and every field whose
/// findings follow.
struct Told {
    variant: &'static str,
    at: Filled,
    other: usize,
    follow: Vec<usize>,
}

fn judge_row(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>, row: &RowFacts) {
    let fields = 0..facts.convention.table(row.table).fields.len();
    let cells: Vec<Filled> = fields.filter_map(|field| cell_of(facts, row, field)).collect();
    let told = shifted(facts, row, &cells)
        .or_else(|| swapped(facts, row, &cells))
        .or_else(|| pasted(facts, row, &cells));
    let Some(Told { variant, at, other, follow }) = told else { return };
    let table = facts.convention.table(row.table);
    let (Some(field), Some(named)) = (table.fields.get(at.field), table.fields.get(other)) else { return };
    let rule = match &field.content {
        Content::Name(names) => names.first().and_then(|name| facts.convention.name(*name).rule),
        _ => field.rule,
    };
    let Some(rule) = rule else { return };
    let places = follow.iter().filter(|field| **field != at.field);
    let places = places.map(|field| Place::new(row.sheet, facts.rows.cell(row, *field).place));
    let mut draft = Draft::in_row(rule, row, at.place, field.column).variant(variant).related(places);
    draft.fills.push(("other", Fill::Text(header(facts, row.sheet, named.column))));
    draft.explains = true;
    reporter.drafts.push(draft);
    for field in follow {
        facts.settled.settle(row, field, WHOLE);
        facts.doubts.explained.insert((row.id, field));
    }
}

/// A cell of the row that is filled.
fn cell_of(facts: &Facts<'_>, row: &RowFacts, field: usize) -> Option<Filled> {
    let known = facts.convention.table(row.table).fields.get(field)?;
    let cell = facts.rows.cell(row, field);
    let State::Filled(judged) = cell.state else { return None };
    let judged = facts.judge.judged(judged);
    let is_odd_id = facts.convention.column(known.column).role == Role::Id
        && !facts.convention.table(row.table).has_id_form(facts.text(judged.text));
    Some(Filled {
        field,
        place: cell.place,
        is_wrong: is_odd_id || is_wrong(judged),
        is_unlike: judged
            .problems
            .iter()
            .any(|problem| problem.is_of_form() && problem.variant == Some("unlike")),
        is_name: matches!(known.content, Content::Name(_)),
        has_rule: matches!(known.content, Content::Name(_)) || known.rule.is_some(),
    })
}

fn is_wrong(judged: &Judged) -> bool {
    judged.problems.iter().any(|problem| !matches!(problem.source, Source::BuiltIn(_)))
}

/// Whether what stands in one field of a row would be right in another, which looks at what stands there.
fn is_right_in(facts: &mut Facts<'_>, row: &RowFacts, cell: &Filled, field: usize) -> bool {
    let table = facts.convention.table(row.table);
    let Some(known) = table.fields.get(field) else { return false };
    let Some(Value::Text(text)) = facts.workbook.sheet(row.sheet).cell(cell.place).map(|cell| cell.value)
    else {
        return false;
    };
    if facts.convention.column(known.column).role == Role::Id {
        return table.has_id_form(facts.workbook.strings.get(text));
    }
    let is_telling = !matches!(known.content, Content::Text);
    let profile = facts.judge.profile(known);
    let judged = facts.judge.judge(profile, known, text);
    let judged = facts.judge.judged(judged);
    is_telling && !facts.judge.items(judged).is_empty() && judged.problems.is_empty()
}

/// A row whose values stand a column too far to the right or to the left: two names at least say so.
fn shifted(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    for right in [true, false] {
        let mut moved: Vec<(Filled, usize)> = Vec::new();
        let mut names = 0;
        for cell in cells.iter().filter(|cell| cell.is_wrong) {
            let column =
                if right { cell.place.column.checked_sub(1) } else { cell.place.column.checked_add(1) };
            let Some(home) = column.and_then(|column| field_at(facts, row, column)) else { continue };
            if is_right_in(facts, row, cell, home) {
                names += usize::from(is_name(facts, row, home));
                moved.push((*cell, home));
            }
        }
        // Where a value is wrong that does not come from beside it there is no telling what happened.
        if names < 2 || moved.len() < cells.iter().filter(|cell| cell.is_wrong && cell.is_name).count() {
            continue;
        }
        let at = moved.iter().map(|(cell, _)| *cell).find(|cell| cell.is_name)?;
        let other = moved.iter().find(|(cell, _)| cell.field == at.field).map(|(_, home)| *home)?;
        let mut follow: Vec<usize> = moved.iter().flat_map(|(cell, home)| [cell.field, *home]).collect();
        // The last one has nothing beside it that could be right there.
        follow.extend(cells.iter().filter(|cell| cell.is_wrong).map(|cell| cell.field));
        let fields = 0..facts.convention.table(row.table).fields.len();
        follow.extend(fields.filter(|field| facts.rows.cell(row, *field).state == State::Empty));
        follow.sort_unstable();
        follow.dedup();
        return Some(Told { variant: "shifted", at, other, follow });
    }
    None
}

/// Two values of which each would be right where the other one stands.
fn swapped(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    let wrong: Vec<Filled> = cells.iter().filter(|cell| cell.is_wrong).copied().collect();
    for (index, one) in wrong.iter().enumerate() {
        for other in wrong.iter().skip(index + 1).filter(|other| one.has_rule && other.has_rule) {
            if is_right_in(facts, row, one, other.field) && is_right_in(facts, row, other, one.field) {
                let (at, other) = if one.is_name || !other.is_name { (*one, other) } else { (*other, one) };
                return Some(Told {
                    variant: "swapped",
                    at,
                    other: other.field,
                    follow: vec![at.field, other.field],
                });
            }
        }
    }
    None
}

/// A name that belongs in another column.
fn pasted(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    let names: Vec<usize> = (0..facts.convention.table(row.table).fields.len())
        .filter(|field| is_name(facts, row, *field))
        .collect();
    for cell in cells.iter().filter(|cell| cell.is_name && cell.is_unlike) {
        let home =
            names.iter().copied().find(|home| *home != cell.field && is_right_in(facts, row, cell, *home));
        if let Some(other) = home {
            let mut follow = vec![cell.field];
            follow.extend((facts.rows.cell(row, other).state == State::Empty).then_some(other));
            return Some(Told { variant: "misplaced", at: *cell, other, follow });
        }
    }
    None
}

fn is_name(facts: &Facts<'_>, row: &RowFacts, field: usize) -> bool {
    let field = facts.convention.table(row.table).fields.get(field);
    field.is_some_and(|field| matches!(field.content, Content::Name(_)))
}

/// The field of a row that stands in a column of the sheet.
fn field_at(facts: &Facts<'_>, row: &RowFacts, column: u32) -> Option<usize> {
    let fields = 0..facts.convention.table(row.table).fields.len();
    fields.into_iter().find(|field| {
        let cell = facts.rows.cell(row, *field);
        cell.state != State::NoColumn && cell.place.column == column
    })
}
