//! A reference list in a file: which of its columns mean what, and what stands in its rows.

use std::fmt::Display;

use pamlint_convention::{Reference, fold_header, nearest};
use pamlint_words::{Language, Words};

use crate::book::{Book, RawSheet};
use crate::recognise::View;
use pamlint_package::CellRef;

/// How many headers a message names.
const MOST_NAMED: usize = 12;

/// What stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The sheet on which it was found.
    pub sheet: String,
    /// The row of the header, from 1.
    pub header_row: u32,
    /// The filled rows below it: Excel's number, and a value for each column of the [`Reference`], without
    /// blanks around it and empty where there is none.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// Why a file holds no list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::EN))]
pub enum ListProblem {
    /// Nothing stands in it.
    Empty {
        /// The headers that are needed.
        wanted: String,
    },
    /// No row has the headers.
    NoColumn {
        /// The row that was taken for the header, from 1.
        row: u32,
        /// The column.
        missing: String,
        /// The header that was most likely meant.
        near: Option<String>,
        /// The headers that stand there.
        found: String,
    },
    /// Two headers mean the same.
    Twice {
        /// The row of the header, from 1.
        row: u32,
        /// The column.
        column: String,
        /// The header that stands first.
        first: String,
        /// The other.
        second: String,
    },
    /// Nothing stands below the header.
    NoEntries {
        /// The row of the header, from 1.
        row: u32,
    },
}

impl ListProblem {
    /// What is wrong, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let words = &Words::of(language).reading.lists;
        match self {
            ListProblem::Empty { wanted } => words.empty.fill(&[("wanted", wanted)]),
            ListProblem::NoColumn { row, missing, near: None, found } => {
                words.no_column.fill(&[("row", row), ("missing", missing), ("found", found)])
            }
            ListProblem::NoColumn { row, missing, near: Some(near), found } => {
                let values: [(&str, &dyn Display); 4] =
                    [("row", row), ("missing", missing), ("near", near), ("found", found)];
                words.near_column.fill(&values)
            }
            ListProblem::Twice { row, column, first, second } => {
                let values: [(&str, &dyn Display); 4] =
                    [("row", row), ("column", column), ("first", first), ("second", second)];
                words.twice.fill(&values)
            }
            ListProblem::NoEntries { row } => words.no_entries.fill(&[("row", row)]),
        }
    }
}

/// Finds a list in a file: on the first sheet of which a row has the headers that the list needs.
///
/// # Errors
/// When there is no such sheet, or nothing below the headers.
pub fn read_listing(book: &Book, list: &Reference) -> Result<Listing, ListProblem> {
    let mut rows = Vec::new();
    let (sheet, header_row) = each_entry(book, list, |row, values| rows.push((row, values.to_vec())))?;
    Ok(Listing { sheet: sheet.to_owned(), header_row, rows })
}

/// Finds a list as [`read_listing`] does, and shows `each` its entries one by one: Excel's number of the row, and a
/// value for each column. For a list of which not all is to be kept. Gives the sheet, and the row of its header.
///
/// # Errors
/// As [`read_listing`].
pub fn each_entry<'b>(
    book: &'b Book,
    list: &Reference,
    mut each: impl FnMut(u32, &[String]),
) -> Result<(&'b str, u32), ListProblem> {
    let mut first_problem = None;
    for sheet in book.sheets.iter().filter(|sheet| !sheet.cells.is_empty()) {
        match on_sheet(book, sheet, list, &mut each) {
            Ok(row) => return Ok((&sheet.name, row)),
            Err(problem) => {
                first_problem.get_or_insert(problem);
            }
        }
    }
    Err(first_problem.unwrap_or_else(|| ListProblem::Empty { wanted: needed(list).join(", ") }))
}

/// Shows `each` the filled rows of a file, sheet by sheet: the position of the sheet, and the columns, from 1, with what
/// is shown in them.
pub fn each_row(book: &Book, mut each: impl FnMut(usize, &[(u32, String)])) {
    for (position, sheet) in book.sheets.iter().enumerate() {
        let view = View::new(sheet, &book.strings);
        for cells in sheet.cells.chunk_by(|one, next| one.place.row == next.place.row) {
            let filled = cells.iter().filter(|cell| view.is_filled(cell));
            let row: Vec<(u32, String)> =
                filled.map(|cell| (cell.place.column, view.shown(cell).trim().to_owned())).collect();
            if !row.is_empty() {
                each(position, &row);
            }
        }
    }
}

