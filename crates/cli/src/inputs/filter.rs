//! The patterns that choose among the workbooks of a folder.

use std::path::Path;

use anyhow::anyhow;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::args::Walk;
use crate::problems::Refused;
use crate::speech::said;

/// What `--glob` and `--exclude` say.
pub struct Filter {
    /// What fits one of these is wanted; everything is when there is none.
    wanted: Patterns,
    /// What fits one of these is left out, with all that is below it.
    excluded: Patterns,
}

impl Filter {
    /// Reads the patterns.
    ///
    /// # Errors
    /// When one of them is not a pattern.
    pub fn of(walk: &Walk) -> anyhow::Result<Filter> {
        Ok(Filter {
            wanted: Filter::patterns("glob", &walk.glob)?,
            excluded: Filter::patterns("exclude", &walk.exclude)?,
        })
    }

    fn patterns(key: &'static str, given: &[String]) -> anyhow::Result<Patterns> {
        Patterns::of(given).map_err(|(pattern, _)| {
            let why = said!(
                "--{key} {pattern}: this is no pattern of names; write it as *-2026.xlsx or customers/**",
                key = key,
                pattern = pattern
            );
            let why = anyhow!("{why}");
            Refused { key, value: pattern.to_owned(), why }.into()
        })
    }

    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.wanted.is_empty() && self.excluded.is_empty()
    }

    /// Whether a workbook at that path below the folder is asked for.
    pub fn is_wanted(&self, below: &Path) -> bool {
        self.wanted.is_empty() || self.wanted.fits(below)
    }

    /// Whether a file or folder at that path below the folder is to be left out.
    pub fn is_excluded(&self, below: &Path) -> bool {
        self.excluded.fits(below)
    }
}

/// Patterns of names, and of whole paths: those with a slash in them.
#[derive(Debug, Clone)]
pub struct Patterns {
    names: GlobSet,
    paths: GlobSet,
}

impl Patterns {
    /// Reads patterns.
    ///
    /// # Errors
    /// When one of them is not a pattern: that one, and why.
    pub fn of(patterns: &[String]) -> Result<Patterns, (&str, globset::ErrorKind)> {
        let mut names = GlobSetBuilder::new();
        let mut paths = GlobSetBuilder::new();
        for pattern in patterns {
            // `archive/` says that a folder is meant, `/archive` that it stands right below.
            let plain = pattern.strip_suffix('/').unwrap_or(pattern);
            let path = plain.strip_prefix("./").or_else(|| plain.strip_prefix('/'));
            let is_path = path.is_some() || plain.contains('/');
            let glob = GlobBuilder::new(path.unwrap_or(plain))
                .case_insensitive(true)
                .literal_separator(true)
                .build()
                .map_err(|error| (pattern.as_str(), error.kind().clone()))?;
            if is_path { &mut paths } else { &mut names }.add(glob);
        }
        let built = |set: GlobSetBuilder| set.build().map_err(|error| ("", error.kind().clone()));
        Ok(Patterns { names: built(names)?, paths: built(paths)? })
    }

    fn is_empty(&self) -> bool {
        self.names.is_empty() && self.paths.is_empty()
    }

    /// Whether a path fits one of them, or its name does.
    pub fn fits(&self, below: &Path) -> bool {
        let name = below.file_name().unwrap_or_default();
        self.names.is_match(name) || self.paths.is_match(below)
    }
}
