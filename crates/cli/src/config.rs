//! `pamlint.toml`: the options of `check`, once for a folder and everything below it.
//!
//! An option is declared in one place, the arguments of `check` (`args.rs`): its key in the file, the words
//! that it takes, its line in `config show` and its place in the JSON Schema all come from there. What the
//! file says is put into the call, where the call itself says nothing, and read as if it had stood there.

mod file;
mod keys;
mod schema;
mod show;

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::args::{self, Arguments, Call, Command, ConfigArguments, ConfigCommand};
use crate::exit::Exit;
use crate::output::{Screen, folder_of};
use file::File;
pub use file::{Source, meant, scalar};
use keys::{Key, Shape};

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
            let file = find(arguments.voice.config.as_deref(), &arguments.walk.paths)?;
            show::shown(innermost(&call.matches), file.as_ref())
        }
        ConfigCommand::Schema => schema::schema(),
    };
    Screen::new().write(&text)?;
    Ok(Exit::Fine)
}

/// The arguments of a call with what the configuration adds to them.
///
/// # Errors
/// When the file cannot be read, or with everything that is wrong in it.
pub fn complete(call: Call) -> anyhow::Result<Arguments> {
    let (given, paths, walks): (_, &[PathBuf], _) = match &call.arguments.command {
        Command::Check(arguments) => (&arguments.voice.config, &arguments.walk.paths, true),
        Command::Fix(arguments) => (&arguments.voice.config, &arguments.walk.paths, true),
        Command::Template(arguments) => (&arguments.voice.config, &[], false),
        Command::Rule(arguments) => (&arguments.voice.config, &[], false),
        Command::Merge(arguments) => (&arguments.config, &[], true),
        _ => return Ok(call.arguments),
    };
    let Some(file) = find(given.as_deref(), paths)? else { return Ok(call.arguments) };
    let matches = innermost(&call.matches);
    let added = added(matches, &file, |key| walks || VOICE.contains(&key));
    let mut words = call.words.clone();
    let command = call.matches.subcommand_name().unwrap_or_default();
    let behind = words.iter().skip(1).position(|word| word == command).map_or(words.len(), |at| at + 2);
    words.splice(behind..behind, added.into_iter().map(Into::into));
    let mut arguments = args::read(words)
        .map_err(|error| anyhow!("{}: {}", file.path.display(), error.to_string().trim()))?
        .arguments;
    match &mut arguments.command {
        Command::Check(check) => check.known.recorded = file.exceptions,
        Command::Fix(fix) => fix.known.recorded = file.exceptions,
        _ => {}
    }
    Ok(arguments)
}

/// The convention that the configuration of the current folder names.
///
/// # Errors
/// As [`complete`].
pub fn convention() -> anyhow::Result<Option<String>> {
    let file = find(None, &[])?;
    Ok(file.and_then(|file| file.entries.into_iter().find(|entry| entry.key == "convention")?.values.pop()))
}

/// What the file says, as words of a call; what the call says itself, or rules out, is left away.
fn added(matches: &ArgMatches, file: &File, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let keys = keys::all();
    let takes = |key: &Key| wanted(&key.name) && matches.try_contains_id(&key.id).is_ok();
    let mut given: Vec<String> = keys
        .iter()
        .filter(|key| takes(key) && matches.value_source(&key.id) == Some(ValueSource::CommandLine))
        .map(|key| key.id.clone())
        .collect();
    let mut words = Vec::new();
    // Switches first: what they rule out is not used, wherever it is configured.
    let mut keys: Vec<&Key> = keys.iter().filter(|key| takes(key)).collect();
    keys.sort_by_key(|key| !matches!(key.shape, Shape::Switch { .. }));
    for key in keys {
        let Some(entry) = file.entries.iter().find(|entry| entry.key == key.name) else { continue };
        let is_said = given.contains(&key.id) && !matches!(key.shape, Shape::Table { .. });
        if is_said || entry.values.is_empty() || given.iter().any(|other| key.conflicts.contains(other)) {
            continue;
        }
        given.push(key.id.clone());
        match key.shape {
            Shape::Switch { .. } => words.push(format!("--{}", key.long)),
            _ => words.extend(entry.values.iter().map(|value| format!("--{}={value}", key.long))),
        }
    }
    words
}

/// The arguments of the command within which no other stands.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    match matches.subcommand() {
        Some((_, inner)) => innermost(inner),
        None => matches,
    }
}

/// The configuration in `file`, else in the nearest file above the first of `paths` (or above the
/// current folder when there are none), else none.
fn find(file: Option<&Path>, paths: &[PathBuf]) -> anyhow::Result<Option<File>> {
    if let Some(file) = file {
        return File::read(file).map(Some);
    }
    let mut files = paths.iter().map(|path| above(path));
    let first = files.next().unwrap_or_else(|| above(Path::new(".")));
    if let Some(other) = files.flatten().find(|other| first.as_ref() != Some(other)) {
        let used = first.as_ref().map_or("none".to_owned(), |file| file.display().to_string());
        tracing::warn!("{} is not used: one run has one configuration, here {used}", other.display());
    }
    first.as_deref().map(File::read).transpose()
}

/// The nearest configuration file above a workbook, or in or above a folder.
fn above(path: &Path) -> Option<PathBuf> {
    let folder = if path.is_dir() { path } else { folder_of(path) };
    let folder = folder.canonicalize().ok()?;
    let file = folder.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    // A path below the current folder is shown as people would type it.
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
    Some(file.strip_prefix(here).map(Path::to_owned).unwrap_or(file))
}
