//! Why a workbook could not be written, in words that say what to do.

use pamlint_convention::Language;

/// Why a workbook could not be marked or corrected, or its marks not be taken out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// It is no package of parts: an older format, a protected one, or no workbook.
    #[error(
        "the workbook cannot be changed: it is no .xlsx or .xlsm file ({0}); save it as .xlsx in Excel and try that file"
    )]
    NotAPackage(String),
    /// A part of it is broken.
    #[error(
        "the workbook cannot be changed: its part {part} is damaged ({reason}); open it in Excel, save it under a new name and try that file"
    )]
    Damaged {
        /// The part, by its name in the package.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It is put together in a way that cannot be changed without risk.
    #[error(
        "the workbook cannot be changed: {0}; open it in Excel, save it as .xlsx under a new name and try that file"
    )]
    Unsupported(String),
    /// Writing it would take more memory than any honest workbook needs.
    #[error(
        "the workbook cannot be changed: its part {0} is too large; remove what does not belong in it, or split it"
    )]
    TooLarge(String),
}

impl WriteError {
    /// A part that is broken.
    pub(crate) fn damaged(part: &str, reason: impl ToString) -> WriteError {
        WriteError::Damaged { part: part.to_owned(), reason: reason.to_string() }
    }

    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let again = match language {
            Language::EN => return self.to_string(),
            Language::NL => {
                "open ze in Excel, bewaar ze als .xlsx onder een nieuwe naam en probeer dat bestand"
            }
            _ => "ouvrez-le dans Excel, enregistrez-le en .xlsx sous un autre nom et essayez ce fichier",
        };
        let nl = language == Language::NL;
        let what = match self {
            WriteError::NotAPackage(reason) if nl => format!("ze is geen .xlsx- of .xlsm-bestand ({reason})"),
            WriteError::NotAPackage(reason) => format!("ce n'est pas un fichier .xlsx ou .xlsm ({reason})"),
            WriteError::Damaged { part, reason } if nl => {
                format!("het onderdeel {part} is beschadigd ({reason})")
            }
            WriteError::Damaged { part, reason } => format!("la partie {part} est endommagée ({reason})"),
            WriteError::Unsupported(reason) => reason.clone(),
            WriteError::TooLarge(part) if nl => format!("het onderdeel {part} is te groot"),
            WriteError::TooLarge(part) => format!("la partie {part} est trop grande"),
        };
        if nl {
            format!("de werkmap kan niet gewijzigd worden: {what}; {again}")
        } else {
            format!("le classeur ne peut pas être modifié : {what} ; {again}")
        }
    }
}
