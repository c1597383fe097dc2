//! Rows right below a header that say how to fill in its columns: what belongs there, the form of a name, a number of each
//! column.

use pamlint_package::CellRef;

use super::super::likeness::{Holds, Likeness, SENTENCE, likeness};
use super::super::view::View;
use super::{A_LEGEND, Accounts};
use crate::book::Cell;

/// So many rows below the header may say how to fill in the columns.
const ROWS_OF_HINTS: u32 = 3;

/// The longest number or letters of a column.
const SHORT: usize = 2;

/// A filled cell in a column whose values tell themselves from words.
struct Value<'r> {
    cell: &'r Cell,
    text: &'r str,
    holds: &'r Holds,
}

impl Accounts<'_> {
    /// Whether a row right below the header says how to fill in the columns: most of its cells begin as remarks do or hold
    /// the name of a value in brackets, or all of them number the columns.
    pub(super) fn is_hint(&self, sheet: &View<'_>, cells: &[Cell]) -> bool {
        let is_below =
            |cell: &Cell| cell.place.row > self.header && cell.place.row - self.header <= ROWS_OF_HINTS;
        if !cells.first().is_some_and(is_below) {
            return false;
        }
        let is_known = |column: u32| self.values.contains_key(&column) || self.ids.contains(&column);
        let known = || cells.iter().filter(|cell| sheet.is_filled(cell) && is_known(cell.place.column));
        if known().count() < A_LEGEND {
            return false;
        }
        let values: Vec<Value<'_>> = known().filter_map(|cell| self.value(sheet, cell)).collect();
        let is_hint = |value: &Value<'_>| self.is_remark(value.text) || is_bracketed(value.text);
        // Nearly every row is an account with an ID, which its first cells show.
        if known().all(|cell| is_number(sheet.text(cell), cell.place))
            || (values.len() > 1 && values.iter().all(is_hint))
        {
            return true;
        }
        if self.is_named(sheet, cells) {
            return false;
        }
        let is_sure = |value: &Value<'_>| likeness(sheet, value.cell, value.holds) == Likeness::Sure;
        let explains = |value: &Value<'_>| {
            let is_sentence = value.text.split_whitespace().count() >= SENTENCE;
            (is_sentence || self.says_its_header(value.text, value.cell.place.column)) && !is_sure(value)
        };
        let count = |is_so: &dyn Fn(&Value<'_>) -> bool| values.iter().filter(|value| is_so(value)).count();
        (values.len() > 1 && count(&is_hint).max(count(&explains)) * 2 > values.len())
            || (values.len() >= A_LEGEND && count(&is_sure) == 0 && self.is_explanation(sheet, cells))
    }

    fn value<'r>(&'r self, sheet: &View<'r>, cell: &'r Cell) -> Option<Value<'r>> {
        let holds = self.values.get(&cell.place.column).filter(|holds| !matches!(holds, Holds::Text))?;
        Some(Value { cell, text: sheet.text(cell).trim(), holds })
    }
}

/// Whether a text is a number, or the letter of the column in which it stands, whatever signs are around it.
fn is_number(text: &str, place: CellRef) -> bool {
    let bare = text.trim_matches(|sign: char| !sign.is_alphanumeric());
    let column = place.to_string();
    let column = column.trim_end_matches(|last: char| last.is_ascii_digit());
    bare.len() <= SHORT
        && (bare.bytes().all(|byte| byte.is_ascii_digit()) || bare.eq_ignore_ascii_case(column))
}

/// Whether a text names values in brackets, as a form does: `[Technology]-[Location]`, `<host>`.
fn is_bracketed(text: &str) -> bool {
    const PAIRS: [(char, char); 4] = [('[', ']'), ('<', '>'), ('{', '}'), ('(', ')')];
    PAIRS.iter().any(|(open, close)| {
        let inner = text.split_once(*open).and_then(|(_, rest)| rest.split_once(*close));
        text.starts_with(*open) && inner.is_some_and(|(inner, _)| inner.contains(char::is_alphabetic))
    })
}
