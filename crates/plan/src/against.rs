//! A plan against what there is: what has to be made, what is there, and in what it differs.

use pamlint_convention::{Convention, Made, PlanRules};
use pamlint_rules::without_secrets;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::accounts::{self, Found};
use crate::inventory::{Inventory, List};
use crate::name::key;
use crate::object::{Difference, Fields, Object, Plan, State, Why};

/// Compares a plan with what there is. Without any list everything is to be made.
pub(crate) fn compare(plan: &mut Plan, inventory: &Inventory, convention: &Convention, rules: &PlanRules) {
    if !inventory.is_empty() {
        let known = Known::of(plan, inventory);
        let found = accounts::find(plan, inventory.list(Made::Account), convention, rules);
        for object in &mut plan.objects {
            match object.made {
                Made::Group => named(object, inventory, &known.groups),
                Made::Safe => safe(object, inventory, &known),
                Made::Member => member(object, inventory, &known, rules),
                Made::Platform => named(object, inventory, &known.platforms),
                Made::Account => account(object, inventory, &known, &found),
                Made::Link => {}
            }
        }
        links(plan, inventory);
    }
    block(plan);
}

/// The names that lists tell of, in the form in which they are compared; those only that the plan asks for.
#[derive(Default)]
struct Known {
    groups: FxHashSet<String>,
    safes: FxHashSet<String>,
    platforms: FxHashSet<String>,
    /// The entries of the list of safes.
    safe_entries: FxHashMap<String, usize>,
    /// The entries of the list of members, by safe and group.
    members: FxHashMap<(String, String), usize>,
}

impl Known {
    fn of(plan: &Plan, inventory: &Inventory) -> Known {
        let asked = |made| plan.of(made).map(|object| key(&object.name)).collect::<FxHashSet<String>>();
        let (groups, safes, platforms) = (asked(Made::Group), asked(Made::Safe), asked(Made::Platform));
        let mut known = Known::default();
        for (made, list) in inventory.lists() {
            let column = |word: &str| list.column(word);
            let (safe, group, platform) = (column("safe"), column("group"), column("platform"));
            for entry in 0..list.len() {
                let value = |column: Option<usize>, asked: &FxHashSet<String>| {
                    column.map(|column| key(list.value(entry, column))).filter(|name| asked.contains(name))
                };
                // A group of a directory may stand there with its domain: `name@domain`.
                let of_group = value(group, &groups).or_else(|| {
                    let name = list.value(entry, group?);
                    Some(key(name.split_once('@')?.0)).filter(|name| groups.contains(name))
                });
                let of_safe = value(safe, &safes);
                if let (Made::Safe, Some(safe)) = (made, &of_safe) {
                    known.safe_entries.insert(safe.clone(), entry);
                }
                if let (Made::Member, Some(safe), Some(group)) = (made, &of_safe, &of_group) {
                    known.members.insert((safe.clone(), group.clone()), entry);
                }
                known.platforms.extend(value(platform, &platforms));
                known.safes.extend(of_safe);
                known.groups.extend(of_group);
            }
        }
        known
    }
}

/// Something that is there when its name is told of anywhere.
fn named(object: &mut Object, inventory: &Inventory, known: &FxHashSet<String>) {
    if known.contains(&key(&object.name)) {
        object.state = State::Same;
    } else if inventory.list(object.made).is_none() {
        undecided(object, Why::NoList(object.made));
    }
}

fn safe(object: &mut Object, inventory: &Inventory, known: &Known) {
    named(object, inventory, &known.safes);
    let entry = known.safe_entries.get(&key(&object.name));
    if let (Some(list), Some(entry)) = (inventory.list(Made::Safe), entry)
        && let Fields::Safe { description, fields, .. } = &object.fields
    {
        let described = description.iter().map(|text| ("description", text.as_str()));
        let fields = fields.iter().map(|(key, value)| (key.as_str(), value.as_str()));
        let differences = differences(list, *entry, described.chain(fields));
        settle(object, differences);
    }
}

fn member(object: &mut Object, inventory: &Inventory, known: &Known, rules: &PlanRules) {
    let Fields::Member { group, safe, permissions, confirmed, .. } = &object.fields else { return };
    let Some(list) = inventory.list(Made::Member) else {
        if !is_new(safe, inventory, known) {
            undecided(object, Why::NoList(Made::Member));
        }
        return;
    };
    let Some(entry) = known.members.get(&(key(safe), key(group))) else { return };
    let told = rules.permissions.iter().filter_map(|(word, _)| Some((word, list.column(word)?)));
    let told: Vec<Difference> = told
        .filter_map(|(word, column)| {
            let (have, want) = (is_yes(list.value(*entry, column))?, permissions.contains(word));
            let said = |yes: bool| yes.to_string();
            (have != want).then(|| Difference { field: word.clone(), have: said(have), want: said(want) })
        })
        .collect();
    // From a proposal nothing can differ.
    let is_proposed = !confirmed && !told.is_empty();
    settle(object, told);
    if is_proposed {
        undecided(object, Why::NotConfirmed);
    }
}

