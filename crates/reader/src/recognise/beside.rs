//! A second table beside the first.

use pamlint_convention::Role;
use pamlint_package::CellRef;

use super::header::{BESIDE_ID, named};
use super::view::View;
use super::vocabulary::Vocabulary;
use crate::book::Cell;

/// The cells of a row with headers, up to those of a second table beside the first, with where that one begins: an ID
/// again, with enough besides on either side.
pub(super) fn first_table<'s>(
    sheet: &View<'s>,
    vocabulary: &Vocabulary<'_>,
    row: u32,
) -> (&'s [Cell], Option<CellRef>) {
    let cells = sheet.row(row);
    let roles = |cells: &[Cell], of: Role| {
        let columns = named(sheet, vocabulary, cells, None);
        columns.into_iter().filter(|column| vocabulary.role(*column) == of).count()
    };
    let is_id = |cell: &Cell| roles(std::slice::from_ref(cell), Role::Id) > 0;
    let mut ids = (0..cells.len()).filter(|at| cells.get(*at).is_some_and(is_id));
    let (Some(_), Some(second)) = (ids.next(), ids.next()) else { return (cells, None) };
    let (first, beside) = cells.split_at_checked(second).unwrap_or((cells, &[]));
    let is_table = |cells: &[Cell]| roles(cells, Role::Value) >= BESIDE_ID;
    match beside.first().filter(|_| is_table(first) && is_table(beside)) {
        Some(header) => (first, Some(header.place)),
        None => (cells, None),
    }
}
