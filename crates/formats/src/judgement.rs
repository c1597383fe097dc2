//! The judgement of a value: its parts, and what is most telling about one that is wrong.

use std::borrow::Cow;

use crate::text::{Span, behind, first_wrong, span_of};

/// The parts of a value, and its problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement<'v> {
    /// The parts, in the order of [`Format::parts`](crate::Format::parts); `None` for a part that is not
    /// there, or not certain.
    pub parts: Vec<Option<Part<'v>>>,
    /// The problem of a value that is wrong.
    pub problem: Option<Problem>,
}

/// A part of a value, as rules compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'v> {
    /// Its text.
    pub text: Cow<'v, str>,
    /// Where it stands; the characters there need not be its text (a decoded number, joined labels).
    pub span: Span,
}

/// The problem of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// One of [`Format::problems`](crate::Format::problems).
    pub key: &'static str,
    /// The offending characters; `None` for the value as a whole.
    pub span: Option<Span>,
    /// The right value that was meant, and whether that is certain.
    pub fix: Option<(String, bool)>,
    /// The text that the fix leaves out; where another value of the row does not say it too, the fix is not
    /// certain.
    pub left_out: Option<String>,
    /// The piece or the length that was found, for a message.
    pub found: Option<String>,
}

impl Judgement<'_> {
    pub(crate) fn without_parts(problem: Option<Problem>) -> Self {
        Judgement { parts: Vec::new(), problem }
    }
}

impl<'v> Part<'v> {
    /// A part that is a piece of the value.
    pub(crate) fn piece(value: &'v str, piece: &'v str) -> Option<Self> {
        Some(Part { text: Cow::Borrowed(piece), span: span_of(value, piece) })
    }
}

impl Problem {
    pub(crate) fn new(key: &'static str) -> Self {
        Problem { key, span: None, fix: None, left_out: None, found: None }
    }

    /// Points at a piece of the value, which is what was found.
    pub(crate) fn at(self, value: &str, piece: &str) -> Self {
        Problem { span: Some(span_of(value, piece)), ..self }.found(piece)
    }

    /// The problem of a value in which one of these characters or a blank stands, or too many characters.
    pub(crate) fn forbidden_or_long(value: &str, forbidden: &str, most: usize) -> Option<Self> {
        let is_wrong = |character: char| character.is_whitespace() || forbidden.contains(character);
        let wrong = first_wrong(value, is_wrong);
        wrong
            .map(|wrong| Problem::new("character").at(value, wrong))
            .or_else(|| Problem::too_long(value, most))
    }

    /// The problem of a value with too many characters.
    pub(crate) fn too_long(value: &str, most: usize) -> Option<Self> {
        let excess = behind(value, most);
        let span = Some(span_of(value, excess));
        (!excess.is_empty()).then(|| Problem { span, ..Problem::new("too-long") }.found_length(value))
    }

    pub(crate) fn found(self, found: impl Into<String>) -> Self {
        Problem { found: Some(found.into()), ..self }
    }

    /// Gives the number of characters there are as found.
    pub(crate) fn found_length(self, value: &str) -> Self {
        self.found(value.chars().count().to_string())
    }

    pub(crate) fn certain_fix(self, fix: impl Into<String>) -> Self {
        Problem { fix: Some((fix.into(), true)), ..self }
    }

    pub(crate) fn leaving_out(self, text: &str) -> Self {
        Problem { left_out: Some(text.to_owned()), ..self }
    }

    /// A fix that is likely; `None` when there is none.
    pub(crate) fn likely_fix(self, fix: Option<impl Into<String>>) -> Self {
        Problem { fix: fix.map(|fix| (fix.into(), false)), ..self }
    }
}
