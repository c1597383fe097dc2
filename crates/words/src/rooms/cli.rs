//! The command line.

use serde::Deserialize;

use crate::Template;

/// The texts of the command line.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cli {
    pub left: Template,
    pub password: String,
    pub scope: Scope,
    pub rule: RuleTexts,
    pub convention: ConventionTexts,
}

/// The table `cli.scope`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    pub account: String,
    pub safe: String,
    pub workbook: String,
    pub until: String,
}

/// The table `cli.rule`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTexts {
    pub safe_fix: String,
    pub unsafe_fix: String,
    pub why: String,
    pub wrong: String,
    pub right: String,
    pub source: String,
    pub marks: Marks,
}

/// The table `cli.convention`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConventionTexts {
    pub names: String,
    pub codes: String,
    pub sheets: String,
    pub required: String,
    pub required_mostly: String,
    pub several: String,
}

/// The table `cli.rule.marks`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    pub hidden: String,
    pub merged: String,
    pub hidden_rows: String,
    pub empty: String,
}
