//! Texts of others among ours: what would turn the text around it the other way is named instead.

use std::borrow::Cow;

use memchr::memchr2_iter;

/// A text of somebody else as it may stand in a sentence: marks that change the direction in which text is read are
/// shown by their numbers, so that nothing reads otherwise than it is.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !is_turned(text) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if turns(character) {
            shown.push_str(&format!("<U+{:04X}>", u32::from(character)));
        } else {
            shown.push(character);
        }
    }
    shown.into()
}

/// Whether such a mark stands in a text, which is asked of every text that is written.
pub fn is_turned(text: &str) -> bool {
    // The first bytes of all of them in UTF-8: next to no text has one of these.
    let mut starts = memchr2_iter(0xD8, 0xE2, text.as_bytes());
    starts.any(|at| text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(turns))
}

/// Whether a character is a mark of the direction in which text is read (UAX #9, 2).
pub fn turns(character: char) -> bool {
    matches!(
        character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_direction_are_shown_and_nothing_else() {
        assert_eq!(shown("a\u{202e}b\u{2069}"), "a<U+202E>b<U+2069>");
        assert!(matches!(shown("שלום é\u{200b}"), Cow::Borrowed("שלום é\u{200b}")));
        for mark in ('\0'..=char::MAX).filter(|mark| turns(*mark)) {
            assert!(is_turned(&format!("é{mark}")), "{mark:?}");
        }
    }
}
