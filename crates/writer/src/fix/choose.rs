//! Which fixes a round applies: at most one to a cell, the first that may be.

use std::collections::BTreeSet;

use pamlint_convention::Applicability;
use pamlint_rules::{Finding, Report};

use super::{Change, Outcome};

/// The fixes of a report that are of this certainty, as changes that were not made yet.
pub(super) fn candidates(report: &Report, applicability: Applicability) -> impl Iterator<Item = Change> + '_ {
    report.findings.iter().filter_map(move |finding| {
        let fix = finding.fix.as_ref().filter(|fix| fix.applicability == applicability)?;
        Some(Change {
            place: finding.place,
            sheet: report.sheet_name(finding.place).to_owned(),
            code: finding.code.clone(),
            account: finding.account.clone(),
            old: shown(finding),
            new: fix.value.clone(),
            applicability,
            outcome: Outcome::Applied,
        })
    })
}

fn shown(finding: &Finding) -> String {
    finding.value.clone()
}

/// One to a cell, in order.
pub(super) fn one_to_a_cell(candidates: Vec<Change>) -> Vec<Change> {
    let mut taken = BTreeSet::new();
    candidates.into_iter().filter(|change| taken.insert(change.place)).collect()
}
