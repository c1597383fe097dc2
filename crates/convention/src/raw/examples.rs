//! The examples of rules as they are written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

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
    /// The character between two values, such as `;`, where it stands for a text file: its rows may have more or
    /// fewer values than the header.
    #[serde(default)]
    pub delimiter: Option<char>,
    /// Rows of cells; a text, a number, a truth value, `=` for a formula without a value, `#N/A` and the like for an error.
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
    /// A truth value.
    Truth(bool),
}
