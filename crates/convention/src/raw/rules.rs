//! Rules as they are written, with their conditions and searches.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{OneOrMany, RawExamples};
use crate::model::{Across, Applicability, BuiltInCheck, Near, Severity};
use crate::text::Text;

/// A condition on one value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "expected a list of codes, or a table with `not`, `present`, `same_as`, `not_same_as`, `begins_with`, `ends_with`, `at_least`, `at_most`, or `by` and `table`"
)]
#[schemars(rename = "Condition")]
pub(crate) enum RawCondition {
    /// One of these, without regard to case.
    In(Vec<String>),
    /// Something else.
    Other(Box<RawConditionTable>),
}

/// A condition that is more than a list of values.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ConditionTable")]
pub(crate) struct RawConditionTable {
    /// None of these.
    pub not: Option<Vec<String>>,
    /// `true`: there is a value; `false`: there is none.
    pub present: Option<bool>,
    /// Equal to one of these values of the same row.
    pub same_as: Option<OneOrMany>,
    /// Equal to none of these values of the same row.
    pub not_same_as: Option<OneOrMany>,
    /// It begins with this text, in which `{path}` stands for a value of the same row.
    pub begins_with: Option<String>,
    /// It ends with this text.
    pub ends_with: Option<String>,
    /// A number that is not smaller, or a day that is not earlier.
    pub at_least: Option<RawLimit>,
    /// A number that is not larger, or a day that is not later.
    pub at_most: Option<RawLimit>,
    /// With `table`: the values that are allowed depend on this other value.
    pub by: Option<String>,
    /// The allowed values for each value of `by`; a value that is not a key allows everything.
    pub table: Option<BTreeMap<String, Vec<String>>>,
}

/// A limit of a number, or of a day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a number, a day such as \"2026-12-31\", \"today\" or \"today+30\"")]
#[schemars(rename = "Limit")]
pub(crate) enum RawLimit {
    Number(f64),
    /// `2026-12-31`, `today` (the day of the check), `today+30` or `today-30`.
    Day(String),
}

/// Conditions that all have to hold, by the path of the value they look at.
pub(crate) type RawConditions = BTreeMap<String, RawCondition>;

/// Other rows that a rule asks for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Search")]
pub(crate) struct RawSearch {
    /// The kinds or sheets to look in; `accounts` stands for every kind. All kinds when left out.
    #[serde(rename = "in")]
    pub tables: Option<Vec<String>>,
    /// Their value (left) equals mine, or a text made of mine (right).
    #[serde(default, rename = "match")]
    pub matches: BTreeMap<String, String>,
    /// What else has to hold for the other row.
    #[serde(default, rename = "where")]
    pub conditions: RawConditions,
    /// Compare with regard to case.
    #[serde(default)]
    pub exact: bool,
    /// Where to look for what was meant when there is no such row.
    pub suggest: Option<RawSuggest>,
}

/// Where to look for what was meant when a value names no row.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Suggest")]
pub(crate) struct RawSuggest {
    /// Values of the other row that people write instead; `row` stands for its number.
    #[serde(default)]
    pub by: Vec<String>,
    /// The rows that can have been meant.
    #[serde(default, rename = "where")]
    pub conditions: RawConditions,
}

/// One search, or several: one of them has to find something, or none may.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a search ({ in = …, match = …, where = … }) or a list of searches")]
#[schemars(rename = "Searches")]
pub(crate) enum RawSearches {
    Any(Vec<RawSearch>),
    One(Box<RawSearch>),
}

impl RawSearches {
    /// The searches, however many.
    pub(crate) fn all(&self) -> &[RawSearch] {
        match self {
            RawSearches::Any(searches) => searches,
            RawSearches::One(search) => std::slice::from_ref(search),
        }
    }
}

/// What a finding settles, so that later rules leave it alone.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected true, false or a list of paths")]
#[schemars(rename = "Settles")]
pub(crate) enum RawSettles {
    Itself(bool),
    Paths(Vec<String>),
}

