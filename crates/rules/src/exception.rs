//! Recorded exceptions: mistakes that a person has decided to live with, until a day.
//!
//! What day it is, and to which workbooks an exception applies, is for the caller to say.

use std::sync::Arc;

use pamlint_convention::Language;

use crate::report::{Finding, Report};

/// A decision to live with a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// Its place among all exceptions of the run, from 0: [`Report::exceptions_met`] refers to it.
    pub number: usize,
    /// The code of the rule.
    pub code: String,
    /// The ID of the account, if it is about one account.
    pub account: Option<String>,
    /// The safe, if it is about one safe.
    pub safe: Option<String>,
    /// Why.
    pub reason: String,
    /// Who has decided it.
    pub approved_by: String,
    /// The last day on which it holds, as it is shown: `2026-12-31`.
    pub until: String,
    /// Whether that day has passed.
    pub is_expired: bool,
}

/// What a finding says that an exception covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excepted {
    /// Why.
    pub reason: String,
    /// Who has decided it.
    pub approved_by: String,
    /// The last day on which it holds: `2026-12-31`.
    pub until: String,
}

impl Exception {
    /// Whether a finding is of the kind that the exception is about: everything that it names has to match.
    fn is_about(&self, finding: &Finding) -> bool {
        let is = |wanted: &Option<String>, found: &[Option<&str>]| {
            wanted.as_deref().is_none_or(|wanted| found.iter().flatten().any(|found| same(wanted, found)))
        };
        // The sheets that list safes have them in cells of their own; a report that was read back from a
        // file knows no safes, but which exception was put to a finding.
        finding.code == self.code
            && is(&self.account, &[finding.account.as_deref()])
            && (is(&self.safe, &[finding.safe.as_deref(), Some(&finding.value)]) || self.is_put_to(finding))
    }

    /// Whether a finding says already that it is covered by this, or was.
    fn is_put_to(&self, finding: &Finding) -> bool {
        if self.is_expired {
            let help = finding.help.as_deref().unwrap_or_default();
            return Language::all().iter().any(|language| help.contains(&expired(self, *language)));
        }
        finding.exception.as_ref().is_some_and(|known| {
            (&known.reason, &known.approved_by, &known.until)
                == (&self.reason, &self.approved_by, &self.until)
        })
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_uppercase() == other.trim().to_uppercase()
}

/// Puts exceptions to the findings of a report.
///
/// A finding that is covered gets [`Finding::exception`]; one whose exceptions have all expired says so in
/// its help. Checking does this; doing it again changes nothing, but for findings that a
/// [`Registry`](crate::Registry) has added since.
pub fn except(report: &mut Report, exceptions: &[Arc<Exception>]) {
    let language = report.language;
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
        if first.is_expired {
            let said = expired(first, language);
            match &mut finding.help {
                Some(help) if help.contains(&said) => {}
                Some(help) => {
                    help.push(' ');
                    help.push_str(&said);
                }
                None => finding.help = Some(said),
            }
        } else {
            finding.exception = Some(Excepted {
                reason: first.reason.clone(),
                approved_by: first.approved_by.clone(),
                until: first.until.clone(),
            });
        }
    }
    report.exceptions_met.sort_unstable();
    report.exceptions_met.dedup();
}

fn expired(exception: &Exception, language: Language) -> String {
    let Exception { until, approved_by, reason, .. } = exception;
    match language {
        Language::NL => format!("De uitzondering is verlopen op {until} ({approved_by}: {reason})."),
        Language::EN => format!("The exception expired on {until} ({approved_by}: {reason})."),
        _ => format!("L'exception a expiré le {until} ({approved_by} : {reason})."),
    }
}
