//! Rows that are no account: totals, legends, instructions, titles, remarks beside an ID.
//!
//! A row with mistakes in it is an account all the same. It is none only where nothing in it is like a value of its
//! column; in doubt it is one.

use std::cell::OnceCell;

use pamlint_convention::{ColumnId, Content, Convention, Role, Shape, TableId, fold_header};
use pamlint_package::Merged;
use rustc_hash::{FxHashMap, FxHashSet};

use super::view::View;
use super::vocabulary::{self, Vocabulary};
use crate::book::{Cell, Look, Value};
use crate::workbook::{Header, Row};

/// A text with this many words is a sentence.
const SENTENCE: usize = 4;

/// A name in fewer pieces may be any compound word.
const NAME_PIECES: usize = 3;

/// So many filled cells beside an ID, the comments left out, are more than a remark.
const MORE_THAN_A_REMARK: usize = 2;

/// So many filled cells without an ID are more than a total or a legend.
const MORE_THAN_A_LEGEND: usize = 4;

/// So many cells that say what belongs in their column are a legend.
const A_LEGEND: usize = 3;

/// An explanation with more words is looked at no further.
const MOST_WORDS: usize = 30;

/// A smaller number may be a count of something.
const LARGEST_COUNT: f64 = 99_999.0;

/// Digits and signs that are no longer, in bytes, may be a count or an hour.
const SHORT_NUMBER: usize = 4;

/// The longest ID, in bytes.
const LONGEST_ID: usize = 40;

/// The columns of a sheet by which an account is known.
pub(super) struct Accounts<'c> {
    ids: Vec<u32>,
    kinds: Vec<u32>,
    values: FxHashMap<u32, Holds>,
    /// The names of each column.
    headers: FxHashMap<u32, &'c [String]>,
    vocabulary: &'c Vocabulary<'c>,
    /// The merged areas over the columns with values.
    merged: OnceCell<Vec<Merged>>,
}

/// What a column holds; `Text` is anything.
enum Holds {
    Text,
    /// Names made of parts; the codes that parts can be, folded.
    Names(FxHashSet<String>),
    /// Codes, folded.
    Codes(FxHashSet<String>),
    /// Texts of a certain form.
    Form,
}

/// How much a cell is like a value of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// Nobody would write this beside or below a table.
    Sure,
    /// It may be a value, or a word of a title.
    Word,
    /// A number that may be a count.
    Count,
    /// Nothing like one.
    None,
}

