//! Why a template cannot be made, in words that say what to do.

use pamlint_words::{Language, Words};

/// The convention asks for a template that no workbook can be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.message(Language::EN))]
pub struct TemplateError(pub(crate) String);

impl TemplateError {
    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        Words::of(language).template.failed.fill(&[("reason", &self.0)])
    }
}
