//! Reference lists, ready to be looked things up in.
//!
//! A list is checked as a whole when it is added; after that it never changes, and any number of checks
//! on any number of threads can share it.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use pamlint_convention::{Check, Convention, PartId, Reference, ReferenceId, Rule, Shape};
use pamlint_reader::Listing;
use rustc_hash::FxHashMap;

use crate::clean::{Style, clean};
use crate::name::{Fit, fit};
use crate::value::Key;

/// The reference lists that a user has supplied.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// By the number of the list.
    lists: Vec<Option<Arc<List>>>,
}

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

/// A list.
pub(crate) struct List {
    /// The entries, each with a value for every column; empty where there is none.
    entries: Vec<Vec<String>>,
    /// By the columns that are compared: the entries with the same values there.
    indexes: Vec<(Vec<usize>, Index)>,
    /// Values of other forms than names have, in capitals: they are right all the same.
    irregular: Option<Arc<BTreeSet<String>>>,
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

impl Lists {
    /// Adds a list of a convention.
    ///
    /// # Errors
    /// With the first entry that cannot be right.
    pub fn add(
        &mut self,
        convention: &Convention,
        id: ReferenceId,
        listing: &Listing,
    ) -> Result<(), ListError> {
        let reference = convention.reference(id);
        let mut entries: Vec<Vec<String>> = Vec::with_capacity(listing.rows.len());
        let mut rows: Vec<u32> = Vec::with_capacity(listing.rows.len());
        let mut known: FxHashMap<Vec<Key>, usize> = FxHashMap::default();
        for (row, values) in &listing.rows {
            let entry = cleaned(convention, reference, *row, values)?;
            if !reference.identity.is_empty() {
                let name = keys(&entry, &reference.identity);
                if let Some((earlier, first)) =
                    known.get(&name).and_then(|at| Some((entries.get(*at)?, *rows.get(*at)?)))
                {
                    same(reference, &entry, *row, earlier, first)?;
                    continue;
                }
                known.insert(name, entries.len());
            }
            rows.push(*row);
            entries.push(entry);
        }
        let list = List {
            indexes: compared(convention, id)
                .into_iter()
                .map(|columns| {
                    let index = Index::new(&entries, &columns);
                    (columns, index)
                })
                .collect(),
            irregular: irregular(convention, reference, &entries),
            digest: digest(&entries),
            entries,
        };
        if self.lists.len() <= id.index() {
            self.lists.resize(id.index() + 1, None);
        }
        if let Some(slot) = self.lists.get_mut(id.index()) {
            *slot = Some(Arc::new(list));
        }
        Ok(())
    }

    /// The lists that are supplied in the examples of a rule.
    ///
    /// # Errors
    /// As [`Lists::add`]; rows count the entries from 1.
    pub fn of_examples(convention: &Convention, rule: &Rule) -> Result<Lists, ListError> {
        let mut lists = Lists::default();
        for (id, entries) in &rule.example_lists {
            let rows = (1..).zip(entries.iter().cloned()).collect();
            lists.add(convention, *id, &Listing { sheet: String::new(), header_row: 0, rows })?;
        }
        Ok(lists)
    }

    /// How many entries a list has; `None` when it is not supplied.
    pub fn count(&self, id: ReferenceId) -> Option<usize> {
        self.get(id).map(|list| list.entries.len())
    }

    pub(crate) fn get(&self, id: ReferenceId) -> Option<&List> {
        self.lists.get(id.index())?.as_deref()
    }

    /// The convention in which what the lists hold is right, whatever its form.
    pub(crate) fn applied<'c>(&self, convention: &'c Convention) -> Cow<'c, Convention> {
        let irregular: Vec<(String, Arc<BTreeSet<String>>)> = convention
            .all_references()
            .filter_map(|(id, list)| Some((list.key.clone(), self.get(id)?.irregular.clone()?)))
            .collect();
        if irregular.is_empty() {
            return Cow::Borrowed(convention);
        }
        let mut convention = convention.clone();
        for part in &mut convention.parts {
            let Shape::Forms(forms) = &mut part.shape else { continue };
            for form in forms {
                let values = irregular
                    .iter()
                    .find(|(key, _)| form.reference.as_ref() == Some(key))
                    .map(|(_, values)| values);
                form.also = values.cloned();
            }
        }
        Cow::Owned(convention)
    }

    /// An entry as people know it: `002949 (Digitaal Vlaanderen)`.
    pub(crate) fn described(&self, convention: &Convention, id: ReferenceId, entry: usize) -> String {
        let reference = convention.reference(id);
        let value = |column: usize| self.get(id).map_or("", |list| list.value(entry, column));
        let named: Vec<&str> = reference.identity.iter().map(|column| value(*column)).collect();
        let name = reference.name.map(value).filter(|name| !name.is_empty());
        match name {
            Some(name) => format!("{} ({name})", named.join(" ")),
            None => named.join(" "),
        }
    }

    /// A value of an entry; where it names an entry of another list that is supplied, as people know that.
    pub(crate) fn value(
        &self,
        convention: &Convention,
        id: ReferenceId,
        entry: usize,
        column: usize,
    ) -> Option<String> {
        let value = self.get(id)?.value(entry, column);
        if value.is_empty() {
            return None;
        }
        let part = convention.reference(id).columns.get(column)?.part;
        let other = part.and_then(|part| refers(convention, part)).filter(|other| *other != id);
        let named = other.and_then(|other| {
            let position =
                *self.get(other)?.find(&convention.reference(other).identity, &[Key::of(value)])?.first()?;
            Some(self.described(convention, other, position))
        });
        Some(named.unwrap_or_else(|| value.to_owned()))
    }
}

