//! Rows that would be right as a whole, were their values a column to the left or to the right from somewhere on.

use pamlint_convention::{Content, Role};
use pamlint_reader::{Cell, CellRef, Value};

use super::{Filled, Told, field_at, is_strict};
use crate::facts::{Facts, RowFacts, State};
use crate::number::number_text;
use crate::required::is_required;

/// So many values stand a column off.
const SLID: usize = 2;

/// A text with so many words is a sentence.
const SENTENCE: usize = 3;

/// Where the values of a row slid, and which way: those from this column on, to the right or to the left.
#[derive(Clone, Copy)]
struct Slide {
    from: u32,
    is_right: bool,
}

/// Sees whether a row slid in which more than one thing is amiss.
pub(super) fn row(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    let fields = 0..facts.convention.table(row.table).fields.len();
    let is_amiss = |field: &usize| {
        (facts.rows.cell(row, *field).state == State::Empty && is_required(facts, row, *field) == Some(true))
            || cells.iter().any(|cell| cell.field == *field && cell.is_wrong)
    };
    let amiss: Vec<usize> = fields.filter(is_amiss).collect();
    let first = amiss.iter().map(|field| facts.rows.cell(row, *field).place.column).min()?;
    if amiss.len() + strays(facts, row).count() < SLID {
        return None;
    }
    let layout = facts.workbook.sheet(row.sheet).layout.as_ref()?;
    let columns: Vec<u32> = layout.headers.iter().map(|header| header.place.column).collect();
    // What stands before the first thing amiss has stayed where it was, but for what is used by no one here.
    let starts: Vec<u32> =
        columns.iter().copied().filter(|column| *column > 1 && *column <= first).rev().collect();
    for slide in starts.into_iter().flat_map(|from| [true, false].map(|is_right| Slide { from, is_right })) {
        if !would_be_right(facts, row, &columns, slide) {
            continue;
        }
        let home = |cell: &Filled| {
            let column = cell.place.column;
            let home = if slide.is_right { column.checked_sub(1) } else { column.checked_add(1) };
            field_at(facts, row, home?)
        };
        let told =
            cells.iter().filter(|cell| cell.is_wrong && cell.has_rule && cell.place.column >= slide.from);
        let (at, other) = told.filter_map(|cell| Some((*cell, home(cell)?))).next()?;
        let fields = 0..facts.convention.table(row.table).fields.len();
        let follow = fields.filter(|field| facts.rows.cell(row, *field).place.column >= slide.from).collect();
        return Some(Told { variant: "shifted", at, other, follow });
    }
    None
}

/// The filled cells in columns that the kind of the row does not use.
fn strays<'f>(facts: &'f Facts<'_>, row: &RowFacts) -> impl Iterator<Item = u32> + use<'f> {
    let table = facts.convention.table(row.table);
    let layout = facts.workbook.sheet(row.sheet).layout.as_ref();
    let (sheet, number) = (row.sheet, row.number);
    let unused = layout.into_iter().flat_map(|layout| &layout.headers).filter(move |header| {
        header.meaning.column().is_some_and(|column| {
            facts.convention.column(column).role == Role::Value && table.position(column).is_none()
        })
    });
    unused
        .map(|header| header.place.column)
        .filter(move |column| value(facts, sheet, CellRef::new(number, *column)).is_some())
}

