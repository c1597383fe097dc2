//! What became of fixes.

use serde::Deserialize;

/// The texts about what became of fixes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    pub applied: String,
    pub would_apply: String,
    pub not_applied: String,
    pub not_corrected: String,
    pub nothing_to_fix: String,
    pub safe: String,
    pub not_safe: String,
    pub written: String,
    pub left: String,
    pub with_unsafe: String,
    pub see: String,
    pub signature: String,
    pub drops_formatting: String,
    pub reasons: Reasons,
}

/// The table `receipt.reasons`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    pub formula: String,
    pub table_header: String,
    pub merged: String,
    pub no_help: String,
    pub circle: String,
    pub out_of_reach: String,
}
