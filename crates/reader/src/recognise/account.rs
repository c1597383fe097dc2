//! Rows that are no account: totals, legends, instructions, titles, remarks beside an ID.
//!
//! A row with mistakes in it is an account all the same. It is none only where nothing in it is like a value of its
//! column; in doubt it is one.

mod hint;

use std::cell::OnceCell;

use pamlint_convention::{Placeholder, Role, TableId, fold_header};
use pamlint_package::Merged;
use rustc_hash::FxHashMap;

use super::header::{LONGEST_ROW, SEPARATORS};
use super::likeness::{Holds, Likeness, NAME_PIECES, likeness, of_text};
use super::view::View;
use super::vocabulary::{self, Vocabulary};
use crate::book::Cell;
use crate::workbook::{Header, Packed, Row};

/// So many filled cells beside an ID, the comments left out, are more than a remark.
const MORE_THAN_A_REMARK: usize = 2;

/// So many filled cells without an ID are more than a total or a legend.
const MORE_THAN_A_LEGEND: usize = 4;

/// So many cells that say what belongs in their column are a legend.
const A_LEGEND: usize = 3;

/// So many values in one cell may be a row.
const FEWEST_PACKED: usize = 4;

/// So many of them are certainly values of the columns where they would stand.
const SURE_PACKED: usize = 2;

/// An explanation with more words is looked at no further.
const MOST_WORDS: usize = 30;

/// The longest ID, in bytes.
const LONGEST_ID: usize = 40;

/// The columns of a sheet by which an account is known.
pub(super) struct Accounts<'c> {
    ids: Vec<u32>,
    kinds: Vec<u32>,
    /// The row of the header, from 1.
    header: u32,
    values: FxHashMap<u32, Holds>,
    /// The names of each column.
    headers: FxHashMap<u32, &'c [String]>,
    vocabulary: &'c Vocabulary<'c>,
    /// The merged areas over the columns with values.
    merged: OnceCell<Vec<Merged>>,
}

