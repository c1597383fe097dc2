//! What rules say: texts with placeholders, which have to be filled in for the rule that they belong to.

use std::collections::BTreeMap;
use std::ops::Range;

use pamlint_words::Template;
use toml::Spanned;

use super::{Compiler, unknown_keys};
use crate::model::*;
use crate::raw::{RawRule, RawVariant};
use crate::suggest::did_you_mean;
use crate::text::Text;

/// The texts of a rule.
pub(super) struct Texts {
    pub message: Message,
    pub help: Message,
    pub variants: Vec<Variant>,
}

impl Compiler<'_> {
    /// The texts of a rule; `subjects` are what it is about, `None` where that cannot be told.
    pub(super) fn texts(
        &mut self,
        number: RuleId,
        raw: &mut RawRule,
        check: &Check,
        subjects: Option<&[Subject]>,
    ) -> Texts {
        let at = raw.code.span();
        if subjects.is_some() {
            let known = self.convention.variants_of(number, check);
            let words: Vec<&str> = known.iter().map(String::as_str).collect();
            unknown_keys(&raw.variants, &words, &at, "variant of this rule called", self.problems);
            raw.variants.retain(|key, _| known.contains(key));
        }
        let known = self.convention.variants_of(number, check);
        let is_shared =
            |variant: &&Variant| known.contains(&variant.key) && !raw.variants.contains_key(&variant.key);
        let shared: Vec<Variant> = self.shared_variants.iter().filter(is_shared).cloned().collect();
        let holes = subjects.map(|subjects| self.holes(subjects, check));
        let mut text = |text: &Text, what: &str| self.message(text, &at, what, holes.as_deref());
        Texts {
            message: text(&raw.message, "message"),
            help: raw.help.as_ref().map(|help| text(help, "help")).unwrap_or_default(),
            variants: raw
                .variants
                .iter()
                .map(|(key, variant)| Variant {
                    key: key.clone(),
                    message: variant
                        .message
                        .as_ref()
                        .map(|message| text(message, &format!("variants.{key}.message"))),
                    help: variant.help.as_ref().map(|help| text(help, &format!("variants.{key}.help"))),
                    severity: variant.severity,
                })
                .chain(shared)
                .collect(),
        }
    }

    /// The texts for problems that are told alike whatever the rule is.
    pub(super) fn shared_variants(&mut self, raw: Vec<(Spanned<String>, RawVariant)>) {
        let known = Subject::SHARED;
        let holes: Vec<String> =
            ALWAYS.iter().chain(&["found", "other"]).map(|hole| (*hole).to_owned()).collect();
        for (key, variant) in raw {
            let (at, key) = (key.span(), key.into_inner());
            if !known.contains(&key.as_str()) {
                let hint = did_you_mean(&key, known.iter().copied());
                self.problem_with_hint(
                    at,
                    format!("`{key}` is no problem that every rule tells alike"),
                    hint,
                );
                continue;
            }
            let mut text = |text: &Text, what: &str| {
                self.message(text, &at, &format!("variants.{key}.{what}"), Some(&holes))
            };
            let message = variant.message.as_ref().map(|message| text(message, "message"));
            let help = variant.help.as_ref().map(|help| text(help, "help"));
            self.shared_variants.push(Variant { key, message, help, severity: variant.severity });
        }
    }

    /// A text of a rule; `holes` are the placeholders that are filled in besides the values of a row, `None`
    /// where that cannot be told.
    pub(super) fn message(
        &mut self,
        text: &Text,
        at: &Range<usize>,
        what: &str,
        holes: Option<&[String]>,
    ) -> Message {
        self.check_text(text, at, &format!("`{what}`"));
        let mut templates = BTreeMap::new();
        for language in text.languages() {
            let what = format!("{what}.{language}");
            let template = self.text_with_holes(text.get(language), at, &what, holes);
            templates.extend(template.map(|template| (language, template)));
        }
        Message { templates }
    }

    fn text_with_holes(
        &mut self,
        text: &str,
        at: &Range<usize>,
        what: &str,
        holes: Option<&[String]>,
    ) -> Option<Template> {
        let template = self.template(text, at)?;
        let Some(holes) = holes else { return Some(template) };
        for hole in template.placeholders() {
            if holes.iter().any(|known| known == hole) || self.is_path(hole) {
                continue;
            }
            let at = self.problems.find_behind(at.start, text).unwrap_or_else(|| at.clone());
            if Subject::fills(hole) {
                let message = format!("in `{what}`: `{{{hole}}}` is never filled in for this rule");
                let known: Vec<String> = holes.iter().map(|hole| format!("{{{hole}}}")).collect();
                let hint = format!("filled in here: {}, and the values of the row", known.join(", "));
                self.problem_with_hint(at, message, Some(hint));
            } else {
                let known = holes.iter().chain(&self.paths).map(String::as_str);
                let hint = did_you_mean(hole, known);
                self.problem_with_hint(
                    at,
                    format!("in `{what}`: there is no placeholder `{{{hole}}}`"),
                    hint,
                );
            }
        }
        Some(template)
    }

    /// The holes that the engine fills for a rule.
    fn holes(&self, subjects: &[Subject], check: &Check) -> Vec<String> {
        let mut holes: Vec<String> = ALWAYS.iter().map(|hole| (*hole).to_owned()).collect();
        for hole in subjects.iter().flat_map(|subject| subject.holes()) {
            if !holes.iter().any(|known| known == hole) {
                holes.push((*hole).to_owned());
            }
        }
        if let Check::Listed(listed) = check {
            let columns = &self.convention.reference(listed.list).columns;
            holes.extend(columns.iter().map(|column| format!("entry.{}", column.key)));
        }
        holes
    }
}
