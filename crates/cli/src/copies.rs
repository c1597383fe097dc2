//! What the copies of a workbook are called, so that none takes the name of another or of an input.

pub mod name;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use crate::files;
use crate::files::folder_of;
use crate::inputs::{Input, is_standard_input};
use crate::speech::said;
use name::{base, named};

/// What kind of copy it is; its word stands in the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copy {
    /// With marks.
    Checked,
    /// With the marks taken out.
    Clean,
    /// With mistakes corrected.
    Fixed,
    /// A mail to whoever sent it.
    Reply,
    /// With what a vault refused marked.
    Refused,
}

/// Where copies go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To<'a> {
    /// Beside their workbooks.
    Beside,
    /// Into one folder, all together.
    Folder(&'a Path),
    /// Into folders below that one, which are like those of their workbooks.
    Mirror(&'a Path),
}

impl Copy {
    fn word(self) -> &'static str {
        match self {
            Copy::Checked => "checked",
            Copy::Clean => "clean",
            Copy::Fixed => "fixed",
            Copy::Reply => "reply",
            Copy::Refused => "refused",
        }
    }
}

/// Gives out names of copies.
#[derive(Debug, Default)]
pub struct Names {
    taken: HashSet<(u32, OsString)>,
    /// Folders by number, however they are called: asking the system anew for each of a thousand files takes
    /// its time.
    known: HashMap<PathBuf, u32>,
    /// The same by where they really are.
    real: HashMap<PathBuf, u32>,
    /// The folder that was asked for last: files mostly come folder by folder.
    last: Option<(PathBuf, u32)>,
    /// The folders in which copies are to stand.
    folders: BTreeMap<u32, PathBuf>,
    /// The highest number among copies that would all have the same name, by that name.
    highest: HashMap<(u32, OsString), u32>,
}

/// Where a copy is to be written.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// Its path.
    pub path: PathBuf,
    /// Whether nothing is there.
    pub is_new: bool,
    /// The files that are in the way and left alone.
    pub left: Vec<PathBuf>,
}

impl Place {
    /// What to say about what is left alone.
    pub fn said(&self) -> impl Iterator<Item = String> {
        let path = self.path.display();
        self.left.iter().map(move |left| {
            let is_mail = left.extension().is_some_and(|extension| extension == "eml");
            let left = left.display();
            if is_mail {
                return said!(
                    "{left} is left alone, since it is not, or no longer, what pamlint wrote there; the reply is {path}",
                    left = left,
                    path = path
                );
            }
            said!(
                "{left} is left alone, since it is not, or no longer, what pamlint wrote there; the copy is {path} \
                 (to check {left} itself, name it: pamlint check \"{left}\")",
                left = left,
                path = path
            )
        })
    }
}

/// How many names are tried for a copy.
const MOST_TRIES: u32 = 1000;

