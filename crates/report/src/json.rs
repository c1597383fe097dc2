//! The JSON format: schema version 1, whose JSON Schema stands in `docs/report.schema.json`.
//!
//! The structs here are the interface: the order of their fields is the order of the keys. They are
//! views, so that the engine's types can change without it.

mod receipt;

use std::collections::BTreeMap;

use pamlint_rules::{Counts, Finding, Place, Report, SheetSummary};
use serde::Serialize;

use crate::emitter::Emitter;
use crate::run::{Failed, Head, Outcome, Summary};
pub use receipt::ReceiptJson;

/// The version of the schema.
const SCHEMA: u32 = 1;

/// One JSON document for the whole run, indented.
#[derive(Debug, Default)]
pub struct Json {
    workbooks: usize,
}

impl Emitter for Json {
    fn begin(&mut self, head: &Head, out: &mut String) {
        self.workbooks = 0;
        out.push_str("{\n");
        out.push_str(&format!("  \"schema\": {SCHEMA},\n"));
        member(out, "tool", &Tool { name: &head.tool.0, version: &head.tool.1 });
        member(out, "convention", &Convention { id: &head.convention.0, version: &head.convention.1 });
        member(out, "language", &head.language.code());
        out.push_str("  \"workbooks\": [");
    }

    fn workbook(&mut self, outcome: &Outcome, out: &mut String) {
        out.push_str(if self.workbooks == 0 { "\n    " } else { ",\n    " });
        indented(out, &WorkbookView::new(outcome), "    ");
        self.workbooks += 1;
    }

    fn end(&mut self, summary: &Summary, out: &mut String) {
        out.push_str(if self.workbooks == 0 { "],\n" } else { "\n  ],\n" });
        out.push_str("  \"summary\": ");
        indented(out, &SummaryView::new(summary), "  ");
        out.push_str("\n}\n");
    }
}

fn member(out: &mut String, key: &str, value: &impl Serialize) {
    out.push_str(&format!("  \"{key}\": "));
    indented(out, value, "  ");
    out.push_str(",\n");
}

/// Texts in JSON hold no line breaks, so every line of a value can be moved to the right as it is.
fn indented(out: &mut String, value: &impl Serialize, indent: &str) {
    // The views are plain structs with text keys: writing them to memory has no way to fail.
    let json = serde_json::to_string_pretty(value).unwrap_or_default();
    for (number, line) in json.lines().enumerate() {
        if number > 0 {
            out.push('\n');
            out.push_str(indent);
        }
        out.push_str(line);
    }
}

#[derive(Serialize)]
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Convention<'a> {
    id: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct WorkbookView<'a> {
    path: &'a str,
    status: &'static str,
    failure: Option<FailureView<'a>>,
    sheets: Vec<SheetView<'a>>,
    accounts: usize,
    counts: CountsView,
    annotated: Option<&'a str>,
    findings: Vec<FindingView<'a>>,
}

impl<'a> WorkbookView<'a> {
    fn new(outcome: &'a Outcome) -> WorkbookView<'a> {
        let report = outcome.result.as_ref().ok();
        WorkbookView {
            path: &outcome.path,
            status: outcome.status().word(),
            failure: outcome.result.as_ref().err().map(FailureView::new),
            sheets: report
                .map(|report| report.sheets.iter().map(SheetView::new).collect())
                .unwrap_or_default(),
            accounts: report.map_or(0, |report| report.accounts),
            counts: CountsView::new(report.map(Report::counts).unwrap_or_default()),
            annotated: outcome.annotated.as_deref(),
            findings: report
                .map(|report| {
                    report.findings.iter().map(|finding| FindingView::new(report, finding)).collect()
                })
                .unwrap_or_default(),
        }
    }
}

#[derive(Serialize)]
struct FailureView<'a> {
    kind: &'static str,
    message: &'a str,
}

impl<'a> FailureView<'a> {
    fn new(failed: &'a Failed) -> FailureView<'a> {
        FailureView { kind: failed.kind, message: &failed.message }
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
struct CountsView {
    error: usize,
    warning: usize,
    info: usize,
}

impl CountsView {
    fn new(counts: Counts) -> CountsView {
        CountsView { error: counts.error, warning: counts.warning, info: counts.info }
    }
}

#[derive(Serialize)]
struct FindingView<'a> {
    code: &'a str,
    name: &'a str,
    severity: &'static str,
    sheet: &'a str,
    cell: String,
    row: u32,
    column: &'a str,
    account: Option<&'a str>,
    value: &'a str,
    span: Option<(usize, usize)>,
    message: &'a str,
    help: &'a str,
    related: Vec<PlaceView<'a>>,
    fix: Option<FixView<'a>>,
}

impl<'a> FindingView<'a> {
    fn new(report: &'a Report, finding: &'a Finding) -> FindingView<'a> {
        FindingView {
            code: &finding.code,
            name: &finding.name,
            severity: finding.severity.word(),
            sheet: report.sheet_name(finding.place),
            cell: finding.place.cell.to_string(),
            row: finding.place.cell.row,
            column: finding.column.as_deref().unwrap_or_default(),
            account: finding.account.as_deref(),
            value: &finding.value,
            span: finding.span,
            message: &finding.message,
            help: finding.help.as_deref().unwrap_or_default(),
            related: finding.related.iter().map(|place| PlaceView::new(report, *place)).collect(),
            fix: finding
                .fix
                .as_ref()
                .map(|fix| FixView { value: &fix.value, applicability: fix.applicability.word() }),
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
    applicability: &'static str,
}

#[derive(Serialize)]
struct SummaryView<'a> {
    workbooks: usize,
    clean: usize,
    with_findings: usize,
    failed: usize,
    accounts: usize,
    counts: CountsView,
    by_code: &'a BTreeMap<String, usize>,
}

impl<'a> SummaryView<'a> {
    fn new(summary: &'a Summary) -> SummaryView<'a> {
        SummaryView {
            workbooks: summary.workbooks,
            clean: summary.clean,
            with_findings: summary.with_findings,
            failed: summary.failed,
            accounts: summary.accounts,
            counts: CountsView::new(summary.counts),
            by_code: &summary.by_code,
        }
    }
}
