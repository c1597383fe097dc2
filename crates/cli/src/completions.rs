//! `pamlint completions`: how a shell completes the options of this program.

use crate::args::{self, CompletionsArguments};
use crate::exit::Exit;
use crate::output::Screen;

/// Prints the completions of a shell.
pub fn run(arguments: &CompletionsArguments) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut args::command(), "pamlint", &mut script);
    Screen::new().write(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
