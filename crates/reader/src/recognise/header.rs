//! Headers: which row they stand in, and what each of them means.

use pamlint_convention::{ColumnId, Convention, Role, TableId, fold_header};
use rustc_hash::FxHashMap;
use strsim::damerau_levenshtein;

use super::{HEADER_ROWS, is_filled, rows};
use crate::book::{Cell, Strings, Value};
use crate::workbook::{Header, Meaning};

/// The headers that a convention knows, for some of its sheets.
pub(super) struct Vocabulary {
    /// Columns by each of their headers; several where sheets use the same header for different columns.
    columns: FxHashMap<String, Vec<ColumnId>>,
}

impl Vocabulary {
    /// The headers of all kinds, and those of the columns that say which kind a row is of.
    pub(super) fn of_kinds(convention: &Convention) -> Vocabulary {
        let on_kinds = convention
            .all_tables()
            .filter(|(_, table)| table.is_kind)
            .flat_map(|(_, table)| table.fields.iter().map(|field| field.column));
        let of_role =
            convention.all_columns().filter(|(_, column)| column.role == Role::Kind).map(|(id, _)| id);
        Vocabulary::new(convention, on_kinds.chain(of_role))
    }

    /// The headers of one sheet.
    pub(super) fn of_table(convention: &Convention, table: TableId) -> Vocabulary {
        Vocabulary::new(convention, convention.table(table).fields.iter().map(|field| field.column))
    }

    fn new(convention: &Convention, ids: impl Iterator<Item = ColumnId>) -> Vocabulary {
        let mut columns: FxHashMap<String, Vec<ColumnId>> = FxHashMap::default();
        for id in ids {
            for header in &convention.column(id).folded {
                let known = columns.entry(header.clone()).or_default();
                if !known.contains(&id) {
                    known.push(id);
                }
            }
        }
        Vocabulary { columns }
    }

    /// The columns that a header may mean.
    pub(super) fn meanings(&self, folded: &str) -> &[ColumnId] {
        self.columns.get(folded).map_or(&[], Vec::as_slice)
    }

    /// How many columns there are.
    fn len(&self) -> usize {
        let mut all: Vec<ColumnId> = self.columns.values().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }
}

/// What the cells of one row know.
struct Known {
    row: u32,
    columns: usize,
    has_id: bool,
    has_near_id: bool,
}

fn known_rows<'a>(
    cells: &'a [Cell],
    strings: &'a Strings,
    convention: &'a Convention,
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = Known> + 'a {
    rows(cells)
        .map_while(|(_, row)| Some((row.first()?.place.row, row)))
        .take_while(|(number, _)| *number <= HEADER_ROWS)
        .map(move |(number, row)| {
            let mut found: Vec<ColumnId> = Vec::new();
            let mut has_near_id = false;
            for cell in row {
                let Some(folded) = folded_text(cell, strings) else { continue };
                let meanings = vocabulary.meanings(&folded);
                if meanings.is_empty() {
                    has_near_id |= vocabulary.columns.iter().any(|(header, columns)| {
                        columns.iter().any(|column| convention.column(*column).role == Role::Id)
                            && is_near(&folded, header)
                    });
                }
                found.extend(meanings.first());
            }
            found.sort_unstable();
            found.dedup();
            let has_id = found.iter().any(|column| convention.column(*column).role == Role::Id);
            Known { row: number, columns: found.len(), has_id, has_near_id }
        })
}

/// The header row of a sheet of accounts: the first with the ID header and two others.
///
/// A slip in the ID header is looked through when four others are right; a sheet called as a kind is
/// one even without it, so that what is missing can be said.
pub(super) fn of_accounts(
    cells: &[Cell],
    strings: &Strings,
    convention: &Convention,
    vocabulary: &Vocabulary,
    is_called_as_kind: bool,
) -> Option<u32> {
    let known: Vec<Known> = known_rows(cells, strings, convention, vocabulary).collect();
    let first = |test: &dyn Fn(&Known) -> bool| known.iter().find(|known| test(known)).map(|known| known.row);
    first(&|known| known.has_id && known.columns >= 3)
        .or_else(|| first(&|known| known.has_near_id && known.columns >= 4))
        .or_else(|| is_called_as_kind.then(|| first(&|known| known.columns >= 3)).flatten())
}

