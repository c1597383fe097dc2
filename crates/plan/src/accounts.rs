//! Which account of a plan is which of those that are there.

use pamlint_convention::{Content, Convention, Made, NameId, PlanRules};
use pamlint_rules::parts_of_name;
use pamlint_rules::without_secrets;
use rustc_hash::FxHashMap;

use crate::inventory::List;
use crate::name::key;
use crate::object::{AccountFields, Fields, Plan};

/// The account that is there for one of the plan.
#[derive(Debug, Clone)]
pub(crate) enum Found {
    /// It is there.
    Itself {
        /// Its entry.
        entry: usize,
        /// The name that it has there, unless there may be a secret in that.
        name: Option<String>,
    },
    /// It is there in another safe.
    Elsewhere {
        /// The safe.
        safe: String,
    },
    /// It may be the one that is there with another platform.
    Doubtful {
        /// The platform.
        platform: String,
    },
}

impl Found {
    /// How certain it is; the least is the most certain.
    fn rank(&self) -> u8 {
        match self {
            Found::Itself { .. } => 0,
            Found::Elsewhere { .. } => 1,
            Found::Doubtful { .. } => 2,
        }
    }
}

/// The columns of a list of accounts that tell them apart.
struct Columns {
    safe: Option<usize>,
    name: Option<usize>,
    platform: Option<usize>,
}

/// For the accounts of a plan, by their ids, those of a list that they are.
///
/// An account is known by its safe and name. One that is there under another name is known by its fields; it is the same
/// with the same platform, another one where its platform differs in what tells accounts apart, and doubtful otherwise.
pub(crate) fn find(
    plan: &Plan,
    list: Option<&List>,
    convention: &Convention,
    rules: &PlanRules,
) -> FxHashMap<String, Found> {
    let mut found: FxHashMap<String, Found> = FxHashMap::default();
    let Some(list) = list else { return found };
    let mut by_name: FxHashMap<(String, String), &str> = FxHashMap::default();
    let mut by_fields: FxHashMap<String, Vec<(&str, &AccountFields)>> = FxHashMap::default();
    let told: Vec<(&str, usize)> = rules
        .account
        .fields
        .iter()
        .filter_map(|field| Some((field.key.as_str(), list.column(&field.key)?)))
        .collect();
    for object in plan.of(Made::Account) {
        let Fields::Account(fields) = &object.fields else { continue };
        by_name.insert((key(&fields.safe), key(&object.name)), &object.id);
        if let Some(of_fields) = fields_key(fields, &told) {
            by_fields.entry(of_fields).or_default().push((&object.id, fields));
        }
    }
    let columns =
        Columns { safe: list.column("safe"), name: list.column("name"), platform: list.column("platform") };
    let kin = Kin { convention, names: platform_names(convention, rules) };
    for entry in 0..list.len() {
        let value = |column: Option<usize>| {
            column.map(|column| list.value(entry, column)).filter(|value| !value.is_empty())
        };
        let (safe, name, platform) = (value(columns.safe), value(columns.name), value(columns.platform));
        let plain = name.filter(|name| without_secrets(name) == *name);
        let itself = || Found::Itself { entry, name: plain.map(str::to_owned) };
        if let (Some(safe), Some(name)) = (safe, name)
            && let Some(id) = by_name.get(&(key(safe), key(name)))
        {
            found.insert((*id).to_owned(), itself());
            continue;
        }
        let of_entry: Vec<String> = told.iter().map(|(_, column)| key(list.value(entry, *column))).collect();
        for wanted in keys_of_entry(&of_entry) {
            for (id, fields) in by_fields.get(&wanted).into_iter().flatten() {
                let told = fields.properties.iter().all(|(key, value)| agrees(list, entry, key, value));
                if !told {
                    continue;
                }
                let here = safe.is_none_or(|safe| key(safe) == key(&fields.safe));
                let is_same = platform.is_none_or(|platform| key(platform) == key(&fields.platform));
                let one = match (here, is_same) {
                    (true, true) => itself(),
                    (false, true) => {
                        Found::Elsewhere { safe: without_secrets(safe.unwrap_or_default()).into_owned() }
                    }
                    (_, false) => {
                        let platform = platform.unwrap_or_default();
                        if kin.are_apart(platform, &fields.platform) {
                            continue;
                        }
                        Found::Doubtful { platform: without_secrets(platform).into_owned() }
                    }
                };
                match found.get(*id) {
                    Some(known) if known.rank() <= one.rank() => {}
                    _ => drop(found.insert((*id).to_owned(), one)),
                }
            }
        }
    }
    found
}

/// What an account is known by besides its name; a field that it has not may be anything.
fn fields_key(fields: &AccountFields, told: &[(&str, usize)]) -> Option<String> {
    let mut is_told = false;
    let values = told.iter().map(|(field, _)| {
        let value = fields.fields.iter().find(|(key, _)| key == field).map(|(_, value)| key(value));
        is_told |= value.is_some();
        value.unwrap_or_else(|| ANYTHING.to_owned())
    });
    let joined = values.collect::<Vec<_>>().join("\n");
    is_told.then_some(joined)
}

/// What stands for a field that may be anything.
const ANYTHING: &str = "\u{0}";

/// Every key by which an account could ask for an entry: each field as it is, or anything.
fn keys_of_entry(values: &[String]) -> Vec<String> {
    let mut keys = vec![String::new()];
    for (position, value) in values.iter().enumerate() {
        let begun = std::mem::take(&mut keys);
        for start in begun {
            for end in [value.as_str(), ANYTHING] {
                let gap = if position == 0 { "" } else { "\n" };
                keys.push(format!("{start}{gap}{end}"));
            }
        }
        // A few fields tell accounts apart; what has many more is no list of accounts.
        if keys.len() > 16 {
            break;
        }
    }
    keys
}

/// Whether an entry says nothing else about a property.
fn agrees(list: &List, entry: usize, property: &str, value: &str) -> bool {
    let have = list.column(property).map_or("", |column| list.value(entry, column));
    have.is_empty() || key(have) == key(value)
}

/// The names that a platform can have.
fn platform_names(convention: &Convention, rules: &PlanRules) -> Vec<NameId> {
    let mut names = Vec::new();
    for (table, content) in convention.all_tables().filter(|(_, table)| table.is_kind) {
        for slot in convention.slots(table, &rules.platform) {
            if let Some(Content::Name(of_field)) = content.fields.get(slot.field).map(|field| &field.content)
            {
                names.extend(
                    of_field.iter().filter(|name| !names.contains(*name)).copied().collect::<Vec<_>>(),
                );
            }
        }
    }
    names
}

/// Which platforms are those of accounts that are not the same, whatever else they have in common.
struct Kin<'c> {
    convention: &'c Convention,
    names: Vec<NameId>,
}

impl Kin<'_> {
    fn are_apart(&self, one: &str, other: &str) -> bool {
        let parts = |text: &str| parts_of_name(self.convention, &self.names, text);
        let (Some(one), Some(other)) = (parts(one), parts(other)) else { return false };
        // The parts by which kinds tell their accounts apart.
        let telling = self.convention.tables.iter().flat_map(|table| {
            table.identity.iter().filter_map(|slot| table.fields.get(slot.field)?.parts.get(slot.part?))
        });
        let value = |parts: &[(String, String)], wanted: &str| {
            parts.iter().find(|(part, _)| part == wanted).map(|(_, value)| value.clone())
        };
        let telling: Vec<&String> = telling.collect();
        telling.into_iter().any(|part| value(&one, part) != value(&other, part))
    }
}
