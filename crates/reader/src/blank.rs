//! Characters that nobody sees: a cell of nothing but these counts as empty.

/// Whether a character shows nothing: white space of any script, zero-width and soft-hyphen
/// characters, direction marks, fillers, control characters.
///
/// Source: the Unicode properties `White_Space` and `Default_Ignorable_Code_Point` (Unicode 16), and
/// the braille pattern without dots, which fonts leave empty.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFF8}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Whether a text shows nothing.
pub fn is_blank_text(text: &str) -> bool {
    text.chars().all(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_blank() {
        assert!(is_blank_text(" \t\n\u{A0}\u{3000}\u{200B}\u{AD}\u{FEFF}\u{2060}\u{1F}"));
        assert!(is_blank_text(""));
        for visible in ["a", " - ", "\u{200B}x", ".", "é"] {
            assert!(!is_blank_text(visible), "{visible}");
        }
    }
}
