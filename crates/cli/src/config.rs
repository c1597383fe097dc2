//! `pamlint.toml`: the options of `check`, once for the folder from which people work and everything below it, or for
//! all who use the program beside which it stands. It is never looked for where workbooks lie: they come from outside.
//!
//! An option is declared in one place, the arguments of `check` (`args.rs`): its key in the file, the words
//! that it takes, its line in `config show` and its place in the JSON Schema all come from there. What the
//! file says is put into the call, where the call itself says nothing, and read as if it had stood there.

mod exceptions;
mod file;
mod folders;
mod keys;
mod schema;
mod show;
mod source;

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::ArgMatches;
use clap::parser::ValueSource;
use pamlint_convention::Language;

use crate::args::{
    self, Arguments, Call, CheckArguments, Command, ConfigArguments, ConfigCommand, ExceptionsArguments,
    ExceptionsCommand,
};
use crate::exit::Exit;
use crate::files::folder_of;
use crate::output::Screen;
use crate::problems::{Problems, Refused};
use crate::speech;
use file::Entry;
pub use file::File;
use keys::{Key, Shape};
pub use schema::schema;

/// The name by which the file is found.
const NAME: &str = "pamlint.toml";

/// Options that say something only beside another: where that one is not asked for, the file says nothing.
const BESIDE: [(&str, &str); 1] = [("reply_by", "reply")];

/// The keys that commands other than `check` and `fix` go by.
const VOICE: [&str; 2] = ["convention", "lang"];

