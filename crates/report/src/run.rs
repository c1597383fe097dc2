//! What one run of the program knows: its head, and an outcome for each workbook.

use pamlint_convention::Language;
use pamlint_reader::Failure;
use pamlint_rules::{Report, Wording};
use pamlint_writer::{FixError, WriteError};
use serde::{Deserialize, Serialize};

use pamlint_words::Words;

/// The facts of a run that hold for every workbook.
#[derive(Debug, Clone)]
pub struct Head<'c> {
    /// The name and version of the program.
    pub tool: (String, String),
    /// The convention, and the language of all texts.
    pub wording: Wording<'c>,
    /// The configuration that the run goes by, as people would type it.
    pub config: Option<String>,
}

/// The outcome of one workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The path as the user gave it, as far as it can be shown.
    pub path: String,
    /// The report, or the reason why there is none.
    pub result: Result<Report, Failed>,
    /// The path of the annotated copy, when one was written.
    pub annotated: Option<String>,
}

/// The reason why a workbook could not be checked or fixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failed {
    /// The bytes of the file cannot be had.
    Bytes(Unreadable),
    /// They are no workbook that can be read.
    Reading(Failure),
    /// It is protected with a password, and none was given.
    NoPassword,
    /// Something in the workbook made the program itself stumble.
    Stumbled,
    /// It cannot be fixed.
    Fixing(FixError),
}

impl Failed {
    /// The words by which programs know failures.
    pub const KINDS: [&'static str; 5] = ["encrypted", "corrupt", "unsupported", "too-large", "unreadable"];

    /// The word by which programs know it: one of [`Failed::KINDS`].
    pub fn kind(&self) -> &'static str {
        match self {
            Failed::Bytes(_) => "unreadable",
            Failed::Reading(failure) | Failed::Fixing(FixError::Unreadable(failure)) => failure.kind(),
            Failed::Fixing(FixError::Unwritable(WriteError::TooLarge(_))) => "too-large",
            Failed::NoPassword => Failure::Encrypted.kind(),
            Failed::Fixing(_) | Failed::Stumbled => "unsupported",
        }
    }

    /// One sentence: what is wrong, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let words = Words::of(language);
        match self {
            Failed::Reading(failure) => failure.message(language),
            Failed::NoPassword => {
                let how = &words.cli.password;
                format!("{} {how}", self.to_sender(language))
            }
            _ => self.to_sender(language),
        }
    }

    /// The same for whoever sent the workbook, and does not call the program.
    pub fn to_sender(&self, language: Language) -> String {
        let words = Words::of(language);
        match self {
            Failed::Bytes(Unreadable::Missing(None)) => words.report.missing.clone(),
            Failed::Bytes(Unreadable::Missing(Some(near))) => {
                words.report.missing_near.fill(&[("near", near)])
            }
            Failed::Bytes(Unreadable::Forbidden) => words.report.forbidden.to_owned(),
            Failed::Bytes(Unreadable::NotAFile) => words.report.not_a_file.to_owned(),
            Failed::Bytes(Unreadable::Changed) => words.report.changed_meanwhile.to_owned(),
            Failed::Bytes(Unreadable::PathTooLong) => words.report.path_too_long.to_owned(),
            Failed::Bytes(Unreadable::Other(reason)) => words.report.unreadable.fill(&[("reason", reason)]),
            Failed::Reading(failure) => failure.to_sender(language),
            Failed::NoPassword => Failure::Encrypted.to_sender(language),
            Failed::Fixing(error) => error.message(language),
            Failed::Stumbled => words.report.stumbled.to_owned(),
        }
    }
}

/// The reason why the bytes of a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// It does not exist; a file or folder that may be meant.
    Missing(Option<String>),
    /// Reading it is not allowed.
    Forbidden,
    /// It is a device, a pipe or the like.
    NotAFile,
    /// The words of the system.
    Other(String),
    /// It was changed while it was read.
    Changed,
    /// Its path is longer than the system allows.
    PathTooLong,
}

/// The status of a workbook, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing was found.
    Clean,
    /// Something was found.
    Findings,
    /// It could not be checked.
    Failed,
}

impl Status {
    /// The word by which programs know it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Clean => "clean",
            Status::Findings => "findings",
            Status::Failed => "failed",
        }
    }
}

impl Outcome {
    /// The status of the workbook.
    pub fn status(&self) -> Status {
        match &self.result {
            Ok(report) if report.findings.is_empty() => Status::Clean,
            Ok(_) => Status::Findings,
            Err(_) => Status::Failed,
        }
    }
}
