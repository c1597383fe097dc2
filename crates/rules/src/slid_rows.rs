//! Values of a column that stand a row too low or too high from somewhere on, since a cell was inserted or deleted.
//!
//! What speaks for it is tried: the values are put back, everything is judged anew, and the slide is told only where more
//! than its own finding goes out by that.

use pamlint_convention::{BuiltInCheck, Check, Content, Role, TableId};
use pamlint_reader::{CellRef, SheetId};
use rustc_hash::FxHashMap;

use crate::bearings::read;
use crate::builtin::Reporter;
use crate::draft::Draft;
use crate::facts::{Facts, RowFacts, RowId, State};
use crate::report::Place;
use crate::value::WHOLE;

/// So many slides at most are tried, since each is a check of its own.
const MOST: usize = 4;

/// So many findings of relations speak for a slide.
const CONFLICTS: usize = 2;

/// Fields whose values slid by a row.
pub(crate) struct Slide {
    sheet: SheetId,
    table: TableId,
    fields: Vec<usize>,
    /// The rows over which they slid, in order: of values that slid down the first has none, of others the last.
    rows: Vec<RowId>,
    way: Way,
    /// A row that is no account, from 1, in which nothing but the last value stands.
    stray: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Down, the last value on a row by itself.
    DownPastTheLast,
    /// Down, the last value right below the table, in a row that is no account.
    DownBelow,
    /// Down, the last value lost.
    Down,
    /// Up, the first value lost.
    Up,
}

/// The slides that findings speak for, not tried yet.
pub(crate) fn likely(facts: &Facts<'_>, drafts: &[Draft]) -> Vec<Slide> {
    let is_missing = |draft: &&Draft| {
        let check = &facts.convention.rule(draft.rule).check;
        draft.variant.is_none()
            && matches!(check, Check::BuiltIn { check: BuiltInCheck::RequiredFieldMissing, .. })
    };
    let missing: Vec<(RowFacts, usize)> = drafts
        .iter()
        .filter(is_missing)
        .filter_map(|draft| {
            let row = *facts.rows.row(draft.row?);
            Some((row, facts.convention.table(row.table).position(draft.column?)?))
        })
        .collect();
    let mut sheets: Vec<SheetId> = missing.iter().map(|(row, _)| row.sheet).collect();
    sheets.sort_unstable();
    sheets.dedup();
    let mut found = Vec::new();
    for sheet in sheets {
        let rows = facts.rows.of_sheet(sheet);
        let missing: Vec<(RowFacts, usize)> =
            missing.iter().filter(|(row, _)| row.sheet == sheet).copied().collect();
        let is_whole = |first: &RowFacts| {
            facts.convention.table(first.table).is_kind && rows.iter().all(|row| row.table == first.table)
        };
        let Some(_) = rows.first().filter(|first| is_whole(first)) else { continue };
        let past = past_the_last(facts, rows, &missing).or_else(|| below_the_last(facts, rows, &missing));
        match past {
            Some(slide) => found.push(slide),
            None => found.extend(by_conflicts(facts, rows, &missing, drafts)),
        }
    }
    found.truncate(MOST);
    found
}

/// Values that slid down, the last of them on a row by itself right below the table: exactly one other row has none in
/// their columns.
fn past_the_last(facts: &Facts<'_>, rows: &[RowFacts], missing: &[(RowFacts, usize)]) -> Option<Slide> {
    let (lone, others) = rows.split_last()?;
    let fields = filled(facts, lone);
    let needed = facts.convention.table(lone.table).fields.iter().filter(|field| field.required).count();
    let is_below = others.last().is_some_and(|last| last.number.checked_add(1) == Some(lone.number));
    if fields.is_empty() || fields.len() * 2 > needed || !is_below {
        return None;
    }
    let others = missing.iter().filter(|(row, _)| row.id != lone.id);
    let first = only_without(facts, others, &fields)?;
    let rows = rows.iter().skip_while(|row| row.id != first).map(|row| row.id).collect();
    let (sheet, table, way) = (lone.sheet, lone.table, Way::DownPastTheLast);
    let slide = Slide { sheet, table, fields, rows, way, stray: None };
    slide.is_own(facts).then_some(slide)
}

/// Values that slid down, the last of them right below the table in a row that is taken for none: it is one of the others of
/// its column, or can belong in no other.
fn below_the_last(facts: &Facts<'_>, rows: &[RowFacts], missing: &[(RowFacts, usize)]) -> Option<Slide> {
    let last = rows.last()?;
    let cells = stray(facts, last)?;
    let content = facts.workbook.sheet(last.sheet);
    let fields = &facts.convention.table(last.table).fields;
    let is_known = |(field, place): &(usize, CellRef)| {
        let text = content.cell(*place).and_then(|cell| facts.workbook.text(cell)).unwrap_or_default().trim();
        let is_equal =
            |row: &RowFacts| facts.judged(row, *field).is_some_and(|known| facts.text(known.text) == text);
        let content = fields.get(*field).map(|field| &field.content);
        let is_strict = content.is_some_and(|content| match content {
            Content::Format(format) => {
                !content.takes_any_word()
                    && !content.takes_any_domain()
                    && format.judge(text).problem.is_none()
            }
            _ => false,
        });
        !text.is_empty() && (is_strict || rows.iter().any(is_equal))
    };
    if !cells.iter().all(is_known) {
        return None;
    }
    let fields: Vec<usize> = cells.iter().map(|(field, _)| *field).collect();
    let first = only_without(facts, missing.iter(), &fields)?;
    let rows = rows.iter().skip_while(|row| row.id != first).map(|row| row.id).collect();
    let stray = cells.first().map(|(_, place)| place.row);
    let slide = Slide { sheet: last.sheet, table: last.table, fields, rows, way: Way::DownBelow, stray };
    slide.is_own(facts).then_some(slide)
}

