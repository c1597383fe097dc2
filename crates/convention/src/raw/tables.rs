//! Columns and sheets as they are written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{OneOrMany, RawCondition};
use crate::model::{Format, Meant, Role};
use crate::text::Text;

/// `[columns.<column>]`: what a column holds, given once, overridden per kind in `fields`.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Column")]
pub(crate) struct RawColumn {
    /// The text of the header in the template.
    pub header: Option<String>,
    /// Other headers that mean the same column.
    pub aliases: Option<Vec<String>>,
    /// Headers that likely mean the column, where no other header does: `No.`
    pub likely: Option<Vec<String>>,
    /// What the column means to the reader of the workbook.
    pub role: Option<Role>,
    /// The name, or names, that the value has to be.
    #[schemars(with = "Option<OneOrMany>")]
    pub name: Option<Spanned<OneOrMany>>,
    /// The closed list that the value has to be a code of.
    #[schemars(with = "Option<String>")]
    pub codes: Option<Spanned<String>>,
    /// Other words for the codes, without regard to case: `{ ja = "YES" }`. They are as right as the codes.
    pub words: Option<BTreeMap<String, String>>,
    /// Whether a code is right in capitals and in small letters alike.
    pub any_case: Option<bool>,
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

/// `[details.<key>]`: what a workbook says of whoever sends it, beside a label on a sheet without columns.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Detail")]
pub(crate) struct RawDetail {
    /// The sheet on which it stands: the `id` of one in `[[sheets]]`.
    #[schemars(with = "String")]
    pub sheet: Spanned<String>,
    /// The label beside which it stands, in the template.
    pub label: Text,
    /// Other labels that mean the same.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What the program uses it for; nothing in particular when left out.
    pub means: Option<Meant>,
    /// Whether a workbook with accounts has to tell it, where its label stands.
    #[serde(default)]
    pub required: bool,
}

/// `[[kinds]]`, and `[[sheets]]` for the sheets that hold no accounts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Table")]
pub(crate) struct RawTable {
    /// The key by which rules know it.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// The name of the sheet, as Excel takes it (31 characters at most, none of `[ ] : * ? / \`), and for a
    /// kind the prefix of its IDs.
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
    /// The columns, or parts of what stands in them (`platform.technology`), that make two rows the same thing.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub identity: Vec<Spanned<String>>,
    /// What the IDs of the kind begin with, where that is not `<sheet>-L`.
    pub id_prefix: Option<String>,
    /// Whether the sheet is hidden in the template.
    #[serde(default)]
    pub hidden: bool,
}
