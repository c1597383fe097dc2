//! Reports for people.

use serde::Deserialize;

use crate::{Counted, Template};

/// The texts of a report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub errors: Counted,
    pub warnings: Counted,
    pub infos: Counted,
    pub accounts: Counted,
    pub workbooks: Counted,
    pub clean: Counted,
    pub with_findings: Counted,
    pub not_checked: Counted,
    pub fixable: Counted,
    pub safe_fixes: Counted,
    pub unsafe_fixes: Counted,
    pub cells: Counted,
    pub more_cells: Counted,
    pub excepted: Counted,
    pub colon: String,
    pub semicolon: String,
    pub sheet: String,
    pub help: String,
    pub value: String,
    pub fix: String,
    pub also: String,
    pub exception: String,
    pub unused_exception: String,
    pub nothing_to_correct: String,
    pub no_accounts: String,
    pub workbook_not_checked: String,
    pub annotated: String,
    pub left_out: String,
    pub copies: Counted,
    pub other_files: Counted,
    pub replaced: Template,
    pub interrupted: Counted,
    pub missing: String,
    pub missing_near: Template,
    pub forbidden: String,
    pub not_a_file: String,
    pub changed_meanwhile: String,
    pub path_too_long: String,
    pub unreadable: Template,
    pub stumbled: String,
    pub statistics: [String; 5],
    /// The headers of a table of findings: severity, code, cells, value, message, fix.
    pub columns: [String; 6],
    pub certainty: Certainty,
}

/// The table `report.certainty`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certainty {
    pub safe: String,
    pub not_safe: String,
}
