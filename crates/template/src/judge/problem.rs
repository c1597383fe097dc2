//! Problems as a formula: the first of them that there is, in words.

use super::logic::FALSE;
use super::says::{self, Piece};
use crate::lists::Lists;

/// The longest formula that Excel takes is a little longer.
const LONGEST: usize = 7_500;

/// Excel lets formulas stand in one another sixty-four deep.
const DEEPEST: usize = 40;

/// Something that can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Whether it is: a piece of a formula.
    pub when: String,
    /// What is said then. Nothing, where whatever follows is not to be looked at.
    pub says: Vec<Piece>,
}

impl Problem {
    pub fn new(when: String, says: Vec<Piece>) -> Problem {
        Problem { when, says }
    }

    /// Something with which no more is said of the value.
    pub fn end(when: String) -> Problem {
        Problem { when, says: Vec::new() }
    }
}

/// A text that says nothing.
const NOTHING: &str = "\"\"";

/// A name for the formula that gives the first of these problems in words, behind `before`, and before a mark at which
/// it can be cut from others; `None` when there are none.
pub(crate) fn first_of(lists: &mut Lists, name: &str, before: &str, problems: &[Problem]) -> Option<String> {
    if problems.iter().all(|problem| problem.says.is_empty()) {
        return None;
    }
    let says = |problem: &Problem| match problem.says.as_slice() {
        [] => NOTHING.to_owned(),
        says if says.iter().any(|piece| matches!(piece, Piece::Header(_))) => {
            says::joined(&[says, &[says::text(&MARK.to_string())]].concat())
        }
        says => says::joined(&[&[says::text(before)], says, &[says::text(&MARK.to_string())]].concat()),
    };
    let mut formula = NOTHING.to_owned();
    let mut depth = 0;
    let real = problems.iter().filter(|problem| problem.when != FALSE);
    for problem in real.rev() {
        let longer = format!("IF({},{},{formula})", problem.when, says(problem));
        if longer.len() > LONGEST || depth == DEEPEST {
            let rest = lists.define(&format!("{name}.rest"), formula);
            formula = format!("IF({},{},{rest})", problem.when, says(problem));
            depth = 0;
        } else {
            formula = longer;
        }
        depth += 1;
    }
    // Beside an error nothing can be compared.
    Some(lists.define(name, format!("IFERROR({formula},{NOTHING})")))
}

/// What stands behind what is said of a problem.
pub(crate) const MARK: char = '¶';

/// No sentence is longer.
const SENTENCE: usize = 600;

/// The `number`th (from 1) of the sentences that `all` consists of.
pub(crate) fn sentence(all: &str, number: u32) -> String {
    let from = match number {
        0 | 1 => "1".to_owned(),
        _ => format!("{}", (number as usize - 1) * SENTENCE + 1),
    };
    format!("TRIM(MID(SUBSTITUTE({all},\"{MARK}\",REPT(\" \",{SENTENCE})),{from},{SENTENCE}))")
}

/// A text as one that `sentence` can cut from others.
pub(crate) fn as_sentence(text: &str) -> String {
    format!("\"{text}{MARK}\"")
}
