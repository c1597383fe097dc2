//! The texts of replies to those who sent workbooks.

use super::Message;

/// The texts of the mail for whoever sent a workbook.
#[derive(Debug, Clone)]
pub struct Reply {
    /// How it begins.
    pub greeting: Message,
    /// How it begins where the workbook names no contact.
    pub greeting_to_nobody: Message,
    /// That the marked copy is attached.
    pub attached: Message,
    /// By when the corrected workbook is expected.
    pub until: Message,
    /// The heading above the most frequent findings.
    pub most_frequent: Message,
    /// How many other findings there are.
    pub more: Message,
    /// The heading above what to do.
    pub to_do: Message,
    /// The heading above what will be made.
    pub made: Message,
    /// The heading above the accounts that will be made.
    pub made_accounts: Message,
    /// The heading above the safes that will be made.
    pub made_safes: Message,
    /// How it ends.
    pub closing: Message,
    /// A workbook without errors and warnings.
    pub accepted: Verdict,
    /// A workbook with warnings only.
    pub attention: Verdict,
    /// A workbook with errors.
    pub returned: Verdict,
    /// A workbook that could not be checked.
    pub unread: Verdict,
}

/// What is said of a workbook that fared so.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The subject of the mail.
    pub subject: Message,
    /// The verdict in a sentence.
    pub verdict: Message,
    /// What to do, step by step.
    pub steps: Vec<Message>,
    /// The same where no marked copy is attached.
    pub steps_without_copy: Vec<Message>,
}
