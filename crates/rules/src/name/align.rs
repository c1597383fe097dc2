//! Laying the pieces of a name beside the parts that its form expects.

use pamlint_convention::{Convention, Name, PartId};

use super::part::{Fit, fit};

/// A piece of a name as it was typed, between two separators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Its text.
    pub text: String,
    /// Where it begins, in characters.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The separator before it.
    pub separator: String,
}

/// Cuts a name at the separators of its form. `offset` is where the text begins in the whole value.
pub(crate) fn tokens(name: &Name, text: &str, offset: usize) -> Vec<Token> {
    let is_separator = |character: char| {
        name.parts.iter().any(|part| part.separator.chars().any(|known| known == character))
    };
    cut(text, offset, is_separator)
}

/// Cuts a text at single characters.
pub(crate) fn cut(text: &str, offset: usize, is_separator: impl Fn(char) -> bool) -> Vec<Token> {
    let mut tokens =
        vec![Token { text: String::new(), start: offset, end: offset, separator: String::new() }];
    for (position, character) in text.chars().enumerate() {
        let at = offset + position;
        if is_separator(character) {
            tokens.push(Token {
                text: String::new(),
                start: at + 1,
                end: at + 1,
                separator: character.to_string(),
            });
        } else if let Some(token) = tokens.last_mut() {
            token.text.push(character);
            token.end = at + 1;
        }
    }
    tokens
}

/// What one step of an alignment does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// A token stands for the part at a position of the form.
    Match { token: usize, position: usize, fit: Fit, separator: bool },
    /// The part at a position is not there.
    Missing { position: usize },
    /// A token that belongs to no part; `unwanted` says which known surplus it is.
    Extra { token: usize, unwanted: Option<usize> },
}

/// The likeliest way in which the tokens are the parts of the form.
pub(crate) struct Alignment {
    pub steps: Vec<Step>,
    /// How unlikely it is.
    pub cost: u32,
}

// What the steps cost, beside how well a token fits (0–10). A part that people are known to leave out,
// or to add, is likelier than any other; a token that fits nowhere is likelier a wrong part than an
// extra one beside a missing one.
const MISSING: u32 = 9;
const MISSING_KNOWN: u32 = 6;
const EXTRA: u32 = 11;
const EXTRA_KNOWN: u32 = 4;
const WRONG_SEPARATOR: u32 = 3;

/// Aligns tokens with the parts of a form at the least cost.
///
/// Of equally likely alignments the one that matches from the left wins, so that the same name always
/// gets the same findings.
pub(crate) fn align(convention: &Convention, name: &Name, tokens: &[Token]) -> Alignment {
    let (rows, columns) = (tokens.len(), name.parts.len());
    let fits: Vec<Vec<Fit>> = tokens
        .iter()
        .map(|token| {
            let mut fits: Vec<Fit> =
                name.parts.iter().map(|part| part_fit(convention, part.part, token)).collect();
            // What is the code of one part is no slip of another.
            if fits.contains(&Fit::Exact { form: None }) {
                for fit in fits.iter_mut().filter(|fit| matches!(fit, Fit::Near { .. })) {
                    *fit = Fit::Unfit;
                }
            }
            fits
        })
        .collect();
    // best[i][j]: the least cost of aligning the tokens from i on with the parts from j on.
    let mut best = vec![vec![u32::MAX; columns + 1]; rows + 1];
    let mut choice: Vec<Vec<Option<Step>>> = vec![vec![None; columns + 1]; rows + 1];
    for i in (0..=rows).rev() {
        for j in (0..=columns).rev() {
            if i == rows && j == columns {
                set(&mut best, i, j, 0);
                continue;
            }
            let mut candidates: Vec<(u32, Step)> = Vec::new();
            if let (Some(token), Some(part), Some(fit)) =
                (tokens.get(i), name.parts.get(j), fits.get(i).and_then(|fits| fits.get(j)))
            {
                let separator = i == 0 || token.separator == part.separator;
                let cost = fit.cost() + if separator { 0 } else { WRONG_SEPARATOR };
                let step = Step::Match { token: i, position: j, fit: fit.clone(), separator };
                candidates.push((get(&best, i + 1, j + 1).saturating_add(cost), step));
            }
            if let Some(part) = name.parts.get(j) {
                let known = name.omitted.iter().any(|omitted| omitted.position == j);
                let cost = if part.optional {
                    0
                } else if known {
                    MISSING_KNOWN
                } else {
                    MISSING
                };
                candidates.push((get(&best, i, j + 1).saturating_add(cost), Step::Missing { position: j }));
            }
            if let Some(token) = tokens.get(i) {
                let unwanted = name.unwanted.iter().position(|unwanted| {
                    unwanted.after + 1 == j
                        && unwanted.separator == token.separator
                        && part_fit(convention, unwanted.part, token).is_right()
                });
                let cost = if unwanted.is_some() { EXTRA_KNOWN } else { EXTRA };
                candidates
                    .push((get(&best, i + 1, j).saturating_add(cost), Step::Extra { token: i, unwanted }));
            }
            if let Some((cost, step)) = candidates.into_iter().min_by_key(|(cost, _)| *cost) {
                set(&mut best, i, j, cost);
                if let Some(cell) = choice.get_mut(i).and_then(|row| row.get_mut(j)) {
                    *cell = Some(step);
                }
            }
        }
    }
    let mut steps = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let Some(step) = choice.get(i).and_then(|row| row.get(j)).and_then(Clone::clone) {
        match step {
            Step::Match { .. } => (i, j) = (i + 1, j + 1),
            Step::Missing { .. } => j += 1,
            Step::Extra { .. } => i += 1,
        }
        steps.push(step);
    }
    Alignment { steps, cost: get(&best, 0, 0) }
}

fn part_fit(convention: &Convention, part: PartId, token: &Token) -> Fit {
    fit(convention, convention.part(part), &token.text)
}

fn get(best: &[Vec<u32>], i: usize, j: usize) -> u32 {
    best.get(i).and_then(|row| row.get(j)).copied().unwrap_or(u32::MAX)
}

fn set(best: &mut [Vec<u32>], i: usize, j: usize, cost: u32) {
    if let Some(cell) = best.get_mut(i).and_then(|row| row.get_mut(j)) {
        *cell = cost;
    }
}
