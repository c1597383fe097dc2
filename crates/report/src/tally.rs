//! The tally of a run. Every count that the closing line, the JSON report, the statistics or a summary gives is
//! read from it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use pamlint_convention::{Applicability, Severity};
use pamlint_rules::Counts;
use serde::{Deserialize, Serialize};

use crate::run::{Outcome, Status};

/// The sums over all workbooks of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of workbooks.
    pub workbooks: usize,
    /// The number of workbooks that are clean.
    pub clean: usize,
    /// The number of workbooks with findings.
    pub with_findings: usize,
    /// The number of workbooks that could not be checked.
    pub failed: usize,
    /// The number of accounts.
    pub accounts: usize,
    /// The findings of each severity.
    pub counts: Counts,
    /// The findings of each rule, by its code.
    pub by_code: BTreeMap<String, ByCode>,
    /// The findings that a recorded exception covers; they count nowhere else.
    pub excepted: usize,
    /// The findings with a safe fix, and those with an unsafe one.
    pub fixes: (usize, usize),
    /// Recorded exceptions that no finding was met by, each in a few words; for whoever knows them all to say.
    pub unused_exceptions: Vec<String>,
    /// What of the folders was not checked.
    pub left_out: LeftOut,
    /// The paths of the workbooks that were to be checked, and were not because the run was interrupted.
    pub not_reached: Vec<String>,
}

/// The files in the folders of a run that are not checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The number of copies of earlier runs that nobody has touched since.
    pub copies: usize,
    /// The number of files that are no workbooks.
    pub others: usize,
}

impl LeftOut {
    /// What both have left out: a run in parts finds the copies of its earlier parts besides.
    #[must_use]
    pub fn least(self, other: LeftOut) -> LeftOut {
        LeftOut { copies: self.copies.min(other.copies), others: self.others.min(other.others) }
    }

    /// True when every file is checked.
    pub(crate) fn is_nothing(&self) -> bool {
        *self == LeftOut::default()
    }
}

/// The findings of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByCode {
    /// The name of the rule.
    pub name: String,
    /// The gravest severity of its findings.
    pub severity: Severity,
    /// The number of findings.
    pub findings: usize,
    /// The number of workbooks with such a finding.
    pub workbooks: usize,
    /// The number of the workbook that was counted last.
    last: usize,
}

impl Tally {
    /// Counts one more workbook.
    pub fn add(&mut self, outcome: &Outcome) {
        self.workbooks += 1;
        match outcome.status() {
            Status::Clean => self.clean += 1,
            Status::Findings => self.with_findings += 1,
            Status::Failed => self.failed += 1,
        }
        let Ok(report) = &outcome.result else { return };
        self.accounts += report.accounts;
        self.excepted += report.excepted();
        for finding in report.open() {
            self.counts.add(finding.severity);
            match finding.fix.as_ref().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => self.fixes.0 += 1,
                Some(Applicability::Unsafe) => self.fixes.1 += 1,
                None => {}
            }
            if !self.by_code.contains_key(&finding.code) {
                let (name, severity) = (finding.name.clone(), finding.severity);
                let none = ByCode { name, severity, findings: 0, workbooks: 0, last: 0 };
                self.by_code.insert(finding.code.clone(), none);
            }
            let Some(sum) = self.by_code.get_mut(&finding.code) else { continue };
            sum.findings += 1;
            sum.severity = sum.severity.max(finding.severity);
            sum.workbooks += usize::from(sum.last != self.workbooks);
            sum.last = self.workbooks;
        }
    }

    /// The codes of rules and their findings, the most frequent first, then by code.
    pub fn most_frequent(&self) -> Vec<(&str, &ByCode)> {
        let mut codes: Vec<(&str, &ByCode)> =
            self.by_code.iter().map(|(code, sum)| (code.as_str(), sum)).collect();
        codes.sort_by_key(|(_, sum)| Reverse(sum.findings));
        codes
    }
}
