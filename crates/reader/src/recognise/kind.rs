//! Which kind of account a sheet holds.

use pamlint_convention::{ColumnId, Convention, Role, TableId, fold_header};

use super::header::Vocabulary;
use super::{is_filled, rows};
use crate::book::{Cell, RawSheet, Strings, Value};

/// The kind of a sheet; `None` when its rows may be of several kinds.
pub(super) fn of_sheet(
    raw: &RawSheet,
    strings: &Strings,
    convention: &Convention,
    vocabulary: &Vocabulary,
    header_row: u32,
) -> Option<TableId> {
    let header =
        rows(&raw.cells).find(|(_, row)| row.first().is_some_and(|cell| cell.place.row == header_row));
    let headers: Vec<(u32, &[ColumnId])> = header
        .map(|(_, row)| row)
        .unwrap_or_default()
        .iter()
        .filter_map(|cell| match cell.value {
            Value::Text(text) => {
                let meanings = vocabulary.meanings(&fold_header(strings.get(text)));
                (!meanings.is_empty()).then_some((cell.place.column, meanings))
            }
            _ => None,
        })
        .collect();
    let has_role = |columns: &[ColumnId], role: Role| {
        columns.iter().any(|column| convention.column(*column).role == role)
    };
    if headers.iter().any(|(_, columns)| has_role(columns, Role::Kind)) {
        return None;
    }
    by_name(&raw.name, convention).or_else(|| by_headers(&headers, convention)).or_else(|| {
        let id =
            headers.iter().find(|(_, columns)| has_role(columns, Role::Id)).map(|(column, _)| *column)?;
        by_ids(&raw.cells, strings, convention, header_row, id)
    })
}

/// By the sheet's name: as a whole, else by the words in it ("UX servers"), the longest first.
fn by_name(name: &str, convention: &Convention) -> Option<TableId> {
    let folded = fold_header(name);
    let kinds = || convention.all_tables().filter(|(_, table)| table.is_kind);
    if let Some((kind, _)) = kinds().find(|(_, table)| table.folded_sheets.contains(&folded)) {
        return Some(kind);
    }
    let words = words(name);
    let mut found: Vec<(usize, TableId)> = kinds()
        .filter_map(|(kind, table)| {
            let sheet = self::words(&table.sheet);
            let stands_there = words.windows(sheet.len().max(1)).any(|window| window == sheet.as_slice());
            stands_there.then_some((sheet.len(), kind))
        })
        .collect();
    found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
    match found.as_slice() {
        [(_, only)] => Some(*only),
        [(longest, first), (second, _), ..] if longest > second => Some(*first),
        _ => None,
    }
}

fn words(name: &str) -> Vec<String> {
    name.split(|character: char| !character.is_alphanumeric())
        .map(fold_header)
        .filter(|word| !word.is_empty())
        .collect()
}

/// By the headers: the only kind whose required columns are all there, and to which every other belongs.
fn by_headers(headers: &[(u32, &[ColumnId])], convention: &Convention) -> Option<TableId> {
    let mut fitting = convention.all_tables().filter(|(_, table)| table.is_kind).filter(|(_, table)| {
        let has_room =
            headers.iter().all(|(_, columns)| columns.iter().any(|column| table.position(*column).is_some()));
        let is_whole = table
            .fields
            .iter()
            .filter(|field| field.required)
            .all(|field| headers.iter().any(|(_, columns)| columns.contains(&field.column)));
        has_room && is_whole
    });
    match (fitting.next(), fitting.next()) {
        (Some((only, _)), None) => Some(only),
        _ => None,
    }
}

/// By the IDs: the only kind whose prefix all of them have.
fn by_ids(
    cells: &[Cell],
    strings: &Strings,
    convention: &Convention,
    header_row: u32,
    column: u32,
) -> Option<TableId> {
    let ids: Vec<String> = cells
        .iter()
        .filter(|cell| cell.place.column == column && cell.place.row > header_row && is_filled(cell, strings))
        .filter_map(|cell| match cell.value {
            Value::Text(text) => Some(strings.get(text).trim().to_uppercase()),
            _ => None,
        })
        .filter(|id| !convention.example_ids.contains(&fold_header(id)))
        .collect();
    if ids.is_empty() {
        return None;
    }
    let mut fitting = convention.all_tables().filter(|(_, table)| {
        let prefix = table.id_prefix.to_uppercase();
        table.is_kind && ids.iter().all(|id| id.starts_with(&prefix))
    });
    match (fitting.next(), fitting.next()) {
        (Some((only, _)), None) => Some(only),
        _ => None,
    }
}
