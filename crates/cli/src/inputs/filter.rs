//! The patterns that choose among the workbooks of a folder.

use std::path::Path;

use anyhow::anyhow;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::args::Walk;

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
            wanted: Patterns::of("--glob", &walk.glob)?,
            excluded: Patterns::of("--exclude", &walk.exclude)?,
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
pub struct Patterns {
    names: GlobSet,
    paths: GlobSet,
}

impl Patterns {
    /// Patterns, and what to call them in a message.
    ///
    /// # Errors
    /// When one of them is not a pattern.
    pub fn of(option: &str, patterns: &[String]) -> anyhow::Result<Patterns> {
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
                .map_err(|error| anyhow!("{option} {pattern}: {}", error.kind()))?;
            if is_path { &mut paths } else { &mut names }.add(glob);
        }
        Ok(Patterns { names: names.build()?, paths: paths.build()? })
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
