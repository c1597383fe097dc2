//! The convention file as it is written: one struct a table, each key with its meaning.
//!
//! Nothing is judged here beyond the shape. [`crate::compile`] turns these into the tables that the
//! engine works with, and reports what does not hold together.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::model::{Across, Applicability, Event, Format, Near, Role, Severity};
use crate::text::{Language, Text};

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

/// `[parts.<part>]`: one part of a name.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Part")]
pub(crate) struct RawPart {
    /// What people call the part.
    pub label: Text,
    /// What is expected there, for a part that is no closed list: "six digits".
    pub expected: Option<Text>,
    /// The closed list that the part is a code of.
    #[schemars(with = "Option<String>")]
    pub codes: Option<Spanned<String>>,
    /// The form of the part; every pattern has to match the whole part.
    #[schemars(with = "Option<OneOrMany>")]
    pub pattern: Option<Spanned<OneOrMany>>,
    /// Several forms, each with a name of its own by which rules can tell them apart.
    #[schemars(with = "Option<BTreeMap<String, OneOrMany>>")]
    pub alternatives: Option<Spanned<BTreeMap<String, OneOrMany>>>,
    /// The reference list (`--list KIND=FILE`) that holds the values which exist; for a part with
    /// alternatives, of one alternative.
    pub reference: Option<RawReference>,
    /// What is tried on a value that does not fit, in order.
    #[serde(default)]
    pub repairs: Vec<RawRepair>,
    /// A value that fits, for examples.
    pub example: Option<String>,
}

/// The reference list of a part, or of its alternatives.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected the key of a reference list, or a table of them by alternative")]
#[schemars(rename = "Reference")]
pub(crate) enum RawReference {
    Part(String),
    Alternatives(BTreeMap<String, String>),
}

/// One way to repair a part.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Repair")]
pub(crate) struct RawRepair {
    /// Take this prefix off.
    pub strip_prefix: Option<String>,
    /// Put zeros in front up to this length.
    pub pad_zeros: Option<usize>,
    /// Read letters that look like digits (O, l, S …) as those digits.
    #[serde(default)]
    pub letters_to_digits: bool,
    /// Whether the repaired value is certainly what was meant.
    #[serde(default)]
    pub safe: bool,
}

/// `[lists.<list>]`: a list that users can supply (`--list <list>=FILE`): the values that exist.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReferenceList")]
pub(crate) struct RawReferenceList {
    /// What people call the list.
    pub label: Text,
    /// Its columns; a file has them in any order, and may have others besides.
    #[serde(default)]
    pub columns: BTreeMap<String, RawReferenceColumn>,
    /// The columns that name an entry: each entry has to have them, and two entries with the same may not
    /// differ.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub key: Vec<Spanned<String>>,
    /// The column by which people know an entry, for messages.
    #[schemars(with = "Option<String>")]
    pub name: Option<Spanned<String>>,
}

/// A column of a reference list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReferenceColumn")]
pub(crate) struct RawReferenceColumn {
    /// Headers that mean the column, besides its key.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The part of a name that its values are: they have to fit it, and are repaired as it is.
    #[schemars(with = "Option<String>")]
    pub part: Option<Spanned<String>>,
    /// Whether a list has to have the column; those of `key` always are.
    #[serde(default)]
    pub required: bool,
}

/// `[names.<name>]`: a name made of parts between separators.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Name")]
pub(crate) struct RawName {
    /// What people call the name.
    pub label: Text,
    /// `{part}`s and the separators between them; a last `[-{part}]` may be left out.
    #[schemars(with = "Option<String>")]
    pub form: Option<Spanned<String>>,
    /// Instead of a form: another name, behind a prefix.
    #[schemars(with = "Option<String>")]
    pub of: Option<Spanned<String>>,
    /// The prefix of a name that is `of` another.
    pub prefix: Option<String>,
    /// The rule that is broken when parts are missing, too many or in the wrong order.
    #[schemars(with = "Option<String>")]
    pub rule: Option<Spanned<String>>,
    /// The rule that is broken when one part is wrong; `rule` for a part that is not here.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub rules: BTreeMap<String, Spanned<String>>,
    /// Parts that people leave out, and the rule for it.
    #[serde(default)]
    pub omitted: Vec<RawOmitted>,
    /// Parts that people add, and the rule for it.
    #[serde(default)]
    pub unwanted: Vec<RawUnwanted>,
    /// Other names that people write here, and the rule for it.
    #[serde(default)]
    pub instead: Vec<RawInstead>,
    /// The column whose name completes this one when its leading parts are left out.
    #[schemars(with = "Option<String>")]
    pub complete_from: Option<Spanned<String>>,
    /// The most characters the system takes.
    pub max_length: Option<usize>,
    /// Characters the system refuses.
    #[serde(default)]
    pub forbidden: String,
    /// The rule for a name that the system refuses.
    #[schemars(with = "Option<String>")]
    pub limits_rule: Option<Spanned<String>>,
}

