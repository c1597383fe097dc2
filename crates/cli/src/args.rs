//! The arguments, and the help that explains them to people who write no programs.

mod bounds;
mod call;
mod check;
mod choices;
mod compare;
mod convention;
mod fix;
mod format;
mod help;
mod judging;
mod known;
mod marks;
mod merge;
mod mistakes;
mod plan;
mod record;
mod reply;
mod shard;
mod values;
mod walk;

use std::path::PathBuf;

pub use bounds::Bounds;
pub use call::{Call, command, parse, read};
pub use check::CheckArguments;
pub use choices::{AnyLang, Choice, Colour, FailOn, Lang, Level, ReceiptFormat};
use clap::{ArgAction, Args, Parser, Subcommand};
pub use compare::CompareArguments;
pub use convention::{ConventionArguments, ConventionCommand};
pub use fix::FixArguments;
pub use format::{Format, Wanted};
pub use help::translated;
pub use judging::Judging;
pub use known::{Folder, Known};
pub use marks::{KeyName, NamesConvention, OfTheCall, OfTheRun, Otherwise, PerFolder};
pub use merge::MergeArguments;
pub use mistakes::told;
use pamlint_convention::Language;
pub use plan::{PlanArguments, PlanFormat};
pub use record::{ExceptionsArguments, ExceptionsCommand, RecordArguments};
pub use reply::ReplyBy;
pub use shard::Shard;
pub use walk::{Progress, Run, Walk};

/// Checks the workbooks with which customers ask a PAM team to take their administrator accounts into
/// the vault.
///
/// Every workbook is read, every row is held against the organisation's convention, and each mistake is
/// reported at its cell with a proposal. The customer gets back a copy of their own workbook in which
/// every mistake is marked and explained.
#[derive(Debug, Parser)]
#[command(name = "pamlint", version = env!("PAMLINT_VERSION"), max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub general: General,
}

impl Arguments {
    /// The language that is asked for.
    pub fn language(&self) -> Option<Language> {
        let lang = match &self.command {
            Command::Check(arguments) => arguments.voice.lang,
            Command::Template(arguments) => arguments.voice.lang,
            Command::Fix(arguments) => arguments.voice.lang,
            Command::Plan(arguments) => arguments.voice.lang,
            Command::Compare(arguments) => arguments.voice.lang,
            Command::Rule(arguments) => arguments.voice.lang,
            Command::Clean(arguments) => arguments.lang,
            Command::Exceptions(ExceptionsArguments { command: ExceptionsCommand::Record(arguments) }) => {
                arguments.voice.lang
            }
            Command::Convention(_)
            | Command::Merge(_)
            | Command::Config(_)
            | Command::Completions(_)
            | Command::Generate(_) => None,
        };
        lang.map(Language::from)
    }
}

const EXAMPLES: &str = "\
Examples:
  pamlint accounts.xlsx
      check a workbook, and write the marked copy accounts.checked.xlsx
  pamlint check --lang nl --out checked in
      check every workbook in the folder `in`, in Dutch, and put the marked
      copies in the folder `checked`
  pamlint rule SAF005
      explain what SAF005 means

Exit codes:
  0  nothing is wrong
  1  something is wrong
  2  the call, the configuration or the convention is wrong
  3  a workbook could not be checked";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check workbooks, and write copies in which every mistake is marked.
    Check(CheckArguments),
    /// Write the blank workbook that customers fill in, with explanations, lists and checks in it.
    Template(TemplateArguments),
    /// Write copies in which the mistakes are corrected that leave no doubt.
    Fix(FixArguments),
    /// Say what became of a workbook from one version to the next.
    Compare(CompareArguments),
    /// Say what has to be made in the vault for the accounts without errors.
    Plan(Box<PlanArguments>),
    /// Explain a rule; without an argument, list all rules.
    Rule(RuleArguments),
    /// Show the conventions there are, or check a convention file.
    Convention(ConventionArguments),
    /// Join the reports of a check that several machines shared (check --shard).
    Merge(MergeArguments),
    /// Show what holds for a check, and where each option comes from.
    Config(ConfigArguments),
    /// Record what is found today as exceptions: mistakes that may stay until a day.
    Exceptions(ExceptionsArguments),
    /// Take our marks out of a marked copy again.
    Clean(CleanArguments),
    /// Print the completions of a shell: how it completes the options of this program.
    Completions(CompletionsArguments),
    /// Write the man pages, the completions of all shells and the schema of pamlint.toml into a folder.
    #[command(hide = true)]
    Generate(GenerateArguments),
}

