//! A workbook as JSON shows it. The order of the fields is the order of the keys.

use std::borrow::Cow;

use pamlint_convention::{Applicability, Severity};
use pamlint_rules::{Counts, Finding, Place, Report, SheetSummary};
use serde::{Deserialize, Serialize};

use crate::run::{Failed, Outcome, Status};

#[derive(Serialize, Deserialize)]
pub(super) struct WorkbookView<'a> {
    pub path: Cow<'a, str>,
    pub status: Status,
    pub failure: Option<FailureView<'a>>,
    pub sheets: Vec<SheetView<'a>>,
    pub accounts: usize,
    pub counts: CountsView,
    #[serde(default, skip_serializing_if = "is_nought")]
    pub excepted: usize,
    pub annotated: Option<Cow<'a, str>>,
    pub findings: Vec<FindingView<'a>>,
}

impl<'a> WorkbookView<'a> {
    pub fn new(outcome: &'a Outcome) -> WorkbookView<'a> {
        let report = outcome.result.as_ref().ok();
        WorkbookView {
            path: Cow::from(&outcome.path),
            status: outcome.status(),
            failure: outcome.result.as_ref().err().map(FailureView::new),
            sheets: report
                .map(|report| report.sheets.iter().map(SheetView::new).collect())
                .unwrap_or_default(),
            accounts: report.map_or(0, |report| report.accounts),
            counts: CountsView::new(report.map(Report::counts).unwrap_or_default()),
            excepted: report.map_or(0, Report::excepted),
            annotated: outcome.annotated.as_deref().map(Cow::from),
            findings: report
                .map(|report| {
                    report.findings.iter().map(|finding| FindingView::new(report, finding)).collect()
                })
                .unwrap_or_default(),
        }
    }
}

/// What belongs to recorded exceptions is there only where there are any.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "this is how serde asks")]
pub(super) fn is_nought(count: &usize) -> bool {
    *count == 0
}

#[derive(Serialize, Deserialize)]
pub(super) struct FailureView<'a> {
    pub kind: Cow<'a, str>,
    pub message: Cow<'a, str>,
}

impl<'a> FailureView<'a> {
    pub fn new(failed: &'a Failed) -> FailureView<'a> {
        FailureView { kind: Cow::from(failed.kind), message: Cow::from(&failed.message) }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct SheetView<'a> {
    pub name: Cow<'a, str>,
    pub kind: Option<Cow<'a, str>>,
    pub header_row: u32,
    pub accounts: usize,
}

impl<'a> SheetView<'a> {
    fn new(sheet: &'a SheetSummary) -> SheetView<'a> {
        SheetView {
            name: Cow::from(&sheet.name),
            kind: sheet.kind.as_deref().map(Cow::from),
            header_row: sheet.header_row,
            accounts: sheet.accounts,
        }
    }
}

#[derive(Serialize, Deserialize)]
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

#[derive(Serialize, Deserialize)]
pub(super) struct FindingView<'a> {
    pub code: Cow<'a, str>,
    pub name: Cow<'a, str>,
    pub severity: Severity,
    pub sheet: Cow<'a, str>,
    pub cell: String,
    pub row: u32,
    pub column: Cow<'a, str>,
    pub account: Option<Cow<'a, str>>,
    pub value: Cow<'a, str>,
    pub span: Option<(usize, usize)>,
    pub message: Cow<'a, str>,
    pub help: Cow<'a, str>,
    pub related: Vec<PlaceView<'a>>,
    pub fix: Option<FixView<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<ExceptionView<'a>>,
}

impl<'a> FindingView<'a> {
    fn new(report: &'a Report, finding: &'a Finding) -> FindingView<'a> {
        FindingView {
            code: Cow::from(&finding.code),
            name: Cow::from(&finding.name),
            severity: finding.severity,
            sheet: Cow::from(report.sheet_name(finding.place)),
            cell: finding.place.cell.to_string(),
            row: finding.place.cell.row,
            column: Cow::from(finding.column.as_deref().unwrap_or_default()),
            account: finding.account.as_deref().map(Cow::from),
            value: Cow::from(&finding.value),
            span: finding.span,
            message: Cow::from(&finding.message),
            help: Cow::from(finding.help.as_deref().unwrap_or_default()),
            related: finding.related.iter().map(|place| PlaceView::new(report, *place)).collect(),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| FixView { value: Cow::from(&fix.value), applicability: fix.applicability }),
            exception: finding.exception.as_ref().map(|exception| ExceptionView {
                reason: Cow::from(&exception.reason),
                approved_by: Cow::from(&exception.approved_by),
                until: Cow::from(&exception.until),
            }),
        }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct PlaceView<'a> {
    pub sheet: Cow<'a, str>,
    pub cell: String,
}

impl<'a> PlaceView<'a> {
    fn new(report: &'a Report, place: Place) -> PlaceView<'a> {
        PlaceView { sheet: Cow::from(report.sheet_name(place)), cell: place.cell.to_string() }
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct FixView<'a> {
    pub value: Cow<'a, str>,
    pub applicability: Applicability,
}

#[derive(Serialize, Deserialize)]
pub(super) struct ExceptionView<'a> {
    pub reason: Cow<'a, str>,
    pub approved_by: Cow<'a, str>,
    pub until: Cow<'a, str>,
}