/// The only row in which cells of these fields that have to be filled in are empty, where all of them are.
fn only_without<'m>(
    facts: &Facts<'_>,
    missing: impl Iterator<Item = &'m (RowFacts, usize)>,
    fields: &[usize],
) -> Option<RowId> {
    let mut empty: Vec<RowId> =
        missing.filter(|(_, field)| fields.contains(field)).map(|(row, _)| row.id).collect();
    empty.dedup();
    let [only] = empty.as_slice() else { return None };
    let row = facts.rows.row(*only);
    fields.iter().all(|field| facts.rows.cell(row, *field).state == State::Empty).then_some(*only)
}

/// What stands right below the last account in a row by itself that is taken for none: each value with its field.
fn stray(facts: &Facts<'_>, last: &RowFacts) -> Option<Vec<(usize, CellRef)>> {
    let sheet = facts.workbook.sheet(last.sheet);
    let mut others = sheet.layout.as_ref()?.others.iter().skip_while(|row| row.number < last.number);
    let row = others.next().filter(|row| Some(row.number) == last.number.checked_add(1))?;
    if others.next().is_some_and(|next| Some(next.number) == row.number.checked_add(1)) {
        return None;
    }
    let fields = 0..facts.convention.table(last.table).fields.len();
    let field_at = |column: u32| {
        fields.clone().find(|field| {
            let cell = facts.rows.cell(last, *field);
            cell.state != State::NoColumn && cell.place.column == column
        })
    };
    let filled = sheet.row_cells(*row).iter().filter(|cell| !facts.workbook.is_blank(cell));
    let cells: Option<Vec<_>> = filled.map(|cell| Some((field_at(cell.place.column)?, cell.place))).collect();
    cells.filter(|cells| !cells.is_empty())
}

/// Values that slid up or down, as several relations to other values of their rows say.
fn by_conflicts(
    facts: &Facts<'_>,
    rows: &[RowFacts],
    missing: &[(RowFacts, usize)],
    drafts: &[Draft],
) -> Vec<Slide> {
    let mut found: Vec<Slide> = Vec::new();
    let Some(last) = rows.last() else { return found };
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    missing.iter().for_each(|(_, field)| *counts.entry(*field).or_default() += 1);
    // No more than there are fields.
    let alone: Vec<(RowFacts, usize)> =
        missing.iter().filter(|(_, field)| counts.get(field) == Some(&1)).copied().collect();
    for (empty, _) in &alone {
        if found.iter().any(|slide| slide.rows.contains(&empty.id)) {
            continue;
        }
        let of_row = alone.iter().filter(|(row, _)| row.id == empty.id);
        let fields: Vec<usize> = of_row.map(|(_, field)| *field).collect();
        let conflicts = conflicts(facts, drafts, empty.sheet, &fields);
        let is_last = last.id == empty.id;
        let first = if is_last { conflicts.iter().min().copied() } else { Some(empty.id) };
        let Some(first) = first.filter(|_| conflicts.len() >= CONFLICTS) else { continue };
        let rows =
            rows.iter().map(|row| row.id).filter(|row| *row >= first && (!is_last || *row <= empty.id));
        let way = if is_last { Way::Up } else { Way::Down };
        let below = stray(facts, last)
            .filter(|cells| !is_last && cells.iter().all(|(field, _)| fields.contains(field)));
        let stray = below.and_then(|cells| Some(cells.first()?.1.row));
        let rows = rows.collect();
        let slide = Slide { sheet: empty.sheet, table: empty.table, fields, rows, way, stray };
        if slide.is_own(facts) && conflicts.iter().all(|row| slide.changes(facts, *row)) {
            found.push(slide);
        }
    }
    found
}

