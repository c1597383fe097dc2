//! The text of a cell: its paragraphs, with blanks and line breaks that stand there as elements.

use pamlint_package::{Limit, Limits};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::{Source, count, damaged};
use crate::failure::Failure;

/// The longest text of a cell, in characters: what comes from a count in the file ends there.
const LONGEST: u32 = 32_767;

/// What stands in a cell and beside it.
#[derive(Default)]
pub(super) struct Texts {
    /// The text of the cell.
    pub cell: String,
    /// The text of the note.
    pub note: String,
}

/// Reads the content of a cell up to its end.
///
/// # Errors
/// When it cannot be read, or is too long.
pub(super) fn read(source: &mut Source<'_, '_>, limits: &Limits) -> Result<Texts, Failure> {
    let mut texts = Texts::default();
    let mut paragraph: Option<Paragraph> = None;
    // How many elements are open in the cell, in its note, and in those that are no text of either.
    let (mut depth, mut noted, mut aside) = (0usize, 0usize, 0usize);
    let (mut has_text, mut has_note) = (false, false);
    loop {
        let text = if noted > 0 { &mut texts.note } else { &mut texts.cell };
        match source.reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => {
                depth += 1;
                noted += usize::from(noted > 0);
                match tag.name().as_ref() {
                    _ if aside > 0 => aside += 1,
                    "office:annotation" if noted == 0 => noted = 1,
                    "table:table" | "table:detective" => aside += 1,
                    name if name.starts_with("draw:") => aside += 1,
                    "text:p" | "text:h" => {
                        if std::mem::replace(if noted > 0 { &mut has_note } else { &mut has_text }, true) {
                            text.push('\n');
                        }
                        paragraph = Some(Paragraph::default());
                    }
                    "text:s" => {
                        let blanks = count(&tag, "text:c").min(LONGEST);
                        text.extend((0..blanks).map(|_| ' '));
                        *source.repeated += usize::try_from(blanks).unwrap_or(usize::MAX);
                        limits.check(Limit::Repeats, *source.repeated)?;
                        limits.check(Limit::Token, text.len())?;
                    }
                    "text:tab" => text.push('\t'),
                    "text:line-break" => text.push('\n'),
                    _ => {}
                }
            }
            Event::End(tag) => {
                if depth == 0 {
                    return Ok(texts);
                }
                depth -= 1;
                noted = noted.saturating_sub(1);
                if aside > 0 {
                    aside -= 1;
                } else if matches!(tag.name().as_ref(), "text:p" | "text:h") {
                    paragraph = None;
                }
            }
            Event::Text(part) if aside == 0 => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.add(text, &part);
                }
            }
            Event::CData(part) if aside == 0 => {
                if let Some(paragraph) = &mut paragraph {
                    paragraph.add(text, &part);
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
            Event::Eof => return Ok(texts),
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
