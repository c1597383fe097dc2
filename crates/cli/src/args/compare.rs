//! The arguments of `pamlint compare`.

use std::path::PathBuf;

use clap::Args;

use super::{CheckArguments, Checking, Choice, Format, Known, Otherwise, ReceiptFormat, Voice};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompareArguments {
    /// The earlier version of the workbook
    pub old: PathBuf,
    /// The later version
    pub new: PathBuf,
    #[command(flatten)]
    pub voice: Voice,
    #[command(flatten)]
    pub known: Known,

    /// The form of the comparison
    #[arg(value_parser = Choice::<ReceiptFormat>::default(), long, help_heading = "Report", add = Otherwise("text"))]
    pub format: Option<ReceiptFormat>,
    /// Write the comparison to this file
    #[arg(long, value_name = "FILE", help_heading = "Report", add = Otherwise("the screen"))]
    pub output: Option<PathBuf>,

    #[command(flatten)]
    pub checking: Checking,
}

const EXAMPLES: &str = "\
Accounts are matched by their IDs, so that it does not matter where their rows
stand. The two may be any two workbooks: the first version and what a customer
made of it, or two marked copies.

Examples:
  pamlint compare accounts.xlsx accounts-2.xlsx
  pamlint compare accounts.checked.xlsx returned.xlsx --format json

Exit codes:
  0  nothing is open or new from the severity of --fail-on on
  1  something is";

impl CompareArguments {
    /// The same of a check: how to read and judge.
    pub fn into_check(self) -> CheckArguments {
        CheckArguments {
            voice: self.voice,
            format: self.format.map(|format| match format {
                ReceiptFormat::Text => Format::Text,
                ReceiptFormat::Json => Format::Json,
            }),
            output: self.output,
            known: self.known,
            checking: self.checking,
            ..CheckArguments::default()
        }
    }
}
