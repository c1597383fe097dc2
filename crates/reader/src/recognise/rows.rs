//! The filled rows below a header.

use pamlint_convention::{ColumnId, Role, TableId, fold_header, folds_to};
use pamlint_package::Area;

use super::account::Accounts;
use super::view::{self, View};
use super::vocabulary::{Examples, Vocabulary};
use crate::book::{Cell, Value};
use crate::workbook::{Header, Packed, Row};

/// How many known headers make a row below the header a header of its own.
const SECOND_HEADER: usize = 3;

/// The rows below a header in which something stands besides the ID and the kind.
#[derive(Default)]
pub(super) struct Filled {
    /// Those that hold what the sheet is for.
    pub rows: Vec<Row>,
    /// Those on a sheet of accounts that are none.
    pub others: Vec<Row>,
    /// The cells that hold all of an account.
    pub packed: Vec<Packed>,
    /// The row of a second header with other columns; nothing below it is among the others.
    pub second_header: Option<u32>,
}

/// The rows of a sheet of accounts; `table` is their kind, `None` for several.
pub(super) fn accounts(
    sheet: &View<'_>,
    vocabulary: &Vocabulary<'_>,
    headers: &[Header],
    table: Option<TableId>,
) -> Filled {
    let accounts = Accounts::new(vocabulary, headers, table);
    let mut found = Filled::default();
    for below in below(sheet, vocabulary, headers, |role| !matches!(role, Role::Id | Role::Kind)) {
        match below {
            Below::Row(row) | Below::Idle(row) => {
                let cells = sheet.raw.cells.get(row.start..row.end).unwrap_or_default();
                match accounts.packed(sheet, cells) {
                    Some(packed) => found.packed.push(packed),
                    None if matches!(below, Below::Idle(_)) => {}
                    None if accounts.holds(sheet, cells) => found.rows.push(row),
                    None => found.others.push(row),
                }
            }
            Below::SecondHeader(row) => found.second_header = Some(row),
        }
    }
    found
}

/// The rows of another sheet.
pub(super) fn auxiliary(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, headers: &[Header]) -> Vec<Row> {
    let rows = below(sheet, vocabulary, headers, |role| !matches!(role, Role::Id | Role::Kind));
    rows.filter_map(Below::row).collect()
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
        .filter_map(Below::row)
        .flat_map(|row| sheet.raw.cells.get(row.start..row.end).unwrap_or_default())
        .filter(move |cell| columns.contains(&cell.place.column) && sheet.is_filled(cell))
        .map(|cell| sheet.text(cell))
}

/// What stands below a header.
enum Below {
    /// A filled row.
    Row(Row),
    /// A row with nothing in a column that counts.
    Idle(Row),
    /// The row of another header, from 1, behind which nothing is read.
    SecondHeader(u32),
}

impl Below {
    fn row(self) -> Option<Row> {
        match self {
            Below::Row(row) => Some(row),
            Below::Idle(_) | Below::SecondHeader(_) => None,
        }
    }
}

/// The rows below a header down to a second one, told apart by whether something stands in a column of a role that
/// counts.
///
/// Left out are rows that only show how to fill in the workbook, the header where it is repeated above a second
/// block, and the totals row of a table in which all of the row stands: beside a small table there may be an account.
fn below<'v>(
    sheet: &'v View<'_>,
    vocabulary: &'v Vocabulary<'_>,
    headers: &'v [Header],
    counts: impl Fn(Role) -> bool,
) -> impl Iterator<Item = Below> + 'v {
    let counted = columns(headers, |column| counts(vocabulary.role(column)));
    let folded: Vec<(u32, String)> =
        headers.iter().map(|header| (header.place.column, fold_header(&header.text))).collect();
    let first = headers.first().map_or(u32::MAX, |header| header.place.row.saturating_add(1));
    let mut start = sheet.start_of(first);
    let mut rows = view::rows(sheet.raw.cells.get(start..).unwrap_or_default());
    std::iter::from_fn(move || {
        loop {
            let cells = rows.next()?;
            let row = Row { number: cells.first()?.place.row, start, end: start + cells.len() };
            start = row.end;
            if is_total(sheet, cells) {
                continue;
            }
            if could_be_header(sheet, cells) {
                match again(sheet, vocabulary, cells, headers) {
                    Again::Same => continue,
                    Again::Other => {
                        rows = view::rows(&[]);
                        return Some(Below::SecondHeader(row.number));
                    }
                    Again::No if is_header_again(sheet, cells, &folded) => continue,
                    Again::No => {}
                }
            }
            let is_counted =
                |cell: &Cell| counted.binary_search(&cell.place.column).is_ok() && sheet.is_filled(cell);
            if !cells.iter().any(is_counted) {
                return Some(Below::Idle(row));
            }
            if !is_example(sheet, vocabulary, cells, headers) {
                return Some(Below::Row(row));
            }
        }
    })
}

