//! A file as a workbook whose sheets are recognised, whatever its format and whoever it is protected from.

use std::path::Path;

use pamlint_convention::Convention;
use pamlint_reader::{Book, DEFAULT_PASSWORD, Failure, Format, Limit, Limits, Workbook};
use pamlint_report::Failed;
use pamlint_rules::Options;

use crate::guard::guarded;
use crate::inputs;
use crate::password::Password;
use crate::shelter;
use crate::work::{self, Task};

/// A workbook that has been read.
pub struct Opened {
    /// The bytes of the file, without the protection that it may have had.
    pub bytes: Vec<u8>,
    /// What is in them.
    pub format: Format,
    /// Whether the file is protected with a password, which a copy would not be.
    pub was_protected: bool,
    /// What it says.
    pub workbook: Workbook,
    /// The password that somebody typed for it.
    pub typed: Option<Password>,
}

/// Why a workbook could not be opened.
pub struct NotOpened {
    pub failed: Failed,
    /// Whether it will be so again as long as the file stays the same.
    pub is_lasting: bool,
}

impl From<Failed> for NotOpened {
    fn from(failed: Failed) -> NotOpened {
        NotOpened { failed, is_lasting: false }
    }
}

impl NotOpened {
    fn failed(failed: Failed) -> NotOpened {
        match failed {
            Failed::Reading(failure) => NotOpened::reading(failure),
            failed => failed.into(),
        }
    }

    fn reading(failure: Failure) -> NotOpened {
        let is_lasting = match &failure {
            // The next time there may be more time or memory, or somebody who knows the password.
            Failure::TooLarge(excess) => !matches!(excess.limit, Limit::Seconds | Limit::Memory),
            Failure::WrongPassword => false,
            Failure::Encrypted => !Password::can_be_asked(),
            Failure::Locked | Failure::RightsManaged | Failure::Corrupt(_) | Failure::Unsupported(_) => true,
        };
        NotOpened { failed: Failed::Reading(failure), is_lasting }
    }
}

/// How a workbook is read.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// The password, if one is known.
    pub password: Option<&'a Password>,
    /// How much there may be in it.
    pub limits: &'a Limits,
}

/// Makes a workbook of the bytes of the file at `path`.
///
/// # Errors
/// Why it cannot be read.
pub fn open(path: &Path, bytes: Vec<u8>, convention: &Convention, how: How<'_>) -> Result<Opened, NotOpened> {
    let stumbled = || NotOpened::from(Failed::Stumbled);
    let unlocked = unlock(path, bytes, how)?;
    let book = book(path, &unlocked, how.limits)?;
    let workbook = guarded(|| pamlint_reader::recognise(book, convention)).ok_or_else(stumbled)?;
    let Unlocked { bytes, format, was_protected, typed } = unlocked;
    Ok(Opened { bytes, format, was_protected, workbook, typed })
}

/// What the file at `path` holds, which these are the bytes of.
///
/// # Errors
/// Why it cannot be read.
pub fn book(path: &Path, unlocked: &Unlocked, limits: &Limits) -> Result<Book, NotOpened> {
    let bytes = unlocked.bytes.as_slice();
    let mut book: Book = if unlocked.format.is_risky() {
        shelter::perform(&Task::Read, bytes, limits)
    } else {
        shelter::within(limits, bytes, |limits| work::read(bytes, limits), || Task::Read)
    }
    .map_err(NotOpened::failed)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    work::name_after(&file, unlocked.format, &mut book);
    Ok(book)
}

/// How many accounts are filled in in the file at `path`; `None` when no sheet is for accounts.
///
/// # Errors
/// Why it is no workbook that can be read.
pub fn accounts(path: &Path, convention: &Convention) -> Result<Option<usize>, Failed> {
    let how = How { password: None, limits: &Limits::default() };
    let bytes = inputs::read(path, how.limits)?;
    let opened = open(path, bytes, convention, how).map_err(|not| not.failed)?;
    let check = || pamlint_rules::check(&opened.workbook, convention, &Options::default());
    let counted = guarded(check).map(|report| (!report.sheets.is_empty()).then_some(report.accounts));
    counted.ok_or(Failed::Stumbled)
}

/// The bytes of a workbook without the protection that it may have had.
pub struct Unlocked {
    pub bytes: Vec<u8>,
    pub format: Format,
    pub was_protected: bool,
    /// The password that somebody typed for it.
    pub typed: Option<Password>,
}

/// Takes the protection off the bytes of the file at `path`, if it has any.
///
/// # Errors
/// Why they are no workbook, or cannot be had.
pub fn unlock(path: &Path, mut bytes: Vec<u8>, how: How<'_>) -> Result<Unlocked, NotOpened> {
    let stumbled = || NotOpened::from(Failed::Stumbled);
    let mut told = guarded(|| pamlint_reader::tell(&bytes)).ok_or_else(stumbled)?;
    let (mut was_protected, mut typed) = (false, None);
    if told == Err(Failure::Encrypted) {
        bytes = match attempt(&bytes, DEFAULT_PASSWORD, how.limits)? {
            // As Excel does: such a workbook opens for everybody.
            Ok(opened) => opened,
            Err(Failure::WrongPassword) => {
                was_protected = true;
                typed = if how.password.is_none() { Password::ask(path) } else { None };
                unprotect(&bytes, how.password.or(typed.as_ref()), how.limits)?
            }
            Err(failure) => return Err(NotOpened::reading(failure)),
        };
        told = guarded(|| pamlint_reader::tell(&bytes)).ok_or_else(stumbled)?;
    }
    let format = told.map_err(NotOpened::reading)?;
    Ok(Unlocked { bytes, format, was_protected, typed })
}

/// The workbook inside a protected file.
fn unprotect(bytes: &[u8], password: Option<&Password>, limits: &Limits) -> Result<Vec<u8>, NotOpened> {
    let Some(password) = password else {
        return Err(NotOpened { failed: Failed::NoPassword, ..NotOpened::reading(Failure::Encrypted) });
    };
    attempt(bytes, password.reveal(), limits)?.map_err(NotOpened::reading)
}

/// Tries a password.
fn attempt(bytes: &[u8], password: &str, limits: &Limits) -> Result<Result<Vec<u8>, Failure>, NotOpened> {
    match shelter::perform(&Task::Decrypt(password.to_owned()), bytes, limits) {
        Err(Failed::Reading(failure)) => Ok(Err(failure)),
        Err(failed) => Err(failed.into()),
        Ok(opened) => Ok(Ok(opened)),
    }
}
