//! The row of the header, and what each header means.

use std::cmp::Reverse;

use pamlint_convention::{ColumnId, Role, TableId, fold_header};
use strsim::damerau_levenshtein;

use super::view::View;
use super::vocabulary::Vocabulary;
use crate::book::Cell;
use crate::workbook::{Header, Meaning};

/// How many known headers have to stand beside that of the ID.
const BESIDE_ID: usize = 2;

/// How many known headers have to stand beside one that is nearly that of the ID.
pub(super) const NEAR_ID_NEEDS: usize = 4;

/// How many known headers make a header without ID on a sheet that bears the name of a kind.
const WITHOUT_ID: usize = 3;

/// A header of this length or longer may be two slips off, a shorter one a single slip.
const TWO_SLIPS_FROM: usize = 8;

/// A shorter header has too many neighbours that mean something else.
const ONE_SLIP_FROM: usize = 4;

/// How many unknown headers of a row are compared with those that are known. A header row is not
/// wider than that, but a file can have 16,384 columns.
const MOST_COMPARED: usize = 256;

/// A row that can be the header of accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// The row, from 1.
    pub row: u32,
    /// How many different columns besides the ID it names.
    pub known: usize,
}

/// The header of a sheet of accounts: the first row that names the ID and enough besides, else the
/// first that nearly names the ID and a little more besides.
pub(super) fn accounts(sheet: &View<'_>, vocabulary: &Vocabulary<'_>) -> Option<Found> {
    let mut near = None;
    for cells in sheet.head() {
        let columns = named(sheet, vocabulary, cells, None);
        let is_id = |column: &&ColumnId| vocabulary.role(**column) == Role::Id;
        let known = columns.iter().filter(|column| !is_id(column)).count();
        let found = Found { row: cells.first()?.place.row, known };
        if columns.iter().any(|column| is_id(&column)) {
            if known >= BESIDE_ID {
                return Some(found);
            }
        } else if near.is_none() && known >= NEAR_ID_NEEDS && has_near_id(sheet, vocabulary, cells) {
            near = Some(found);
        }
    }
    near
}

/// The header of a sheet that bears the name of a kind but names no ID.
pub(super) fn without_id(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, kind: TableId) -> Option<u32> {
    let table = vocabulary.convention.table(kind);
    sheet.head().find_map(|cells| {
        let columns = named(sheet, vocabulary, cells, Some(kind));
        let known = columns.iter().filter(|column| table.position(**column).is_some()).count();
        (known >= WITHOUT_ID).then(|| cells.first().map(|cell| cell.place.row))?
    })
}

/// The header of another sheet: the first row that names all of its columns, else the first of those
/// that name the most of them, if that is half.
pub(super) fn auxiliary(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, table: TableId) -> Option<u32> {
    let wanted = vocabulary.convention.table(table).fields.len();
    let rows = sheet.head().filter_map(|cells| {
        let known = named(sheet, vocabulary, cells, Some(table)).len();
        Some((known, Reverse(cells.first()?.place.row)))
    });
    let (known, Reverse(row)) = rows.max()?;
    (known > 0 && known * 2 >= wanted).then_some(row)
}

/// What the headers of a row mean; `table` is what the sheet holds, `None` for several kinds.
pub(super) fn read(
    sheet: &View<'_>,
    vocabulary: &Vocabulary<'_>,
    row: u32,
    table: Option<TableId>,
) -> Vec<Header> {
    let cells = || sheet.row(row).iter().filter(|cell| sheet.is_filled(cell));
    let very: Vec<ColumnId> =
        cells().filter_map(|cell| vocabulary.very_column(&sheet.shown(cell), table)).collect();
    let mut taken = Vec::new();
    let mut headers: Vec<Header> = cells()
        .map(|cell| {
            let text = sheet.shown(cell);
            let is_very = vocabulary.very_column(&text, table).is_some();
            let meaning = match vocabulary.column(&text, table) {
                // Beside `Address`, `Address (old)` is something else.
                Some(column) if !is_very && (very.contains(&column) || taken.contains(&column)) => {
                    Meaning::Unknown
                }
                Some(column) if taken.contains(&column) => Meaning::Again(column),
                Some(column) => {
                    taken.push(column);
                    Meaning::Column(column)
                }
                None => Meaning::Unknown,
            };
            Header { place: cell.place, text, meaning }
        })
        .collect();
    let mut missing = vocabulary.columns_of(table);
    missing.retain(|(column, _)| !taken.contains(column));
    let missing: Vec<Candidate<'_>> =
        missing.iter().map(|(column, names)| Candidate { column: *column, names: &names.folded }).collect();
    read_near(&mut headers, &missing);
    headers
}

