//! The command `pamlint`: arguments, files, clock and exit code around the pure crates.
//!
//! This is the one room that may touch the world. It finds the workbooks and the configuration, hands
//! bytes to the others, and puts what comes back where it belongs: reports on standard output, copies
//! into files that are whole or not there at all, everything else on standard error.

mod args;
mod check;
mod clean;
mod completions;
mod config;
mod convention;
mod copies;
mod exit;
mod fix;
mod guard;
mod inputs;
mod interrupt;
mod language;
mod logging;
mod open;
mod output;
mod password;
mod problems;
mod rule;
mod settings;
mod shelter;
mod template;

use std::process::ExitCode;

use args::{Arguments, Command};
use exit::Exit;

fn main() -> ExitCode {
    if let Some(code) = shelter::run_child() {
        return code;
    }
    let arguments = args::parse();
    arguments.general.color.write_global();
    logging::start(&arguments.general);
    guard::start();
    interrupt::start();
    let exit = run(arguments).unwrap_or_else(|error| {
        problems::print(&error);
        Exit::WrongCall
    });
    exit.into()
}

fn run(arguments: Arguments) -> anyhow::Result<Exit> {
    match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Template(arguments) => template::run(&arguments),
        Command::Fix(arguments) => fix::run(arguments),
        Command::Rule(arguments) => rule::run(&arguments),
        Command::Convention(arguments) => convention::run(&arguments),
        Command::Clean(arguments) => clean::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}
