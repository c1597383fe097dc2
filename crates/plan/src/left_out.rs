//! The accounts that are not in a plan: those with errors, and those that depend on them.

use std::collections::BTreeSet;

use pamlint_convention::{BuiltInCheck, Check, Convention, Severity};
use pamlint_rules::{Finding, Report};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::request::{Request, Requests};

/// An account that is not in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The path of the workbook, as reports show it.
    pub workbook: String,
    /// The name of the sheet, as it may be shown.
    pub sheet: String,
    /// Excel's number of the row, from 1.
    pub row: u32,
    /// Its ID.
    pub account: Option<String>,
    /// The codes of the errors: its own, or else those of the account that it depends on.
    pub codes: Vec<String>,
    /// The account that it depends on, where it has no error itself.
    pub needs: Option<String>,
}

/// Why an account is left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reason {
    pub codes: BTreeSet<String>,
    pub needs: Option<String>,
}

/// For each account of a workbook why it is left out; `None` for those that are not.
pub(crate) fn reasons(requests: &Requests, report: &Report, convention: &Convention) -> Vec<Option<Reason>> {
    let errors = Errors::of(requests, report, convention);
    let mut reasons: Vec<Option<Reason>> =
        requests.accounts.iter().map(|account| errors.of_account(account)).collect();
    dependents(requests, &mut reasons);
    reasons
}

/// The codes of the errors, by where they stand.
#[derive(Default)]
struct Errors<'r> {
    by_row: FxHashMap<(usize, u32), BTreeSet<&'r str>>,
    by_sheet: FxHashMap<usize, BTreeSet<&'r str>>,
    /// Those that are told once for a whole sheet, and name no more than some of its cells.
    unnamed: FxHashMap<usize, BTreeSet<&'r str>>,
}

impl<'r> Errors<'r> {
    fn of(requests: &Requests, report: &'r Report, convention: &Convention) -> Errors<'r> {
        let mut errors = Errors::default();
        for finding in report.open().filter(|finding| finding.severity == Severity::Error) {
            let place = finding.place;
            let header = requests.headers.get(place.sheet).copied().flatten();
            // What is wrong with the headers is wrong with every row below them.
            if header.is_some_and(|header| place.cell.row <= header) {
                errors.by_sheet.entry(place.sheet).or_default().insert(&finding.code);
            }
            // Nobody knows how far values slid, and a column that is empty throughout is so in every row.
            if matches!(finding.variant.as_deref(), Some("slid-down" | "slid-up" | "throughout")) {
                errors.by_sheet.entry(place.sheet).or_default().insert(&finding.code);
            }
            if is_of_sheet(finding, convention) {
                errors.unnamed.entry(place.sheet).or_default().insert(&finding.code);
            }
            let related = if is_of_all(finding, convention) { finding.related.as_slice() } else { &[] };
            for place in std::iter::once(&place).chain(related) {
                errors.by_row.entry((place.sheet, place.cell.row)).or_default().insert(&finding.code);
            }
        }
        errors
    }

    fn of_account(&self, account: &Request) -> Option<Reason> {
        let own = std::iter::once((account.sheet, account.row));
        let rows = own.chain(account.elsewhere.iter().map(|place| (place.sheet, place.cell.row)));
        let of_rows = rows.filter_map(|row| self.by_row.get(&row)).flatten();
        let of_sheet = self.by_sheet.get(&account.sheet).into_iter().flatten();
        let mut codes: BTreeSet<String> = of_rows.chain(of_sheet).map(|code| (*code).to_owned()).collect();
        if codes.is_empty() && account.wanted.is_none() {
            let unnamed = self.unnamed.get(&account.sheet).into_iter().flatten();
            codes.extend(unnamed.map(|code| (*code).to_owned()));
        }
        (!codes.is_empty() || account.wanted.is_none()).then_some(Reason { codes, needs: None })
    }
}

/// Whether every cell that a finding names is as wrong as its own: it is told once for all of them.
fn is_of_all(finding: &Finding, convention: &Convention) -> bool {
    let rule = convention.find_rule(&finding.code).map(|rule| &convention.rule(rule).check);
    match rule {
        Some(Check::Cases(cases)) => cases.iter().any(|case| case.once.is_some()),
        Some(Check::Listed(listed)) => listed.once.is_some(),
        _ => is_of_sheet(finding, convention),
    }
}

/// Whether a finding is told once for all cells of its sheet.
fn is_of_sheet(finding: &Finding, convention: &Convention) -> bool {
    let rule = convention.find_rule(&finding.code).map(|rule| &convention.rule(rule).check);
    matches!(rule, Some(Check::BuiltIn { check: BuiltInCheck::FormulaWithoutValue, .. }))
}

/// Leaves out what depends on what is left out, however far away.
fn dependents(requests: &Requests, reasons: &mut [Option<Reason>]) {
    let mut by_id: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (position, account) in requests.accounts.iter().enumerate() {
        if let Some(id) = &account.id {
            by_id.entry(id).or_default().push(position);
        }
    }
    // The accounts that are linked to an ID.
    let mut linked: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (position, account) in requests.accounts.iter().enumerate() {
        for (_, to) in account.wanted.iter().flat_map(|wanted| &wanted.links) {
            linked.entry(&to.text).or_default().push(position);
            if !by_id.contains_key(to.text.as_str())
                && let Some(reason @ None) = reasons.get_mut(position)
            {
                *reason = Some(Reason { codes: BTreeSet::new(), needs: Some(to.text.clone()) });
            }
        }
    }
    let mut to_do: Vec<usize> =
        reasons.iter().enumerate().filter(|(_, reason)| reason.is_some()).map(|(at, _)| at).collect();
    let mut seen: FxHashSet<usize> = to_do.iter().copied().collect();
    while let Some(position) = to_do.pop() {
        let Some(id) = requests.accounts.get(position).and_then(|account| account.id.as_deref()) else {
            continue;
        };
        let codes = reasons.get(position).and_then(Option::as_ref).map(|reason| reason.codes.clone());
        for dependent in linked.get(id).into_iter().flatten() {
            if seen.insert(*dependent) {
                if let Some(reason) = reasons.get_mut(*dependent) {
                    *reason =
                        Some(Reason { codes: codes.clone().unwrap_or_default(), needs: Some(id.to_owned()) });
                }
                to_do.push(*dependent);
            }
        }
    }
}
