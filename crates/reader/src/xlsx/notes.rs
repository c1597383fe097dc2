//! The notes and threaded comments of a sheet.

use pamlint_package::xml::{attribute, decode};
use pamlint_package::{CellRef, Limit, Package, relations};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use crate::note::{self, Note};

/// The relationships that lead to notes. A threaded comment stands in both: its first part as a note too.
const KINDS: [&str; 2] = ["comments", "threadedComment"];

/// The most parts with notes of a sheet that are read: Excel writes two.
const MOST_PARTS: usize = 16;

/// The notes of a sheet; none where they cannot be read, since they tell nothing of the values.
pub(super) fn notes(package: &mut Package<'_>, sheet: &str) -> Vec<Note> {
    let mut notes = Vec::new();
    let relations = relations(package, sheet).unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    for relation in relations {
        let is_one = KINDS.contains(&relation.kind.as_str()) && !relation.external;
        if is_one && parts.len() < MOST_PARTS && !parts.contains(&relation.target) {
            parts.push(relation.target);
        }
    }
    for part in parts {
        if let Ok(Some(bytes)) = package.bytes(&part, Limit::Part) {
            read(&decode(&bytes), &mut notes);
        }
    }
    notes
}

/// Reads what stands in the texts of a part, up to where it is damaged.
fn read(part: &str, notes: &mut Vec<Note>) -> Option<()> {
    let mut reader = Reader::from_str(part);
    let mut place: Option<CellRef> = None;
    let mut text = String::new();
    // How many elements with text of the note are open, and with what is no text of it.
    let (mut inside, mut aside) = (0usize, 0usize);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "comment" | "threadedComment" => {
                    place = attribute(&tag, "ref").and_then(|place| CellRef::parse(&place));
                    text.clear();
                }
                "t" | "text" => inside += 1,
                "rPh" => aside += 1,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "comment" | "threadedComment" => {
                    if let Some(place) = place.take() {
                        note::add(notes, place, &text);
                    }
                }
                "t" | "text" => inside = inside.saturating_sub(1),
                "rPh" => aside = aside.saturating_sub(1),
                _ => {}
            },
            Event::Text(part) if inside > 0 && aside == 0 => text.push_str(&part),
            Event::CData(part) if inside > 0 && aside == 0 => text.push_str(&part),
            Event::GeneralRef(reference) if inside > 0 && aside == 0 => match reference.resolve_char_ref() {
                Ok(Some(character)) => text.push(character),
                _ => text.push_str(resolve_predefined_entity(&reference).unwrap_or_default()),
            },
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_notes_is_read() {
        let mut notes = Vec::new();
        let text = "<x:comments><x:authors><x:author>Jan</x:author></x:authors><x:commentList>\
            <x:comment ref='B2'><x:text><x:r><x:rPr/><x:t>Jan:\n</x:t></x:r><x:r><x:t>a &amp; b&#33;</x:t></x:r></x:text></x:comment>\
            <x:comment ref='??'><x:text><x:t>nowhere</x:t></x:text></x:comment></x:commentList></x:comments>";
        read(text, &mut notes).unwrap();
        read(
            "<ThreadedComments><threadedComment ref='C3'><text>threaded</text></threadedComment><broken",
            &mut notes,
        );
        let told: Vec<String> = notes.iter().map(|note| format!("{}={}", note.place, note.text)).collect();
        assert_eq!(told, ["B2=Jan:\na & b!", "C3=threaded"]);
    }
}
