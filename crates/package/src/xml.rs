//! XML parts as text: their encoding, and the attributes of a tag.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memmem;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// How far into a part its declaration can reach.
const DECLARATION: usize = 256;

/// The value of an attribute, whatever its prefix, with its references resolved.
pub fn attribute<'a>(tag: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    let found = tag
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value))
}

/// Where an attribute stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeSpan {
    /// All of it, with the blanks before it.
    pub whole: Range<usize>,
    /// Its value, without the quotes.
    pub value: Range<usize>,
}

/// The attributes in what follows the name of a tag, by their names with prefixes.
pub fn attributes(text: &str) -> Vec<(&str, AttributeSpan)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(equals) = text.get(from..).and_then(|rest| rest.find('=')).map(|at| at + from) {
        let name = text.get(from..equals).unwrap_or_default();
        let after = text.get(equals + 1..).unwrap_or_default();
        let Some(quote) = after.find(['"', '\'']) else { break };
        let mark = after.get(quote..quote + 1).unwrap_or("\"");
        let value = equals + 1 + quote + 1;
        let Some(length) = text.get(value..).and_then(|rest| rest.find(mark)) else { break };
        let end = value + length;
        let span = AttributeSpan { whole: from..end + 1, value: value..end };
        found.push((name.trim(), span));
        from = end + 1;
    }
    found
}

/// Whether an attribute says yes.
pub fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

/// The encoding of a part that is not plain UTF-8; `None` for one that is, and says so if it says
/// anything: then it can be read as it is.
pub fn other_encoding(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return (encoding != UTF_8).then_some(encoding);
    }
    if head.starts_with(b"<\0") {
        return Some(UTF_16LE);
    }
    if head.starts_with(b"\0<") {
        return Some(UTF_16BE);
    }
    let label = declared_encoding(head)?;
    match Encoding::for_label(label) {
        _ if label.eq_ignore_ascii_case(b"utf-8") || label.eq_ignore_ascii_case(b"us-ascii") => None,
        // Programs that build the text of a part in memory say UTF-16 and then write UTF-8.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Some(UTF_8),
        Some(encoding) => Some(encoding),
        None => Some(UTF_8),
    }
}

/// What the declaration says.
fn declared_encoding(head: &[u8]) -> Option<&[u8]> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let head = head.get(..head.len().min(DECLARATION))?;
    let declaration = head.get(..memmem::find(head, b"?>")?)?;
    let value = declaration.get(memmem::find(declaration, b"encoding")?..)?;
    value.split(|byte| matches!(byte, b'"' | b'\'')).nth(1)
}

/// A whole part as text without its declaration.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let (text, _, _) = other_encoding(bytes).unwrap_or(UTF_8).decode(bytes);
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(without_declaration(text)),
        Cow::Owned(text) => Cow::Owned(without_declaration(&text).to_owned()),
    }
}

fn without_declaration(text: &str) -> &str {
    let trimmed = text.trim_start_matches('\u{FEFF}').trim_start();
    match trimmed.strip_prefix("<?xml ").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest,
        None => trimmed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_in_their_encoding() {
        let utf16: Vec<u8> = "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-16\"?><é/>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&utf16), "<é/>");
        assert_eq!(decode(b"<?xml version='1.0' encoding='utf-16'?><a/>"), "<a/>");
        assert_eq!(decode(b"<?xml version='1.0' encoding='ISO-8859-1'?><\xE9/>"), "<é/>");
        assert_eq!(decode("\u{FEFF}<é/>".as_bytes()), "<é/>");
        assert_eq!(other_encoding(b"<?xml version='1.0' encoding=\"UTF-8\"?><a/>"), None);
        assert_eq!(other_encoding(b"<a/>"), None);
    }
}
