//! The inverse of what was made here: what can be taken away again, the last first, what is gone already, and what has
//! to stay.

use std::hash::Hash;

use pamlint_convention::Made;
use pamlint_report::{Head, json_text, one_line, wrapped};
use pamlint_words::Words;
use rustc_hash::FxHashSet;
use serde::Serialize;
use serde_json::Value;

use crate::inventory::{Inventory, List};
use crate::ledger::{Entry, Ledger};
use crate::name::key;

/// The version of the form of the JSON.
const SCHEMA: u32 = 1;

/// What would be taken away again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Undo<'l> {
    /// What can be taken away, in an order in which nothing is missing that something needs.
    pub remove: Vec<&'l Entry>,
    /// What a list tells not to be there any more.
    pub gone: Vec<&'l Entry>,
    /// What stays, and why.
    pub keep: Vec<(&'l Entry, Kept)>,
}

/// Why something stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is a safe in which a list tells accounts to be.
    HoldsAccounts,
    /// It is a safe in which accounts were made here: a system keeps what was in a safe for a time.
    HeldAccounts,
    /// It is a safe, and no list tells that no account is in it.
    MayHoldAccounts,
    /// It is made elsewhere.
    MadeElsewhere,
}

impl<'l> Undo<'l> {
    /// The inverse of a ledger. A safe is taken away only where the inventory tells that no account is in it; one with
    /// an account of the ledger is none of those, since a system keeps what was in a safe.
    pub fn of(ledger: &'l Ledger, inventory: &Inventory) -> Undo<'l> {
        let mut undo = Undo::default();
        let there = There::of(inventory);
        for entry in ledger.made().iter().rev() {
            match Made::ALL.into_iter().find(|made| made.word() == entry.made) {
                Some(Made::Group | Made::Platform) | None => undo.keep.push((entry, Kept::MadeElsewhere)),
                Some(made) if there.tells_gone(made, entry) => undo.gone.push(entry),
                Some(Made::Safe) => match why_kept(entry, ledger, inventory) {
                    Some(why) => undo.keep.push((entry, why)),
                    None => undo.remove.push(entry),
                },
                Some(Made::Member | Made::Account | Made::Link) => undo.remove.push(entry),
            }
        }
        // Whatever the order in which things were told to be made.
        undo.remove.sort_by_key(|entry| match entry.made.as_str() {
            "link" => 0,
            "account" => 1,
            "member" => 2,
            _ => 3,
        });
        undo
    }
}

/// The names by which lists tell of things, for each list that was given and has the columns for it.
#[derive(Default)]
struct There {
    safes: Option<FxHashSet<String>>,
    members: Option<FxHashSet<[String; 2]>>,
    accounts: Option<FxHashSet<[String; 2]>>,
    links: Option<FxHashSet<[String; 3]>>,
}

impl There {
    fn of(inventory: &Inventory) -> There {
        let mut there = There {
            safes: None,
            members: names(inventory.list(Made::Member), ["safe", "group"]),
            accounts: names(inventory.list(Made::Account), ["safe", "name"]),
            links: names(inventory.list(Made::Link), ["safe", "name", "index"]),
        };
        // A group of a directory may stand there with its domain.
        for members in there.members.iter_mut() {
            let bare =
                |[safe, group]: &[String; 2]| Some([safe.clone(), group.split_once('@')?.0.to_owned()]);
            let more: Vec<_> = members.iter().filter_map(bare).collect();
            members.extend(more);
        }
        if inventory.list(Made::Safe).is_some() {
            let all = inventory.lists().filter_map(|(_, list)| names(Some(list), ["safe"]));
            there.safes = Some(all.flatten().map(|[safe]| safe).collect());
        }
        there
    }

    /// Whether a list tells that something is not there any more. What is in a safe is gone with it.
    fn tells_gone(&self, made: Made, entry: &Entry) -> bool {
        let field = |name: &str| entry.fields.get(name).and_then(Value::as_str).unwrap_or_default();
        match made {
            Made::Safe => self.has_no_safe(&entry.name),
            Made::Member => {
                let at = [key(field("safe")), key(field("group"))];
                self.has_no_safe(field("safe")) || lacks(&self.members, &at)
            }
            Made::Account => self.has_no_account(field("safe"), &entry.name),
            Made::Link => {
                let bare =
                    |id| str::strip_prefix(id, Made::Account.word())?.strip_prefix(':')?.split_once('/');
                let Some((safe, name)) = bare(field("account")) else { return false };
                let index = entry.fields.get("index").map(Value::to_string).unwrap_or_default();
                self.has_no_account(safe, name) || lacks(&self.links, &[key(safe), key(name), key(&index)])
            }
            Made::Group | Made::Platform => false,
        }
    }

