//! One value of a cell: text, a code, a value with a pattern or a format.

use pamlint_convention::{Applicability, BuiltInCheck, Content, Field, Format, ListId, nearest};
use pamlint_formats::Judgement;
use pamlint_reader::StringId;

use super::edits::replace;
use super::{Item, Judge, Part, Span, WHOLE, position};
use crate::clean::{Change, Cleaned};
use crate::fill::Fill;
use crate::problem::{Problem, Source};
use crate::report::Fix;

/// One value of a cell as it stands there.
#[derive(Clone, Copy)]
pub(super) struct Piece<'c, 't> {
    pub cleaned: &'c Cleaned<'t>,
    pub text: &'c str,
    /// Characters of the cleaned text.
    pub span: (usize, usize),
    /// The position among the values of the cell, from 0.
    pub index: usize,
    /// The number of the cell's text, where it is one of the workbook and clean.
    pub id: Option<StringId>,
}

impl<'c, 't> Piece<'c, 't> {
    /// The value that begins at a character of the cleaned text.
    pub(super) fn new(
        cleaned: &'c Cleaned<'t>,
        start: usize,
        text: &'c str,
        index: usize,
        id: Option<StringId>,
    ) -> Piece<'c, 't> {
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        Piece { cleaned, text, span: (start, start + length), index, id }
    }
}

impl Judge<'_> {
    /// Judges one value of a cell.
    pub(super) fn item(&mut self, field: &Field, value: &Piece<'_, '_>) -> (Item, Vec<Problem>) {
        let Piece { cleaned, text: piece, span, id, .. } = *value;
        match &field.content {
            Content::Text => {
                let word = self.word_in(id, piece);
                (self.add_item(word, span, []), Vec::new())
            }
            Content::Codes(list) => {
                let (code, problem) = self.code(*list, field, value);
                let word = self.word(code.as_deref().unwrap_or(piece));
                let item = Item { broken: code.is_none(), ..self.add_item(word, span, []) };
                (item, problem.into_iter().collect())
            }
            Content::Pattern(pattern) => {
                let word = self.word_in(id, piece);
                let item = self.add_item(word, span, []);
                if pattern.is_match(piece) {
                    return (item, Vec::new());
                }
                let fills = vec![("found", Fill::Text(piece.to_owned())), ("expected", Fill::FieldExpected)];
                (Item { broken: true, ..item }, vec![field_problem("", cleaned, span, fills, None)])
            }
            Content::Format(format) => self.format_item(*format, value),
            Content::Name(names) => self.name_item(field, names, value),
        }
    }

    fn format_item(&mut self, format: Format, value: &Piece<'_, '_>) -> (Item, Vec<Problem>) {
        let Piece { cleaned, text: piece, span: (start, end), id, .. } = *value;
        let judgement = without_blanks(format, piece, format.judge(piece));
        // What was certainly meant is what other cells are compared with: a correction must not bring a
        // second mistake to light.
        let safe = judgement.problem.as_ref().and_then(|problem| problem.fix.as_ref());
        let safe = safe.filter(|(_, is_certain)| *is_certain);
        let meant = safe.map(|(value, _)| (value.as_str(), format.judge(value)));
        let (text, parts) = match &meant {
            Some((value, judgement)) => (*value, &judgement.parts),
            None => (piece, &judgement.parts),
        };
        let is_certain = meant.is_some();
        let id = id.filter(|_| !is_certain);
        let word = self.word_in(id, text);
        let mut item = self.add_item(word, (start, end), []);
        for (position, part) in parts.iter().enumerate() {
            // The parts stand where they were typed, whatever they were meant to be.
            let typed = judgement.parts.get(position).and_then(Option::as_ref);
            let span = typed.map_or((start, end), |typed| (start + typed.span.0, start + typed.span.1));
            let word = part.as_ref().map(|part| self.word_in(id, &part.text));
            let part = Part { word, span: Span::new(span) };
            self.parts.push(part);
        }
        item.parts.end = position(self.parts.len());
        let problem = judgement.problem.map(|problem| {
            let span = problem.span.map_or((start, end), |(from, to)| (start + from, start + to));
            let found = problem.found.unwrap_or_else(|| piece.to_owned());
            let mut fills =
                vec![("found", Fill::Text(found)), ("length", Fill::Text(piece.chars().count().to_string()))];
            let fix = problem.fix.map(|(value, is_certain)| {
                let applicability = if is_certain { Applicability::Safe } else { Applicability::Unsafe };
                fills.push(("suggestion", Fill::Text(value.clone())));
                Fix { value: replace(&cleaned.text, &[((start, end), &value)]), applicability }
            });
            let spoils = if is_certain { 0 } else { WHOLE };
            // A blank cannot be quoted.
            let is_blank = problem_has_blank(&fills)
                && (BY_CHARACTER.contains(&problem.key) || is_without_blanks(fix.as_ref(), &cleaned.text));
            let told = field_problem(problem.key, cleaned, span, fills, fix);
            let variant = if is_blank { Some("blank") } else { told.variant };
            Problem { spoils, left_out: problem.left_out, variant, ..told }
        });
        (item, problem.into_iter().collect())
    }

    fn code(
        &mut self,
        list: ListId,
        field: &Field,
        value: &Piece<'_, '_>,
    ) -> (Option<String>, Option<Problem>) {
        let Piece { cleaned, text: piece, span, .. } = *value;
        let codes = || self.convention.list(list).codes.iter().map(|(code, _)| code.as_str());
        if let Some(code) = self.known_code(list, field, piece) {
            return (Some(code.to_owned()), None);
        }
        let fixed =
            |code: &str, applicability| Fix { value: replace(&cleaned.text, &[(span, code)]), applicability };
        if let Some(code) = codes().find(|code| code.eq_ignore_ascii_case(piece)) {
            let fills =
                vec![("found", Fill::Text(piece.to_owned())), ("expected", Fill::Text(code.to_owned()))];
            let problem = Problem {
                source: Source::BuiltIn(BuiltInCheck::LetterCase),
                variant: None,
                span: Some(cleaned.original_span(span)),
                fills,
                fix: Some(fixed(code, Applicability::Safe)),
                left_out: None,
                complete: Vec::new(),
                spoils: 0,
            };
            return (Some(code.to_owned()), Some(problem));
        }
        let mut fills = vec![("found", Fill::Text(piece.to_owned())), ("expected", Fill::FieldExpected)];
        let near = nearest(piece, codes());
        let fix = near.map(|code| fixed(code, Applicability::Unsafe));
        fills.extend(near.map(|code| ("suggestion", Fill::Text(code.to_owned()))));
        let mut problem = field_problem("", cleaned, span, fills, fix);
        problem.variant = near.map(|_| "near");
        (None, Some(problem))
    }
}

