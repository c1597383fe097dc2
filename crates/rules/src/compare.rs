//! What became of a workbook from one version to the next: accounts matched by their IDs, wherever their rows stand
//! now, and the findings of both.

mod accounts;
mod findings;

use pamlint_convention::Convention;
use pamlint_reader::Workbook;

use self::accounts::{Account, Accounts, Matched};
use crate::report::{Finding, Report};

/// A version of a workbook, with what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Version<'a> {
    /// The workbook.
    pub workbook: &'a Workbook,
    /// What was found in it.
    pub report: &'a Report,
}

/// What became of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// The IDs of accounts that only the new version has, in its order; their cells where they have no ID: `UX!7`.
    pub added: Vec<String>,
    /// The IDs of accounts that only the old version has, in its order.
    pub gone: Vec<String>,
    /// The accounts with another value, in the order of the new version.
    pub changed: Vec<Changed>,
    /// The number of accounts of which nothing changed.
    pub same: usize,
    /// The findings of the old version that the new one has no more.
    pub solved: Vec<&'a Finding>,
    /// The findings of the new version that the old one had too.
    pub open: Vec<&'a Finding>,
    /// The findings of the new version that the old one had not.
    pub new: Vec<&'a Finding>,
    /// The values that were right and are wrong now, in the order of the new version.
    pub spoiled: Vec<Spoiled>,
}

/// An account with other values than before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its ID, as it is now.
    pub account: String,
    /// The values, in the order of the columns.
    pub fields: Vec<Change>,
}

/// A value that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The header of the column.
    pub column: String,
    /// The value before.
    pub old: Shown,
    /// The value now.
    pub new: Shown,
}

/// A value, as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The text of the cell; empty for an empty cell.
    Text(String),
    /// A secret, of which only the number of characters is known.
    Secret(usize),
}

/// A value that was right, and was changed into a wrong one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoiled {
    /// The ID of the account.
    pub account: String,
    /// The header of the column.
    pub column: String,
    /// The code of the finding there.
    pub code: String,
}

/// Compares two versions of a workbook.
///
/// Findings that a recorded exception covers count in neither of them.
pub fn compare<'a>(old: Version<'a>, new: Version<'a>, convention: &Convention) -> Comparison<'a> {
    let (before, after) = (Accounts::of(old, convention), Accounts::of(new, convention));
    let matched = Matched::of(&before, &after);
    let mut changed = Vec::new();
    let mut same = 0;
    for (old, new) in matched.pairs() {
        let fields = changes(old, new, convention);
        if fields.is_empty() {
            same += 1;
        } else {
            changed.push(Changed { account: new.called(), fields });
        }
    }
    let (solved, open, fresh) = findings::compare((old, &before), (new, &after), &matched);
    Comparison {
        added: matched.added().map(Account::called).collect(),
        gone: matched.gone().map(Account::called).collect(),
        changed,
        same,
        solved,
        open,
        new: fresh,
        spoiled: findings::spoiled((old, &before), (new, &after), (&matched, convention)),
    }
}

/// The values that an account has got, or has no more.
fn changes(old: &Account<'_>, new: &Account<'_>, convention: &Convention) -> Vec<Change> {
    let change = |column| {
        let (before, after) = (old.value(column), new.value(column));
        (before.map(|value| &value.text) != after.map(|value| &value.text)).then(|| Change {
            column: convention.column(column).header.clone(),
            old: before.map_or_else(Shown::nothing, Shown::of),
            new: after.map_or_else(Shown::nothing, Shown::of),
        })
    };
    old.columns_with(new).into_iter().filter_map(change).collect()
}

impl Shown {
    fn nothing() -> Shown {
        Shown::Text(String::new())
    }

    fn of(value: &accounts::Value<'_>) -> Shown {
        if value.is_secret {
            Shown::Secret(value.text.chars().count())
        } else {
            Shown::Text(value.text.clone().into_owned())
        }
    }
}
