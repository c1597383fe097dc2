//! Which workbooks a call is about: files as they are named, folders searched through.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use anyhow::bail;
use pamlint_convention::Language;
use pamlint_reader::{Excess, Failure};
use pamlint_report::{Failed, Unreadable};
use walkdir::{DirEntry, WalkDir};

use crate::copies;

/// The extensions of the formats that can be read. A file that is named itself may have any.
const EXTENSIONS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"];

/// The largest file that is read, in bytes: it is held in memory, with what is made of it.
const MOST_BYTES: u64 = 256 << 20;

/// The workbooks that the paths stand for, each once: in the order of the paths, those of a folder in
/// the order of their names.
///
/// # Errors
/// When there is no path, or not a single workbook.
pub fn find(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if paths.is_empty() {
        bail!("name the workbooks to check, or a folder with workbooks: pamlint check accounts.xlsx");
    }
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            for file in in_folder(path) {
                add(file, &mut found, &mut seen);
            }
            tracing::info!("{} workbooks in {}", found.len() - before, path.display());
        } else {
            add(path.clone(), &mut found, &mut seen);
        }
    }
    if found.is_empty() {
        let folders: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        bail!("there is no workbook (.xlsx, .xlsm, .xlsb, .xls, .ods or .csv) in {}", folders.join(", "));
    }
    Ok(found)
}

fn add(path: PathBuf, found: &mut Vec<PathBuf>, seen: &mut HashSet<PathBuf>) {
    let identity = path.canonicalize().unwrap_or_else(|_| path.clone());
    if seen.insert(identity) {
        found.push(path);
    }
}

/// The workbooks below a folder. What cannot be looked into is handed on as it is, so that it becomes a
/// workbook that could not be read rather than none at all.
fn in_folder(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)).filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        // What is found below the current folder is called as people would type it.
        Ok(entry) => {
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
            is_workbook(path).then(|| path.to_owned())
        }
        // A link to a folder above it: everything in there is found without it.
        Err(error) if error.loop_ancestor().is_some() => None,
        Err(error) => error.path().filter(|path| path.is_dir() || is_workbook(path)).map(Path::to_owned),
    })
}

/// Hidden files, and those that Excel keeps beside a workbook while it is open.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

fn is_workbook(path: &Path) -> bool {
    let extension = path.extension().unwrap_or(OsStr::new(""));
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)) && !copies::is_copy(path)
}

/// The bytes of a workbook.
///
/// # Errors
/// Why there are none, in `language`.
pub fn read(path: &Path, language: Language) -> Result<Vec<u8>, Failed> {
    let unreadable = |reason: &Unreadable| Failed::unreadable(reason, language);
    let too_large = || Failed::reading(&Failure::TooLarge(Excess::File(MOST_BYTES)), language);
    let io = |error: std::io::Error| unreadable(&reason(&error));
    // Asked before it is opened: opening a pipe would wait for someone to write into it.
    let there = fs::metadata(path).map_err(io)?;
    if there.is_dir() {
        fs::read_dir(path).map_err(io)?;
    }
    if !there.is_file() {
        return Err(unreadable(&Unreadable::NotAFile));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[PathBuf], folder: &Path) -> Vec<String> {
        let relative =
            paths.iter().map(|path| path.strip_prefix(folder).unwrap_or(path).display().to_string());
        relative.collect()
    }

    #[test]
    fn folders_are_searched_for_workbooks_only() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b/.hidden")).unwrap();
        for name in [
            "c.xlsx",
            "b/d.XLSM",
            "a.xlsx",
            "~$a.xlsx",
            ".e.xlsx",
            "b/.hidden/f.xlsx",
            "a.checked.xlsx",
            "g.pdf",
        ] {
            fs::write(root.join(name), b"").unwrap();
        }
        let found = find(&[root.to_owned(), root.join("a.xlsx"), root.join("a.checked.xlsx")]).unwrap();
        assert_eq!(names(&found, root), ["a.xlsx", "b/d.XLSM", "c.xlsx", "a.checked.xlsx"]);
        assert!(find(&[root.join("b/.hidden/f.xlsx")]).is_ok());
        fs::create_dir(root.join("empty")).unwrap();
        assert!(find(&[root.join("empty")]).unwrap_err().to_string().contains("there is no workbook"));
        assert!(find(&[]).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/a.xlsx"), b"").unwrap();
        std::os::unix::fs::symlink(root, root.join("a/up")).unwrap();
        std::os::unix::fs::symlink(root.join("a/a.xlsx"), root.join("same.xlsx")).unwrap();
        std::os::unix::fs::symlink(root.join("gone"), root.join("lost.xlsx")).unwrap();
        let found = find(&[root.to_owned()]).unwrap();
        assert_eq!(names(&found, root), ["a/a.xlsx", "lost.xlsx"]);
        assert_eq!(read(&root.join("lost.xlsx"), Language::En).unwrap_err().kind, "unreadable");
    }
}
