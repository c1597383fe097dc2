//! Names taken apart: which part is wrong, missing or too many, and what was expected there.
//!
//! A name is never "a pattern that failed". Its pieces are laid beside the parts of its form, and
//! each problem says which part it is about and where it stands.

mod align;
mod exact;
mod part;
mod rearrange;
#[cfg(test)]
mod tests;

use pamlint_convention::{Applicability, Convention, Name, NameId, Shape};

use self::align::{Alignment, Step, Token, align, tokens};
pub(crate) use self::part::{Fit, fit};
use self::rearrange::Rearranged;
use crate::report::Fix;

/// A name taken apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    /// The form that it has.
    pub name: Option<NameId>,
    /// What stands at each position of the form; `None` where a part is missing or unknown.
    pub pieces: Vec<Option<Piece>>,
    /// Positions whose part is there but wrong.
    pub wrong: Vec<usize>,
    /// Whether the parts cannot be told for certain.
    pub broken: bool,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// A part of a name as it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The right spelling.
    pub text: String,
    /// Where it stands: characters of the text that was read.
    pub span: (usize, usize),
    /// The alternative that it has.
    pub form: Option<usize>,
}

/// One problem of a name.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// What sort, which decides the rule.
    pub sort: Sort,
    /// The variant of the rule's texts.
    pub variant: Option<&'static str>,
    /// Where it stands: characters of the text that was read.
    pub span: (usize, usize),
    /// What fills the fills of the texts.
    pub fills: Vec<(&'static str, Fill)>,
    /// The corrected name.
    pub fix: Option<Fix>,
    /// The first position from which on the parts are right, when those before it can be taken from
    /// the column that completes the name; and whether nothing else can have been meant.
    pub complete: Option<(usize, Applicability)>,
}

impl Problem {
    fn new(sort: Sort, span: (usize, usize)) -> Problem {
        Problem { sort, variant: None, span, fills: Vec::new(), fix: None, complete: None }
    }
}

/// What sort of problem, with what decides the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// The system refuses it.
    Limits,
    /// Another name in this one's place, by its position in [`Name::instead`].
    Instead(usize),
    /// Parts missing, too many, in the wrong order.
    Form,
    /// The part at a position is wrong.
    Part(usize),
    /// A part that people leave out, by its position in [`Name::omitted`].
    Omitted(usize),
    /// A part that people add, by its position in [`Name::unwanted`].
    Unwanted(usize),
    /// A code right but for its case.
    Case,
}

/// What fills a placeholder: a text, or something that has to be said in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fill {
    /// As it is.
    Text(String),
    /// The labels of the parts at these positions.
    Labels(Vec<usize>),
    /// What is expected at a position.
    Expected(usize),
    /// The form, spelled with the labels of its parts.
    Form,
}

/// Takes a name apart that may have one of several forms.
///
/// `text` is cleaned and not empty; spans count its characters from `offset`.
pub(crate) fn read(convention: &Convention, names: &[NameId], text: &str, offset: usize) -> Reading {
    let mut best: Option<(usize, Reading)> = None;
    for id in names {
        let name = convention.name(*id);
        let Some(rest) = strip_prefix(text, &name.prefix) else { continue };
        let prefix = text.chars().count() - rest.chars().count();
        let mut reading = read_form(convention, name, rest, offset + prefix);
        reading.name = Some(*id);
        for fix in reading.problems.iter_mut().filter_map(|problem| problem.fix.as_mut()) {
            fix.value.insert_str(0, &name.prefix);
        }
        // A longer prefix that is there says more than fewer problems do.
        let rank = reading.problems.len() * 10 + 5 - name.prefix.chars().count().min(5);
        if best.as_ref().is_none_or(|(known, _)| rank < *known) {
            best = Some((rank, reading));
        }
    }
    best.map(|(_, reading)| reading).unwrap_or_default()
}

/// What stands behind a prefix, without regard to case.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn read_form(convention: &Convention, name: &Name, text: &str, offset: usize) -> Reading {
    if let Some(problem) = limits(name, text, offset) {
        return Reading { broken: true, problems: vec![problem], ..empty(name) };
    }
    let pieces = tokens(name, text, offset);
    if let Some(reading) = exact::read(convention, name, &pieces) {
        return reading;
    }
    let alignment = align(convention, name, &pieces);
    let as_it_stands = interpret(convention, name, &pieces, &alignment, text, offset);
    if as_it_stands.problems.is_empty() {
        return as_it_stands;
    }
    for (position, instead) in name.instead.iter().enumerate() {
        let Some(rest) = strip_prefix(text, &instead.prefix).filter(|rest| !rest.is_empty()) else {
            continue;
        };
        let prefix = instead.prefix.chars().count();
        let inner = read_form(convention, name, rest, offset + prefix);
        if inner.problems.iter().filter(|problem| problem.sort == Sort::Form).count() == 0 {
            let suggestion = corrected(name, &inner).unwrap_or_else(|| rest.to_owned());
            let problem = Problem {
                fills: vec![
                    ("found", Fill::Text(instead.prefix.clone())),
                    ("suggestion", Fill::Text(suggestion.clone())),
                ],
                fix: Some(Fix { value: suggestion, applicability: Applicability::Unsafe }),
                ..Problem::new(Sort::Instead(position), (offset, offset + prefix))
            };
            return Reading { broken: true, problems: vec![problem], ..empty(name) };
        }
    }
    as_it_stands
}

