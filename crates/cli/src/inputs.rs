//! Which workbooks a call is about: files as they are named, folders searched through.

mod bytes;
mod filter;
mod folders;
mod list;

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use anyhow::bail;
use walkdir::{DirEntry, WalkDir};

use pamlint_report::LeftOut;

use crate::args::Walk;
use crate::files::folder_of;
use crate::speech::{fail, said};
use crate::stamp::is_our_file;
pub use bytes::{is_standard_input, read};
use filter::Filter;
pub use filter::Patterns;
pub use folders::Folders;

/// The extensions of the formats that can be read. A file that is named itself may have any.
const EXTENSIONS: [&str; 6] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv"];

/// A workbook that a call is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its path, as people would type it.
    pub path: PathBuf,
    /// The path below the folder that was searched; that of a file that was named is as it was named,
    /// or the name alone where that would lead elsewhere (`/`, `..`).
    pub below: PathBuf,
    /// How many components of its path are below the folder that was searched; none of a file that was
    /// named.
    pub depth: usize,
}

impl Input {
    /// A file that was named.
    pub fn named(path: &Path) -> Input {
        let plain = path.strip_prefix(".").unwrap_or(path);
        let leads_down = plain.components().all(|component| matches!(component, Component::Normal(_)));
        let below = if leads_down { plain } else { Path::new(path.file_name().unwrap_or_default()) };
        Input { path: path.to_owned(), below: below.to_owned(), depth: 0 }
    }
}

/// The workbooks that a call is about.
#[derive(Debug)]
pub struct Found {
    /// Each of them once.
    pub inputs: Vec<Input>,
    /// Whether a folder was searched or a list read, so that it is a run over whatever is there.
    pub is_search: bool,
    /// Where those really are that are reached by a link.
    pub linked: Vec<PathBuf>,
    /// What else stands in the folders.
    pub left_out: LeftOut,
}

/// Puts workbooks in the order of their paths.
pub fn by_path(inputs: &mut [Input]) {
    inputs.sort_by(|one, other| one.path.cmp(&other.path));
}

/// The workbooks that a call is about. Where a folder or a list is named they are in the
/// order of their paths, else in the order in which they are named. `own` are the files that
/// the run itself uses or writes, which are none of the workbooks of a folder.
///
/// # Errors
/// When no path is named, when the list or a pattern cannot be read, or when there is not a single
/// workbook. An empty list is no error: a program may have made it.
pub fn find(walk: &Walk, own: &[PathBuf]) -> anyhow::Result<Found> {
    let found = search(walk, own)?;
    if found.inputs.is_empty() {
        let Some(file) = walk.files_from.as_ref().filter(|_| walk.paths.is_empty()) else {
            bail!("{}", none(&walk.paths, &Filter::of(walk)?, found.left_out));
        };
        tracing::warn!(
            "{}",
            said!("there is nothing to check: {file} names no workbook", file = file.display())
        );
    }
    Ok(found)
}

/// The same, where there may be none yet.
///
/// # Errors
/// As [`find`], but for workbooks that are not there.
pub fn search(walk: &Walk, own: &[PathBuf]) -> anyhow::Result<Found> {
    let filter = Filter::of(walk)?;
    let mut paths = walk.paths.clone();
    if let Some(file) = &walk.files_from {
        paths.extend(list::read(file)?);
    } else if paths.is_empty() {
        fail!("name one or several workbooks, or a folder with workbooks: accounts.xlsx");
    }
    let reads_list = walk.files_from.as_deref().is_some_and(is_standard_input);
    if reads_list && walk.paths.iter().any(|path| is_standard_input(path)) {
        fail!(
            "standard input is the list of --files-from or a workbook, not both; name one of them as a file"
        );
    }
    let own = own.iter().filter_map(|file| file.canonicalize().ok()).map(PathBuf::into_os_string);
    let mut found = Once { is_own: own.collect(), ..Once::default() };
    let mut is_search = walk.files_from.is_some();
    for path in &paths {
        if path.is_dir() && !is_standard_input(path) {
            is_search = true;
            let before = found.inputs.len();
            found.look_into(path, &filter, walk.follow_links);
            tracing::info!("{} workbooks in {}", found.inputs.len() - before, path.display());
        } else {
            found.add_named(Input::named(path));
        }
    }
    let mut inputs = found.inputs;
    if is_search {
        by_path(&mut inputs);
    }
    Ok(Found { inputs, is_search, linked: found.linked, left_out: found.left_out })
}

fn none(paths: &[PathBuf], filter: &Filter, left_out: LeftOut) -> String {
    let folders: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    if left_out.copies > 0 {
        return said!(
            "there is no workbook in {folders} but what pamlint wrote itself and nobody has changed since; to check \
             that, name the file",
            folders = folders.join(", ")
        );
    }
    if filter.is_open() {
        said!(
            "there is no workbook (.xlsx, .xlsm, .xlsb, .xls, .ods or .csv) in {folders}",
            folders = folders.join(", ")
        )
    } else {
        said!(
            "there is no workbook (.xlsx, .xlsm, .xlsb, .xls, .ods or .csv) in {folders} that --glob and --exclude \
             let through",
            folders = folders.join(", ")
        )
    }
}

