//! The values that options choose from.

use std::ffi::OsStr;
use std::fmt;
use std::marker::PhantomData;
use std::sync::LazyLock;

use clap::builder::{EnumValueParser, PossibleValue, TypedValueParser};
use clap::{Arg, Command, ValueEnum};
use pamlint_convention::Severity;
use pamlint_words::{Language, Words};

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lang(Language);

impl ValueEnum for Lang {
    fn value_variants<'a>() -> &'a [Lang] {
        static ALL: LazyLock<Vec<Lang>> = LazyLock::new(|| Language::all().into_iter().map(Lang).collect());
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (tag, name) = Words::named(self.0);
        Some(PossibleValue::new(tag).help(name))
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Language {
        lang.0
    }
}

/// One of the words of `T`, whatever its case; what they mean is told in the language that is spoken.
#[derive(Debug, Clone)]
pub struct Choice<T>(PhantomData<T>);

impl<T> Default for Choice<T> {
    fn default() -> Choice<T> {
        Choice(PhantomData)
    }
}

impl<T: ValueEnum + Clone + Send + Sync + 'static> TypedValueParser for Choice<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let parser = EnumValueParser::<T>::new();
        let parse = |value: &OsStr| parser.parse_ref(command, arg, value);
        parse(&value.to_ascii_lowercase()).or_else(|_| parse(value))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let said = |word: PossibleValue| match word.get_help().and_then(super::help::text) {
            Some(help) => word.help(help),
            None => word,
        };
        Some(Box::new(T::value_variants().iter().filter_map(ValueEnum::to_possible_value).map(said)))
    }
}

/// A language of the program, or the tag of another one, which a convention may speak.
#[derive(Debug, Clone, Default)]
pub struct AnyLang(Choice<Lang>);

impl TypedValueParser for AnyLang {
    type Value = Lang;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Lang, clap::Error> {
        let other = || Language::of(&value.to_str()?.to_ascii_lowercase()).map(Lang);
        self.0.parse_ref(command, arg, value).or_else(|error| other().ok_or(error))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

/// The form of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReceiptFormat {
    /// For people
    Text,
    /// For programs, as docs/fix.schema.json and docs/compare.schema.json describe
    Json,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// The workbook would be sent back
    Error,
    /// A person must look
    Warning,
    /// Good to know
    Info,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.to_possible_value().as_ref().map_or("", |word| word.get_name()))
    }
}

impl From<Level> for Severity {
    fn from(level: Level) -> Severity {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        }
    }
}

/// From which severity findings make the program end with exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Nothing
    Never,
}

impl FailOn {
    /// The least severity that does; `None` when none does.
    pub fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Never => None,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Colour {
    /// On a terminal that can show them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// Makes every stream of the program obey.
    pub fn write_global(self) {
        match self {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}
