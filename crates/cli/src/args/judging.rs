//! The arguments that say which rules count, and how much.

use clap::{Args, ValueEnum as _};
use pamlint_convention::nearest;

use super::{Choice, FailOn, Level, OfTheRun, Otherwise, PerFolder};
use crate::speech::said;

/// Which rules count, and how much.
#[derive(Debug, Default, Args)]
pub struct Judging {
    /// Go by these rules only: codes such as SAF005, or the beginning of codes such as SAF
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules", add = PerFolder)]
    pub select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules", add = PerFolder)]
    pub ignore: Vec<String>,
    /// Count a rule as error, warning or info
    #[arg(long, value_name = "CODE=LEVEL", value_parser = severity, help_heading = "Rules", add = PerFolder)]
    pub severity: Vec<(String, Level)>,
    /// End with exit code 1 when there is something from this severity on
    #[arg(value_parser = Choice::<FailOn>::default(), long, value_name = "LEVEL", help_heading = "Rules", add = Otherwise("error"), add = OfTheRun)]
    pub fail_on: Option<FailOn>,
}

fn severity(text: &str) -> Result<(String, Level), String> {
    let (code, level) = text
        .split_once('=')
        .ok_or_else(|| said!("write it as CODE=LEVEL, for example {example}", example = "TXT001=info"))?;
    let level = Level::from_str(level.trim(), true).map_err(|_| {
        match nearest(level.trim(), ["error", "warning", "info"]) {
            Some(near) => {
                said!("`{level}` is no severity; did you mean `{near}`?", level = level, near = near)
            }
            None => said!("`{level}` is none of error, warning and info", level = level),
        }
    })?;
    Ok((code.trim().to_owned(), level))
}
