//! The patterns that say which folders something holds for.

use std::path::{Component, Path, PathBuf};

use super::filter::Patterns;

/// Folders, by a pattern of their names or paths, with all that is below them.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The pattern, as people wrote it.
    pub pattern: String,
    patterns: Patterns,
    /// The folder from which the paths count, as the system knows it; none when it is not there.
    from: Option<PathBuf>,
}

impl Folders {
    /// Those that fit a pattern. Its path counts from the folder `here`.
    ///
    /// # Errors
    /// When it is no pattern: why.
    pub fn of(pattern: &str, here: &Path) -> Result<Folders, globset::ErrorKind> {
        let (from, rest) = beginning(pattern, here);
        let patterns = Patterns::of(&[rest]).map_err(|(_, why)| why)?;
        Ok(Folders { pattern: pattern.to_owned(), patterns, from: from.canonicalize().ok() })
    }

    /// How deep the first of them lies in which a workbook stands; `None` where it stands in none.
    pub fn depth(&self, workbook: &Path) -> Option<usize> {
        let whole = workbook.canonicalize().ok()?;
        let below = self.from.as_deref().and_then(|from| whole.strip_prefix(from).ok());
        let is_name = !self.pattern.contains(['/', '\\']);
        // A name counts wherever the folder stands.
        let below = below.or(is_name.then_some(whole.as_path()))?;
        let fit = |folder: &&Path| *folder != Path::new("") && self.patterns.fits(folder);
        let first = below.ancestors().filter(fit).last()?;
        let depth = |path: &Path| path.components().count();
        Some(depth(&whole) + depth(first) - depth(below))
    }

    /// How much the pattern says of a folder: whether its own name stands there, then how many names, and how many
    /// letters.
    pub fn weight(&self) -> (bool, usize, usize) {
        let pieces: Vec<&str> = self.pattern.split(['/', '\\']).filter(|piece| !piece.is_empty()).collect();
        let plain = pieces.iter().filter(|piece| is_plain(piece)).count();
        let letters =
            pieces.iter().flat_map(|piece| piece.chars()).filter(|letter| !is_sign(*letter)).count();
        (pieces.last().is_some_and(|piece| is_plain(piece)), plain, letters)
    }
}

/// The folder that a pattern begins at, and the rest of it. One that leads out of the folder `here` begins where its last
/// plain name ends.
fn beginning(pattern: &str, here: &Path) -> (PathBuf, String) {
    let here = if here == Path::new("") { Path::new(".") } else { here };
    let path = Path::new(pattern);
    let leads_out = path.is_absolute() || path.components().any(|piece| piece == Component::ParentDir);
    if !leads_out {
        return (here.to_owned(), pattern.to_owned());
    }
    let pieces: Vec<Component<'_>> = path.components().collect();
    let plain = pieces.iter().take_while(|piece| is_plain(&piece.as_os_str().to_string_lossy())).count();
    // The last name is that of the folder itself.
    let plain = plain.min(pieces.len().saturating_sub(1));
    let from: PathBuf = pieces.iter().take(plain).collect();
    let rest: Vec<_> = pieces.iter().skip(plain).map(|piece| piece.as_os_str().to_string_lossy()).collect();
    (here.join(from), format!("/{}", rest.join("/")))
}

fn is_plain(piece: &str) -> bool {
    !piece.contains(is_sign)
}

fn is_sign(letter: char) -> bool {
    matches!(letter, '*' | '?' | '[' | ']' | '{' | '}')
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn folders_are_told_by_names_and_paths_from_the_folder_of_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for place in ["conf", "in/vmm/2026", "in/wegen"] {
            fs::create_dir_all(root.join(place)).unwrap();
        }
        for file in ["in/vmm/2026/a.xlsx", "in/wegen/b.xlsx"] {
            fs::write(root.join(file), "").unwrap();
        }
        let holds = |pattern: &str, here: &str, file: &str| {
            Folders::of(pattern, &root.join(here)).unwrap().depth(&root.join(file)).is_some()
        };
        let (vmm, wegen) = ("in/vmm/2026/a.xlsx", "in/wegen/b.xlsx");
        for (pattern, here) in [
            ("in/vmm", ""),
            ("in/v*", ""),
            ("in/*/2026", ""),
            ("vmm", ""),
            ("VMM", ""),
            ("**/2026", ""),
            ("./in/vmm/", ""),
            ("../in/vmm", "conf"),
            ("../in/v*", "conf"),
            ("vmm", "conf"),
        ] {
            assert!(holds(pattern, here, vmm), "{pattern}");
            assert!(!holds(pattern, here, wegen), "{pattern}");
        }
        let whole = root.join("in/vm*").to_string_lossy().into_owned();
        assert!(holds(&whole, "conf", vmm) && !holds(&whole, "conf", wegen));
        assert!(holds("in/**", "", wegen) && holds("in", "", wegen) && !holds("in", "conf/x", "conf/y"));
    }

    #[test]
    fn the_nearest_folder_counts_and_its_name_before_a_sign() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in/vmm/2026/a.xlsx");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "").unwrap();
        let said = |pattern: &str| {
            let folders = Folders::of(pattern, folder.path()).unwrap();
            (folders.depth(&file).unwrap(), folders.weight())
        };
        for (more, less) in [
            ("in/vmm", "in/*"),
            ("vmm", "in/*"),
            ("in/*", "in"),
            ("in/vmm", "in/**"),
            ("in/vmm/2026", "in/vmm"),
            ("in/vmm/*", "vmm"),
            ("**/2026", "in/vmm"),
            ("in/v*", "in/*"),
            ("in/vmm", "vmm"),
        ] {
            assert!(said(more) > said(less), "{more} {less}");
        }
    }
}
