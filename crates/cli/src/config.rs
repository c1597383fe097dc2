//! `pamlint.toml`: the options of `check`, once for the folder from which people work and everything below it, or for
//! all who use the program beside which it stands. It is never looked for where workbooks lie: they come from outside.
//!
//! An option is declared in one place, the arguments of `check` (`args.rs`): its key in the file, the words
//! that it takes, its line in `config show` and its place in the JSON Schema all come from there. What the
//! file says is put into the call, where the call itself says nothing, and read as if it had stood there.

mod exceptions;
mod file;
mod keys;
mod schema;
mod show;
mod source;

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::args::{self, Arguments, Call, Command, ConfigArguments, ConfigCommand};
use crate::exit::Exit;
use crate::files::folder_of;
use crate::output::Screen;
use crate::problems::{Problems, Refused};
pub use file::File;
use keys::{Key, Shape};
pub use schema::schema;

/// The name by which the file is found.
const NAME: &str = "pamlint.toml";

/// The keys that commands other than `check` and `fix` go by.
const VOICE: [&str; 2] = ["convention", "lang"];

/// Runs the command `config`.
///
/// # Errors
/// With what is wrong in the configuration.
pub fn run(call: &Call, arguments: &ConfigArguments) -> anyhow::Result<Exit> {
    let text = match &arguments.command {
        ConfigCommand::Show(arguments) => {
            let file = find(arguments.voice.config.as_deref(), call.is_dropped)?;
            show::shown(innermost(&call.matches), file.as_ref())
        }
        ConfigCommand::Schema => schema(),
    };
    Screen::new().write(&text)?;
    Ok(Exit::Fine)
}

/// The arguments of a call with what the configuration adds to them.
///
/// # Errors
/// When the file cannot be read, or with everything that is wrong in it.
pub fn complete(call: Call) -> anyhow::Result<(Arguments, Option<File>)> {
    let (given, walks) = match &call.arguments.command {
        Command::Check(arguments) => (&arguments.voice.config, true),
        Command::Fix(arguments) => (&arguments.voice.config, true),
        Command::Compare(arguments) => (&arguments.voice.config, true),
        Command::Plan(arguments) => (&arguments.voice.config, true),
        Command::Template(arguments) => (&arguments.voice.config, false),
        Command::Rule(arguments) => (&arguments.voice.config, false),
        Command::Merge(arguments) => (&arguments.config, true),
        _ => return Ok((call.arguments, None)),
    };
    let Some(mut file) = find(given.as_deref(), call.is_dropped)? else { return Ok((call.arguments, None)) };
    let matches = innermost(&call.matches);
    let command = call.matches.subcommand_name().unwrap_or_default();
    let added = added(matches, command, &file, |key| walks || VOICE.contains(&key));
    let mut words = call.words.clone();
    let behind = words.iter().skip(1).position(|word| word == command).map_or(words.len(), |at| at + 2);
    words.splice(behind..behind, added.into_iter().map(Into::into));
    let mut arguments = args::read(words.clone())
        .map_err(|error| {
            anyhow!("{}: {}", file.path.display(), args::told(&error, &words, &args::command()))
        })?
        .arguments;
    let (path, exceptions) = (Some(file.path.clone()), std::mem::take(&mut file.exceptions));
    match &mut arguments.command {
        Command::Check(check) => (check.voice.config, check.known.recorded) = (path, exceptions),
        Command::Fix(fix) => (fix.voice.config, fix.known.recorded) = (path, exceptions),
        Command::Compare(compare) => {
            (compare.voice.config, compare.known.recorded) = (path, exceptions);
        }
        Command::Plan(plan) => (plan.voice.config, plan.known.recorded) = (path, exceptions),
        Command::Merge(merge) => merge.config = path,
        _ => {}
    }
    Ok((arguments, Some(file)))
}

/// Why a command has failed, shown where it stands in the configuration if a value of that is the cause.
pub fn located(error: anyhow::Error, file: Option<&File>) -> anyhow::Error {
    let Refused { key, value, why } = match error.downcast() {
        Ok(refused) => refused,
        Err(error) => return error,
    };
    let said = file.and_then(|file| file.entry(key));
    match said.and_then(|entry| entry.values.iter().find(|placed| placed.value == value)) {
        Some(placed) => Problems(vec![placed.spot.problem(format!("{why:#}"), None)]).into(),
        None => why,
    }
}

