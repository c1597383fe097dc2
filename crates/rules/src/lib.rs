//! The engine: every finding there is, with its fix: a workbook and a convention in, a [`Report`] out.
//!
//! What is looked for stands in the convention; this room knows how to look: it cleans values, takes
//! names apart, compares values of a row and of other rows, follows links and counts. It knows no
//! organisation, and no file, clock, network or thread.

mod across;
mod builtin;
mod cell;
mod clean;
mod consequences;
mod draft;
mod example;
mod exception;
mod facts;
mod fill;
mod kind;
mod lists;
mod name;
mod number;
mod relation;
mod report;
mod required;
mod secret;
mod value;

use std::sync::Arc;

pub use across::{Registry, Trace};
use builtin::Reporter;
use draft::Words;
pub use example::{Tried, try_examples, try_rule};
pub use exception::{Excepted, Exception, except};
use facts::Facts;
pub use fill::Fill;
pub use lists::{ListError, Lists};
use pamlint_convention::{Convention, Language, Severity};
use pamlint_reader::{Sheet, SheetRole, Workbook};
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
    /// Whether the report gets [`Report::traces`], for a [`Registry`] to compare workbooks by.
    pub across: bool,
    /// The reference lists that values are looked up in.
    pub lists: Lists,
    /// The recorded exceptions that apply to the workbook.
    pub exceptions: Vec<Arc<Exception>>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            language: Language::EN,
            select: Vec::new(),
            ignore: Vec::new(),
            severities: Vec::new(),
            across: false,
            lists: Lists::default(),
            exceptions: Vec::new(),
        }
    }
}

/// Checks a workbook against a convention.
///
/// The same workbook gives the same report, finding for finding.
pub fn check(workbook: &Workbook, convention: &Convention, options: &Options) -> Report {
    let applied = options.lists.applied(convention);
    let convention = applied.as_ref();
    let mut facts = Facts::new(workbook, convention);
    let mut reporter = Reporter::new(convention);
    builtin::sheets::judge(&mut facts, &mut reporter);
    builtin::secrets::judge(&facts, &mut reporter);
    builtin::unreadable::judge(&facts, &mut reporter);
    cell::judge(&mut facts, &mut reporter);
    builtin::ids::judge(&mut facts, &mut reporter);
    builtin::mixed::judge(&facts, &mut reporter);
    builtin::empty::judge(&mut facts, &mut reporter);
    let mut drafts = reporter.drafts;
    relation::judge(&mut facts, &options.lists, &mut drafts);
    consequences::drop(&facts, &mut drafts);
    let words = Words { facts: &facts, language: options.language };
    let mut findings: Vec<Finding> = drafts.into_iter().map(|draft| words.finding(draft)).collect();
    findings.retain(|finding| options.wants(&finding.code));
    let mut traces = if options.across { across::traces(&words, options) } else { Vec::new() };
    let of_traces = traces.iter_mut().filter_map(|trace| trace.finding.as_deref_mut());
    for finding in findings.iter_mut().chain(of_traces) {
        let severity =
            options.severities.iter().rev().find(|(code, _)| finding.code.starts_with(code.as_str()));
        finding.severity = severity.map_or(finding.severity, |(_, severity)| *severity);
    }
    report::sort(&mut findings);
    let sheets = summaries(&facts);
    let mut report = Report {
        language: options.language,
        convention: (convention.id.clone(), convention.version.clone()),
        accounts: sheets.iter().map(|sheet| sheet.accounts).sum(),
        sheets,
        sheet_names: workbook.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        findings,
        traces,
        exceptions_met: Vec::new(),
    };
    except(&mut report, &options.exceptions);
    report
}

impl Options {
    /// Whether findings of a code are reported.
    pub fn wants(&self, code: &str) -> bool {
        let named = |codes: &[String]| {
            codes
                .iter()
                .any(|known| code.get(..known.len()).is_some_and(|head| head.eq_ignore_ascii_case(known)))
        };
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }
}

/// The account sheets, with how many accounts stand on each.
fn summaries(facts: &Facts<'_>) -> Vec<SheetSummary> {
    let sheets = facts.workbook.sheets.iter();
    let summary = |sheet: &Sheet| {
        let layout = sheet.layout.as_ref()?;
        let kind = match sheet.role {
            SheetRole::Accounts(table) => Some(facts.convention.table(table).id.clone()),
            SheetRole::MixedAccounts => None,
            _ => return None,
        };
        let accounts = layout.rows.len();
        Some(SheetSummary { name: sheet.name.clone(), kind, header_row: layout.header_row, accounts })
    };
    sheets.filter_map(summary).collect()
}