/// A part that people leave out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Omitted")]
pub(crate) struct RawOmitted {
    /// The part.
    #[schemars(with = "String")]
    pub part: Spanned<String>,
    /// The code that was most likely meant.
    pub assume: String,
    /// The rule that is broken.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}

/// A part that people add.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Unwanted")]
pub(crate) struct RawUnwanted {
    /// The part.
    #[schemars(with = "String")]
    pub part: Spanned<String>,
    /// The part behind which it stands.
    #[schemars(with = "String")]
    pub after: Spanned<String>,
    /// What stands before it.
    pub separator: String,
    /// The rule that is broken.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}

/// Another name that people write in this one's place.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Instead")]
pub(crate) struct RawInstead {
    /// The prefix by which it is known, and which is dropped to repair it.
    pub prefix: String,
    /// The rule that is broken.
    #[schemars(with = "String")]
    pub rule: Spanned<String>,
}

/// `[columns.<column>]`: what a column holds, given once, overridden per kind in `fields`.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Column")]
pub(crate) struct RawColumn {
    /// The text of the header in the template.
    pub header: Option<String>,
    /// Other headers that mean the same column.
    pub aliases: Option<Vec<String>>,
    /// What the column means to the reader of the workbook.
    pub role: Option<Role>,
    /// The name, or names, that the value has to be.
    #[schemars(with = "Option<OneOrMany>")]
    pub name: Option<Spanned<OneOrMany>>,
    /// The closed list that the value has to be a code of.
    #[schemars(with = "Option<String>")]
    pub codes: Option<Spanned<String>>,
    /// The format of the library that the value has to have.
    pub format: Option<Format>,
    /// The pattern that the whole value has to match.
    #[schemars(with = "Option<String>")]
    pub pattern: Option<Spanned<String>>,
    /// What is expected there, for a pattern: "a whole number from 1".
    pub expected: Option<Text>,
    /// Whether a cell may hold several values, on lines of their own or separated by `;` or `,`.
    pub several: Option<bool>,
    /// Whether a filled row needs it.
    pub required: Option<bool>,
    /// The rows that do not need it after all.
    #[schemars(with = "Option<BTreeMap<String, RawCondition>>")]
    pub required_unless: Option<Spanned<BTreeMap<String, RawCondition>>>,
    /// The rule for a value that does not fit a format, pattern or code list.
    #[schemars(with = "Option<String>")]
    pub rule: Option<Spanned<String>>,
    /// The rules for particular problems of a format.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub rules: Option<BTreeMap<String, Spanned<String>>>,
    /// A value that fits: shown in the template, used for the examples of rules.
    pub example: Option<String>,
    /// How to fill the column in.
    pub help: Option<Text>,
}

/// `[[kinds]]`, and `[[sheets]]` for the sheets that hold no accounts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Table")]
pub(crate) struct RawTable {
    /// The key by which rules know it.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The name of the sheet, and for a kind the prefix of its IDs.
    pub sheet: String,
    /// Other names of the sheet.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What people call it.
    pub label: Text,
    /// The columns, in the order of the template.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub columns: Vec<Spanned<String>>,
    /// What differs from `[columns.<key>]` on this sheet.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RawColumn>")]
    pub fields: BTreeMap<String, Spanned<RawColumn>>,
    /// The columns that make two rows the same thing.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub identity: Vec<Spanned<String>>,
    /// What the IDs of the kind begin with, where that is not `<sheet>-L`.
    pub id_prefix: Option<String>,
    /// Whether the sheet is hidden in the template.
    #[serde(default)]
    pub hidden: bool,
}

/// A condition on one value.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "expected a list of codes, or a table with `not`, `present`, `same_as`, or `by` and `table`"
)]
#[schemars(rename = "Condition")]
pub(crate) enum RawCondition {
    /// One of these, without regard to case.
    In(Vec<String>),
    /// Something else.
    Other(RawConditionTable),
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
    /// With `table`: the values that are allowed depend on this other value.
    pub by: Option<String>,
    /// The allowed values for each value of `by`; a value that is not a key allows everything.
    pub table: Option<BTreeMap<String, Vec<String>>>,
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

/// One search, or several of which one has to find something.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "expected a search ({ in = …, match = …, where = … }) or a list of searches")]
#[schemars(rename = "Searches")]
pub(crate) enum RawSearches {
    Any(Vec<RawSearch>),
    One(Box<RawSearch>),
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
    /// There must be no such row.
    pub absent: Option<RawSearch>,
    /// The correction that is proposed.
    pub fix: Option<RawFix>,
    /// The variant of the rule's texts that a finding of this case speaks with.
    pub variant: Option<String>,
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
    /// The best fix that findings of the rule can carry; for the documentation.
    pub fixable: Option<Applicability>,
    /// What the engine sees by itself.
    pub check: Option<Event>,
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
    /// There must be no such row.
    pub absent: Option<RawSearch>,
    /// The correction that is proposed.
    pub fix: Option<RawFix>,
    /// Several relations that are one rule.
    #[serde(default)]
    pub cases: Vec<RawCase>,
    /// Two rows may not have the same values.
    pub unique: Option<RawUnique>,
    /// With `unique`: compare with the workbooks that were checked earlier in the same run, instead of
    /// with the other rows of the same one.
    pub across: Option<Across>,
    /// A value used once that is one slip away from a common one.
    pub near: Option<RawNear>,
    /// With `at`: what a reference list has to say.
    pub listed: Option<RawListed>,
    /// The values that later rules leave alone once this one has spoken: for an error the value at
    /// which it stands, for others none, unless this says otherwise.
    pub settles: Option<RawSettles>,
    /// What is wrong, with placeholders such as `{found}` and `{column}`.
    pub message: Text,
    /// What was expected, and how to correct it.
    pub help: Option<Text>,
    /// Texts for particular problems.
    #[serde(default)]
    pub variants: BTreeMap<String, RawVariant>,
    /// Why it matters.
    pub why: Text,
    /// The chapter of the source text, or the fact, that the rule comes from.
    pub source: String,
    /// A wrong and a right example, which are run when the convention is checked.
    pub example: Option<RawExamples>,
}

/// A wrong and a right example.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Examples")]
pub(crate) struct RawExamples {
    /// Breaks this rule once, and no other.
    #[schemars(with = "RawExample")]
    pub wrong: Spanned<RawExample>,
    /// Breaks no rule.
    #[schemars(with = "RawExample")]
    pub right: Spanned<RawExample>,
    /// Codes to add to lists for the examples: some rules have nothing to say while a list has one code.
    #[serde(default)]
    pub codes: BTreeMap<String, Vec<String>>,
    /// Reference lists that are supplied in the examples: the entries, each with its columns.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<BTreeMap<String, String>>>,
}

/// An example: one row, several rows, or whole sheets.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "expected a row ({ kind = …, column = … }), a list of rows, or { sheets = [ … ] }"
)]
#[schemars(rename = "Example")]
pub(crate) enum RawExample {
    Sheets { sheets: Vec<RawExampleSheet> },
    Rows(Vec<BTreeMap<String, String>>),
    Row(BTreeMap<String, String>),
}

