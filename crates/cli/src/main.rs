//! The command `pamlint`: arguments, files, clock and exit code around the pure crates.
//!
//! This is the one room that may touch the world. It finds the workbooks and the configuration, hands
//! bytes to the others, and puts what comes back where it belongs: reports on standard output, copies
//! into files that are whole or not there at all, everything else on standard error.

mod about;
mod across;
mod args;
mod cache;
mod check;
mod clean;
mod codes;
mod compare;
mod completions;
mod config;
mod convention;
mod copies;
mod drawn;
mod exceptions;
mod exit;
mod files;
mod fix;
mod generate;
mod guard;
mod inputs;
mod interrupt;
mod judged;
mod kept;
mod language;
mod lists;
mod logging;
mod merge;
mod open;
mod output;
mod password;
mod pipeline;
mod plan;
mod plan_files;
mod problems;
mod progress;
mod replies;
mod rule;
mod settings;
mod shard;
mod shelter;
mod sink;
mod speech;
mod stamp;
mod summaries;
mod template;
mod terminal;
mod window;
mod work;

use std::process::ExitCode;

use args::{Call, Command};
use exit::Exit;

fn main() -> ExitCode {
    if let Some(code) = shelter::run_child() {
        return code;
    }
    let call = match args::parse() {
        Ok(call) => call,
        Err(error) => {
            logging::start(0, false);
            problems::print(&error);
            window::leave(Exit::WrongCall);
            return Exit::WrongCall.into();
        }
    };
    let general = &call.arguments.general;
    general.color.write_global();
    logging::start(general.verbose, general.quiet);
    guard::start();
    output::start();
    interrupt::start();
    let exit = run(call).unwrap_or_else(|error| {
        problems::print(&error);
        Exit::WrongCall
    });
    window::leave(exit);
    exit.into()
}

fn run(call: Call) -> anyhow::Result<Exit> {
    if let Command::Config(arguments) = &call.arguments.command {
        return config::run(&call, arguments);
    }
    let (arguments, file) = config::complete(call)?;
    if let Some(language) = arguments.language() {
        speech::speak(language);
    }
    // The configuration may say what the call did not.
    arguments.general.color.write_global();
    done(arguments.command).map_err(|error| config::located(error, file.as_ref()))
}

fn done(command: Command) -> anyhow::Result<Exit> {
    match command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Template(arguments) => template::run(&arguments),
        Command::Fix(arguments) => fix::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Plan(arguments) => plan::run(*arguments),
        Command::Rule(arguments) => rule::run(&arguments),
        Command::Convention(arguments) => convention::run(&arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Config(_) => Ok(Exit::Fine),
        Command::Clean(arguments) => clean::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Exceptions(arguments) => exceptions::run(arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}
