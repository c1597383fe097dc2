//! Texts in records, which may go on in the next record (MS-XLS 2.5.293 to 2.5.296).

use encoding_rs::{Encoding, MACINTOSH, UTF_8, WINDOWS_1252, X_MAC_CYRILLIC};

use super::records::Record;

/// The way in which the texts of a workbook are written.
#[derive(Clone, Copy)]
pub(super) enum Letters {
    /// Excel 97 and later: UTF-16, or the lower bytes of it where the upper ones are all zero. The code page of
    /// such a workbook says nothing about its texts.
    Unicode,
    /// Excel 5: bytes of a code page.
    Bytes(&'static Encoding),
    /// The same, with the letters of the upper half of the bytes.
    Upper(&'static str),
}

/// The upper half of code page 10029, which Excel 5 on a Macintosh wrote in Central Europe.
const MAC_CENTRAL: &str = concat!(
    "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ",
    "ņŃ¬√ńŇ∆«»…\u{A0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ",
);

impl Letters {
    /// The letters of a code page.
    pub fn of_code_page(number: u16) -> Letters {
        let label = match number {
            874 | 1250..=1258 => format!("windows-{number}"),
            932 => "shift_jis".to_owned(),
            936 => "gbk".to_owned(),
            949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            866 => "ibm866".to_owned(),
            _ => String::new(),
        };
        if number == 10_029 {
            return Letters::Upper(MAC_CENTRAL);
        }
        Letters::Bytes(match number {
            10_007 => X_MAC_CYRILLIC,
            10_000 | 32_768 => MACINTOSH,
            65_001 => UTF_8,
            _ => Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252),
        })
    }
}

impl Letters {
    /// The text of bytes that are all there is of it.
    pub fn decoded(self, bytes: &[u8]) -> String {
        match self {
            Letters::Unicode => bytes.iter().copied().map(char::from).collect(),
            Letters::Upper(upper) => {
                let upper: Vec<char> = upper.chars().collect();
                let letter = |byte: &u8| match byte.checked_sub(128) {
                    Some(at) => upper.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
                    None => char::from(*byte),
                };
                bytes.iter().map(letter).collect()
            }
            Letters::Bytes(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

/// A place in a record and those that continue it.
pub(super) struct Reader<'r> {
    pieces: Vec<&'r [u8]>,
    /// The piece, and the place in it.
    piece: usize,
    at: usize,
}

impl<'r> Reader<'r> {
    pub fn new(record: &'r Record<'_>, at: usize) -> Reader<'r> {
        let pieces = std::iter::once(record.data).chain(record.more.iter().copied()).collect();
        Reader { pieces, piece: 0, at }
    }

    /// At what continues a record.
    pub fn continued(record: &'r Record<'_>) -> Reader<'r> {
        Reader { pieces: record.more.clone(), piece: 0, at: 0 }
    }

    fn rest(&self) -> &'r [u8] {
        self.pieces.get(self.piece).and_then(|piece| piece.get(self.at..)).unwrap_or_default()
    }

    /// Goes to the next piece where this one is at its end; false at the end of all.
    fn go_on(&mut self) -> bool {
        while self.rest().is_empty() {
            if self.piece + 1 >= self.pieces.len() {
                return false;
            }
            (self.piece, self.at) = (self.piece + 1, 0);
        }
        true
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        let mut taken = Vec::new();
        while taken.len() < length && self.go_on() {
            let rest = self.rest();
            let part = rest.get(..(length - taken.len()).min(rest.len())).unwrap_or_default();
            taken.extend(part);
            self.at += part.len();
        }
        taken
    }

    fn number(&mut self, length: usize) -> Option<usize> {
        let bytes = self.take(length);
        let number = bytes.iter().rev().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte));
        (bytes.len() == length).then_some(number)
    }

    /// A text whose number of letters takes so many bytes; `None` at the end.
    pub fn text(&mut self, letters: Letters, length: usize) -> Option<String> {
        let count = self.number(length)?;
        match letters {
            Letters::Unicode => self.unicode(count),
            Letters::Bytes(_) | Letters::Upper(_) => Some(letters.decoded(&self.take(count))),
        }
    }

    /// A text of so many letters, its flags before it; `None` at the end.
    pub fn unicode(&mut self, count: usize) -> Option<String> {
        let flags = self.number(1)?;
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let phonetic = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let mut is_wide = flags & 1 == 1;
        let mut units: Vec<u16> = Vec::new();
        while units.len() < count {
            if self.rest().is_empty() {
                if !self.go_on() {
                    break;
                }
                // What continues a text says again how wide its letters are.
                is_wide = self.number(1)? & 1 == 1;
            }
            let wanted = count - units.len();
            let rest = self.rest();
            let taken = if is_wide {
                let pairs = rest.chunks_exact(2).take(wanted);
                units.extend(pairs.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes)));
                rest.len().min(wanted * 2)
            } else {
                units.extend(rest.iter().take(wanted).map(|byte| u16::from(*byte)));
                rest.len().min(wanted)
            };
            self.at += taken;
        }
        self.pass(runs * 4);
        self.pass(phonetic);
        Some(String::from_utf16_lossy(&units))
    }

    fn pass(&mut self, mut length: usize) {
        while length > 0 && self.go_on() {
            let step = self.rest().len().min(length);
            (self.at, length) = (self.at + step, length - step);
        }
    }
}