impl List {
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

/// The columns by which the rules of a convention look entries of a list up.
fn compared(convention: &Convention, id: ReferenceId) -> Vec<Vec<usize>> {
    let mut compared = Vec::new();
    let identity = &convention.reference(id).identity;
    if !identity.is_empty() {
        compared.push(identity.clone());
    }
    for (_, rule) in convention.all_rules() {
        let Check::Listed(listed) = &rule.check else { continue };
        let columns: Vec<usize> = listed.matches.iter().map(|(column, _)| *column).collect();
        if listed.list == id && !compared.contains(&columns) {
            compared.push(columns);
        }
    }
    compared
}

fn keys(entry: &[String], columns: &[usize]) -> Vec<Key> {
    columns.iter().map(|column| Key::of(entry.get(*column).map_or("", String::as_str))).collect()
}

fn digest(entries: &[Vec<String>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    entries.hash(&mut hasher);
    hasher.finish()
}

/// The values of an entry, cleaned and repaired.
fn cleaned(
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
fn same(
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

/// What a list holds that has not the form of the part that refers to it.
fn irregular(
    convention: &Convention,
    reference: &Reference,
    entries: &[Vec<String>],
) -> Option<Arc<BTreeSet<String>>> {
    let [column] = reference.identity.as_slice() else { return None };
    let forms: Vec<_> = convention
        .parts
        .iter()
        .filter_map(|part| match &part.shape {
            Shape::Forms(forms) => Some(forms),
            Shape::Codes(_) => None,
        })
        .flatten()
        .filter(|form| form.reference.as_ref() == Some(&reference.key))
        .collect();
    let values = entries.iter().filter_map(|entry| entry.get(*column)).filter(|value| {
        forms.iter().any(|form| !form.patterns.iter().all(|pattern| pattern.is_match(value)))
    });
    let irregular: BTreeSet<String> = values.map(|value| value.to_uppercase()).collect();
    (!irregular.is_empty()).then(|| Arc::new(irregular))
}

/// The list that holds the values of a part.
fn refers(convention: &Convention, part: PartId) -> Option<ReferenceId> {
    let Shape::Forms(forms) = &convention.part(part).shape else { return None };
    forms.iter().find_map(|form| convention.find_reference(form.reference.as_deref()?))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(key: &str, text: &str) -> Result<(Convention, ReferenceId, Lists), String> {
        let convention = Convention::built_in("pamaas").unwrap().unwrap();
        let id = convention.find_reference(key).unwrap();
        let book = pamlint_reader::read_list(text.as_bytes()).unwrap();
        let listing = pamlint_reader::read_listing(&book, convention.reference(id)).unwrap();
        let mut lists = Lists::default();
        lists.add(&convention, id, &listing).map_err(|error| error.to_string())?;
        Ok((convention, id, lists))
    }

    #[test]
    fn values_are_repaired_as_those_of_names_are() {
        let (convention, id, lists) =
            lists("ovo", "code;name\nOVO002949;Digitaal Vlaanderen\n92;VMM\n000092;vmm\n").unwrap();
        assert_eq!(lists.count(id), Some(2));
        assert_eq!(lists.described(&convention, id, 0), "002949 (Digitaal Vlaanderen)");
        assert_eq!(lists.described(&convention, id, 1), "000092 (VMM)");
    }

    #[test]
    fn a_bad_entry_is_refused_with_its_line() {
        let wrong = |key, text| lists(key, text).map(|_| ()).unwrap_err();
        assert_eq!(wrong("ovo", "code;name\n;VMM\n"), "line 2: `code` is empty; every entry needs one");
        assert_eq!(
            wrong("ovo", "code;name\n002949;x\nABC;VMM\n"),
            "line 3: `ABC` cannot be right in the column `code`: six digits"
        );
        assert_eq!(
            wrong("ovo", "code;name\n002949;Digitaal Vlaanderen\n\n002949;VMM\n"),
            "line 4: `002949` stands on line 2 already, with another `name`; keep one of them"
        );
    }

    #[test]
    fn the_nearest_entry_is_one_slip_away_and_the_only_one() {
        let (_, id, lists) = lists("ovo", "code\n002949\n000098\n000092\n").unwrap();
        let list = lists.get(id).unwrap();
        let nearest = |text| list.nearest(0, text).map(|entry| list.value(entry, 0));
        for slip in ["002994", "02949", "0029499", "012949", "003949", "0029a49"] {
            assert_eq!(nearest(slip), Some("002949"), "{slip}");
        }
        assert_eq!(nearest("002949"), None, "it is no slip");
        assert_eq!(nearest("000093"), None, "two are equally near");
        assert_eq!(nearest("123456"), None);
        assert_eq!(nearest(""), None);
    }
}
