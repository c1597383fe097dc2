//! The notes beside the cells of a sheet: where they stand, and the texts of the objects that show them.

use pamlint_package::CellRef;
use rustc_hash::FxHashMap;

use super::records::Record;
use super::text::{Letters, Reader};
use crate::little_endian::LittleEndian;
use crate::note::{self, Note};

const NOTE: u16 = 0x001C;
const OBJECT: u16 = 0x005D;
const OBJECT_TEXT: u16 = 0x01B6;

/// The row of a record that goes on with the text of the note before it, in Excel 5.
const GOES_ON: u16 = 0xFFFF;

/// The notes of a sheet, as far as they have been read.
#[derive(Default)]
pub(super) struct Notes {
    /// The number of the object whose text comes next.
    object: Option<u16>,
    /// By the numbers of their objects.
    texts: FxHashMap<u16, String>,
    /// The cell of each note, with the number of its object.
    places: Vec<(CellRef, u16)>,
    /// Those of Excel 5, which have their text themselves.
    told: Vec<(CellRef, String)>,
}

impl Notes {
    /// Takes in a record; those that say nothing of notes change nothing.
    pub(super) fn add(&mut self, record: &Record<'_>, letters: Letters) {
        match (record.kind, letters) {
            // MS-XLS 2.4.181, 2.5.143: the number behind the type of the object.
            (OBJECT, _) => self.object = record.data.short(6),
            // MS-XLS 2.4.329: the number of letters; the text stands in what continues the record.
            (OBJECT_TEXT, _) => {
                let count = record.data.short(10).map(usize::from);
                let text = count.and_then(|count| Reader::continued(record).unicode(count));
                self.texts.extend(self.object.take().zip(text));
            }
            (NOTE, Letters::Unicode) => {
                let place = place(record);
                self.places.extend(place.zip(record.data.short(6)));
            }
            (NOTE, _) => {
                let text = record.data.get(6..).map(|bytes| letters.decoded(bytes)).unwrap_or_default();
                match (record.data.short(0), self.told.last_mut(), place(record)) {
                    (Some(GOES_ON), Some((_, known)), _) => known.push_str(&text),
                    (_, _, Some(place)) => self.told.push((place, text)),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// The notes.
    pub(super) fn finish(self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (place, object) in self.places {
            note::add(&mut notes, place, self.texts.get(&object).map_or("", String::as_str));
        }
        for (place, text) in self.told {
            note::add(&mut notes, place, &text);
        }
        notes
    }
}

fn place(record: &Record<'_>) -> Option<CellRef> {
    let number = |at| record.data.short(at).map(|number| u32::from(number) + 1);
    CellRef::inside(number(0)?, number(2)?)
}
