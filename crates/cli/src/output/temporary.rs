//! Files that are being written: under a name of their own until they are whole, and taken away by the
//! next run when the program that wrote them was killed.

use std::fs::{self, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::files::{self, Plain};
use crate::interrupt;

const PREFIX: &str = ".pamlint-";
const SUFFIX: &str = ".tmp";

/// How old such a file must be to be taken away where the file system knows no locks.
const SURELY_LEFT: Duration = Duration::from_secs(24 * 60 * 60);

/// An empty file in `folder` that is locked for as long as it is written, so that [`sweep`] leaves it.
///
/// # Errors
/// When it cannot be made.
pub fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        // Private, as temporary files are: who else may read it is settled when it is whole.
        let file = tempfile::Builder::new().prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder)?;
        interrupt::begin(file.path());
        // A sweep may have come between making and locking: then this one is lost, and the next is not.
        let is_swept = matches!(file.as_file().try_lock(), Err(TryLockError::WouldBlock));
        if !is_swept && file.path().exists() {
            return Ok(file);
        }
    }
}

/// Takes away what programs that were killed left in a folder.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours =
            entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if is_ours && is_left(&entry.path()) {
            tracing::debug!("taking away {}, which an earlier run left", entry.path().display());
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether nobody is writing a file any more.
fn is_left(path: &Path) -> bool {
    let Ok(Plain { file, .. }) = files::open(path) else { return false };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => {
            let age = file.metadata().and_then(|there| there.modified()).map(|changed| changed.elapsed());
            matches!(age, Ok(Ok(age)) if age > SURELY_LEFT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_writes_any_more_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(".pamlint-left.tmp");
        let other = folder.path().join(".pamlint-left.xlsx");
        fs::write(&left, b"half").unwrap();
        fs::write(&other, b"whole").unwrap();
        let written = temporary(folder.path()).unwrap();
        sweep(folder.path());
        assert!(!left.exists());
        assert!(other.exists());
        assert!(written.path().exists());
    }
}
