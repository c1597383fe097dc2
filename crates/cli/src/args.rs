//! The arguments, and the help that explains them to people who write no programs.

mod known;
mod walk;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{
    ArgAction, ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};
pub use known::Known;
use pamlint_convention::{Language, Severity, nearest};
pub use walk::{Progress, Run, Walk};

use crate::shard::Shard;

/// Checks the workbooks with which customers ask a PAM team to take their administrator accounts into
/// the vault.
///
/// Every workbook is read, every row is held against the organisation's convention, and each mistake is
/// reported at its cell with a proposal. The customer gets back a copy of their own workbook in which
/// every mistake is marked and explained.
#[derive(Debug, Parser)]
#[command(name = "pamlint", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub general: General,
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
    /// Explain a rule; without an argument, list all rules.
    Rule(RuleArguments),
    /// Show the conventions there are, or check a convention file.
    Convention(ConventionArguments),
    /// Join the reports of a check that several machines shared (check --shard).
    Merge(MergeArguments),
    /// Show what holds for a check, and where each option comes from.
    Config(ConfigArguments),
    /// Take our marks out of a marked copy again.
    Clean(CleanArguments),
    /// Print the completions of a shell: how it completes the options of this program.
    Completions(CompletionsArguments),
    /// Write the man pages and the completions of all shells into a folder.
    #[command(hide = true)]
    Generate(GenerateArguments),
}

/// What holds for every command.
#[derive(Debug, Args)]
pub struct General {
    /// Say more about what is being done (repeat for more still)
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "quiet", help_heading = "General")]
    pub verbose: u8,
    /// Leave out warnings about the run itself; errors still show
    #[arg(short, long, global = true, help_heading = "General")]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "General")]
    pub color: Colour,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Colour {
    /// On a terminal that can show them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Makes every stream of the program obey.
    pub fn write_global(self) {
        match self {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// Which convention speaks, and in which language.
#[derive(Debug, Default, Args)]
pub struct Voice {
    /// The convention: the name of one that is built in, or a file [default: pamaas]
    #[arg(long, value_name = "ID|FILE")]
    pub convention: Option<String>,
    /// The language of all texts [default: that of the computer, or else English]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<Lang>,
    /// The configuration file [default: the nearest pamlint.toml, in the folder or above it]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Dutch
    Nl,
    /// English
    En,
    /// French
    Fr,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        match lang {
            Lang::Nl => Language::Nl,
            Lang::En => Language::En,
            Lang::Fr => Language::Fr,
        }
    }
}

/// The form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs, as docs/report.schema.json describes
    Json,
    /// For programs that read line by line: a JSON object for each workbook, as soon as it is checked
    Jsonl,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For build servers: JUnit XML
    Junit,
}

/// The form of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReceiptFormat {
    /// For people
    Text,
    /// For programs, as docs/fix.schema.json describes
    Json,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// The workbook would be sent back
    Error,
    /// A person must look
    Warning,
    /// Good to know
    Info,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}

/// From which severity findings make the program end with exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Nothing
    Never,
}

impl FailOn {
    /// The least severity that does; `None` when none does.
    pub fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Never => None,
        }
    }
}

/// What to do about workbooks that are protected with a password.
#[derive(Debug, Default, Args)]
pub struct Protection {
    /// The file whose first line is the password of protected workbooks [default: ask on a terminal]
    #[arg(long, value_name = "FILE", help_heading = "Protected workbooks")]
    pub password_file: Option<PathBuf>,
    /// Write copies of protected workbooks too, though a copy is not protected
    #[arg(long, help_heading = "Protected workbooks")]
    pub allow_unprotected_copy: bool,
}

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

    /// The form of the report [default: text]
    #[arg(long, help_heading = "Report")]
    pub format: Option<Format>,
    /// Write the report to this file instead of the screen
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub output: Option<PathBuf>,
    /// Count the findings of each code in the text report, instead of telling them one by one
    #[arg(long, help_heading = "Report")]
    pub statistics: bool,
    /// Write a summary for people as well: a workbook (.xlsx) or a web page (.html) (may be repeated)
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    pub summary: Vec<PathBuf>,

    /// Put the marked copies in this folder [default: beside each workbook]
    #[arg(long, value_name = "FOLDER", help_heading = "Marked copies")]
    pub out: Option<PathBuf>,
    /// Make the same folders in the folder of --out as there are in the folders that are checked
    #[arg(long, help_heading = "Marked copies")]
    pub mirror: bool,
    /// Write no marked copies
    #[arg(long, conflicts_with = "out", help_heading = "Marked copies")]
    pub no_annotate: bool,

    #[command(flatten)]
    pub protection: Protection,

    /// Report only these rules: codes such as SAF005, or the beginning of codes such as SAF
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// Do not report these rules
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Report a rule as error, warning or info
    #[arg(long, value_name = "CODE=LEVEL", value_parser = severity, help_heading = "Rules")]
    pub severity: Vec<(String, Level)>,
    /// End with exit code 1 from this severity on [default: error]
    #[arg(long, value_name = "LEVEL", help_heading = "Rules")]
    pub fail_on: Option<FailOn>,

    /// Check every workbook anew, and keep nothing of it: of a folder, workbooks that have not changed are
    /// known from the last run otherwise
    #[arg(long, conflicts_with = "changed_only", help_heading = "Run")]
    pub no_cache: bool,
    /// Report only workbooks that are new, or of which there is something new to say since the last run
    #[arg(long, help_heading = "Run")]
    pub changed_only: bool,
    /// Check only the Kth of N parts of the workbooks, for a run on several machines; pamlint merge joins
    /// the parts
    #[arg(long, value_name = "K/N", help_heading = "Run")]
    pub shard: Option<Shard>,
}

