//! Why a workbook could not be written, in words that say what to do.

use pamlint_reader::{Excess, Failure};
use pamlint_words::{Language, Words};
use serde::{Deserialize, Serialize};

/// Why a workbook could not be marked or corrected, or its marks not be taken out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{}", self.message(Language::EN))]
pub enum WriteError {
    /// It is no package of parts: an older format, a protected one, or no workbook.
    NotAPackage(String),
    /// A part of it is broken.
    Damaged {
        /// The part, by its name in the package.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
    /// It is put together in a way that cannot be changed without risk.
    Unsupported(String),
    /// Writing it would take more memory or time than any honest workbook needs.
    TooLarge(#[from] Excess),
}

impl WriteError {
    /// A part that is broken.
    pub(crate) fn damaged(part: &str, reason: impl ToString) -> WriteError {
        WriteError::Damaged { part: part.to_owned(), reason: reason.to_string() }
    }

    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let words = &Words::of(language).writing;
        match self {
            WriteError::NotAPackage(reason) => words.no_package.fill(&[("reason", reason)]),
            WriteError::Damaged { part, reason } => words.damaged.fill(&[("part", part), ("reason", reason)]),
            WriteError::Unsupported(reason) => words.unsupported.fill(&[("reason", reason)]),
            WriteError::TooLarge(excess) => Failure::TooLarge(excess.clone()).message(language),
        }
    }
}
