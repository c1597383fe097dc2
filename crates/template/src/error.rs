//! Why a template cannot be made, in words that say what to do.

use pamlint_convention::Language;

/// The convention asks for a template that no workbook can be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the template cannot be made: {0}; correct the convention")]
pub struct TemplateError(pub(crate) String);

impl TemplateError {
    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let reason = &self.0;
        match language {
            Language::EN => self.to_string(),
            Language::NL => format!("het sjabloon kan niet gemaakt worden: {reason}; verbeter de conventie"),
            _ => format!("le modèle ne peut pas être créé : {reason} ; corrigez la convention"),
        }
    }
}
