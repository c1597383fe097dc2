//! Receipts as JSON: schema version 1, whose JSON Schema stands in `docs/fix.schema.json`.

use pamlint_convention::Language;
use pamlint_writer::{Change, Outcome};
use serde::Serialize;

use super::view::{CountsView, FailureView, is_nought};
use super::{indented, member};
use crate::receipt::{Asked, Receipt, Receipts, Sum};
use crate::run::Head;

/// The version of the schema.
const SCHEMA: u32 = 1;

/// One JSON document for the whole run, indented.
#[derive(Debug, Default)]
pub struct ReceiptJson {
    workbooks: usize,
}

impl Receipts for ReceiptJson {
    fn begin(&mut self, head: &Head<'_>, asked: Asked, out: &mut String) {
        self.workbooks = 0;
        out.push_str("{\n");
        out.push_str(&format!("  \"schema\": {SCHEMA},\n"));
        super::begin(head, out);
        member(out, "only_shown", &asked.only_shown);
        member(out, "unsafe_fixes", &asked.unsafe_fixes);
        out.push_str("  \"workbooks\": [");
    }

    fn workbook(&mut self, head: &Head<'_>, receipt: &Receipt, out: &mut String) {
        out.push_str(if self.workbooks == 0 { "\n    " } else { ",\n    " });
        indented(out, &ReceiptView::new(receipt, head.wording.language), "    ");
        self.workbooks += 1;
    }

    fn end(&mut self, sum: &Sum, out: &mut String) {
        out.push_str(if self.workbooks == 0 { "],\n" } else { "\n  ],\n" });
        out.push_str("  \"summary\": ");
        indented(out, &SumView::new(sum), "  ");
        out.push_str("\n}\n");
    }
}

#[derive(Serialize)]
struct ReceiptView<'a> {
    path: &'a str,
    status: &'static str,
    failure: Option<FailureView>,
    written: Option<&'a str>,
    signature_dropped: bool,
    changes: Vec<ChangeView<'a>>,
    left: CountsView,
    left_fixable: FixableView,
    #[serde(skip_serializing_if = "is_nought")]
    excepted: usize,
}

impl<'a> ReceiptView<'a> {
    fn new(receipt: &'a Receipt, language: Language) -> ReceiptView<'a> {
        let fixed = receipt.result.as_ref().ok();
        let sum = Sum::of(receipt);
        ReceiptView {
            path: &receipt.path,
            status: sum.status(),
            failure: receipt.result.as_ref().err().map(|failed| FailureView::new(failed, language)),
            written: receipt.written.as_deref(),
            signature_dropped: fixed.is_some_and(|fixed| fixed.signature_dropped),
            changes: fixed
                .map(|fixed| fixed.receipt.iter().map(ChangeView::new).collect())
                .unwrap_or_default(),
            left: CountsView::new(sum.left),
            left_fixable: FixableView::new(sum.left_fixable),
            excepted: sum.excepted,
        }
    }
}

#[derive(Serialize)]
struct ChangeView<'a> {
    code: &'a str,
    sheet: &'a str,
    cell: String,
    row: u32,
    account: Option<&'a str>,
    old: &'a str,
    new: &'a str,
    applicability: &'static str,
    applied: bool,
    reason: Option<&'static str>,
    /// Only there when other findings went with it.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'a [String],
    /// Only there when it is so.
    #[serde(skip_serializing_if = "is_false")]
    drops_formatting: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_false(value: &bool) -> bool {
    !value
}

impl<'a> ChangeView<'a> {
    fn new(change: &'a Change) -> ChangeView<'a> {
        ChangeView {
            code: &change.code,
            sheet: &change.sheet,
            cell: change.place.cell.to_string(),
            row: change.place.cell.row,
            account: change.account.as_deref(),
            old: &change.old,
            new: &change.new,
            applicability: change.applicability.word(),
            applied: change.outcome == Outcome::Applied,
            reason: match change.outcome {
                Outcome::Applied => None,
                Outcome::NotApplied(reason) => Some(reason.word()),
            },
            also: &change.also,
            drops_formatting: change.drops_formatting && change.outcome == Outcome::Applied,
        }
    }
}

#[derive(Serialize)]
struct FixableView {
    safe: usize,
    #[serde(rename = "unsafe")]
    not_safe: usize,
}

impl FixableView {
    fn new((safe, not_safe): (usize, usize)) -> FixableView {
        FixableView { safe, not_safe }
    }
}

#[derive(Serialize)]
struct SumView {
    workbooks: usize,
    fixed: usize,
    unchanged: usize,
    failed: usize,
    applied: usize,
    not_applied: usize,
    left: CountsView,
    left_fixable: FixableView,
    #[serde(skip_serializing_if = "is_nought")]
    excepted: usize,
}

impl SumView {
    fn new(sum: &Sum) -> SumView {
        SumView {
            workbooks: sum.workbooks,
            fixed: sum.fixed,
            unchanged: sum.unchanged,
            failed: sum.failed,
            applied: sum.applied,
            not_applied: sum.not_applied,
            left: CountsView::new(sum.left),
            left_fixable: FixableView::new(sum.left_fixable),
            excepted: sum.excepted,
        }
    }
}
