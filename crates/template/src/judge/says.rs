//! What is said of something wrong: the texts of the convention's rules, with formulas in their holes.

use pamlint_convention::{Message, Rule};
use pamlint_formats::formula::quoted;

use crate::plan::Plan;

/// The longest text that stands in a formula as one.
const LONGEST_TEXT: usize = 250;

/// So many characters of a value are quoted.
const SHOWN: usize = 60;

/// A character that no text of a convention has, around what is filled in.
const MARK: char = '\u{1}';

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(String),
    /// What people call the column: with it no other word is needed of where something is wrong.
    Header(String),
    /// A piece of a formula that gives a text.
    Formula(String),
}

/// A text.
pub(crate) fn text(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

/// A value as it is quoted.
pub(crate) fn shown(x: &str) -> Piece {
    Piece::Formula(format!("LEFT({x},{SHOWN})"))
}

/// Pieces as one formula.
pub(crate) fn joined(pieces: &[Piece]) -> String {
    let mut joined: Vec<String> = Vec::new();
    let mut open = String::new();
    let close = |open: &mut String, joined: &mut Vec<String>| {
        let characters: Vec<char> = open.chars().collect();
        let chunks = characters.chunks(LONGEST_TEXT).map(|chunk| quoted(&chunk.iter().collect::<String>()));
        joined.extend(chunks);
        open.clear();
    };
    for piece in pieces {
        match piece {
            Piece::Text(text) | Piece::Header(text) => open.push_str(text),
            Piece::Formula(formula) => {
                close(&mut open, &mut joined);
                joined.push(formula.clone());
            }
        }
    }
    close(&mut open, &mut joined);
    if joined.is_empty() { "\"\"".to_owned() } else { joined.join("&") }
}

/// A text as a formula.
pub(crate) fn as_formula(text: &str) -> String {
    joined(&[self::text(text)])
}

/// What a rule says, of its variant if it has it, with its placeholders filled: the first of its sentences in which all of
/// them can be, else one in which dots stand for them.
pub(crate) fn of_rule(
    plan: &Plan<'_>,
    rule: &Rule,
    variant: Option<&str>,
    fill: &dyn Fn(&str) -> Option<Piece>,
) -> Vec<Piece> {
    let own = variant.and_then(|variant| rule.variant(variant)).and_then(|variant| variant.message.as_ref());
    let filled = own.into_iter().chain([&rule.message]).find_map(|message| filled(plan, message, fill));
    filled.unwrap_or_else(|| vec![text(&own.unwrap_or(&rule.message).in_general(plan.language))])
}

fn filled(plan: &Plan<'_>, message: &Message, fill: &dyn Fn(&str) -> Option<Piece>) -> Option<Vec<Piece>> {
    let mut holes = Vec::new();
    let rendered = message.get(plan.language)?.render(|hole| {
        holes.push(fill(hole)?);
        Some(MARK.to_string())
    })?;
    let mut pieces = Vec::new();
    let mut holes = holes.into_iter();
    for (position, part) in rendered.split(MARK).enumerate() {
        if position > 0 {
            pieces.extend(holes.next());
        }
        pieces.push(text(part));
    }
    Some(pieces)
}
