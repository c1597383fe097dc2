//! The kinds of account and the other sheets with rows, with their columns.

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ColumnId, Condition, Format, ListId, NameId, RuleId};
use crate::fold_header;
use crate::path::{Path, Slot};
use crate::text::Text;

/// What a column means to the reader of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A value like any other.
    Value,
    /// Names the row; has to stand in column A.
    Id,
    /// Says which kind the row is of, where one sheet holds several kinds.
    Kind,
    /// Free text that is never judged, except for secrets.
    Free,
}

/// A column, whatever sheets it stands on.
#[derive(Debug, Clone)]
pub struct Column {
    /// The key of the table `[columns.<key>]`.
    pub key: String,
    /// The text of the header in the template.
    pub header: String,
    /// Every header that means the column, folded by [`crate::fold_header`], the template's own first.
    pub folded: Vec<String>,
    /// Headers that likely mean the column where no other does, folded.
    pub likely: Vec<String>,
    /// What it means to the reader.
    pub role: Role,
    /// How to fill it in.
    pub help: Text,
}

/// What the cells of a column hold on one sheet.
#[derive(Debug, Clone)]
pub enum Content {
    /// Anything.
    Text,
    /// One of these names.
    Name(Vec<NameId>),
    /// A code of a closed list.
    Codes(ListId),
    /// A format of the library.
    Format(Format),
    /// A pattern that matches the whole value.
    Pattern(Regex),
}

impl Content {
    /// Whether a word that could stand anywhere is right here: a value then tells nothing of where it belongs.
    pub fn takes_any_word(&self) -> bool {
        match self {
            Content::Format(format) => format.takes_any_word(),
            Content::Pattern(pattern) => pattern.is_match("word"),
            Content::Name(_) | Content::Codes(_) => false,
            Content::Text => true,
        }
    }

    /// Whether words that could stand anywhere are right here with a dot between them.
    pub fn takes_any_domain(&self) -> bool {
        match self {
            Content::Format(format) => format.takes_any_domain(),
            Content::Pattern(pattern) => pattern.is_match("some.word"),
            Content::Name(_) | Content::Codes(_) => false,
            Content::Text => true,
        }
    }
}

/// A column on one sheet.
#[derive(Debug, Clone)]
pub struct Field {
    /// The column.
    pub column: ColumnId,
    /// What the cells hold.
    pub content: Content,
    /// The keys of the parts of it that paths can name; [`Slot::part`](crate::Slot::part) counts them.
    pub parts: Vec<String>,
    /// Other words for the codes of a list, each with its code.
    pub words: Vec<(String, String)>,
    /// Whether a code is right in capitals and in small letters alike.
    pub any_case: bool,
    /// What is expected there, in words, for a pattern.
    pub expected: Text,
    /// Whether a cell may hold several values.
    pub several: bool,
    /// Whether a filled row needs it.
    pub required: bool,
    /// Unless all of these hold.
    pub required_unless: Vec<Condition>,
    /// The rule for a value that does not fit.
    pub rule: Option<RuleId>,
    /// The rules for particular problems of a format.
    pub problem_rules: Vec<(String, RuleId)>,
    /// A value that fits.
    pub example: String,
    /// How to fill it in.
    pub help: Text,
}

impl Field {
    /// The rule for a problem of the field's format: its own, else the field's.
    pub fn rule_for(&self, problem: &str) -> Option<RuleId> {
        self.problem_rules.iter().find(|(key, _)| key == problem).map(|(_, rule)| *rule).or(self.rule)
    }
}

/// A kind of account, or another sheet with rows.
#[derive(Debug, Clone)]
pub struct Table {
    /// The `id` of the kind or sheet.
    pub id: String,
    /// The name of its sheet.
    pub sheet: String,
    /// Every name of the sheet, folded by [`crate::fold_header`], its own first.
    pub folded_sheets: Vec<String>,
    /// What people call it.
    pub label: Text,
    /// Whether its rows are accounts (a kind), or not (another sheet).
    pub is_kind: bool,
    /// Whether the sheet is hidden in the template.
    pub hidden: bool,
    /// What the IDs begin with, before their number; empty for a sheet without IDs.
    pub id_prefix: String,
    /// The columns, in the order of the template.
    pub fields: Vec<Field>,
    /// The values that make two rows the same thing.
    pub identity: Vec<Slot>,
}

impl Table {
    /// Whether an ID has the form of this table's: its prefix and a number. Blanks around it do not count.
    pub fn has_id_form(&self, id: &str) -> bool {
        let Some((head, number)) = id.trim().split_at_checked(self.id_prefix.len()) else { return false };
        head.eq_ignore_ascii_case(&self.id_prefix)
            && !number.is_empty()
            && number.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether this is a name of the table: its sheet's, its id, or what people call it.
    pub fn is_called(&self, text: &str) -> bool {
        let folded = fold_header(text);
        self.folded_sheets.contains(&folded)
            || fold_header(&self.id) == folded
            || self.label.all().any(|label| fold_header(label) == folded)
    }

    /// The position in [`Table::fields`] of a column.
    pub fn position(&self, column: ColumnId) -> Option<usize> {
        self.fields.iter().position(|field| field.column == column)
    }
}

/// A value derived from others: the first of these that a row has.
#[derive(Debug, Clone)]
pub struct Derived {
    /// The key in `[derived]`.
    pub key: String,
    /// Where to look, in order.
    pub first_of: Vec<Path>,
}
