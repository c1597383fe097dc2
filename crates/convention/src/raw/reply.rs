//! The texts of replies as they are written.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::text::Text;

/// `[reply]`: the texts of the mail that `check --reply` drafts for whoever sent a workbook.
///
/// Placeholders: `{workbook}` (the name of the file), `{contact}`, `{found}` (how many errors, warnings and remarks),
/// `{accounts}` (how many), `{until}` (the day of `--reply-by`), `{copy}` (the attached copy), `{reason}` (why a workbook
/// could not be checked), `{count}`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Reply")]
pub(crate) struct RawReply {
    /// How it begins.
    pub greeting: Text,
    /// How it begins where the workbook names no contact.
    pub greeting_to_nobody: Text,
    /// That the marked copy is attached: `{copy}`.
    pub attached: Text,
    /// By when the corrected workbook is expected: `{until}`.
    pub until: Text,
    /// The heading above the most frequent findings.
    pub most_frequent: Text,
    /// How many other findings there are: `{count}`.
    pub more: Text,
    /// The heading above what to do.
    pub to_do: Text,
    /// The heading above what will be made.
    pub made: Text,
    /// The heading above the accounts that will be made.
    pub made_accounts: Text,
    /// The heading above the safes that will be made.
    pub made_safes: Text,
    /// How it ends.
    pub closing: Text,
    /// A workbook without errors and warnings.
    pub accepted: RawVerdict,
    /// A workbook with warnings only.
    pub attention: RawVerdict,
    /// A workbook with errors.
    pub returned: RawVerdict,
    /// A workbook that could not be checked.
    pub unread: RawVerdict,
}

/// What is said of a workbook that fared so.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Verdict")]
pub(crate) struct RawVerdict {
    /// The subject of the mail.
    pub subject: Text,
    /// The verdict in a sentence.
    pub verdict: Text,
    /// What to do, step by step.
    pub steps: Vec<Text>,
    /// The same where no marked copy is attached.
    #[serde(default)]
    pub steps_without_copy: Vec<Text>,
}
