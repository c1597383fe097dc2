//! The keys of the configuration: one for each option of `check`.

use std::any::TypeId;
use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, ValueEnum as _};

use pamlint_reader::Limit;

use crate::args::{self, KeyName, Level, NamesConvention, OfTheCall, Otherwise, PerFolder};

/// A key of the configuration.
#[derive(Clone)]
pub struct Key {
    /// Its name in the file.
    pub name: String,
    /// The option that it stands for, as the program knows it.
    pub id: String,
    /// The same as people type it, without its hyphens.
    pub long: String,
    /// What stands behind it in the file.
    pub shape: Shape,
    /// What it is for.
    pub help: String,
    /// What holds when nobody says anything.
    pub default: Option<String>,
    /// The options that it does not go together with.
    pub conflicts: Vec<String>,
    /// Whether it may differ from folder to folder.
    pub is_per_folder: bool,
}

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// `true` or `false`; `no-annotate` is `annotate`, the other way round.
    Switch {
        /// The value by which the option is given.
        given_by: bool,
    },
    /// A number.
    Number,
    /// One text.
    Text(Values),
    /// A list of texts.
    Texts(Values),
    /// A table of texts.
    Table(Values),
}

/// Which texts fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Values {
    /// Any.
    Any,
    /// Paths: they count from the folder of the file.
    Paths,
    /// The name of a convention, or the path of its file.
    Convention,
    /// A whole number.
    Numbers,
    /// One of these.
    Words(Vec<String>),
}

/// Every key, in the order of `pamlint check --help`.
pub fn all() -> Vec<Key> {
    let mut command = args::command();
    // Building passes the options that belong to every command on to each.
    command.build();
    let Some(check) = command.find_subcommand("check") else { return Vec::new() };
    let mut keys: Vec<Key> = check.get_arguments().filter(|arg| is_key(arg)).filter_map(key).collect();
    let declared: Vec<(String, Vec<String>)> = check
        .get_arguments()
        .map(|arg| {
            let conflicts = check.get_arg_conflicts_with(arg);
            (
                arg.get_id().to_string(),
                conflicts.into_iter().map(|other| other.get_id().to_string()).collect(),
            )
        })
        .collect();
    for key in &mut keys {
        for (id, conflicts) in &declared {
            if *id == key.id {
                key.conflicts.extend(conflicts.iter().cloned());
            } else if conflicts.contains(&key.id) {
                key.conflicts.push(id.clone());
            }
        }
    }
    keys
}

/// Whether an option can be configured.
fn is_key(arg: &Arg) -> bool {
    let is_of_clap = matches!(
        arg.get_action(),
        ArgAction::Help | ArgAction::HelpShort | ArgAction::HelpLong | ArgAction::Version
    );
    !is_of_clap && arg.get::<OfTheCall>().is_none()
}

fn key(arg: &Arg) -> Option<Key> {
    let long = arg.get_long()?.to_owned();
    let shape = shape(arg);
    let name = match (arg.get(), &shape, long.strip_prefix("no-")) {
        (Some(KeyName(name)), _, _) => (*name).to_owned(),
        (None, Shape::Switch { .. }, Some(positive)) => positive.to_owned(),
        _ => long.clone(),
    };
    let (help, default) = (help(arg), default(arg));
    let is_per_folder = arg.get::<PerFolder>().is_some();
    Some(Key {
        name,
        id: arg.get_id().to_string(),
        long,
        shape,
        help,
        default,
        conflicts: Vec::new(),
        is_per_folder,
    })
}

fn shape(arg: &Arg) -> Shape {
    let holds = arg.get_value_parser().type_id();
    match arg.get_action() {
        ArgAction::SetTrue | ArgAction::SetFalse => {
            Shape::Switch { given_by: !arg.get_long().unwrap_or_default().starts_with("no-") }
        }
        ArgAction::Append if holds == TypeId::of::<(String, PathBuf)>() => Shape::Table(Values::Paths),
        ArgAction::Append if holds == TypeId::of::<(String, Level)>() => {
            let levels = Level::value_variants().iter().filter_map(clap::ValueEnum::to_possible_value);
            Shape::Table(Values::Words(levels.map(word).collect()))
        }
        ArgAction::Append if holds == TypeId::of::<(Limit, u64)>() => Shape::Table(Values::Numbers),
        ArgAction::Append => Shape::Texts(values(arg)),
        _ if holds == TypeId::of::<NonZeroUsize>() => Shape::Number,
        _ => Shape::Text(values(arg)),
    }
}

fn values(arg: &Arg) -> Values {
    let words: Vec<String> = arg.get_possible_values().into_iter().map(word).collect();
    if arg.get::<NamesConvention>().is_some() {
        Values::Convention
    } else if arg.get_value_parser().type_id() == TypeId::of::<PathBuf>() {
        Values::Paths
    } else if words.is_empty() {
        Values::Any
    } else {
        Values::Words(words)
    }
}

fn word(value: PossibleValue) -> String {
    value.get_name().to_owned()
}

/// What an option is for: its help without what holds otherwise.
fn help(arg: &Arg) -> String {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let own = arg.get().and_then(|Otherwise(words)| help.strip_suffix(&format!(" [default: {words}]")));
    own.unwrap_or(&help).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What holds when nobody says anything.
fn default(arg: &Arg) -> Option<String> {
    if let Some(Otherwise(words)) = arg.get() {
        return Some((*words).to_owned());
    }
    match arg.get_action() {
        ArgAction::SetTrue => Some(arg.get_long().unwrap_or_default().starts_with("no-").to_string()),
        _ => arg.get_default_values().first().map(|value| OsStr::to_string_lossy(value).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &str) -> Key {
        all().into_iter().find(|key| key.name == name).unwrap()
    }

    #[test]
    fn options_have_keys_of_their_shape() {
        let words = |words: &[&str]| Values::Words(words.iter().map(|word| (*word).to_owned()).collect());
        assert_eq!(find("lang").shape, Shape::Text(words(&["en", "fr", "nl"])));
        assert_eq!(find("convention").shape, Shape::Text(Values::Convention));
        assert_eq!(find("out").shape, Shape::Text(Values::Paths));
        assert_eq!(find("select").shape, Shape::Texts(Values::Any));
        assert_eq!(find("severity").shape, Shape::Table(words(&["error", "warning", "info"])));
        assert_eq!(find("lists").shape, Shape::Table(Values::Paths));
        assert_eq!(find("annotate").shape, Shape::Switch { given_by: false });
        assert_eq!(find("jobs").shape, Shape::Number);
        assert_eq!(find("annotate").default.as_deref(), Some("true"));
        assert_eq!(find("fail-on").default.as_deref(), Some("error"));
        assert!(find("out").conflicts.contains(&"no_annotate".to_owned()));
        assert!(find("annotate").conflicts.contains(&"out".to_owned()));
    }
}
