//! Reference lists, ready to be looked things up in.
//!
//! A list is checked as a whole when it is added; after that it never changes, and any number of checks
//! on any number of threads can share it.

mod applied;
mod entry;
mod list;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use pamlint_convention::{Check, Convention, PartId, Reference, ReferenceId, Rule, Shape};
use pamlint_reader::Listing;
use rustc_hash::FxHashMap;

use self::applied::{Applied, Irregular};
pub use self::entry::ListError;
use self::entry::{cleaned, same};
pub(crate) use self::list::List;
use self::list::keys;
use crate::value::Key;

/// The reference lists that a user has supplied.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// By the number of the list.
    lists: Vec<Option<Arc<List>>>,
    applied: Applied,
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
        let irregular = irregular(convention, reference, &entries);
        let list = List::new(entries, compared(convention, id), irregular);
        self.applied = Applied::default();
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
        self.get(id).map(List::count)
    }

    pub(crate) fn get(&self, id: ReferenceId) -> Option<&List> {
        self.lists.get(id.index())?.as_deref()
    }

    /// The convention in which what the lists hold is right, whatever its form.
    pub(crate) fn applied<'c>(&'c self, convention: &'c Convention) -> Cow<'c, Convention> {
        let irregular: Vec<Irregular<'c>> = convention
            .all_references()
            .filter_map(|(id, list)| Some((list.key.as_str(), self.get(id)?.irregular.clone()?)))
            .collect();
        if irregular.is_empty() { Cow::Borrowed(convention) } else { self.applied.to(convention, &irregular) }
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
