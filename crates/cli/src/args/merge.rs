//! The arguments of `pamlint merge`.

use std::path::PathBuf;

use clap::Args;

use super::{
    CheckArguments, Checking, Choice, FailOn, Format, Judging, Known, Otherwise, Voice, Walk, values,
};

#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The reports of the parts, which check --shard K/N --format jsonl has written
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The convention of the check: the name of one that is built in, or a file
    #[arg(long, value_name = "ID|FILE")]
    pub convention: Option<String>,
    /// The configuration file
    #[arg(long, value_name = "FILE", add = Otherwise("the nearest pamlint.toml, in the folder or above it"))]
    pub config: Option<PathBuf>,
    /// The file with recorded exceptions of the check
    #[arg(long, value_name = "FILE")]
    pub exceptions: Option<PathBuf>,
    /// The form of the report
    #[arg(value_parser = Choice::<Format>::default(), long, add = Otherwise("text"))]
    pub format: Option<Format>,
    /// Write the report to this file instead of the screen
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Count the findings of each code in the text report, instead of telling them one by one
    #[arg(long)]
    pub statistics: bool,
    /// Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)
    #[arg(long, value_name = "FILE")]
    pub summary: Vec<PathBuf>,
    /// The date that summaries name as the day of the check
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day, add = Otherwise("today"))]
    pub today: Option<jiff::civil::Date>,
    /// End with exit code 1 from this severity on
    #[arg(value_parser = Choice::<FailOn>::default(), long, value_name = "LEVEL", add = Otherwise("error"))]
    pub fail_on: Option<FailOn>,
}

impl MergeArguments {
    /// The same of a check: how to judge and report.
    pub fn into_check(self) -> CheckArguments {
        CheckArguments {
            walk: Walk { paths: self.files, ..Walk::default() },
            voice: Voice { convention: self.convention, lang: None, config: self.config },
            format: self.format,
            output: self.output,
            statistics: self.statistics,
            summary: self.summary,
            known: Known { today: self.today, exceptions: self.exceptions, ..Known::default() },
            checking: Checking {
                judging: Judging { fail_on: self.fail_on, ..Judging::default() },
                ..Checking::default()
            },
            no_annotate: true,
            ..CheckArguments::default()
        }
    }
}
