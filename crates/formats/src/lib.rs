//! The formats of values that are no names: a value in, what it is made of and what is wrong with it out.
//!
//! A format stands whole in one file: its word in a convention file, its parts and problems, what the
//! reference says of it, how it is judged, and what a spreadsheet can check of it. A new one is a new file
//! and a line in [`Format::ALL`]; one that is left out of that list is dead code, which the compiler tells.
//!
//! This room knows the formats of systems that everybody has, and nothing of a convention, a workbook or a
//! rule. What a problem gives as found: the piece at which it points (a label, a character, a prefix, a
//! resource type), or, where a length is wrong, the number of characters there are.

mod aws;
mod azure_user;
mod counting_number;
mod date;
mod directory;
mod dns;
mod domain;
pub mod formula;
mod fqdn;
mod host;
mod judgement;
mod linux_user;
mod tenant;
mod text;
mod user_dn;
mod vault_user;
mod windows_user;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

pub use date::Day;
pub use directory::is_machine;
pub use dns::is_domain as is_host_name;
pub use formula::Condition;
pub use judgement::{Judgement, Part, Problem};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};
pub use text::Span;

/// One format, as its file defines it.
struct Definition {
    /// The word by which a convention file knows it.
    word: &'static str,
    /// The sentence with which the reference explains it.
    about: &'static str,
    /// The parts of a value that rules can look at.
    parts: &'static [&'static str],
    /// The problems that a convention can give rules and texts of their own.
    problems: &'static [&'static str],
    /// Judges a value that has been cleaned and is not empty; the last parts may be left out for `None`.
    judge: for<'v> fn(&'v str) -> Judgement<'v>,
    /// Conditions on a cell that every right value meets, in the order in which they are told.
    conditions: fn(&str) -> Vec<Condition>,
    /// The parts of a right value as pieces of formulas, so far as a spreadsheet can tell them: empty where one is not
    /// there or not certain.
    pieces: fn(&str) -> Vec<String>,
}

/// A format of the library: what a value that is no name has to look like.
#[derive(Clone, Copy)]
pub struct Format(&'static Definition);

impl Format {
    /// Every format, in the order of the reference.
    pub const ALL: &[Format] = &[
        Format(&fqdn::FORMAT),
        Format(&directory::FORMAT),
        Format(&host::FORMAT),
        Format(&domain::FORMAT),
        Format(&windows_user::FORMAT),
        Format(&user_dn::FORMAT),
        Format(&linux_user::FORMAT),
        Format(&tenant::FORMAT),
        Format(&azure_user::FORMAT),
        Format(&vault_user::FORMAT),
        Format(&aws::access_key_id::FORMAT),
        Format(&aws::account_number::FORMAT),
        Format(&aws::arn::FORMAT),
        Format(&aws::sign_in_url::FORMAT),
        Format(&aws::iam_name::FORMAT),
        Format(&counting_number::FORMAT),
        Format(&date::FORMAT),
    ];

    /// The word by which a convention file knows it.
    pub fn word(self) -> &'static str {
        self.0.word
    }

    /// The parts of the value that rules can look at, e.g. `arn.account`.
    pub fn parts(self) -> &'static [&'static str] {
        self.0.parts
    }

    /// The problems that a convention can give rules and texts of their own.
    pub fn problems(self) -> &'static [&'static str] {
        self.0.problems
    }

    /// True when a number is what belongs there, and no text.
    pub fn is_numeric(self) -> bool {
        self == Format(&counting_number::FORMAT)
    }

    /// True when a date of the spreadsheet is what belongs there.
    pub fn is_date(self) -> bool {
        self == Format(&date::FORMAT)
    }

    /// Judges a value that has been cleaned and is not empty.
    pub fn judge(self, value: &str) -> Judgement<'_> {
        let mut judgement = (self.0.judge)(value);
        judgement.parts.resize(self.0.parts.len(), None);
        judgement
    }

    /// Whether a word that could stand anywhere is right.
    pub fn takes_any_word(self) -> bool {
        self.judge("word").problem.is_none()
    }

    /// Whether words that could stand anywhere are right with a dot between them.
    pub fn takes_any_domain(self) -> bool {
        self.judge("some.word").problem.is_none()
    }

    /// Conditions of a spreadsheet on the cell `x` that every right value meets, in the order in which they are told.
    pub fn conditions(self, x: &str) -> Vec<Condition> {
        (self.0.conditions)(x)
    }

    /// A part of a right value in the cell `x` as a piece of a formula, empty where it is not there or not certain;
    /// `None` where no spreadsheet can tell it.
    pub fn piece(self, part: &str, x: &str) -> Option<String> {
        let position = self.0.parts.iter().position(|known| *known == part)?;
        (self.0.pieces)(x).into_iter().nth(position).filter(|piece| piece != "\"\"")
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Format) -> bool {
        self.word() == other.word()
    }
}

impl Eq for Format {}

impl Hash for Format {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.word().hash(state);
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Format, D::Error> {
        let word = String::deserialize(deserializer)?;
        Format::ALL.iter().find(|format| format.word() == word).copied().ok_or_else(|| {
            let known: Vec<String> =
                Format::ALL.iter().map(|format| format!("`{}`", format.word())).collect();
            de::Error::custom(format!("unknown variant `{word}`, expected one of {}", known.join(", ")))
        })
    }
}

impl JsonSchema for Format {
    fn schema_name() -> Cow<'static, str> {
        "Format".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<Schema> = Format::ALL
            .iter()
            .map(|Format(format)| {
                json_schema!({ "type": "string", "const": format.word, "description": format.about })
            })
            .collect();
        json_schema!({
            "description": "The formats of the library: what a value that is no name has to look like.",
            "oneOf": words,
        })
    }
}
