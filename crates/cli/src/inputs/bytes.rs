//! The bytes of a workbook, or why they cannot be had.

use std::io::ErrorKind;
use std::path::Path;

use pamlint_reader::{Limit, Limits};
use pamlint_report::{Failed, Unreadable};

use crate::files::{self, NotRead, said};

/// The bytes of a workbook.
///
/// # Errors
/// Why there are none.
pub fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failed> {
    files::read(path, limits.most(Limit::File)).map_err(|why| match why {
        NotRead::TooLarge(_) => Failed::Reading(Limit::File.excess(limits).into()),
        NotRead::Changed => Failed::Bytes(Unreadable::Changed),
        NotRead::Io(error) => Failed::Bytes(reason(&error)),
        // A folder that cannot be looked into says why it cannot.
        NotRead::NotPlain => {
            let inside = if path.is_dir() { std::fs::read_dir(path).err() } else { None };
            Failed::Bytes(inside.map_or(Unreadable::NotAFile, |error| reason(&error)))
        }
    })
}

fn reason(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Unreadable::Missing,
        ErrorKind::PermissionDenied => Unreadable::Forbidden,
        ErrorKind::InvalidFilename => Unreadable::PathTooLong,
        _ => Unreadable::Other(said(error)),
    }
}
