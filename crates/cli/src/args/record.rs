//! The arguments of `pamlint exceptions`.

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{CheckArguments, Checking, Known, Voice, Walk, values};

#[derive(Debug, Args)]
pub struct ExceptionsArguments {
    #[command(subcommand)]
    pub command: ExceptionsCommand,
}

#[derive(Debug, Subcommand)]
pub enum ExceptionsCommand {
    /// Record what is found in workbooks today as exceptions, and drop recorded ones that nothing meets any more.
    Record(Box<RecordArguments>),
}

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct RecordArguments {
    #[command(flatten)]
    pub walk: Walk,
    #[command(flatten)]
    pub voice: Voice,
    #[command(flatten)]
    pub known: Known,

    /// Why these mistakes may stay
    #[arg(long, value_name = "TEXT", help_heading = "The decision")]
    pub reason: String,
    /// Who has decided it
    #[arg(long, value_name = "NAME", help_heading = "The decision")]
    pub approved_by: String,
    /// The last day on which it holds
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = values::day, help_heading = "The decision")]
    pub until: Date,

    #[command(flatten)]
    pub checking: Checking,
}

const EXAMPLES: &str = "\
The exceptions are written into the configuration: the nearest pamlint.toml, the
file of --config, or a new pamlint.toml in the current folder. What stands there
stays, with its remarks: only exceptions that were recorded so, and that nobody
has edited, are dropped once nothing meets them.

Example:
  pamlint exceptions record wegen.xlsx --select SAF014 --until 2026-12-31
      --reason \"until the migration\" --approved-by \"L. Peeters\"";

impl RecordArguments {
    /// The same of a check: how to find, read and judge.
    pub fn into_check(self) -> CheckArguments {
        CheckArguments {
            walk: self.walk,
            voice: self.voice,
            known: self.known,
            checking: self.checking,
            no_annotate: true,
            ..CheckArguments::default()
        }
    }
}
