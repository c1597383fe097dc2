//! Summaries of a run.

use serde::Deserialize;

use crate::{Counted, Template};

/// The texts of the summary of a run.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    pub title: String,
    pub sheets: [String; 4],
    pub figures: [String; 9],
    pub not_reached: String,
    pub by_code: String,
    pub by_customer: String,
    pub guide: String,
    pub code_headers: [String; 5],
    pub customer_headers: [String; 12],
    pub workbook_headers: [String; 12],
    pub finding_headers: [String; 12],
    pub failure_headers: [String; 3],
    pub statuses: [String; 3],
    pub next: [String; 4],
    pub answer_by: Template,
    pub answer_late: Template,
    pub replaced: Template,
    pub no_workbooks: String,
    pub no_findings: String,
    pub no_failures: String,
    pub cut_off: Template,
    pub links_cut_off: Template,
    pub contents: String,
    pub search: String,
    pub only: String,
    pub any: String,
    pub shown: Template,
    pub page_cut_off: Template,
    pub drawing: String,
    pub drawing_remark: String,
    pub not_drawn: Counted,
    pub certain: String,
    pub likely: String,
    pub failed: Template,
}