/// What is wrong with a value that would be right without the blanks in it, where no word would be: they are what is
/// wrong, and not what the pieces are taken for.
fn without_blanks<'t>(format: Format, text: &'t str, judgement: Judgement<'t>) -> Judgement<'t> {
    let is_told = judgement.problem.as_ref().is_none_or(|problem| problem.fix.is_some());
    let mut pieces = text.split_whitespace();
    if is_told || pieces.clone().count() < 2 || format.takes_any_word() {
        return judgement;
    }
    let joined: String = pieces.clone().collect();
    let is_right = |text: &str| format.judge(text).problem.is_none();
    if pieces.any(is_right) || !is_right(&joined) {
        return judgement;
    }
    let problem = judgement.problem.map(|problem| pamlint_formats::Problem {
        span: None,
        found: Some(text.to_owned()),
        fix: Some((joined, false)),
        ..problem
    });
    Judgement { parts: judgement.parts, problem }
}

/// Whether a correction does nothing but leave out the blanks in a text.
fn is_without_blanks(fix: Option<&Fix>, text: &str) -> bool {
    fix.is_some_and(|fix| text.split_whitespace().collect::<String>() == fix.value)
}

/// The problems of formats that say which characters are wrong.
const BY_CHARACTER: [&str; 3] = ["character", "bad-label", "directory-label"];

/// True where a blank stands in what was found.
fn problem_has_blank(fills: &[(&'static str, Fill)]) -> bool {
    fills.iter().any(|(key, fill)| {
        *key == "found" && matches!(fill, Fill::Text(found) if found.contains(char::is_whitespace))
    })
}

/// The problem of a text that cleaning had to change.
pub(crate) fn text_problem(change: &Change) -> Problem {
    let mut fills = vec![("found", Fill::Text(change.described()))];
    fills.extend(change.meant.map(|meant| ("suggestion", Fill::Text(meant.to_string()))));
    let class = change.kind.class();
    Problem {
        source: Source::BuiltIn(class.check()),
        variant: change.kind.variant(),
        span: Some(change.span),
        fills,
        fix: Some(Fix { value: change.fixed.clone(), applicability: class.applicability() }),
        left_out: None,
        complete: Vec::new(),
        spoils: 0,
    }
}

fn field_problem(
    key: &'static str,
    cleaned: &Cleaned<'_>,
    span: (usize, usize),
    fills: Vec<(&'static str, Fill)>,
    fix: Option<Fix>,
) -> Problem {
    Problem {
        source: Source::Field(key),
        variant: (!key.is_empty()).then_some(key),
        span: Some(cleaned.original_span(span)),
        fills,
        fix,
        left_out: None,
        complete: Vec::new(),
        spoils: WHOLE,
    }
}