/// What people and programs write for yes and no.
fn is_yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "x" | "ja" | "oui" | "waar" | "vrai" => Some(true),
        "false" | "no" | "n" | "0" | "-" | "nee" | "neen" | "non" | "onwaar" | "faux" => Some(false),
        _ => None,
    }
}

fn account(object: &mut Object, inventory: &Inventory, known: &Known, found: &FxHashMap<String, Found>) {
    let Fields::Account(fields) = &object.fields else { return };
    if object.state == State::Blocked {
        return;
    }
    let Some(list) = inventory.list(Made::Account) else {
        if !is_new(&fields.safe, inventory, known) {
            undecided(object, Why::NoList(Made::Account));
        }
        return;
    };
    match found.get(&object.id) {
        Some(Found::Itself { entry, name }) => {
            let own = fields.fields.iter().chain(fields.properties.iter());
            let own = own.map(|(key, value)| (key.as_str(), value.as_str()));
            let told = differences(list, *entry, own.chain([("platform", fields.platform.as_str())]));
            settle(object, told);
            // Links know it by the name that it has.
            object.name = name.clone().unwrap_or_else(|| object.name.clone());
        }
        Some(Found::Elsewhere { safe }) => {
            (object.state, object.why) = (State::Blocked, Some(Why::Elsewhere(safe.clone())));
        }
        Some(Found::Doubtful { platform }) => undecided(object, Why::OtherPlatform(platform.clone())),
        None => {}
    }
}

/// Whether a safe is known not to be there, and with it nothing in it.
fn is_new(safe: &str, inventory: &Inventory, known: &Known) -> bool {
    inventory.list(Made::Safe).is_some() && !known.safes.contains(&key(safe))
}

fn links(plan: &mut Plan, inventory: &Inventory) {
    let mut accounts: FxHashMap<String, (State, String, String)> = FxHashMap::default();
    for object in plan.of(Made::Account) {
        let Fields::Account(fields) = &object.fields else { continue };
        accounts.insert(object.id.clone(), (object.state, fields.safe.clone(), object.name.clone()));
    }
    let list = inventory.list(Made::Link);
    let entries = list.map(link_entries).unwrap_or_default();
    for object in plan.objects.iter_mut().filter(|object| object.made == Made::Link) {
        let Fields::Link { account, target, index, .. } = &object.fields else { continue };
        let (Some((state, safe, name)), Some((_, target_safe, target_name))) =
            (accounts.get(account), accounts.get(target))
        else {
            continue;
        };
        // Of an account that may be there, a link may be there.
        let is_doubtful = *state == State::Undecided;
        if !is_doubtful && !matches!(state, State::Same | State::Differs) {
            continue;
        }
        let Some(list) = list else {
            undecided(object, Why::NoList(Made::Link));
            continue;
        };
        if let Some(entry) = entries.get(&(key(safe), key(name), index.to_string())) {
            let told = [("target_safe", target_safe.as_str()), ("target", target_name.as_str())];
            let told = differences(list, *entry, told.into_iter());
            settle(object, told);
        } else if is_doubtful {
            let why = if inventory.list(Made::Account).is_none() {
                Why::NoList(Made::Account)
            } else {
                Why::Needs(account.clone())
            };
            undecided(object, why);
        }
    }
}

/// The entries of a list of links, by the safe and name of the account and the number of the link.
fn link_entries(list: &List) -> FxHashMap<(String, String, String), usize> {
    let columns = ["safe", "name", "index"].map(|word| list.column(word));
    let [Some(safe), Some(name), Some(index)] = columns else { return FxHashMap::default() };
    let of = |entry: usize| {
        let index = list.value(entry, index).to_owned();
        ((key(list.value(entry, safe)), key(list.value(entry, name)), index), entry)
    };
    (0..list.len()).map(of).collect()
}

/// The fields that an entry has otherwise; what the list does not tell does not differ.
fn differences<'f>(
    list: &List,
    entry: usize,
    fields: impl Iterator<Item = (&'f str, &'f str)>,
) -> Vec<Difference> {
    fields
        .filter_map(|(field, want)| {
            let have = list.value(entry, list.column(field)?);
            (key(have) != key(want)).then(|| Difference {
                field: field.to_owned(),
                // A list may hold what is withheld everywhere else.
                have: without_secrets(have).into_owned(),
                want: want.to_owned(),
            })
        })
        .collect()
}

/// Says that something is there.
fn settle(object: &mut Object, differences: Vec<Difference>) {
    object.state = if differences.is_empty() { State::Same } else { State::Differs };
    object.why = None;
    object.differences = differences;
}

fn undecided(object: &mut Object, why: Why) {
    (object.state, object.why) = (State::Undecided, Some(why));
}

/// What needs something that cannot be made cannot be made either.
fn block(plan: &mut Plan) {
    let mut blocked: FxHashSet<String> = FxHashSet::default();
    for object in &mut plan.objects {
        if matches!(object.state, State::Create | State::Undecided)
            && let Some(need) = object.needs.iter().find(|need| blocked.contains(*need))
        {
            (object.state, object.why) = (State::Blocked, Some(Why::Needs(need.clone())));
        }
        if object.state == State::Blocked {
            blocked.insert(object.id.clone());
        }
    }
}