const CHECK_EXAMPLES: &str = "\
A marked copy stands beside its workbook as NAME.checked.xlsx; the workbook
itself is never changed. A workbook without mistakes gets no copy. The copy of
NAME.checked.xlsx is NAME.checked-2.xlsx.

Examples:
  pamlint check accounts.xlsx
  pamlint check --no-annotate --format json --output report.json accounts.xlsx
  pamlint check --ignore CTX,WB003 --severity TXT001=info --fail-on warning in

A file pamlint.toml sets options for the folder in which it stands and all below
it; what the command line says wins. Every option has a key of its name there,
`pamlint config show` tells what holds and why. For example:
  lang = \"nl\"                      out = \"checked\"
  ignore = [\"WB003\"]               severity = { TXT001 = \"info\" }
  fail-on = \"warning\"              lists = { ovo = \"organisations.csv\" }
  annotate = false                 exceptions = \"exceptions.csv\"";

fn severity(text: &str) -> Result<(String, Level), String> {
    let (code, level) = text.split_once('=').ok_or("write it as CODE=LEVEL, for example TXT001=info")?;
    let level = Level::from_str(level.trim(), true)
        .map_err(|_| format!("`{level}` is none of error, warning and info"))?;
    Ok((code.trim().to_owned(), level))
}

#[derive(Debug, Args)]
pub struct TemplateArguments {
    /// Write the workbook to this file [default: CONVENTION-onboarding.xlsx, unless it is there already]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub voice: Voice,
    /// How many rows to prepare on each sheet
    #[arg(long, value_name = "NUMBER", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub rows: u32,
    /// Make sheets for this kind of account only: its id, or the name of its sheet (may be repeated)
    #[arg(long, value_name = "ID")]
    pub kind: Vec<String>,
}

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

    /// The form of the receipt [default: text]
    #[arg(long, help_heading = "Receipt")]
    pub format: Option<ReceiptFormat>,

    /// Put the fixed copies in this folder [default: beside each workbook]
    #[arg(long, value_name = "FOLDER", help_heading = "Fixed copies")]
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
    pub protection: Protection,

    /// Fix and count only these rules: codes such as SAF005, or the beginning of codes such as SAF
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// Neither fix nor count these rules
    #[arg(long, value_name = "CODES", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Count a rule as error, warning or info
    #[arg(long, value_name = "CODE=LEVEL", value_parser = severity, help_heading = "Rules")]
    pub severity: Vec<(String, Level)>,
    /// End with exit code 1 when something from this severity on is left [default: error]
    #[arg(long, value_name = "LEVEL", help_heading = "Rules")]
    pub fail_on: Option<FailOn>,
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
            protection: self.protection,
            select: self.select,
            ignore: self.ignore,
            severity: self.severity,
            fail_on: self.fail_on,
            ..CheckArguments::default()
        }
    }
}

