//! What each sheet of a workbook is, where its header stands, what the columns mean, which rows are
//! filled.

mod header;
mod kind;
mod ours;
mod rows;
#[cfg(test)]
mod tests;
mod view;
mod vocabulary;

use pamlint_convention::{Convention, TableId};

use crate::book::{Book, RawSheet};
use crate::workbook::{Layout, Sheet, SheetRole, Workbook};
pub use ours::{OUR_SHEET_MARK, our_sheets};
pub(crate) use view::View;
use vocabulary::Vocabulary;

/// Recognises the sheets, headers and rows of a workbook whose cells have been read.
pub fn recognise(book: Book, convention: &Convention) -> Workbook {
    let vocabulary = Vocabulary::new(convention);
    let Book { strings, sheets } = book;
    let sheets = sheets
        .into_iter()
        .map(|raw| {
            let (role, layout) = role(&View::new(&raw, &strings), &vocabulary);
            let RawSheet { name, visibility, cells, merged, hidden_rows, text, .. } = raw;
            Sheet { name, visibility, role, cells, merged, hidden_rows, layout, text }
        })
        .collect();
    Workbook { strings, sheets }
}

/// What a sheet is, with its layout.
fn role(sheet: &View<'_>, vocabulary: &Vocabulary<'_>) -> (SheetRole, Option<Layout>) {
    if sheet.is_blank() {
        return (SheetRole::Empty, None);
    }
    if ours::is_ours(sheet) {
        return (SheetRole::Ours, None);
    }
    let named = vocabulary.table_named(&sheet.raw.name);
    let other = named.filter(|table| !vocabulary.convention.table(*table).is_kind);
    let found = header::accounts(sheet, vocabulary).filter(|found| match other {
        // Sheets about safes or teams have an ID and a safe too: only what has more is a header of
        // accounts on a sheet that bears their name.
        Some(_) => found.known > header::NEAR_ID_NEEDS,
        None => true,
    });
    if let Some(found) = found {
        return accounts(sheet, vocabulary, found.row);
    }
    if let Some(other) = other {
        return (SheetRole::Auxiliary(other), auxiliary(sheet, vocabulary, other));
    }
    if let Some(row) = named.and_then(|kind| header::without_id(sheet, vocabulary, kind)) {
        return accounts(sheet, vocabulary, row);
    }
    let likely = vocabulary.table_in_name(&sheet.raw.name, false);
    match likely.and_then(|table| Some((table, auxiliary(sheet, vocabulary, table)?))) {
        Some((table, layout)) => (SheetRole::Auxiliary(table), Some(layout)),
        None => (SheetRole::Unknown, None),
    }
}

/// A sheet of accounts whose header has been found.
fn accounts(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, row: u32) -> (SheetRole, Option<Layout>) {
    let any_kind = header::read(sheet, vocabulary, row, None);
    match kind::of(sheet, vocabulary, &any_kind) {
        Some(kind) => {
            let headers = header::read(sheet, vocabulary, row, Some(kind));
            let rows = rows::filled(sheet, vocabulary, &headers);
            (SheetRole::Accounts(kind), Some(Layout { header_row: row, headers, rows }))
        }
        None => {
            let rows = rows::filled(sheet, vocabulary, &any_kind);
            (SheetRole::MixedAccounts, Some(Layout { header_row: row, headers: any_kind, rows }))
        }
    }
}

/// The layout of another sheet that the convention knows.
fn auxiliary(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, table: TableId) -> Option<Layout> {
    let header_row = header::auxiliary(sheet, vocabulary, table)?;
    let headers = header::read(sheet, vocabulary, header_row, Some(table));
    let rows = rows::filled(sheet, vocabulary, &headers);
    Some(Layout { header_row, headers, rows })
}