/// The rows of a sheet in which a relation between one of these fields and another is broken.
fn conflicts(facts: &Facts<'_>, drafts: &[Draft], sheet: SheetId, fields: &[usize]) -> Vec<RowId> {
    let is_about = |draft: &&Draft| {
        let is_relation = !matches!(facts.convention.rule(draft.rule).check, Check::BuiltIn { .. });
        let row = draft.row.filter(|_| draft.sheet == sheet && is_relation).map(|row| facts.rows.row(row));
        row.is_some_and(|row| read(facts, draft, row).iter().any(|slot| fields.contains(&slot.field)))
    };
    let mut rows: Vec<RowId> = drafts.iter().filter(is_about).filter_map(|draft| draft.row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The fields of a row with a value.
fn filled(facts: &Facts<'_>, row: &RowFacts) -> Vec<usize> {
    let fields = facts.convention.table(row.table).fields.iter().enumerate();
    let is_value = |(_, field): &(usize, &pamlint_convention::Field)| {
        facts.convention.column(field.column).role == Role::Value
    };
    let fields = fields.filter(is_value).map(|(position, _)| position);
    fields
        .filter(|field| !matches!(facts.rows.cell(row, *field).state, State::Empty | State::NoColumn))
        .collect()
}

impl Slide {
    /// Whether every cell of it is its row's own.
    fn is_own(&self, facts: &Facts<'_>) -> bool {
        self.rows.iter().all(|row| {
            let row = facts.rows.row(*row);
            self.fields.iter().all(|field| facts.rows.cell(row, *field).own)
        })
    }

    /// Whether a row gets another value when they are put back.
    fn changes(&self, facts: &Facts<'_>, row: RowId) -> bool {
        let Some(at) = self.rows.iter().position(|known| *known == row) else { return false };
        let from = if self.way == Way::Up { at.checked_sub(1) } else { at.checked_add(1) };
        let Some(from) = from.and_then(|from| self.rows.get(from)) else { return true };
        let state = |row: RowId, field: usize| facts.rows.cell(facts.rows.row(row), field).state;
        self.fields.iter().any(|field| state(row, *field) != state(*from, *field))
    }

    /// Whether putting the values back takes out more findings than chance would, by the numbers of findings before and
    /// after.
    pub(crate) fn explains(&self, before: usize, after: usize) -> bool {
        let least = match self.way {
            Way::DownPastTheLast => 2,
            Way::DownBelow => 1,
            Way::Down | Way::Up => CONFLICTS + 1,
        };
        before.saturating_sub(after) >= least
    }

    /// Puts the values where they belong; each keeps its cell. What is lost is not known.
    pub(crate) fn put_right(&self, facts: &mut Facts<'_>) {
        let mut rows: Vec<RowFacts> = self.rows.iter().map(|row| *facts.rows.row(*row)).collect();
        if self.way == Way::Up {
            rows.reverse();
        }
        for field in &self.fields {
            let mut cells: Vec<_> = rows.iter().map(|row| *facts.rows.cell(row, *field)).collect();
            if let Some(lost) = cells.first_mut() {
                lost.state = if self.way == Way::DownPastTheLast { State::Empty } else { State::Unreadable };
            }
            let last =
                rows.last().map(|row| CellRef::new(row.number, facts.rows.cell(row, *field).place.column));
            if let (Some(lost), Some(last)) = (cells.first_mut(), last) {
                lost.place = last;
            }
            cells.rotate_left(1);
            for (row, cell) in rows.iter().zip(cells) {
                if let Some(known) = facts.rows.cell_mut(row, *field) {
                    *known = cell;
                }
                if cell.state == State::Unreadable {
                    facts.settled.settle(row, *field, WHOLE);
                }
            }
        }
        let lone = rows.last().filter(|_| self.way == Way::DownPastTheLast);
        if let Some(row) = lone {
            for field in 0..facts.rows.cells(row).len() {
                facts.settled.settle(row, field, WHOLE);
                facts.doubts.explained.insert((row.id, field));
            }
        }
    }

    /// Whether a finding says that the row in which the last value stands is no account.
    pub(crate) fn is_about_stray(&self, facts: &Facts<'_>, draft: &Draft) -> bool {
        let check = &facts.convention.rule(draft.rule).check;
        matches!(check, Check::BuiltIn { check: BuiltInCheck::RowIsNoAccount, .. })
            && draft.sheet == self.sheet
            && Some(draft.place.row) == self.stray
    }

    /// The finding: at the cell that is empty, with the others of its row and the end of the slide.
    pub(crate) fn told(&self, facts: &Facts<'_>) -> Option<Draft> {
        let rule =
            Reporter::new(facts.convention).rule(BuiltInCheck::RequiredFieldMissing, Some(self.table))?;
        let (first, last) = (facts.rows.row(*self.rows.first()?), facts.rows.row(*self.rows.last()?));
        let (empty, end) = if self.way == Way::Up { (last, first) } else { (first, last) };
        let column_of = |field: usize| facts.rows.cell(first, field).place.column;
        let (field, others) = self.fields.split_first()?;
        let place = |row: &RowFacts, field: usize| CellRef::new(row.number, column_of(field));
        let begin =
            if self.way == Way::Up { first.number } else { facts.rows.row(*self.rows.get(1)?).number };
        let column = facts.convention.table(self.table).fields.get(*field)?.column;
        let related = others.iter().map(|other| place(empty, *other)).chain([place(end, *field)]);
        let draft = Draft::in_row(rule, empty, place(empty, *field), column)
            .variant(if self.way == Way::Up { "slid-up" } else { "slid-down" })
            .fill("other", CellRef::new(begin, column_of(*field)).to_string())
            .related(related.map(|place| Place::new(self.sheet, place)));
        Some(Draft { explains: true, ..draft })
    }
}
