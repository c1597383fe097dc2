//! A list, with its entries by what they are looked up by.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::value::Key;

/// A list.
pub(crate) struct List {
    /// The entries, each with a value for every column; empty where there is none.
    entries: Vec<Vec<String>>,
    /// By the columns that are compared: the entries with the same values there.
    indexes: Vec<(Vec<usize>, Index)>,
    /// Values of other forms than names have, in capitals: they are right all the same.
    pub(super) irregular: Option<Arc<BTreeSet<String>>>,
    /// What tells the list from others.
    digest: u64,
}

/// A list can have any number of entries: what tells it from others is enough.
impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} entries ({:016x})", self.entries.len(), self.digest)
    }
}

/// An index of entries, with the characters that occur in what they are found by.
#[derive(Debug, Default)]
struct Index {
    by_key: FxHashMap<Vec<Key>, Vec<u32>>,
    letters: Vec<char>,
}

impl List {
    /// A list of these entries, which are looked up by any of these combinations of columns.
    pub(super) fn new(
        entries: Vec<Vec<String>>,
        compared: Vec<Vec<usize>>,
        irregular: Option<Arc<BTreeSet<String>>>,
    ) -> List {
        let index = |columns: Vec<usize>| {
            let index = Index::new(&entries, &columns);
            (columns, index)
        };
        let mut hasher = DefaultHasher::new();
        entries.hash(&mut hasher);
        List {
            indexes: compared.into_iter().map(index).collect(),
            irregular,
            digest: hasher.finish(),
            entries,
        }
    }

    /// The number of entries.
    pub(super) fn count(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn value(&self, entry: usize, column: usize) -> &str {
        self.entries.get(entry).and_then(|entry| entry.get(column)).map_or("", String::as_str)
    }

    /// The entries whose values in some columns are these.
    pub(crate) fn find(&self, columns: &[usize], keys: &[Key]) -> Option<Vec<usize>> {
        let index = self.index(columns)?;
        let found = index.by_key.get(keys)?;
        Some(found.iter().map(|entry| usize::try_from(*entry).unwrap_or(usize::MAX)).collect())
    }

    /// The entry whose value in a column is one slip away from a text, if there is only one such value.
    pub(crate) fn nearest(&self, column: usize, text: &str) -> Option<usize> {
        let index = self.index(&[column])?;
        let letters: Vec<char> = text.to_uppercase().chars().collect();
        let mut found: Option<(&Vec<Key>, u32)> = None;
        for slip in slips(&letters, &index.letters) {
            let key = vec![Key::of(&slip)];
            let Some((key, entries)) = index.by_key.get_key_value(&key) else { continue };
            match found {
                Some((known, _)) if known == key => {}
                Some(_) => return None,
                None => found = Some((key, *entries.first()?)),
            }
        }
        found.and_then(|(_, entry)| usize::try_from(entry).ok())
    }

    fn index(&self, columns: &[usize]) -> Option<&Index> {
        self.indexes.iter().find(|(known, _)| known == columns).map(|(_, index)| index)
    }
}

impl Index {
    fn new(entries: &[Vec<String>], columns: &[usize]) -> Index {
        let mut letters: BTreeSet<char> = BTreeSet::new();
        let mut by_key: FxHashMap<Vec<Key>, Vec<u32>> = FxHashMap::default();
        by_key.reserve(entries.len());
        for (number, entry) in (0u32..).zip(entries) {
            // What is not there names nothing.
            if columns.iter().any(|column| entry.get(*column).is_none_or(String::is_empty)) {
                continue;
            }
            for value in columns.iter().filter_map(|column| entry.get(*column)) {
                if !value.chars().all(|letter| letters.contains(&letter)) {
                    letters.extend(value.to_uppercase().chars());
                }
            }
            by_key.entry(keys(entry, columns)).or_default().push(number);
        }
        Index { by_key, letters: letters.into_iter().collect() }
    }
}

pub(super) fn keys(entry: &[String], columns: &[usize]) -> Vec<Key> {
    columns.iter().map(|column| Key::of(entry.get(*column).map_or("", String::as_str))).collect()
}

/// Every text that is one slip away: a letter too many, missing, other, or two swapped.
fn slips(text: &[char], letters: &[char]) -> impl Iterator<Item = String> {
    let dropped = (0..text.len()).map(|at| [before(text, at), after(text, at + 1)].concat());
    let swapped = (1..text.len()).filter_map(|at| {
        let (one, other) = (text.get(at - 1)?, text.get(at)?);
        Some([before(text, at - 1), vec![*other, *one], after(text, at + 1)].concat())
    });
    let other = (0..text.len()).flat_map(move |at| {
        letters.iter().map(move |letter| [before(text, at), vec![*letter], after(text, at + 1)].concat())
    });
    let added = (0..=text.len()).flat_map(move |at| {
        letters.iter().map(move |letter| [before(text, at), vec![*letter], after(text, at)].concat())
    });
    dropped.chain(swapped).chain(other).chain(added).filter(move |slip| slip != text).map(String::from_iter)
}

fn before(text: &[char], at: usize) -> Vec<char> {
    text.get(..at).unwrap_or_default().to_vec()
}

fn after(text: &[char], at: usize) -> Vec<char> {
    text.get(at..).unwrap_or_default().to_vec()
}
