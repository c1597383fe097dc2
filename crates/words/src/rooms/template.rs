//! The blank workbook.

use serde::Deserialize;

use crate::Template;

/// The texts of a blank workbook.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blank {
    pub version: Template,
    pub who: String,
    pub how: String,
    pub steps: [String; 3],
    pub step_assistant: Template,
    pub last_steps: [String; 2],
    pub sheets: String,
    pub sheet_headers: [String; 3],
    pub names: String,
    pub name_headers: [String; 3],
    pub colours: String,
    pub colour_required: String,
    pub colour_optional: String,
    pub colour_input: String,
    pub colour_example: String,
    pub colour_missing: String,
    pub codes: String,
    pub code_headers: [String; 2],
    pub fill_kind: Template,
    pub fill_other: String,
    pub example_row: Template,
    pub back: Template,
    pub example: String,
    pub is_required: String,
    pub is_mostly_required: String,
    pub is_optional: String,
    pub expected: Template,
    pub expected_form: Template,
    pub expected_code: String,
    pub assistant: String,
    pub assistant_headers: [String; 3],
    pub results: String,
    pub result_headers: [String; 3],
    pub ready: String,
    pub not_ready: String,
    pub too_long: Template,
    pub advice: String,
    pub no_advice: String,
    pub assistant_use: String,
    pub check: String,
    pub check_help: String,
    pub check_right: String,
    pub colour_wrong: String,
    pub wrong_in: Template,
    pub advice_first: String,
    pub failed: Template,
}
