//! A rule, and what it says in each language.

use std::collections::BTreeMap;

use super::{Applicability, Check, Example, ListId, ReferenceId, RuleId, Settles, Severity};
use crate::text::{Text, nearest};
use pamlint_words::Language;
use pamlint_words::Template;

/// A rule.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What customers quote: `SAF005`.
    pub code: String,
    /// What scripts and people read: `safe-type-unknown`.
    pub name: String,
    /// How much it matters, unless a variant or the configuration says otherwise.
    pub severity: Severity,
    /// Whether it is switched off.
    pub off: bool,
    /// The best fix that its findings can carry.
    pub fixable: Option<Applicability>,
    /// How it is found.
    pub check: Check,
    /// What decides when it is broken, as the file has it: for telling versions apart.
    pub(crate) judgement: String,
    /// What later rules leave alone once this one has spoken.
    pub settles: Settles,
    /// The rules that tell of the same mistake first: what they have spoken of, this one is silent about.
    pub follows: Vec<RuleId>,
    /// What is wrong.
    pub message: Message,
    /// What was expected, and how to correct it.
    pub help: Message,
    /// Texts for particular problems.
    pub variants: Vec<Variant>,
    /// Why it matters.
    pub why: Text,
    /// Where it comes from.
    pub source: String,
    /// Codes that lists have in the examples only: see [`for_examples`](super::Convention::for_examples).
    pub example_codes: Vec<(ListId, String)>,
    /// The reference lists that are supplied in the examples: entries, each a value for every column.
    pub example_lists: Vec<(ReferenceId, Vec<Vec<String>>)>,
    /// Breaks this rule and no other.
    pub wrong: Example,
    /// Breaks none.
    pub right: Example,
}

impl Rule {
    /// Whether it has a wrong and a right example; that of a built-in check may have none.
    pub fn has_examples(&self) -> bool {
        let has_none = self.wrong.sheets.is_empty() && self.right.sheets.is_empty();
        !(self.off || has_none)
    }

    /// The variant of that name.
    pub fn variant(&self, key: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.key == key)
    }
}

/// Texts for one problem of a rule, where they differ from the rule's own.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The problem.
    pub key: String,
    /// What is wrong.
    pub message: Option<Message>,
    /// What was expected.
    pub help: Option<Message>,
    /// How much it matters.
    pub severity: Option<Severity>,
}

/// A text with holes, in every language.
#[derive(Debug, Clone, Default)]
pub struct Message {
    pub(crate) templates: BTreeMap<Language, Template>,
}

impl Message {
    /// The text in `language`, or in the nearest language there is; `None` when there is no text at all.
    pub fn get(&self, language: Language) -> Option<&Template> {
        nearest(&self.templates, language)
    }

    /// The names of the placeholders of all languages; a name comes as often as it is used.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.templates.values().flat_map(Template::placeholders)
    }

    /// The text as it is before it is about anything: `…` stands for what is filled in. Empty when there is
    /// no text.
    pub fn in_general(&self, language: Language) -> String {
        self.get(language).and_then(|template| template.render(|_| Some("…"))).unwrap_or_default()
    }
}
