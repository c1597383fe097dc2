//! The arguments of `pamlint plan`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CheckArguments, Checking, Choice, Known, Otherwise, Run, Voice, Walk};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct PlanArguments {
    #[command(flatten)]
    pub walk: Walk,
    #[command(flatten)]
    pub voice: Voice,
    #[command(flatten)]
    pub run: Run,
    #[command(flatten)]
    pub known: Known,

    /// The form of the plan
    #[arg(value_parser = Choice::<PlanFormat>::default(), long, id = "plan-format", value_name = "FORMAT", help_heading = "Plan", add = Otherwise("text"))]
    pub format: Option<PlanFormat>,
    /// Write the plan to this file instead of the screen
    #[arg(long, id = "plan-output", value_name = "FILE", help_heading = "Plan")]
    pub output: Option<PathBuf>,

    /// Compare with what there is already: groups, safes, members, platforms, accounts or links, as CSV or as a
    /// workbook (may be repeated)
    #[arg(long, value_name = "KIND=FILE", value_parser = inventory, help_heading = "What is known")]
    pub inventory: Vec<(String, PathBuf)>,

    /// Read what became of calls or of an upload, as JSON, JSON lines or CSV, note it in the ledger, and say what is left
    #[arg(long, value_name = "FILE", help_heading = "What became of it")]
    pub receipt: Option<PathBuf>,
    /// The ledger: what was made here, and what was refused
    #[arg(long, value_name = "FILE", help_heading = "What became of it", add = Otherwise("with --receipt: beside it, as NAME.ledger.json"))]
    pub ledger: Option<PathBuf>,
    /// Put the copies in which what was refused is marked in this folder
    #[arg(long, id = "plan-out", value_name = "FOLDER", requires = "receipt", help_heading = "What became of it", add = Otherwise("beside each workbook"))]
    pub out: Option<PathBuf>,
    /// List the inverse of what the ledger says was made here, instead of a plan
    #[arg(long, value_name = "LEDGER", conflicts_with_all = ["paths", "receipt", "ledger"], help_heading = "What became of it")]
    pub undo: Option<PathBuf>,

    #[command(flatten)]
    pub checking: Checking,
}

fn inventory(text: &str) -> Result<(String, PathBuf), String> {
    super::known::pair(text, "safes=safes.csv")
}

/// The form of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For people
    Text,
    /// For programs, as docs/plan.schema.json describes
    Json,
    /// A workbook to sign off; --output names its file
    Xlsx,
    /// A graph for Mermaid
    Mermaid,
    /// A graph for Graphviz
    Dot,
    /// A graph as a picture
    Svg,
    /// For upload: accounts for the vault's web console, into safes that exist
    ConsoleCsv,
    /// For upload: accounts for the vendor's onboarding script
    AccountsCsv,
    /// For upload: safes and their members for the vendor's script
    SafesCsv,
    /// For upload: links for the vendor's script
    LinksCsv,
    /// For upload: the calls of the vault's REST interface, a JSON object a line
    Rest,
    /// For upload: a script for psPAS, which only tells what it would do unless it is called with -Apply
    Pspas,
    /// For upload: a configuration for Terraform
    Terraform,
    /// For upload: a playbook for Ansible
    Ansible,
}

const EXAMPLES: &str = "\
All workbooks make one plan: the groups, safes, members, platforms, accounts
and links that have to be made, in an order in which everything exists before
it is needed, each with the cells that ask for it. Accounts with errors stay
out, and so does what depends on them. What the workbooks do not tell is listed
to be decided. No secret is ever in a plan. Files for upload are only written
once the permissions of the roles are confirmed in the convention.

Examples:
  pamlint plan accounts.xlsx
  pamlint plan --format json --output plan.json in
  pamlint plan --receipt result.json --ledger ledger.json in
  pamlint plan --format svg --output plan.svg in
  pamlint plan --inventory safes=safes.csv --inventory accounts=vault.csv in

Exit codes:
  0  every account is in the plan
  1  something is wrong from the severity of --fail-on on
  2  the call, the configuration or the convention is wrong
  3  a workbook could not be checked";

impl PlanArguments {
    /// The same of a check: how to find, read and judge.
    pub fn into_check(self) -> CheckArguments {
        CheckArguments {
            walk: self.walk,
            voice: self.voice,
            run: self.run,
            known: self.known,
            output: self.output,
            out: self.out,
            no_annotate: true,
            checking: self.checking,
            ..CheckArguments::default()
        }
    }
}
