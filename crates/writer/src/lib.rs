//! Annotated and fixed copies of a workbook: its bytes and a report in, bytes out.
//!
//! What the customer gets back is their own workbook. The package is patched, never rewritten: parts
//! that carry no mark keep their bytes, cell values and styles are untouched, and [`clean`] gives back
//! every part as it was. Nothing is judged here (that is for the rules), and no file, clock,
//! environment, network or thread is known.
//!
//! [`annotate`] puts the marks in, [`clean`] takes them out; [`annotate`] cleans first, so that
//! checking twice is checking once. [`fix`] puts the fixes of findings into the cells themselves, and lets
//! the rules judge what that gives.

#![cfg_attr(test, allow(clippy::string_slice, reason = "tests cut texts that they wrote themselves"))]

use std::borrow::Cow;

mod annotate;
mod cells;
mod comments;
mod condition;
mod content_types;
mod convert;
mod edits;
mod error;
mod escape;
mod findings;
mod fix;
mod marks;
mod measure;
mod notes;
mod order;
mod package;
mod record;
mod relations;
mod remark;
mod spots;
mod still;
mod strip;
mod styles;
mod sweep;
mod undo;
mod vml;
mod workbook;
mod xml;

pub use condition::sheet_reference;
pub use error::WriteError;
pub use escape::escape;
pub use findings::Title;
pub use fix::{Change, Choice, FixError, Fixed, Outcome, Reason, Which, fix, fix_converted, fix_within};
pub use measure::{lines, shorten};
use package::Package;
use pamlint_reader::{Limits, Workbook};
use pamlint_rules::Report;
pub use remark::Remark;

/// An annotated copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotated {
    /// The workbook with its marks.
    pub bytes: Vec<u8>,
    /// What is not as one would expect; the Findings sheet says it too.
    pub remarks: Vec<Remark>,
}

/// Marks the findings of a report in a workbook (.xlsx or .xlsm): colours, notes, and a sheet that lists
/// them all. Marks of an earlier check are taken out first. A report without findings only does that.
///
/// # Errors
/// A [`WriteError`] when the bytes are no such workbook, or are damaged.
pub fn annotate(bytes: &[u8], report: &Report, title: &Title<'_>) -> Result<Annotated, WriteError> {
    annotate_within(bytes, report, title, &Limits::default())
}

/// As [`annotate`], with other limits than the usual ones.
///
/// # Errors
/// As [`annotate`].
pub fn annotate_within(
    bytes: &[u8],
    report: &Report,
    title: &Title<'_>,
    limits: &Limits,
) -> Result<Annotated, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    sweep::clean(&mut package)?;
    let remarks = if report.findings.is_empty() {
        Vec::new()
    } else {
        annotate::annotate(&mut package, &without_others(report), title, Vec::new())?
    };
    Ok(Annotated { bytes: package.finish()?, remarks })
}

/// A report as its copy may tell it: who else asks for the same is nothing that goes to a customer.
fn without_others(report: &Report) -> Cow<'_, Report> {
    let mut report = Cow::Borrowed(report);
    if report.findings.iter().any(|finding| finding.elsewhere.is_some()) {
        report.to_mut().findings.iter_mut().for_each(|finding| finding.elsewhere = None);
    }
    report
}

/// Writes a workbook of another format as a new .xlsx, and marks the findings of its report there: all
/// sheets and values are kept, their formatting is not, and the Findings sheet says so.
///
/// # Errors
/// A [`WriteError`] when something in the workbook cannot stand in an .xlsx.
pub fn annotate_converted(
    workbook: &Workbook,
    report: &Report,
    title: &Title<'_>,
) -> Result<Annotated, WriteError> {
    annotate_converted_within(workbook, report, title, &Limits::default())
}

/// As [`annotate_converted`], with other limits than the usual ones.
///
/// # Errors
/// As [`annotate_converted`].
pub fn annotate_converted_within(
    workbook: &Workbook,
    report: &Report,
    title: &Title<'_>,
    limits: &Limits,
) -> Result<Annotated, WriteError> {
    let convert::Converted { bytes, sheet_names } = convert::convert(workbook)?;
    let report = without_others(report).with_sheet_names(sheet_names);
    let mut package = Package::open(&bytes, limits)?;
    let remarks = annotate::annotate(&mut package, &report, title, vec![Remark::FormattingNotKept])?;
    Ok(Annotated { bytes: package.finish()?, remarks })
}

/// Takes our marks out of a workbook; `None` when it has none.
///
/// A copy that is as [`annotate`] wrote it gets every part back byte for byte. Where another program has
/// saved it since, the marks are recognised by what they are.
///
/// # Errors
/// A [`WriteError`] when the bytes are no .xlsx or .xlsm workbook, or are damaged.
pub fn clean(bytes: &[u8]) -> Result<Option<Vec<u8>>, WriteError> {
    clean_within(bytes, &Limits::default())
}

/// As [`clean`], with other limits than the usual ones.
///
/// # Errors
/// As [`clean`].
pub fn clean_within(bytes: &[u8], limits: &Limits) -> Result<Option<Vec<u8>>, WriteError> {
    let mut package = Package::open(bytes, limits)?;
    if sweep::clean(&mut package)? { package.finish().map(Some) } else { Ok(None) }
}

/// The part of a marked copy that says what marking has changed: whose package lists none is no copy of ours.
pub const RECORD: &str = undo::PART;

/// Whether these bytes are a marked copy as [`annotate`] or [`annotate_converted`] wrote it: nobody has
/// saved it since, so that replacing it loses nobody's work.
pub fn is_untouched_copy(bytes: &[u8]) -> bool {
    Package::open(bytes, &Limits::default())
        .and_then(|mut package| undo::is_untouched(&mut package))
        .unwrap_or(false)
}

/// The properties of a workbook as XML, its title among them; `None` when it has none.
pub fn core_properties(bytes: &[u8]) -> Option<String> {
    let package = Package::open(bytes, &Limits::default());
    package.and_then(|mut package| package.text("docProps/core.xml")).ok()?
}