/// Workbooks as they are found, each once by whatever ways it is reached.
#[derive(Default)]
struct Once {
    inputs: Vec<Input>,
    /// Where they really are.
    seen: HashSet<OsString>,
    linked: Vec<PathBuf>,
    /// Where those are that the run itself uses or writes.
    is_own: HashSet<OsString>,
    left_out: LeftOut,
    /// The last folder, and where it really is: asking the system for each file takes its time.
    folder: (PathBuf, PathBuf),
}

impl Once {
    fn add_named(&mut self, input: Input) {
        let real = if is_standard_input(&input.path) { input.path.clone() } else { real(&input.path) };
        if real.file_name() != input.path.file_name() {
            self.linked.push(real.clone());
        }
        if self.seen.insert(real.into_os_string()) {
            self.inputs.push(input);
        }
    }

    /// Finds the workbooks below a folder, and counts what else there is. What cannot be looked into is taken as it is,
    /// so that it becomes a workbook that could not be read rather than none at all.
    ///
    /// Links that lead out of the folder are left alone unless they `may_lead_out`: whoever may put one there does not
    /// decide what else is read, and where a copy of it goes.
    fn look_into(&mut self, folder: &Path, filter: &Filter, may_lead_out: bool) {
        let root = real(folder);
        let mut entries = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let path = entry.as_ref().map_or_else(walkdir::Error::path, |entry| Some(entry.path()));
            let Some(path) = path.map(Path::to_owned) else { continue };
            // What is found below the current folder is called as people would type it.
            let below = path.strip_prefix(folder).unwrap_or(&path).to_owned();
            let depth = below.components().count();
            let input = Input { path: path.strip_prefix(".").unwrap_or(&path).to_owned(), below, depth };
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.add_unreadable(input, &error, filter);
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            let is_led_out = || entry.path_is_symlink() && !may_lead_out && !real(&path).starts_with(&root);
            let is_passed_by = entry.depth() > 0
                && (is_hidden(&entry)
                    || filter.is_excluded(&input.below)
                    || is_led_out() && self.leave_link(&input, is_folder));
            if is_passed_by && is_folder {
                entries.skip_current_dir();
            } else if !is_passed_by && !is_folder && filter.is_wanted(&input.below) {
                self.add_found(input, !entry.path_is_symlink());
            }
        }
    }

    /// Counts a link out of the folder; always `true`, since it is left alone.
    fn leave_link(&mut self, input: &Input, is_folder: bool) -> bool {
        let path = input.path.display();
        if is_folder || is_workbook(&input.path) {
            tracing::warn!(
                "{}",
                said!(
                    "{path} is a link out of the folder and is left alone; --follow-links follows it",
                    path = path
                )
            );
        } else {
            tracing::info!("left out, since it is a link out of the folder: {path}");
        }
        self.left_out.others += 1;
        true
    }

    /// Something of which the system cannot say what it is.
    fn add_unreadable(&mut self, input: Input, error: &walkdir::Error, filter: &Filter) {
        // A link to a folder above it: everything in there is found without it.
        if error.loop_ancestor().is_some() {
            return;
        }
        // Of a path that is too long nobody can say whether it is a folder.
        let is_too_long = error.io_error().is_some_and(|error| error.kind() == ErrorKind::InvalidFilename);
        let is_meant = is_too_long
            || input.path.is_dir()
            || (is_workbook(&input.path) && filter.is_wanted(&input.below));
        if is_meant && !filter.is_excluded(&input.below) && self.is_new(&input, false) {
            self.inputs.push(input);
        }
    }

    /// Whether something in a folder was not met before, and is none of the run's own files; `is_plain` says that it
    /// is surely no link.
    fn is_new(&mut self, input: &Input, is_plain: bool) -> bool {
        let identity = if is_plain {
            let folder = folder_of(&input.path);
            if self.folder.0.as_os_str() != folder.as_os_str() {
                self.folder = (folder.to_owned(), real(folder));
            }
            self.folder.1.join(input.path.file_name().unwrap_or_default())
        } else {
            let real = real(&input.path);
            self.linked.push(real.clone());
            real
        };
        !self.is_own.contains(identity.as_os_str()) && self.seen.insert(identity.into_os_string())
    }

    /// A file that was found in a folder: one to check, or one that is only counted.
    fn add_found(&mut self, input: Input, is_plain: bool) {
        if !self.is_new(&input, is_plain) {
            return;
        }
        if !is_workbook(&input.path) {
            tracing::info!("left out, since it is no workbook: {}", input.path.display());
            self.left_out.others += 1;
        } else if is_plain && is_our_file(&input.path) {
            tracing::info!("left out, since it is as pamlint wrote it: {}", input.path.display());
            self.left_out.copies += 1;
        } else {
            self.inputs.push(input);
        }
    }
}

/// Where a path really leads.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Hidden files, and those that Excel keeps beside a workbook while it is open.
fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~$")
}

