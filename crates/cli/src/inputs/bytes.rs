//! The bytes of a workbook, or why they cannot be had.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use pamlint_reader::{Excess, Failure};
use pamlint_report::{Failed, Unreadable};

/// The largest file that is read, in bytes: it is held in memory, with what is made of it.
const MOST_BYTES: u64 = 256 << 20;

/// The bytes of a workbook.
///
/// # Errors
/// Why there are none.
pub fn read(path: &Path) -> Result<Vec<u8>, Failed> {
    let too_large = || Failed::Reading(Failure::TooLarge(Excess::File(MOST_BYTES)));
    let io = |error: std::io::Error| Failed::Bytes(reason(&error));
    // Asked before it is opened: opening a pipe would wait for someone to write into it.
    let there = fs::metadata(path).map_err(io)?;
    if there.is_dir() {
        fs::read_dir(path).map_err(io)?;
    }
    if !there.is_file() {
        return Err(Failed::Bytes(Unreadable::NotAFile));
    }
    if there.len() > MOST_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(there.len()).unwrap_or(0));
    let file = File::open(path).map_err(io)?;
    // The file may grow while it is read.
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(io)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BYTES) {
        return Err(too_large());
    }
    Ok(bytes)
}

fn reason(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Unreadable::Missing,
        ErrorKind::PermissionDenied => Unreadable::Forbidden,
        _ => Unreadable::Other(crate::output::said(error)),
    }
}