/// The header row of another sheet: the first with all its columns, else with half of them.
pub(super) fn of_auxiliary(cells: &[Cell], strings: &Strings, vocabulary: &Vocabulary) -> Option<u32> {
    let all = vocabulary.len();
    if all == 0 {
        return None;
    }
    let count = |row: &[Cell]| {
        let mut found: Vec<ColumnId> = row
            .iter()
            .filter_map(|cell| vocabulary.meanings(&folded_text(cell, strings)?).first().copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    let counted: Vec<(u32, usize)> = rows(cells)
        .filter_map(|(_, row)| Some((row.first()?.place.row, count(row))))
        .take_while(|(row, _)| *row <= HEADER_ROWS)
        .collect();
    let first = |enough: usize| counted.iter().find(|(_, count)| *count >= enough).map(|(row, _)| *row);
    first(all).or_else(|| first(all.div_ceil(2).max(1)))
}

fn folded_text(cell: &Cell, strings: &Strings) -> Option<String> {
    let Value::Text(text) = cell.value else { return None };
    let folded = fold_header(strings.get(text));
    (!folded.is_empty()).then_some(folded)
}

/// Whether a header is a slip away from another: one, or two in a long one.
fn is_near(folded: &str, known: &str) -> bool {
    let length = folded.chars().count().min(known.chars().count());
    let most = if length >= 8 { 2 } else { 1 };
    length >= 4 && folded.len().abs_diff(known.len()) <= 8 && damerau_levenshtein(folded, known) <= most
}

/// What each header of a row means on a sheet with rows of these tables.
pub(super) fn meanings(
    cells: &[Cell],
    strings: &Strings,
    convention: &Convention,
    vocabulary: &Vocabulary,
    tables: &[TableId],
) -> Vec<Header> {
    let on_sheet = |column: &ColumnId| {
        convention.column(*column).role == Role::Kind
            || tables.iter().any(|table| convention.table(*table).position(*column).is_some())
    };
    let mut headers: Vec<Header> = Vec::new();
    for cell in cells.iter().filter(|cell| is_filled(cell, strings)) {
        let text = match cell.value {
            Value::Text(text) | Value::Error(text) => strings.get(text).to_owned(),
            Value::Number(number) => number.to_string(),
            Value::FormulaWithoutValue => continue,
        };
        let candidates = vocabulary.meanings(&fold_header(&text));
        let column = candidates.iter().copied().find(on_sheet).or_else(|| candidates.first().copied());
        let meaning = match column {
            None => Meaning::Unknown,
            Some(column) if headers.iter().any(|header| header.meaning.column() == Some(column)) => {
                Meaning::Again(column)
            }
            Some(column) => Meaning::Column(column),
        };
        headers.push(Header { place: cell.place, text, meaning });
    }
    let near: Vec<(usize, ColumnId)> = headers
        .iter()
        .enumerate()
        .filter(|(_, header)| header.meaning == Meaning::Unknown)
        .filter_map(|(index, header)| Some((index, nearly(header, &headers, convention, tables)?)))
        .collect();
    for (index, column) in &near {
        // Two headers that are both nearly the same column leave open which is meant.
        let is_only = near.iter().filter(|(_, other)| other == column).count() == 1;
        if let Some(header) = headers.get_mut(*index).filter(|_| is_only) {
            header.meaning = Meaning::Nearly(*column);
        }
    }
    headers
}

/// The one column of the sheet that no header means and that this header nearly does.
fn nearly(
    header: &Header,
    headers: &[Header],
    convention: &Convention,
    tables: &[TableId],
) -> Option<ColumnId> {
    let folded = fold_header(&header.text);
    let is_free = |column: &ColumnId| headers.iter().all(|header| header.meaning.column() != Some(*column));
    let mut columns: Vec<ColumnId> = tables
        .iter()
        .flat_map(|table| convention.table(*table).fields.iter().map(|field| field.column))
        .filter(is_free)
        .filter(|column| convention.column(*column).folded.iter().any(|known| is_near(&folded, known)))
        .collect();
    columns.sort_unstable();
    columns.dedup();
    match columns.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}
