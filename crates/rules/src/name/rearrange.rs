//! Names that have all their parts, but in another order, with other separators or with one out of its place.

use pamlint_convention::{Convention, Name};

use super::align::{Token, cut};
use super::part::fit;

/// The name with its parts where they belong.
pub(super) struct Rearranged {
    pub value: String,
    /// `order`, `separator` or `unlike`.
    pub variant: &'static str,
}

/// The longest text that is looked into: every honest name is far shorter.
const MOST_CHARACTERS: usize = 64;

/// Finds the one way in which the pieces are the parts of the form; `None` when there is none, or several.
pub(super) fn rearrange(
    convention: &Convention,
    name: &Name,
    pieces: &[Token],
    text: &str,
) -> Option<Rearranged> {
    if text.chars().count() > MOST_CHARACTERS || has_open(convention, name) {
        return None;
    }
    by_separators(convention, name, text)
        .map(|value| Rearranged { value, variant: "separator" })
        .or_else(|| by_order(convention, name, pieces).map(|value| Rearranged { value, variant: "order" }))
        .or_else(|| by_shift(convention, name, pieces).map(|value| Rearranged { value, variant: "unlike" }))
}

/// Whether a part may hold what stands between the others, so that nothing tells where it ends.
fn has_open(convention: &Convention, name: &Name) -> bool {
    name.parts.iter().any(|part| convention.part(part.part).may_hold_separator)
}

/// The parts are there in order, but run together or stand between other separators.
pub(super) fn by_separators(convention: &Convention, name: &Name, text: &str) -> Option<String> {
    if text.chars().count() > MOST_CHARACTERS || has_open(convention, name) {
        return None;
    }
    let words: Vec<String> = cut(text, 0, |character| !character.is_alphanumeric())
        .into_iter()
        .map(|token| token.text)
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > name.parts.len() {
        return None;
    }
    let mut found = Vec::new();
    split(convention, name, &words, &mut Vec::new(), &mut found);
    the_only(found)
}

/// The parts are there in order, but one separator stands a character too early or too late.
fn by_shift(convention: &Convention, name: &Name, pieces: &[Token]) -> Option<String> {
    // One more than there are parts, for two that are one (`UX-KEYS`).
    if pieces.len() > name.parts.len() + 1 {
        return None;
    }
    let mut found = Vec::new();
    for second in 1..pieces.len() {
        let mut words: Vec<String> = Vec::with_capacity(pieces.len());
        for (index, token) in pieces.iter().enumerate() {
            match words.last_mut().filter(|_| index == second) {
                Some(last) => last.push_str(&token.text),
                None => words.push(token.text.clone()),
            }
        }
        split(convention, name, &words, &mut Vec::new(), &mut found);
    }
    found.dedup();
    the_only(found)
}

/// What was found, unless it is nothing or several.
fn the_only(mut found: Vec<String>) -> Option<String> {
    found.pop().filter(|_| found.is_empty())
}

/// Cuts words into the parts that come after those there are; every way to do it goes into `found`.
fn split(
    convention: &Convention,
    name: &Name,
    words: &[String],
    parts: &mut Vec<Option<String>>,
    found: &mut Vec<String>,
) {
    if found.len() > 1 {
        return;
    }
    let Some((word, rest)) = words.split_first() else {
        if name.parts.iter().skip(parts.len()).all(|part| part.optional) {
            let there =
                name.parts.iter().zip(parts.iter()).filter_map(|(part, text)| Some((part, text.as_ref()?)));
            found.push(there.map(|(part, text)| format!("{}{text}", part.separator)).collect());
        }
        return;
    };
    let Some(part) = name.parts.get(parts.len()) else { return };
    // What is left out at the end is left out already.
    if part.optional && parts.len() + 1 < name.parts.len() {
        parts.push(None);
        split(convention, name, words, parts, found);
        parts.pop();
    }
    let ends = word.char_indices().map(|(at, character)| at + character.len_utf8());
    for end in ends {
        let (Some(head), Some(tail)) = (word.get(..end), word.get(end..)) else { continue };
        let fit = fit(convention, convention.part(part.part), head);
        if !fit.is_right() {
            continue;
        }
        parts.push(Some(fit.canonical(head).unwrap_or_default()));
        if tail.is_empty() {
            split(convention, name, rest, parts, found);
        } else {
            let mut left = vec![tail.to_owned()];
            left.extend(rest.iter().cloned());
            split(convention, name, &left, parts, found);
        }
        parts.pop();
    }
}

/// The parts are all there, in another order.
fn by_order(convention: &Convention, name: &Name, pieces: &[Token]) -> Option<String> {
    let required = name.parts.iter().filter(|part| !part.optional).count();
    if pieces.len() < required || pieces.len() > name.parts.len() {
        return None;
    }
    let mut order = Vec::new();
    let mut found = Vec::new();
    place(convention, name, pieces, &mut order, &mut found);
    the_only(found)
}

/// Gives each part in turn a piece that fits it; every way to do it goes into `found`.
fn place(
    convention: &Convention,
    name: &Name,
    pieces: &[Token],
    order: &mut Vec<usize>,
    found: &mut Vec<String>,
) {
    if found.len() > 1 {
        return;
    }
    if order.len() == pieces.len() {
        if name.parts.iter().skip(order.len()).any(|part| !part.optional) {
            return;
        }
        let text = name.parts.iter().zip(order.iter()).filter_map(|(part, piece)| {
            let token = pieces.get(*piece)?;
            let fit = fit(convention, convention.part(part.part), &token.text);
            Some(format!("{}{}", part.separator, fit.canonical(&token.text)?))
        });
        let text: String = text.collect();
        if !found.contains(&text) {
            found.push(text);
        }
        return;
    }
    let Some(part) = name.parts.get(order.len()) else { return };
    for (index, token) in pieces.iter().enumerate() {
        if !order.contains(&index) && fit(convention, convention.part(part.part), &token.text).is_right() {
            order.push(index);
            place(convention, name, pieces, order, found);
            order.pop();
        }
    }
}
