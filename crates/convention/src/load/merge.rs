//! One convention on top of another.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// Tables whose entries are merged one by one; anything else of the upper file replaces the lower's.
const MERGED: &[&str] = &[
    "codes", "parts", "lists", "names", "columns", "derived", "fields", "variants", "message", "help", "why",
    "label", "title",
];

/// Moves every position in a tree by `base`.
pub(super) fn shift(table: DeTable<'_>, base: usize) -> DeTable<'_> {
    table
        .into_iter()
        .map(|(key, value)| {
            let key_span = key.span();
            let key = Spanned::new(key_span.start + base..key_span.end + base, key.into_inner());
            (key, shift_value(value, base))
        })
        .collect()
}

fn shift_value(value: Spanned<DeValue<'_>>, base: usize) -> Spanned<DeValue<'_>> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(shift(table, base)),
        DeValue::Array(array) => {
            let mut shifted = DeArray::new();
            for value in array {
                shifted.push(shift_value(value, base));
            }
            DeValue::Array(shifted)
        }
        other => other,
    };
    Spanned::new(span.start + base..span.end + base, value)
}

/// Puts `over` on top of `table`.
///
/// Entries of arrays of tables are told apart by their `code` or `id`; entries that are not in the
/// lower array are added behind it, so that the lower rules keep their order.
pub(super) fn merge<'a>(table: &mut DeTable<'a>, over: DeTable<'a>) {
    for (key, value) in over {
        let name = key.get_ref().clone();
        match table.get_mut(name.as_ref()) {
            None => {
                table.insert(key, value);
            }
            Some(lower) => match (lower.get_mut(), value.get_ref()) {
                (DeValue::Table(_), DeValue::Table(_)) if MERGED.contains(&name.as_ref()) => {
                    merge_tables(lower, value);
                }
                (DeValue::Array(lower_entries), DeValue::Array(entries)) if is_entries(entries) => {
                    let DeValue::Array(entries) = value.into_inner() else { continue };
                    for entry in entries {
                        merge_entry(lower_entries, entry);
                    }
                }
                _ => *lower = value,
            },
        }
    }
}

/// `[codes.x]`, `[names.x]` and the like: the entries are tables that merge in turn.
fn merge_tables<'a>(lower: &mut Spanned<DeValue<'a>>, over: Spanned<DeValue<'a>>) {
    let (DeValue::Table(lower), DeValue::Table(over)) = (lower.get_mut(), over.into_inner()) else { return };
    for (key, value) in over {
        match lower.get_mut(key.get_ref().as_ref()) {
            Some(entry) if entry.get_ref().is_table() && value.get_ref().is_table() => {
                let span = value.span();
                if let (DeValue::Table(entry), DeValue::Table(value)) = (entry.get_mut(), value.into_inner())
                {
                    for (key, value) in value {
                        let old = entry.get_mut(key.get_ref().as_ref());
                        match old {
                            Some(old) => *old = value,
                            None => {
                                entry.insert(key, value);
                            }
                        }
                    }
                }
                let inner = std::mem::replace(entry.get_mut(), DeValue::Boolean(false));
                *entry = Spanned::new(span, inner);
            }
            Some(entry) => *entry = value,
            None => {
                lower.insert(key, value);
            }
        }
    }
}

fn merge_entry<'a>(lower: &mut DeArray<'a>, entry: Spanned<DeValue<'a>>) {
    let identity = identity(entry.get_ref()).map(str::to_owned);
    let same = lower
        .iter_mut()
        .find(|known| identity.is_some() && self::identity(known.get_ref()) == identity.as_deref());
    match same {
        Some(known) => {
            if let (DeValue::Table(known), DeValue::Table(entry)) = (known.get_mut(), entry.into_inner()) {
                merge(known, entry);
            }
        }
        None => lower.push(entry),
    }
}

/// What tells the entries of an array of tables apart.
pub(super) fn identity<'a>(entry: &'a DeValue<'_>) -> Option<&'a str> {
    let table = entry.as_table()?;
    ["code", "id"].iter().find_map(|key| table.get(*key)?.get_ref().as_str())
}

fn is_entries(entries: &DeArray<'_>) -> bool {
    !entries.is_empty() && entries.iter().all(|entry| identity(entry.get_ref()).is_some())
}
