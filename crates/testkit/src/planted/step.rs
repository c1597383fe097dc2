//! What the table of mistakes can do to a workbook: the methods of [`Book`], as data.

use serde::Deserialize;

use crate::book::Book;
use crate::entry::Entry;

/// Something that is done to a workbook.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Step {
    /// Puts something in a cell.
    Set(String, Value),
    /// Changes a part of a text: the cell, the old part, the new one.
    Change(String, String, String),
    /// Adds an account: its kind, and the values of the columns behind the ID.
    Row(String, Vec<String>),
    WithoutRow(String),
    /// Puts an account on a sheet of several kinds.
    MoveTo(String, String),
    WithoutAccounts,
    /// A row that is no account, before an account: its cells by column.
    RowBefore(String, Vec<(String, String)>),
    BlankRows(String, u32),
    HideRow(String),
    Prefilled(String, u32),
    Header(String, String),
    Column(String),
    WithoutColumn(String),
    SecondId(String),
    Merge(String, String),
    Note(String, String),
    Beside(String, Value),
    /// A text below the table of a kind: so many rows below it.
    Below(String, u32, String),
    Teams(Vec<(String, String)>),
    WithoutTeams,
    Safes(Vec<(String, String)>),
    WithoutSafes,
    Lists(Vec<(String, String)>),
    Info(Vec<(String, String)>),
    WithoutInfo,
    Titled(u32),
    HideSheet(String),
    /// A sheet of their own, at the end, before all others, or hidden: its name, and its cells.
    Sheet(String, Vec<(String, String)>),
    FirstSheet(String, Vec<(String, String)>),
    HiddenSheet(String, Vec<(String, String)>),
}

/// What is put in a cell.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Value {
    Text(String),
    Number(f64),
    /// A text in pieces: a secret in one piece would be taken for a real one by those who look for such.
    Pieces(Vec<String>),
    Other(Other),
}

/// What is neither a text nor a number.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Other {
    /// A text so many times.
    Repeated(String, usize),
    /// An error value such as `#N/A`.
    Error(String),
    /// A formula, and the value that was saved for it.
    Formula(String, String),
    /// A formula whose value was never saved.
    NeverComputed {},
    /// A number with a number format.
    Formatted(f64, String),
    /// A truth value.
    Truth(bool),
}

impl From<&Value> for Entry {
    fn from(value: &Value) -> Entry {
        match value {
            Value::Text(text) => Entry::from(text),
            Value::Number(number) => Entry::Number(*number),
            Value::Pieces(pieces) => Entry::from(pieces.concat()),
            Value::Other(Other::Repeated(text, times)) => Entry::from(text.repeat(*times)),
            Value::Other(Other::Error(text)) => Entry::error(text),
            Value::Other(Other::Formula(formula, value)) => Entry::formula(formula, value),
            Value::Other(Other::NeverComputed {}) => Entry::NoValue,
            Value::Other(Other::Formatted(number, format)) => Entry::formatted(*number, format),
            Value::Other(Other::Truth(truth)) => Entry::Truth(*truth),
        }
    }
}

impl Step {
    /// The workbook with this done to it.
    pub(crate) fn on(&self, book: Book) -> Book {
        match self {
            Step::Set(spot, value) => book.set(spot, value),
            Step::Change(spot, from, to) => book.change(spot, from, to),
            Step::Row(kind, values) => book.row(kind, values.iter().map(String::as_str)),
            Step::WithoutRow(key) => book.without_row(key),
            Step::MoveTo(key, sheet) => book.move_to(key, sheet),
            Step::WithoutAccounts => book.without_accounts(),
            Step::RowBefore(key, cells) => book.row_before(key, pairs(cells)),
            Step::BlankRows(key, count) => book.blank_rows(key, *count),
            Step::HideRow(key) => book.hide_row(key),
            Step::Prefilled(kind, count) => book.prefilled(kind, *count),
            Step::Header(spot, text) => book.header(spot, text),
            Step::Column(spot) => book.column(spot),
            Step::WithoutColumn(spot) => book.without_column(spot),
            Step::SecondId(spot) => book.second_id(spot),
            Step::Merge(first, last) => book.merge(first, last),
            Step::Note(spot, text) => book.note(spot, text),
            Step::Beside(spot, value) => book.beside(spot, value),
            Step::Below(kind, rows, text) => book.below(kind, *rows, text),
            Step::Teams(teams) => book.teams(&pairs(teams)),
            Step::WithoutTeams => book.without_teams(),
            Step::Safes(safes) => book.safes(&pairs(safes)),
            Step::WithoutSafes => book.without_safes(),
            Step::Lists(lists) => book.lists(&pairs(lists)),
            Step::Info(lines) => book.info(&pairs(lines)),
            Step::WithoutInfo => book.without_info(),
            Step::Titled(rows) => book.titled(*rows),
            Step::HideSheet(name) => book.hide_sheet(name),
            Step::Sheet(name, cells) => book.sheet(name, &pairs(cells)),
            Step::FirstSheet(name, cells) => book.first_sheet(name, &pairs(cells)),
            Step::HiddenSheet(name, cells) => book.hidden_sheet(name, &pairs(cells)),
        }
    }
}

fn pairs(texts: &[(String, String)]) -> Vec<(&str, &str)> {
    texts.iter().map(|(one, other)| (one.as_str(), other.as_str())).collect()
}
