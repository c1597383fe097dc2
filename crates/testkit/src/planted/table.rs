//! The table of mistakes, `planted.toml`: the workbook without mistakes, and what is planted in it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::step::{Step, Value};
use crate::book::Book;

/// The table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Table {
    /// The workbook without mistakes.
    base: Vec<Step>,
    pub(super) mistakes: Vec<Plant>,
    /// Conventions that build on `pamaas`, by name.
    pub(super) conventions: BTreeMap<String, String>,
    /// Reference lists, by key: the workbook without mistakes agrees with them.
    pub(super) lists: BTreeMap<String, String>,
}

/// A line of the table: what is planted, and what has to be found.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plant {
    #[serde(default)]
    pub(super) name: String,
    /// `CODE spot`, several separated by `, `; empty for what is harmless.
    #[serde(default)]
    finds: String,
    #[serde(default)]
    pub(super) layouts: Layouts,
    /// The name of a convention of the table.
    pub(super) convention: Option<String>,
    /// Whether the reference lists are supplied.
    #[serde(default)]
    pub(super) lists: bool,
    /// Whether it begins with a workbook without accounts.
    #[serde(default)]
    anew: bool,
    /// The cells of accounts that are changed.
    #[serde(default)]
    set: BTreeMap<String, Value>,
    /// What is done then.
    #[serde(default)]
    then: Vec<Step>,
}

/// In which layouts something can be planted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Layouts {
    /// A sheet for each kind, and all accounts on one sheet.
    #[default]
    Both,
    /// Only with a sheet for each kind.
    Kinds,
    /// Only with all accounts on one sheet.
    One,
}

pub(super) static TABLE: LazyLock<Table> =
    LazyLock::new(|| toml::from_str(include_str!("../planted.toml")).expect("a table of mistakes"));

impl Plant {
    /// Code and spot of every finding.
    pub(crate) fn finds(&self) -> impl Iterator<Item = (&str, &str)> {
        let finds = self.finds.split(", ").filter(|finding| !finding.is_empty());
        finds.map(|finding| finding.split_once(' ').expect("a code and a spot"))
    }

    /// A workbook with the mistake in it.
    pub(crate) fn on(&self, book: Book) -> Book {
        let book = if self.anew { Book::new() } else { book };
        let book = self.set.iter().fold(book, |book, (spot, value)| book.set(spot, value));
        self.then.iter().fold(book, |book, step| step.on(book))
    }
}

/// A workbook with every kind of account and no mistakes.
pub fn base() -> Book {
    TABLE.base.iter().fold(Book::new(), |book, step| step.on(book))
}
