//! Which kind of account a sheet holds: by its name, its headers or its IDs.

use pamlint_convention::{ColumnId, Role, Table, TableId};

use super::rows;
use super::view::View;
use super::vocabulary::Vocabulary;
use crate::workbook::Header;

/// The kind of a sheet, or `None` when each row has to tell its own.
///
/// A sheet that tells the kind in each row is not asked for its name; else the name counts, then the
/// headers, then the IDs.
pub(super) fn of(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Option<TableId> {
    if is_told_by_rows(sheet, vocabulary, headers) {
        return None;
    }
    let is_kind = |table: &TableId| vocabulary.convention.table(*table).is_kind;
    vocabulary
        .table_named(&sheet.raw.name)
        .filter(is_kind)
        .or_else(|| vocabulary.table_in_name(&sheet.raw.name, true))
        .or_else(|| {
            by_headers(vocabulary, headers).filter(|kind| !has_others(sheet, vocabulary, headers, *kind))
        })
        .or_else(|| by_ids(sheet, vocabulary, headers))
}

/// Whether the column that says which kind a row is of is filled anywhere.
fn is_told_by_rows(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> bool {
    rows::texts(sheet, vocabulary, headers, Role::Kind).next().is_some()
}

/// The only kind whose ID this is, or that has all these columns and lacks none that it requires.
///
/// A header can mean a column of its own on each kind: `ID` tells no kind from another.
fn by_headers(vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Option<TableId> {
    let columns: Vec<Vec<ColumnId>> = headers
        .iter()
        .filter_map(|header| match vocabulary.meanings(&header.text) {
            [] => header.meaning.column().map(|column| vec![column]),
            columns => Some(columns.to_vec()),
        })
        .filter(|columns| !columns.iter().any(|column| vocabulary.role(*column) == Role::Kind))
        .collect();
    let on = |table: &Table, column: &ColumnId| table.position(*column).is_some();
    let has_id = |table: &Table| {
        let mut ids = columns.iter().flatten().filter(|column| vocabulary.role(**column) == Role::Id);
        ids.any(|column| on(table, column))
    };
    let fits = |table: &Table| {
        columns.iter().all(|columns| columns.iter().any(|column| on(table, column)))
            && table
                .fields
                .iter()
                .filter(|field| field.required && vocabulary.role(field.column) != Role::Id)
                .all(|field| columns.iter().any(|columns| columns.contains(&field.column)))
    };
    only(vocabulary.kinds().filter(|(_, table)| has_id(table)))
        .or_else(|| only(vocabulary.kinds().filter(|(_, table)| fits(table))))
}

/// Whether there are IDs of other kinds among the rows: the columns of one kind may be all that several
/// kinds need.
fn has_others(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header], kind: TableId) -> bool {
    rows::texts(sheet, vocabulary, headers, Role::Id)
        .any(|id| vocabulary.convention.kind_of_id(id).is_some_and(|other| other != kind))
}

/// The only kind to which the IDs point.
fn by_ids(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Option<TableId> {
    let mut pointed = None;
    // A total or a title between the rows is no ID.
    let texts = rows::texts(sheet, vocabulary, headers, Role::Id);
    for id in texts.filter(|text| text.contains(|character: char| character.is_ascii_digit())) {
        let id = id.trim().trim_start_matches('\'').to_uppercase();
        let longest = vocabulary
            .kinds()
            .filter(|(_, table)| {
                !table.id_prefix.is_empty() && id.starts_with(&table.id_prefix.to_uppercase())
            })
            .max_by_key(|(_, table)| table.id_prefix.len());
        match (longest.map(|(kind, _)| kind), pointed) {
            (Some(kind), None) => pointed = Some(kind),
            (Some(kind), Some(other)) if kind == other => {}
            _ => return None,
        }
    }
    pointed
}

/// The kind, if there is exactly one.
fn only<'c>(mut kinds: impl Iterator<Item = (TableId, &'c Table)>) -> Option<TableId> {
    let (kind, _) = kinds.next()?;
    kinds.next().is_none().then_some(kind)
}
