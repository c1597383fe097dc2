//! The names of our copies: `accounts.checked-2.xlsx`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The words of every copy that we write, now or in another version.
const WORDS: [&str; 5] = ["checked", "clean", "fixed", "reply", "refused"];

/// The name of a copy.
pub fn named(base: &OsStr, word: &str, number: u32, extension: &OsStr) -> OsString {
    let mut name = OsString::from(base);
    name.push(".");
    name.push(word);
    if number > 1 {
        name.push(format!("-{number}"));
    }
    name.push(".");
    name.push(extension);
    name
}

/// The name without extension and without what we added, and what that was: its word and number.
pub fn base(path: &Path) -> (&OsStr, Option<(&'static str, u32)>) {
    let stem = path.file_stem().unwrap_or_default();
    let added = Path::new(stem).extension().and_then(OsStr::to_str).and_then(|added| {
        let (word, number) = match added.split_once('-') {
            Some((word, number)) => (word, number.parse().ok()?),
            None => (added, 1),
        };
        Some((WORDS.into_iter().find(|known| *known == word)?, number))
    });
    let base = if added.is_some() { Path::new(stem).file_stem().unwrap_or(stem) } else { stem };
    (base, added)
}

/// What copies of one workbook have in common: their folder, and the name without what we added.
pub fn origin(path: &Path) -> PathBuf {
    path.with_file_name(base(path).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_copies_are_known_by_their_names() {
        for ours in ["a.checked.xlsx", "a.checked-12.xlsm", "b.fixed.xlsx", "c.clean.xlsx"] {
            assert!(base(Path::new(ours)).1.is_some(), "{ours}");
        }
        for other in ["a.xlsx", "checked.xlsx", "a.checked-x.xlsx", "a.unchecked.xlsx", "a.checked"] {
            assert!(base(Path::new(other)).1.is_none(), "{other}");
        }
    }
}
