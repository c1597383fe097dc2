//! What is wrong with a call, in one sentence that says what to do; never in a library's own words.

use std::error::Error as _;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};
use pamlint_convention::nearest;

use crate::speech::said;

/// The words by which people ask for a command that has another name, or is none.
const MEANT: [(&str, &str); 22] = [
    ("lint", "check"),
    ("validate", "check"),
    ("verify", "check"),
    ("test", "check"),
    ("controleer", "check"),
    ("controleren", "check"),
    ("vérifier", "check"),
    ("verifier", "check"),
    ("repair", "fix"),
    ("correct", "fix"),
    ("corriger", "fix"),
    ("verbeter", "fix"),
    ("new", "template"),
    ("init", "template"),
    ("blank", "template"),
    ("sjabloon", "template"),
    ("explain", "rule"),
    ("rules", "rule"),
    ("diff", "compare"),
    ("join", "merge"),
    ("conventions", "convention list"),
    ("settings", "config show"),
];

/// The words by which people ask for another version of the program.
const NEWER: [&str; 3] = ["upgrade", "update", "self-update"];

/// What is wrong with a call of these words.
pub fn told(error: &Error, words: &[OsString], command: &Command) -> String {
    let (called, command) = called(words, command);
    let help = format!("{called} --help");
    let option = word(error, ContextKind::InvalidArg);
    let value = word(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::UnknownArgument if option.starts_with('-') => unknown(error, &option, &called, command),
        ErrorKind::UnknownArgument => {
            said!(
                "`{called}` takes no further `{word}`; {help} shows what it takes",
                called = called,
                word = option,
                help = help
            )
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            said!("{option} needs a value; {help} explains it", option = option, help = help)
        }
        ErrorKind::InvalidValue => not_one_of(error, &option, &value),
        ErrorKind::ValueValidation => match error.source() {
            Some(why) => {
                said!("{option} {value}: {why}", option = name(&option), value = value, why = why)
            }
            None => said!(
                "{option} does not take `{value}`; {help} explains it",
                option = name(&option),
                value = value,
                help = help
            ),
        },
        ErrorKind::TooManyValues => {
            said!("{option} takes no value; leave `{value}` away", option = name(&option), value = value)
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            said!("{option} needs a value; {help} explains it", option = option, help = help)
        }
        ErrorKind::ArgumentConflict => {
            let other = word(error, ContextKind::PriorArg);
            if other == option {
                said!("{option} may stand in a call only once", option = name(&option))
            } else {
                said!(
                    "{one} and {other} do not go together; leave one of them away",
                    one = name(&option),
                    other = name(&other)
                )
            }
        }
        ErrorKind::MissingRequiredArgument if needing(&option, words, command).is_some() => {
            let of = needing(&option, words, command).unwrap_or_default();
            said!(
                "{of} goes with {what}; add it, or leave {of} away; {help} explains it",
                of = of,
                what = option,
                help = help
            )
        }
        ErrorKind::MissingRequiredArgument => {
            said!(
                "{called} needs {what}; {help} shows an example",
                called = called,
                what = option,
                help = help
            )
        }
        ErrorKind::InvalidSubcommand => {
            no_command(&word(error, ContextKind::InvalidSubcommand), &called, command)
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            said!("say what {called} is to do: {commands}", called = called, commands = commands(command))
        }
        ErrorKind::InvalidUtf8 => {
            said!("a word of the call is no text in UTF-8; only the names of files may be such")
        }
        _ => said!("this call makes no sense; {help} shows how to call the program", help = help),
    }
}

/// A word that is meant as a command but is none, and no file either: what to call instead.
pub fn meant(word: &str, command: &Command) -> Option<String> {
    let known = command.get_subcommands().filter(|known| !known.is_hide_set()).map(Command::get_name);
    let folded = word.to_lowercase();
    if folded == "version" {
        return Some(said!(
            "there is no command and no file `{word}`; `pamlint --version` tells the version",
            word = word
        ));
    }
    if NEWER.contains(&folded.as_str()) {
        return Some(said!(
            "there is no command and no file `{word}`: pamlint does not renew itself; take the new version from where you have this one, and `pamlint --version` tells which that is",
            word = word
        ));
    }
    let other = MEANT.iter().find(|(asked, _)| *asked == folded).map(|(_, meant)| *meant);
    let near = other.or_else(|| nearest(word, known))?;
    Some(said!(
        "there is no command and no file `{word}`; did you mean `pamlint {near}`?",
        word = word,
        near = near
    ))
}