/// The convention that the configuration of the current folder names.
///
/// # Errors
/// As [`complete`].
pub fn convention() -> anyhow::Result<Option<String>> {
    let file = find(None, false)?;
    Ok(file.and_then(|file| Some(file.entry("convention")?.words().next()?.to_owned())))
}

/// What the file says, as words of a call; what the call says itself, or rules out, is left away.
fn added(matches: &ArgMatches, command: &str, file: &File, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let keys = keys::all();
    let takes = |key: &Key| wanted(&key.name) && matches.try_contains_id(&key.id).is_ok();
    let mut given: Vec<String> = keys
        .iter()
        .filter(|key| takes(key) && matches.value_source(&key.id) == Some(ValueSource::CommandLine))
        .map(|key| key.id.clone())
        .collect();
    let ruled_out = ruled_out(matches, command);
    let mut words = Vec::new();
    // Switches first: what they rule out is not used, wherever it is configured.
    let mut keys: Vec<&Key> = keys.iter().filter(|key| takes(key)).collect();
    keys.sort_by_key(|key| !matches!(key.shape, Shape::Switch { .. }));
    for key in keys {
        let Some(entry) = file.entry(&key.name) else { continue };
        let is_said = given.contains(&key.id) && !matches!(key.shape, Shape::Table { .. });
        let is_out = given.iter().any(|other| key.conflicts.contains(other)) || ruled_out.contains(&key.id);
        if is_said || entry.values.is_empty() || is_out {
            continue;
        }
        given.push(key.id.clone());
        match key.shape {
            Shape::Switch { .. } => words.push(format!("--{}", key.long)),
            _ => words.extend(entry.words().map(|value| format!("--{}={value}", key.long))),
        }
    }
    words
}

/// The options that do not go together with what the call says, also where `check` has no such option.
fn ruled_out(matches: &ArgMatches, command: &str) -> Vec<String> {
    let mut all = args::command();
    all.build();
    let Some(command) = all.find_subcommand(command) else { return Vec::new() };
    let is_said = |arg: &&clap::Arg| {
        let id = arg.get_id().as_str();
        matches.try_contains_id(id).is_ok() && matches.value_source(id) == Some(ValueSource::CommandLine)
    };
    let said: Vec<&clap::Arg> = command.get_arguments().filter(is_said).collect();
    let conflicts = |arg| command.get_arg_conflicts_with(arg).into_iter().map(clap::Arg::get_id);
    let mut ruled_out: Vec<String> =
        said.iter().flat_map(|arg| conflicts(arg)).map(ToString::to_string).collect();
    for arg in command.get_arguments() {
        if conflicts(arg).any(|other| said.iter().any(|said| said.get_id() == other)) {
            ruled_out.push(arg.get_id().to_string());
        }
    }
    ruled_out
}

/// The arguments of the command within which no other stands.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, inner)) => innermost(inner),
        None => matches,
    }
}

/// The configuration in `file`, else in the nearest file from the current folder upwards, else in the one beside the
/// program, else none. Where workbooks are dropped on the program's icon, the current folder may be theirs, and only
/// the one beside the program counts: nobody who sends a workbook sends along how it is checked.
fn find(file: Option<&Path>, is_dropped: bool) -> anyhow::Result<Option<File>> {
    let file = match file {
        Some(file) => Some(file.to_owned()),
        None if is_dropped => beside_program(),
        None => above().or_else(beside_program),
    };
    match file {
        Some(file) => File::read(&file).map(Some),
        None => {
            tracing::info!("configuration: none");
            Ok(None)
        }
    }
}

/// The nearest configuration file in the current folder or above it, as people would type it.
fn above() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let file = here.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    Some(file.strip_prefix(&here).map(Path::to_owned).unwrap_or(file))
}

/// The configuration file that was handed out with the program.
fn beside_program() -> Option<PathBuf> {
    let file = folder_of(&std::env::current_exe().ok()?).join(NAME);
    file.is_file().then_some(file)
}
