//! Secrets that are known by their shape: tokens, hashes, keys, addresses with a password.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

use super::plausible::is_strong;
use super::words::{Check, Shape, TABLE};

/// Finds the first of these shapes in a text.
pub(super) fn find(text: &str, hinted: &[usize]) -> Option<&'static Shape> {
    let table = &*TABLE;
    let is_found = |shape: &&Shape| text.len() >= shape.least && is_there(shape, text);
    if hinted.is_empty() {
        // As nearly always.
        return table.unhinted.iter().filter_map(|index| table.shapes.get(*index)).find(is_found);
    }
    let shapes = table.shapes.iter().enumerate();
    let looked_for = shapes.filter(|(index, shape)| shape.is_unhinted || hinted.contains(index));
    looked_for.map(|(_, shape)| shape).find(is_found)
}

fn is_there(shape: &Shape, text: &str) -> bool {
    let Some(regex) = shape.regex() else { return false };
    regex.captures_iter(text.as_bytes()).any(|found| {
        let Some(secret) = found.name("s").or_else(|| found.name("t")).or_else(|| found.get(0)) else {
            return false;
        };
        let secret = secret.as_bytes();
        let passes = match shape.check {
            Some(Check::Base64Pair) => is_pair(secret),
            Some(Check::NoPlaceholder) => std::str::from_utf8(secret)
                .is_ok_and(|secret| !TABLE.is_placeholder(secret) && !is_uniform(secret)),
            Some(Check::Password) => std::str::from_utf8(secret)
                .is_ok_and(|secret| !TABLE.is_placeholder(secret) && is_strong(secret)),
            None => true,
        };
        passes && is_random(secret, shape.random)
    })
}

/// Base64 of two texts with a colon between them, as basic authentication has it.
fn is_pair(secret: &[u8]) -> bool {
    let decoded = STANDARD.decode(secret).or_else(|_| STANDARD_NO_PAD.decode(secret));
    decoded.is_ok_and(|decoded| {
        let printable = decoded.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
        let colon = decoded.iter().position(|byte| *byte == b':');
        printable && colon.is_some_and(|colon| colon > 0 && colon + 1 < decoded.len())
    })
}

/// Nothing but one character: `xxxxxx`.
fn is_uniform(secret: &str) -> bool {
    secret.chars().all(|character| secret.starts_with(character))
}

/// No row of `x` and no sentence: a digit, and so many different characters.
fn is_random(text: &[u8], different: u32) -> bool {
    let seen = text.iter().fold(0u128, |seen, byte| seen | 1 << (byte & 0x7f)).count_ones();
    different == 0 || (text.iter().any(u8::is_ascii_digit) && seen >= different)
}
