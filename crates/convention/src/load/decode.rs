//! From the merged tree to the structs of [`crate::raw`], entry by entry, so that one mistake does
//! not hide the next.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::merge::identity;
use super::source::Problems;
use crate::raw::{
    RawColumn, RawDetail, RawHead, RawName, RawPart, RawPlan, RawReferenceList, RawReply, RawRule, RawTable,
    RawVariant,
};
use crate::suggest::did_you_mean;
use crate::text::Text;

/// The codes of a closed list, and what each means.
pub(crate) type RawCodes = Vec<(Spanned<String>, Text)>;

/// A whole convention file, in the order of the file.
#[derive(Debug)]
pub(crate) struct Raw {
    pub head: RawHead,
    pub codes: Vec<(Spanned<String>, RawCodes)>,
    pub parts: Vec<(Spanned<String>, RawPart)>,
    pub lists: Vec<(Spanned<String>, RawReferenceList)>,
    pub names: Vec<(Spanned<String>, RawName)>,
    pub columns: Vec<(Spanned<String>, RawColumn)>,
    pub derived: Vec<(Spanned<String>, Vec<String>)>,
    pub details: Vec<(Spanned<String>, RawDetail)>,
    pub reply: Option<Spanned<RawReply>>,
    pub variants: Vec<(Spanned<String>, RawVariant)>,
    pub kinds: Vec<RawTable>,
    pub sheets: Vec<RawTable>,
    pub rules: Vec<RawRule>,
    pub plan: Option<RawPlan>,
    /// Keys of entries that could not be decoded: what refers to them is no further mistake.
    pub broken: BTreeSet<String>,
}

const HEAD: &[&str] = &[
    "id",
    "version",
    "extends",
    "title",
    "source",
    "languages",
    "example_ids",
    "safe_column",
    "rule_pages",
    "placeholders",
    "as_above",
    "joining_words",
    "remark_words",
];
const SECTIONS: &[&str] = &[
    "codes", "parts", "lists", "names", "columns", "derived", "details", "reply", "variants", "kinds",
    "sheets", "rules", "plan",
];

/// The most entries of each section; honest conventions have a tenth of them. More would only take long,
/// and numbers of entries have to fit their types.
const MOST_ENTRIES: &[(&str, usize)] = &[
    ("codes", 500),
    ("parts", 500),
    ("lists", 50),
    ("names", 200),
    ("columns", 1_000),
    ("derived", 200),
    ("details", 50),
    ("variants", 100),
    ("kinds", 200),
    ("sheets", 200),
    ("rules", 1_000),
    ("plan", 100),
];

/// The most unknown keys that are told.
const MOST_UNKNOWN: usize = 200;

/// The most codes of a list.
const MOST_CODES: usize = 5_000;

/// Reports entries of one file that have the same `code` or `id`, of which the later would silently win,
/// and sections with too many of them.
pub(super) fn check_entries(tree: &DeTable<'_>, problems: &mut Problems) {
    for (section, most) in MOST_ENTRIES {
        let Some(value) = tree.get(*section) else { continue };
        let count = match value.get_ref() {
            DeValue::Table(table) => table.len(),
            DeValue::Array(array) => array.len(),
            _ => 0,
        };
        if count > *most {
            problems.add(value.span(), format!("`{section}` has {count} entries; there may be {most}"));
        }
    }
    for (key, list) in tree.get("codes").and_then(|codes| codes.get_ref().as_table()).into_iter().flatten() {
        let count = list.get_ref().as_table().map_or(0, DeTable::len);
        if count > MOST_CODES {
            problems.add(key.span(), format!("the list has {count} codes; there may be {MOST_CODES}"));
        }
    }
    for section in ["rules", "kinds", "sheets"] {
        let Some(entries) = tree.get(section).and_then(|entries| entries.get_ref().as_array()) else {
            continue;
        };
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for entry in entries {
            let Some(identity) = identity(entry.get_ref()) else { continue };
            if !seen.insert(identity) {
                let at = entry
                    .get_ref()
                    .as_table()
                    .and_then(|table| table.get("code").or_else(|| table.get("id")));
                let at = at.map_or_else(|| entry.span(), Spanned::span);
                problems.add(
                    at,
                    format!("`{identity}` stands twice in [[{section}]]; give one of them another code"),
                );
            }
        }
    }
}

