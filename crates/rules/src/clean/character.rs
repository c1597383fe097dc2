//! What single characters are taken for: blanks, dashes, invisible ones, other forms of ASCII.

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

/// Blanks of every width; Unicode does not count the Braille blank, but nobody can see it.
pub(super) fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{2800}'
}

/// Characters at which a text goes on on the next line.
pub(crate) fn is_line_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that take no room: zero-width ones, soft hyphens, fillers and direction marks.
pub(super) fn is_invisible(character: char) -> bool {
    pamlint_reader::is_blank(character) && !is_blank(character) && !character.is_control()
}

/// Horizontal dashes: Unicode's Dash property without wavy and upright ones, and what looks the same.
pub(super) fn is_dash(character: char) -> bool {
    matches!(
        character,
        '\u{2D7}'
            | '\u{58A}'
            | '\u{5BE}'
            | '\u{6D4}'
            | '\u{1400}'
            | '\u{1806}'
            | '\u{2010}'..='\u{2015}'
            | '\u{2043}'
            | '\u{207B}'
            | '\u{208B}'
            | '\u{2212}'
            | '\u{2500}'..='\u{2501}'
            | '\u{2796}'
            | '\u{2E3A}'..='\u{2E3B}'
            | '\u{2E40}'
            | '\u{FE58}'
            | '\u{FE63}'
            | '\u{FF0D}'
    )
}

/// The ASCII character of which this is a full-width or curly form.
pub(super) fn ascii_form(character: char) -> Option<char> {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        '\u{2018}'..='\u{201B}' | '\u{2BC}' | '\u{2032}' => Some('\''),
        '\u{201C}'..='\u{201F}' | '\u{2033}' => Some('"'),
        _ => None,
    }
}

/// How a letter of another script reads to somebody who expects Latin ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is Latin, or no letter.
    Itself,
    /// It looks like this one.
    Latin(char),
    /// It looks like no Latin letter: the word is not a Latin one.
    Foreign,
}

/// A text as somebody reads it who expects Latin letters: without letters of other scripts that look like them, full-width
/// characters and those that nobody sees. `None` where that is what stands there.
pub(crate) fn as_latin(text: &str) -> Option<String> {
    // Most texts have none, which their bytes tell: U+00AD is C2 AD, what else there is begins with CD or higher.
    if !text.bytes().any(|byte| byte == 0xAD || byte >= 0xCD) {
        return None;
    }
    let of = |character: char| match reading(character) {
        Reading::Latin(letter) => Some(letter),
        _ if is_invisible(character) => None,
        _ if matches!(character, '\u{FF01}'..='\u{FF5E}') => ascii_form(character),
        _ => Some(character),
    };
    let latin: String = text.chars().filter_map(of).collect();
    (latin != text).then_some(latin)
}

/// How a character reads to somebody who expects Latin letters.
pub(super) fn reading(character: char) -> Reading {
    if character.is_ascii() || !character.is_alphabetic() {
        return Reading::Itself;
    }
    let script = character.script();
    if script == Script::Latin {
        return Reading::Itself;
    }
    let mut buffer = [0; 4];
    let mut looks = skeleton(character.encode_utf8(&mut buffer));
    match (looks.next(), looks.next()) {
        // Unicode's table gives one form for l, I and 1; a capital was meant as a capital.
        (Some('l'), None) if character.is_uppercase() => Reading::Latin('I'),
        (Some(look), None) if look.is_ascii_alphanumeric() => Reading::Latin(look),
        _ if matches!(script, Script::Common | Script::Inherited) => Reading::Itself,
        _ => Reading::Foreign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_read_as_latin_ones() {
        for (letter, latin) in "АВСЕНІЈКМОРЅТХаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧνορ"
            .chars()
            .zip("ABCEHIJKMOPSTXaeopcyxijsdqwABEZHIKMNOPTYXvop".chars())
        {
            assert_eq!(reading(letter), Reading::Latin(latin), "{letter} U+{:04X}", u32::from(letter));
        }
        for letter in "ЖИЯяλΩש漢".chars() {
            assert_eq!(reading(letter), Reading::Foreign, "{letter}");
        }
        for letter in "azAZ09éßıñœªµ²½-_".chars() {
            assert_eq!(reading(letter), Reading::Itself, "{letter}");
        }
    }
}
