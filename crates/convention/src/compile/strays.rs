//! Entries that nothing uses and that are nearly called as another: slips, which would do nothing in silence.

use std::collections::BTreeSet;

use toml::Spanned;

use super::names::form_pieces;
use crate::load::decode::Raw;
use crate::load::source::Problems;
use crate::raw::{RawColumn, RawReference};
use crate::suggest::did_you_mean;

/// Takes the entries out of the author's own file that nothing uses and that are nearly called as another
/// one of their section, and reports them. What nothing uses and is like nothing else may stay: it does no
/// harm, and somebody may build on the file.
pub(super) fn take_strays(raw: &mut Raw, problems: &mut Problems) {
    let used = Used::of(raw);
    take(&mut raw.codes, "codes", &used.codes, problems);
    take(&mut raw.parts, "parts", &used.parts, problems);
    take(&mut raw.lists, "lists", &used.lists, problems);
    take(&mut raw.names, "names", &used.names, problems);
    take(&mut raw.columns, "columns", &used.columns, problems);
}

fn take<T>(
    entries: &mut Vec<(Spanned<String>, T)>,
    section: &str,
    used: &BTreeSet<String>,
    problems: &mut Problems,
) {
    let keys: Vec<String> = entries.iter().map(|(key, _)| key.get_ref().clone()).collect();
    entries.retain(|(key, _)| {
        let word = key.get_ref();
        if used.contains(word) || !problems.is_in_own_file(key.span().start) {
            return true;
        }
        let others = keys.iter().filter(|other| *other != word).map(String::as_str);
        let Some(hint) = did_you_mean(word, others) else { return true };
        problems.add_with_hint(key.span(), format!("nothing uses [{section}.{word}]"), Some(hint));
        false
    });
}

/// The keys that something refers to.
#[derive(Default)]
struct Used {
    codes: BTreeSet<String>,
    parts: BTreeSet<String>,
    lists: BTreeSet<String>,
    names: BTreeSet<String>,
    columns: BTreeSet<String>,
}

impl Used {
    fn of(raw: &Raw) -> Used {
        let mut used = Used::default();
        for (_, part) in &raw.parts {
            used.codes.extend(part.codes.iter().map(|list| list.get_ref().clone()));
            match &part.reference {
                Some(RawReference::Part(list)) => {
                    used.lists.insert(list.clone());
                }
                Some(RawReference::Alternatives(lists)) => used.lists.extend(lists.values().cloned()),
                None => {}
            }
        }
        for (_, name) in &raw.names {
            used.names.extend(name.of.iter().map(|of| of.get_ref().clone()));
            let pieces = name.form.iter().filter_map(|form| form_pieces(form.get_ref()).ok()).flatten();
            used.parts.extend(pieces.map(|piece| piece.part));
            used.parts.extend(name.unwanted.iter().map(|unwanted| unwanted.part.get_ref().clone()));
            used.columns.extend(name.complete_from.iter().map(|column| column.get_ref().clone()));
        }
        for (_, list) in &raw.lists {
            let parts = list.columns.values().filter_map(|column| column.part.as_ref());
            used.parts.extend(parts.map(|part| part.get_ref().clone()));
        }
        for table in raw.kinds.iter().chain(&raw.sheets) {
            used.columns.extend(table.columns.iter().map(|column| column.get_ref().clone()));
            for field in table.fields.values() {
                used.of_column(field.get_ref());
            }
        }
        for (_, column) in &raw.columns {
            used.of_column(column);
        }
        used.columns.extend(raw.head.safe_column.iter().map(|column| column.get_ref().clone()));
        for rule in &raw.rules {
            used.lists.extend(rule.listed.iter().map(|listed| listed.list.get_ref().clone()));
        }
        used
    }

    fn of_column(&mut self, column: &RawColumn) {
        self.codes.extend(column.codes.iter().map(|list| list.get_ref().clone()));
        self.names.extend(column.name.iter().flat_map(|names| names.get_ref().clone().into_vec()));
    }
}
