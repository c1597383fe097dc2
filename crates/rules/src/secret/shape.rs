//! Secrets that are known by their shape: tokens, hashes, keys, addresses with a password.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

use super::plausible::is_strong;
use super::words::{Check, Shape, TABLE};

/// Finds the first of these shapes in a text.
pub(super) fn find(text: &str, hinted: &[usize]) -> Option<&'static Shape> {
    let table = &*TABLE;
    let is_hinted = |index: &usize| hinted.contains(index);
    table.shapes.iter().enumerate().find_map(|(index, shape)| {
        let is_looked_for = text.len() >= shape.least && (shape.is_unhinted || is_hinted(&index));
        (is_looked_for && is_there(shape, text)).then_some(shape)
    })
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
