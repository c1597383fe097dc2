//! `[reply]`: the texts of the mail for whoever sent a workbook.

use std::ops::Range;

use toml::Spanned;

use super::Compiler;
use crate::model::{Message, Reply, Verdict};
use crate::raw::{RawReply, RawVerdict};
use crate::text::Text;

/// What every text of it may be filled in with.
const HOLES: [&str; 8] = ["workbook", "contact", "found", "accounts", "until", "copy", "reason", "count"];

impl Compiler<'_> {
    pub(super) fn reply(&mut self, raw: Spanned<RawReply>) -> Reply {
        let at = raw.span();
        let raw = raw.into_inner();
        let mut text = |text: &Text, what: &str| self.reply_text(text, &at, what);
        Reply {
            greeting: text(&raw.greeting, "greeting"),
            greeting_to_nobody: text(&raw.greeting_to_nobody, "greeting_to_nobody"),
            attached: text(&raw.attached, "attached"),
            until: text(&raw.until, "until"),
            most_frequent: text(&raw.most_frequent, "most_frequent"),
            more: text(&raw.more, "more"),
            to_do: text(&raw.to_do, "to_do"),
            made: text(&raw.made, "made"),
            made_accounts: text(&raw.made_accounts, "made_accounts"),
            made_safes: text(&raw.made_safes, "made_safes"),
            closing: text(&raw.closing, "closing"),
            accepted: self.verdict(&raw.accepted, &at, "accepted"),
            attention: self.verdict(&raw.attention, &at, "attention"),
            returned: self.verdict(&raw.returned, &at, "returned"),
            unread: self.verdict(&raw.unread, &at, "unread"),
        }
    }

    fn verdict(&mut self, raw: &RawVerdict, at: &Range<usize>, key: &str) -> Verdict {
        let mut text = |text: &Text, what: &str| self.reply_text(text, at, &format!("{key}.{what}"));
        Verdict {
            subject: text(&raw.subject, "subject"),
            verdict: text(&raw.verdict, "verdict"),
            steps: raw.steps.iter().map(|step| text(step, "steps")).collect(),
            steps_without_copy: raw
                .steps_without_copy
                .iter()
                .map(|step| text(step, "steps_without_copy"))
                .collect(),
        }
    }

    fn reply_text(&mut self, text: &Text, at: &Range<usize>, what: &str) -> Message {
        let holes: Vec<String> = HOLES.iter().map(|hole| (*hole).to_owned()).collect();
        self.message(text, at, &format!("reply.{what}"), Some(&holes))
    }
}
