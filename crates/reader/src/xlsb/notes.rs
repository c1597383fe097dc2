//! The notes of a sheet (MS-XLSB 2.1.7.7).

use pamlint_package::CellRef;

use super::records::records;
use crate::little_endian::LittleEndian;
use crate::note::{self, Note};

/// The cells that a note is about, and its text.
const BEGIN: u16 = 0x027B;
const TEXT: u16 = 0x027D;

/// Reads the notes of a part, up to where it is damaged.
pub(super) fn read(part: &[u8], notes: &mut Vec<Note>) {
    let mut place = None;
    for record in records(part) {
        match record.kind {
            // The author, then the first and last row, then the first and last column.
            BEGIN => {
                let number = |at| record.data.long(at)?.checked_add(1);
                place = number(4).zip(number(12)).and_then(|(row, column)| CellRef::inside(row, column));
            }
            // A byte that says what is known of its looks comes first.
            TEXT => {
                if let (Some(place), Some((text, _))) = (place.take(), record.text(1)) {
                    note::add(notes, place, &text);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_a_place_and_a_text() {
        let longs =
            |numbers: &[u32]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>();
        let begin = [&[0xFB, 0x04, 36][..], &longs(&[0, 4, 4, 2, 2]), &[0; 16]].concat();
        let text = [&[0xFD, 0x04, 11, 0][..], &longs(&[3]), b"a\0s\0k\0"].concat();
        let mut notes = Vec::new();
        read(&[begin.clone(), text.clone(), begin, vec![0xFD, 0x04, 11, 0]].concat(), &mut notes);
        assert_eq!(notes, [Note { place: CellRef::new(5, 3), text: "ask".to_owned() }]);
    }
}
