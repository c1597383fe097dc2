//! Annotated copies: the sheet of findings, the notes, the remarks.

use serde::Deserialize;

use crate::{Counted, Template};

/// The texts of an annotated copy.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Copies {
    pub sheet: String,
    pub title: Template,
    pub guide: String,
    pub counts: [String; 3],
    pub meanings: [String; 3],
    pub headers: [String; 11],
    pub open: String,
    pub unseen: String,
    pub many: Template,
    pub round: Template,
    pub round_solved: Counted,
    pub round_open: Counted,
    pub round_new: Counted,
    pub round_spoiled: Template,
    pub round_nothing: String,
    pub since: String,
    pub still_open: String,
    pub new: String,
    pub spoiled: String,
    pub solved: String,
    pub changed: String,
    pub excepted: String,
    pub exception: Template,
    pub exceptions: Template,
    pub fix: String,
    pub likely_fix: String,
    pub secret: Template,
    pub more: Template,
    pub remarks: Remarks,
}

/// The table `copies.remarks`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remarks {
    pub signature_dropped: String,
    pub notes_capped: Template,
    pub marks_stay: Template,
    pub list_capped: Template,
    pub comments_kept: Template,
    pub not_marked: Template,
    pub notes_impossible: Template,
    pub formatting_not_kept: String,
}
