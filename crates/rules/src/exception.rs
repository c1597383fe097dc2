//! Recorded exceptions: mistakes that a person has decided to live with, until a day.
//!
//! What day it is, and to which workbooks an exception applies, is for the caller to say.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::report::{Excepted, Finding, Report};

/// A decision to live with a mistake.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Its place among all exceptions of the run, from 0: [`Report::exceptions_met`] refers to it.
    pub number: usize,
    /// The code of the rule.
    pub code: String,
    /// The ID of the account, if it is about one account.
    pub account: Option<String>,
    /// The safe, if it is about one safe.
    pub safe: Option<String>,
    /// The reason.
    pub reason: String,
    /// The person who decided it.
    pub approved_by: String,
    /// The last day on which it holds, as it is shown: `2026-12-31`.
    pub until: String,
    /// That day has passed.
    pub is_expired: bool,
}

impl Exception {
    /// True for a finding of the kind that the exception is about: everything that it names has to match.
    fn is_about(&self, finding: &Finding) -> bool {
        let is = |wanted: &Option<String>, found: &[Option<&str>]| {
            wanted.as_deref().is_none_or(|wanted| found.iter().flatten().any(|found| same(wanted, found)))
        };
        // The sheets that list safes have them in cells of their own.
        finding.code == self.code
            && is(&self.account, &[finding.account.as_deref()])
            && is(&self.safe, &[finding.safe.as_deref(), Some(&finding.value)])
    }

    /// The part of it that a finding carries.
    fn excepted(&self) -> Excepted {
        Excepted {
            reason: self.reason.clone(),
            approved_by: self.approved_by.clone(),
            until: self.until.clone(),
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_uppercase() == other.trim().to_uppercase()
}

/// Puts exceptions to the findings of a report.
///
/// A finding that is covered gets [`Finding::exception`]; one whose exceptions have all expired gets
/// [`Finding::expired`]. Checking does this; doing it again changes nothing, but for findings that a
/// [`Registry`](crate::Registry) has added since.
pub fn except(report: &mut Report, exceptions: &[Arc<Exception>]) {
    for finding in &mut report.findings {
        let mut about: Vec<&Exception> = exceptions
            .iter()
            .map(|exception| exception.as_ref())
            .filter(|exception| exception.is_about(finding))
            .collect();
        // Of several the one that holds longest speaks.
        about.sort_by(|one, other| (one.is_expired, &other.until).cmp(&(other.is_expired, &one.until)));
        report.exceptions_met.extend(about.iter().map(|exception| exception.number));
        let Some(first) = about.first() else { continue };
        let put = if first.is_expired { &mut finding.expired } else { &mut finding.exception };
        *put = Some(first.excepted());
    }
    report.exceptions_met.sort_unstable();
    report.exceptions_met.dedup();
}
