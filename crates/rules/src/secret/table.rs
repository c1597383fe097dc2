//! `secrets.toml` as it is written.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// How surely the text behind a name is the secret itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Name {
    /// Even a plain word is one, when it stands alone.
    Password,
    /// Text that looks like a password is one.
    Secret,
    /// Text that is as long as a key is one.
    Key,
    /// Letters and digits that a program made are one.
    Code,
    /// Four to eight digits are one, or what nothing is called.
    Lock,
    /// Four to eight digits are one: the name is that of a thing as well.
    Pin,
    /// Only what can be nothing but a password is one.
    Strong,
    /// Only what nothing is called is one: the name is that of a thing as well.
    Thing,
    /// Four plain words or more that say nothing of it are one.
    Words,
    /// At least twelve plain words are one.
    Phrase,
    /// The name of an account follows, and perhaps its password.
    Login,
}

impl Name {
    /// Whether it names what a person remembers: a word, or several.
    pub(super) fn is_password(self) -> bool {
        matches!(self, Name::Password | Name::Words)
    }

    /// Whether a password follows that may be called something else besides.
    pub(super) fn holds_password(self) -> bool {
        self.is_password() || self == Name::Secret
    }
}

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) names: FxHashMap<Name, Vec<String>>,
    pub(super) links: Links,
    pub(super) chosen: Chosen,
    pub(super) accounts: Words,
    pub(super) placeholders: Placeholders,
    pub(super) stop: Stop,
    pub(super) shapes: Vec<RawShape>,
}

/// Names, one by one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) names: Vec<String>,
}

/// Words around names, as the remarks in the file tell them apart.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Links {
    pub(super) words: FxHashSet<String>,
    pub(super) weak: FxHashSet<String>,
    pub(super) back: FxHashSet<String>,
    pub(super) uses: FxHashSet<String>,
    pub(super) places: FxHashSet<String>,
    pub(super) signs: Vec<char>,
    pub(super) behind: FxHashSet<String>,
    pub(super) joins: Vec<String>,
    pub(super) r#as: Vec<String>,
    pub(super) fillers: FxHashSet<String>,
    pub(super) which: FxHashSet<String>,
    pub(super) of: FxHashSet<String>,
    pub(super) own: FxHashSet<String>,
    pub(super) counters: FxHashSet<String>,
}

/// Words that passwords are made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Chosen {
    pub(super) words: FxHashSet<String>,
}

/// What stands where a secret does and is none.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Placeholders {
    pub(super) starts: Vec<String>,
    pub(super) words: FxHashSet<String>,
    pub(super) defaults: FxHashSet<String>,
    pub(super) first: FxHashSet<String>,
}

/// Words that say something about a password.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stop {
    pub(super) words: FxHashSet<String>,
    pub(super) keepers: FxHashSet<String>,
    pub(super) remarks: FxHashSet<String>,
    pub(super) counted: FxHashSet<String>,
    pub(super) numbered: FxHashSet<String>,
    pub(super) endings: Vec<String>,
    pub(super) participles: Vec<String>,
    pub(super) participle_endings: Vec<String>,
    pub(super) files: Vec<String>,
}

/// A shape as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawShape {
    /// The service or program that makes it, for people who read the file.
    #[serde(rename = "name")]
    _name: IgnoredAny,
    pub(super) kind: Option<String>,
    #[serde(default)]
    pub(super) hints: Vec<String>,
    pub(super) pattern: String,
    #[serde(default = "ten")]
    pub(super) random: u32,
    #[serde(default)]
    pub(super) least: usize,
    pub(super) check: Option<Check>,
}

fn ten() -> u32 {
    10
}

/// A condition on the group `s` of a shape that a pattern cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Check {
    /// It is base64 of two texts with a colon between them.
    Base64Pair,
    /// It is no place where something is still to be filled in.
    NoPlaceholder,
    /// It can be nothing but a password.
    Password,
}