fn empty(name: &Name) -> Reading {
    Reading { pieces: vec![None; name.parts.len()], ..Reading::default() }
}

/// What the system that keeps the names refuses, whatever the convention says.
fn limits(name: &Name, text: &str, offset: usize) -> Option<Problem> {
    name.limits_rule?;
    let length = text.chars().count();
    if let Some((position, refused)) =
        text.chars().enumerate().find(|(_, character)| name.forbidden.contains(character))
    {
        return Some(Problem {
            variant: Some("character"),
            fills: vec![("found", Fill::Text(refused.to_string())), ("form", Fill::Form)],
            ..Problem::new(Sort::Limits, (offset + position, offset + position + 1))
        });
    }
    let limit = name.max_length.filter(|limit| length > *limit)?;
    Some(Problem {
        variant: Some("too-long"),
        fills: vec![
            ("length", Fill::Text(length.to_string())),
            ("limit", Fill::Text(limit.to_string())),
            ("found", Fill::Text(text.to_owned())),
            ("form", Fill::Form),
        ],
        ..Problem::new(Sort::Limits, (offset + limit, offset + length))
    })
}

/// The name with every part spelled right, when all of them are known.
fn corrected(name: &Name, reading: &Reading) -> Option<String> {
    let mut text = String::new();
    for (part, piece) in name.parts.iter().zip(&reading.pieces) {
        match piece {
            Some(piece) => {
                text.push_str(&part.separator);
                text.push_str(&piece.text);
            }
            None if part.optional => {}
            None => return None,
        }
    }
    Some(text)
}

/// What an alignment found, sorted.
#[derive(Debug, Default)]
struct Findings {
    /// Positions of required parts that are not there.
    missing: Vec<usize>,
    /// Tokens that belong to no part.
    extra: Vec<usize>,
    /// Tokens that are a known surplus, by its position in [`Name::unwanted`].
    unwanted: Vec<(usize, usize)>,
    /// Tokens behind a wrong separator.
    separators: Vec<usize>,
    /// Tokens with the position of the part they stand for.
    judged: Vec<(usize, usize, Fit)>,
}

impl Findings {
    fn sort(name: &Name, tokens: &[Token], alignment: &Alignment) -> Findings {
        let mut found = Findings::default();
        for step in &alignment.steps {
            match step {
                Step::Missing { position } => {
                    if name.parts.get(*position).is_none_or(|part| !part.optional) {
                        found.missing.push(*position);
                    }
                }
                Step::Extra { token, unwanted: Some(known) } => found.unwanted.push((*token, *known)),
                Step::Extra { token, unwanted: None } => found.extra.push(*token),
                Step::Match { token, position, fit, separator } => {
                    if !separator {
                        found.separators.push(*token);
                    }
                    // Nothing between two separators is a part that is missing, not a wrong one.
                    if tokens.get(*token).is_none_or(|token| token.text.is_empty()) {
                        found.missing.push(*position);
                    } else {
                        found.judged.push((*token, *position, fit.clone()));
                    }
                }
            }
        }
        found
    }

    fn wrong(&self) -> usize {
        self.judged.iter().filter(|(.., fit)| !fit.is_right()).count()
    }
}

/// What an alignment says about a name.
fn interpret(
    convention: &Convention,
    name: &Name,
    tokens: &[Token],
    alignment: &Alignment,
    text: &str,
    offset: usize,
) -> Reading {
    let mut reading = empty(name);
    let found = Findings::sort(name, tokens, alignment);
    for (token, position, fit) in &found.judged {
        let Some(token) = tokens.get(*token) else { continue };
        let form = match fit {
            Fit::Exact { form } => *form,
            _ => None,
        };
        let span = (token.start, token.end);
        let piece = fit.canonical(&token.text).map(|text| Piece { text, span, form });
        if let Some(slot) = reading.pieces.get_mut(*position) {
            *slot = piece;
        }
    }
    let source = Source { convention, name, tokens, text, offset };
    let omitted = match found.missing.as_slice() {
        [position] => name.omitted.iter().position(|omitted| omitted.position == *position),
        _ => None,
    };
    let wrong = found.wrong();
    let required = name.parts.iter().filter(|part| !part.optional).count();
    let shape_is_right = found.extra.is_empty()
        && found.separators.is_empty()
        && (found.missing.is_empty() || omitted.is_some());
    let rearranged = || rearrange::rearrange(convention, name, tokens, text);
    if !shape_is_right
        || (omitted.is_some() && wrong > 0)
        || wrong * 2 > required
        || (wrong > 1 && rearranged().is_some())
    {
        reading.broken = true;
        let problem = source.form_problem(&reading, &found, rearranged());
        reading.problems.push(problem);
        return reading;
    }
    if let Some(known) = omitted {
        reading.problems.push(source.omitted_problem(&reading, known));
    }
    for (token, known) in &found.unwanted {
        reading.problems.extend(source.unwanted_problem(*token, *known));
    }
    for (token, position, fit) in &found.judged {
        if let Some(problem) = source.part_problem(*token, *position, fit) {
            reading.wrong.push(*position);
            reading.problems.push(problem);
        }
    }
    reading.problems.extend(source.case_problem(&found.judged));
    // What a wrong part should have been is for fixes; rules must not reckon with it.
    for position in reading.wrong.clone() {
        if let Some(slot) = reading.pieces.get_mut(position) {
            *slot = None;
        }
    }
    reading
}

