//! Values that stand in the column of another: pasted there, swapped with it, or a whole row a column off.
//!
//! Names tell where they belong. A row is spoken of only where nothing else can be meant, and once.

mod columns;
mod slid;
mod swapped;

use pamlint_convention::{Content, Role};
use pamlint_reader::{CellRef, Value};

use crate::builtin::Reporter;
use crate::cell::restored;
use crate::draft::{Draft, header};
use crate::facts::{Facts, RowFacts, State};
use crate::fill::Fill;
use crate::number::number_text;
use crate::problem::{Sort, Source};
use crate::report::Place;
use crate::required::is_required;
use crate::value::{Judged, WHOLE};

pub(crate) use self::columns::gather;
pub(crate) use self::swapped::Domains;

/// Looks at every row in which a value is wrong, and at those of a sheet on which two columns are in each other's place.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    let exchanged = swapped::columns(facts);
    for id in facts.rows.ids() {
        let row = *facts.rows.row(id);
        if let Some(told) = exchanged.iter().find_map(|columns| swapped::in_row(facts, &row, *columns)) {
            tell(facts, reporter, &row, told);
            continue;
        }
        let fields = facts.convention.table(row.table).fields.len();
        let is_wrong = |field| cell_of(facts, &row, field).is_some_and(|cell| cell.is_wrong);
        if (0..fields).any(is_wrong) {
            judge_row(facts, reporter, &row);
        } else if let Some(told) = copied(facts, &row) {
            tell(facts, reporter, &row, told);
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
    /// A name belongs there.
    is_name: bool,
    /// It is like one, but for characters that none may have.
    is_beyond_limits: bool,
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
        .or_else(|| beside_gap(facts, row, &cells))
        .or_else(|| swapped::alone(facts, row, &cells))
        .or_else(|| slid::row(facts, row, &cells))
        .or_else(|| swapped::values(facts, row, &cells))
        .or_else(|| pasted(facts, row, &cells));
    if let Some(told) = told {
        tell(facts, reporter, row, told);
    }
}

fn tell(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>, row: &RowFacts, told: Told) {
    let Told { variant, at, other, follow } = told;
    let table = facts.convention.table(row.table);
    let (Some(field), Some(named)) = (table.fields.get(at.field), table.fields.get(other)) else { return };
    let name = match &field.content {
        Content::Name(names) => names.first().map(|name| facts.convention.name(*name)),
        _ => None,
    };
    let rule = match name {
        Some(name) if at.is_beyond_limits && variant == "misplaced" => name.limits_rule,
        Some(name) => name.rule,
        None => field.rule.or_else(|| facts.id_link(field.column)),
    };
    let Some(rule) = rule else { return };
    let places = follow.iter().filter(|field| **field != at.field);
    let places = places.map(|field| Place::new(row.sheet, facts.rows.cell(row, *field).place));
    let mut draft = Draft::in_row(rule, row, at.place, field.column).variant(variant).related(places);
    draft.fills.push(("other", Fill::Text(header(facts, row.sheet, named.column))));
    draft.fix = (variant == "misplaced").then(|| restored(facts, row, at.field, Some("unlike"))).flatten();
    draft.explains = true;
    reporter.drafts.push(draft);
    for field in follow {
        facts.settled.settle(row, field, WHOLE);
        facts.doubts.explained.insert((row.id, field));
    }
    if variant == "shifted" {
        facts.doubts.slid.insert(row.id);
        facts.keep_unread(row);
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
    let link = facts.id_link(known.column);
    let is_no_link = link.is_some() && !facts.is_like_an_id(facts.text(judged.text));
    Some(Filled {
        field,
        place: cell.place,
        is_wrong: is_odd_id || is_no_link || is_wrong(judged),
        is_name: matches!(known.content, Content::Name(_)),
        is_beyond_limits: judged
            .problems
            .iter()
            .any(|problem| matches!(problem.source, Source::Name(_, Sort::Limits))),
        has_rule: matches!(known.content, Content::Name(_)) || known.rule.is_some() || link.is_some(),
    })
}

fn is_wrong(judged: &Judged) -> bool {
    judged.problems.iter().any(|problem| !matches!(problem.source, Source::BuiltIn(_)))
}

/// Whether what stands in one field of a row would be right in another, which looks at what stands there.
fn is_right_in(facts: &mut Facts<'_>, row: &RowFacts, cell: &Filled, field: usize) -> bool {
    let table = facts.convention.table(row.table);
    let is_telling = table.fields.get(field).is_some_and(|known| {
        !matches!(known.content, Content::Text)
            || facts.convention.column(known.column).role == Role::Id
            || facts.id_link(known.column).is_some()
    });
    is_telling && fits(facts, row, cell.place.column, field)
}

/// Whether what stands in a column of the row is right in a field.
fn fits(facts: &mut Facts<'_>, row: &RowFacts, column: u32, field: usize) -> bool {
    let table = facts.convention.table(row.table);
    let Some(known) = table.fields.get(field) else { return false };
    let place = CellRef::new(row.number, column);
    let Some(value) = facts.workbook.sheet(row.sheet).cell(place).map(|cell| cell.value) else {
        return false;
    };
    match value {
        Value::Text(text) if facts.convention.column(known.column).role == Role::Id => {
            table.has_id_form(facts.workbook.strings.get(text))
        }
        Value::Text(text) if facts.id_link(known.column).is_some() => {
            facts.is_like_an_id(facts.workbook.strings.get(text))
        }
        Value::Text(text) => *facts
            .right
            .entry((row.table, field, text))
            .or_insert_with(|| facts.judge.is_right(known, facts.workbook.strings.get(text))),
        Value::Number(number) => facts.judge.is_right(known, &number_text(number)),
        _ => false,
    }
}

/// The values behind an empty cell that has to be filled in, or those before it, stand a column off: they fit where the
/// next one stands, and do not fit where they are.
fn beside_gap(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    for (gap, is_right) in gaps(facts, row).into_iter().flat_map(|gap| [(gap, true), (gap, false)]) {
        let (mut home, mut follow) = (gap, vec![gap]);
        let mut telling = 0;
        loop {
            let column = facts.rows.cell(row, home).place.column;
            let next = if is_right { column.checked_add(1) } else { column.checked_sub(1) };
            let Some(next) = next.filter(|next| fits(facts, row, *next, home)) else { break };
            let is_amiss = home == gap || cells.iter().any(|cell| cell.field == home && cell.is_wrong);
            telling += usize::from(is_amiss && is_strict(facts, row, home));
            let Some(field) = field_at(facts, row, next) else { break };
            follow.push(field);
            if facts.rows.cell(row, field).state == State::Free {
                break;
            }
            home = field;
        }
        let at = cells.iter().find(|cell| Some(&cell.field) == follow.get(1)).copied();
        let Some(at) = at.filter(|at| at.has_rule) else { continue };
        let is_whole = cells.iter().all(|cell| !cell.is_wrong || follow.contains(&cell.field));
        if is_whole
            && follow.len() > 2
            && (telling > 1 || (telling == 1 && (at.is_wrong || follow.len() > 3)))
        {
            return Some(Told { variant: "shifted", at, other: gap, follow });
        }
        if is_whole
            && follow.len() == 2
            && at.is_wrong
            && (is_neighbours(facts, row, at.field, gap)
                || (!is_right && swapped::is_no_machine(facts, row, at.field, gap)))
        {
            return Some(Told { variant: "misplaced", at, other: gap, follow });
        }
    }
    None
}

/// Whether a value stands in another field of the row above or below.
fn is_neighbours(facts: &Facts<'_>, row: &RowFacts, field: usize, other: usize) -> bool {
    let key = |row: &RowFacts, field: usize| {
        facts.items(facts.judged(row, field)?).first().map(|item| item.word.key)
    };
    let beside = [row.number.checked_sub(1), row.number.checked_add(1)];
    let rows = beside.into_iter().flatten().filter_map(|number| facts.rows.find(row.sheet, number));
    let mine = key(row, field);
    rows.filter(|beside| beside.table == row.table).any(|beside| mine.is_some() && key(beside, other) == mine)
}

/// The fields of a row that are empty and have to be filled in.
fn gaps(facts: &Facts<'_>, row: &RowFacts) -> Vec<usize> {
    let fields = 0..facts.convention.table(row.table).fields.len();
    let is_empty = |field: &usize| facts.rows.cell(row, *field).state == State::Empty;
    fields.filter(is_empty).filter(|field| is_required(facts, row, *field) == Some(true)).collect()
}

/// Whether a field takes no words that could stand anywhere.
fn is_strict(facts: &Facts<'_>, row: &RowFacts, field: usize) -> bool {
    let field = facts.convention.table(row.table).fields.get(field);
    field.is_some_and(|field| {
        !field.content.takes_any_word()
            || facts.convention.column(field.column).role == Role::Id
            || facts.id_link(field.column).is_some()
    })
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

/// A value in a column that takes nearly anything, which is the name in another column of the row once more.
fn copied(facts: &Facts<'_>, row: &RowFacts) -> Option<Told> {
    let fields = &facts.convention.table(row.table).fields;
    let key = |field: usize| match facts.items(facts.judged(row, field)?) {
        [only] => Some(only.word.key),
        _ => None,
    };
    let is_of = |field: &usize, is_name: bool| {
        let content = fields.get(*field).map(|field| &field.content);
        content.is_some_and(|content| match content {
            Content::Name(_) => is_name,
            _ => !is_name && content.takes_any_word(),
        })
    };
    let names: Vec<(usize, _)> = (0..fields.len())
        .filter(|field| is_of(field, true))
        .filter_map(|field| Some((field, key(field)?)))
        .collect();
    let others = (0..fields.len()).filter(|field| is_of(field, false));
    others.into_iter().find_map(|field| {
        let mine = key(field)?;
        let (other, _) = names.iter().find(|(_, theirs)| *theirs == mine)?;
        let at = cell_of(facts, row, field).filter(|cell| cell.has_rule)?;
        Some(Told { variant: "misplaced", at, other: *other, follow: vec![field] })
    })
}

/// A name that belongs in another column, or a value that belongs in the only one that is still to be filled in.
fn pasted(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    let fields = 0..facts.convention.table(row.table).fields.len();
    let names: Vec<usize> = fields.filter(|field| is_name(facts, row, *field)).collect();
    for cell in cells.iter().filter(|cell| cell.is_name && cell.is_wrong) {
        let home =
            names.iter().copied().find(|home| *home != cell.field && is_right_in(facts, row, cell, *home));
        if let Some(other) = home {
            let mut follow = vec![cell.field];
            follow.extend((facts.rows.cell(row, other).state == State::Empty).then_some(other));
            return Some(Told { variant: "misplaced", at: *cell, other, follow });
        }
    }
    let mut gaps = gaps(facts, row);
    gaps.retain(|gap| is_strict(facts, row, *gap));
    let [gap] = gaps.as_slice() else { return None };
    let wrong = cells.iter().filter(|cell| cell.is_wrong && cell.has_rule).copied();
    let mut homeless: Vec<Filled> = wrong.collect();
    homeless
        .retain(|cell| is_right_in(facts, row, cell, *gap) && swapped::belongs_in(facts, row, cell, *gap));
    match homeless.as_slice() {
        [at] => Some(Told { variant: "misplaced", at: *at, other: *gap, follow: vec![at.field, *gap] }),
        _ => None,
    }
}

/// Whether a field takes any text.
fn is_text(facts: &Facts<'_>, row: &RowFacts, field: usize) -> bool {
    let field = facts.convention.table(row.table).fields.get(field);
    field.is_some_and(|field| {
        matches!(field.content, Content::Text)
            && facts.convention.column(field.column).role == Role::Value
            && facts.id_link(field.column).is_none()
    })
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