/// What holds for every command.
#[derive(Debug, Args)]
pub struct General {
    /// Say more about what is being done (repeat for more still)
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "quiet", help_heading = "General", add = OfTheCall, add = OfTheRun)]
    pub verbose: u8,
    /// Leave out warnings about the run itself; errors still show
    #[arg(short, long, global = true, help_heading = "General", add = OfTheCall, add = OfTheRun)]
    pub quiet: bool,
    /// When to use colours
    #[arg(value_parser = Choice::<Colour>::default(), long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "General", add = OfTheRun)]
    pub color: Colour,
}

/// Which convention speaks, and in which language.
#[derive(Debug, Default, Args)]
pub struct Voice {
    /// The convention: the name of one that is built in, or a file
    #[arg(long, value_name = "ID|FILE", add = NamesConvention, add = PerFolder, add = Otherwise("pamaas"))]
    pub convention: Option<String>,
    /// The language of all texts
    #[arg(value_parser = AnyLang::default(), long, value_name = "LANGUAGE", add = OfTheRun, add = PerFolder, add = Otherwise("that of the computer, or else English"))]
    pub lang: Option<Lang>,
    /// The configuration file
    #[arg(long, value_name = "FILE", add = OfTheCall, add = OfTheRun, add = Otherwise("the nearest pamlint.toml from the current folder upwards, else the one beside the program"))]
    pub config: Option<PathBuf>,
}

/// How workbooks are opened and judged, by whatever command.
#[derive(Debug, Default, Args)]
pub struct Checking {
    #[command(flatten)]
    pub protection: Protection,

    #[command(flatten)]
    pub judging: Judging,

    #[command(flatten)]
    pub bounds: Bounds,
}

/// What to do about workbooks that are protected with a password.
#[derive(Debug, Default, Args)]
pub struct Protection {
    /// The file whose first line is the password of protected workbooks
    #[arg(long, value_name = "FILE", help_heading = "Protected workbooks", add = Otherwise("ask on a terminal"))]
    pub password_file: Option<PathBuf>,
    /// Write copies of protected workbooks too, though a copy is not protected
    #[arg(long, help_heading = "Protected workbooks")]
    pub allow_unprotected_copy: bool,
}

#[derive(Debug, Args)]
pub struct TemplateArguments {
    /// Write the workbook to this file
    #[arg(short, long, value_name = "FILE", add = Otherwise("CONVENTION-onboarding.xlsx, unless it is there already"))]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub voice: Voice,
    /// How many rows to prepare on each sheet
    #[arg(long, value_name = "NUMBER", default_value_t = 200, value_parser = values::rows, allow_negative_numbers = true)]
    pub rows: u32,
    /// Make sheets for this kind of account only: its id, or the name of its sheet (may be repeated)
    #[arg(long, value_name = "ID")]
    pub kind: Vec<String>,
}

#[derive(Debug, Args)]
pub struct RuleArguments {
    /// The code or name of a rule, or the beginning of codes such as SAF
    #[arg(value_name = "CODE|NAME")]
    pub rule: Option<String>,
    #[command(flatten)]
    pub voice: Voice,
}

#[derive(Debug, Args)]
pub struct ConfigArguments {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Show every option of a check: its value, and whether the call, pamlint.toml or nobody sets it.
    Show(Box<CheckArguments>),
    /// Print the JSON Schema of pamlint.toml, with which editors complete and check it.
    Schema,
}

#[derive(Debug, Args)]
pub struct OnlyLang {
    /// The language of all texts
    #[arg(value_parser = Choice::<Lang>::default(), long, value_name = "LANGUAGE", add = Otherwise("that of the computer, or else English"))]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub struct CleanArguments {
    /// The marked copy; what comes out stands beside it as NAME.clean.xlsx
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Put what comes out in this folder
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// The language of messages about the workbook
    #[arg(value_parser = Choice::<Lang>::default(), long, value_name = "LANGUAGE", add = Otherwise("that of the computer, or else English"))]
    pub lang: Option<Lang>,
    #[command(flatten)]
    pub protection: Protection,
    #[command(flatten)]
    pub bounds: Bounds,
}

#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct GenerateArguments {
    /// The folder
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}