/// Decodes everything, or reports why not; `None` when the head is missing.
pub(super) fn decode(mut tree: DeTable<'_>, problems: &mut Problems) -> Option<Raw> {
    let is_known = |name: &str| HEAD.contains(&name) || SECTIONS.contains(&name);
    let unknown = tree.keys().filter(|key| !is_known(key.get_ref().as_ref()));
    for key in unknown.take(MOST_UNKNOWN) {
        let name = key.get_ref().as_ref();
        let hint = did_you_mean(name, HEAD.iter().chain(SECTIONS).copied());
        problems.add_with_hint(key.span(), format!("unknown key `{name}`"), hint);
    }
    let codes = take_table(&mut tree, "codes", problems);
    let parts = take_table(&mut tree, "parts", problems);
    let lists = take_table(&mut tree, "lists", problems);
    let names = take_table(&mut tree, "names", problems);
    let columns = take_table(&mut tree, "columns", problems);
    let derived = take_table(&mut tree, "derived", problems);
    let details = take_table(&mut tree, "details", problems);
    let reply = tree.remove("reply");
    let variants = take_table(&mut tree, "variants", problems);
    let kinds = take_entries(&mut tree, "kinds", problems);
    let sheets = take_entries(&mut tree, "sheets", problems);
    let rules = take_entries(&mut tree, "rules", problems);
    let plan = tree.remove("plan").and_then(|plan| decode_value(plan, problems));
    let tree = tree.into_iter().filter(|(key, _)| HEAD.contains(&key.get_ref().as_ref())).collect();
    let head = decode_value(Spanned::new(0..0, DeValue::Table(tree)), problems)?;
    let mut broken = BTreeSet::new();
    Some(Raw {
        head,
        codes: codes
            .into_iter()
            .map(|(key, value)| {
                let entries = match value.into_inner() {
                    DeValue::Table(table) => decode_all(owned_keys(table), problems, &mut broken),
                    _ => {
                        problems.add(key.span(), format!("[codes.{}] has to be a table", key.get_ref()));
                        Vec::new()
                    }
                };
                (key, entries)
            })
            .collect(),
        parts: decode_all(parts, problems, &mut broken),
        lists: decode_all(lists, problems, &mut broken),
        names: decode_all(names, problems, &mut broken),
        columns: decode_all(columns, problems, &mut broken),
        derived: decode_all(derived, problems, &mut broken),
        details: decode_all(details, problems, &mut broken),
        reply: reply.and_then(|value| {
            let span = value.span();
            decode_value(value, problems).map(|reply| Spanned::new(span, reply))
        }),
        variants: decode_all(variants, problems, &mut broken),
        kinds: decode_entries(kinds, problems, &mut broken),
        sheets: decode_entries(sheets, problems, &mut broken),
        rules: decode_entries(rules, problems, &mut broken),
        plan,
        broken,
    })
}

type Entry<'a> = (Spanned<String>, Spanned<DeValue<'a>>);

fn owned_keys(table: DeTable<'_>) -> Vec<Entry<'_>> {
    table
        .into_iter()
        .map(|(key, value)| (Spanned::new(key.span(), key.into_inner().into_owned()), value))
        .collect()
}

fn take_table<'a>(tree: &mut DeTable<'a>, section: &str, problems: &mut Problems) -> Vec<Entry<'a>> {
    let Some(value) = tree.remove(section) else { return Vec::new() };
    let span = value.span();
    match value.into_inner() {
        DeValue::Table(table) => owned_keys(table),
        _ => {
            problems.add(span, format!("`{section}` has to be a table: [{section}.…]"));
            Vec::new()
        }
    }
}

fn take_entries<'a>(
    tree: &mut DeTable<'a>,
    section: &str,
    problems: &mut Problems,
) -> Vec<Spanned<DeValue<'a>>> {
    let Some(value) = tree.remove(section) else { return Vec::new() };
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(array) => array.into_iter().collect(),
        _ => {
            problems.add(span, format!("`{section}` has to be a list of tables: [[{section}]]"));
            Vec::new()
        }
    }
}

fn decode_all<T: DeserializeOwned>(
    entries: Vec<Entry<'_>>,
    problems: &mut Problems,
    broken: &mut BTreeSet<String>,
) -> Vec<(Spanned<String>, T)> {
    let mut decoded = Vec::new();
    let keys: Vec<String> = entries.iter().map(|(key, _)| key.get_ref().clone()).collect();
    for (key, value) in entries {
        match decode_entry(value, (key.span(), key.get_ref()), &keys, problems) {
            Some(value) => decoded.push((key, value)),
            None => {
                broken.insert(key.into_inner());
            }
        }
    }
    decoded
}

