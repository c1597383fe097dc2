//! The convention file as it is written: one struct a table, each key with its meaning.
//!
//! Nothing is judged here beyond the shape. [`crate::compile`] turns these into the tables that the
//! engine works with, and reports what does not hold together.

mod examples;
mod names;
mod plan;
mod reply;
mod rules;
mod tables;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

pub(crate) use examples::*;
pub(crate) use names::*;
pub(crate) use plan::*;
pub(crate) use reply::*;
pub(crate) use rules::*;
pub(crate) use tables::*;

use crate::text::Text;
use pamlint_words::Language;

/// A list of strings that may be written as one string.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a text or a list of texts")]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(crate) fn into_vec(self) -> Vec<String> {
        match self {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        }
    }
}

/// The head of the file.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(rename = "Head")]
pub(crate) struct RawHead {
    /// The name of the convention: small letters, digits and hyphens.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The version, which every report quotes.
    pub version: String,
    /// What people call the convention.
    pub title: Option<Text>,
    /// The text that the rules come from, such as a handbook.
    pub source: Option<String>,
    /// The languages in which every text has to be there; `nl`, `en` and `fr` when left out.
    pub languages: Option<Vec<Language>>,
    /// IDs of rows that are there to show how the workbook is filled in.
    pub example_ids: Option<Vec<String>>,
    /// Words that stand in a cell for a value that is not there: `tbd`, `n/a`, `-`. Without regard to case, to
    /// brackets around them and to a dot or question mark behind them. One that ends in ` …` is how such a text begins:
    /// `see …`.
    pub placeholders: Option<Vec<String>>,
    /// Words that stand for the value of the cell above: `idem`.
    pub as_above: Option<Vec<String>>,
    /// Words that stand between two values in one cell: `and`.
    pub joining_words: Option<Vec<String>>,
    /// Words with which a remark below the header begins, where no value does: `total`, `required`, `signature`.
    pub remark_words: Option<Vec<String>>,
    /// The column that says in which safe an account is kept, so that exceptions can be recorded for a safe.
    #[schemars(with = "Option<String>")]
    pub safe_column: Option<Spanned<String>>,
    /// The address of the page that explains a rule, with `{code}` in the place of its code: what SARIF reports link to.
    #[schemars(with = "Option<String>")]
    pub rule_pages: Option<Spanned<String>>,
}