impl<'c> Accounts<'c> {
    /// The columns below headers; `table` is the kind of the sheet, `None` for several.
    pub fn new(vocabulary: &'c Vocabulary<'c>, headers: &[Header], table: Option<TableId>) -> Accounts<'c> {
        let mut accounts = Accounts {
            ids: Vec::new(),
            kinds: Vec::new(),
            header: headers.first().map_or(u32::MAX, |header| header.place.row),
            values: FxHashMap::default(),
            headers: FxHashMap::default(),
            vocabulary,
            merged: OnceCell::new(),
        };
        for header in headers {
            let (Some(column), number) = (header.meaning.column(), header.place.column) else { continue };
            accounts.headers.insert(number, &vocabulary.convention.column(column).folded);
            match vocabulary.role(column) {
                Role::Id => accounts.ids.push(number),
                Role::Kind => accounts.kinds.push(number),
                Role::Free => {}
                Role::Value => {
                    accounts.values.insert(number, Holds::of(vocabulary.convention, column, table));
                }
            }
        }
        accounts
    }

    /// Whether a row is an account, as far as anybody can tell.
    pub fn holds(&self, sheet: &View<'_>, cells: &[Cell]) -> bool {
        if self.surely_says_something(sheet, cells) {
            return !self.is_hint(sheet, cells);
        }
        if self.says_nothing(sheet, cells) || self.is_hint(sheet, cells) {
            return false;
        }
        let (mut words, mut counts, mut filled) = (0, 0, 0);
        for cell in cells {
            let Some(holds) = self.values.get(&cell.place.column) else { continue };
            filled += usize::from(sheet.is_filled(cell));
            match likeness(sheet, cell, holds) {
                Likeness::Sure => return true,
                Likeness::Word => words += 1,
                Likeness::Count => counts += 1,
                Likeness::None => {}
            }
        }
        let is_named = || self.is_named(sheet, cells);
        let is_like_one = words > 1 || filled >= MORE_THAN_A_LEGEND;
        (is_like_one && (is_named() || !self.is_explanation(sheet, cells)))
            || ((words + counts > 0 || filled >= MORE_THAN_A_REMARK) && is_named())
            || self.is_merged(sheet, cells)
    }

    /// Whether a cell is surely a value, and another one is not the same: then something is said, as in most rows.
    fn surely_says_something(&self, sheet: &View<'_>, cells: &[Cell]) -> bool {
        let mut values = cells.iter().filter_map(|cell| {
            let holds = self.values.get(&cell.place.column).filter(|_| sheet.is_filled(cell))?;
            let text = sheet.text(cell).trim();
            (!is_dash(text)).then_some((cell, holds, text))
        });
        let Some((cell, holds, first)) = values.next() else { return false };
        let is_sure = !matches!(holds, Holds::Text) && likeness(sheet, cell, holds) == Likeness::Sure;
        is_sure && values.any(|(_, _, other)| start(other) != start(first))
    }

    /// Whether nothing is said of an account: the same stands in every column, a number behind it aside (arrows of a
    /// filter, `Column1` and so on), or a dash, or a remark.
    fn says_nothing(&self, sheet: &View<'_>, cells: &[Cell]) -> bool {
        let placeholders = &self.vocabulary.convention.placeholders;
        let (mut said, mut is_like_a_value, mut is_filled) = (Vec::new(), false, false);
        for cell in cells.iter().filter(|cell| sheet.is_filled(cell)) {
            let (text, holds) = (sheet.text(cell).trim(), self.values.get(&cell.place.column));
            let is_own_id = self.ids.contains(&cell.place.column) && is_id(text);
            if holds.is_none() && (is_own_id || !self.ids.contains(&cell.place.column)) {
                continue;
            }
            is_filled |= holds.is_some();
            match placeholders.of(text) {
                _ if self.is_remark(text) => {}
                Some(Placeholder::Nothing) if is_dash(text) => {}
                // What is still to come, or as in the row above, is part of an account.
                Some(_) => return false,
                None => {}
            }
            if is_dash(text) {
                continue;
            }
            is_like_a_value |= holds.is_some_and(|holds| {
                !matches!(holds, Holds::Text) && likeness(sheet, cell, holds) == Likeness::Sure
            });
            said.push(text);
        }
        let first = said.first().map(|first| start(first)).unwrap_or_default();
        let is_alike = said.iter().all(|other| start(other) == first);
        let is_remark = || said.iter().all(|text| self.is_remark(text));
        is_filled
            && match said.len() {
                0 => true,
                MORE_THAN_A_LEGEND.. if is_alike && !first.is_empty() => true,
                MORE_THAN_A_REMARK.. if is_alike => !is_like_a_value,
                _ => !is_like_a_value && is_remark(),
            }
    }

    /// The cell in which the values of a whole account stand, alone in its row, and what separates them.
    pub fn packed(&self, sheet: &View<'_>, cells: &[Cell]) -> Option<Packed> {
        let mut filled = cells.iter().filter(|cell| sheet.is_filled(cell));
        let cell = filled.next().filter(|_| filled.next().is_none())?;
        let text = Some(sheet.text(cell)).filter(|text| text.len() <= LONGEST_ROW)?;
        let is_row = |separator: &char| {
            let values = || (cell.place.column..).zip(text.split(*separator).map(str::trim));
            let is_sure = |(column, value): &(u32, &str)| {
                let holds = self.values.get(column).filter(|holds| !matches!(holds, Holds::Text));
                holds.is_some_and(|holds| of_text(value, holds) == Likeness::Sure)
            };
            values().count() >= FEWEST_PACKED
                && values().filter(is_sure).count() >= SURE_PACKED
                && !values().any(|(_, value)| self.vocabulary.is_example(value))
        };
        let separator = SEPARATORS.into_iter().find(is_row)?;
        Some(Packed { place: cell.place, separator })
    }

    /// Whether a row without an ID explains the columns, or signs the sheet: its words are those of a legend, of the
    /// header above them, or the same all over; one may be a name.
    fn is_explanation(&self, sheet: &View<'_>, cells: &[Cell]) -> bool {
        let texts: Vec<(u32, String)> = cells
            .iter()
            .filter(|cell| sheet.is_filled(cell))
            .map(|cell| (cell.place.column, fold_header(sheet.text(cell))))
            .collect();
        let (mut remarks, mut legends, mut others) = (0, 0, 0);
        for cell in cells.iter().filter(|cell| sheet.is_filled(cell)) {
            let (text, column) = (sheet.text(cell), cell.place.column);
            // What is still to be filled in, or as in the row above, is part of an account.
            if self.vocabulary.convention.placeholders.of(text.trim()).is_some() {
                return false;
            }
            let folded = fold_header(text);
            let again = texts.iter().filter(|(_, other)| !folded.is_empty() && *other == folded).count();
            if self.is_remark(text) {
                remarks += 1;
            } else if again >= A_LEGEND || self.says_its_header(text, column) {
                legends += 1;
            } else if let Some(holds) = self.values.get(&column) {
                others += usize::from(likeness(sheet, cell, holds) == Likeness::Word);
            }
        }
        others < 2 && ((remarks > 0 && remarks >= others) || remarks + legends >= A_LEGEND)
    }

    /// Whether a text begins with a word of legends, totals or signatures.
    fn is_remark(&self, text: &str) -> bool {
        let known = &self.vocabulary.convention.remark_words;
        let mut joined = String::new();
        vocabulary::words(text).iter().take(NAME_PIECES).any(|word| {
            joined.push_str(word);
            known.contains(&joined)
        })
    }

    /// Whether a text of several words holds the header of its own column.
    fn says_its_header(&self, text: &str, column: u32) -> bool {
        let Some(names) = self.headers.get(&column) else { return false };
        let words = vocabulary::words(text);
        let says = |start: usize| {
            let mut joined = String::new();
            words.iter().skip(start).any(|word| {
                joined.push_str(word);
                names.contains(&joined)
            })
        };
        (0..words.len()).any(says) && words.len() <= MOST_WORDS
    }

    /// Whether an ID, or a kind of account, stands in the row.
    fn is_named(&self, sheet: &View<'_>, cells: &[Cell]) -> bool {
        cells.iter().filter(|cell| sheet.is_filled(cell)).any(|cell| {
            let text = sheet.text(cell).trim();
            let column = cell.place.column;
            (self.ids.contains(&column) && (text.is_empty() || is_id(text)))
                || (self.kinds.contains(&column) && self.vocabulary.table_named(text).is_some())
        })
    }

    /// Whether the row shares a value with rows above or below it.
    fn is_merged(&self, sheet: &View<'_>, cells: &[Cell]) -> bool {
        let Some(row) = cells.first().map(|cell| cell.place.row) else { return false };
        // Hardly any sheet has merged cells.
        let merged = self.merged.get_or_init(|| {
            let columns = self.values.keys().filter(|_| !sheet.raw.merged.is_empty());
            columns.map(|column| Merged::over(&sheet.raw.merged, *column)).collect()
        });
        merged.iter().filter_map(|merged| merged.at(row)).any(|area| area.first.row < area.last.row)
    }
}

