//! The arguments that say which workbooks a call is about, and how the run over them goes.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Choice, OfTheRun, Otherwise, values};

/// Which workbooks a call is about.
#[derive(Debug, Default, Args)]
pub struct Walk {
    /// The workbooks, or folders with workbooks in them
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// In folders, take only workbooks whose name fits this pattern, or whose path below the folder does
    /// when there is a slash in it: *-2026.xlsx, customers/**/*.xlsx (may be repeated)
    #[arg(long, value_name = "PATTERN", help_heading = "Folders", add = OfTheRun)]
    pub glob: Vec<String>,
    /// In folders, leave out files and folders that fit this pattern: archive, customers/test-* (may be
    /// repeated)
    #[arg(long, value_name = "PATTERN", help_heading = "Folders", add = OfTheRun)]
    pub exclude: Vec<String>,
    /// In folders, follow links that lead out of them
    #[arg(long, help_heading = "Folders", add = OfTheRun)]
    pub follow_links: bool,
    /// Take the workbooks and folders that this file names too, each on its own line or with NUL between
    /// them; - reads standard input
    #[arg(long, value_name = "FILE", help_heading = "Folders", add = OfTheRun)]
    pub files_from: Option<PathBuf>,
}

/// How a run over many workbooks goes.
#[derive(Debug, Default, Args)]
pub struct Run {
    /// How many workbooks to work on at once
    #[arg(long, value_name = "NUMBER", value_parser = values::jobs, allow_negative_numbers = true, help_heading = "Run", add = Otherwise("as many as there are processors"), add = OfTheRun)]
    pub jobs: Option<NonZeroUsize>,
    /// Whether to show on the screen how far the run is
    #[arg(value_parser = Choice::<Progress>::default(), long, value_name = "WHEN", help_heading = "Run", add = Otherwise("auto"), add = OfTheRun)]
    pub progress: Option<Progress>,
}

/// Whether to show how far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    /// When someone is looking: standard error is a terminal, and there are several workbooks
    Auto,
    /// Never
    Never,
}
