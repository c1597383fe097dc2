//! The records of a table, with its quotes undone.
//!
//! By hand, since the libraries skip blank lines, and with them the count of rows.

use std::borrow::Cow;

/// The longest text of a cell, in bytes: 32,767 characters. A quote that is not closed within it was
/// no quote.
const LONGEST: usize = 32_767 * 4;

/// How many quotes may turn out to be none before no quote is believed any more.
const MOST_STRAY: usize = 100;

/// The records of a table, each with its fields.
pub(super) struct Records<'t> {
    rest: &'t str,
    delimiter: char,
    stray: usize,
}

impl<'t> Records<'t> {
    pub fn new(text: &'t str, delimiter: char) -> Records<'t> {
        Records { rest: text, delimiter, stray: 0 }
    }

    /// Takes the next record off.
    fn record(&mut self) -> Option<Vec<Cow<'t, str>>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut fields = Vec::new();
        loop {
            let (field, is_last) = self.field();
            fields.push(field);
            if is_last {
                return Some(fields);
            }
        }
    }

    /// Takes the next field off, and tells whether the record ends after it.
    fn field(&mut self) -> (Cow<'t, str>, bool) {
        let quoted = self.formula().or_else(|| self.quoted());
        let length = self.rest.find(|character| self.is_end(character)).unwrap_or(self.rest.len());
        let (plain, after) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        let text = match quoted {
            None => Cow::Borrowed(plain),
            Some(quoted) if plain.is_empty() => quoted,
            // As Excel reads it: what stands behind the closing quote belongs to the cell.
            Some(quoted) => Cow::Owned(quoted.into_owned() + plain),
        };
        let text = formula_text(&text).map_or(text, Cow::Owned);
        let next = ["\r\n", "\n", "\r"].iter().find_map(|line| after.strip_prefix(line));
        self.rest = next.or_else(|| after.strip_prefix(self.delimiter)).unwrap_or(after);
        (text, next.is_some() || after.is_empty())
    }

    /// Whether a field ends before a character.
    fn is_end(&self, character: char) -> bool {
        character == self.delimiter || matches!(character, '\n' | '\r')
    }

    /// Takes `="…"` off, if that is the whole field: what stands between these quotes may hold a delimiter.
    fn formula(&mut self) -> Option<Cow<'t, str>> {
        let all = self.rest;
        self.rest = all.strip_prefix('=').filter(|rest| rest.starts_with('"'))?;
        let text = self.quoted().filter(|text| {
            !text.contains('\n') && self.rest.chars().next().is_none_or(|next| self.is_end(next))
        });
        if text.is_none() {
            self.rest = all;
        }
        text
    }

    /// Takes a text in quotes off, if the field begins with one.
    fn quoted(&mut self) -> Option<Cow<'t, str>> {
        let inside = self.rest.strip_prefix('"').filter(|_| self.stray < MOST_STRAY)?;
        let mut from = 0;
        let mut doubled = false;
        loop {
            let quote = inside.get(from..).and_then(|rest| rest.find('"')).map(|at| from + at);
            let Some(quote) = quote.filter(|quote| *quote <= LONGEST) else {
                self.stray += 1;
                return None;
            };
            let (text, after) = (inside.get(..quote)?, inside.get(quote + 1..)?);
            if after.starts_with('"') {
                doubled = true;
                from = quote + 2;
                continue;
            }
            self.rest = after;
            let broken = text.contains('\r');
            return Some(if doubled || broken {
                Cow::Owned(text.replace("\"\"", "\"").replace("\r\n", "\n").replace('\r', "\n"))
            } else {
                Cow::Borrowed(text)
            });
        }
    }
}

/// The fields of a line that stands in quotes as a whole: some programs take a line for one value.
fn whole_line<'t>(line: &str, delimiter: char) -> Option<Vec<Cow<'t, str>>> {
    if !line.contains(delimiter) {
        return None;
    }
    let mut inside = Records::new(line, delimiter);
    let fields = inside.record()?;
    inside.rest.is_empty().then(|| fields.into_iter().map(|field| Cow::Owned(field.into_owned())).collect())
}

/// The text of a formula that is nothing but a text: `="0012"` keeps Excel from making a number of it.
fn formula_text(field: &str) -> Option<String> {
    let text = field.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    let is_one = !text.replace("\"\"", "").contains('"');
    is_one.then(|| text.replace("\"\"", "\""))
}

impl<'t> Iterator for Records<'t> {
    type Item = Vec<Cow<'t, str>>;

    fn next(&mut self) -> Option<Self::Item> {
        let fields = self.record()?;
        match fields.as_slice() {
            [line] => Some(whole_line(line, self.delimiter).unwrap_or(fields)),
            _ => Some(fields),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<Vec<String>> {
        let owned = |record: Vec<Cow<'_, str>>| record.into_iter().map(Cow::into_owned).collect();
        Records::new(text, ';').map(owned).collect()
    }

    #[test]
    fn records_are_read_as_excel_reads_them() {
        assert_eq!(records("a;b\r\nc;d"), [["a", "b"], ["c", "d"]]);
        assert_eq!(records("a;\n\n;b\n"), [vec!["a", ""], vec![""], vec!["", "b"]]);
        assert_eq!(records("a;"), [["a", ""]]);
        assert_eq!(records("a\rb\r"), [["a"], ["b"]]);
        assert_eq!(records("\"a;b\";\"say \"\"no\"\"\"\n"), [["a;b", "say \"no\""]]);
        assert_eq!(records("\"a\r\nb\";\"\"\n"), [["a\nb", ""]]);
        assert_eq!(records("\"a\" b;5\" disk\n"), [["a b", "5\" disk"]]);
        // A quote that nobody closes swallows nothing.
        assert_eq!(records("\"a;b\nc;d\n"), [["\"a", "b"], ["c", "d"]]);
        assert!(records("").is_empty());
    }

    #[test]
    fn a_formula_that_is_a_text_is_that_text() {
        assert_eq!(records("=\"0012\";=\"a;b\";=\"\"\n"), [["0012", "a;b", ""]]);
        assert_eq!(records("\"=\"\"0012\"\"\";=\"say \"\"no\"\"\"\n"), [["0012", "say \"no\""]]);
        // Those that reckon are left as they are.
        assert_eq!(records("=\"a\"&\"b\";=A1;=\"x\n"), [["=\"a\"&\"b\"", "=A1", "=\"x"]]);
    }

    #[test]
    fn a_line_in_quotes_is_the_row_inside() {
        assert_eq!(
            records("\"a;b\"\n\"c;\"\"d;e\"\"\"\n\"f;=\"\"01\"\"\"\n"),
            [["a", "b"], ["c", "d;e"], ["f", "01"]]
        );
        assert_eq!(records("\"a\nb;c\nd\"\n\"e\"\n"), [["a\nb;c\nd"], ["e"]]);
    }

    #[test]
    fn a_text_of_nothing_but_quotes_ends_soon() {
        let text = "\";".repeat(1 << 20);
        assert_eq!(records(&text).len(), 1);
    }
}
