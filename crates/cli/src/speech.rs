//! What the command says of calls, files and folders, in the language of whoever calls.
//!
//! The English text stands where it is said, and is the key of its translations in `texts/`: a language that has none
//! is answered in English. What people are told of their workbooks is none of this; that stands in `pamlint-words`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::OsString;
use std::fmt::Display;
use std::sync::{OnceLock, PoisonError, RwLock};

use pamlint_convention::Language;
use pamlint_words::Template;
use serde::Deserialize;

use crate::language;

/// The translations there are: the code of each language, and its file.
const FILES: [(&str, &str); 2] =
    [("fr", include_str!("../texts/fr.toml")), ("nl", include_str!("../texts/nl.toml"))];

/// The texts of a language, by the English ones.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translations {
    /// What is said of calls, files and folders.
    pub said: HashMap<String, String>,
    /// The help of commands and options.
    pub help: HashMap<String, String>,
    /// The words that the help is laid out with.
    pub layout: HashMap<String, String>,
}

/// The language that is spoken, once it is known.
static SPOKEN: RwLock<Option<Language>> = RwLock::new(None);

/// From now on that language is spoken.
pub fn speak(language: Language) {
    *SPOKEN.write().unwrap_or_else(PoisonError::into_inner) = Some(language);
}

/// The language that is spoken: English, as long as nobody has said which.
pub fn spoken() -> Language {
    SPOKEN.read().unwrap_or_else(PoisonError::into_inner).unwrap_or(Language::EN)
}

/// The language that a call asks for, which may make no sense in everything else; else that of the computer.
pub fn of_call(words: &[OsString]) -> Language {
    asked(words).unwrap_or_else(language::of_computer)
}

/// The language that a call asks for by itself.
pub fn asked(words: &[OsString]) -> Option<Language> {
    let words: Vec<Cow<'_, str>> = words.iter().map(|word| word.to_string_lossy()).collect();
    let asked = words.iter().enumerate().rev().find_map(|(at, word)| match word.strip_prefix("--lang") {
        Some("") => words.get(at + 1).map(|value| value.to_string()),
        Some(value) => value.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    asked.and_then(|asked| Language::from_locale(&asked))
}

/// The translations of the language that is spoken, if there are any.
pub fn translations() -> Option<&'static Translations> {
    let language = spoken();
    all().iter().find(|(code, _)| *code == language.code()).map(|(_, translations)| translations)
}

/// The translations of every language that has some, by its code.
pub fn all() -> &'static [(&'static str, Translations)] {
    static ALL: OnceLock<Vec<(&str, Translations)>> = OnceLock::new();
    ALL.get_or_init(|| {
        // A test makes sure that every file can be loaded.
        FILES.iter().map(|(code, file)| (*code, toml::from_str(file).unwrap_or_default())).collect()
    })
}

/// A text in the language that is spoken, its placeholders filled with these values. [`said!`] calls it.
pub fn filled(english: &str, values: &[(&str, &dyn Display)]) -> String {
    let translated = translations().and_then(|translations| translations.said.get(english));
    let text = translated.map_or(english, String::as_str);
    // A test makes sure that every text is well formed.
    Template::parse(text).map_or_else(|_| text.to_owned(), |template| template.fill(values))
}

/// A text in the language that is spoken: `said!("there is no rule `{rule}`", rule = given)`.
macro_rules! said {
    ($text:literal $(, $name:ident = $value:expr)* $(,)?) => {
        match ($(&$value,)*) {
            ($($name,)*) => {
                // The compiler sees to it that every placeholder has a value, and every value a placeholder.
                let _ = format_args!($text $(, $name = $name)*);
                $crate::speech::filled($text, &[$((stringify!($name), $name as &dyn std::fmt::Display)),*])
            }
        }
    };
}
pub(crate) use said;

/// Ends a function with an error that is said in the language that is spoken.
macro_rules! fail {
    ($($said:tt)*) => {
        return Err(anyhow::anyhow!("{}", $crate::speech::said!($($said)*)))
    };
}
pub(crate) use fail;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn files() -> Vec<(&'static str, Translations)> {
        FILES.iter().map(|(code, file)| (*code, toml::from_str(file).unwrap())).collect()
    }

    /// The texts in `said!("…")` and `fail!("…")` of all sources.
    fn texts_of_sources() -> BTreeSet<String> {
        fn look_into(folder: &Path, texts: &mut BTreeSet<String>) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    look_into(&path, texts);
                } else if path.file_name().is_some_and(|name| name != "speech.rs") {
                    let source = std::fs::read_to_string(&path).unwrap();
                    let ends = ["said!(", "fail!("];
                    for rest in ends.iter().flat_map(|begin| source.split(begin).skip(1)) {
                        texts.insert(literal(rest.trim_start()));
                    }
                }
            }
        }
        let mut texts = BTreeSet::new();
        look_into(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
        texts
    }

    /// The text of the literal that a piece of source begins with.
    fn literal(source: &str) -> String {
        let inside = source.strip_prefix('"').unwrap_or_else(|| panic!("no literal: {source:.60}"));
        let mut text = String::new();
        let mut characters = inside.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '"' => return text,
                '\\' => match characters.next() {
                    Some('\n') => while characters.next_if(|next| next.is_whitespace()).is_some() {},
                    Some('n') => text.push('\n'),
                    other => text.extend(other),
                },
                other => text.push(other),
            }
        }
        panic!("a literal without an end: {source:.60}")
    }

    fn placeholders(text: &str) -> BTreeSet<String> {
        let template = Template::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        template.placeholders().map(str::to_owned).collect()
    }

    #[test]
    fn every_text_is_translated_with_its_placeholders_and_nothing_else_is() {
        let texts = texts_of_sources();
        assert!(texts.len() > 50, "{}", texts.len());
        for (code, translations) in files() {
            let known: BTreeSet<String> = translations.said.keys().cloned().collect();
            let missing: Vec<&String> = texts.difference(&known).collect();
            let unused: Vec<&String> = known.difference(&texts).collect();
            assert!(
                missing.is_empty() && unused.is_empty(),
                "{code}: missing {missing:#?}, unused {unused:#?}"
            );
            for (english, text) in &translations.said {
                assert_eq!(placeholders(english), placeholders(text), "{code}: {english}");
            }
        }
    }

    #[test]
    fn a_call_is_answered_in_the_language_that_it_asks_for() {
        let of = |line: &str| of_call(&line.split_whitespace().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of("pamlint chekc --lang nl"), Language::NL);
        assert_eq!(of("pamlint --lang=FR --jobs x"), Language::FR);
        assert_eq!(of("pamlint --lang nl check --lang fr"), Language::FR);
    }
}