/// The rows of another sheet that may be what it is for: one in whose columns of names stands nothing like a name is none.
pub(super) fn split_auxiliary(
    sheet: &View<'_>,
    vocabulary: &Vocabulary<'_>,
    headers: &[Header],
    table: TableId,
    rows: Vec<Row>,
) -> (Vec<Row>, Vec<Row>) {
    let convention = vocabulary.convention;
    let fields = &convention.table(table).fields;
    let names: FxHashMap<u32, Holds> = headers
        .iter()
        .filter_map(|header| {
            let column = header.meaning.column()?;
            let field = fields.iter().find(|field| field.column == column)?;
            let holds = Holds::content(convention, &field.content);
            matches!(holds, Holds::Names(_)).then_some((header.place.column, holds))
        })
        .collect();
    let is_one = |row: &Row| {
        let cells = sheet.raw.cells.get(row.start..row.end).unwrap_or_default();
        let mut named = cells
            .iter()
            .filter(|cell| sheet.is_filled(cell))
            .filter_map(|cell| Some(likeness(sheet, cell, names.get(&cell.place.column)?)))
            .peekable();
        named.peek().is_none() || named.any(|likeness| matches!(likeness, Likeness::Sure | Likeness::Word))
    };
    rows.into_iter().partition(is_one)
}

/// A text without a number at its end, in small letters.
fn start(text: &str) -> String {
    text.trim_end_matches(|last: char| last.is_ascii_digit()).to_lowercase()
}

/// Whether a text is nothing but signs, which do not ask for anything either.
fn is_dash(text: &str) -> bool {
    !text.is_empty() && !text.contains(char::is_alphanumeric) && !text.contains('?')
}

/// Whether a text can be an ID, right or wrong: one word with a number in it.
fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_ID
        && text.contains(|character: char| character.is_ascii_digit())
        && !text.contains(char::is_whitespace)
}