/// The command that the words of a call name, as people type it.
fn called<'c>(words: &[OsString], root: &'c Command) -> (String, &'c Command) {
    let (mut called, mut command) = (root.get_name().to_owned(), root);
    for word in words.iter().skip(1) {
        if let Some(next) = word.to_str().and_then(|word| command.find_subcommand(word)) {
            called = format!("{called} {}", next.get_name());
            command = next;
        }
    }
    (called, command)
}

/// The option of a call that does not go without another one: the one that asks for it when it stands alone.
fn needing(other: &str, words: &[OsString], command: &Command) -> Option<String> {
    // Words without a dash are no options, and are always needed.
    if !other.starts_with('-') {
        return None;
    }
    let given = words.iter().filter_map(|word| word.to_str()).map(name);
    let mut options = given.filter(|word| word.starts_with("--"));
    let asks = |option: &&str| {
        let known = command.get_arguments().find(|arg| arg.get_long() == option.strip_prefix("--"));
        let alone = known.is_some_and(|arg| arg.get_action().takes_values());
        let call =
            [command.get_name().to_owned(), if alone { format!("{option}=1") } else { (*option).to_owned() }];
        let tried = command.clone().try_get_matches_from(call);
        tried.err().is_some_and(|error| {
            error.kind() == ErrorKind::MissingRequiredArgument
                && word(&error, ContextKind::InvalidArg).contains(name(other))
        })
    };
    options.find(asks).map(str::to_owned)
}

fn word(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(word)) => word.clone(),
        Some(ContextValue::Strings(words)) => words.join(", "),
        _ => String::new(),
    }
}

/// The option alone: `--jobs` of `--jobs <NUMBER>`.
fn name(option: &str) -> &str {
    option.split([' ', '=']).next().unwrap_or(option).trim_end_matches('.')
}

fn unknown(error: &Error, option: &str, called: &str, command: &Command) -> String {
    let option = name(option);
    let suggested = word(error, ContextKind::SuggestedArg);
    if !suggested.is_empty() {
        return said!(
            "{called} has no option {option}; did you mean {near}?",
            called = called,
            option = option,
            near = name(&suggested)
        );
    }
    // Of a single letter, the options that begin with it are meant.
    let letter = option.strip_prefix('-').filter(|letter| letter.chars().count() == 1);
    let near: Vec<String> = letter.map_or_else(Vec::new, |letter| {
        let known =
            command.get_arguments().filter(|arg| arg.get_long().is_some_and(|long| long.starts_with(letter)));
        known.map(shown).collect()
    });
    if near.is_empty() {
        said!(
            "{called} has no option {option}; {called} --help lists those it has",
            called = called,
            option = option
        )
    } else {
        said!(
            "{called} has no option {option}; there are {near}",
            called = called,
            option = option,
            near = near.join(", ")
        )
    }
}

/// An option with its value: `--out FOLDER`.
fn shown(arg: &Arg) -> String {
    let long = arg.get_long().unwrap_or_default();
    match arg.get_value_names().filter(|_| arg.get_action().takes_values()) {
        Some(values) => {
            let values: Vec<&str> = values.iter().map(|value| value.as_str()).collect();
            format!("--{long} {}", values.join(" "))
        }
        None => format!("--{long}"),
    }
}

/// So many letters tell the word that begins with them.
const BEGUN: usize = 3;

fn not_one_of(error: &Error, option: &str, value: &str) -> String {
    let known = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(known)) => known.clone(),
        _ => Vec::new(),
    };
    let option = name(option);
    let mut begun =
        known.iter().map(String::as_str).filter(|known| value.len() >= BEGUN && known.starts_with(value));
    let begun = begun.next().filter(|_| begun.next().is_none());
    match nearest(value, known.iter().map(String::as_str)).or(begun) {
        Some(near) => said!(
            "{option} does not take `{value}`; did you mean `{near}`? It takes {known}",
            option = option,
            value = value,
            near = near,
            known = known.join(", ")
        ),
        None => said!(
            "{option} does not take `{value}`; it takes {known}",
            option = option,
            value = value,
            known = known.join(", ")
        ),
    }
}

fn no_command(word: &str, called: &str, command: &Command) -> String {
    let known = command.get_subcommands().filter(|known| !known.is_hide_set()).map(Command::get_name);
    match nearest(word, known) {
        Some(near) => said!(
            "{called} knows no `{word}`; did you mean `{called} {near}`?",
            called = called,
            word = word,
            near = near
        ),
        None => said!(
            "{called} knows no `{word}`; it knows {commands}",
            called = called,
            word = word,
            commands = commands(command)
        ),
    }
}

fn commands(command: &Command) -> String {
    let known = command.get_subcommands().filter(|known| !known.is_hide_set()).map(Command::get_name);
    known.filter(|name| *name != "help").collect::<Vec<_>>().join(", ")
}
