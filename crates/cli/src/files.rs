//! Files that are read, whatever for: plain ones only, and no more of them than may be.
//!
//! A pipe would be waited for, and a device never ends: what is no plain file is refused before it is opened.

use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::speech::said;
use pamlint_reader::{Limit, Limits};

/// More than this is read of no file that is no workbook, in bytes.
pub const MOST: u64 = 64 << 20;

/// How often a file is read anew that was changed meanwhile.
const TRIES: usize = 3;

/// Why a file was not read.
#[derive(Debug)]
pub enum NotRead {
    /// The system says why.
    Io(io::Error),
    /// It is a pipe, a device, a socket or a folder.
    NotPlain,
    /// It is larger than that many bytes.
    TooLarge(u64),
    /// It was changed while it was read.
    Changed,
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotRead::Io(error) => f.write_str(&why(error)),
            NotRead::NotPlain => f.write_str(&said!("it is no plain file")),
            NotRead::TooLarge(most) => {
                f.write_str(&said!("it is larger than {most} MB, which is the most", most = most >> 20))
            }
            NotRead::Changed => f.write_str(&said!("it was changed while it was read; try again")),
        }
    }
}

impl std::error::Error for NotRead {}

impl From<io::Error> for NotRead {
    fn from(error: io::Error) -> NotRead {
        NotRead::Io(error)
    }
}

/// A plain file that is open, and what the system knows of it.
pub struct Plain {
    pub file: File,
    pub about: Metadata,
}

/// Opens a plain file.
///
/// # Errors
/// When it is none, or cannot be opened.
pub fn open(path: &Path) -> Result<Plain, NotRead> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(NotRead::NotPlain);
    }
    let mut options = File::options();
    options.read(true);
    // Should it have become a pipe meanwhile, opening it does not wait.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
    );
    let file = options.open(path)?;
    let about = file.metadata()?;
    if about.is_file() { Ok(Plain { file, about }) } else { Err(NotRead::NotPlain) }
}

/// The bytes of what a run has written: no more than its work may hold in memory.
///
/// # Errors
/// As [`read`].
pub fn written(path: &Path) -> Result<Vec<u8>, NotRead> {
    read(path, Limits::default().most(Limit::Memory))
}

/// The bytes of a plain file of at most so many.
///
/// # Errors
/// When it is none, is larger, cannot be read, or goes on being changed.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, NotRead> {
    let mut last = NotRead::Changed;
    for _ in 0..TRIES {
        match open(path)?.read(most) {
            Err(NotRead::Changed) => last = NotRead::Changed,
            other => return other,
        }
    }
    Err(last)
}

impl Plain {
    /// All of its bytes.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read(self, most: u64) -> Result<Vec<u8>, NotRead> {
        let Plain { file, about } = self;
        if about.len() > most {
            return Err(NotRead::TooLarge(most));
        }
        let length = usize::try_from(about.len()).unwrap_or(0);
        let mut bytes = Vec::with_capacity(length.saturating_add(1));
        (&file).take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
            return Err(NotRead::TooLarge(most));
        }
        let after = file.metadata()?;
        if bytes.len() != length || state(&about) != state(&after) {
            return Err(NotRead::Changed);
        }
        Ok(bytes)
    }
}

/// What is another once somebody has written into a file.
fn state(about: &Metadata) -> (u64, Option<SystemTime>) {
    (about.len(), about.modified().ok())
}

/// The folder in which a path stands.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A path to a file that Windows takes however long it is. Elsewhere, and where its folder is not there, it is the same.
pub fn of_any_length(file: &Path) -> PathBuf {
    let folder = if cfg!(windows) { folder_of(file).canonicalize().ok() } else { None };
    match (folder, file.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => file.to_owned(),
    }
}

/// Why the system refuses, in words: its own, without the number that nobody can do anything with, where there are none.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        _ if is_in_use(error) => said!("it is open in another program, such as Excel; close it there"),
        ErrorKind::NotFound => said!("it does not exist"),
        ErrorKind::PermissionDenied => said!("you have no permission for it"),
        ErrorKind::NotADirectory => said!("a part of its path is a file, not a folder"),
        ErrorKind::IsADirectory => said!("it is a folder"),
        ErrorKind::StorageFull => said!("the disk is full"),
        ErrorKind::QuotaExceeded => said!("you may not put more on this disk"),
        ErrorKind::ReadOnlyFilesystem => said!("nothing can be written on this disk"),
        ErrorKind::InvalidFilename => {
            said!("its name is longer than the system allows, or has characters that it does not")
        }
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}

/// Whether nobody reads any more what is written into a pipe: Windows has a number for that without a kind.
pub fn is_reader_gone(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe || (cfg!(windows) && error.raw_os_error() == Some(233))
}

/// Whether another program keeps the file to itself: Windows has two numbers for that, and no kind.
fn is_in_use(error: &io::Error) -> bool {
    let is_shared_by_nobody = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    is_shared_by_nobody || matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_so_much_of_a_plain_file_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, b"abc").unwrap();
        assert_eq!(read(&path, 3).unwrap(), b"abc");
        assert!(matches!(read(&path, 2), Err(NotRead::TooLarge(2))));
        assert!(matches!(read(folder.path(), 3), Err(NotRead::NotPlain)));
        assert!(matches!(read(&folder.path().join("b"), 3), Err(NotRead::Io(_))));
        #[cfg(unix)]
        for other in ["/dev/zero", "/dev/null"] {
            assert!(matches!(read(Path::new(other), 3), Err(NotRead::NotPlain)), "{other}");
        }
    }

    #[test]
    fn a_file_that_is_changed_while_it_is_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, b"abc").unwrap();
        let plain = open(&path).unwrap();
        fs::write(&path, b"abcd").unwrap();
        assert!(matches!(plain.read(10), Err(NotRead::Changed)));
        assert_eq!(read(&path, 10).unwrap(), b"abcd");
    }
}