impl Names {
    /// Names that leave these files alone.
    pub fn beside<'a>(inputs: impl IntoIterator<Item = &'a Path>) -> Names {
        let mut names = Names::default();
        for input in inputs {
            names.take(input);
        }
        names
    }

    /// Takes a name for another file; `false` when it is taken.
    pub fn take(&mut self, path: &Path) -> bool {
        let identity = self.identity(path);
        self.taken.insert(identity)
    }

    /// What makes two paths the same file, whether or not it exists yet: its folder, and its name.
    ///
    /// Without regard to case, as on the computers of most customers: a name too many is better than a
    /// file overwritten.
    fn identity(&mut self, path: &Path) -> (u32, OsString) {
        (self.number(folder_of(path)), lower(path.file_name().unwrap_or_default()))
    }

    fn number(&mut self, folder: &Path) -> u32 {
        if let Some((_, number)) =
            self.last.as_ref().filter(|(last, _)| last.as_os_str() == folder.as_os_str())
        {
            return *number;
        }
        let number = self.known.get(folder).copied().unwrap_or_else(|| {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            let next = u32::try_from(self.real.len()).unwrap_or(u32::MAX);
            let number = *self.real.entry(real).or_insert(next);
            self.known.insert(folder.to_owned(), number);
            number
        });
        self.last = Some((folder.to_owned(), number));
        number
    }

    /// The folders in which the copies stand that were given names, each once.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.values().map(PathBuf::as_path)
    }

    /// The path for a copy of `input`.
    ///
    /// `a.xlsx` becomes `a.checked.xlsx`; a copy of that copy, or a second `a.xlsx` from elsewhere,
    /// becomes `a.checked-2.xlsx`. The same inputs in the same order get the same names.
    pub fn for_copy(&mut self, input: &Input, to: To<'_>, copy: Copy) -> PathBuf {
        let parent = |path: &'_ Path| path.parent().unwrap_or(Path::new("")).to_owned();
        let folder = match to {
            To::Beside => parent(&input.path),
            To::Folder(folder) => folder.to_owned(),
            To::Mirror(folder) => folder.join(parent(&input.below)),
        };
        let input = if is_standard_input(&input.path) { Path::new("stdin") } else { input.path.as_path() };
        let (base, kind) = base(input);
        let first = match kind {
            Some((word, number)) if word == copy.word() => number.saturating_add(1),
            _ => 1,
        };
        let extension = input
            .extension()
            .filter(|extension| ["xlsx", "xlsm"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
            .unwrap_or(OsStr::new("xlsx"));
        let extension = if copy == Copy::Reply { OsStr::new("eml") } else { extension };
        let mut number = first;
        loop {
            let path = folder.join(named(base, copy.word(), number, extension));
            let identity = self.identity(&path);
            let place = identity.0;
            if self.taken.insert(identity) {
                self.folders.entry(place).or_insert_with(|| folder_of(&path).to_owned());
                if number > 1 {
                    let plain = self.identity(&folder.join(named(base, copy.word(), 1, extension)));
                    let highest = self.highest.entry(plain).or_default();
                    *highest = number.max(*highest);
                }
                return path;
            }
            number = number.saturating_add(1);
        }
    }

    /// Where a copy is to be written that was given that name: there, or at the next free name where something
    /// else stands than `is_ours` knows, which is somebody's work.
    ///
    /// Which names are tried follows from the names that were given out, not from the order in which copies are
    /// written: where several copies would have the same name, each goes on in steps as large as there are names.
    pub fn place(&self, given: &Path, is_ours: impl Fn(&[u8]) -> bool) -> Place {
        let mut place = Place { path: given.to_owned(), is_new: true, left: Vec::new() };
        let (base, Some((word, mut number))) = base(given) else { return place };
        let extension = given.extension().unwrap_or_default();
        let folder = self.known.get(folder_of(given)).copied().unwrap_or(u32::MAX);
        let plain = (folder, lower(&named(base, word, 1, extension)));
        let step = self.highest.get(&plain).copied().unwrap_or(1);
        for _ in 0..MOST_TRIES {
            let name = named(base, word, number, extension);
            let path = given.with_file_name(&name);
            if path == given || !self.taken.contains(&(folder, lower(&name))) {
                // A link is somebody's, wherever it leads.
                let there = fs::symlink_metadata(&path);
                let is_free = match &there {
                    Ok(there) if there.is_file() => files::written(&path).is_ok_and(|bytes| is_ours(&bytes)),
                    // Nothing, or a folder: that it is in the way is said when the copy is written.
                    Ok(there) => there.is_dir(),
                    Err(_) => true,
                };
                if is_free {
                    return Place { path, is_new: there.is_err(), ..place };
                }
                place.left.push(path);
            }
            number = number.saturating_add(step);
        }
        place.path = given.with_file_name(named(base, word, number, extension));
        place
    }
}

/// A name without regard to case.
fn lower(name: &OsStr) -> OsString {
    name.to_str().map_or_else(|| name.to_owned(), |name| name.to_lowercase().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(path: impl AsRef<Path>) -> Input {
        let path = path.as_ref().to_owned();
        Input { below: path.strip_prefix("in").unwrap_or(&path).to_owned(), path, depth: 0 }
    }

    fn copies(inputs: &[&str], to: To<'_>) -> Vec<String> {
        let mut names = Names::beside(inputs.iter().map(Path::new));
        let copies =
            inputs.iter().map(|path| names.for_copy(&input(path), to, Copy::Checked).display().to_string());
        copies.collect()
    }

    fn checked(inputs: &[&str], folder: Option<&str>) -> Vec<String> {
        copies(inputs, folder.map_or(To::Beside, |folder| To::Folder(Path::new(folder))))
    }

    #[test]
    fn copies_stand_beside_their_workbooks() {
        assert_eq!(checked(&["in/a.xlsx", "b.XLSM"], None), ["in/a.checked.xlsx", "b.checked.XLSM"]);
        assert_eq!(
            checked(&["a.b.xlsx", "c", "d.bin"], None),
            ["a.b.checked.xlsx", "c.checked.xlsx", "d.checked.xlsx"]
        );
        assert_eq!(checked(&["in/a.xlsx"], Some("out")), ["out/a.checked.xlsx"]);
    }

    #[test]
    fn no_input_and_no_other_copy_is_overwritten() {
        assert_eq!(checked(&["a.checked.xlsx"], None), ["a.checked-2.xlsx"]);
        assert_eq!(checked(&["a.checked-2.xlsx"], None), ["a.checked-3.xlsx"]);
        assert_eq!(checked(&["a.xlsx", "a.checked.xlsx"], None), ["a.checked-2.xlsx", "a.checked-3.xlsx"]);
        assert_eq!(checked(&["x/a.xlsx", "y/A.xlsx"], Some("o")), ["o/a.checked.xlsx", "o/A.checked-2.xlsx"]);
    }

    #[test]
    fn a_mirror_has_the_folders_of_what_it_mirrors() {
        let mirrored = |inputs: &[&str]| copies(inputs, To::Mirror(Path::new("o")));
        assert_eq!(mirrored(&["in/a.xlsx", "in/b/a.xlsx"]), ["o/a.checked.xlsx", "o/b/a.checked.xlsx"]);
        assert_eq!(mirrored(&["in/b/a.xlsx", "in/b/A.csv"]), ["o/b/a.checked.xlsx", "o/b/A.checked-2.xlsx"]);
        assert_eq!(mirrored(&["in/a.xlsx", "a.xlsx"]), ["o/a.checked.xlsx", "o/a.checked-2.xlsx"]);
    }

    #[test]
    fn a_clean_copy_is_named_after_the_workbook_itself() {
        let mut names = Names::beside([Path::new("a.checked.xlsx")]);
        let path = names.for_copy(&input("a.checked.xlsx"), To::Beside, Copy::Clean);
        assert_eq!(path, Path::new("a.clean.xlsx"));
    }

    #[test]
    fn somebodys_work_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["a.checked.xlsx", "a.checked-2.xlsx", "b.checked.xlsx"] {
            fs::write(path(name), b"theirs").unwrap();
        }
        let mut names = Names::default();
        let to = To::Folder(folder.path());
        let given =
            ["x/a.xlsx", "y/a.xlsx", "b.xlsx"].map(|name| names.for_copy(&input(name), to, Copy::Checked));
        let place = |given: &Path| names.place(given, |bytes| bytes == b"ours");
        for (given, wanted, left) in [
            (&given[0], "a.checked-3.xlsx", "a.checked.xlsx"),
            (&given[1], "a.checked-4.xlsx", "a.checked-2.xlsx"),
            (&given[2], "b.checked-2.xlsx", "b.checked.xlsx"),
        ] {
            assert_eq!(place(given), Place { path: path(wanted), is_new: true, left: vec![path(left)] });
        }
        fs::write(path("b.checked-2.xlsx"), b"ours").unwrap();
        assert_eq!(place(&given[2]).path, path("b.checked-2.xlsx"), "the next time as well");
        fs::write(path("b.checked.xlsx"), b"ours").unwrap();
        let free = Place { path: path("b.checked.xlsx"), is_new: false, left: Vec::new() };
        assert_eq!(place(&given[2]), free);
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_survive() {
        use std::os::unix::ffi::OsStrExt as _;
        let name = OsStr::from_bytes(b"a\xff.xlsx");
        let copy = Names::default().for_copy(&input(name), To::Beside, Copy::Checked);
        assert_eq!(copy.as_os_str().as_bytes(), b"a\xff.checked.xlsx");
    }
}