/// Whether every value would be right, and no column too many filled, were the values a column off.
fn would_be_right(facts: &mut Facts<'_>, row: &RowFacts, columns: &[u32], slide: Slide) -> bool {
    let (mut moved, mut is_telling) = (0, false);
    let workbook = facts.workbook;
    let is_empty = |column: u32| {
        let cell = workbook.sheet(row.sheet).cell(CellRef::new(row.number, column));
        cell.is_none_or(|cell| workbook.is_blank(cell))
    };
    for column in columns.iter().copied() {
        let source = match (column < slide.from, slide.is_right) {
            (true, _) => Some(column),
            (false, true) => column.checked_add(1),
            (false, false) if column == slide.from => None,
            (false, false) => column.checked_sub(1),
        };
        let from = source.map(|source| CellRef::new(row.number, source));
        let value = from.and_then(|place| value(facts, row.sheet, place));
        let field = field_at(facts, row, column);
        let layout = facts.workbook.sheet(row.sheet).layout.as_ref();
        let role = layout
            .and_then(|layout| layout.column_at(column))
            .map(|column| facts.convention.column(column).role);
        let is_right = match (field, value, role) {
            (_, Some(cell), Some(Role::Free)) if column > slide.from => {
                let remark = is_empty(column).then(|| remark(facts, row, column, cell)).flatten();
                moved += usize::from(is_empty(column) && !slide.is_right);
                is_telling |=
                    !slide.is_right && remark.is_some_and(|remark| tells(facts, row, slide, remark));
                true
            }
            (_, _, Some(Role::Free | Role::Id | Role::Kind) | None) => true,
            // What was there is lost, as its finding would say.
            (Some(_), None, _) if !slide.is_right && column == slide.from => true,
            // Whether some may stay empty is not known before the others stand where they belong.
            (Some(field), None, _) => facts
                .convention
                .table(row.table)
                .fields
                .get(field)
                .is_none_or(|field| !field.required || !field.required_unless.is_empty()),
            (Some(field), Some(cell), _) => {
                let is_moved = column >= slide.from;
                moved += usize::from(is_moved);
                is_telling |= is_moved && is_strict(facts, row, field);
                is_of(facts, row, field, cell.value)
            }
            (None, value, _) => value.is_none(),
        };
        if !is_right {
            return false;
        }
    }
    moved >= SLID && is_telling
}

/// What a remark says of the values beside which it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Remark {
    /// It is one of the remarks of other rows.
    Known,
    /// It is a sentence.
    Sentence,
}

/// How a value of the row would be a remark in a column of free text.
fn remark(facts: &Facts<'_>, row: &RowFacts, column: u32, cell: Cell) -> Option<Remark> {
    let text = facts.workbook.text(&cell)?.trim();
    let is_same = |other: &RowFacts| {
        let place = CellRef::new(other.number, column);
        let known = facts.workbook.sheet(row.sheet).cell(place).and_then(|cell| facts.workbook.text(cell));
        other.id != row.id && known.is_some_and(|known| known.trim() == text)
    };
    if facts.rows.of_sheet(row.sheet).iter().any(is_same) {
        return Some(Remark::Known);
    }
    (text.split_whitespace().count() >= SENTENCE).then_some(Remark::Sentence)
}

/// Whether the values before a remark stand a column too far to the left with it: a sentence alone says nothing beside what
/// may be the short name of a machine.
fn tells(facts: &Facts<'_>, row: &RowFacts, slide: Slide, remark: Remark) -> bool {
    let first = facts.workbook.sheet(row.sheet).cell(CellRef::new(row.number, slide.from));
    let text = first.and_then(|cell| facts.workbook.text(cell)).unwrap_or_default();
    remark == Remark::Known || !pamlint_formats::is_machine(text.trim())
}

/// The filled cell at a place.
fn value(facts: &Facts<'_>, sheet: pamlint_reader::SheetId, place: CellRef) -> Option<Cell> {
    facts.workbook.sheet(sheet).cell(place).copied().filter(|cell| !facts.workbook.is_blank(cell))
}

/// Whether a value is right in a field. Of formats nothing is kept, since many are asked.
fn is_of(facts: &mut Facts<'_>, row: &RowFacts, field: usize, value: Value) -> bool {
    let Some(known) = facts.convention.table(row.table).fields.get(field) else { return false };
    let text = match value {
        Value::Text(text) => facts.workbook.strings.get(text).trim().to_owned(),
        Value::Number(number) => number_text(number),
        _ => return false,
    };
    match (&known.content, value) {
        (Content::Format(format), _) => format.judge(&text).problem.is_none(),
        (Content::Pattern(pattern), _) => pattern.is_match(&text),
        (Content::Text, _) => facts.id_link(known.column).is_none() || facts.is_like_an_id(&text),
        (Content::Name(_) | Content::Codes(_), Value::Text(text)) => {
            let profile = facts.judge.profile(known);
            let judged = facts.judge.judge(profile, known, text);
            facts.judge.judged(judged).problems.is_empty()
        }
        (Content::Name(_) | Content::Codes(_), _) => false,
    }
}
