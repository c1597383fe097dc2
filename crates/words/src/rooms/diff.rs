//! What one version of a convention changes.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Template;

/// The texts about the differences between two conventions; headings, nouns and aspects by the words that the
/// comparison has for them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diff {
    pub no_change: String,
    pub nothing: String,
    pub appear: Template,
    pub disappear: Template,
    pub regraded: Template,
    pub same_findings: String,
    pub new: Template,
    pub new_as: Template,
    pub gone: Template,
    pub changed: Template,
    pub otherwise: Template,
    pub quoted: Template,
    pub required: String,
    pub optional: String,
    pub headings: BTreeMap<String, String>,
    pub nouns: BTreeMap<String, String>,
    pub aspects: BTreeMap<String, String>,
}
