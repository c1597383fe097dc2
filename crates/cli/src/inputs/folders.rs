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

    /// Whether a workbook stands in one of them.
    pub fn hold(&self, workbook: &Path) -> bool {
        let Some(whole) = workbook.canonicalize().ok() else { return false };
        let below = self.from.as_deref().and_then(|from| whole.strip_prefix(from).ok());
        let is_name = !self.pattern.contains(['/', '\\']);
        // A name counts wherever the folder stands.
        let Some(below) = below.or(is_name.then_some(whole.as_path())) else { return false };
        below.ancestors().any(|folder| folder != Path::new("") && self.patterns.fits(folder))
    }

    /// How much the pattern says: the more, the fewer folders are likely meant.
    pub fn weight(&self) -> (usize, usize) {
        let pieces = self.pattern.split('/').filter(|piece| !piece.is_empty());
        let plain = pieces.clone().filter(|piece| is_plain(piece)).count();
        (plain, pieces.flat_map(str::chars).filter(|letter| !is_sign(*letter)).count())
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
            Folders::of(pattern, &root.join(here)).unwrap().hold(&root.join(file))
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
    fn what_says_more_weighs_more() {
        let weight = |pattern: &str| Folders::of(pattern, Path::new(".")).unwrap().weight();
        assert!(weight("in/vmm") > weight("in/*") && weight("in/*") > weight("**"));
        assert!(weight("in/vmm/*") > weight("in/vmm-en-nog-iets-*"));
    }
}
