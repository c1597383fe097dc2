//! The options of a check.

use std::sync::Arc;

use pamlint_convention::{Day, Severity};

use crate::exception::Exception;
use crate::lists::Lists;
use crate::patience::Patience;
use crate::report::Finding;

/// The options of a check.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Codes, or prefixes of codes, that are reported; all when empty.
    pub select: Vec<String>,
    /// Codes, or prefixes of codes, that are not reported.
    pub ignore: Vec<String>,
    /// Severities that replace the convention's, by code.
    pub severities: Vec<(String, Severity)>,
    /// The report gets [`Report::traces`](crate::Report::traces), for a [`Registry`](crate::Registry) to
    /// compare workbooks by.
    pub across: bool,
    /// The reference lists that values are looked up in.
    pub lists: Lists,
    /// The name of the workbook's file.
    pub file: Option<String>,
    /// The day of the check; rules that compare with it say nothing without.
    pub today: Option<Day>,
    /// The recorded exceptions that apply to the workbook.
    pub exceptions: Vec<Arc<Exception>>,
    /// How long the work may take.
    pub patience: Patience,
}

impl Options {
    /// Whether findings of a code are reported.
    pub fn wants(&self, code: &str) -> bool {
        wants(&self.select, &self.ignore, code)
    }

    /// Gives a finding the severity that is asked for.
    pub(crate) fn weigh(&self, finding: &mut Finding) {
        let asked = self.severities.iter().rev().find(|(code, _)| finding.code.starts_with(code.as_str()));
        finding.severity = asked.map_or(finding.severity, |(_, severity)| *severity);
    }
}

/// Whether a code is among those selected, all where none are, and not among those ignored.
pub(crate) fn wants(select: &[String], ignore: &[String], code: &str) -> bool {
    let named = |codes: &[String]| {
        codes.iter().any(|known| code.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known)))
    };
    (select.is_empty() || named(select)) && !named(ignore)
}
