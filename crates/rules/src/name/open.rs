//! Names with a part in which their separators may stand: how many of the pieces that part takes.

use pamlint_convention::{Convention, Name};

use super::align::{Alignment, Token, align};

/// The most pieces that a part with separators is made of; what is longer is no honest name.
pub(super) const MOST: usize = 12;

/// The likeliest way in which the pieces are the parts of a form, some of them joined where a part may hold separators.
pub(super) fn aligned(convention: &Convention, name: &Name, tokens: Vec<Token>) -> (Vec<Token>, Alignment) {
    let mut best = align(convention, name, &tokens);
    let has_open = name.parts.iter().any(|part| convention.part(part.part).may_hold_separator);
    if !has_open || tokens.len() > MOST {
        return (tokens, best);
    }
    let mut chosen = tokens.clone();
    for count in 2..=tokens.len() {
        for start in 0..=tokens.len() - count {
            let (Some(before), Some(mine), Some(behind)) =
                (tokens.get(..start), tokens.get(start..start + count), tokens.get(start + count..))
            else {
                continue;
            };
            let merged = [before, &[joined(mine)], behind].concat();
            let alignment = align(convention, name, &merged);
            // Of equally likely ways the one with the fewest pieces joined wins.
            if alignment.cost < best.cost {
                (chosen, best) = (merged, alignment);
            }
        }
    }
    (chosen, best)
}

/// Pieces that stand next to each other as one.
pub(super) fn joined(tokens: &[Token]) -> Token {
    let mut tokens = tokens.iter();
    let mut joined = tokens.next().cloned().unwrap_or_else(|| Token {
        text: String::new(),
        start: 0,
        end: 0,
        separator: String::new(),
    });
    for token in tokens {
        joined.text.push_str(&token.separator);
        joined.text.push_str(&token.text);
        joined.end = token.end;
    }
    joined
}
