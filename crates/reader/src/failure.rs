//! Why a file could not be read, in words that say what to do.

use pamlint_convention::Language;

/// Why a file could not be read as a workbook.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It is protected with a password.
    #[error("the workbook is protected with a password; remove the password in Excel (File, Info, Protect Workbook) and save it again")]
    Encrypted,
    /// It is damaged, or cut off.
    #[error("the workbook is damaged ({0}); open it in Excel, save it under a new name and try that file")]
    Corrupt(String),
    /// It is no workbook, or one of a format that is not read.
    #[error("{0} is not a workbook that can be read; save it in Excel as .xlsx and try that file")]
    Unsupported(String),
    /// Reading it would take more memory than any honest workbook needs.
    #[error("the workbook is too large ({0}); remove what does not belong in it, or split it")]
    TooLarge(String),
}

impl Failure {
    /// The word by which reports know it.
    pub fn kind(&self) -> &'static str {
        match self {
            Failure::Encrypted => "encrypted",
            Failure::Corrupt(_) => "corrupt",
            Failure::Unsupported(_) => "unsupported",
            Failure::TooLarge(_) => "too-large",
        }
    }

    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        match language {
            Language::En => self.to_string(),
            Language::Nl | Language::Fr => self.to_string(),
        }
    }
}
