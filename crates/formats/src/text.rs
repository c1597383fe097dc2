//! Pieces of a value, and where they stand.

/// Characters of a value, from 0, the end not included.
pub type Span = (usize, usize);

/// The characters that a piece of a value takes; the piece has to be a slice of the value.
pub(crate) fn span_of(value: &str, piece: &str) -> Span {
    let before = before(value, piece).chars().count();
    (before, before + piece.chars().count())
}

/// The text before a piece of a value; the piece has to be a slice of the value.
pub(crate) fn before<'v>(value: &'v str, piece: &str) -> &'v str {
    let start = (piece.as_ptr() as usize).saturating_sub(value.as_ptr() as usize);
    value.get(..start).unwrap_or("")
}

/// The first character of which `wrong` holds, as a slice of the value.
pub(crate) fn first_wrong(value: &str, wrong: impl Fn(char) -> bool) -> Option<&str> {
    value.matches(wrong).next()
}

/// Everything behind the first `count` characters.
pub(crate) fn behind(value: &str, count: usize) -> &str {
    value.char_indices().nth(count).and_then(|(index, _)| value.get(index..)).unwrap_or("")
}

/// At least one character, and all of them such.
pub(crate) fn all(text: &str, holds: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(holds)
}

/// Digits, and nothing else.
pub(crate) fn all_digits(text: &str) -> bool {
    all(text, |byte| byte.is_ascii_digit())
}
