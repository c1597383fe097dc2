//! `[parts]` and `[names]`: what names are made of.

use std::ops::Range;

use toml::Spanned;

use super::{Compiler, unknown_keys};
use crate::model::*;
use crate::raw::{OneOrMany, RawName, RawPart, RawReference};
use crate::suggest::did_you_mean;

/// One piece of a form: what stands before a part, the part, whether it may be left out.
pub(super) struct FormPiece {
    separator: String,
    pub(super) part: String,
    optional: bool,
}

impl Compiler<'_> {
    pub(super) fn parts(&mut self, parts: Vec<(Spanned<String>, RawPart)>) {
        for (key, raw) in parts {
            let at = key.span();
            self.check_text(&raw.label, &at, "`label`");
            self.check_references(raw.reference.as_ref(), &at);
            let shape = self.shape(&raw, &at);
            if shape.is_none() {
                self.broken.insert(key.get_ref().clone());
            }
            if let (Some(Shape::Forms(_)), expected) = (&shape, raw.expected.clone().unwrap_or_default()) {
                self.check_text(&expected, &at, "`expected`");
            }
            let repairs = raw
                .repairs
                .iter()
                .filter_map(|repair| {
                    let said = [
                        repair.strip_prefix.clone().map(RepairAction::StripPrefix),
                        repair.strip_suffix.clone().map(RepairAction::StripSuffix),
                        repair.add_prefix.clone().map(RepairAction::AddPrefix),
                        repair.add_suffix.clone().map(RepairAction::AddSuffix),
                        repair.capitals.then_some(RepairAction::Capitals),
                        repair.pad_zeros.map(RepairAction::PadZeros),
                        repair.letters_to_digits.then_some(RepairAction::LettersToDigits),
                        (!repair.words.is_empty())
                            .then(|| RepairAction::Words(repair.words.clone().into_iter().collect())),
                    ];
                    let mut said = said.into_iter().flatten();
                    let (Some(action), None) = (said.next(), said.next()) else {
                        self.problem(at.clone(), "a repair has to say one thing: `strip_prefix`, `strip_suffix`, `add_prefix`, `add_suffix`, `capitals`, `pad_zeros`, `letters_to_digits` or `words`");
                        return None;
                    };
                    let applicability = if repair.safe { Applicability::Safe } else { Applicability::Unsafe };
                    Some(Repair { action, applicability })
                })
                .collect();
            let example = raw.example.clone().unwrap_or_else(|| self.first_code(shape.as_ref()));
            if let Some(Shape::Forms(forms)) = &shape {
                let fits =
                    forms.iter().any(|form| form.patterns.iter().all(|pattern| pattern.is_match(&example)));
                if !fits {
                    self.problem(at.clone(), format!("the example `{example}` does not fit the pattern"));
                }
            }
            self.convention.parts.push(Part {
                key: key.into_inner(),
                label: raw.label,
                expected: raw.expected.unwrap_or_default(),
                shape: shape.unwrap_or(Shape::Forms(Vec::new())),
                may_hold_separator: raw.may_hold_separator,
                repairs,
                example,
            });
        }
    }

    fn first_code(&self, shape: Option<&Shape>) -> String {
        match shape {
            Some(Shape::Codes(list)) => {
                self.convention.list(*list).codes.first().map(|(code, _)| code.clone()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    fn shape(&mut self, raw: &RawPart, at: &Range<usize>) -> Option<Shape> {
        let reference_of = |form: &str| match &raw.reference {
            Some(RawReference::Part(list)) => Some(list.clone()),
            Some(RawReference::Alternatives(lists)) => lists.get(form).cloned(),
            None => None,
        };
        match (&raw.codes, &raw.pattern, &raw.alternatives) {
            (Some(list), None, None) => Some(Shape::Codes(self.list_ref(list)?)),
            (None, Some(pattern), None) => {
                let patterns = self.patterns(pattern.get_ref().clone(), &pattern.span());
                Some(Shape::Forms(vec![Alternative {
                    key: String::new(),
                    patterns,
                    reference: reference_of(""),
                    also: None,
                }]))
            }
            (None, None, Some(alternatives)) => {
                if let Some(RawReference::Alternatives(lists)) = &raw.reference {
                    let known: Vec<&str> = alternatives.get_ref().keys().map(String::as_str).collect();
                    unknown_keys(lists, &known, at, "alternative", self.problems);
                }
                let forms = alternatives
                    .get_ref()
                    .iter()
                    .map(|(key, patterns)| Alternative {
                        key: key.clone(),
                        patterns: self.patterns(patterns.clone(), &alternatives.span()),
                        reference: reference_of(key),
                        also: None,
                    })
                    .collect();
                Some(Shape::Forms(forms))
            }
            _ => {
                self.problem(at.clone(), "a part needs one of `codes`, `pattern` and `alternatives`");
                None
            }
        }
    }

    fn patterns(&mut self, patterns: OneOrMany, at: &Range<usize>) -> Vec<regex::Regex> {
        patterns.into_vec().iter().filter_map(|pattern| self.pattern(pattern, at)).collect()
    }

    pub(super) fn part_ref(&mut self, key: &str, at: &Range<usize>) -> Option<PartId> {
        let found = self.convention.all_parts().find(|(_, part)| part.key == key).map(|(id, _)| id);
        if found.is_none() && !self.broken.contains(key) {
            let hint = did_you_mean(key, self.convention.parts.iter().map(|part| part.key.as_str()));
            self.problem_with_hint(at.clone(), format!("there is no part [parts.{key}]"), hint);
            self.broken.insert(key.to_owned());
        }
        found
    }

    pub(super) fn names(&mut self, names: Vec<(Spanned<String>, RawName)>) {
        // A name that is `of` another needs that one's number: names with a form come first.
        let (with_form, of_others): (Vec<_>, Vec<_>) =
            names.into_iter().partition(|(_, raw)| raw.of.is_none());
        for (key, raw) in with_form.into_iter().chain(of_others) {
            match self.name(&key, raw) {
                Some(name) => self.convention.names.push(name),
                None => {
                    self.broken.insert(key.into_inner());
                }
            }
        }
    }

    fn name(&mut self, key: &Spanned<String>, raw: RawName) -> Option<Name> {
        let at = key.span();
        self.check_text(&raw.label, &at, "`label`");
        let rule = raw.rule.as_ref().and_then(|rule| self.rule_ref(rule));
        let (of, mut parts) = match (&raw.form, &raw.of) {
            (Some(form), None) => (None, self.form(form, &raw)?),
            (None, Some(of)) => {
                let id = self.name_ref(of)?;
                (Some(id), self.convention.name(id).parts.clone())
            }
            _ => {
                self.problem(at, "a name needs either `form` or `of`");
                return None;
            }
        };
        let keys: Vec<String> =
            parts.iter().map(|name_part| self.convention.part(name_part.part).key.clone()).collect();
        let known: Vec<&str> = keys.iter().map(String::as_str).collect();
        unknown_keys(&raw.rules, &known, &at, "part in the form called", self.problems);
        // A rule that is named at the wrong place is named all the same.
        for (_, rule) in raw.rules.iter().filter(|(key, _)| !keys.contains(key)) {
            self.rule_ref(rule);
        }
        for (name_part, key) in parts.iter_mut().zip(&keys) {
            name_part.rule = raw.rules.get(key).and_then(|rule| self.rule_ref(rule)).or(name_part.rule);
        }
        let omitted = raw
            .omitted
            .iter()
            .filter_map(|omitted| {
                let position = self.position(&keys, &omitted.part)?;
                let part = parts.get(position).map(|name_part| name_part.part)?;
                self.check_code_of(part, &omitted.assume, &omitted.part.span());
                Some(Omitted {
                    position,
                    assume: omitted.assume.clone(),
                    rule: self.rule_ref(&omitted.rule)?,
                })
            })
            .collect();
        let unwanted = raw
            .unwanted
            .iter()
            .filter_map(|unwanted| {
                Some(Unwanted {
                    part: self.part_ref(unwanted.part.get_ref(), &unwanted.part.span())?,
                    after: self.position(&keys, &unwanted.after)?,
                    separator: unwanted.separator.clone(),
                    rule: self.rule_ref(&unwanted.rule)?,
                })
            })
            .collect();
        let instead = raw
            .instead
            .iter()
            .filter_map(|instead| {
                Some(Instead { prefix: instead.prefix.clone(), rule: self.rule_ref(&instead.rule)? })
            })
            .collect();
        let limits_rule = raw.limits_rule.as_ref().and_then(|rule| self.rule_ref(rule));
        if limits_rule.is_none() && (raw.max_length.is_some() || !raw.forbidden.is_empty()) {
            self.problem(at.clone(), "`max_length` and `forbidden` need a `limits_rule` to be reported by");
        }
        self.pending_completions.push((self.convention.names.len(), raw.complete_from));
        Some(Name {
            key: key.get_ref().clone(),
            label: raw.label,
            prefix: raw.prefix.unwrap_or_default(),
            of,
            parts,
            rule,
            omitted,
            unwanted,
            instead,
            complete_from: None,
            max_length: raw.max_length,
            forbidden: raw.forbidden.chars().collect(),
            limits_rule,
        })
    }

    fn check_code_of(&mut self, part: PartId, code: &str, at: &Range<usize>) {
        if let Shape::Codes(list) = &self.convention.part(part).shape {
            let list = self.convention.list(*list);
            if !list.codes.iter().any(|(known, _)| known == code) {
                let hint = did_you_mean(code, list.codes.iter().map(|(code, _)| code.as_str()));
                let message = format!("`{code}` is no code of [codes.{}]", list.key);
                self.problem_with_hint(at.clone(), message, hint);
            }
        }
    }

    fn position(&mut self, keys: &[String], part: &Spanned<String>) -> Option<usize> {
        let position = keys.iter().position(|key| key == part.get_ref());
        if position.is_none() {
            let hint = did_you_mean(part.get_ref(), keys.iter().map(String::as_str));
            self.problem_with_hint(part.span(), format!("the form has no part `{}`", part.get_ref()), hint);
        }
        position
    }

    pub(super) fn name_ref(&mut self, key: &Spanned<String>) -> Option<NameId> {
        self.name_by_key(key.get_ref(), &key.span())
    }

    pub(super) fn name_by_key(&mut self, key: &str, at: &Range<usize>) -> Option<NameId> {
        let found = self.convention.all_names().find(|(_, name)| name.key == key).map(|(id, _)| id);
        if found.is_none() && !self.broken.contains(key) {
            let hint = did_you_mean(key, self.convention.names.iter().map(|name| name.key.as_str()));
            self.problem_with_hint(at.clone(), format!("there is no name [names.{key}]"), hint);
            self.broken.insert(key.to_owned());
        }
        found
    }

    /// Reports codes, and examples of patterns, that a name could never be read with: it is cut at every
    /// separator of its form, and cleaned of blanks and long dashes before that.
    fn check_readable(&mut self, part: PartId, separators: &[String], form: &Range<usize>) {
        let part = self.convention.part(part);
        let (key, words): (_, Vec<String>) = match &part.shape {
            Shape::Codes(list) => {
                let list = self.convention.list(*list);
                (&list.key, list.codes.iter().map(|(code, _)| code.clone()).collect())
            }
            Shape::Forms(_) => (&part.key, vec![part.example.clone()]),
        };
        let places = self.code_places.get(key).cloned().unwrap_or_default();
        let is_code = matches!(part.shape, Shape::Codes(_));
        let key = part.key.clone();
        let separators = if part.may_hold_separator { &[] } else { separators };
        for word in words {
            let at = places.iter().find(|(code, _)| is_code && *code == word).map(|(_, at)| at.clone());
            let at = at.unwrap_or_else(|| form.clone());
            let what = if is_code { "the code" } else { "the example" };
            if let Some(separator) = separators.iter().find(|separator| word.contains(separator.as_str())) {
                let message = format!(
                    "{what} `{word}` of [parts.{key}] has a `{separator}` in it, at which the name is cut: no name with it could be read"
                );
                self.problem(at, message);
            } else if word.chars().any(|character| character.is_whitespace() || is_long_dash(character)) {
                let message = format!(
                    "{what} `{word}` of [parts.{key}] has a blank or a long dash in it, which names are cleaned of: no name with it could be read"
                );
                self.problem(at, message);
            }
        }
    }

    fn form(&mut self, form: &Spanned<String>, raw: &RawName) -> Option<Vec<NamePart>> {
        let at = form.span();
        let pieces = match form_pieces(form.get_ref()) {
            Ok(pieces) => pieces,
            Err(why) => {
                self.problem(at, format!("the form `{}` cannot be read: {why}", form.get_ref()));
                return None;
            }
        };
        if let Some(prefix) = raw.prefix.as_deref().filter(|prefix| !prefix.is_empty()) {
            self.problem(
                at.clone(),
                format!("write the prefix `{prefix}` of a name that is `of` another only"),
            );
        }
        let separators: Vec<String> =
            pieces.iter().map(|piece| piece.separator.clone()).filter(|one| !one.is_empty()).collect();
        if let Some(separator) = separators.iter().find(|separator| !is_separator(separator)) {
            let message = format!(
                "`{separator}` cannot be a separator: it has to be one character of the keyboard, such as `-`, `_`, `.` or `/`, and no blank"
            );
            self.problem(at, message);
            return None;
        }
        let mut parts = Vec::new();
        for piece in pieces {
            let part = self.part_ref(&piece.part, &at)?;
            self.check_readable(part, &separators, &at);
            parts.push(NamePart { part, separator: piece.separator, optional: piece.optional, rule: None });
        }
        let open = parts.iter().filter(|part| self.convention.part(part.part).may_hold_separator).count();
        if open > 1 {
            self.problem(
                at,
                "only one part of a name may hold its separators: nobody could tell where two such end",
            );
            return None;
        }
        Some(parts)
    }
}

/// Whether a name can be cut at a separator. Names are cleaned before they are cut: blanks go, and what looks
/// like a character of the keyboard becomes it.
fn is_separator(separator: &str) -> bool {
    let mut characters = separator.chars();
    characters.next().is_some_and(|character| character.is_ascii_graphic()) && characters.next().is_none()
}

/// The most parts of a name that may be left out.
const MOST_OPTIONAL: usize = 3;

/// Takes a form apart: `{a}[-{b}]-{c}`.
pub(super) fn form_pieces(form: &str) -> Result<Vec<FormPiece>, &'static str> {
    let mut pieces = Vec::new();
    let mut rest = form;
    while let Some((fixed, behind)) = rest.split_once('[') {
        let (optional, behind) = behind.split_once(']').ok_or("a `[` has to be closed")?;
        pieces.extend(plain_pieces(fixed, false)?);
        let in_brackets = plain_pieces(optional, true)?;
        if in_brackets.len() != 1 {
            return Err("one part stands in brackets, with its separator: `[-{part}]`");
        }
        pieces.extend(in_brackets);
        rest = behind;
    }
    pieces.extend(plain_pieces(rest, false)?);
    let first_is_bare = pieces.first().is_some_and(|piece| piece.separator.is_empty() && !piece.optional);
    if !first_is_bare {
        return Err("it has to begin with a `{part}`");
    }
    if pieces.iter().skip(1).any(|piece| piece.separator.is_empty()) {
        return Err("two parts need a separator between them");
    }
    if pieces.iter().filter(|piece| piece.optional).count() > MOST_OPTIONAL {
        return Err("at most three parts may be left out");
    }
    Ok(pieces)
}

fn plain_pieces(form: &str, optional: bool) -> Result<Vec<FormPiece>, &'static str> {
    let mut pieces = Vec::new();
    let mut rest = form;
    while !rest.is_empty() {
        let (separator, behind) = rest.split_once('{').ok_or("something stands behind the last `{part}`")?;
        let (part, behind) = behind.split_once('}').ok_or("a `{` is not closed")?;
        pieces.push(FormPiece { separator: separator.to_owned(), part: part.trim().to_owned(), optional });
        rest = behind;
    }
    Ok(pieces)
}

/// Dashes that are read as the hyphen of the keyboard.
fn is_long_dash(character: char) -> bool {
    matches!(character, '\u{2010}'..='\u{2015}' | '\u{2212}')
}
