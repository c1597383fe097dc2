//! Why a summary cannot be made, in words that say what to do.

use pamlint_words::{Language, Words};

/// A summary holds what no workbook can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::EN))]
pub struct SummaryError(pub(super) String);

impl SummaryError {
    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        Words::of(language).summary.failed.fill(&[("reason", &self.0)])
    }
}
