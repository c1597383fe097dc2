//! The encoding of a plain text, told by its bytes.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at to tell UTF-16 that does not say so.
const HEAD: usize = 4096;

/// A text of any encoding: what its byte order mark says, UTF-16 by its zeros, UTF-8 when it is, else
/// that of Excel in western Europe.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => bare_utf16(bytes)
            .unwrap_or_else(|| if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }),
    };
    encoding.decode(bytes).0
}

/// Whether a text is in UTF-16 but does not say so.
pub(crate) fn is_bare_utf16(bytes: &[u8]) -> bool {
    bare_utf16(bytes).is_some()
}

/// In a table nearly every character is below 256, so that one byte of two is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let pairs = bytes.get(..HEAD).unwrap_or(bytes).chunks_exact(2);
    let (mut first, mut second, mut all) = (0usize, 0usize, 0usize);
    for pair in pairs {
        all += 1;
        match pair {
            [0, 0] => return None,
            [0, _] => first += 1,
            [_, 0] => second += 1,
            _ => {}
        }
    }
    let is_most = |count: usize| all >= 4 && count * 10 >= all * 9;
    if is_most(second) {
        Some(UTF_16LE)
    } else if is_most(first) {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_is_told() {
        let text = "ID;Coffre;Clé d’accès;Größe;100 €\r\n";
        let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        let with = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        for bytes in [
            text.as_bytes().to_vec(),
            with(b"\xEF\xBB\xBF", text.as_bytes()),
            with(b"\xFF\xFE", &little),
            with(b"\xFE\xFF", &big),
            little.clone(),
            big,
            WINDOWS_1252.encode(text).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes), text, "{bytes:X?}");
        }
        assert!(is_bare_utf16(&little));
        assert!(!is_bare_utf16(text.as_bytes()));
    }
}
