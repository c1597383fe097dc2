//! What one run of the program knows: its head, an outcome for each workbook, and their sum.

use std::collections::BTreeMap;

use pamlint_convention::{Applicability, Language};
use pamlint_reader::Failure;
use pamlint_rules::{Counts, Report, Wording};
use pamlint_writer::FixError;
use serde::{Deserialize, Serialize};

use pamlint_words::Words;

/// The facts of a run that hold for every workbook.
#[derive(Debug, Clone)]
pub struct Head<'c> {
    /// The name and version of the program.
    pub tool: (String, String),
    /// The convention, and the language of all texts.
    pub wording: Wording<'c>,
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
    #[serde(skip)]
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
            Failed::NoPassword => Failure::Encrypted.kind(),
            Failed::Fixing(_) | Failed::Stumbled => "unsupported",
        }
    }

    /// One sentence: what is wrong, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        let words = Words::of(language);
        match self {
            Failed::Bytes(Unreadable::Missing) => words.report.missing.to_owned(),
            Failed::Bytes(Unreadable::Forbidden) => words.report.forbidden.to_owned(),
            Failed::Bytes(Unreadable::NotAFile) => words.report.not_a_file.to_owned(),
            Failed::Bytes(Unreadable::Other(reason)) => words.report.unreadable.fill(&[("reason", reason)]),
            Failed::Reading(failure) => failure.message(language),
            Failed::NoPassword => {
                let how = &words.cli.password;
                format!("{} {how}", Failure::Encrypted.message(language))
            }
            Failed::Fixing(error) => error.message(language),
            Failed::Stumbled => words.report.stumbled.to_owned(),
        }
    }
}

/// The reason why the bytes of a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// It does not exist.
    Missing,
    /// Reading it is not allowed.
    Forbidden,
    /// It is a device, a pipe or the like.
    NotAFile,
    /// The words of the system.
    Other(String),
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

/// The sum of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The number of workbooks.
    pub workbooks: usize,
    /// The number of clean ones.
    pub clean: usize,
    /// The number of those with findings.
    pub with_findings: usize,
    /// The number of those that could not be checked.
    pub failed: usize,
    /// The number of accounts.
    pub accounts: usize,
    /// The number of findings of each severity.
    pub counts: Counts,
    /// The number of findings of each code, in the order of codes.
    pub by_code: BTreeMap<String, usize>,
    /// The number of findings that a recorded exception covers; they count nowhere else.
    pub excepted: usize,
    /// The number of findings with a safe fix, and with an unsafe one.
    pub fixes: (usize, usize),
    /// Recorded exceptions that no finding was met by, each in a few words; for whoever knows them all to say.
    pub unused_exceptions: Vec<String>,
    /// The paths of the workbooks that were to be checked, and were not because the run was interrupted.
    pub not_reached: Vec<String>,
}

impl Summary {
    /// Counts one more workbook.
    pub fn add(&mut self, outcome: &Outcome) {
        self.workbooks += 1;
        match outcome.status() {
            Status::Clean => self.clean += 1,
            Status::Findings => self.with_findings += 1,
            Status::Failed => self.failed += 1,
        }
        let Ok(report) = &outcome.result else { return };
        self.accounts += report.accounts;
        self.excepted += report.excepted();
        for finding in report.open() {
            self.counts.add(finding.severity);
            match self.by_code.get_mut(&finding.code) {
                Some(count) => *count += 1,
                None => {
                    self.by_code.insert(finding.code.clone(), 1);
                }
            }
            match finding.fix.as_ref().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => self.fixes.0 += 1,
                Some(Applicability::Unsafe) => self.fixes.1 += 1,
                None => {}
            }
        }
    }
}
