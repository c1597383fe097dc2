//! The steps of an alignment, and the parts and problems of the name that they tell.

use pamlint_convention::Name;

use super::align::{Alignment, Step, Token};
use super::part::Fit;
use super::{Piece, Reading, Typed, empty, rearrange};

/// The finds of an alignment, sorted.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// Positions of required parts that are not there.
    pub missing: Vec<usize>,
    /// Tokens that belong to no part.
    pub extra: Vec<usize>,
    /// Tokens that are a known surplus, by its position in [`Name::unwanted`].
    pub unwanted: Vec<(usize, usize)>,
    /// Tokens behind a wrong separator.
    pub separators: Vec<usize>,
    /// Tokens with the position of the part they stand for.
    pub judged: Vec<(usize, usize, Fit)>,
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

    pub(super) fn wrong(&self) -> usize {
        self.judged.iter().filter(|(.., fit)| !fit.is_right()).count()
    }
}

impl Typed<'_> {
    /// The reading of a name by an alignment.
    pub(super) fn interpret(&self, alignment: &Alignment) -> Reading {
        let name = self.name;
        let mut reading = empty(name);
        let found = Findings::sort(name, &self.tokens, alignment);
        for (token, position, fit) in &found.judged {
            let Some(token) = self.token(*token) else { continue };
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
        let omitted = match found.missing.as_slice() {
            [position] => name.omitted.iter().position(|omitted| omitted.position == *position),
            _ => None,
        };
        let wrong = found.wrong();
        let required = name.parts.iter().filter(|part| !part.optional).count();
        let shape_is_right = found.extra.is_empty()
            && found.separators.is_empty()
            && (found.missing.is_empty() || omitted.is_some());
        let rearranged = || rearrange::rearrange(self.convention, name, &self.tokens, self.text);
        if !shape_is_right
            || (omitted.is_some() && wrong > 0)
            || wrong * 2 > required
            || (wrong > 1 && rearranged().is_some())
        {
            reading.broken = true;
            let problem = self.form_problem(&reading, &found, rearranged());
            reading.problems.push(problem);
            return reading;
        }
        if let Some(known) = omitted {
            reading.problems.push(self.omitted_problem(&reading, known));
        }
        for (token, known) in &found.unwanted {
            reading.problems.extend(self.unwanted_problem(*token, *known));
        }
        for (token, position, fit) in &found.judged {
            if let Some(problem) = self.part_problem(*token, *position, fit) {
                reading.wrong.push(*position);
                reading.problems.push(problem);
            }
        }
        reading.problems.extend(self.case_problem(&found.judged));
        // What a wrong part should have been is for fixes; rules must not reckon with it.
        for position in reading.wrong.clone() {
            if let Some(slot) = reading.pieces.get_mut(position) {
                *slot = None;
            }
        }
        reading
    }
}
