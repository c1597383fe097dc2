//! What is wrong with a file that is no TOML, in words of our own.

use pamlint_words::{Language, Words};

/// Why a file is no TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// A key stands there twice.
    Twice,
    /// A text has no quotes around it.
    Unquoted,
    /// A day, or an hour, that there is none of, or that is written otherwise.
    Day,
    /// Something else.
    Other,
}

impl Syntax {
    /// What a message of the library is about.
    pub fn of(message: &str) -> Syntax {
        if message.contains("duplicate key") {
            Syntax::Twice
        } else if message.contains("must be quoted") {
            Syntax::Unquoted
        } else if message.contains("datetime") || message.contains("date-time") {
            Syntax::Day
        } else {
            Syntax::Other
        }
    }

    /// The problem of a convention with this text, if it is one of these.
    pub fn told(message: &str) -> Option<Syntax> {
        let all = [Syntax::Twice, Syntax::Unquoted, Syntax::Day, Syntax::Other];
        all.into_iter().find(|syntax| syntax.message(Language::EN) == message)
    }

    /// What is wrong, and how it is written.
    pub fn message(self, language: Language) -> &'static str {
        let words = &Words::of(language).reading.toml;
        match self {
            Syntax::Twice => &words.twice,
            Syntax::Unquoted => &words.unquoted,
            Syntax::Day => &words.day,
            Syntax::Other => &words.other,
        }
    }
}
