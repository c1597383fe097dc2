//! The fixed copy: the fixes of a report put into the cells of the customer's own workbook.
//!
//! Fixes overlap, and one may bring another to light. So they are applied in rounds, at most one to a cell
//! and round, each round checked before it counts: a round that does not take its own findings away, or
//! that brings others, is split until the fix that does it is found, and that one is left out.

mod cells;
mod obstacles;
mod receipt;
mod rounds;
mod trial;

use pamlint_convention::Convention;
use pamlint_reader::{Book, Failure, Limits, read_book_within, recognise};
use pamlint_rules::{Options, Report, check};
use pamlint_words::Language;
use serde::{Deserialize, Serialize};

use crate::annotate::drop_signatures;
use crate::convert::{Converted, convert};
use crate::error::WriteError;
use crate::package::Package;
use obstacles::Obstacles;
pub use receipt::{Change, Choice, Outcome, Reason, Which};
use rounds::Rounds;
use trial::Trial;

/// What fixing a workbook gave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fixed {
    /// The workbook with its fixes; `None` when no cell changed.
    pub bytes: Option<Vec<u8>>,
    /// What was done and what could not be done, by sheet, row, column; changes of one cell in the order in
    /// which they were made.
    pub receipt: Vec<Change>,
    /// What is left.
    pub report: Report,
    /// Whether a digital signature was dropped, since it does not hold for a workbook that changed.
    pub signature_dropped: bool,
    /// Whether the copy is a new workbook, since the original is of another format: its formatting was not kept.
    pub is_new: bool,
}

/// Why a workbook could not be fixed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum FixError {
    /// It cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Failure),
    /// It cannot be written.
    #[error(transparent)]
    Unwritable(#[from] WriteError),
}

impl FixError {
    /// One sentence: what, and what to do about it.
    pub fn message(&self, language: Language) -> String {
        match self {
            FixError::Unreadable(failure) => failure.message(language),
            FixError::Unwritable(error) => error.message(language),
        }
    }
}

/// Applies the fixes of a workbook (.xlsx or .xlsm), and checks what is left.
///
/// Only the cells that change are written, as texts, with their styles; all else keeps its bytes. Formulas,
/// headers of Excel tables and covered cells are left alone, and the receipt says so. Marks of an earlier
/// check are taken out first. `options` say which findings are fixed, too.
///
/// # Errors
/// A [`FixError`] when the bytes are no such workbook, or are damaged.
pub fn fix(
    bytes: &[u8],
    convention: &Convention,
    options: &Options,
    which: Which<'_>,
) -> Result<Fixed, FixError> {
    fix_within(bytes, convention, options, (which, &Limits::default()))
}

/// As [`fix`], with other limits than the usual ones.
///
/// # Errors
/// As [`fix`].
pub fn fix_within(
    bytes: &[u8],
    convention: &Convention,
    options: &Options,
    (which, limits): (Which, &Limits),
) -> Result<Fixed, FixError> {
    let mut book = read_book_within(bytes, limits)?;
    let cleaned = crate::clean_within(bytes, limits)?;
    if let Some(cleaned) = &cleaned {
        book = read_book_within(cleaned, limits)?;
    }
    let mut package = Package::open(cleaned.as_deref().unwrap_or(bytes), limits)?;
    // The report does not tell each of them.
    let names: Vec<String> = book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    let obstacles = Obstacles::new(&mut package, &book, names.clone())?;
    let mut rounds = Rounds::new(Trial::new(book, convention, options), obstacles, which);
    rounds.run(&mut package)?;
    let (values, mut receipt, report) = rounds.finish();
    receipt.sort_by_key(|change| change.place);
    if values.is_empty() {
        return Ok(Fixed { bytes: None, receipt, report, signature_dropped: false, is_new: false });
    }
    let signature_dropped = drop_signatures(&mut package)?;
    cells::write(&mut package, &names, &values)?;
    let fixed = package.finish()?;
    // What the file itself says counts, not what was tried on the way.
    let report = check(&recognise(read_book_within(&fixed, limits)?, convention), convention, options);
    Ok(Fixed { bytes: Some(fixed), receipt, report, signature_dropped, is_new: false })
}

/// Applies the fixes of a workbook of another format, as it was read, in a new .xlsx: all sheets and values are
/// kept, their formatting is not.
///
/// # Errors
/// A [`FixError`] when something in the workbook cannot stand in an .xlsx.
pub fn fix_converted(
    book: Book,
    convention: &Convention,
    options: &Options,
    (which, limits): (Which, &Limits),
) -> Result<Fixed, FixError> {
    let Converted { bytes, sheet_names } = convert(&recognise(book.clone(), convention))?;
    let mut package = Package::open(&bytes, limits)?;
    let obstacles = Obstacles::new(&mut package, &book, sheet_names.clone())?;
    let mut rounds = Rounds::new(Trial::new(book, convention, options), obstacles, which);
    rounds.run(&mut package)?;
    // What the original still says of its rows, such as how many values each of them has, the copy cannot say.
    let (values, mut receipt, report) = rounds.finish();
    receipt.sort_by_key(|change| change.place);
    let mut fixed = Fixed { bytes: None, receipt, report, signature_dropped: false, is_new: true };
    if !values.is_empty() {
        cells::write(&mut package, &sheet_names, &values)?;
        fixed.bytes = Some(package.finish()?);
    }
    Ok(fixed)
}
