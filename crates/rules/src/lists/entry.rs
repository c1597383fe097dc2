//! The entries of a list, read from what people typed.

use pamlint_convention::{Convention, Reference, Shape};

use crate::clean::{Style, clean};
use crate::name::{Fit, fit};
use crate::value::Key;

/// What is wrong with an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// A value that names the entry is missing.
    #[error("line {row}: `{column}` is empty; every entry needs one")]
    Empty {
        /// The row, from 1.
        row: u32,
        /// The column.
        column: String,
    },
    /// A value has another form than it has in names.
    #[error("line {row}: `{value}` cannot be right in the column `{column}`: {expected}")]
    Unfit {
        /// The row, from 1.
        row: u32,
        /// The column.
        column: String,
        /// What stands there.
        value: String,
        /// What is expected there.
        expected: String,
    },
    /// Two entries of the same name say different things.
    #[error(
        "line {row}: `{value}` stands on line {first} already, with another `{column}`; keep one of them"
    )]
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
                                Shape::Forms(_) => {
                                    part.expected.get(pamlint_convention::Language::EN).to_owned()
                                }
                                Shape::Codes(list) => {
                                    let codes = convention.list(*list).codes.iter();
                                    codes.map(|(code, _)| code.as_str()).collect::<Vec<_>>().join(", ")
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
