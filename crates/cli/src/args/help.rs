//! The help in the language of whoever asks for it.
//!
//! What it says in English stands where commands and options are declared; `texts/` has the translations of it.

use std::io::Write as _;

use clap::builder::StyledStr;
use clap::{Arg, Command, Error};

use crate::speech::{self, Translations};

/// A command whose help is in the language that is spoken.
pub fn translated(command: Command) -> Command {
    match speech::translations() {
        Some(texts) => in_words(command, texts),
        None => command,
    }
}

/// A text of the help in the language that is spoken, if that is not English.
pub fn text(english: &StyledStr) -> Option<&'static str> {
    speech::translations()?.help.get(&english.to_string()).map(String::as_str)
}

/// Shows help or the version, and ends the program.
pub fn show(error: &Error) -> ! {
    let mut text = error.render().ansi().to_string();
    for (english, words) in laid_out() {
        text = text.replace(english, words);
    }
    // Nobody is left to tell when standard output is closed.
    let _ = anstream::stdout().write_all(text.as_bytes());
    std::process::exit(0)
}

/// The words that the library lays the help out with, longer ones first: some stand in others.
fn laid_out() -> Vec<(&'static str, &'static str)> {
    let texts = speech::translations().into_iter().flat_map(|texts| &texts.layout);
    let mut words: Vec<(&str, &str)> =
        texts.map(|(english, words)| (english.as_str(), words.as_str())).collect();
    words.sort_by_key(|(english, _)| (std::cmp::Reverse(english.len()), *english));
    words
}

fn in_words(command: Command, texts: &'static Translations) -> Command {
    let [about, long, after] = [command.get_about(), command.get_long_about(), command.get_after_help()]
        .map(|found| found.and_then(text));
    let mut command =
        command.mut_args(|arg| of_argument(arg, texts)).mut_subcommands(|inner| in_words(inner, texts));
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long) = long {
        command = command.long_about(long);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    command
}

fn of_argument(arg: Arg, texts: &'static Translations) -> Arg {
    let help = arg.get_help().and_then(text);
    let heading = arg.get_help_heading().and_then(|text| texts.help.get(text));
    let arg = match help {
        Some(help) => arg.help(help),
        None => arg,
    };
    match heading {
        Some(heading) => arg.help_heading(heading.as_str()),
        None => arg,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::args;

    /// All texts of the help, in English.
    fn texts(command: &Command, into: &mut BTreeSet<String>) {
        let own = [command.get_about(), command.get_long_about(), command.get_after_help()];
        into.extend(own.into_iter().flatten().map(ToString::to_string));
        for arg in command.get_arguments() {
            into.extend(arg.get_help().map(ToString::to_string));
            into.extend(arg.get_help_heading().map(str::to_owned));
            let words = arg.get_possible_values();
            // A shell and a language are called by their names.
            into.extend(
                words
                    .iter()
                    .filter(|_| arg.get_id() != "lang")
                    .filter_map(|word| Some(word.get_help()?.to_string())),
            );
        }
        command.get_subcommands().filter(|inner| !inner.is_hide_set()).for_each(|inner| texts(inner, into));
    }

    #[test]
    fn the_help_is_translated_whole() {
        let mut english = BTreeSet::new();
        texts(&args::command(), &mut english);
        assert!(english.len() > 80, "{}", english.len());
        for (code, translations) in speech::all() {
            let known: BTreeSet<String> = translations.help.keys().cloned().collect();
            let missing: Vec<&String> = english.difference(&known).collect();
            let unused: Vec<&String> = known.difference(&english).collect();
            assert!(
                missing.is_empty() && unused.is_empty(),
                "{code}: missing {missing:#?}, unused {unused:#?}"
            );
        }
    }
}