/// One relation between the values of a row, or between rows.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Case")]
pub(crate) struct RawCase {
    /// The kinds or sheets whose rows are judged; all those that have the values, when left out.
    pub on: Option<Vec<String>>,
    /// The value at which the finding stands.
    pub at: Option<String>,
    /// The rows that the rule is about.
    #[serde(default)]
    pub when: RawConditions,
    /// What has to hold for them.
    #[serde(default)]
    pub require: RawConditions,
    /// One finding for each value of this path, at the first row; `*` for one in the workbook.
    pub once: Option<String>,
    /// The rule is about the workbook only when there is such a row.
    pub given: Option<RawSearch>,
    /// There has to be such a row.
    pub exists: Option<RawSearches>,
    /// There must be no such row; of several searches none may find one.
    pub absent: Option<RawSearches>,
    /// The correction that is proposed.
    pub fix: Option<RawFix>,
    /// With `require` of `same_as`: what is said where the rest of the workbook speaks against the value that is
    /// compared with.
    pub outvoted: Option<RawOutvoted>,
    /// The variant of the rule's texts that a finding of this case speaks with.
    pub variant: Option<String>,
}

/// What is said where other rows have the values together, and none has the one that they have to be the same as. Where
/// those only stand more often, nothing is proposed.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Outvoted")]
pub(crate) struct RawOutvoted {
    /// The value at which the finding stands then: the one that is compared with.
    pub at: String,
    /// The correction that is proposed there.
    pub fix: RawFix,
    /// The variant of the rule's texts that it speaks with.
    pub variant: String,
}

/// A proposed correction: the new value of the cell, or of the item of a list.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Fix")]
pub(crate) struct RawFix {
    /// A text with `{path}` placeholders; no fix when one of them has no value.
    pub to: String,
    /// Whether it is certainly what was meant.
    #[serde(default)]
    pub safe: bool,
}

/// Two rows with the same values.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a list of columns, or \"identity\"")]
#[schemars(rename = "Unique")]
pub(crate) enum RawUnique {
    Identity(String),
    Columns(Vec<String>),
}

/// A value used once that is one slip away from a common one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Near")]
pub(crate) struct RawNear {
    /// The name that is counted.
    pub value: String,
    /// The parts in which the slip may be.
    pub parts: Vec<String>,
    /// How often the slip may occur.
    pub at_most: usize,
    /// How often the common one has to occur.
    pub at_least: usize,
    /// For a part: the sheet and the column in which its values are explained (`teams.team`). Two that are both
    /// explained there, or both in the part's reference list, are no slip.
    #[serde(default)]
    pub explained: BTreeMap<String, String>,
}

/// A number in a value that rises by one from row to row, in three rows or more: the mark of a cell that was dragged
/// down.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Series")]
pub(crate) struct RawSeries {
    /// The columns whose values do not rise by nature.
    pub columns: Vec<String>,
    /// For a part: the sheet and the column in which its values are explained (`teams.team`). Where all of them are
    /// explained nothing was dragged.
    #[serde(default)]
    pub explained: BTreeMap<String, String>,
}

/// A row, and the entries of a reference list. The rule is silent when the list is not supplied.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Listed")]
pub(crate) struct RawListed {
    /// The list.
    #[serde(rename = "in")]
    #[schemars(with = "String")]
    pub list: Spanned<String>,
    /// The entries that are meant: their column (left) equals my value (right).
    #[serde(default, rename = "match")]
    pub matches: BTreeMap<String, String>,
    /// What such an entry has to say besides: the rule is then about listed values only, and an entry that
    /// says nothing agrees.
    #[serde(default)]
    pub agrees: BTreeMap<String, String>,
    /// `true`: there must be no such entry.
    #[serde(default)]
    pub absent: bool,
    /// What to do with an entry that is one slip away: `say` or `fix`.
    pub near: Option<Near>,
}

