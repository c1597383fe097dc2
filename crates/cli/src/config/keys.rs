//! The keys of the configuration: one for each option of `check`.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, CommandFactory as _, ValueEnum as _};

use crate::args::{Arguments, Level};

/// Options that say something about one call only.
const NOT_KEYS: [&str; 5] = ["config", "help", "version", "verbose", "quiet"];

/// A key of the configuration.
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
    /// One of these.
    Words(Vec<String>),
}

/// Every key, in the order of `pamlint check --help`.
pub fn all() -> Vec<Key> {
    let mut command = Arguments::command();
    // Building passes the options that belong to every command on to each.
    command.build();
    let Some(check) = command.find_subcommand("check") else { return Vec::new() };
    let options = check.get_arguments().filter(|arg| !NOT_KEYS.contains(&arg.get_id().as_str()));
    let mut keys: Vec<Key> = options.filter_map(key).collect();
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

fn key(arg: &Arg) -> Option<Key> {
    let long = arg.get_long()?.to_owned();
    let (help, default) = said(arg);
    let shape = shape(arg);
    let name = match (&shape, long.strip_prefix("no-")) {
        (Shape::Switch { .. }, Some(positive)) => positive.to_owned(),
        // A table of lists, each by its name.
        (Shape::Table(_), _) if long == "list" => "lists".to_owned(),
        _ => long.clone(),
    };
    Some(Key { name, id: arg.get_id().to_string(), long, shape, help, default, conflicts: Vec::new() })
}

fn shape(arg: &Arg) -> Shape {
    let value_name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    match arg.get_action() {
        ArgAction::SetTrue | ArgAction::SetFalse => {
            Shape::Switch { given_by: !arg.get_long().unwrap_or_default().starts_with("no-") }
        }
        ArgAction::Append => match value_name.split_once('=') {
            Some((_, "FILE")) => Shape::Table(Values::Paths),
            Some((_, "LEVEL")) => {
                let levels = Level::value_variants().iter().filter_map(clap::ValueEnum::to_possible_value);
                Shape::Table(Values::Words(levels.map(word).collect()))
            }
            Some(_) => Shape::Table(Values::Any),
            None => Shape::Texts(values(arg, value_name)),
        },
        _ if value_name == "NUMBER" => Shape::Number,
        _ => Shape::Text(values(arg, value_name)),
    }
}

fn values(arg: &Arg, value_name: &str) -> Values {
    let words: Vec<String> = arg.get_possible_values().into_iter().map(word).collect();
    if value_name == "ID|FILE" {
        Values::Convention
    } else if arg.get_value_parser().type_id() == std::any::TypeId::of::<PathBuf>() {
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

/// What an option is for, and what holds without it: its help says both.
fn said(arg: &Arg) -> (String, Option<String>) {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    let by_clap = arg.get_default_values().first().map(|value| OsStr::to_string_lossy(value).into_owned());
    match help.split_once(" [default: ") {
        Some((help, default)) => (help.to_owned(), Some(default.trim_end_matches(']').to_owned())),
        None => {
            let of_switch = match arg.get_action() {
                ArgAction::SetTrue => {
                    Some((arg.get_long().unwrap_or_default().starts_with("no-")).to_string())
                }
                _ => by_clap,
            };
            (help, of_switch)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(name: &str) -> Key {
        all().into_iter().find(|key| key.name == name).unwrap()
    }

    #[test]
    fn every_option_has_a_key() {
        let words = |words: &[&str]| Values::Words(words.iter().map(|word| (*word).to_owned()).collect());
        assert_eq!(find("lang").shape, Shape::Text(words(&["nl", "en", "fr"])));
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
        let mut command = Arguments::command();
        command.build();
        let check = command.find_subcommand("check").unwrap();
        let options = check.get_arguments().filter(|arg| arg.get_long().is_some());
        let options: Vec<&str> = options.map(|arg| arg.get_id().as_str()).collect();
        let keys = all();
        let keys: Vec<&str> = keys.iter().map(|key| key.id.as_str()).collect();
        let without: Vec<&&str> =
            options.iter().filter(|id| !keys.contains(id) && !NOT_KEYS.contains(id)).collect();
        assert!(without.is_empty(), "{without:?}");
    }
}
