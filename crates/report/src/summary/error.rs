//! Why a summary cannot be made, in words that say what to do.

use pamlint_convention::Language;

/// A summary holds what no workbook can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the summary cannot be made: {0}; write it as .html instead")]
pub struct SummaryError(pub(super) String);

impl SummaryError {
    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let reason = &self.0;
        match language {
            Language::EN => self.to_string(),
            Language::NL => format!("het overzicht kan niet gemaakt worden: {reason}; maak het als .html"),
            _ => format!("l’aperçu ne peut pas être créé : {reason} ; créez-le en .html"),
        }
    }
}
