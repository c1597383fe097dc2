//! What there is already: the lists that tell it, kept in one piece each, since there may be half a million entries.

use std::collections::BTreeMap;

use pamlint_convention::{Convention, Made};
use pamlint_reader::{Book, ListProblem, each_entry};

/// What there is already.
#[derive(Debug, Default)]
pub struct Inventory {
    lists: BTreeMap<Made, List>,
}

/// A list of what there is.
#[derive(Debug, Default)]
pub(crate) struct List {
    /// The keys of its columns.
    columns: Vec<String>,
    /// Whether something stands in each of them.
    filled: Vec<bool>,
    /// All values, one behind the other.
    text: String,
    /// Where each value ends.
    ends: Vec<usize>,
}

impl Inventory {
    /// Adds the list of a type of thing; gives the number of its entries.
    ///
    /// # Errors
    /// When the file holds no such list.
    pub fn add(&mut self, convention: &Convention, made: Made, book: &Book) -> Result<usize, ListProblem> {
        let reference = convention.plan.as_ref().and_then(|rules| rules.inventory.get(&made));
        let Some(reference) = reference.map(|id| convention.reference(*id)) else { return Ok(0) };
        let list = self.lists.entry(made).or_default();
        list.columns = reference.columns.iter().map(|column| column.key.clone()).collect();
        list.filled.resize(list.columns.len(), false);
        match each_entry(book, reference, |_, values| list.push(values)) {
            // In a new vault there is nothing yet.
            Ok(_) | Err(ListProblem::NoEntries { .. }) => Ok(list.len()),
            Err(problem) => Err(problem),
        }
    }

    /// Whether no list was given at all: then nothing is there.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    pub(crate) fn list(&self, made: Made) -> Option<&List> {
        self.lists.get(&made)
    }

    /// Every list.
    pub(crate) fn lists(&self) -> impl Iterator<Item = (Made, &List)> {
        self.lists.iter().map(|(made, list)| (*made, list))
    }
}

impl List {
    fn push(&mut self, values: &[String]) {
        for (value, filled) in values.iter().zip(&mut self.filled) {
            *filled |= !value.is_empty();
            self.text.push_str(value);
            self.ends.push(self.text.len());
        }
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.ends.len() / self.columns.len().max(1)
    }

    /// The position of a column in which something stands.
    pub fn column(&self, key: &str) -> Option<usize> {
        let position = self.columns.iter().position(|known| known == key)?;
        self.filled.get(position).filter(|filled| **filled).map(|_| position)
    }

    /// The value of an entry in a column.
    pub fn value(&self, entry: usize, column: usize) -> &str {
        let at = entry * self.columns.len() + column;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }
}
