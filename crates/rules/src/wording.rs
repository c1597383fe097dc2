//! Findings in words: the texts of the convention, with their placeholders filled, in one language.
//!
//! A finding says the same in whatever language it is put into, so that the report of a run may speak
//! another than the copies that it writes.

use std::borrow::Cow;

use pamlint_convention::{Convention, Language, Message, NameId, Rule};
use pamlint_words::Words;

use crate::draft::shortened;
use crate::fill::Fill;
use crate::report::{Elsewhere, Excepted, Finding, Was};
use crate::shown::shown;

/// Puts findings into the words of the convention that they were found by, in a language.
#[derive(Debug, Clone, Copy)]
pub struct Wording<'c> {
    /// The convention.
    pub convention: &'c Convention,
    /// The language.
    pub language: Language,
}

impl<'c> Wording<'c> {
    /// What is wrong.
    pub fn message(&self, finding: &Finding) -> String {
        shown(&self.sentence(finding)).into_owned()
    }

    fn sentence(&self, finding: &Finding) -> String {
        let Some(rule) = self.convention.find_rule(&finding.code).map(|rule| self.convention.rule(rule))
        else {
            return finding.name.clone();
        };
        let variant = finding.variant.as_deref().and_then(|variant| rule.variant(variant));
        let special = variant.and_then(|variant| variant.message.as_ref());
        let whole = self.text(special, &rule.message, finding);
        // A sentence with a gap is better than none.
        let with_gaps = || {
            let filled = |name: &str| Some(self.placeholder(name, finding).unwrap_or_default());
            rule.message.get(self.language)?.render(filled)
        };
        whole.or_else(with_gaps).unwrap_or_else(|| rule.name.clone())
    }

    /// What was expected, and how to correct it.
    pub fn help(&self, finding: &Finding) -> Option<String> {
        let help = self.rule(finding).and_then(|rule| {
            let variant = finding.variant.as_deref().and_then(|variant| rule.variant(variant));
            self.text(variant.and_then(|variant| variant.help.as_ref()), &rule.help, finding)
        });
        let expired = finding.expired.as_ref().map(|expired| self.expired(expired));
        let sentences: Vec<String> = help.into_iter().chain(expired).collect();
        (!sentences.is_empty()).then(|| shown(&sentences.join(" ")).into_owned())
    }

    /// The text of the cell, as it may be shown.
    pub fn value<'f>(&self, finding: &'f Finding) -> Cow<'f, str> {
        match finding.was {
            Was::Secret(length) => Cow::Owned(self.withheld(length)),
            _ => Cow::Borrowed(&finding.value),
        }
    }

    /// What is shown in the place of a secret of so many characters.
    pub fn withheld(&self, length: usize) -> String {
        self.words().rules.withheld.fill(&[("length", &length)])
    }

    fn rule(&self, finding: &Finding) -> Option<&'c Rule> {
        self.convention.rules.iter().find(|rule| rule.code == finding.code)
    }

    /// The first text whose placeholders can all be filled: texts that need what is not known give way to
    /// plainer ones.
    fn text(&self, special: Option<&Message>, general: &Message, finding: &Finding) -> Option<String> {
        let mut messages = special.into_iter().chain([general]);
        messages
            .find_map(|message| message.get(self.language)?.render(|name| self.placeholder(name, finding)))
    }

    fn placeholder(&self, name: &str, finding: &Finding) -> Option<String> {
        if let Some((_, fill)) = finding.fills.iter().find(|(known, _)| known == name) {
            return self.filled(fill);
        }
        match (name, &finding.elsewhere) {
            ("workbook", Some(elsewhere)) => Some(elsewhere.workbook.clone()),
            ("other", Some(Elsewhere { sheet, cell, .. })) => Some(format!("{sheet}!{cell}")),
            ("value", _) => Some(shortened(&self.value(finding))),
            ("column", _) => finding.column.clone(),
            _ => None,
        }
    }

    fn filled(&self, fill: &Fill) -> Option<String> {
        let convention = self.convention;
        let text = match fill {
            Fill::Text(text) => return Some(text.clone()),
            Fill::Blank => return Some(self.words().rules.blank.clone()),
            Fill::Kind(table) => return Some(convention.table(*table).label.get(self.language).to_owned()),
            Fill::Labels(name, positions) => {
                let labels = positions.iter().map(|position| self.label(*name, *position));
                labels.collect::<Vec<_>>().join(", ")
            }
            Fill::Expected(name, position) => {
                let part = convention.name(*name).parts.get(*position)?.part;
                convention.part(part).expected.get(self.language).to_owned()
            }
            Fill::Form(name) => self.form(*name),
            Fill::ExpectedIn(table, position) => {
                let field = convention.table(*table).fields.get(*position)?;
                field.expected.get(self.language).to_owned()
            }
            // Where the field is not known.
            Fill::FieldExpected => return None,
        };
        Some(shortened(&text)).filter(|text| !text.is_empty())
    }

    fn label(&self, name: NameId, position: usize) -> &str {
        let part = self.convention.name(name).parts.get(position);
        part.map_or("", |part| self.convention.part(part.part).label.get(self.language))
    }

    /// A form spelled with the labels of its parts.
    fn form(&self, name: NameId) -> String {
        let parts = &self.convention.name(name).parts;
        let mut text = self.convention.name(name).prefix.clone();
        for (position, part) in parts.iter().enumerate() {
            let (separator, label) = (&part.separator, self.label(name, position));
            let piece =
                if part.optional { format!("[{separator}{label}]") } else { format!("{separator}{label}") };
            text.push_str(&piece);
        }
        text
    }

    fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    fn expired(&self, exception: &Excepted) -> String {
        let Excepted { until, approved_by, reason } = exception;
        let expired = &self.words().rules.expired;
        expired.fill(&[("until", &self.words().date(until)), ("who", approved_by), ("reason", reason)])
    }
}
