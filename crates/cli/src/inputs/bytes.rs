//! The bytes of a workbook, or why they cannot be had.

use std::io::{self, ErrorKind, Read as _};
use std::path::Path;
use std::sync::OnceLock;

use pamlint_convention::nearest;
use pamlint_reader::{Limit, Limits};
use pamlint_report::{Failed, Unreadable};

use super::is_workbook;
use crate::files::{self, NotRead, why};

/// What stands for standard input in the place of a path.
pub const STANDARD_INPUT: &str = "-";

/// Whether a path stands for standard input.
pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new(STANDARD_INPUT)
}

/// The bytes of a workbook.
///
/// # Errors
/// Why there are none.
pub fn read(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failed> {
    let most = limits.most(Limit::File);
    let bytes = if is_standard_input(path) { from_standard_input(most) } else { files::read(path, most) };
    bytes.map_err(|why| match why {
        NotRead::TooLarge(_) => Failed::Reading(Limit::File.excess(limits).into()),
        NotRead::Changed => Failed::Bytes(Unreadable::Changed),
        NotRead::Io(error) => Failed::Bytes(reason(&error, path)),
        // A folder that cannot be looked into says why it cannot.
        NotRead::NotPlain => {
            let inside = if path.is_dir() { std::fs::read_dir(path).err() } else { None };
            Failed::Bytes(inside.map_or(Unreadable::NotAFile, |error| reason(&error, path)))
        }
    })
}

/// What comes on standard input. It is kept, since it comes only once, and a workbook may be read twice.
fn from_standard_input(most: u64) -> Result<Vec<u8>, NotRead> {
    static CAME: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = match CAME.get() {
        Some(bytes) => bytes,
        None => {
            let mut bytes = Vec::new();
            io::stdin().lock().take(most.saturating_add(1)).read_to_end(&mut bytes)?;
            CAME.get_or_init(|| bytes)
        }
    };
    if u64::try_from(bytes.len()).is_ok_and(|length| length > most) {
        return Err(NotRead::TooLarge(most));
    }
    Ok(bytes.clone())
}

/// The most names of a folder among which it is looked for one that may be meant.
const MOST_NAMES: usize = 10_000;

/// The file or folder beside one that is not there whose name is like its: with another ending, or a slip in it.
fn near(path: &Path) -> Option<String> {
    let asked = path.file_name()?.to_str()?;
    let entries = std::fs::read_dir(files::folder_of(path)).ok()?.take(MOST_NAMES).flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| is_workbook(&entry.path()) || entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with(['.', '~']))
        .collect();
    names.sort();
    let stem = |name: &str| Path::new(name).file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let (asked, stems) = (stem(asked), names.iter().map(|name| stem(name)).collect::<Vec<_>>());
    let meant = nearest(&asked, stems.iter().map(String::as_str))?;
    let found = stems.iter().position(|stem| stem == meant).and_then(|position| names.get(position));
    found.map(|name| path.with_file_name(name).display().to_string())
}

fn reason(error: &io::Error, path: &Path) -> Unreadable {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Unreadable::Missing(near(path)),
        ErrorKind::PermissionDenied => Unreadable::Forbidden,
        ErrorKind::InvalidFilename => Unreadable::PathTooLong,
        _ => Unreadable::Other(why(error)),
    }
}