/// A column that no header means, by its folded headers.
struct Candidate<'c> {
    column: ColumnId,
    names: &'c [String],
}

/// Reads unknown headers as the columns that they nearly name: each column once, by the header that is
/// nearest, the leftmost of equals.
fn read_near(headers: &mut [Header], missing: &[Candidate<'_>]) {
    let unknown = headers.iter().enumerate().filter(|(_, header)| header.meaning == Meaning::Unknown);
    let mut near: Vec<(usize, usize, ColumnId)> = unknown
        .take(MOST_COMPARED)
        .filter_map(|(position, header)| {
            let (slips, column) = nearest(&fold_header(&header.text), missing)?;
            Some((slips, position, column))
        })
        .collect();
    near.sort_unstable();
    let mut taken = Vec::new();
    for (_, position, column) in near {
        if !taken.contains(&column)
            && let Some(header) = headers.get_mut(position)
        {
            taken.push(column);
            header.meaning = Meaning::Nearly(column);
        }
    }
}

/// The column that a folded header nearly names, if there is one that is nearer than all others.
fn nearest(folded: &str, columns: &[Candidate<'_>]) -> Option<(usize, ColumnId)> {
    let mut best: Vec<(usize, ColumnId)> = columns
        .iter()
        .filter_map(|candidate| {
            let slips = candidate.names.iter().filter_map(|name| slips(folded, name)).min()?;
            Some((slips, candidate.column))
        })
        .collect();
    best.sort_unstable();
    match best.as_slice() {
        [only] => Some(*only),
        [first, second, ..] if first.0 < second.0 => Some(*first),
        _ => None,
    }
}

/// How many slips there are between a folded header and a known one, if they are few.
fn slips(folded: &str, known: &str) -> Option<usize> {
    let (length, other) = (folded.chars().count(), known.chars().count());
    let allowed = match other {
        TWO_SLIPS_FROM.. => 2,
        ONE_SLIP_FROM.. => 1,
        _ => return None,
    };
    if length.abs_diff(other) > allowed {
        return None;
    }
    let slips = damerau_levenshtein(folded, known);
    (slips <= allowed).then_some(slips)
}

/// Whether a row has a header that is nearly that of an ID.
fn has_near_id(sheet: &View<'_>, vocabulary: &Vocabulary<'_>, cells: &[Cell]) -> bool {
    let ids: Vec<ColumnId> = vocabulary
        .kinds()
        .flat_map(|(_, table)| table.fields.iter().map(|field| field.column))
        .filter(|column| vocabulary.role(*column) == Role::Id)
        .collect();
    let texts =
        cells.iter().map(|cell| sheet.text(cell)).filter(|text| vocabulary.column(text, None).is_none());
    texts.take(MOST_COMPARED).map(fold_header).any(|folded| {
        ids.iter().any(|id| {
            vocabulary.convention.column(*id).folded.iter().any(|name| slips(&folded, name).is_some())
        })
    })
}

/// The different columns that the cells of a row name.
fn named(
    sheet: &View<'_>,
    vocabulary: &Vocabulary<'_>,
    cells: &[Cell],
    table: Option<TableId>,
) -> Vec<ColumnId> {
    let mut columns: Vec<ColumnId> =
        cells.iter().filter_map(|cell| vocabulary.column(sheet.text(cell), table)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}
