//! One convention on top of another.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use pamlint_words::Language;

/// Tables of entries, each of which is merged key by key; of what stands behind a key, texts merge language
/// by language, and anything else of the upper file replaces the lower's.
const OF_ENTRIES: &[&str] =
    &["codes", "parts", "lists", "names", "columns", "derived", "details", "reply", "fields", "variants"];

/// A table that is merged key by key, however deep: a permission is changed by the table of its role alone.
const DEEP: &str = "plan";

/// Moves every position in a tree by `base`.
pub(super) fn shift(table: DeTable<'_>, base: usize) -> DeTable<'_> {
    if base == 0 {
        return table;
    }
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

/// Puts `over` on top of `table`, the file as a whole or an entry of an array of tables.
///
/// Entries of arrays of tables are told apart by their `code` or `id`; entries that are not in the
/// lower array are added behind it, so that the lower rules keep their order.
pub(super) fn merge<'a>(table: &mut DeTable<'a>, over: DeTable<'a>) {
    let mut languages: Vec<String> = Language::all().iter().map(Language::to_string).collect();
    let declared =
        [&*table, &over].into_iter().filter_map(|file| file.get("languages")?.get_ref().as_array());
    let declared = declared.flatten().filter_map(|language| language.get_ref().as_str());
    languages.extend(declared.map(str::to_owned));
    merge_tables(table, over, &languages);
}

fn merge_tables<'a>(table: &mut DeTable<'a>, over: DeTable<'a>, languages: &[String]) {
    put_on(table, over, |key, lower, value| match (lower.get_mut(), value.get_ref()) {
        (DeValue::Table(entries), DeValue::Table(_)) if OF_ENTRIES.contains(&key) => {
            let DeValue::Table(value) = value.into_inner() else { return };
            put_on(entries, value, |_, entry, value| put_entry(entry, value, languages));
        }
        (DeValue::Table(lower), DeValue::Table(_)) if key == DEEP => {
            let DeValue::Table(value) = value.into_inner() else { return };
            deepen(lower, value);
        }
        (DeValue::Array(lower_entries), DeValue::Array(entries)) if is_entries(entries) => {
            let DeValue::Array(entries) = value.into_inner() else { return };
            for entry in entries {
                merge_entry(lower_entries, entry, languages);
            }
        }
        _ => put(lower, value, languages),
    });
}

/// Puts tables on top of tables, however deep; anything else replaces what was there.
fn deepen<'a>(table: &mut DeTable<'a>, over: DeTable<'a>) {
    put_on(table, over, |_, lower, value| {
        let span = value.span();
        match (lower.get_mut(), value.into_inner()) {
            (DeValue::Table(lower), DeValue::Table(over)) => deepen(lower, over),
            (lower, value) => *lower = value,
        }
        move_to(lower, span);
    });
}

/// Puts what stands behind each key of `over` on top of what stands there already. Everything keeps its
/// place, but is where the upper file has it: a mistake is mended there.
fn put_on<'a>(
    table: &mut DeTable<'a>,
    mut over: DeTable<'a>,
    mut put: impl FnMut(&str, &mut Spanned<DeValue<'a>>, Spanned<DeValue<'a>>),
) {
    for (key, mut lower) in std::mem::take(table) {
        match over.remove_entry(key.get_ref().as_ref()) {
            Some((key, value)) => {
                put(key.get_ref().as_ref(), &mut lower, value);
                table.insert(key, lower);
            }
            None => {
                table.insert(key, lower);
            }
        }
    }
    table.extend(over);
}

/// `[names.x]` and the like, and the codes of `[codes.x]`.
fn put_entry<'a>(entry: &mut Spanned<DeValue<'a>>, value: Spanned<DeValue<'a>>, languages: &[String]) {
    let span = value.span();
    let both = entry.get_ref().is_table() && value.get_ref().is_table();
    match (entry.get_mut(), value.into_inner()) {
        (DeValue::Table(lower), DeValue::Table(over)) if both => {
            put_on(lower, over, |_, lower, value| put(lower, value, languages))
        }
        (lower, value) => *lower = value,
    }
    move_to(entry, span);
}

/// A value of the upper file in the place of the lower's.
fn put<'a>(lower: &mut Spanned<DeValue<'a>>, value: Spanned<DeValue<'a>>, languages: &[String]) {
    match (lower.get_mut(), value.get_ref()) {
        (DeValue::Table(text), DeValue::Table(over))
            if is_text(text, languages) && is_text(over, languages) =>
        {
            let span = value.span();
            let DeValue::Table(over) = value.into_inner() else { return };
            put_on(text, over, |_, lower, value| *lower = value);
            move_to(lower, span);
        }
        _ => *lower = value,
    }
}

/// Says that a merged value stands where the upper file has it.
fn move_to(value: &mut Spanned<DeValue<'_>>, span: Range<usize>) {
    let inner = std::mem::replace(value.get_mut(), DeValue::Boolean(false));
    *value = Spanned::new(span, inner);
}

/// Whether a table is a text in some of the languages, whatever it is called.
fn is_text(table: &DeTable<'_>, languages: &[String]) -> bool {
    let is_language = |key: &str| languages.iter().any(|language| language == key);
    !table.is_empty()
        && table.iter().all(|(key, value)| is_language(key.get_ref()) && value.get_ref().as_str().is_some())
}

fn merge_entry<'a>(lower: &mut DeArray<'a>, entry: Spanned<DeValue<'a>>, languages: &[String]) {
    let identity = identity(entry.get_ref()).map(str::to_owned);
    let same = lower
        .iter_mut()
        .find(|known| identity.is_some() && self::identity(known.get_ref()) == identity.as_deref());
    match same {
        Some(known) => {
            if let (DeValue::Table(known), DeValue::Table(mut entry)) = (known.get_mut(), entry.into_inner())
            {
                let added = entry.remove("add");
                merge_tables(known, entry, languages);
                if let Some(DeValue::Table(added)) = added.map(Spanned::into_inner) {
                    add(known, added);
                }
            }
        }
        None => lower.push(entry),
    }
}

/// Adds the entries of tables, however deep, and the items of lists to those that are there; a value that is neither
/// replaces what was there.
fn add<'a>(table: &mut DeTable<'a>, added: DeTable<'a>) {
    put_on(table, added, |_, lower, value| match (lower.get_mut(), value.into_inner()) {
        (DeValue::Table(lower), DeValue::Table(added)) => add(lower, added),
        (DeValue::Array(lower), DeValue::Array(added)) => {
            for item in added {
                lower.push(item);
            }
        }
        (lower, value) => *lower = value,
    });
}

/// What tells the entries of an array of tables apart.
pub(super) fn identity<'a>(entry: &'a DeValue<'_>) -> Option<&'a str> {
    let table = entry.as_table()?;
    ["code", "id"].iter().find_map(|key| table.get(*key)?.get_ref().as_str())
}

fn is_entries(entries: &DeArray<'_>) -> bool {
    !entries.is_empty() && entries.iter().all(|entry| identity(entry.get_ref()).is_some())
}
