//! The text of a cell: its paragraphs, with blanks and line breaks that stand there as elements.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::{count, damaged};
use crate::failure::Failure;

/// The longest text of a cell, in characters: what comes from a count in the file ends there.
const LONGEST: u32 = 32_767;

/// Reads the content of a cell up to its end.
pub(super) fn read(reader: &mut Reader<&[u8]>) -> Result<String, Failure> {
    let mut text = String::new();
    let mut paragraph: Option<Paragraph> = None;
    let mut is_first = true;
    // How many elements are open in the cell, and in those of them that are no text of it.
    let (mut depth, mut aside) = (0usize, 0usize);
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => {
                depth += 1;
                match tag.name().as_ref() {
                    _ if aside > 0 => aside += 1,
                    "office:annotation" | "table:table" | "table:detective" => aside += 1,
                    name if name.starts_with("draw:") => aside += 1,
                    "text:p" | "text:h" => {
                        if !is_first {
                            text.push('\n');
                        }
                        is_first = false;
                        paragraph = Some(Paragraph::default());
                    }
                    "text:s" => {
                        let blanks = count(&tag, "text:c").min(LONGEST);
                        text.extend((0..blanks).map(|_| ' '));
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                }
            }
            Event::End(tag) => {
                if depth == 0 {
                    return Ok(text);
                }
                depth -= 1;
                if aside > 0 {
                    aside -= 1;
                } else if matches!(tag.name().as_ref(), "text:p" | "text:h") {
                    paragraph = None;
                }
            }
            Event::Text(part) if aside == 0 => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.add(&mut text, &part);
                }
            }
            Event::CData(part) if aside == 0 => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.add(&mut text, &part);
                }
            }
            Event::GeneralRef(reference) if aside == 0 && paragraph.is_some() => {
                match reference.resolve_char_ref() {
                    Ok(Some(character)) => text.push(character),
                    _ => text.push_str(resolve_predefined_entity(&reference).unwrap_or_default()),
                }
                if let Some(paragraph) = &mut paragraph {
                    paragraph.after_blank = false;
                }
            }
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

/// A paragraph, in which any run of blanks counts as one, and none at its beginning (ODF 1.3 part 3
/// chapter 6.1.2).
struct Paragraph {
    after_blank: bool,
}

impl Default for Paragraph {
    fn default() -> Self {
        Paragraph { after_blank: true }
    }
}

impl Paragraph {
    fn add(&mut self, text: &mut String, part: &str) {
        for character in part.chars() {
            let is_blank = matches!(character, ' ' | '\t' | '\n' | '\r');
            if !is_blank {
                text.push(character);
            } else if !self.after_blank {
                text.push(' ');
            }
            self.after_blank = is_blank;
        }
    }
}
