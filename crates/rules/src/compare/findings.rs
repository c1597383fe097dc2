//! Which findings of a version the next one still has.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::{Convention, fold_header};
use rustc_hash::FxHashSet;

use super::accounts::{Accounts, Matched};
use super::{Spoiled, Version};
use crate::report::{Finding, Report};

/// What a finding is about, whatever row it stands in.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum About {
    /// An account, by its position in the new version; of one that is gone, in the old.
    Account { position: usize, is_gone: bool },
    /// A value on a sheet, by the name of the sheet.
    Sheet(String, String),
}

type Key<'a> = (About, &'a str, String);

type Sorted<'a> = (Vec<&'a Finding>, Vec<&'a Finding>, Vec<&'a Finding>);

/// The findings that are solved, open and new.
pub(super) fn compare<'a>(
    (old, before): (Version<'a>, &Accounts<'_>),
    (new, after): (Version<'a>, &Accounts<'_>),
    matched: &Matched<'_, '_>,
) -> Sorted<'a> {
    let of_old = |finding: &Finding| match before.in_row(finding.place.sheet, finding.place.cell.row) {
        Some(position) => match matched.now(position) {
            Some(position) => About::Account { position, is_gone: false },
            None => About::Account { position, is_gone: true },
        },
        None => on_sheet(old.report, finding),
    };
    let of_new = |finding: &Finding| match after.in_row(finding.place.sheet, finding.place.cell.row) {
        Some(position) => About::Account { position, is_gone: false },
        None => on_sheet(new.report, finding),
    };
    let mut had = Left::of(old.report.open().enumerate(), |finding| key(finding, of_old(finding)));
    let (mut open, mut fresh) = (FxHashSet::default(), Vec::new());
    for (number, finding) in new.report.open().enumerate() {
        if had.take(&key(finding, of_new(finding))) {
            open.insert(number);
        } else {
            fresh.push((number, finding));
        }
    }
    // What is said once for a group is said at another of its rows when the first one is corrected.
    let mut of_group: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    let mut had = had.left();
    for (number, finding) in &had {
        let rows = finding.related.iter().filter_map(|place| before.in_row(place.sheet, place.cell.row));
        for position in rows.filter_map(|row| matched.now(row)).collect::<BTreeSet<_>>() {
            let about = About::Account { position, is_gone: false };
            of_group.entry(key(finding, about)).or_default().push(*number);
        }
    }
    let mut moved = FxHashSet::default();
    for (number, finding) in fresh {
        let group = of_group.get_mut(&key(finding, of_new(finding)));
        let first = group.and_then(|group| std::iter::from_fn(|| group.pop()).find(|it| !moved.contains(it)));
        if let Some(first) = first {
            moved.insert(first);
            open.insert(number);
        }
    }
    had.retain(|(number, _)| !moved.contains(number));
    let (open, fresh): (Vec<_>, Vec<_>) =
        new.report.open().enumerate().partition(|(number, _)| open.contains(number));
    let only =
        |findings: Vec<(usize, &'a Finding)>| findings.into_iter().map(|(_, finding)| finding).collect();
    (only(had), only(open), only(fresh))
}

fn key(finding: &Finding, about: About) -> Key<'_> {
    (about, finding.code.as_str(), column(finding))
}

fn column(finding: &Finding) -> String {
    finding.column.as_deref().map(fold_header).unwrap_or_default()
}

fn on_sheet(report: &Report, finding: &Finding) -> About {
    About::Sheet(report.sheet_name(finding.place).to_owned(), finding.value.clone())
}

/// Findings that nothing has been matched with yet, with their numbers in the report.
struct Left<'a, K> {
    groups: BTreeMap<K, Vec<(usize, &'a Finding)>>,
}

impl<'a, K: Ord> Left<'a, K> {
    fn of(
        findings: impl Iterator<Item = (usize, &'a Finding)>,
        key: impl Fn(&'a Finding) -> K,
    ) -> Left<'a, K> {
        let mut groups: BTreeMap<K, Vec<_>> = BTreeMap::new();
        for (number, finding) in findings {
            groups.entry(key(finding)).or_default().push((number, finding));
        }
        Left { groups }
    }

    /// Takes one of them out; says whether there was one.
    fn take(&mut self, key: &K) -> bool {
        self.groups.get_mut(key).is_some_and(|group| group.pop().is_some())
    }

    /// All of them, in the order of the report.
    fn left(self) -> Vec<(usize, &'a Finding)> {
        let mut left: Vec<_> = self.groups.into_values().flatten().collect();
        left.sort_unstable_by_key(|(number, _)| *number);
        left
    }
}

/// The values that were right before, and are wrong now that they have been changed.
pub(super) fn spoiled(
    (old, before): (Version<'_>, &Accounts<'_>),
    (new, after): (Version<'_>, &Accounts<'_>),
    (matched, convention): (&Matched<'_, '_>, &Convention),
) -> Vec<Spoiled> {
    // Where a finding names a cell besides its own, the correction may be due there.
    let was_wrong: FxHashSet<_> = old
        .report
        .open()
        .flat_map(|finding| std::iter::once(finding.place).chain(finding.related.iter().copied()))
        .collect();
    let spoiled = |finding: &Finding| {
        let position = after.in_row(finding.place.sheet, finding.place.cell.row)?;
        let account = after.get(position)?;
        let earlier = before.get(matched.before(position)?)?;
        let column = after.column_at(finding.place)?;
        let place = before.place_of(earlier, column)?;
        let now = account.value(column).map(|value| &value.text);
        let then = earlier.value(column).map(|value| &value.text);
        let is_spoiled = now != then && !was_wrong.contains(&place);
        is_spoiled.then(|| Spoiled {
            account: account.called(),
            column: convention.column(column).header.clone(),
            code: finding.code.clone(),
        })
    };
    new.report.open().filter_map(spoiled).collect()
}
