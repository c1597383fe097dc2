//! How much a finding matters, and how certain its fix is.

use std::fmt;

use pamlint_words::Words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A person must look.
    Warning,
    /// The workbook would be sent back.
    Error,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

    /// The word by which options and reports know it.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// What people call it in a language.
    pub fn said(self, words: &Words) -> &str {
        match self {
            Severity::Info => &words.severities.info,
            Severity::Warning => &words.severities.warning,
            Severity::Error => &words.severities.error,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// Whether a fix may be applied without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Certainly what was meant.
    Safe,
    /// The likeliest; applied only on request.
    Unsafe,
}

impl Applicability {
    /// The word by which reports know it.
    pub fn word(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }

    /// How certain a fix of it is, in a language.
    pub fn said(self, words: &Words) -> &str {
        match self {
            Applicability::Safe => &words.report.certainty.safe,
            Applicability::Unsafe => &words.report.certainty.not_safe,
        }
    }
}
