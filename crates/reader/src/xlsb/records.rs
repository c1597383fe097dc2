//! The records of a part: a type and a length of one to four bytes each, then the data (MS-XLSB 2.1.4).

use crate::little_endian::LittleEndian;

/// A record.
pub(super) struct Record<'p> {
    pub kind: u16,
    pub data: &'p [u8],
}

/// The records of a part; they end where the part is cut off.
pub(super) fn records(part: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let kind = number(&mut rest, 2)?;
        let length = number(&mut rest, 4)?;
        let (data, after) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        rest = after;
        Some(Record { kind: u16::try_from(kind).ok()?, data })
    })
}

/// A number in groups of seven bits, the lowest first; the highest bit of a byte says that more follow.
fn number(rest: &mut &[u8], most: u32) -> Option<u32> {
    let mut number = 0;
    for group in 0..most {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u32::from(byte & 0x7F) << (7 * group);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(number)
}

impl Record<'_> {
    /// The text at a position (its length, then UTF-16), and where it ends.
    pub fn text(&self, at: usize) -> Option<(String, usize)> {
        let length = usize::try_from(self.data.long(at)?).ok()?.checked_mul(2)?;
        let start = at + 4;
        let end = start.checked_add(length)?;
        let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(self.data.get(start..end)?);
        Some((text.into_owned(), end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_cut_by_their_lengths() {
        let part = [0x01, 0x02, 7, 8, 0x9C, 0x01, 0x04, 1, 0, 0, 0, 0x05, 0x09, 1];
        let found: Vec<_> = records(&part).map(|record| (record.kind, record.data.len())).collect();
        assert_eq!(found, [(1, 2), (0x9C, 4)]);
        let text = Record { kind: 0, data: &[2, 0, 0, 0, b'a', 0, b'b', 0, 9] };
        assert_eq!(text.text(0), Some(("ab".to_owned(), 8)));
        assert_eq!(text.text(1), None);
    }
}
