//! The JSON format: schema version 1, whose JSON Schema stands in `docs/report.schema.json`.
//!
//! The structs here are the interface: the order of their fields is the order of the keys. They are
//! views, so that the engine's types can change without it.

mod compared;
mod lines;
mod receipt;
mod text;
mod view;

use std::collections::BTreeMap;

use pamlint_rules::Wording;
use serde::Serialize;

use crate::emitter::Emitter;
use crate::run::{Head, Outcome};
use crate::tally::{LeftOut, ReplacedBy, Tally};
pub use compared::compared_json;
pub(crate) use compared::shown;
pub use lines::Jsonl;
pub use receipt::ReceiptJson;
pub(crate) use text::plain;
pub use text::pretty as json_text;
use view::{CountsView, WorkbookView, is_nought};

/// The version of the schema.
const SCHEMA: u32 = 1;

/// One JSON document for the whole run, indented.
#[derive(Debug, Default)]
pub struct Json {
    workbooks: usize,
    /// The id and version of the convention that most workbooks go by.
    convention: (String, String),
}

impl Emitter for Json {
    fn begin(&mut self, head: &Head<'_>, out: &mut String) {
        self.workbooks = 0;
        let convention = head.wording.convention;
        self.convention = (convention.id.clone(), convention.version.clone());
        out.push_str("{\n");
        out.push_str(&format!("  \"schema\": {SCHEMA},\n"));
        begin(head, out);
        out.push_str("  \"workbooks\": [");
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        out.push_str(if self.workbooks == 0 { "\n    " } else { ",\n    " });
        let own = Convention::of(&head.wording);
        let is_own = (own.id, own.version) != (self.convention.0.as_str(), self.convention.1.as_str());
        let view = WorkbookView::new(outcome, &head.wording).by(is_own.then_some(own));
        indented(out, &view, "    ");
        self.workbooks += 1;
    }

    fn end(&mut self, tally: &Tally, out: &mut String) {
        out.push_str(if self.workbooks == 0 { "],\n" } else { "\n  ],\n" });
        out.push_str("  \"summary\": ");
        indented(out, &TallyView::new(tally), "  ");
        out.push_str("\n}\n");
    }
}

/// The members that every document begins with.
fn begin(head: &Head<'_>, out: &mut String) {
    member(out, "tool", &Tool { name: &head.tool.0, version: &head.tool.1 });
    member(out, "convention", &Convention::of(&head.wording));
    member(out, "language", &head.wording.language.code());
    member(out, "config", &head.config);
}

fn member(out: &mut String, key: &str, value: &impl Serialize) {
    out.push_str(&format!("  \"{key}\": "));
    indented(out, value, "  ");
    out.push_str(",\n");
}

/// Texts in JSON hold no line breaks, so every line of a value can be moved to the right as it is.
fn indented(out: &mut String, value: &impl Serialize, indent: &str) {
    for (number, line) in text::pretty(value).lines().enumerate() {
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

impl<'a> Convention<'a> {
    fn of(wording: &Wording<'a>) -> Convention<'a> {
        Convention { id: &wording.convention.id, version: &wording.convention.version }
    }
}

#[derive(Serialize)]
struct TallyView<'a> {
    workbooks: usize,
    clean: usize,
    with_findings: usize,
    failed: usize,
    accounts: usize,
    counts: CountsView,
    #[serde(skip_serializing_if = "is_nought")]
    excepted: usize,
    by_code: BTreeMap<&'a str, usize>,
    /// Only there when there are any.
    #[serde(skip_serializing_if = "<[ReplacedBy]>::is_empty")]
    replaced: &'a [ReplacedBy],
    /// Only there when something was left out.
    #[serde(skip_serializing_if = "LeftOut::is_nothing")]
    left_out: LeftOut,
    /// Only there when the run was interrupted.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    not_reached: &'a [String],
}

impl<'a> TallyView<'a> {
    fn new(tally: &'a Tally) -> TallyView<'a> {
        TallyView {
            workbooks: tally.workbooks,
            clean: tally.clean,
            with_findings: tally.with_findings,
            failed: tally.failed,
            accounts: tally.accounts,
            counts: CountsView::new(tally.counts),
            excepted: tally.excepted,
            by_code: tally.by_code.iter().map(|(code, sum)| (code.as_str(), sum.findings)).collect(),
            replaced: &tally.replaced,
            left_out: tally.left_out,
            not_reached: &tally.not_reached,
        }
    }
}
