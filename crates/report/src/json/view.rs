//! A workbook as JSON shows it. The order of the fields is the order of the keys.

use std::borrow::Cow;

use pamlint_convention::{Applicability, Language, Severity};
use pamlint_rules::{Counts, Detail, Finding, Place, Report, SheetSummary, Wording};
use serde::{Serialize, Serializer};

use super::Convention;
use crate::run::{Failed, Outcome, Status};

#[derive(Serialize)]
pub(super) struct WorkbookView<'a> {
    path: &'a str,
    /// Only there where it is not that of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    convention: Option<Convention<'a>>,
    status: Status,
    failure: Option<FailureView>,
    sheets: Vec<SheetView<'a>>,
    info: Info<'a>,
    accounts: usize,
    counts: CountsView,
    #[serde(skip_serializing_if = "is_nought")]
    excepted: usize,
    annotated: Option<&'a str>,
    findings: Vec<FindingView<'a>>,
}

impl<'a> WorkbookView<'a> {
    /// With the convention that it goes by, where that is one of its own.
    pub fn by(self, convention: Option<Convention<'a>>) -> WorkbookView<'a> {
        WorkbookView { convention, ..self }
    }

    pub fn new(outcome: &'a Outcome, wording: &Wording<'_>) -> WorkbookView<'a> {
        let report = outcome.result.as_ref().ok();
        WorkbookView {
            path: &outcome.path,
            convention: None,
            status: outcome.status(),
            failure: outcome.result.as_ref().err().map(|failed| FailureView::new(failed, wording.language)),
            sheets: report
                .map(|report| report.sheets.iter().map(SheetView::new).collect())
                .unwrap_or_default(),
            info: Info(report.map(|report| report.details.as_slice()).unwrap_or_default()),
            accounts: report.map_or(0, |report| report.accounts),
            counts: CountsView::new(report.map(Report::counts).unwrap_or_default()),
            excepted: report.map_or(0, Report::excepted),
            annotated: outcome.annotated.as_deref(),
            findings: report
                .map(|report| {
                    let findings = report.findings.iter();
                    findings.map(|finding| FindingView::new(report, finding, wording)).collect()
                })
                .unwrap_or_default(),
        }
    }
}

/// What the workbook says of whoever sends it, by the keys of the convention.
struct Info<'a>(&'a [Detail]);

impl Serialize for Info<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|detail| (&detail.key, &detail.value)))
    }
}

/// True for a count of nothing: keys about recorded exceptions are there only where there are any.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "this is how serde asks")]
pub(super) fn is_nought(count: &usize) -> bool {
    *count == 0
}

#[derive(Serialize)]
pub(super) struct FailureView {
    kind: &'static str,
    message: String,
}

impl FailureView {
    pub fn new(failed: &Failed, language: Language) -> FailureView {
        FailureView { kind: failed.kind(), message: failed.message(language) }
    }
}

#[derive(Serialize)]
struct SheetView<'a> {
    name: &'a str,
    kind: Option<&'a str>,
    header_row: u32,
    accounts: usize,
}

impl<'a> SheetView<'a> {
    fn new(sheet: &'a SheetSummary) -> SheetView<'a> {
        SheetView {
            name: &sheet.name,
            kind: sheet.kind.as_deref(),
            header_row: sheet.header_row,
            accounts: sheet.accounts,
        }
    }
}

#[derive(Serialize)]
pub(super) struct CountsView {
    error: usize,
    warning: usize,
    info: usize,
}

impl CountsView {
    pub fn new(counts: Counts) -> CountsView {
        CountsView { error: counts.error, warning: counts.warning, info: counts.info }
    }
}

#[derive(Serialize)]
pub(super) struct FindingView<'a> {
    code: &'a str,
    name: &'a str,
    severity: Severity,
    sheet: &'a str,
    cell: String,
    row: u32,
    column: &'a str,
    account: Option<&'a str>,
    value: Cow<'a, str>,
    span: Option<(usize, usize)>,
    message: String,
    help: String,
    related: Vec<PlaceView<'a>>,
    fix: Option<FixView<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exception: Option<ExceptionView<'a>>,
}

impl<'a> FindingView<'a> {
    pub fn new(report: &'a Report, finding: &'a Finding, wording: &Wording<'_>) -> FindingView<'a> {
        FindingView {
            code: &finding.code,
            name: &finding.name,
            severity: finding.severity,
            sheet: report.sheet_name(finding.place),
            cell: finding.place.cell.to_string(),
            row: finding.place.cell.row,
            column: finding.column.as_deref().unwrap_or_default(),
            account: finding.account.as_deref(),
            value: wording.value(finding),
            span: finding.span,
            message: wording.message(finding),
            help: wording.help(finding).unwrap_or_default(),
            related: finding.related.iter().map(|place| PlaceView::new(report, *place)).collect(),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| FixView { value: &fix.value, applicability: fix.applicability }),
            exception: finding.exception.as_ref().map(|exception| ExceptionView {
                reason: &exception.reason,
                approved_by: &exception.approved_by,
                until: &exception.until,
            }),
        }
    }
}

#[derive(Serialize)]
struct PlaceView<'a> {
    sheet: &'a str,
    cell: String,
}

impl<'a> PlaceView<'a> {
    fn new(report: &'a Report, place: Place) -> PlaceView<'a> {
        PlaceView { sheet: report.sheet_name(place), cell: place.cell.to_string() }
    }
}

#[derive(Serialize)]
struct FixView<'a> {
    value: &'a str,
    applicability: Applicability,
}

#[derive(Serialize)]
struct ExceptionView<'a> {
    reason: &'a str,
    approved_by: &'a str,
    until: &'a str,
}