/// Texts for one variant of a rule, where they differ from the rule's own.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Variant")]
pub(crate) struct RawVariant {
    /// What is wrong.
    pub message: Option<Text>,
    /// What was expected, and how to correct it.
    pub help: Option<Text>,
    /// How much it matters.
    pub severity: Option<Severity>,
}

/// `[[rules]]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rule")]
pub(crate) struct RawRule {
    /// What customers quote: two to four capitals and three digits.
    #[schemars(with = "String")]
    pub code: Spanned<String>,
    /// What scripts and people read: words with hyphens between them.
    pub name: String,
    /// How much a finding matters.
    pub severity: Severity,
    /// `true` switches a rule of the convention below off: it finds nothing, and settles nothing.
    #[serde(default)]
    pub off: bool,
    /// What is added to the lists and tables of the rule below, instead of replacing them: with the keys of the rule
    /// itself, such as `add.require`.
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub add: Option<Spanned<serde::de::IgnoredAny>>,
    /// The best fix that findings of the rule can carry; for the documentation.
    pub fixable: Option<Applicability>,
    /// A built-in check.
    pub check: Option<BuiltInCheck>,
    /// With `check`: the kinds or sheets it is about; and the default of every case.
    pub on: Option<Vec<String>>,
    /// With `check = "secret-column"` and `"forbidden-column"`: words in the headers.
    pub headers: Option<Vec<String>>,
    /// The value at which the finding stands.
    pub at: Option<String>,
    /// The rows that the rule is about.
    #[serde(default)]
    pub when: RawConditions,
    /// What has to hold for them.
    #[serde(default)]
    pub require: RawConditions,
    /// One finding for each value of this path, at the first row; `*` for one in the workbook.
    pub once: Option<String>,
    /// The rule is about the workbook only when there is such a row.
    pub given: Option<RawSearch>,
    /// There has to be such a row.
    pub exists: Option<RawSearches>,
    /// There must be no such row; of several searches none may find one.
    pub absent: Option<RawSearches>,
    /// The correction that is proposed.
    pub fix: Option<RawFix>,
    /// With `require` of `same_as`: what is said where the rest of the workbook speaks against the value that is
    /// compared with.
    pub outvoted: Option<RawOutvoted>,
    /// Several relations that are one rule. Beside them stands only what they have in common: `on`, `at`,
    /// `once` and `fix`, for those that do not say it themselves.
    #[serde(default)]
    pub cases: Vec<RawCase>,
    /// Two rows may not have the same values. With `when` only rows that meet its conditions are compared.
    pub unique: Option<RawUnique>,
    /// With `unique`: compare with the workbooks that were checked earlier in the same run, instead of
    /// with the other rows of the same one.
    pub across: Option<Across>,
    /// With `unique`: so many rows may have the same values; one when left out.
    pub at_most: Option<usize>,
    /// A value used once that is one slip away from a common one.
    pub near: Option<RawNear>,
    /// A number in a value that rises by one from row to row.
    pub series: Option<RawSeries>,
    /// With `at`: what a reference list has to say.
    pub listed: Option<RawListed>,
    /// The values that later rules leave alone once this one has spoken: for an error the value at
    /// which it stands, for others none, unless this says otherwise. With `kind` among them the kind of the
    /// row is in doubt: what hangs on it (the form of the ID, empty cells, cells too many) is left alone too.
    pub settles: Option<RawSettles>,
    /// With `once`: rules further up that tell of the same mistake, by their codes. What one of them has spoken of for the
    /// same value of its `once`, this one is silent about.
    pub follows: Option<Vec<String>>,
    /// What is wrong, with placeholders such as `{found}` and `{column}`.
    pub message: Text,
    /// What was expected, and how to correct it.
    pub help: Option<Text>,
    /// Texts for particular problems: see the variants and placeholders of texts.
    #[serde(default)]
    pub variants: BTreeMap<String, RawVariant>,
    /// Why it matters.
    pub why: Text,
    /// The chapter of the source text, or the fact, that the rule comes from.
    pub source: String,
    /// A wrong and a right example, which are run when the convention is checked.
    pub example: Option<RawExamples>,
}
