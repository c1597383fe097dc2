//! A call of the program: the words of it, and what they say.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use anyhow::anyhow;
use clap::{ArgMatches, Command, CommandFactory as _, FromArgMatches as _};

use super::marks::{decisive, with_defaults};
use super::{Arguments, help, mistakes};
use crate::speech;

/// A call of the program.
pub struct Call {
    /// The words of it, the command always among them.
    pub words: Vec<OsString>,
    /// What they say.
    pub matches: ArgMatches,
    /// The same.
    pub arguments: Arguments,
    /// Whether no command stood in it, as when workbooks are dropped on the program's icon.
    pub is_dropped: bool,
}

/// The call of this process; ends it for `--help` and `--version`.
///
/// # Errors
/// When it makes no sense: what is wrong with it.
pub fn parse() -> anyhow::Result<Call> {
    let given: Vec<OsString> = std::env::args_os().collect();
    speech::speak(speech::of_call(&given));
    let count = given.len();
    let words = with_command(given).map_err(anyhow::Error::msg)?;
    let is_dropped = words.len() > count;
    match read(words.clone()) {
        Ok(call) => Ok(Call { is_dropped, ..call }),
        Err(error) if !error.use_stderr() => help::show(&error),
        Err(error) => Err(anyhow!("{}", mistakes::told(&error, &words, &command()))),
    }
}

/// A call of these words.
///
/// # Errors
/// When they make no sense.
pub fn read(words: Vec<OsString>) -> Result<Call, clap::Error> {
    let mut command = help::translated(command());
    let matches = command.try_get_matches_from_mut(&words)?;
    let mut arguments = Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
    if let super::Command::Check(check) = &mut arguments.command
        && let Some((name, matches)) = matches.subcommand()
        && let Some(command) = command.find_subcommand(name)
    {
        check.decisive = decisive(command, matches);
    }
    Ok(Call { words, matches, arguments, is_dropped: false })
}

/// The command with all that is said of its options.
pub fn command() -> Command {
    with_defaults(Arguments::command())
}

/// A word that is meant as a command but is none, and no file either: what to call instead.
fn misspelt(word: &OsStr, command: &Command) -> Option<String> {
    let is_meant =
        |word: &&str| !word.starts_with('-') && !word.contains(['.', '/', '\\']) && !Path::new(word).exists();
    mistakes::meant(word.to_str().filter(is_meant)?, command)
}

/// A call without a command is a check: that is what dropping workbooks on the program's icon does.
///
/// Options that stand before the command belong to every command; anything else in its place is an
/// option or a path of `check`.
///
/// # Errors
/// When a word stands in the place of a command that is meant as one, and is none.
fn with_command(mut arguments: Vec<OsString>) -> Result<Vec<OsString>, String> {
    let command = command();
    let mut position = 1;
    loop {
        let argument = arguments.get(position).map(|argument| argument.to_string_lossy());
        match argument.as_deref() {
            Some("-h" | "--help" | "-V" | "--version" | "help") => return Ok(arguments),
            Some(word) if command.find_subcommand(word).is_some() => return Ok(arguments),
            Some("--color") => position += 2,
            Some("--verbose" | "--quiet") => position += 1,
            Some(word) if word.starts_with("--color=") => position += 1,
            Some(word) if word.len() > 1 && is_general_flags(word) => position += 1,
            _ => break,
        }
    }
    if let Some(error) = arguments.get(position).and_then(|word| misspelt(word, &command)) {
        return Err(error);
    }
    arguments.insert(position.min(arguments.len()), "check".into());
    Ok(arguments)
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
            with_command(arguments).unwrap().iter().map(|word| word.to_string_lossy().into_owned()).collect();
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
        command().debug_assert();
    }
}
