//! A number in a value that rises by one from row to row: the mark of a cell that was dragged down.

use std::ops::RangeInclusive;

use pamlint_convention::{Convention, Explained, Path, RuleId, TableId};
use pamlint_reader::SheetId;

use super::spot::{Hit, Spot};
use crate::facts::{Access, Facts, RowFacts, RowId, Values};

/// The fewest rows that make a series: two values that differ by one are nothing strange.
const FEWEST: usize = 3;

/// A rule about series, made ready.
pub(super) struct ReadySeries {
    /// For each column: its field on the rows of each table, by the number of the table.
    columns: Vec<Vec<Option<usize>>>,
    explained: Vec<Explanation>,
}

/// A part of a field on the rows of a table, and where its values are explained.
struct Explanation {
    table: TableId,
    field: usize,
    part: Access,
    sheet: TableId,
    by: Access,
}

impl ReadySeries {
    pub(super) fn new(convention: &Convention, columns: &[Path], explained: &[Explained]) -> ReadySeries {
        let field = |column: &Path, table| convention.slots(table, column).first().map(|slot| slot.field);
        let of_column = |column| {
            convention.all_tables().map(move |(id, table)| field(column, id).filter(|_| table.is_kind))
        };
        let explanation = |table, (part, sheet, by): &Explained| {
            let by = Access::new(convention, *sheet, by)?;
            let part = Access::new(convention, table, part)?;
            let Access::Slots(slots) = &part else { return None };
            Some(Explanation { table, field: slots.first()?.field, part, sheet: *sheet, by })
        };
        let tables = convention.all_tables().map(|(id, _)| id);
        ReadySeries {
            columns: columns.iter().map(|column| of_column(column).collect()).collect(),
            explained: tables
                .flat_map(|table| explained.iter().filter_map(move |one| explanation(table, one)))
                .collect(),
        }
    }

    /// The number of the column among those that are looked at, for a field of a table.
    fn looks_at(&self, table: TableId, field: usize) -> bool {
        self.columns.iter().any(|fields| fields.get(table.index()).copied().flatten() == Some(field))
    }
}

/// A value that may be one of a series.
#[derive(Clone, Copy)]
struct Member<'f> {
    row: RowId,
    sheet: SheetId,
    /// Excel's number of the row, from 1.
    number: u32,
    field: usize,
    text: &'f str,
}

/// Members of a column that rise by one from row to row.
struct Series<'f> {
    members: Vec<Member<'f>>,
    /// Characters of the second member, where the number stands that rises.
    span: (usize, usize),
}

/// Finds every series, each with the values that follow its first one. Columns that rise together on the same
/// rows were dragged together, and are one.
pub(super) fn judge(facts: &mut Facts<'_>, rule: RuleId, ready: &ReadySeries) -> Vec<Vec<Hit>> {
    let mut groups: Vec<(RangeInclusive<RowId>, Vec<Hit>)> = Vec::new();
    for column in &ready.columns {
        for series in series(facts, column).into_iter().filter(|series| is_odd(facts, ready, series)) {
            // Its rows follow one another.
            let (Some(first), Some(last)) = (series.members.first(), series.members.last()) else { continue };
            let (first, last) = (first.row, last.row);
            let hits = hits(facts, rule, &series);
            match groups.iter_mut().find(|(known, _)| known.contains(&first) && known.contains(&last)) {
                Some((_, known)) => known.extend(hits),
                None => groups.push((first..=last, hits)),
            }
        }
    }
    let groups: Vec<Vec<Hit>> = groups.into_iter().map(|(_, hits)| hits).collect();
    facts.doubts.explained.extend(groups.iter().flatten().map(|hit| (hit.row, hit.field)));
    groups
}

/// The findings of a series: one for each value but the first, which may be right.
fn hits(facts: &Facts<'_>, rule: RuleId, series: &Series<'_>) -> Vec<Hit> {
    let first = series.members.first().map_or("", |member| member.text);
    let hit = |member: &Member<'_>| {
        let spot = Spot::new(facts, member.row, member.field)?;
        let mut draft = spot
            .draft(rule)
            .fill("found", first)
            .fill("other", member.text)
            .fill("count", series.members.len().to_string());
        draft.explains = true;
        draft.span = Some(series.span).filter(|_| spot.judged().is_some_and(|judged| judged.verbatim));
        Some(spot.hit(draft, None))
    };
    series.members.iter().skip(1).filter_map(hit).collect()
}

