//! The entries of a list, read from what people typed.

use std::fmt::Display;

use pamlint_convention::{Convention, Language, Reference, Shape, Text};
use pamlint_words::Words;

use crate::clean::{Style, clean};
use crate::name::{Fit, fit};
use crate::value::Key;

/// What is wrong with an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::EN))]
pub enum ListError {
    /// A value that names the entry is missing.
    Empty {
        /// The row, from 1.
        row: u32,
        /// The column.
        column: String,
    },
    /// A value has another form than it has in names.
    Unfit {
        /// The row, from 1.
        row: u32,
        /// The column.
        column: String,
        /// What stands there.
        value: String,
        /// What is expected there.
        expected: Expected,
    },
    /// Two entries of the same name say different things.
    Differs {
        /// The row, from 1.
        row: u32,
        /// The row of the other, from 1.
        first: u32,
        /// What names them.
        value: String,
        /// The column in which they differ.
        column: String,
    },
}

/// What is expected in a column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// In words.
    Form(Text),
    /// One of these codes.
    Codes(String),
}

impl ListError {
    /// What is wrong.
    pub fn message(&self, language: Language) -> String {
        let words = &Words::of(language).reading.lists;
        match self {
            ListError::Empty { row, column } => words.value_missing.fill(&[("row", row), ("column", column)]),
            ListError::Unfit { row, column, value, expected } => {
                let expected = match expected {
                    Expected::Form(text) => text.get(language),
                    Expected::Codes(codes) => codes,
                };
                let values: [(&str, &dyn Display); 4] =
                    [("row", row), ("column", column), ("value", value), ("expected", &expected)];
                words.unfit.fill(&values)
            }
            ListError::Differs { row, first, value, column } => {
                let values: [(&str, &dyn Display); 4] =
                    [("row", row), ("first", first), ("value", value), ("column", column)];
                words.differs.fill(&values)
            }
        }
    }
}

/// The values of an entry, cleaned and repaired.
pub(super) fn cleaned(
    convention: &Convention,
    reference: &Reference,
    row: u32,
    values: &[String],
) -> Result<Vec<String>, ListError> {
    let mut entry = Vec::with_capacity(reference.columns.len());
    for (position, column) in reference.columns.iter().enumerate() {
        let typed = values.get(position).map_or("", String::as_str);
        let style = Style { name: column.part.is_some(), several: false, one_line: true };
        let text = clean(typed, style).text;
        if text.is_empty() && reference.identity.contains(&position) {
            return Err(ListError::Empty { row, column: column.key.clone() });
        }
        let value = match column.part {
            Some(part) if !text.is_empty() => {
                let part = convention.part(part);
                match fit(convention, part, &text) {
                    Fit::Exact { .. } => text.into_owned(),
                    Fit::Case { code } => code,
                    Fit::Repaired { value, .. } => value,
                    Fit::Near { .. } | Fit::Unfit => {
                        return Err(ListError::Unfit {
                            row,
                            column: column.key.clone(),
                            value: text.into_owned(),
                            expected: match &part.shape {
                                Shape::Forms(_) => Expected::Form(part.expected.clone()),
                                Shape::Codes(list) => {
                                    let codes = convention.list(*list).codes.iter();
                                    let codes: Vec<&str> = codes.map(|(code, _)| code.as_str()).collect();
                                    Expected::Codes(codes.join(", "))
                                }
                            },
                        });
                    }
                }
            }
            _ => text.into_owned(),
        };
        entry.push(value);
    }
    Ok(entry)
}

/// Whether two entries of the same name say the same.
pub(super) fn same(
    reference: &Reference,
    entry: &[String],
    row: u32,
    earlier: &[String],
    first: u32,
) -> Result<(), ListError> {
    for (position, column) in reference.columns.iter().enumerate() {
        let (one, other) = (entry.get(position), earlier.get(position));
        let alike = one.zip(other).is_some_and(|(one, other)| Key::of(one) == Key::of(other));
        if !alike {
            let named: Vec<&str> = reference
                .identity
                .iter()
                .filter_map(|column| entry.get(*column))
                .map(String::as_str)
                .collect();
            return Err(ListError::Differs {
                row,
                first,
                value: named.join(" "),
                column: column.key.clone(),
            });
        }
    }
    Ok(())
}