fn fills_with(found: &str, suggestion: Option<&str>) -> Vec<(&'static str, Fill)> {
    let mut fills = vec![("found", Fill::Text(found.to_owned())), ("form", Fill::Form)];
    fills.extend(suggestion.map(|text| ("suggestion", Fill::Text(text.to_owned()))));
    fills
}

/// The name that problems are about.
struct Source<'a> {
    convention: &'a Convention,
    name: &'a Name,
    tokens: &'a [Token],
    text: &'a str,
    offset: usize,
}

impl Source<'_> {
    fn whole(&self) -> (usize, usize) {
        (self.offset, self.offset + self.text.chars().count())
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
    fn part_problem(&self, token: usize, position: usize, fit: &Fit) -> Option<Problem> {
        let token = self.tokens.get(token)?;
        let span = (token.start, token.end);
        let part = self.convention.part(self.name.parts.get(position)?.part);
        let mut fills = vec![
            ("found", Fill::Text(token.text.clone())),
            ("expected", Fill::Expected(position)),
            ("part", Fill::Labels(vec![position])),
            ("length", Fill::Text(token.text.chars().count().to_string())),
            ("form", Fill::Form),
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
        Some(Problem { variant, fills, fix, ..Problem::new(Sort::Part(position), span) })
    }

    /// One problem for all codes of the name that are right but for their case.
    fn case_problem(&self, judged: &[(usize, usize, Fit)]) -> Option<Problem> {
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
                ("form", Fill::Form),
            ],
            fix: Some(Fix { value: self.respell(&edits), applicability: Applicability::Safe }),
            ..Problem::new(Sort::Case, span)
        })
    }

    fn unwanted_problem(&self, token: usize, known: usize) -> Option<Problem> {
        let token = self.tokens.get(token)?;
        let span = (token.start - token.separator.chars().count().min(token.start), token.end);
        let value = self.respell(&[(span, "")]);
        Some(Problem {
            fills: fills_with(&token.text, Some(&value)),
            fix: Some(Fix { value, applicability: Applicability::Safe }),
            ..Problem::new(Sort::Unwanted(known), span)
        })
    }

    fn omitted_problem(&self, reading: &Reading, known: usize) -> Problem {
        let whole = self.whole();
        let omitted = self.name.omitted.get(known);
        let position = omitted.map_or(0, |omitted| omitted.position);
        let mut completed = reading.clone();
        if let (Some(slot), Some(omitted)) = (completed.pieces.get_mut(position), omitted) {
            *slot = Some(Piece { text: omitted.assume.clone(), span: whole, form: None });
        }
        let value = corrected(self.name, &completed);
        let mut fills = fills_with(self.text, value.as_deref());
        fills.push(("missing", Fill::Labels(vec![position])));
        fills.push(("part", Fill::Labels(vec![position])));
        fills.push(("expected", Fill::Expected(position)));
        let fix = value.map(|value| Fix { value, applicability: Applicability::Unsafe });
        Problem {
            fills,
            fix,
            ..Problem::new(Sort::Omitted(known), gap(self.tokens, reading, position, whole))
        }
    }

    /// One problem for a name whose parts are not those of its form, however much of it is wrong.
    fn form_problem(&self, reading: &Reading, found: &Findings, rearranged: Option<Rearranged>) -> Problem {
        let whole = self.whole();
        let unsafe_fix = |value: String| Fix { value, applicability: Applicability::Unsafe };
        if let Some(Rearranged { value, variant }) = rearranged {
            return Problem {
                variant: Some(variant),
                fills: fills_with(self.text, Some(&value)),
                fix: Some(unsafe_fix(value)),
                ..Problem::new(Sort::Form, whole)
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
            ("missing", gap(self.tokens, reading, *first, whole), self.text)
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
        let value = corrected(self.name, &completed).filter(|_| missing.is_empty() || extra.is_empty());
        let mut fills = fills_with(text, value.as_deref());
        fills.push(("missing", Fill::Labels(missing.clone())));
        Problem {
            variant: Some(variant),
            fills,
            fix: value.map(unsafe_fix),
            complete,
            ..Problem::new(Sort::Form, span)
        }
    }

    /// From which position on the parts are right, so that a column of the row can supply the others.
    fn completion(&self, found: &Findings) -> Option<(usize, Applicability)> {
        self.name.complete_from?;
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
fn only_code(convention: &Convention, part: pamlint_convention::PartId) -> Option<String> {
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
