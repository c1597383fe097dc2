//! What each sheet of a workbook is, where its header stands, what the columns mean, which rows are
//! filled.

mod account;
mod beside;
mod details;
mod header;
mod kind;
mod likeness;
mod ours;
mod rows;
#[cfg(test)]
mod tests;
mod values;
mod view;
mod vocabulary;

use pamlint_convention::{Convention, TableId};

use crate::book::{Book, RawSheet, Strings};
use crate::workbook::{Layout, Sheet, SheetId, SheetRole, Workbook};
use header::WithoutId;
pub use ours::{OUR_MEMORY_MARK, OUR_SHEET_MARK, our_sheets};
use rows::Filled;
pub(crate) use view::View;
use vocabulary::{Examples, Vocabulary};

/// Recognises the sheets, headers and rows of a workbook whose cells have been read.
///
/// Where no account stands but in a row that only shows how to fill in the workbook, and its values are not those of
/// the template, people have written over the example.
pub fn recognise(book: Book, convention: &Convention) -> Workbook {
    let Book { strings, sheets } = book;
    let mut vocabulary = Vocabulary::new(convention);
    let mut roles = roles(&sheets, &strings, vocabulary);
    let is_filled = |(_, layout): &(SheetRole, Option<Layout>)| {
        layout.as_ref().is_some_and(|layout| !layout.rows.is_empty() || !layout.packed.is_empty())
    };
    let is_accounts = |(role, _): &&(SheetRole, Option<Layout>)| is_accounts(*role);
    if !roles.iter().filter(is_accounts).any(is_filled) {
        vocabulary.examples = Examples::OfTemplate;
        roles = self::roles(&sheets, &strings, vocabulary);
    }
    let told = |(index, (raw, (role, _))): (usize, (&RawSheet, &(SheetRole, Option<Layout>)))| match role {
        SheetRole::Auxiliary(table) => {
            details::of(&View::new(raw, &strings), (SheetId::at(index), *table), convention)
        }
        _ => Vec::new(),
    };
    let details = sheets.iter().zip(&roles).enumerate().flat_map(told).collect();
    let sheets = sheets
        .into_iter()
        .zip(roles)
        .map(|(raw, (role, layout))| {
            let RawSheet { name, visibility, cells, merged, hidden_rows, notes, text, .. } = raw;
            Sheet { name, visibility, role, cells, merged, hidden_rows, layout, notes, text }
        })
        .collect();
    Workbook { strings, sheets, details }
}

fn is_accounts(role: SheetRole) -> bool {
    matches!(role, SheetRole::Accounts(_) | SheetRole::MixedAccounts)
}

/// What each sheet is, with its layout.
fn roles(
    sheets: &[RawSheet],
    strings: &Strings,
    vocabulary: Vocabulary<'_>,
) -> Vec<(SheetRole, Option<Layout>)> {
    let mut roles: Vec<(SheetRole, Option<Layout>)> =
        sheets.iter().map(|raw| role(&View::new(raw, strings), &vocabulary)).collect();
    let without_id = match roles.iter().any(|(role, _)| is_accounts(*role)) {
        true => WithoutId::Besides,
        false => WithoutId::Only,
    };
    for (raw, found) in sheets.iter().zip(&mut roles).filter(|(_, found)| found.0 == SheetRole::Unknown) {
        let sheet = View::new(raw, strings);
        if let Some(row) = header::without_id(&sheet, &vocabulary, without_id) {
            *found = accounts(&sheet, &vocabulary, row);
        }
    }
    let unknown = |found: &&mut (SheetRole, Option<Layout>)| found.0 == SheetRole::Unknown;
    let taken: Vec<SheetRole> = roles.iter().map(|(role, _)| *role).collect();
    for (raw, found) in sheets.iter().zip(roles.iter_mut()).filter(|(_, found)| unknown(found)) {
        let sheet = View::new(raw, strings);
        let headed = header::of_another(&sheet, &vocabulary)
            .filter(|table| !taken.contains(&SheetRole::Auxiliary(*table)));
        if let Some((table, layout)) =
            headed.and_then(|table| Some((table, auxiliary(&sheet, &vocabulary, table)?)))
        {
            *found = (SheetRole::Auxiliary(table), Some(layout));
        } else if let Some(table) = details::sheet_of(&sheet, vocabulary.convention)
            .filter(|table| !taken.contains(&SheetRole::Auxiliary(*table)))
        {
            *found = (SheetRole::Auxiliary(table), None);
        }
    }
    roles
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
    if let Some(row) = named.and_then(|kind| header::without_id(sheet, vocabulary, WithoutId::Named(kind))) {
        return accounts(sheet, vocabulary, row);
    }
    let likely = vocabulary.table_in_name(&sheet.raw.name, false);
    match likely.and_then(|table| Some((table, auxiliary(sheet, vocabulary, table)?))) {
        Some((table, layout)) => (SheetRole::Auxiliary(table), Some(layout)),
        None => match header::in_one_cell(sheet, vocabulary) {
            Some((header, separator)) => (SheetRole::InOneCell { header, separator }, None),
            None => (SheetRole::Unknown, None),
        },
    }
}

/// A sheet of accounts whose header has been found.
fn accounts(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, row: u32) -> (SheetRole, Option<Layout>) {
    let (cells, beside) = beside::first_table(sheet, vocabulary, row);
    let any_kind = header::read(sheet, vocabulary, cells, None);
    let kind = kind::of(sheet, vocabulary, &any_kind);
    let mut headers = match kind {
        Some(_) => header::read(sheet, vocabulary, cells, kind),
        None => any_kind,
    };
    values::name(sheet, vocabulary, &mut headers, kind);
    let Filled { rows, others, packed, second_header } = rows::accounts(sheet, vocabulary, &headers, kind);
    let role = kind.map_or(SheetRole::MixedAccounts, SheetRole::Accounts);
    (role, Some(Layout { header_row: row, headers, rows, others, packed, second_header, beside }))
}

/// The layout of another sheet that the convention knows.
fn auxiliary(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, table: TableId) -> Option<Layout> {
    let header_row = header::auxiliary(sheet, vocabulary, table)?;
    let headers = header::read(sheet, vocabulary, sheet.row(header_row), Some(table));
    let rows = rows::auxiliary(sheet, vocabulary, &headers);
    let (rows, others) = account::split_auxiliary(sheet, vocabulary, &headers, table, rows);
    Some(Layout { header_row, headers, rows, others, packed: Vec::new(), second_header: None, beside: None })
}
