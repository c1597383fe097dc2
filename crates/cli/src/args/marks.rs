//! What is said of an option where it is declared, besides what clap keeps of it: the configuration, its schema,
//! `config show` and the cache go by it.

use clap::builder::ArgExt;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

/// What holds when nobody says anything, in words. The help of the option ends in it.
#[derive(Debug, Clone, Copy)]
pub struct Otherwise(pub &'static str);

/// The option says something about one call only: it is no key of the configuration.
#[derive(Debug, Clone, Copy)]
pub struct OfTheCall;

/// The option says which workbooks are checked, how the run goes or how it is told, and changes nothing about what
/// is found in a workbook. Every other option does: what is found is kept by what those say.
#[derive(Debug, Clone, Copy)]
pub struct OfTheRun;

/// The option may differ from folder to folder: its key may stand in a table of `folders` in the configuration too.
#[derive(Debug, Clone, Copy)]
pub struct PerFolder;

/// The key of the configuration, where it is not called like the option.
#[derive(Debug, Clone, Copy)]
pub struct KeyName(pub &'static str);

/// The value is the name of a convention that is built in, or the path of a file.
#[derive(Debug, Clone, Copy)]
pub struct NamesConvention;

impl ArgExt for Otherwise {}
impl ArgExt for OfTheCall {}
impl ArgExt for OfTheRun {}
impl ArgExt for PerFolder {}
impl ArgExt for KeyName {}
impl ArgExt for NamesConvention {}

/// The help of every option with what holds otherwise.
pub fn with_defaults(command: Command) -> Command {
    let said = |arg: Arg| match (arg.get::<Otherwise>(), arg.get_help()) {
        (Some(Otherwise(words)), Some(help)) => {
            let help = format!("{help} [default: {words}]");
            arg.help(help)
        }
        _ => arg,
    };
    command.mut_args(said).mut_subcommands(with_defaults)
}

/// What a call says of the options that change what is found in a workbook, in the order of their declaration.
pub fn decisive(command: &Command, matches: &ArgMatches) -> String {
    let mut said = String::new();
    for arg in
        command.get_arguments().filter(|arg| arg.get_long().is_some() && arg.get::<OfTheRun>().is_none())
    {
        let id = arg.get_id().as_str();
        let is_given =
            matches.try_contains_id(id).is_ok() && matches.value_source(id) == Some(ValueSource::CommandLine);
        if is_given {
            let values: Vec<_> = matches.get_raw(id).into_iter().flatten().collect();
            said += &format!("{id} {values:?}\n");
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use crate::args::{Command, read};

    fn decisive(line: &str) -> String {
        match read(line.split_whitespace().map(Into::into).collect()).unwrap().arguments.command {
            Command::Check(check) => check.decisive,
            _ => String::new(),
        }
    }

    #[test]
    fn what_changes_what_is_found_decides_and_nothing_else() {
        let how = "--out o --mirror --jobs 2 --format json --summary s.html --fail-on never --glob a --changed-only --lang nl -v";
        assert_eq!(decisive(&format!("pamlint check a.xlsx {how}")), "");
        assert_eq!(decisive("pamlint check --select SAF,CTX a.xlsx"), "select [\"SAF\", \"CTX\"]\n");
        for flag in ["--no-annotate", "--today 2026-01-01", "--severity A=info", "--list a=b.csv"] {
            assert!(!decisive(&format!("pamlint check {flag} a.xlsx")).is_empty(), "{flag}");
        }
    }
}
