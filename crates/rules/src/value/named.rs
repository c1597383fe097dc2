//! Names in a cell: their parts for rules to reckon with, and what is wrong with them.

use pamlint_convention::{Applicability, BuiltInCheck, Convention, Field, Name, NameId, Shape};

use super::edits::replace;
use super::items::Piece;
use super::{Item, Judge, Part, Span, WHOLE, Word, bit};
use crate::fill::Fill;
use crate::name;
use crate::problem::{Problem, Sort, Source};
use crate::report::Fix;

impl Judge<'_> {
    /// Makes one mistake of the blanks in a name and what they are there instead of.
    pub(super) fn blanks_in_name(&self, names: &[NameId], text: &str, problems: &mut Vec<Problem>) {
        // Words with blanks between them that are no name at all are one mistake, not two.
        if problems.iter().any(|problem| problem.variant == Some("unlike")) {
            problems.retain(|problem| !problem.is_blank_inside());
        }
        // Where the name is wrong besides, blanks between words carry a meaning that nobody may drop unasked.
        let is_certain = |fix: &Fix| fix.applicability == Applicability::Safe;
        let is_wrong = problems.iter().any(|problem| {
            matches!(problem.source, Source::Name(..)) && !problem.fix.as_ref().is_some_and(is_certain)
        });
        if is_wrong && joins_words(self.convention, names, text) {
            problems.retain(|problem| !is_blanks(problem));
            for problem in problems.iter_mut().filter(|problem| is_line_break(problem)) {
                problem.fix = None;
            }
        }
        if let Some(problem) = blanks_for_separators(self.convention, names, text, problems) {
            problems.retain(|problem| {
                !matches!(
                    problem.source,
                    Source::BuiltIn(BuiltInCheck::StrayBlanks) | Source::Name(_, Sort::Form)
                )
            });
            problems.push(problem);
        }
    }

    pub(super) fn name_item(
        &mut self,
        field: &Field,
        names: &[NameId],
        value: &Piece<'_, '_>,
    ) -> (Item, Vec<Problem>) {
        let Piece { text: piece, span: (start, end), .. } = *value;
        let reading = name::read(self.convention, names, piece, start);
        let keys = &field.parts;
        let mut parts = vec![Part { word: None, span: Span::new((start, end)) }; keys.len()];
        let mut wrong = 0;
        let mut canonical = piece.to_owned();
        if let Some(id) = reading.name {
            let convention = self.convention;
            let name = convention.name(id);
            let mut set = |key: &str, word: Word, span: (usize, usize)| {
                let position = keys.iter().position(|known| known == key);
                if let Some(part) = position.and_then(|position| parts.get_mut(position)) {
                    *part = Part { word: Some(word), span: Span::new(span) };
                }
            };
            let mut spelled = String::new();
            for (name_part, piece) in name.parts.iter().zip(&reading.pieces) {
                let Some(piece) = piece else { continue };
                spelled.push_str(&name_part.separator);
                spelled.push_str(&piece.text);
                let word = self.word(&piece.text);
                let part = convention.part(name_part.part);
                set(&part.key, word, piece.span);
                if let (Shape::Forms(forms), Some(form)) = (&part.shape, piece.form)
                    && let Some(alternative) = forms.get(form).filter(|form| !form.key.is_empty())
                {
                    set(&alternative.key, word, piece.span);
                }
            }
            if !reading.broken && reading.wrong.is_empty() {
                let base = self.word(&spelled);
                canonical = format!("{}{spelled}", name.prefix);
                set("form", self.word(&name.key), (start, end));
                set("base", base, (start, end));
            }
            for position in &reading.wrong {
                wrong |= part_bits(convention, name, *position, keys);
            }
        }
        let broken = reading.broken || reading.name.is_none();
        let id = reading.name.or_else(|| names.first().copied());
        let problems = match id {
            Some(id) => {
                reading.problems.into_iter().map(|problem| self.placed(problem, id, value, keys)).collect()
            }
            None => Vec::new(),
        };
        let word = self.word(&canonical);
        let item = Item { wrong, broken, ..self.add_item(word, (start, end), parts) };
        (item, problems)
    }

    /// A problem of a name as one of the cell that it stands in.
    fn placed(&self, problem: Problem, id: NameId, value: &Piece<'_, '_>, keys: &[String]) -> Problem {
        let name = self.convention.name(id);
        let bits = |position| part_bits(self.convention, name, position, keys);
        let spoils = match problem.source {
            Source::Name(_, Sort::Part(position)) => bits(position),
            Source::Name(_, Sort::Omitted(known)) => {
                bits(name.omitted.get(known).map_or(0, |omitted| omitted.position))
            }
            Source::Name(_, Sort::Limits | Sort::Instead(_) | Sort::Form) => WHOLE,
            Source::Name(_, Sort::Unwanted(_)) | Source::BuiltIn(_) | Source::Field(_) => 0,
        };
        let cleaned = value.cleaned;
        let of_cell = |fix: Fix| Fix { value: replace(&cleaned.text, &[(value.span, &fix.value)]), ..fix };
        // A message quotes what stands in the cell.
        let mut fills = problem.fills;
        for (_, fill) in fills.iter_mut().filter(|(key, _)| *key == "found") {
            let Fill::Text(found) = fill else { continue };
            let mut spans = [Some(value.span), problem.span].into_iter().flatten();
            if let Some(span) = spans.find(|span| cleaned.is_at(found, *span)) {
                *found = cleaned.original(span).trim().to_owned();
            }
        }
        Problem {
            span: problem.span.map(|span| cleaned.original_span(span)),
            fills,
            fix: problem.fix.map(of_cell),
            complete: problem.complete.iter().map(|(_, from, sure)| (value.index, *from, *sure)).collect(),
            spoils,
            ..problem
        }
    }
}

