//! The inverse of what was made here: what can be taken away again, the last first, and what has to stay.

use pamlint_convention::Made;
use pamlint_report::{Head, json_text, one_line, wrapped};
use pamlint_words::Words;
use serde::Serialize;
use serde_json::Value;

use crate::inventory::Inventory;
use crate::ledger::{Entry, Ledger};
use crate::name::key;

/// The version of the form of the JSON.
const SCHEMA: u32 = 1;

/// What would be taken away again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Undo<'l> {
    /// What can be taken away, in an order in which nothing is missing that something needs.
    pub remove: Vec<&'l Entry>,
    /// What stays, and why.
    pub keep: Vec<(&'l Entry, Kept)>,
}

/// Why something stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is a safe that holds accounts, or may.
    HoldsAccounts,
    /// It is made elsewhere.
    MadeElsewhere,
}

impl<'l> Undo<'l> {
    /// The inverse of a ledger. A safe is taken away only where the inventory tells that no account is in it; one with
    /// an account of the ledger is none of those, since a system keeps what was in a safe.
    pub fn of(ledger: &'l Ledger, inventory: &Inventory) -> Undo<'l> {
        let mut undo = Undo::default();
        for entry in ledger.made().iter().rev() {
            match Made::ALL.into_iter().find(|made| made.word() == entry.made) {
                Some(Made::Safe) if !is_empty(entry, ledger, inventory) => {
                    undo.keep.push((entry, Kept::HoldsAccounts));
                }
                Some(Made::Safe | Made::Member | Made::Account | Made::Link) => undo.remove.push(entry),
                Some(Made::Group | Made::Platform) | None => undo.keep.push((entry, Kept::MadeElsewhere)),
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

/// Whether it is certain that no account is in a safe.
fn is_empty(safe: &Entry, ledger: &Ledger, inventory: &Inventory) -> bool {
    let is_in = |name: &str| key(name) == key(&safe.name);
    let made = ledger.made().iter().filter(|entry| entry.made == Made::Account.word());
    let is_used = made.filter_map(|entry| entry.fields.get("safe").and_then(Value::as_str)).any(is_in);
    let Some(list) = inventory.list(Made::Account) else { return false };
    let Some(column) = list.column("safe") else { return false };
    !is_used && !(0..list.len()).any(|entry| is_in(list.value(entry, column)))
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

/// The inverse, for programs.
pub fn undo_json(undo: &Undo<'_>, head: &Head<'_>) -> String {
    #[derive(Serialize)]
    struct View<'a> {
        schema: u32,
        remove: &'a [&'a Entry],
        keep: Vec<KeepView<'a>>,
    }
    #[derive(Serialize)]
    struct KeepView<'a> {
        id: &'a str,
        why: &'a str,
    }
    let words = Words::of(head.wording.language);
    let keep = undo.keep.iter().map(|(entry, why)| KeepView { id: &entry.id, why: why.said(words) });
    let mut text = json_text(&View { schema: SCHEMA, remove: &undo.remove, keep: keep.collect() });
    text.push('\n');
    text
}

impl Kept {
    fn said(self, words: &Words) -> &str {
        match self {
            Kept::HoldsAccounts => &words.plan.undo.holds_accounts,
            Kept::MadeElsewhere => &words.plan.undo.made_elsewhere,
        }
    }
}
