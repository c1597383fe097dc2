//! Names taken apart: which part is wrong, missing or too many, and what was expected there.
//!
//! A name is never "a pattern that failed". Its pieces are laid beside the parts of its form, and
//! each problem says which part it is about and where it stands.

mod align;
mod exact;
mod interpret;
mod open;
mod part;
mod problems;
mod rearrange;
#[cfg(test)]
mod tests;

use pamlint_convention::{Applicability, Convention, Name, NameId};

use self::align::{Token, tokens};
pub(crate) use self::part::{Fit, fit};
pub(crate) use self::problems::only_code;
use crate::fill::Fill;
use crate::problem::{Problem, Sort, Source};
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
    /// Its problems.
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

/// The parts of a name that has one of several forms, by their keys; `None` for one that has not.
pub fn parts_of_name(convention: &Convention, names: &[NameId], text: &str) -> Option<Vec<(String, String)>> {
    let reading = read(convention, names, text, 0);
    let name = convention.name(reading.name.filter(|_| reading.problems.is_empty())?);
    let pieces = name.parts.iter().zip(&reading.pieces);
    let part = |(part, piece): (&pamlint_convention::NamePart, &Option<Piece>)| {
        Some((convention.part(part.part).key.clone(), piece.as_ref()?.text.clone()))
    };
    Some(pieces.filter_map(part).collect())
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
        let mut reading = read_form(convention, *id, rest, offset + prefix);
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

/// Whether a text is a name of one of several forms as it stands; what is wrong with another is not asked.
pub(crate) fn is_right(convention: &Convention, names: &[NameId], text: &str) -> bool {
    names.iter().map(|id| convention.name(*id)).any(|name| {
        strip_prefix(text, &name.prefix).is_some_and(|rest| {
            problems::is_within_limits(name, rest)
                && exact::read(convention, name, &tokens(name, rest, 0)).is_some()
        })
    })
}

/// What stands behind a prefix, without regard to case.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn read_form(convention: &Convention, id: NameId, text: &str, offset: usize) -> Reading {
    let name = convention.name(id);
    let mut typed = Typed { convention, id, name, tokens: tokens(name, text, offset), text, offset };
    if let Some(problem) = typed.limits() {
        return Reading { broken: true, problems: vec![problem], ..empty(name) };
    }
    if let Some(reading) = exact::read(convention, name, &typed.tokens) {
        return reading;
    }
    let (tokens, alignment) = open::aligned(convention, name, std::mem::take(&mut typed.tokens));
    typed.tokens = tokens;
    let as_it_stands = typed.interpret(&alignment);
    if as_it_stands.problems.is_empty() {
        return as_it_stands;
    }
    for (position, instead) in name.instead.iter().enumerate() {
        let Some(rest) = strip_prefix(text, &instead.prefix).filter(|rest| !rest.is_empty()) else {
            continue;
        };
        let prefix = instead.prefix.chars().count();
        let inner = read_form(convention, id, rest, offset + prefix);
        if !inner.problems.iter().any(Problem::is_of_form) {
            let suggestion = corrected(name, &inner).unwrap_or_else(|| rest.to_owned());
            let problem = Problem {
                fills: vec![
                    ("found", Fill::Text(instead.prefix.clone())),
                    ("suggestion", Fill::Text(suggestion.clone())),
                ],
                fix: Some(Fix { value: suggestion, applicability: Applicability::Unsafe }),
                ..typed.problem(Sort::Instead(position), (offset, offset + prefix))
            };
            return Reading { broken: true, problems: vec![problem], ..empty(name) };
        }
    }
    as_it_stands
}

fn empty(name: &Name) -> Reading {
    Reading { pieces: vec![None; name.parts.len()], ..Reading::default() }
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

/// A name as it was typed.
struct Typed<'a> {
    convention: &'a Convention,
    id: NameId,
    name: &'a Name,
    tokens: Vec<Token>,
    text: &'a str,
    /// Where it begins, in characters of the whole value.
    offset: usize,
}

impl Typed<'_> {
    fn whole(&self) -> (usize, usize) {
        (self.offset, self.offset + self.text.chars().count())
    }

    fn problem(&self, sort: Sort, span: (usize, usize)) -> Problem {
        Problem::new(Source::Name(self.id, sort), span)
    }

    fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }
}