/// Every series of a column, in the order of the workbook.
fn series<'f>(facts: &'f Facts<'_>, column: &[Option<usize>]) -> Vec<Series<'f>> {
    let mut all = Vec::new();
    let mut open: Option<Series<'f>> = None;
    let mut close = |series: Option<Series<'f>>| {
        all.extend(series.filter(|series| series.members.len() >= FEWEST));
    };
    let mut rising = None;
    for row in facts.rows.iter() {
        let member =
            column.get(row.table.index()).copied().flatten().and_then(|field| member(facts, row, field));
        let last = open.as_ref().and_then(|series| series.members.last().copied());
        let step = last.zip(member).and_then(|(last, member)| last.rise(&member));
        match (&mut open, member, step) {
            (Some(series), Some(member), Some(step))
                if series.members.len() == 1 || rising == Some(step.number) =>
            {
                if series.members.len() == 1 {
                    series.span = step.span;
                    rising = Some(step.number);
                }
                series.members.push(member);
            }
            (_, Some(member), Some(step)) => {
                // The one before may be the first of another series.
                let members = last.into_iter().chain([member]).collect();
                close(open.replace(Series { members, span: step.span }));
                rising = Some(step.number);
            }
            (_, member, _) => {
                let next = member.map(|member| Series { members: vec![member], span: (0, 0) });
                close(std::mem::replace(&mut open, next));
            }
        }
    }
    close(open);
    all
}

fn member<'f>(facts: &'f Facts<'_>, row: &RowFacts, field: usize) -> Option<Member<'f>> {
    let cell = facts.rows.cell(row, field);
    let text = facts.text(facts.judged(row, field).filter(|_| cell.own)?.text);
    Some(Member { row: row.id, sheet: row.sheet, number: row.number, field, text })
}

/// Whether a series has no other reason than a dragged cell: its values do not hold a name that stands in another
/// column and rises with them, and are not explained.
fn is_odd(facts: &Facts<'_>, ready: &ReadySeries, series: &Series<'_>) -> bool {
    let row = |member: &Member<'_>| *facts.rows.row(member.row);
    let is_named = |member: &Member<'_>| {
        let row = row(member);
        let fields = 0..facts.convention.table(row.table).fields.len();
        let mut others = fields.filter(|field| !ready.looks_at(row.table, *field));
        others.any(|field| {
            let text = facts.judged(&row, field).map(|judged| facts.text(judged.text));
            text.is_some_and(|text| covers(member.text, text, series.span.0))
        })
    };
    let is_explained = |member: &Member<'_>| {
        let row = row(member);
        let mut explanations =
            ready.explained.iter().filter(|one| one.table == row.table && one.field == member.field);
        explanations.any(|one| {
            let mut words = facts.values(&row, &one.part, None).words().peekable();
            let rows = facts.rows.of_table(one.sheet);
            words.peek().is_some()
                && words.all(|word| {
                    rows.iter().any(|row| match facts.values(facts.rows.row(*row), &one.by, None) {
                        Values::One(known) => known.key == word.key,
                        _ => false,
                    })
                })
        })
    };
    // One of the names may have a mistake in it, of which another finding speaks.
    let named = series.members.iter().filter(|member| is_named(member)).count();
    let is_all_named = named == series.members.len() || (named > 1 && named + 1 == series.members.len());
    !is_all_named && !series.members.iter().all(is_explained)
}

/// Whether a name stands in a value, at the number there that rises.
fn covers(value: &str, name: &str, start: usize) -> bool {
    let (value, name) = (value.to_lowercase(), name.to_lowercase());
    !name.is_empty()
        && value.match_indices(&name).any(|(at, found)| {
            let from = value.get(..at).map_or(0, |before| before.chars().count());
            (from..from + found.chars().count()).contains(&start)
        })
}

/// How one value rises to the next.
struct Step {
    /// Which number of the value it is that rises.
    number: usize,
    /// Characters of the later value, where it stands.
    span: (usize, usize),
}

impl Member<'_> {
    /// How the value rises by one to that of the row below; `None` where it does not.
    fn rise(&self, next: &Member<'_>) -> Option<Step> {
        let is_below = self.sheet == next.sheet && next.number == self.number + 1;
        if !is_below || self.text == next.text {
            return None;
        }
        let mut step: Option<(Step, (&str, &str))> = None;
        let (mut one, mut other) = (pieces(self.text), pieces(next.text));
        let mut at = 0;
        for number in 0.. {
            let (one, other) = match (one.next(), other.next()) {
                (None, None) => break,
                (Some(one), Some(other)) => (one, other),
                _ => return None,
            };
            let end = at + other.chars().count();
            match &step {
                _ if one.eq_ignore_ascii_case(other) => {}
                // A cell with several values may hold the number in each of them.
                Some((_, known)) if *known == (one, other) => {}
                None if is_next(one, other) => step = Some((Step { number, span: (at, end) }, (one, other))),
                _ => return None,
            }
            at = end;
        }
        step.map(|(step, _)| step)
    }
}

/// A text as its numbers and what stands between them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let is_digit = rest.starts_with(|first: char| first.is_ascii_digit());
        let end = rest.find(|character: char| character.is_ascii_digit() != is_digit);
        let (piece, behind) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Whether a number is the one behind another: `009` and `010`, `9` and `10`.
fn is_next(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<u128>().ok().and_then(|number| number.checked_add(1));
    let is_number = !one.is_empty() && one.bytes().all(|byte| byte.is_ascii_digit());
    is_number && number(one).is_some_and(|next| format!("{next:0width$}", width = one.len()) == other)
}