/// One sheet of an example, cell by cell.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ExampleSheet")]
pub(crate) struct RawExampleSheet {
    /// Its name.
    pub name: String,
    /// The workbook in which it stands, from 1, for rules that compare workbooks.
    #[serde(default = "first_workbook")]
    pub workbook: u32,
    /// Whether it is hidden.
    #[serde(default)]
    pub hidden: bool,
    /// Ranges such as `B3:B5`.
    #[serde(default)]
    pub merged: Vec<String>,
    /// Excel's row numbers.
    #[serde(default)]
    pub hidden_rows: Vec<u32>,
    /// Rows of cells; a text, a number, `=` for a formula without a value, `#N/A` and the like for an error.
    #[schemars(with = "Vec<Vec<CellSchema>>")]
    pub cells: Vec<Vec<toml::Value>>,
}

fn first_workbook() -> u32 {
    1
}

/// A cell of an example, for the schema.
#[derive(JsonSchema)]
#[schemars(untagged, rename = "Cell")]
#[expect(dead_code, reason = "it is only described")]
enum CellSchema {
    /// A text; `=` stands for a formula without a value, `#N/A` and the like for an error.
    Text(String),
    /// A number.
    Number(f64),
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
    /// The column that says in which safe an account is kept, so that exceptions can be recorded for a safe.
    #[schemars(with = "Option<String>")]
    pub safe_column: Option<Spanned<String>>,
}