impl<'c> Accounts<'c> {
    /// The columns below headers; `table` is the kind of the sheet, `None` for several.
    pub fn new(vocabulary: &'c Vocabulary<'c>, headers: &[Header], table: Option<TableId>) -> Accounts<'c> {
        let mut accounts = Accounts {
            ids: Vec::new(),
            kinds: Vec::new(),
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

impl Holds {
    fn of(convention: &Convention, column: ColumnId, table: Option<TableId>) -> Holds {
        let own = table.map(|table| convention.table(table));
        let kinds = convention.tables.iter().filter(|table| table.is_kind);
        let mut fields = own.into_iter().chain(kinds).flat_map(|table| &table.fields);
        let Some(field) = fields.find(|field| field.column == column) else { return Holds::Text };
        let mut holds = Holds::content(convention, &field.content);
        if let Holds::Codes(codes) = &mut holds {
            codes.extend(field.words.iter().map(|(word, _)| fold_header(word)));
        }
        holds
    }

    fn content(convention: &Convention, content: &Content) -> Holds {
        match content {
            Content::Name(names) => {
                let parts = names.iter().flat_map(|name| &convention.name(*name).parts);
                let codes = parts.filter_map(|part| match &convention.part(part.part).shape {
                    Shape::Codes(list) => Some(&convention.list(*list).codes),
                    Shape::Forms(_) => None,
                });
                Holds::Names(codes.flatten().map(|(code, _)| fold_header(code)).collect())
            }
            Content::Codes(list) => {
                Holds::Codes(convention.list(*list).codes.iter().map(|(code, _)| fold_header(code)).collect())
            }
            Content::Format(_) | Content::Pattern(_) => Holds::Form,
            Content::Text => Holds::Text,
        }
    }
}

/// Whether a text can be an ID, right or wrong: one word with a number in it.
fn is_id(text: &str) -> bool {
    text.len() <= LONGEST_ID
        && text.contains(|character: char| character.is_ascii_digit())
        && !text.contains(char::is_whitespace)
}

fn likeness(sheet: &View<'_>, cell: &Cell, holds: &Holds) -> Likeness {
    match (cell.value, holds) {
        (Value::Number(number), _) if number.abs() <= LARGEST_COUNT => Likeness::Count,
        (Value::Shown { look: Look::Date, .. }, _) => Likeness::Count,
        (Value::Text(_), _) if !sheet.is_filled(cell) => Likeness::None,
        (Value::Text(_), Holds::Names(_) | Holds::Form) if is_date(sheet.text(cell).trim()) => {
            Likeness::Count
        }
        (Value::Text(_), Holds::Names(codes)) => of_name(sheet.text(cell).trim(), codes),
        (Value::Text(_), Holds::Codes(codes)) => of_code(sheet.text(cell).trim(), codes),
        (Value::Text(_), Holds::Form) => of_form(sheet.text(cell).trim()),
        _ => Likeness::Sure,
    }
}

/// Whether people write so in a legend or above a list: `OPS = operational`, `Test servers:`.
fn is_legend(text: &str) -> bool {
    text.starts_with('=') || text.contains("= ") || text.contains(" =") || text.ends_with(':')
}

/// The pieces of a word between characters that separate the parts of names.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split(|character: char| !character.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

fn has_digit(text: &str) -> bool {
    text.contains(|character: char| character.is_ascii_digit())
}

/// Whether a word is a date, an hour, an amount: digits and signs.
fn is_only_number(word: &str) -> bool {
    !word.contains(char::is_alphabetic)
}

/// Whether a text is a day: `12/03/2025`, `12.3.25`, `2025-03-12`.
fn is_date(text: &str) -> bool {
    let pieces: Vec<&str> = text.split(['/', '.', '-']).collect();
    let is_number = |piece: &&str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> =
        pieces.iter().filter(|piece| is_number(piece)).map(|piece| piece.len()).collect();
    pieces.len() == lengths.len() && matches!(lengths.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
}

fn of_name(text: &str, codes: &FxHashSet<String>) -> Likeness {
    let is_name = |word: &str| !is_only_number(word) && pieces(word).count() >= NAME_PIECES;
    if text.split_whitespace().any(is_name) {
        return Likeness::Sure;
    }
    if is_legend(text) {
        return Likeness::None;
    }
    let words = text.split_whitespace().count();
    let coded = pieces(text).filter(|piece| codes.contains(&fold_header(piece))).count();
    let is_date = |word: &&str| is_only_number(word) && word.contains(['/', ':']);
    let undated = text.split_whitespace().filter(|word| !is_date(word));
    let numbered = undated.flat_map(pieces).filter(|piece| has_digit(piece)).count();
    let lone = pieces(text).count();
    match (coded, numbered) {
        // A name whose parts stand apart: nothing but codes and numbers, as good as.
        _ if coded + numbered >= NAME_PIECES && (coded + numbered) * 2 > lone => Likeness::Sure,
        _ if words >= NAME_PIECES => Likeness::None,
        // `OPS-CE`, `20109-OPS`.
        (1.., 1..) | (2.., 0) => Likeness::Sure,
        (1, 0) | (0, 1..) => Likeness::Word,
        (0, 0) if lone == 0 || (words == 1 && lone > 1) => Likeness::Word,
        _ => Likeness::None,
    }
}

fn of_code(text: &str, codes: &FxHashSet<String>) -> Likeness {
    if codes.contains(&fold_header(text)) {
        // A code of several words is no word of a title.
        return if text.contains(char::is_whitespace) { Likeness::Sure } else { Likeness::Word };
    }
    if is_legend(text) || text.split_whitespace().count() >= SENTENCE {
        return Likeness::None;
    }
    Likeness::Word
}

fn of_form(text: &str) -> Likeness {
    let is_joined = |word: &str| !is_only_number(word) && (has_digit(word) || pieces(word).count() > 1);
    match text.split_whitespace().count() {
        _ if is_legend(text) => Likeness::None,
        1 if is_joined(text) || (is_only_number(text) && text.len() > SHORT_NUMBER) => Likeness::Sure,
        SENTENCE.. if !text.split_whitespace().any(is_joined) => Likeness::None,
        _ => Likeness::Word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_words() {
        let codes: FxHashSet<String> =
            ["ops", "adm", "ce", "d", "win", "ao"].map(str::to_owned).into_iter().collect();
        for (text, likeness) in [
            ("D-048644-20109-OPS-CE", Likeness::Sure),
            ("zie D-048644-20109-OPS-CE van hierboven", Likeness::Sure),
            ("D 048644 20109 OPS CE", Likeness::Sure),
            ("OPS-CE", Likeness::Sure),
            ("OPS", Likeness::Word),
            ("48644", Likeness::Word),
            ("-", Likeness::Word),
            ("n/a", Likeness::Word),
            ("= to be completed", Likeness::None),
            ("OPS = operationeel, ADM = beheer", Likeness::None),
            ("Please send back before 1 May", Likeness::None),
            ("Terugsturen vóór 1/5/2025", Likeness::None),
            ("Productieservers", Likeness::None),
            ("red", Likeness::None),
        ] {
            assert_eq!(of_name(text, &codes), likeness, "{text}");
        }
    }

    #[test]
    fn hosts_and_users_are_told_from_sentences() {
        for (text, likeness) in [
            ("srv01.voorbeeld.example", Likeness::Sure),
            ("srv01", Likeness::Sure),
            ("WEGEN\\jan", Likeness::Sure),
            ("123456789012", Likeness::Sure),
            ("root", Likeness::Word),
            ("Jan Peeters", Likeness::Word),
            ("Gelieve alle servers in te vullen", Likeness::None),
            ("Servers:", Likeness::None),
            ("CN=Jan Peeters,OU=IT,DC=wegen,DC=example", Likeness::Word),
        ] {
            assert_eq!(of_form(text), likeness, "{text}");
        }
    }
}