/// Runs the command `config`.
///
/// # Errors
/// With what is wrong in the configuration.
pub fn run(call: &Call, arguments: &ConfigArguments) -> anyhow::Result<Exit> {
    let text = match &arguments.command {
        ConfigCommand::Show(arguments) => {
            let file = find(arguments.voice.config.as_deref(), asked_by(call))?;
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
        Command::Exceptions(ExceptionsArguments { command: ExceptionsCommand::Record(arguments) }) => {
            (&arguments.voice.config, true)
        }
        Command::Template(arguments) => (&arguments.voice.config, false),
        Command::Rule(arguments) => (&arguments.voice.config, false),
        Command::Merge(arguments) => (&arguments.config, true),
        _ => return Ok((call.arguments, None)),
    };
    let Some(mut file) = find(given.as_deref(), asked_by(&call))? else { return Ok((call.arguments, None)) };
    let wanted = |key: &str| walks || VOICE.contains(&key);
    let mut arguments = with(&call, &file, &file.entries, wanted)?;
    let mut folders = Vec::new();
    for folder in &file.folders {
        let said = with(&call, &file, &file.entries_in(folder), wanted)?;
        if let Some(said) = of_workbooks(said.command) {
            folders.push(args::Folder { place: folder.place.clone(), arguments: Box::new(said) });
        }
    }
    let path = Some(file.path.clone());
    let known = match &mut arguments.command {
        Command::Check(check) => Some((&mut check.voice, &mut check.known)),
        Command::Fix(fix) => Some((&mut fix.voice, &mut fix.known)),
        Command::Compare(compare) => Some((&mut compare.voice, &mut compare.known)),
        Command::Plan(plan) => Some((&mut plan.voice, &mut plan.known)),
        Command::Exceptions(ExceptionsArguments { command: ExceptionsCommand::Record(record) }) => {
            Some((&mut record.voice, &mut record.known))
        }
        Command::Merge(merge) => {
            merge.config = path.clone();
            None
        }
        _ => None,
    };
    if let Some((voice, known)) = known {
        (voice.config, known.recorded, known.folders) = (path, std::mem::take(&mut file.exceptions), folders);
    }
    Ok((arguments, Some(file)))
}

/// The arguments of a call with what the configuration says.
fn with(
    call: &Call,
    file: &File,
    entries: &[Entry],
    wanted: impl Fn(&str) -> bool,
) -> anyhow::Result<Arguments> {
    let added = added(&call.matches, entries, wanted);
    let mut words = call.words.clone();
    let mut behind = 1;
    for command in commands(&call.matches) {
        let at = words.iter().skip(behind).position(|word| word == command);
        behind = at.map_or(words.len(), |at| behind + at + 1);
    }
    words.splice(behind..behind, added.into_iter().map(Into::into));
    let read = args::read(words.clone()).map_err(|error| {
        anyhow!("{}: {}", file.path.display(), args::told(&error, &words, &args::command()))
    });
    Ok(read?.arguments)
}

/// The arguments of a command that is about workbooks, as those of a check.
fn of_workbooks(command: Command) -> Option<CheckArguments> {
    match command {
        Command::Check(check) => Some(check),
        Command::Fix(fix) => Some(fix.into_check()),
        Command::Compare(compare) => Some(compare.into_check()),
        Command::Plan(plan) => Some(plan.into_check()),
        Command::Exceptions(ExceptionsArguments { command: ExceptionsCommand::Record(record) }) => {
            Some(record.into_check())
        }
        _ => None,
    }
}

/// Why a command has failed, shown where it stands in the configuration if a value of that is the cause.
pub fn located(error: anyhow::Error, file: Option<&File>) -> anyhow::Error {
    let Refused { key, value, why } = match error.downcast() {
        Ok(refused) => refused,
        Err(error) => return error,
    };
    match file.and_then(|file| file.find(key, &value)) {
        // Mistakes in another file are shown at their own lines.
        Some(_) if why.is::<Problems>() => why,
        Some(placed) => Problems(vec![placed.spot.problem(format!("{why:#}"), None)]).into(),
        None => why,
    }
}

/// The convention that the configuration of the current folder names.
///
/// # Errors
/// As [`complete`].
pub fn convention() -> anyhow::Result<Option<String>> {
    let file = find(None, (false, Some(speech::spoken())))?;
    Ok(file.and_then(|file| Some(file.entry("convention")?.words().next()?.to_owned())))
}

/// What the file says, as words of a call; what the call says itself, or rules out, is left away.
fn added(call: &ArgMatches, entries: &[Entry], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let (matches, keys) = (innermost(call), keys::all());
    let all = built();
    let options: Vec<&str> = command_of(&all, call)
        .map(|command| command.get_arguments().map(|arg| arg.get_id().as_str()).collect())
        .unwrap_or_default();
    let takes = |key: &Key| wanted(&key.name) && options.contains(&key.id.as_str());
    let mut given: Vec<String> = keys
        .iter()
        .filter(|key| takes(key) && matches.value_source(&key.id) == Some(ValueSource::CommandLine))
        .map(|key| key.id.clone())
        .collect();
    let ruled_out = ruled_out(call);
    let mut words = Vec::new();
    // Switches first: what they rule out is not used, wherever it is configured.
    let mut keys: Vec<&Key> = keys.iter().filter(|key| takes(key)).collect();
    keys.sort_by_key(|key| !matches!(key.shape, Shape::Switch { .. }));
    for key in keys {
        let Some(entry) = entries.iter().find(|entry| entry.key == key.name) else { continue };
        let is_said = given.contains(&key.id) && !matches!(key.shape, Shape::Table { .. });
        let is_idle =
            BESIDE.iter().any(|(idle, other)| key.id == *idle && !given.iter().any(|id| id == other));
        let is_out =
            is_idle || given.iter().any(|other| key.conflicts.contains(other)) || ruled_out.contains(&key.id);
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
fn ruled_out(call: &ArgMatches) -> Vec<String> {
    let all = built();
    let Some(command) = command_of(&all, call) else { return Vec::new() };
    let matches = innermost(call);
    let is_said =
        |arg: &&clap::Arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
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

/// Every command with all its options.
fn built() -> clap::Command {
    let mut all = args::command();
    all.build();
    all
}

/// The command of a call. What it takes is asked of it and not of what was read of the call, which tells of options that
/// it does not have only in a debug build.
fn command_of<'c>(all: &'c clap::Command, call: &ArgMatches) -> Option<&'c clap::Command> {
    commands(call).into_iter().try_fold(all, |command, name| command.find_subcommand(name))
}

/// The commands of a call, each within the one before.
fn commands(call: &ArgMatches) -> Vec<&str> {
    let first = call.subcommand();
    let all = std::iter::successors(first, |(_, inner)| inner.subcommand());
    all.map(|(name, _)| name).collect()
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
fn find(file: Option<&Path>, (is_dropped, asked): (bool, Option<Language>)) -> anyhow::Result<Option<File>> {
    let file = match file {
        Some(file) => Some(file.to_owned()),
        None if is_dropped => beside_program(),
        None => above().or_else(beside_program),
    };
    match file {
        Some(file) => File::read(&file, asked).map(Some),
        None => {
            tracing::info!("configuration: none");
            Ok(None)
        }
    }
}

/// Whether workbooks were dropped on the program, and the language that a call asks for.
fn asked_by(call: &Call) -> (bool, Option<Language>) {
    (call.is_dropped, speech::asked(&call.words))
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
