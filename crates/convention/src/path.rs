//! Paths: how rules name the values of a row, e.g. `platform.session`.

use std::fmt;

/// The name of a value: a column, or a part of what stands in it.
///
/// Besides columns and derived values there are `id` (the row's ID, whatever its column is called)
/// and `kind` (the id of the row's table).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path {
    /// The key of the column, `id`, `kind`, or the key of a derived value.
    pub column: String,
    /// The part of the name or format in it.
    pub part: Option<String>,
}

impl Path {
    /// Reads `column` or `column.part`.
    pub fn parse(text: &str) -> Path {
        match text.split_once('.') {
            Some((column, part)) => Path { column: column.to_owned(), part: Some(part.to_owned()) },
            None => Path { column: text.to_owned(), part: None },
        }
    }

    /// Whether the path is that word and nothing more.
    pub fn is_just(&self, word: &str) -> bool {
        self.part.is_none() && self.column == word
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.column)?;
        match &self.part {
            Some(part) => write!(f, ".{part}"),
            None => Ok(()),
        }
    }
}

/// Where a path leads on one table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The position in [`crate::Table::fields`].
    pub field: usize,
    /// The position in [`crate::Field::parts`]; `None` for the whole value.
    pub part: Option<usize>,
}
