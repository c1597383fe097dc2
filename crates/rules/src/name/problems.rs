//! Problems of names, each with its place, its texts and its correction.

use pamlint_convention::{Applicability, BuiltInCheck, Convention, Name, Shape};

use super::align::Token;
use super::interpret::Findings;
use super::part::Fit;
use super::rearrange::{self, Rearranged};
use super::{Piece, Reading, Typed, corrected};
use crate::fill::Fill;
use crate::problem::{Problem, Sort, Source};
use crate::report::Fix;

/// Whether the system takes a name, whatever the convention says.
pub(super) fn is_within_limits(name: &Name, text: &str) -> bool {
    name.limits_rule.is_none()
        || (!text.contains(|character| name.forbidden.contains(&character))
            && name.max_length.is_none_or(|limit| text.chars().count() <= limit))
}

impl Typed<'_> {
    /// The problem of a name that the system refuses, whatever the convention says.
    pub(super) fn limits(&self) -> Option<Problem> {
        let (name, text, offset) = (self.name, self.text, self.offset);
        name.limits_rule?;
        let length = text.chars().count();
        if let Some((position, refused)) =
            text.chars().enumerate().find(|(_, character)| name.forbidden.contains(character))
        {
            // Quotes around a name, a dot behind it, slashes for its separators.
            let meant = rearrange::by_separators(self.convention, name, text);
            return Some(Problem {
                variant: Some("character"),
                fills: self.fills_with(&refused.to_string(), meant.as_deref()),
                fix: meant.map(|value| Fix { value, applicability: Applicability::Unsafe }),
                ..self.problem(Sort::Limits, (offset + position, offset + position + 1))
            });
        }
        let limit = name.max_length.filter(|limit| length > *limit)?;
        Some(Problem {
            variant: Some("too-long"),
            fills: vec![
                ("length", Fill::Text(length.to_string())),
                ("limit", Fill::Text(limit.to_string())),
                ("found", Fill::Text(text.to_owned())),
                ("form", Fill::Form(self.id)),
            ],
            ..self.problem(Sort::Limits, (offset + limit, offset + length))
        })
    }

    fn fills_with(&self, found: &str, suggestion: Option<&str>) -> Vec<(&'static str, Fill)> {
        let mut fills = vec![("found", Fill::Text(found.to_owned())), ("form", Fill::Form(self.id))];
        fills.extend(suggestion.map(|text| ("suggestion", Fill::Text(text.to_owned()))));
        fills
    }

    /// The text with some spans replaced; everything else stays as it was typed.
    fn respell(&self, edits: &[((usize, usize), &str)]) -> String {
        let mut text = String::new();
        let mut written = Vec::new();
        for (position, character) in self.text.chars().enumerate() {
            let at = self.offset + position;
            match edits.iter().find(|((start, end), _)| (*start..*end).contains(&at)) {
                None => text.push(character),
                Some((span, replacement)) if !written.contains(&span.0) => {
                    text.push_str(replacement);
                    written.push(span.0);
                }
                Some(_) => {}
            }
        }
        text
    }

    /// The problem of one part, if it is wrong by more than its case.
    pub(super) fn part_problem(&self, token: usize, position: usize, fit: &Fit) -> Option<Problem> {
        let token = self.token(token)?;
        let span = (token.start, token.end);
        let part = self.convention.part(self.name.parts.get(position)?.part);
        let mut fills = vec![
            ("found", Fill::Text(token.text.clone())),
            ("expected", Fill::Expected(self.id, position)),
            ("part", Fill::Labels(self.id, vec![position])),
            ("length", Fill::Text(token.text.chars().count().to_string())),
            ("form", Fill::Form(self.id)),
        ];
        let (variant, fix) = match fit {
            Fit::Exact { .. } | Fit::Case { .. } => return None,
            Fit::Near { code } => (Some("near"), Some((code, Applicability::Unsafe))),
            Fit::Repaired { value, applicability } => (Some("repaired"), Some((value, *applicability))),
            Fit::Unfit => (length_variant(&part.shape, &part.example, &token.text), None),
        };
        let fix = fix.map(|(value, applicability)| {
            fills.push(("suggestion", Fill::Text(value.clone())));
            Fix { value: self.respell(&[(span, value)]), applicability }
        });
        Some(Problem { variant, fills, fix, ..self.problem(Sort::Part(position), span) })
    }

    /// One problem for all codes of the name that are right but for their case.
    pub(super) fn case_problem(&self, judged: &[(usize, usize, Fit)]) -> Option<Problem> {
        let wrong: Vec<(&Token, &str)> = judged
            .iter()
            .filter_map(|(token, _, fit)| match fit {
                Fit::Case { code } => Some((self.tokens.get(*token)?, code.as_str())),
                _ => None,
            })
            .collect();
        let (first, _) = wrong.first()?;
        let span = (first.start, first.end);
        let joined = |words: Vec<&str>| Fill::Text(words.join(", "));
        let edits: Vec<((usize, usize), &str)> =
            wrong.iter().map(|(token, code)| ((token.start, token.end), *code)).collect();
        Some(Problem {
            fills: vec![
                ("found", joined(wrong.iter().map(|(token, _)| token.text.as_str()).collect())),
                ("expected", joined(wrong.iter().map(|(_, code)| *code).collect())),
                ("form", Fill::Form(self.id)),
            ],
            fix: Some(Fix { value: self.respell(&edits), applicability: Applicability::Safe }),
            ..Problem::new(Source::BuiltIn(BuiltInCheck::LetterCase), span)
        })
    }

    pub(super) fn unwanted_problem(&self, token: usize, known: usize) -> Option<Problem> {
        let token = self.token(token)?;
        let span = (token.start - token.separator.chars().count().min(token.start), token.end);
        let value = self.respell(&[(span, "")]);
        Some(Problem {
            fills: self.fills_with(&token.text, Some(&value)),
            fix: Some(Fix { value, applicability: Applicability::Safe }),
            ..self.problem(Sort::Unwanted(known), span)
        })
    }

    pub(super) fn omitted_problem(&self, reading: &Reading, known: usize) -> Problem {
        let whole = self.whole();
        let omitted = self.name.omitted.get(known);
        let position = omitted.map_or(0, |omitted| omitted.position);
        let mut completed = reading.clone();
        if let (Some(slot), Some(omitted)) = (completed.pieces.get_mut(position), omitted) {
            *slot = Some(Piece { text: omitted.assume.clone(), span: whole, form: None });
        }
        let value = corrected(self.name, &completed);
        let mut fills = self.fills_with(self.text, value.as_deref());
        fills.push(("missing", Fill::Labels(self.id, vec![position])));
        fills.push(("part", Fill::Labels(self.id, vec![position])));
        fills.push(("expected", Fill::Expected(self.id, position)));
        let fix = value.map(|value| Fix { value, applicability: Applicability::Unsafe });
        // A part that has no rule of its own for this is missing like any other.
        let variant = omitted.and_then(|omitted| (Some(omitted.rule) == self.name.rule).then_some("missing"));
        Problem {
            variant,
            fills,
            fix,
            ..self.problem(Sort::Omitted(known), gap(&self.tokens, reading, position, whole))
        }
    }

    /// One problem for a name whose parts are not those of its form, however much of it is wrong.
    pub(super) fn form_problem(
        &self,
        reading: &Reading,
        found: &Findings,
        rearranged: Option<Rearranged>,
    ) -> Problem {
        let whole = self.whole();
        let unsafe_fix = |value: String| Fix { value, applicability: Applicability::Unsafe };
        if let Some(Rearranged { value, variant }) = rearranged {
            return Problem {
                variant: Some(variant),
                fills: self.fills_with(self.text, Some(&value)),
                fix: Some(unsafe_fix(value)),
                ..self.problem(Sort::Form, whole)
            };
        }
        let (missing, extra) = (&found.missing, &found.extra);
        let known = reading.pieces.iter().filter(|piece| piece.is_some()).count();
        let complete = self.completion(found);
        let token = |index: Option<&usize>| index.and_then(|index| self.tokens.get(*index));
        let (variant, span, text) = if matches!(complete, Some((_, Applicability::Safe))) {
            ("bare-role", whole, self.text)
        } else if known == 0 || known + 1 < missing.len() + extra.len() || found.wrong() > known {
            ("unlike", whole, self.text)
        } else if let Some(first) = missing.first() {
            ("missing", gap(&self.tokens, reading, *first, whole), self.text)
        } else if let Some(token) = token(extra.first()) {
            ("extra", (token.start, token.end.max(token.start)), token.text.as_str())
        } else if let Some(token) = token(found.separators.first()) {
            ("separator", (token.start.saturating_sub(1), token.start), token.separator.as_str())
        } else {
            ("unlike", whole, self.text)
        };
        let mut completed = reading.clone();
        for position in missing {
            let only = self.name.parts.get(*position).and_then(|part| only_code(self.convention, part.part));
            if let (Some(slot), Some(text)) = (completed.pieces.get_mut(*position), only) {
                *slot = Some(Piece { text, span: whole, form: None });
            }
        }
        // With both something missing and something too many there is no telling what was meant.
        let value = corrected(self.name, &completed)
            .filter(|_| !self.holds_several() && (missing.is_empty() || extra.is_empty()));
        let mut fills = self.fills_with(text, value.as_deref());
        fills.push(("missing", Fill::Labels(self.id, missing.clone())));
        Problem {
            variant: Some(variant),
            fills,
            fix: value.map(unsafe_fix),
            complete: complete.map(|(from, sure)| (0, from, sure)).into_iter().collect(),
            ..self.problem(Sort::Form, span)
        }
    }

    /// Whether it is more than one name: a separator that a name has once stands in it again.
    fn holds_several(&self) -> bool {
        let times =
            |separator: &str| self.name.parts.iter().filter(|part| part.separator == separator).count();
        self.name.parts.iter().any(|part| {
            times(&part.separator) == 1
                && self.tokens.iter().filter(|token| token.separator == part.separator).count() > 1
        })
    }

    /// From which position on the parts are right, so that a column of the row can supply the others.
    fn completion(&self, found: &Findings) -> Option<(usize, Applicability)> {
        self.name.complete_from.filter(|_| !self.holds_several())?;
        let last = self.name.parts.len().checked_sub(1)?;
        let (token, _, fit) = found.judged.iter().find(|(_, position, _)| *position == last)?;
        if !fit.is_right() {
            return None;
        }
        let before = self.tokens.iter().take(*token).any(|token| !token.text.is_empty());
        Some((last, if before { Applicability::Unsafe } else { Applicability::Safe }))
    }
}

