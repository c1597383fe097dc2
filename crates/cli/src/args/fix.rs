//! The arguments of `pamlint fix`.

use std::path::PathBuf;

use clap::Args;

use super::{CheckArguments, Checking, Choice, Format, Known, Otherwise, ReceiptFormat, Run, Voice, Walk};

#[derive(Debug, Args)]
#[command(after_help = FIX_EXAMPLES)]
pub struct FixArguments {
    #[command(flatten)]
    pub walk: Walk,
    #[command(flatten)]
    pub voice: Voice,
    #[command(flatten)]
    pub run: Run,
    #[command(flatten)]
    pub known: Known,

    /// The form of the receipt
    #[arg(value_parser = Choice::<ReceiptFormat>::default(), long, help_heading = "Receipt", add = Otherwise("text"))]
    pub format: Option<ReceiptFormat>,

    /// Put the fixed copies in this folder
    #[arg(long, value_name = "FOLDER", help_heading = "Fixed copies", add = Otherwise("beside each workbook"))]
    pub out: Option<PathBuf>,
    /// Make the same folders in the folder of --out as there are in the folders that are fixed
    #[arg(long, help_heading = "Fixed copies")]
    pub mirror: bool,
    /// Apply the unsafe fixes too: what was likely meant, and has to be looked at
    #[arg(long, help_heading = "Fixed copies")]
    pub unsafe_fixes: bool,
    /// Only show what would change, and write nothing
    #[arg(long, conflicts_with = "out", help_heading = "Fixed copies")]
    pub diff: bool,

    #[command(flatten)]
    pub checking: Checking,
}

const FIX_EXAMPLES: &str = "\
A fixed copy stands beside its workbook as NAME.fixed.xlsx; the workbook itself
is never changed, and a copy of which nothing changes is not written. Only the
cells that are corrected differ from the workbook; marks of a check are taken
out. Afterwards the copy is checked again, and the receipt says what is left.

Examples:
  pamlint fix accounts.xlsx
  pamlint fix --diff --unsafe-fixes accounts.xlsx
  pamlint fix --select TXT --out fixed in";

impl FixArguments {
    /// The same of a check: how to find, read and judge.
    pub fn into_check(self) -> CheckArguments {
        CheckArguments {
            walk: self.walk,
            voice: self.voice,
            run: self.run,
            format: self.format.map(|format| match format {
                ReceiptFormat::Text => Format::Text,
                ReceiptFormat::Json => Format::Json,
            }),
            out: self.out,
            mirror: self.mirror,
            known: self.known,
            checking: self.checking,
            ..CheckArguments::default()
        }
    }
}
