//! Rows that are no account: totals, legends, instructions, titles, remarks beside an ID.
//!
//! A row with mistakes in it is an account all the same. It is none only where nothing in it is like a value of its
//! column; in doubt it is one.

use pamlint_convention::{ColumnId, Content, Convention, Role, Shape, TableId, fold_header};
use rustc_hash::{FxHashMap, FxHashSet};

use super::view::View;
use super::vocabulary::Vocabulary;
use crate::book::{Cell, Value};
use crate::workbook::Header;

/// A text with this many words is a sentence.
const SENTENCE: usize = 4;

/// A name in fewer pieces may be any compound word.
const NAME_PIECES: usize = 3;

/// So many filled cells beside an ID, the comments left out, are more than a remark.
const MORE_THAN_A_REMARK: usize = 2;

/// So many filled cells without an ID are more than a total or a legend.
const MORE_THAN_A_LEGEND: usize = 4;

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
    vocabulary: &'c Vocabulary<'c>,
}

/// What a column holds.
enum Holds {
    /// Anything.
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
        let mut accounts =
            Accounts { ids: Vec::new(), kinds: Vec::new(), values: FxHashMap::default(), vocabulary };
        for header in headers {
            let (Some(column), number) = (header.meaning.column(), header.place.column) else { continue };
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
        words > 1
            || filled >= MORE_THAN_A_LEGEND
            || ((words + counts > 0 || filled >= MORE_THAN_A_REMARK) && self.is_named(sheet, cells))
            || self.is_merged(sheet, cells)
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
        sheet.raw.merged.iter().any(|area| {
            area.first.row < area.last.row
                && (area.first.row..=area.last.row).contains(&row)
                && self.values.keys().any(|column| (area.first.column..=area.last.column).contains(column))
        })
    }
}

impl Holds {
    fn of(convention: &Convention, column: ColumnId, table: Option<TableId>) -> Holds {
        let own = table.map(|table| convention.table(table));
        let kinds = convention.tables.iter().filter(|table| table.is_kind);
        let mut fields = own.into_iter().chain(kinds).flat_map(|table| &table.fields);
        match fields.find(|field| field.column == column).map(|field| &field.content) {
            Some(Content::Name(names)) => {
                let parts = names.iter().flat_map(|name| &convention.name(*name).parts);
                let codes = parts.filter_map(|part| match &convention.part(part.part).shape {
                    Shape::Codes(list) => Some(&convention.list(*list).codes),
                    Shape::Forms(_) => None,
                });
                Holds::Names(codes.flatten().map(|(code, _)| fold_header(code)).collect())
            }
            Some(Content::Codes(list)) => {
                Holds::Codes(convention.list(*list).codes.iter().map(|(code, _)| fold_header(code)).collect())
            }
            Some(Content::Format(_) | Content::Pattern(_)) => Holds::Form,
            Some(Content::Text) | None => Holds::Text,
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
        (Value::Text(_), _) if !sheet.is_filled(cell) => Likeness::None,
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