/// Whether digits are too few or too many, for a part of a fixed number of digits.
fn length_variant(shape: &Shape, example: &str, text: &str) -> Option<&'static str> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (length, right) = (text.chars().count(), example.chars().count());
    match shape {
        Shape::Forms(_) if length > right && text.chars().all(char::is_alphanumeric) => Some("too-long"),
        Shape::Forms(forms) if forms.len() == 1 && digits(example) && digits(text) && length < right => {
            Some("too-short")
        }
        _ => None,
    }
}

/// The only code that a part can have.
pub(crate) fn only_code(convention: &Convention, part: pamlint_convention::PartId) -> Option<String> {
    match &convention.part(part).shape {
        Shape::Codes(list) => match convention.list(*list).codes.as_slice() {
            [(only, _)] => Some(only.clone()),
            _ => None,
        },
        Shape::Forms(_) => None,
    }
}

/// Where a missing part should stand: the separator before the part that follows it.
fn gap(pieces: &[Token], reading: &Reading, position: usize, whole: (usize, usize)) -> (usize, usize) {
    let next = reading.pieces.iter().skip(position + 1).flatten().next();
    match next {
        Some(piece) => (piece.span.0.saturating_sub(1).max(whole.0), piece.span.0.max(whole.0 + 1)),
        None => pieces.last().map_or(whole, |last| (last.start.min(whole.1), whole.1)),
    }
}
