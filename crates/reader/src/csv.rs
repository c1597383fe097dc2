//! Text in which a comma, a semicolon or a tab stands between the cells of a row.

mod encoding;
mod records;

use std::borrow::Cow;

use memchr::memrchr;
use pamlint_package::{Limit, Limits};

use crate::book::{Book, RawSheet, TextRows, Value, Visibility};
use crate::failure::Failure;
use crate::gather::Gathered;
use records::Records;

pub(crate) use encoding::{decode, is_bare_utf16};

/// What the one sheet of such a file is called, since it has no name of its own.
pub const SHEET_NAME: &str = "CSV";

/// What can stand between two cells.
const DELIMITERS: [char; 3] = [';', ',', '\t'];

/// How many records are looked at to tell the delimiter.
const HEAD: usize = 50;

/// How many bytes are looked at for that.
const HEAD_BYTES: usize = 256 << 10;

/// A table has three columns: with fewer, prose would be one too, unless it has two on every line.
const LEAST_DELIMITERS: usize = 2;

/// The errors that Excel writes into such a file in the place of a value.
const ERRORS: [&str; 9] =
    ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];

/// Whether a text is a table.
pub(crate) fn is_csv(bytes: &[u8]) -> bool {
    let head = match bytes.get(..HEAD_BYTES) {
        // Cut between two lines: half a character would look like another encoding.
        Some(head) => head.get(..memrchr(b'\n', head).unwrap_or(HEAD_BYTES)).unwrap_or(head),
        None => bytes,
    };
    let text = decode(head);
    let is_text = |character: char| !character.is_control() || is_text_control(character);
    let begins_as_code = text.trim_start().starts_with(['{', '[', '<']);
    text.chars().all(is_text) && !begins_as_code && Dialect::tell(&text).is_some()
}

/// The control characters that a text has: tabs, line and page breaks, and the mark with which old systems end it.
pub(crate) fn is_text_control(character: char) -> bool {
    matches!(character, '\t'..='\r' | '\u{1A}')
}

/// Reads a table: one sheet, in which everything is text. Rows are counted as Excel counts them when it
/// opens the file: a blank line is a row, a line break between quotes is none.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    let text = text_of(bytes, limits)?;
    read_text(&text, Dialect::tell(&text), limits)
}

/// Reads a list: a table that may have two columns, or one.
pub(crate) fn read_list(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    let text = text_of(bytes, limits)?;
    read_text(&text, Dialect::tell(&text).or_else(|| Dialect::tell_with(&text, 1)), limits)
}

fn text_of<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Cow<'b, str>, Failure> {
    limits.check(Limit::TextFile, bytes.len())?;
    Ok(decode(bytes))
}

fn read_text(text: &str, dialect: Option<Dialect>, limits: &Limits) -> Result<Book, Failure> {
    let dialect = dialect.unwrap_or(Dialect { delimiter: ',', start: 0 });
    let mut gathered = Gathered::within(limits);
    let mut lengths = Vec::new();
    // Counted before they are taken apart: a line may be nothing but delimiters.
    let fields = text.matches([dialect.delimiter, '\n', '\r']).count();
    limits.check(Limit::Fields, fields)?;
    for (row, record) in (1u32..).zip(dialect.records(text)) {
        lengths.push(u32::try_from(record.len()).unwrap_or(u32::MAX));
        for (column, field) in (1u32..).zip(&record) {
            let value = value(&mut gathered, field);
            gathered.put(row, column, value)?;
        }
    }
    gathered.end_sheet(RawSheet {
        name: SHEET_NAME.to_owned(),
        visibility: Visibility::Visible,
        is_worksheet: true,
        cells: Vec::new(),
        merged: Vec::new(),
        hidden_rows: Vec::new(),
        totals: Vec::new(),
        notes: Vec::new(),
        text: Some(TextRows { delimiter: dialect.delimiter, lengths }),
    });
    Ok(gathered.into_book())
}

fn value(gathered: &mut Gathered, field: &str) -> Option<Value> {
    if ERRORS.contains(&field) { Some(gathered.error(field)) } else { gathered.text(field) }
}

/// What stands between the cells of a text, and where its first record begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Dialect {
    delimiter: char,
    start: usize,
}

impl Dialect {
    /// Tells them by the text: the delimiter that stands equally often in most records. `None` when no
    /// delimiter makes a table of half of it.
    fn tell(text: &str) -> Option<Dialect> {
        Dialect::said(text)
            .or_else(|| Dialect::tell_with(text, LEAST_DELIMITERS))
            .or_else(|| Dialect::of_two(text))
    }

    /// The delimiter that stands once on every line, with something on either side of it on the first.
    fn of_two(text: &str) -> Option<Dialect> {
        DELIMITERS.into_iter().map(|delimiter| Dialect { delimiter, start: 0 }).find(|dialect| {
            let mut filled = dialect.filled(text).peekable();
            let is_header = |field: &Cow<'_, str>| field.starts_with(|first: char| !first.is_whitespace());
            filled.peek().is_some_and(|first| first.iter().all(is_header))
                && filled.by_ref().take(HEAD).filter(|record| record.len() == 2).count() > 1
                && dialect.filled(text).take(HEAD).all(|record| record.len() == 2)
        })
    }