fn on_sheet(
    book: &Book,
    sheet: &RawSheet,
    list: &Reference,
    each: &mut impl FnMut(u32, &[String]),
) -> Result<u32, ListProblem> {
    let view = View::new(sheet, &book.strings);
    let mut best: Option<(usize, u32)> = None;
    for cells in view.head() {
        let named = cells.iter().filter_map(|cell| column_of(list, &view.shown(cell))).count();
        let row = cells.first().map_or(1, |cell| cell.place.row);
        let is_filled = cells.iter().any(|cell| view.is_filled(cell));
        // Where no header is known, the first row with anything in it was meant to be one.
        if is_filled && best.is_none_or(|(known, _)| named > known) {
            best = Some((named, row));
        }
    }
    let Some((_, row)) = best else { return Err(ListProblem::Empty { wanted: needed(list).join(", ") }) };
    let headers: Vec<(u32, String)> = view
        .row(row)
        .iter()
        .filter(|cell| view.is_filled(cell))
        .map(|cell| (cell.place.column, view.shown(cell)))
        .collect();
    let mut columns: Vec<Option<u32>> = vec![None; list.columns.len()];
    for (place, header) in &headers {
        let Some(position) = column_of(list, header) else { continue };
        match columns.get_mut(position) {
            Some(column @ None) => *column = Some(*place),
            Some(Some(first)) => {
                let first = headers.iter().find(|(place, _)| place == first).map(|(_, header)| header.trim());
                return Err(ListProblem::Twice {
                    row,
                    column: list.columns.get(position).map(|column| column.key.clone()).unwrap_or_default(),
                    first: first.unwrap_or_default().to_owned(),
                    second: header.trim().to_owned(),
                });
            }
            None => {}
        }
    }
    for (column, found) in list.columns.iter().zip(&columns) {
        if column.required && found.is_none() {
            return Err(missing(row, column, &headers));
        }
    }
    let found = rows(&view, sheet, (row, &columns), each);
    if found == 0 { Err(ListProblem::NoEntries { row }) } else { Ok(row) }
}

fn column_of(list: &Reference, header: &str) -> Option<usize> {
    let folded = fold_header(header);
    list.columns.iter().position(|column| !folded.is_empty() && column.folded.contains(&folded))
}

fn needed(list: &Reference) -> Vec<&str> {
    list.columns.iter().filter(|column| column.required).map(|column| column.key.as_str()).collect()
}

fn missing(row: u32, column: &pamlint_convention::ReferenceColumn, headers: &[(u32, String)]) -> ListProblem {
    let near = headers.iter().find(|(_, header)| {
        let folded = fold_header(header);
        nearest(&folded, column.folded.iter().map(String::as_str)).is_some()
    });
    let near = near.map(|(_, header)| header.trim().to_owned());
    let mut found: Vec<String> =
        headers.iter().take(MOST_NAMED).map(|(_, header)| shortened(header.trim())).collect();
    if headers.len() > MOST_NAMED {
        found.push("…".to_owned());
    }
    ListProblem::NoColumn { row, missing: column.key.clone(), near, found: found.join(", ") }
}

fn shortened(text: &str) -> String {
    let one_line: String =
        text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    match one_line.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", one_line.get(..end).unwrap_or_default()),
        None => one_line,
    }
}

/// Shows `each` the filled rows below the header; gives their number.
fn rows(
    view: &View<'_>,
    sheet: &RawSheet,
    (header, columns): (u32, &[Option<u32>]),
    each: &mut impl FnMut(u32, &[String]),
) -> usize {
    let start = view.start_of(header.saturating_add(1));
    let below = sheet.cells.get(start..).unwrap_or_default();
    let mut count = 0;
    let mut values: Vec<String> = Vec::with_capacity(columns.len());
    for cells in below.chunk_by(|one, next| one.place.row == next.place.row) {
        let Some(number) = cells.first().map(|cell| cell.place.row) else { continue };
        values.clear();
        values.extend(columns.iter().map(|column| {
            let place = column.map(|column| CellRef::new(number, column));
            let found = place
                .and_then(|place| cells.binary_search_by_key(&place, |cell| cell.place).ok())
                .and_then(|position| cells.get(position));
            found.map(|cell| view.shown(cell).trim().to_owned()).unwrap_or_default()
        }));
        if values.iter().any(|value| !value.is_empty()) {
            each(number, &values);
            count += 1;
        }
    }
    count
}
