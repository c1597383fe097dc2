//! What stays the same about a finding when rows are moved: by it, findings of two runs are told to be one.

use std::collections::HashMap;

use pamlint_rules::{Finding, Report};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The fingerprints of one workbook.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding: `SAF005/UX/UX%2DL2/Safe/1`, which is its rule, the sheet, the ID of
    /// the account, the column, and the how many-th of that kind it is.
    pub fn next(&mut self, report: &Report, finding: &Finding) -> String {
        let parts = [
            finding.code.as_str(),
            report.sheet_name(finding.place),
            finding.account.as_deref().unwrap_or_default(),
            finding.column.as_deref().unwrap_or_default(),
        ];
        let parts = parts.map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string());
        let key = parts.join("/");
        let ordinal = self.seen.entry(key.clone()).or_default();
        *ordinal += 1;
        format!("{key}/{ordinal}")
    }
}