/// The numbers of the columns, ascending, whose meaning is wanted.
fn columns(headers: &[Header], is_wanted: impl Fn(ColumnId) -> bool) -> Vec<u32> {
    let wanted = headers.iter().filter(|header| header.meaning.column().is_some_and(&is_wanted));
    wanted.map(|header| header.place.column).collect()
}

/// True when all that stands in a row belongs to the totals row of a table.
fn is_total(sheet: &View<'_>, cells: &[Cell]) -> bool {
    let covers = |area: &Area| {
        cells.iter().filter(|cell| sheet.is_filled(cell)).all(|cell| {
            cell.place.row == area.last.row
                && (area.first.column..=area.last.column).contains(&cell.place.column)
        })
    };
    sheet.raw.totals.iter().any(covers)
}

/// Whether a row is an example, as its ID says.
fn is_example(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, cells: &[Cell], headers: &[Header]) -> bool {
    let meaning = |cell: &Cell| {
        headers.iter().find(|header| header.place.column == cell.place.column)?.meaning.column()
    };
    let role = |cell: &Cell| meaning(cell).map(|column| vocabulary.role(column));
    let mut ids = cells.iter().filter(|cell| role(cell) == Some(Role::Id));
    let is_templates = |cell: &Cell| {
        let text = sheet.text(cell);
        meaning(cell).is_none_or(|column| vocabulary.is_template_value(column, text))
    };
    ids.any(|cell| vocabulary.is_example(sheet.text(cell)))
        && match vocabulary.examples {
            Examples::Called => true,
            Examples::OfTemplate => cells
                .iter()
                .filter(|cell| sheet.is_filled(cell) && role(cell) == Some(Role::Value))
                .all(is_templates),
        }
}

/// Whether a row is worth comparing with headers: nearly every other begins with an ID, or holds a number.
fn could_be_header(sheet: &View<'_>, cells: &[Cell]) -> bool {
    let mut filled = cells.iter().filter(|cell| sheet.is_filled(cell)).take(2);
    let is_header = |cell: &Cell| {
        matches!(cell.value, Value::Text(_)) && !sheet.text(cell).bytes().any(|byte| byte.is_ascii_digit())
    };
    filled.next().is_some_and(is_header) && filled.next().is_some_and(is_header)
}

/// What a row below the header has to do with headers.
enum Again {
    /// It is none.
    No,
    /// It names columns of the sheet where they stand.
    Same,
    /// It names others, or in another order.
    Other,
}

fn again(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, cells: &[Cell], headers: &[Header]) -> Again {
    let filled: Vec<&Cell> = cells.iter().filter(|cell| sheet.is_filled(cell)).collect();
    let meaning = |cell: &Cell| {
        headers.iter().find(|header| header.place.column == cell.place.column)?.meaning.column()
    };
    let mut known: Vec<ColumnId> = Vec::new();
    let mut in_place = 0;
    for cell in &filled {
        let meanings = vocabulary.meanings(sheet.text(cell));
        if meanings.is_empty() {
            continue;
        }
        if meaning(cell).is_some_and(|column| meanings.contains(&column)) {
            in_place += 1;
        }
        known.extend(meanings.first());
    }
    let named = known.len();
    known.sort_unstable();
    known.dedup();
    if known.len() >= SECOND_HEADER && named * 2 > filled.len() {
        return if in_place == named { Again::Same } else { Again::Other };
    }
    // The header of another sheet's table, whole.
    let texts: Vec<String> = filled.iter().map(|cell| fold_header(sheet.text(cell))).collect();
    let names_all = vocabulary.convention.tables.iter().filter(|table| !table.is_kind).any(|table| {
        let names = |field: &pamlint_convention::Field| &vocabulary.convention.column(field.column).folded;
        table.fields.len() > 1
            && table.fields.len() == texts.len()
            && table.fields.iter().all(|field| texts.iter().any(|text| names(field).contains(text)))
    });
    let is_account_sheet = headers
        .iter()
        .filter_map(|header| header.meaning.column())
        .any(|column| vocabulary.role(column) == Role::Id);
    if names_all && is_account_sheet { Again::Other } else { Again::No }
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
