//! The arguments that say what is known besides the workbooks: what exists, and what was decided.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::{CheckArguments, KeyName, Otherwise, PerFolder, values};

use crate::exceptions::recorded::Recorded;
use crate::inputs::Folders;
use crate::speech::said;

/// What is known besides the workbooks.
#[derive(Debug, Default, Args)]
pub struct Known {
    /// Look values up in a list of what exists: ovo, applications, accounts or platforms (may be repeated)
    #[arg(long, value_name = "KIND=FILE", value_parser = list, help_heading = "What is known", add = KeyName("lists"), add = PerFolder)]
    pub list: Vec<(String, PathBuf)>,
    /// The file with recorded exceptions: mistakes that may stay until a day, and why
    #[arg(long, value_name = "FILE", help_heading = "What is known")]
    pub exceptions: Option<PathBuf>,
    /// The date of the check: marked copies name it, and exceptions end by it
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day, help_heading = "What is known", add = Otherwise("today"))]
    pub today: Option<Date>,
    /// The exceptions that stand in the configuration itself.
    #[arg(skip)]
    pub recorded: Vec<Recorded>,
    /// What holds in some folders instead, by the configuration.
    #[arg(skip)]
    pub folders: Vec<Folder>,
}

/// What holds for the workbooks of some folders.
#[derive(Debug)]
pub struct Folder {
    /// Which folders.
    pub place: Folders,
    /// The call as if it was about them alone.
    pub arguments: Box<CheckArguments>,
}

fn list(text: &str) -> Result<(String, PathBuf), String> {
    pair(text, "ovo=organisations.csv")
}

/// The kind of a list, and its file.
pub(super) fn pair(text: &str, example: &str) -> Result<(String, PathBuf), String> {
    match text.split_once('=') {
        Some((kind, file)) if !kind.trim().is_empty() && !file.is_empty() => {
            Ok((kind.trim().to_owned(), PathBuf::from(file)))
        }
        _ => Err(said!("write it as KIND=FILE, for example {example}", example = example)),
    }
}