    /// The records in which something stands.
    fn filled(self, text: &str) -> impl Iterator<Item = Vec<Cow<'_, str>>> {
        self.records(text).filter(|record| record.iter().any(|field| !field.trim().is_empty()))
    }

    /// Tells them by the text: a table has at least so many delimiters in a record.
    fn tell_with(text: &str, least: usize) -> Option<Dialect> {
        DELIMITERS
            .into_iter()
            .filter_map(|delimiter| {
                let dialect = Dialect { delimiter, start: 0 };
                let counts: Vec<usize> =
                    dialect.filled(text).take(HEAD).map(|record| record.len().saturating_sub(1)).collect();
                let (agreeing, count) = most_frequent(&counts, least)?;
                (agreeing * 2 >= counts.len()).then_some((agreeing, count, dialect))
            })
            // Of equals the first: addresses in LDAP have commas, and no semicolons.
            .reduce(|best, next| if (next.0, next.1) > (best.0, best.1) { next } else { best })
            .map(|(_, _, dialect)| dialect)
    }

    /// What a first line `sep=;` says, which Excel obeys and does not show.
    fn said(text: &str) -> Option<Dialect> {
        let line = text.lines().next()?;
        let plain = line.trim_matches('"');
        let (word, said) = plain.split_at_checked(4)?;
        let mut characters = said.chars();
        let delimiter = characters.next()?;
        // A program that has saved the file since has filled the line up.
        if !characters.all(|character| DELIMITERS.contains(&character) || character == '"') {
            return None;
        }
        let start = line.len() + text.get(line.len()..)?.find('\n').map_or(0, |end| end + 1);
        word.eq_ignore_ascii_case("sep=").then_some(Dialect { delimiter, start })
    }

    fn records(self, text: &str) -> Records<'_> {
        Records::new(text.get(self.start..).unwrap_or_default(), self.delimiter)
    }
}

/// How many records have the most frequent number of delimiters (of those that make a table), and what
/// that number is.
fn most_frequent(counts: &[usize], least: usize) -> Option<(usize, usize)> {
    let enough = counts.iter().copied().filter(|count| *count >= least);
    enough.map(|count| (counts.iter().filter(|other| **other == count).count(), count)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> Option<char> {
        Dialect::tell(text).map(|dialect| dialect.delimiter)
    }

    #[test]
    fn the_delimiter_is_told_by_the_text() {
        assert_eq!(delimiter("a,b,c\n1,2,3\n"), Some(','));
        assert_eq!(delimiter("a;b;c\n1;2;3\n"), Some(';'));
        assert_eq!(delimiter("a\tb\tc\n1\t2\t3\n"), Some('\t'));
        // A distinguished name has more commas than the row has semicolons.
        let ldap = "ID;Safe;UserDN\nA;B;CN=a,OU=b,OU=c,DC=d,DC=e\nA;B;CN=a,OU=b,OU=c,DC=d,DC=e\n";
        assert_eq!(delimiter(ldap), Some(';'));
        // A title above the table, and a comment with commas.
        assert_eq!(delimiter("Title\n\na;b;c\n1;2;x, y, z\n1;2;3\n"), Some(';'));
        assert_eq!(delimiter("a,b,c\n1,\"x;y;z;z\",3\n"), Some(','));
        assert_eq!(delimiter("one, two\nthree\n"), None);
        assert_eq!(delimiter("one, two\nthree, four\n"), None);
        assert_eq!(delimiter("Dear all,\nRegards,\n"), None);
        assert_eq!(delimiter("Server;User\nsrv1;jan\n\nsrv2;\n"), Some(';'));
        assert_eq!(delimiter("\"Server;User\"\n\"srv1;jan\"\n"), Some(';'));
        assert_eq!(delimiter(""), None);
    }

    #[test]
    fn the_line_that_names_the_delimiter_is_no_row() {
        assert_eq!(Dialect::tell("sep=|\r\na|b,c\r\n"), Some(Dialect { delimiter: '|', start: 7 }));
        assert_eq!(Dialect::tell("\"SEP=;\"\na;b\n"), Some(Dialect { delimiter: ';', start: 8 }));
        assert_eq!(Dialect::tell("sep=;,,\na;b\n"), Some(Dialect { delimiter: ';', start: 8 }));
        assert_eq!(Dialect::tell("sep=;"), Some(Dialect { delimiter: ';', start: 5 }));
        let book = read(b"sep=;\r\na;;\"b\r\nc\"\r\n\r\n0012;#N/A;#else", &Limits::default()).unwrap();
        let cells = book.sheets[0].cells.iter().map(|cell| {
            let text = match cell.value {
                Value::Text(id) => book.strings.get(id).to_owned(),
                other => format!("{other:?}").chars().take_while(|letter| *letter != '(').collect(),
            };
            format!("{}={text}", cell.place)
        });
        assert_eq!(cells.collect::<Vec<_>>(), ["A1=a", "C1=b\nc", "A3=0012", "B3=Error", "C3=#else"]);
    }

    #[test]
    fn what_is_no_table_is_not_taken_for_one() {
        assert!(is_csv(b"a;b;c\n"));
        assert!(is_csv(b"a;b\x0Bc;d\n\x1A"));
        for other in [
            "Dear all,\n\nwe will, as agreed, send it.\nRegards,\nJan\n",
            "{\"a\": 1, \"b\": 2, \"c\": [3, 4]}",
            "<a>1,2,3</a>",
            "a,b,c\u{1}\n",
        ] {
            assert!(!is_csv(other.as_bytes()), "{other}");
        }
    }
}