fn is_workbook(path: &Path) -> bool {
    let extension = path.extension().unwrap_or(OsStr::new(""));
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn found(paths: &[PathBuf]) -> anyhow::Result<Vec<Input>> {
        find(&Walk { paths: paths.to_vec(), ..Walk::default() }, &[]).map(|found| found.inputs)
    }

    fn names(inputs: &[Input], folder: &Path) -> Vec<String> {
        let relative = inputs
            .iter()
            .map(|input| input.path.strip_prefix(folder).unwrap_or(&input.path).display().to_string());
        relative.collect()
    }

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"").unwrap();
        }
        folder
    }

    #[test]
    fn folders_are_searched_for_workbooks_only() {
        let folder = folder(&[
            "c.xlsx",
            "b/d.XLSM",
            "a.xlsx",
            "~$a.xlsx",
            ".e.xlsx",
            "b/.hidden/f.xlsx",
            "a.checked.xlsx",
            "g.pdf",
        ]);
        let root = folder.path();
        let all = found(&[root.to_owned(), root.join("a.xlsx"), root.join("a.checked.xlsx")]).unwrap();
        assert_eq!(names(&all, root), ["a.checked.xlsx", "a.xlsx", "b/d.XLSM", "c.xlsx"]);
        assert!(found(&[root.join("b/.hidden/f.xlsx")]).is_ok());
        fs::create_dir(root.join("empty")).unwrap();
        assert!(found(&[root.join("empty")]).unwrap_err().to_string().contains("there is no workbook"));
        assert!(found(&[]).is_err());
    }

    #[test]
    fn named_files_keep_their_order_and_folders_make_one() {
        let folder = folder(&["in/b.xlsx", "in/a.xlsx", "in/a/c.xlsx"]);
        let root = folder.path();
        let named = found(&[root.join("in/b.xlsx"), root.join("in/a.xlsx")]).unwrap();
        assert_eq!(names(&named, root), ["in/b.xlsx", "in/a.xlsx"]);
        let searched = found(&[root.join("in/b.xlsx"), root.join("in")]).unwrap();
        assert_eq!(names(&searched, root), ["in/a/c.xlsx", "in/a.xlsx", "in/b.xlsx"]);
        assert_eq!(searched[0].below, Path::new("a/c.xlsx"));
        assert_eq!(Input::named(Path::new("./in/a.xlsx")).below, Path::new("in/a.xlsx"));
        assert_eq!(Input::named(Path::new("../in/a.xlsx")).below, Path::new("a.xlsx"));
        assert_eq!(Input::named(Path::new("/in/a.xlsx")).below, Path::new("a.xlsx"));
    }

    #[test]
    fn patterns_choose_among_what_is_found_in_folders() {
        let folder = folder(&["a.xlsx", "old/a.xlsx", "in/2026/b.xlsx", "in/2025/b.xlsx", "in/c.CSV"]);
        let root = folder.path();
        let chosen = |glob: &[&str], exclude: &[&str]| {
            let owned = |patterns: &[&str]| patterns.iter().map(ToString::to_string).collect();
            let walk = Walk {
                paths: vec![root.to_owned()],
                glob: owned(glob),
                exclude: owned(exclude),
                ..Walk::default()
            };
            find(&walk, &[]).map(|found| names(&found.inputs, root))
        };
        assert_eq!(chosen(&["a.xlsx"], &[]).unwrap(), ["a.xlsx", "old/a.xlsx"]);
        assert_eq!(chosen(&["*.csv", "/a.xlsx"], &[]).unwrap(), ["a.xlsx", "in/c.CSV"]);
        assert_eq!(chosen(&["in/*/b.xlsx"], &[]).unwrap(), ["in/2025/b.xlsx", "in/2026/b.xlsx"]);
        assert_eq!(chosen(&[], &["OLD", "in/2025/"]).unwrap(), ["a.xlsx", "in/2026/b.xlsx", "in/c.CSV"]);
        assert_eq!(chosen(&["**/b.xlsx"], &["**/2025"]).unwrap(), ["in/2026/b.xlsx"]);
        let nothing = chosen(&["z*"], &[]).unwrap_err().to_string();
        assert!(nothing.contains("--glob"), "{nothing}");
        let wrong = chosen(&["a[.xlsx"], &[]).unwrap_err().to_string();
        assert!(wrong.starts_with("--glob a[.xlsx: "), "{wrong}");
    }

    #[cfg(unix)]
    #[test]
    fn loops_of_links_end() {
        let folder = folder(&["a/a.xlsx"]);
        let root = folder.path();
        std::os::unix::fs::symlink(root, root.join("a/up")).unwrap();
        std::os::unix::fs::symlink(root.join("a/a.xlsx"), root.join("same.xlsx")).unwrap();
        std::os::unix::fs::symlink(root.join("gone"), root.join("lost.xlsx")).unwrap();
        let inputs = found(&[root.to_owned()]).unwrap();
        assert_eq!(names(&inputs, root), ["a/a.xlsx", "lost.xlsx"]);
        let read = read(&root.join("lost.xlsx"), &pamlint_reader::Limits::default());
        assert_eq!(read.unwrap_err().kind(), "unreadable");
    }
}
