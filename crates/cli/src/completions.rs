//! `pamlint completions`: how a shell completes the options of this program.

use clap::Command;
use clap::builder::PossibleValuesParser;
use pamlint_convention::Convention;

use crate::args::{self, CompletionsArguments};
use crate::exit::Exit;
use crate::output::Screen;
use crate::settings::DEFAULT;

/// Prints the completions of a shell.
pub fn run(arguments: &CompletionsArguments) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    let mut command = completed(args::translated(args::command()));
    clap_complete::generate(arguments.shell, &mut command, "pamlint", &mut script);
    Screen::new().write(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}

/// The command with the values that a shell is to complete, though others are taken too: the codes of the rules.
pub fn completed(command: Command) -> Command {
    let Some(Ok(convention)) = Convention::built_in(DEFAULT) else { return command };
    // They are kept until the program ends, which it does when they are printed.
    let mut codes: Vec<&'static str> =
        convention.rules.iter().map(|rule| &*rule.code.clone().leak()).collect();
    codes.sort();
    let codes = PossibleValuesParser::new(codes);
    command.mut_subcommand("rule", |rule| rule.mut_arg("rule", |arg| arg.value_parser(codes)))
}
