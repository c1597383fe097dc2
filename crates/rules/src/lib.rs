//! The engine: every finding there is, with its fix: a workbook and a convention in, a [`Report`] out.
//!
//! What is looked for stands in the convention; this room knows how to look: it cleans values, takes
//! names apart, compares values of a row and of other rows, follows links and counts. It knows no
//! organisation, and no file, clock, network or thread.

#[cfg_attr(not(test), expect(dead_code, reason = "the engine is still to be wired to it"))]
mod clean;
#[cfg_attr(not(test), expect(dead_code, reason = "the engine is still to be wired to it"))]
mod format;
mod report;
#[cfg_attr(not(test), expect(dead_code, reason = "the engine is still to be wired to it"))]
mod secret;

use pamlint_convention::{Convention, Language, Severity};
use pamlint_reader::Workbook;
pub use report::{Counts, Finding, Fix, Place, Report, SheetSummary, Was};

/// How to check.
#[derive(Debug, Clone)]
pub struct Options {
    /// The language of all texts.
    pub language: Language,
    /// Codes, or prefixes of codes, that are reported; all when empty.
    pub select: Vec<String>,
    /// Codes, or prefixes of codes, that are not reported.
    pub ignore: Vec<String>,
    /// Severities that replace the convention's, by code.
    pub severities: Vec<(String, Severity)>,
}

impl Default for Options {
    fn default() -> Self {
        Options { language: Language::En, select: Vec::new(), ignore: Vec::new(), severities: Vec::new() }
    }
}

/// Checks a workbook against a convention.
///
/// The same workbook gives the same report, finding for finding.
pub fn check(workbook: &Workbook, convention: &Convention, options: &Options) -> Report {
    Report {
        language: options.language,
        convention: (convention.id.clone(), convention.version.clone()),
        sheets: Vec::new(),
        sheet_names: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        accounts: 0,
        findings: Vec::new(),
    }
}
