//! How texts are laid out on lines: wrapped at [`WIDTH`] columns, with nothing in them that could move
//! the cursor or hide.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter};
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// The columns that every terminal and mail has.
pub(crate) const WIDTH: usize = 80;

/// A character as it can be shown, and the columns it takes (none for a combining mark).
pub(crate) fn glyph(character: char) -> (Cow<'static, str>, usize) {
    let stand_in = match character {
        '\t' => '⇥',
        '\n' => '↵',
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('␀'),
        '\u{7f}' => '␡',
        _ => character,
    };
    let width = stand_in.width();
    let hides = match stand_in {
        // Line and paragraph separators break lines, a soft hyphen and variation selectors show nothing.
        '\u{ad}' | '\u{2028}' | '\u{2029}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => true,
        other => width.is_none_or(|width| width == 0) && !is_combining_mark(other),
    };
    if hides {
        let name = format!("<U+{:04X}>", u32::from(character));
        let width = name.len();
        (name.into(), width)
    } else {
        (String::from(stand_in).into(), width.unwrap_or(0))
    }
}

/// A text in which every character shows and none breaks the line, moves the cursor or changes colours.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.into();
    }
    text.chars().map(|character| glyph(character).0).collect::<String>().into()
}

/// A text on lines of at most 80 columns: `first` before the first, `others` before the rest.
///
/// Words are never cut at their hyphens, since names are full of them; only a word longer than a whole
/// line is cut. The result has no line break at its end.
pub fn wrapped(text: &str, first: &str, others: &str) -> String {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(others)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(true);
    textwrap::fill(text, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_reaches_the_terminal_unseen() {
        assert_eq!(one_line("a\tb\nc\u{1b}[31m\u{7f}"), "a⇥b↵c␛[31m␡");
        assert_eq!(
            one_line("a\u{200b}b\u{202e}c\u{ad}d\u{feff}e\u{2028}\u{85}"),
            "a<U+200B>b<U+202E>c<U+00AD>d<U+FEFF>e<U+2028><U+0085>"
        );
        assert_eq!(one_line("e\u{301} Ω 名"), "e\u{301} Ω 名");
    }

    #[test]
    fn names_are_not_cut_at_their_hyphens() {
        let text = format!("{} D-048644-20109-OPS-CE", "word ".repeat(13).trim_end());
        assert_eq!(wrapped(&text, "", "  ").lines().last(), Some("  D-048644-20109-OPS-CE"));
    }
}