fn decode_entries<T: DeserializeOwned>(
    entries: Vec<Spanned<DeValue<'_>>>,
    problems: &mut Problems,
    broken: &mut BTreeSet<String>,
) -> Vec<T> {
    let mut decoded = Vec::new();
    let keys: Vec<String> =
        entries.iter().filter_map(|entry| identity(entry.get_ref())).map(str::to_owned).collect();
    for entry in entries {
        let name = identity(entry.get_ref()).map(str::to_owned);
        let at = first_position(&entry);
        match decode_entry(entry, (at, name.as_deref().unwrap_or_default()), &keys, problems) {
            Some(value) => decoded.push(value),
            None => broken.extend(name),
        }
    }
    decoded
}

fn decode_value<T: DeserializeOwned>(value: Spanned<DeValue<'_>>, problems: &mut Problems) -> Option<T> {
    let whole = first_position(&value);
    decode_entry(value, (whole, ""), &[], problems)
}

/// Decodes an entry that is called so, among others that are called as `keys` say. One that lacks something
/// and is nearly called as another was meant to change that one.
fn decode_entry<T: DeserializeOwned>(
    value: Spanned<DeValue<'_>>,
    (place, key): (Range<usize>, &str),
    keys: &[String],
    problems: &mut Problems,
) -> Option<T> {
    let whole = first_position(&value);
    match T::deserialize(ValueDeserializer::from(value)) {
        Ok(decoded) => Some(decoded),
        Err(error) => {
            let mut at = error.span().filter(|span| span.end > 0).unwrap_or(whole);
            let (mut message, mut hint) = plain_words(error.message());
            let lacks = ["name", "severity", "sheet", "label"];
            if lacks.iter().any(|key| error.message() == format!("missing field `{key}`")) {
                let others = keys.iter().filter(|known| *known != key).map(String::as_str);
                hint = did_you_mean(key, others);
                if hint.is_some() {
                    at = place;
                    message = format!("{message}, and there is no other `{key}` that this could change");
                }
            }
            problems.add_with_hint(at, message, hint);
            None
        }
    }
}

/// A position that points into the entry: tables that come of merging have none of their own.
fn first_position(value: &Spanned<DeValue<'_>>) -> Range<usize> {
    let table = value.get_ref().as_table();
    let named = table.and_then(|table| table.get("code").or_else(|| table.get("id"))).map(Spanned::span);
    named.unwrap_or_else(|| value.span())
}

/// What the decoder says, with "did you mean" where it lists the keys or words that it knows.
fn plain_words(message: &str) -> (String, Option<String>) {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let Some(found) = quoted.next() else { return (in_plain_words(message), None) };
    let known: Vec<&str> = quoted.collect();
    let hint = did_you_mean(found, known.iter().copied());
    if message.starts_with("unknown field") {
        let hint = hint.or_else(|| Some(format!("known here: {}", known.join(", "))));
        return (format!("unknown key `{found}`"), hint);
    }
    if message.starts_with("missing field") {
        return (format!("`{found}` is missing here"), None);
    }
    if message.starts_with("unknown variant") {
        let hint = hint.or_else(|| Some(format!("known here: {}", known.join(", "))));
        return (format!("unknown word `{found}`"), hint);
    }
    (in_plain_words(message), None)
}

/// What is said of a value of another type, without the words of those who program.
fn in_plain_words(message: &str) -> String {
    /// What the decoder calls things, and what they are called in a convention file.
    const WORDS: &[(&str, &str)] = &[
        ("invalid type: ", "this does not belong here: "),
        ("invalid value: ", "this does not belong here: "),
        ("invalid length ", "this does not belong here: a list of length "),
        ("a map", "a table"),
        ("map", "a table"),
        ("a sequence", "a list"),
        ("sequence", "a list"),
        ("a boolean", "true or false"),
        ("boolean", "true or false"),
        ("usize", "a whole number from 0"),
        ("u32", "a whole number from 0"),
        ("a string", "a text"),
        ("string", "a text"),
        ("floating point", "the number"),
        ("integer", "the number"),
    ];
    let Some((found, expected)) = message.split_once(", expected ") else { return message.to_owned() };
    let word = |text: &str| {
        let known = WORDS.iter().find(|(known, _)| text == *known);
        known.map_or_else(|| text.to_owned(), |(_, plain)| (*plain).to_owned())
    };
    let start = WORDS.iter().find_map(|(known, plain)| Some((plain, found.strip_prefix(known)?)));
    let (start, found) = start.map_or(("", found), |(plain, rest)| (*plain, rest));
    let at_value = found.find(['`', '"']).unwrap_or(found.len());
    let (kind, value) = found.split_at_checked(at_value).unwrap_or((found, ""));
    let kind = word(kind.trim());
    let expected = match expected.strip_prefix("struct ") {
        Some(_) => "a table".to_owned(),
        None => word(expected),
    };
    let found = format!("{kind} {value}");
    format!("{start}{}; expected is {expected}", found.trim())
}