#[derive(Debug, Args)]
pub struct MergeArguments {
    /// The reports of the parts, which check --shard K/N --format jsonl has written
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The convention of the check: the name of one that is built in, or a file
    #[arg(long, value_name = "ID|FILE")]
    pub convention: Option<String>,
    /// The configuration file [default: the nearest pamlint.toml, in the folder or above it]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The file with recorded exceptions of the check
    #[arg(long, value_name = "FILE")]
    pub exceptions: Option<PathBuf>,
    /// The form of the report [default: text]
    #[arg(long)]
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
    /// The date that summaries name as the day of the check [default: today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<jiff::civil::Date>,
    /// End with exit code 1 from this severity on [default: error]
    #[arg(long, value_name = "LEVEL")]
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
            fail_on: self.fail_on,
            no_annotate: true,
            ..CheckArguments::default()
        }
    }
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
pub struct ConventionArguments {
    #[command(subcommand)]
    pub command: ConventionCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConventionCommand {
    /// List the conventions that are built in.
    List {
        #[command(flatten)]
        lang: OnlyLang,
    },
    /// Show a convention: the sheets and their columns, the names and the code lists.
    Show {
        /// The name of one that is built in, or a file [default: the one that `check` would use]
        #[arg(value_name = "ID|FILE")]
        convention: Option<String>,
        #[command(flatten)]
        lang: OnlyLang,
    },
    /// Check a convention file: what does not hold together is shown where it stands, and the wrong and
    /// the right example of every rule are tried.
    Check {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write a small convention with remarks, to begin with.
    New {
        /// What the convention is to be called: small letters, digits and hyphens
        #[arg(value_name = "ID", default_value = "our-convention")]
        id: String,
        /// Write it to this file [default: ID.toml, unless it is there already]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print the JSON Schema of the convention file, with which editors complete and explain it.
    Schema,
    /// Say what one version of a convention changes, and which findings appear and disappear with it.
    Diff {
        /// The old version: the name of one that is built in, or a file
        #[arg(value_name = "OLD")]
        old: String,
        /// The new version
        #[arg(value_name = "NEW")]
        new: String,
        #[command(flatten)]
        walk: Walk,
        #[command(flatten)]
        lang: OnlyLang,
    },
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
    /// The language of all texts [default: that of the computer, or else English]
    #[arg(long, value_name = "LANGUAGE")]
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
    /// The language of messages about the workbook [default: that of the computer, or else English]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<Lang>,
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

/// A call of the program.
pub struct Call {
    /// The words of it, the command always among them.
    pub words: Vec<OsString>,
    /// What they say.
    pub matches: ArgMatches,
    /// The same.
    pub arguments: Arguments,
}

/// The call of this process; ends it for `--help`, `--version` and calls that make no sense.
pub fn parse() -> Call {
    read(with_command(std::env::args_os().collect())).unwrap_or_else(|error| error.exit())
}

/// A call of these words.
///
/// # Errors
/// When they make no sense.
pub fn read(words: Vec<OsString>) -> Result<Call, clap::Error> {
    let matches = Arguments::command().try_get_matches_from(&words)?;
    let arguments =
        Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut Arguments::command()))?;
    Ok(Call { words, matches, arguments })
}

/// A word that is meant as a command but is none, and no file either.
fn misspelt(word: &OsStr, command: &clap::Command) -> Option<clap::Error> {
    let is_meant =
        |word: &&str| !word.starts_with('-') && !word.contains(['.', '/', '\\']) && !Path::new(word).exists();
    let word = word.to_str().filter(is_meant)?;
    let near = nearest(word, command.get_subcommands().map(clap::Command::get_name))?;
    let message = format!("there is no command and no file `{word}`; did you mean `pamlint {near}`?\n");
    Some(clap::Error::raw(ErrorKind::InvalidSubcommand, message))
}

/// A call without a command is a check: that is what dropping workbooks on the program's icon does.
///
/// Options that stand before the command belong to every command; anything else in its place is an
/// option or a path of `check`.
fn with_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let command = Arguments::command();
    let mut position = 1;
    loop {
        let argument = arguments.get(position).map(|argument| argument.to_string_lossy());
        match argument.as_deref() {
            Some("-h" | "--help" | "-V" | "--version" | "help") => return arguments,
            Some(word) if command.find_subcommand(word).is_some() => return arguments,
            Some("--color") => position += 2,
            Some("--verbose" | "--quiet") => position += 1,
            Some(word) if word.starts_with("--color=") => position += 1,
            Some(word) if word.len() > 1 && is_general_flags(word) => position += 1,
            _ => break,
        }
    }
    if let Some(error) = arguments.get(position).and_then(|word| misspelt(word, &command)) {
        error.exit();
    }
    arguments.insert(position.min(arguments.len()), "check".into());
    arguments
}

/// Whether it is `-v`, `-q`, `-vv` and so on.
fn is_general_flags(word: &str) -> bool {
    word.strip_prefix('-').is_some_and(|flags| flags.chars().all(|flag| matches!(flag, 'v' | 'q')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn completed(line: &str) -> String {
        let arguments = line.split_whitespace().map(OsString::from).collect();
        let completed: Vec<String> =
            with_command(arguments).iter().map(|word| word.to_string_lossy().into_owned()).collect();
        completed.join(" ")
    }

    #[test]
    fn a_call_without_a_command_is_a_check() {
        assert_eq!(completed("pamlint"), "pamlint check");
        assert_eq!(completed("pamlint a.xlsx"), "pamlint check a.xlsx");
        assert_eq!(completed("pamlint --lang nl a.xlsx"), "pamlint check --lang nl a.xlsx");
        assert_eq!(completed("pamlint -vv --color never a.xlsx"), "pamlint -vv --color never check a.xlsx");
        assert_eq!(completed("pamlint --color=never -q rule"), "pamlint --color=never -q rule");
        assert_eq!(completed("pamlint ./rule"), "pamlint check ./rule");
        assert_eq!(completed("pamlint - a"), "pamlint check - a");
        for line in
            ["pamlint check a", "pamlint rule", "pamlint help check", "pamlint --help", "pamlint -v -V"]
        {
            assert_eq!(completed(line), line);
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