fn is_blanks(problem: &Problem) -> bool {
    problem.source == Source::BuiltIn(BuiltInCheck::StrayBlanks)
}

fn is_line_break(problem: &Problem) -> bool {
    problem.source == Source::BuiltIn(BuiltInCheck::LineBreakOrControl)
}

/// Whether words would become one without the blanks between them: a blank beside a separator of the name, which
/// something stands before, joins nothing.
fn joins_words(convention: &Convention, names: &[NameId], text: &str) -> bool {
    let is_separator = |character: char| {
        let mut parts = names.iter().flat_map(|name| &convention.name(*name).parts);
        parts.any(|part| part.separator.contains(character))
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|pair| match pair {
        [left, right] => {
            let is_bullet = !left.contains(char::is_alphanumeric);
            (is_bullet || !left.ends_with(is_separator)) && !right.starts_with(is_separator)
        }
        _ => false,
    })
}

/// The bits of a part of a name, and of the alternatives it can have.
fn part_bits(convention: &Convention, name: &Name, position: usize, keys: &[String]) -> u32 {
    let Some(name_part) = name.parts.get(position) else { return 0 };
    let part = convention.part(name_part.part);
    let mut bits = 0;
    for (index, key) in keys.iter().enumerate() {
        let alternative =
            matches!(&part.shape, Shape::Forms(forms) if forms.iter().any(|form| form.key == *key));
        if *key == part.key || (alternative && !key.is_empty()) {
            bits |= bit(index);
        }
    }
    bits
}

/// A name whose separators were typed as blanks, which cleaning drops.
fn blanks_for_separators(
    convention: &Convention,
    names: &[NameId],
    text: &str,
    problems: &[Problem],
) -> Option<Problem> {
    if !problems.iter().any(Problem::is_of_form) || !text.trim().contains(char::is_whitespace) {
        return None;
    }
    let spaced: Vec<&str> = text.split_whitespace().collect();
    let id = *names.first()?;
    let separator = convention.name(id).parts.get(1)?.separator.clone();
    let joined = spaced.join(&separator);
    let reading = name::read(convention, names, &joined, 0);
    if !reading.problems.is_empty() {
        return None;
    }
    let known = problems.iter().find(|problem| problem.is_of_form())?;
    Some(Problem {
        variant: Some("separator"),
        span: Some((0, text.chars().count())),
        fills: vec![
            ("found", Fill::Text(text.to_owned())),
            ("suggestion", Fill::Text(joined.clone())),
            ("form", Fill::Form(id)),
        ],
        fix: Some(Fix { value: joined, applicability: Applicability::Unsafe }),
        left_out: None,
        complete: Vec::new(),
        ..known.clone()
    })
}