    fn has_no_safe(&self, safe: &str) -> bool {
        lacks(&self.safes, &key(safe))
    }

    fn has_no_account(&self, safe: &str, name: &str) -> bool {
        self.has_no_safe(safe) || lacks(&self.accounts, &[key(safe), key(name)])
    }
}

/// The values of columns of a list, entry by entry; `None` where it has not all of them.
fn names<const N: usize>(list: Option<&List>, columns: [&str; N]) -> Option<FxHashSet<[String; N]>> {
    let list = list?;
    let columns = columns.map(|column| list.column(column));
    // In an empty list there is nothing, whatever its columns are.
    if list.len() > 0 && columns.contains(&None) {
        return None;
    }
    let of = |entry| columns.map(|column| key(list.value(entry, column.unwrap_or_default())));
    Some((0..list.len()).map(of).collect())
}

fn lacks<T: Eq + Hash>(there: &Option<FxHashSet<T>>, one: &T) -> bool {
    there.as_ref().is_some_and(|there| !there.contains(one))
}

/// Why a safe stays; `None` where it is certain that no account is, or was, in it.
fn why_kept(safe: &Entry, ledger: &Ledger, inventory: &Inventory) -> Option<Kept> {
    let is_in = |name: &str| key(name) == key(&safe.name);
    // An empty list tells that there is no account at all, whatever its columns are.
    let list = inventory.list(Made::Account).filter(|list| list.len() == 0 || list.column("safe").is_some());
    let values = list.into_iter().flat_map(|list| {
        let column = list.column("safe").unwrap_or_default();
        (0..list.len()).map(move |entry| list.value(entry, column))
    });
    if values.into_iter().any(is_in) {
        return Some(Kept::HoldsAccounts);
    }
    let made = ledger.made().iter().filter(|entry| entry.made == Made::Account.word());
    let mut safes = made.filter_map(|entry| entry.fields.get("safe").and_then(Value::as_str));
    match (safes.any(is_in), list) {
        (true, _) => Some(Kept::HeldAccounts),
        (false, None) => Some(Kept::MayHoldAccounts),
        (false, Some(_)) => None,
    }
}

/// The inverse, for people.
pub fn undo_text(undo: &Undo<'_>, head: &Head<'_>) -> String {
    let words = Words::of(head.wording.language);
    let mut out = String::new();
    let heading = |out: &mut String, text: &str| {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{text}{}\n", words.report.colon));
    };
    if undo.remove.is_empty() {
        out.push_str(&format!("{}\n", words.plan.undo.nothing));
    } else {
        heading(&mut out, &words.plan.undo.remove);
        for entry in &undo.remove {
            let reference = entry.reference.as_deref().map(|text| format!("  [{}]", one_line(text)));
            out.push_str(&format!("  {}{}\n", one_line(&entry.id), reference.unwrap_or_default()));
        }
    }
    if !undo.gone.is_empty() {
        heading(&mut out, &words.plan.undo.gone);
        for entry in &undo.gone {
            out.push_str(&format!("  {}\n", one_line(&entry.id)));
        }
    }
    if !undo.keep.is_empty() {
        heading(&mut out, &words.plan.undo.keep);
        for (entry, why) in &undo.keep {
            let first = format!("  {}{} ", one_line(&entry.id), words.report.colon);
            out.push_str(&wrapped(why.said(words), &first, "      "));
            out.push('\n');
        }
    }
    out
}

/// The inverse, for programs, as `docs/undo.schema.json` describes it.
pub fn undo_json(undo: &Undo<'_>, head: &Head<'_>) -> String {
    #[derive(Serialize)]
    struct View<'a> {
        schema: u32,
        remove: &'a [&'a Entry],
        gone: Vec<&'a str>,
        keep: Vec<KeepView<'a>>,
    }
    #[derive(Serialize)]
    struct KeepView<'a> {
        id: &'a str,
        why: &'a str,
    }
    let words = Words::of(head.wording.language);
    let keep = undo.keep.iter().map(|(entry, why)| KeepView { id: &entry.id, why: why.said(words) });
    let gone = undo.gone.iter().map(|entry| entry.id.as_str());
    let view = View { schema: SCHEMA, remove: &undo.remove, gone: gone.collect(), keep: keep.collect() };
    let mut text = json_text(&view);
    text.push('\n');
    text
}

impl Kept {
    fn said(self, words: &Words) -> &str {
        match self {
            Kept::HoldsAccounts => &words.plan.undo.holds_accounts,
            Kept::HeldAccounts => &words.plan.undo.held_accounts,
            Kept::MayHoldAccounts => &words.plan.undo.may_hold_accounts,
            Kept::MadeElsewhere => &words.plan.undo.made_elsewhere,
        }
    }
}
