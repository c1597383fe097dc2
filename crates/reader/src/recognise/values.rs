//! Columns whose header tells nothing, known by what stands below it.

use pamlint_convention::{
    BuiltInCheck, Check, ColumnId, Content, Convention, Field, Role, TableId, fold_header,
};
use pamlint_package::CellRef;

use super::likeness::{Holds, Likeness, likeness};
use super::view::View;
use super::vocabulary::Vocabulary;
use crate::book::Cell;
use crate::workbook::{Header, Meaning};

/// Gives a column with an unknown header, or with none, its meaning where one is missing whose values stand there, and
/// no other column can be it.
///
/// Words that could be anything are a column's values only where it stands between the columns of the template between
/// which it belongs.
pub(super) fn name(
    sheet: &View<'_>,
    vocabulary: &Vocabulary<'_>,
    headers: &mut Vec<Header>,
    table: Option<TableId>,
) {
    let missing = missing(vocabulary, headers, table);
    if missing.is_empty() {
        return;
    }
    let nameless = nameless(sheet, vocabulary.convention, headers);
    let mut found: Vec<(CellRef, ColumnId)> = Vec::new();
    for field in &missing {
        let is_place = |place: &CellRef| {
            let is_known =
                !field.content.takes_any_word() || stands_between(vocabulary, headers, *place, field, table);
            is_known && holds(sheet, vocabulary.convention, *place, field)
        };
        let mut places = nameless.iter().copied().filter(is_place);
        if let (Some(place), None) = (places.next(), places.next()) {
            found.push((place, field.column));
        }
    }
    for (place, column) in &found {
        if found.iter().filter(|(other, _)| other == place).count() > 1 {
            continue;
        }
        let meaning = Meaning::Nearly(*column);
        match headers.binary_search_by_key(&place.column, |header| header.place.column) {
            Ok(at) => headers.iter_mut().skip(at).take(1).for_each(|header| header.meaning = meaning),
            Err(at) => headers.insert(at, Header { place: *place, text: String::new(), meaning }),
        }
    }
}

/// The fields that a kind needs, or every kind where there are several, and that no header means.
fn missing<'c>(vocabulary: &Vocabulary<'c>, headers: &[Header], table: Option<TableId>) -> Vec<&'c Field> {
    let mut missing: Vec<&Field> = Vec::new();
    let kinds = vocabulary.kinds().filter(|(kind, _)| table.is_none_or(|table| table == *kind));
    for field in kinds.flat_map(|(_, kind)| &kind.fields) {
        let is_meant = headers.iter().any(|header| match header.meaning {
            Meaning::Column(column) | Meaning::Nearly(column) | Meaning::Again(column) => {
                column == field.column
            }
            Meaning::Ours | Meaning::Unknown => false,
        });
        let is_value = field.required
            && vocabulary.role(field.column) == Role::Value
            && (table.is_some() || vocabulary.common(&[field.column]) > 0);
        if is_value && !is_meant && !missing.iter().any(|known| known.column == field.column) {
            missing.push(field);
        }
    }
    missing
}

/// The places of headers that say nothing, between the others or right behind them: those that are not known, but for
/// the ones that the convention does not want, and those that are not there.
fn nameless(sheet: &View<'_>, convention: &Convention, headers: &[Header]) -> Vec<CellRef> {
    let (Some(first), Some(last)) = (headers.first(), headers.last()) else { return Vec::new() };
    let row = first.place.row;
    let is_unwanted = |text: &str| {
        let folded = fold_header(text);
        convention.rules.iter().any(|rule| match &rule.check {
            Check::BuiltIn {
                check: BuiltInCheck::SecretColumn | BuiltInCheck::ForbiddenColumn,
                headers,
                ..
            } => headers.contains(&folded),
            _ => false,
        })
    };
    let last = last.place.column;
    let mut columns: Vec<u32> = below(sheet, row)
        .iter()
        .filter(|cell| cell.place.column <= last && sheet.is_filled(cell))
        .map(|cell| cell.place.column)
        .collect();
    columns.sort_unstable();
    columns.dedup();
    let is_nameless = |column: &u32| {
        let header = headers.iter().find(|header| header.place.column == *column);
        header.is_none_or(|header| header.meaning == Meaning::Unknown && !is_unwanted(&header.text))
    };
    columns.into_iter().filter(is_nameless).map(|column| CellRef::new(row, column)).collect()
}

/// Whether the known headers on either side are those of the template.
fn stands_between(
    vocabulary: &Vocabulary<'_>,
    headers: &[Header],
    place: CellRef,
    field: &Field,
    table: Option<TableId>,
) -> bool {
    let Some(table) = table.map(|table| vocabulary.convention.table(table)) else { return false };
    let Some(home) = table.position(field.column) else { return false };
    let known =
        |header: &&Header| header.meaning.column().and_then(|column| table.position(column)).is_some();
    let position = |header: &Header| header.meaning.column().and_then(|column| table.position(column));
    let before = headers.iter().take_while(|header| header.place.column < place.column);
    let mut behind = headers.iter().skip_while(|header| header.place.column <= place.column);
    let is_before = before.filter(known).last().and_then(position) == home.checked_sub(1);
    let is_behind = behind.find(known).and_then(position).is_none_or(|next| next == home + 1);
    is_before && is_behind
}

/// Whether nearly all that stands below a header is right in a field.
fn holds(sheet: &View<'_>, convention: &Convention, header: CellRef, field: &Field) -> bool {
    let (mut right, mut filled) = (0, 0);
    let holds = Holds::content(convention, &field.content);
    for cell in below(sheet, header.row).iter().filter(|cell| cell.place.column == header.column) {
        if !sheet.is_filled(cell) {
            continue;
        }
        filled += 1;
        let text = sheet.shown(cell);
        right += usize::from(match &field.content {
            Content::Format(format) => format.judge(text.trim()).problem.is_none(),
            Content::Pattern(pattern) => pattern.is_match(text.trim()),
            Content::Name(_) | Content::Codes(_) => likeness(sheet, cell, &holds) == Likeness::Sure,
            Content::Text => true,
        });
    }
    right > 0 && right * NEARLY_ALL.1 >= filled * NEARLY_ALL.0
}

/// Four of five.
const NEARLY_ALL: (usize, usize) = (4, 5);

/// The cells below a row.
fn below<'s>(sheet: &View<'s>, row: u32) -> &'s [Cell] {
    sheet.raw.cells.get(sheet.start_of(row.saturating_add(1))..).unwrap_or_default()
}
