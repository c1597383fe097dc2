//! The filled rows below a header.

use pamlint_convention::{ColumnId, Role, fold_header, folds_to};

use super::view::{self, View};
use super::vocabulary::Vocabulary;
use crate::book::Cell;
use crate::workbook::{Header, Row};

/// The rows below a header in which something stands besides the ID and the kind.
pub(super) fn filled(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Vec<Row> {
    below(sheet, vocabulary, headers, |role| !matches!(role, Role::Id | Role::Kind)).collect()
}

/// The texts, none of them blank, below the headers of a role.
pub(super) fn texts<'v>(
    sheet: &'v View<'_>,
    vocabulary: &'v Vocabulary<'_>,
    headers: &'v [Header],
    role: Role,
) -> impl Iterator<Item = &'v str> {
    let columns = columns(headers, |column| vocabulary.role(column) == role);
    below(sheet, vocabulary, headers, move |known| known == role)
        .flat_map(|row| sheet.raw.cells.get(row.start..row.end).unwrap_or_default())
        .filter(move |cell| columns.contains(&cell.place.column) && sheet.is_filled(cell))
        .map(|cell| sheet.text(cell))
}

/// The rows below a header in which something stands in a column of a role that counts.
///
/// Left out are rows that only show how to fill in the workbook, and the header where it is repeated
/// above a second block.
fn below<'v>(
    sheet: &'v View<'_>,
    vocabulary: &'v Vocabulary<'_>,
    headers: &'v [Header],
    counts: impl Fn(Role) -> bool,
) -> impl Iterator<Item = Row> + 'v {
    let counted = columns(headers, |column| counts(vocabulary.role(column)));
    let ids = columns(headers, |column| vocabulary.role(column) == Role::Id);
    let folded: Vec<(u32, String)> =
        headers.iter().map(|header| (header.place.column, fold_header(&header.text))).collect();
    let first = headers.first().map_or(u32::MAX, |header| header.place.row.saturating_add(1));
    let mut start = sheet.start_of(first);
    view::rows(sheet.raw.cells.get(start..).unwrap_or_default()).filter_map(move |cells| {
        let row = Row { number: cells.first()?.place.row, start, end: start + cells.len() };
        start = row.end;
        let is_counted =
            |cell: &Cell| counted.binary_search(&cell.place.column).is_ok() && sheet.is_filled(cell);
        let is_row = cells.iter().any(is_counted)
            && !is_example(sheet, vocabulary, cells, &ids)
            && !is_header_again(sheet, cells, &folded);
        is_row.then_some(row)
    })
}

/// The numbers of the columns, ascending, whose meaning is wanted.
fn columns(headers: &[Header], is_wanted: impl Fn(ColumnId) -> bool) -> Vec<u32> {
    let wanted = headers.iter().filter(|header| header.meaning.column().is_some_and(&is_wanted));
    wanted.map(|header| header.place.column).collect()
}

/// Whether the ID of a row says that it is an example.
fn is_example(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, cells: &[Cell], ids: &[u32]) -> bool {
    let examples = &vocabulary.convention.example_ids;
    !examples.is_empty()
        && cells
            .iter()
            .filter(|cell| ids.contains(&cell.place.column))
            .any(|cell| examples.iter().any(|example| folds_to(sheet.text(cell), example)))
}

/// Whether a row says what the header says, in two columns at least, and nothing else below it.
fn is_header_again(sheet: &View<'_>, cells: &[Cell], headers: &[(u32, String)]) -> bool {
    let mut equal = 0;
    for cell in cells.iter().filter(|cell| sheet.is_filled(cell)) {
        let Some((_, header)) = headers.iter().find(|(column, _)| *column == cell.place.column) else {
            continue;
        };
        if !folds_to(sheet.text(cell), header) {
            return false;
        }
        equal += 1;
    }
    equal >= 2
}
