//! How much a cell is like a value of its column.

use pamlint_convention::{ColumnId, Content, Convention, Shape, TableId, fold_header};
use rustc_hash::FxHashSet;

use super::view::View;
use crate::book::{Cell, Look, Value};

/// A text with this many words is a sentence.
pub(super) const SENTENCE: usize = 4;

/// A name in fewer pieces may be any compound word.
pub(super) const NAME_PIECES: usize = 3;

/// A smaller number may be a count of something.
const LARGEST_COUNT: f64 = 99_999.0;

/// Digits and signs that are no longer, in bytes, may be a count or an hour.
const SHORT_NUMBER: usize = 4;

/// What a column holds; `Text` is anything.
pub(super) enum Holds {
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
pub(super) enum Likeness {
    /// Nobody would write this beside or below a table.
    Sure,
    /// It may be a value, or a word of a title.
    Word,
    /// A number that may be a count.
    Count,
    /// Nothing like one.
    None,
}

impl Holds {
    pub(super) fn of(convention: &Convention, column: ColumnId, table: Option<TableId>) -> Holds {
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

    pub(super) fn content(convention: &Convention, content: &Content) -> Holds {
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

pub(super) fn likeness(sheet: &View<'_>, cell: &Cell, holds: &Holds) -> Likeness {
    match (cell.value, holds) {
        (Value::Number(number), _) if number.abs() <= LARGEST_COUNT => Likeness::Count,
        (Value::Shown { look: Look::Date, .. }, _) => Likeness::Count,
        (Value::Text(_), _) if !sheet.is_filled(cell) => Likeness::None,
        (Value::Text(_), _) => of_text(sheet.text(cell).trim(), holds),
        _ => Likeness::Sure,
    }
}

/// How much a text without blanks around it is like a value.
pub(super) fn of_text(text: &str, holds: &Holds) -> Likeness {
    match holds {
        Holds::Names(_) | Holds::Form if is_date(text) => Likeness::Count,
        Holds::Names(codes) => of_name(text, codes),
        Holds::Codes(codes) => of_code(text, codes),
        Holds::Form => of_form(text),
        Holds::Text => Likeness::Sure,
    }
}

/// Whether people write so in a legend or above a list: `OPS = operational`, `Test servers:`.
fn is_legend(text: &str) -> bool {
    text.starts_with('=') || text.contains("= ") || text.contains(" =") || text.ends_with(':')
}

/// The pieces of a word between characters that separate the parts of names.
pub(super) fn pieces(word: &str) -> impl Iterator<Item = &str> {
    word.split(|character: char| !character.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

fn has_digit(text: &str) -> bool {
    text.contains(|character: char| character.is_ascii_digit())
}

/// Whether a word is a date, an hour, an amount: digits and signs.
fn is_only_number(word: &str) -> bool {
    !word.contains(char::is_alphabetic)
}

/// The most bytes of a day.
const LONGEST_DATE: usize = "2025-03-12".len();

/// Whether a text is a day: `12/03/2025`, `12.3.25`, `2025-03-12`.
fn is_date(text: &str) -> bool {
    // Nearly no value is one, and shows so at once.
    if text.len() > LONGEST_DATE || !text.starts_with(|first: char| first.is_ascii_digit()) {
        return false;
    }
    let pieces: Vec<&str> = text.split(['/', '.', '-']).collect();
    let is_number = |piece: &&str| !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> =
        pieces.iter().filter(|piece| is_number(piece)).map(|piece| piece.len()).collect();
    pieces.len() == lengths.len() && matches!(lengths.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2])
}

fn of_name(text: &str, codes: &FxHashSet<String>) -> Likeness {
    let is_name = |word: &str| !is_only_number(word) && pieces(word).count() >= NAME_PIECES;
    let is_told = |piece: &str| has_digit(piece) || codes.contains(&fold_header(piece));
    let names = || text.split_whitespace().filter(|word| is_name(word));
    if names().any(|word| pieces(word).any(is_told)) {
        return Likeness::Sure;
    }
    // A compound of words, such as `AD-groep(en)`.
    if names().next().is_some() && text.split_whitespace().count() < NAME_PIECES {
        return Likeness::Word;
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
