//! From cells to accounts: which sheets hold them, which row is the header, which rows are filled.

mod header;
mod kind;
#[cfg(test)]
mod tests;

use pamlint_convention::{ColumnId, Convention, Role, TableId, fold_header};

use self::header::Vocabulary;
use crate::blank::is_blank_text;
use crate::book::{Book, Cell, RawSheet, Strings, Value};
use crate::workbook::{Header, Layout, Row, Sheet, SheetRole, Workbook};

/// What the sheets that we add to annotated copies are called, in the languages we write; a number
/// follows where the customer had a sheet of that name.
pub const OUR_SHEETS: [&str; 3] = ["Findings", "Bevindingen", "Constatations"];

/// What the first cell of a sheet that we added begins with.
pub const OUR_SHEET_MARK: &str = "pamlint";

/// The header has to stand within this many rows from the top.
const HEADER_ROWS: u32 = 50;

/// Recognises the sheets, headers and rows of a workbook whose cells have been read.
pub fn recognise(book: Book, convention: &Convention) -> Workbook {
    let Book { strings, sheets } = book;
    let sheets = sheets.into_iter().map(|sheet| recognise_sheet(sheet, &strings, convention)).collect();
    Workbook { strings, sheets }
}

fn recognise_sheet(raw: RawSheet, strings: &Strings, convention: &Convention) -> Sheet {
    let (role, layout) = role_and_layout(&raw, strings, convention);
    let RawSheet { name, visibility, is_worksheet: _, cells, merged, hidden_rows } = raw;
    Sheet { name, visibility, role, cells, merged, hidden_rows, layout }
}

fn role_and_layout(
    raw: &RawSheet,
    strings: &Strings,
    convention: &Convention,
) -> (SheetRole, Option<Layout>) {
    if !raw.is_worksheet || !raw.cells.iter().any(|cell| is_filled(cell, strings)) {
        return (SheetRole::Empty, None);
    }
    if is_ours(raw, strings) {
        return (SheetRole::Ours, None);
    }
    let folded = fold_header(&raw.name);
    let named = |is_kind: bool| {
        convention
            .all_tables()
            .find(|(_, table)| table.is_kind == is_kind && table.folded_sheets.contains(&folded))
            .map(|(id, _)| id)
    };
    if let Some(table) = named(false) {
        let vocabulary = Vocabulary::of_table(convention, table);
        let header = header::of_auxiliary(&raw.cells, strings, &vocabulary);
        let layout = header.map(|row| layout(raw, strings, convention, &vocabulary, row, &[table]));
        return (SheetRole::Auxiliary(table), layout);
    }
    let vocabulary = Vocabulary::of_kinds(convention);
    let Some(header_row) =
        header::of_accounts(&raw.cells, strings, convention, &vocabulary, named(true).is_some())
    else {
        return (SheetRole::Unknown, None);
    };
    let kind = kind::of_sheet(raw, strings, convention, &vocabulary, header_row);
    let kinds: Vec<TableId> = match kind {
        Some(kind) => vec![kind],
        None => convention.all_tables().filter(|(_, table)| table.is_kind).map(|(id, _)| id).collect(),
    };
    let layout = layout(raw, strings, convention, &vocabulary, header_row, &kinds);
    (kind.map_or(SheetRole::MixedAccounts, SheetRole::Accounts), Some(layout))
}

/// Whether we added the sheet to an annotated copy.
fn is_ours(raw: &RawSheet, strings: &Strings) -> bool {
    let named = OUR_SHEETS.iter().any(|name| {
        raw.name.strip_prefix(name).is_some_and(|rest| {
            rest.chars().all(|character| character.is_ascii_digit() || matches!(character, ' ' | '(' | ')'))
        })
    });
    let marked = raw.cells.first().is_some_and(|cell| {
        (cell.place.row, cell.place.column) == (1, 1)
            && matches!(cell.value, Value::Text(text) if strings.get(text).starts_with(OUR_SHEET_MARK))
    });
    named && marked
}

/// Whether there is something to see in a cell.
fn is_filled(cell: &Cell, strings: &Strings) -> bool {
    match cell.value {
        Value::Text(text) => !is_blank_text(strings.get(text)),
        Value::Number(_) | Value::Error(_) | Value::FormulaWithoutValue => true,
    }
}

/// The cells of each row, with where they begin.
fn rows(cells: &[Cell]) -> impl Iterator<Item = (usize, &[Cell])> {
    let mut start = 0;
    cells.chunk_by(|one, other| one.place.row == other.place.row).map(move |row| {
        let begin = start;
        start += row.len();
        (begin, row)
    })
}

fn layout(
    raw: &RawSheet,
    strings: &Strings,
    convention: &Convention,
    vocabulary: &Vocabulary,
    header_row: u32,
    tables: &[TableId],
) -> Layout {
    let cells =
        rows(&raw.cells).find(|(_, row)| row.first().is_some_and(|cell| cell.place.row == header_row));
    let cells = cells.map(|(_, row)| row).unwrap_or_default();
    let headers = header::meanings(cells, strings, convention, vocabulary, tables);
    let rows = filled_rows(raw, strings, convention, header_row, &headers);
    Layout { header_row, headers, rows }
}

/// The rows below the header in which something stands under a known column besides ID and kind.
fn filled_rows(
    raw: &RawSheet,
    strings: &Strings,
    convention: &Convention,
    header_row: u32,
    headers: &[Header],
) -> Vec<Row> {
    let last = headers.iter().map(|header| header.place.column).max().unwrap_or(0);
    let mut columns: Vec<Option<(ColumnId, Role)>> = vec![None; usize::try_from(last).unwrap_or(0) + 1];
    for header in headers {
        let slot = usize::try_from(header.place.column).ok().and_then(|column| columns.get_mut(column));
        if let (Some(slot), Some(column)) = (slot, header.meaning.column()) {
            *slot = Some((column, convention.column(column).role));
        }
    }
    let role_of = |cell: &Cell| {
        let column = usize::try_from(cell.place.column).ok()?;
        columns.get(column).copied().flatten().map(|(_, role)| role)
    };
    let counts =
        |cell: &Cell| matches!(role_of(cell), Some(Role::Value | Role::Free)) && is_filled(cell, strings);
    let is_example = |row: &[Cell]| {
        row.iter().any(|cell| {
            role_of(cell) == Some(Role::Id)
                && matches!(cell.value, Value::Text(text) if convention.example_ids.contains(&fold_header(strings.get(text))))
        })
    };
    rows(&raw.cells)
        .filter(|(_, row)| row.first().is_some_and(|cell| cell.place.row > header_row))
        .filter(|(_, row)| {
            row.iter().any(counts) && !is_example(row) && !repeats_header(row, strings, headers)
        })
        .filter_map(|(start, row)| {
            Some(Row { number: row.first()?.place.row, start, end: start + row.len() })
        })
        .collect()
}

/// Whether a row is the header once more, as people write above every block of rows.
fn repeats_header(row: &[Cell], strings: &Strings, headers: &[Header]) -> bool {
    let mut same = 0;
    for cell in row.iter().filter(|cell| is_filled(cell, strings)) {
        let Value::Text(text) = cell.value else { return false };
        let header = headers.iter().find(|header| header.place.column == cell.place.column);
        if header.is_none_or(|header| fold_header(&header.text) != fold_header(strings.get(text))) {
            return false;
        }
        same += 1;
    }
    same > 1
}
