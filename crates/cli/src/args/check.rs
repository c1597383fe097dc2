//! The arguments of `pamlint check`.

use std::path::PathBuf;

use clap::Args;

use super::{
    Checking, Choice, Format, Known, OfTheCall, OfTheRun, Otherwise, PerFolder, ReplyBy, Run, Shard, Voice,
    Walk,
};

#[derive(Debug, Default, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub struct CheckArguments {
    #[command(flatten)]
    pub walk: Walk,
    #[command(flatten)]
    pub voice: Voice,
    #[command(flatten)]
    pub run: Run,
    #[command(flatten)]
    pub known: Known,
    /// What the call says of the options that change what is found, the configuration's part of it included.
    #[arg(skip)]
    pub decisive: String,

    /// The form of the report
    #[arg(value_parser = Choice::<Format>::default(), long, help_heading = "Report", add = Otherwise("text"), add = OfTheRun)]
    pub format: Option<Format>,
    /// Write the report to this file instead of the screen
    #[arg(long, value_name = "FILE", help_heading = "Report", add = OfTheRun)]
    pub output: Option<PathBuf>,
    /// Count the findings of each code in the text report, instead of telling them one by one
    #[arg(long, help_heading = "Report", add = OfTheRun)]
    pub statistics: bool,
    /// Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)
    #[arg(long, value_name = "FILE", help_heading = "Report", add = OfTheRun)]
    pub summary: Vec<PathBuf>,

    /// Put the marked copies in this folder
    #[arg(long, value_name = "FOLDER", help_heading = "Marked copies", add = Otherwise("beside each workbook"), add = OfTheRun)]
    pub out: Option<PathBuf>,
    /// Make the same folders in the folder of --out as there are in the folders that are checked
    #[arg(long, help_heading = "Marked copies", add = OfTheRun)]
    pub mirror: bool,
    /// Write no marked copies
    #[arg(long, conflicts_with = "out", help_heading = "Marked copies")]
    pub no_annotate: bool,

    /// Draft a mail for whoever sent each workbook, in this folder: what was found, what to do, and the marked copy.
    /// Nothing is sent
    #[arg(long, value_name = "FOLDER", help_heading = "Replies", add = Otherwise("no mails"), add = OfTheRun)]
    pub reply: Option<PathBuf>,
    /// Ask in these mails for the corrected workbook by a day (2026-12-31), or within so many days (14)
    #[arg(long, value_name = "DATE|DAYS", help_heading = "Replies", add = OfTheRun, add = PerFolder)]
    pub reply_by: Option<ReplyBy>,

    #[command(flatten)]
    pub checking: Checking,

    /// Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are
    /// known from the last run otherwise
    #[arg(long, conflicts_with = "changed_only", help_heading = "Run", add = OfTheRun)]
    pub no_cache: bool,
    /// Report only workbooks that are new, or of which there is something new to say since the last run
    #[arg(long, help_heading = "Run", add = OfTheRun)]
    pub changed_only: bool,
    /// Go on checking what comes into the folders, until ^C: a workbook is checked once nobody writes it any more
    #[arg(long, conflicts_with_all = ["no_cache", "shard", "files_from"], help_heading = "Run", add = OfTheCall, add = OfTheRun)]
    pub watch: bool,
    /// Look at the folders every so many seconds
    #[arg(value_parser = super::values::seconds, allow_negative_numbers = true, long, value_name = "SECONDS", requires = "watch", help_heading = "Run", add = OfTheCall, add = OfTheRun, add = Otherwise("5"))]
    pub every: Option<u16>,
    /// Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins
    /// the parts
    #[arg(long, value_name = "K/N", allow_hyphen_values = true, help_heading = "Run", add = OfTheRun)]
    pub shard: Option<Shard>,
}

impl CheckArguments {
    /// The files that the run itself uses or writes and that may look like workbooks: they are none to check.
    pub fn own_files(&self) -> Vec<PathBuf> {
        let lists = self.known.list.iter().map(|(_, file)| file);
        let files = [
            &self.known.exceptions,
            &self.voice.config,
            &self.checking.protection.password_file,
            &self.walk.files_from,
        ];
        files.into_iter().flatten().chain(lists).chain(&self.summary).cloned().collect()
    }
}

const CHECK_EXAMPLES: &str = "\
A marked copy stands beside its workbook as NAME.checked.xlsx; the workbook
itself is never changed. A workbook without mistakes gets no copy. The copy of
NAME.checked.xlsx is NAME.checked-2.xlsx.

Examples:
  pamlint check accounts.xlsx
  pamlint check --no-annotate --format json --output report.json accounts.xlsx
  pamlint check --ignore CTX,WB003 --severity TXT001=info --fail-on warning in

A file pamlint.toml in the current folder, or else above it, or else beside the
program, sets options; one beside the workbooks does not. What the command line
says wins. Every option has a key of its name there, `pamlint config show` tells
what holds and why. For example:
  lang = \"nl\"                      out = \"checked\"
  ignore = [\"WB003\"]               severity = { TXT001 = \"info\" }
  fail-on = \"warning\"              lists = { ovo = \"organisations.csv\" }
  annotate = false                 exceptions = \"exceptions.csv\"";
