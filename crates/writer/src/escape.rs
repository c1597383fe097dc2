//! Text as XML has it.

/// Text for XML: what has a meaning there is escaped, and characters that XML cannot hold are written
/// as Excel writes them (`_x0001_`; ECMA-376 part 1, 22.9.2.19).
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(character),
            '_' if is_escape(rest) => escaped.push_str("_x005F_"),
            '\0'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}' => {
                escaped.push_str(&format!("_x{:04X}_", u32::from(character)));
            }
            _ => escaped.push(character),
        }
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    escaped
}

/// Whether a text begins with what reads as an escaped character: `_x0041_`.
pub(crate) fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.starts_with(b"_x")
        && bytes.get(6) == Some(&b'_')
        && bytes.get(2..6).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

/// Text for an attribute.
pub(crate) fn escape_attribute(text: &str) -> String {
    escape(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// A fragment without prefixes, with the prefix of the part it goes into.
pub(crate) fn prefixed(fragment: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return fragment.to_owned();
    }
    let mut result = String::with_capacity(fragment.len() * 2);
    for (number, piece) in fragment.split('<').enumerate() {
        if number > 0 {
            result.push('<');
            let rest = match piece.strip_prefix('/') {
                Some(rest) => {
                    result.push('/');
                    rest
                }
                None => piece,
            };
            result.push_str(prefix);
            result.push_str(rest);
        } else {
            result.push_str(piece);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_as_excel_does() {
        assert_eq!(escape("a<\u{1}_x0041_\r"), "a&lt;_x0001__x005F_x0041__x000D_");
    }

    #[test]
    fn fragments_take_the_prefix() {
        assert_eq!(prefixed("<a b=\"1\"><c/></a>", "x:"), "<x:a b=\"1\"><x:c/></x:a>");
    }
}
