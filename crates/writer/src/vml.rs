//! The boxes of notes: a drawing part in VML. What a workbook has there already is often not even
//! XML, so it is added to as text and never read as XML.

use std::collections::{BTreeSet, HashMap};

use memchr::memmem;
use pamlint_package::CellRef;

use crate::edits::Edits;
use crate::error::WriteError;
use crate::measure::{Grid, lines};
use crate::notes::Note;
use crate::package::Package;
use crate::xml::attributes;

/// What kind of part it is.
pub(crate) const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// Shapes are numbered workbook-wide in blocks of this size, and no two parts may share a block.
const BLOCK: u32 = 1024;

/// How wide a note is, in pixels, and how many characters that holds.
const WIDTH: u32 = 340;
const CHARACTERS: usize = 52;

const NAMESPACES: [(&str, &str); 3] = [
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];

/// The blocks of shape numbers that are taken.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    taken: BTreeSet<u32>,
}

impl Blocks {
    /// Finds the blocks that the drawings of a package take.
    pub(crate) fn find(package: &mut Package<'_>) -> Result<Blocks, WriteError> {
        let mut blocks = Blocks::default();
        let drawings = package.parts.names().filter(|name| name.to_ascii_lowercase().ends_with(".vml"));
        for name in drawings.map(str::to_owned).collect::<Vec<_>>() {
            // One that cannot be read is not added to either.
            if let Ok(Some(bytes)) = package.bytes(&name) {
                blocks.read(&String::from_utf8_lossy(&bytes));
            }
        }
        Ok(blocks)
    }

    fn read(&mut self, text: &str) {
        for (at, mark) in text.match_indices("_s") {
            let digits = text.get(at + mark.len()..).unwrap_or_default();
            let end = digits.find(|character: char| !character.is_ascii_digit()).unwrap_or(digits.len());
            if let Some(number) = digits.get(..end).and_then(|digits| digits.parse::<u32>().ok()) {
                self.taken.insert(number / BLOCK);
            }
        }
        if let Some(span) = idmap(text).and_then(|span| text.get(span)) {
            self.taken.extend(span.split(',').filter_map(|number| number.trim().parse::<u32>().ok()));
        }
    }

    fn take(&mut self) -> u32 {
        let free = (1u32..).find(|block| !self.taken.contains(block)).unwrap_or(1);
        self.taken.insert(free);
        free
    }
}

/// Where the list of blocks stands in a drawing.
fn idmap(text: &str) -> Option<std::ops::Range<usize>> {
    let start = memmem::find(text.as_bytes(), b"idmap")?;
    let tag = text.get(start..)?;
    let tag = tag.get(..tag.find('>')?)?;
    let base = start + "idmap".len();
    let (_, span) = attributes(tag.get("idmap".len()..)?)
        .into_iter()
        .find(|(name, _)| name.rsplit(':').next() == Some("data"))?;
    Some(span.value.start + base..span.value.end + base)
}

/// A drawing with a box for each note.
pub(crate) fn create(notes: &[(CellRef, &Note)], grid: &Grid<'_>, blocks: &mut Blocks) -> String {
    let block = blocks.take();
    let bound: String =
        NAMESPACES.iter().map(|(prefix, space)| format!(" xmlns:{prefix}=\"{space}\"")).collect();
    format!("<xml{bound}>{}{}{}</xml>", layout(block, ""), shape_type(""), shapes(notes, grid, block, ""))
}

/// Adds a box for each note to a drawing; `None` when it is none.
pub(crate) fn extend(
    text: &str,
    notes: &[(CellRef, &Note)],
    grid: &Grid<'_>,
    blocks: &mut Blocks,
) -> Option<Edits> {
    let root = text.find("<xml").or_else(|| text.find(":xml ").and_then(|at| text.get(..at)?.rfind('<')))?;
    let root_end = root + text.get(root..)?.find('>')? + 1;
    let close = text.rfind("</")?;
    (close >= root_end).then_some(())?;
    let head = text.get(root..root_end)?;
    // The names that we use have to mean the same here; where they do not, each element says it itself.
    let bound: String = NAMESPACES
        .iter()
        .filter(|(prefix, space)| !head.contains(&format!("xmlns:{prefix}=\"{space}\"")))
        .map(|(prefix, space)| format!(" xmlns:{prefix}=\"{space}\""))
        .collect();
    let block = blocks.take();
    let mut edits = Edits::default();
    match idmap(text) {
        Some(span) => {
            let known = text.get(span.clone())?.trim();
            let comma = if known.is_empty() { "" } else { "," };
            edits.insert(span.end, format!("{comma}{block}"));
        }
        None => edits.insert(root_end, layout(block, &bound)),
    }
    if !text.contains("\"_x0000_t202\"") {
        edits.insert(close, shape_type(&bound));
    }
    edits.insert(close, shapes(notes, grid, block, &bound));
    Some(edits)
}

fn layout(block: u32, bound: &str) -> String {
    format!("<o:shapelayout{bound} v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{block}\"/></o:shapelayout>")
}

fn shape_type(bound: &str) -> String {
    format!(
        "<v:shapetype{bound} id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
         path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
         <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    )
}

fn shapes(notes: &[(CellRef, &Note)], grid: &Grid<'_>, block: u32, bound: &str) -> String {
    let mut xml = String::new();
    for ((cell, note), number) in notes.iter().zip(block * BLOCK + 1..) {
        let count = u32::try_from(lines(&note.text(), CHARACTERS)).unwrap_or(u32::MAX);
        let height = count.saturating_mul(15).saturating_add(12).clamp(75, 560);
        let [left, top, right, bottom] = grid.beside(*cell, WIDTH, height);
        xml.push_str(&format!(
            "<v:shape{bound} id=\"_x0000_s{number}\" type=\"#_x0000_t202\" \
             style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:{}pt;height:{}pt;z-index:1;visibility:hidden\" \
             fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/>\
             <v:shadow color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>\
             <v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox>\
             <x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{},{},{},{},{},{},{},{}</x:Anchor><x:AutoFill>False</x:AutoFill>\
             <x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
            WIDTH * 3 / 4,
            height * 3 / 4,
            left.0, left.1, top.0, top.1, right.0, right.1, bottom.0, bottom.1,
            cell.row - 1,
            cell.column - 1,
        ));
    }
    xml
}

/// Takes the boxes of notes on these cells out of a drawing. What is no note stays.
pub(crate) fn remove(text: &str, cells: &BTreeSet<CellRef>) -> Edits {
    let mut edits = Edits::default();
    // What an element is closed with, and where that was found last: none of them is looked for twice in one place.
    let mut closes: HashMap<String, Option<usize>> = HashMap::new();
    let mut from = 0;
    for (start, open) in text.match_indices("shape") {
        let prefix = text.get(from..start).map_or("", prefix);
        let tag = start - prefix.len();
        let begins = tag > from && text.get(tag - 1..tag) == Some("<");
        let goes_on = text.get(start + open.len()..).is_some_and(|rest| rest.starts_with([' ', '\n']));
        if !begins || !goes_on {
            continue;
        }
        let tag = tag - 1;
        let close = format!("</{prefix}{open}>");
        let known = closes.get(&close).copied();
        let at = match known {
            Some(Some(at)) if at >= tag => Some(at),
            Some(None) => None,
            _ => text.get(tag..).and_then(|rest| rest.find(&close)).map(|at| tag + at),
        };
        let length = close.len();
        closes.insert(close, at);
        let Some(at) = at else { continue };
        let end = at + length;
        from = end;
        let shape = text.get(tag..end).unwrap_or_default();
        let number = |name: &str| {
            let after = shape.split_once(&format!("{name}>"))?.1;
            after.split_once('<')?.0.trim().parse::<u32>().ok()
        };
        let place = number(":Row").zip(number(":Column"));
        let ours = place.is_some_and(|(row, column)| {
            cells.contains(&CellRef::new(row.saturating_add(1), column.saturating_add(1)))
        });
        if ours && shape.contains("\"Note\"") {
            edits.replace(tag..end, "");
        }
    }
    edits
}

/// Whether a drawing shows nothing.
pub(crate) fn is_empty(text: &str) -> bool {
    !["shape ", "shape>", "shape\n", "shape\r", "group ", "rect ", "oval ", "line "]
        .iter()
        .any(|tag| text.contains(tag))
}

/// The prefix of an element at the end of what stands before its name.
fn prefix(before: &str) -> &str {
    let start = before.rfind(|character: char| character != ':' && !character.is_alphanumeric());
    let after = start.and_then(|at| Some(at + before.get(at..)?.chars().next()?.len_utf8()));
    before.get(after.unwrap_or(0)..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_never_shared() {
        let mut blocks = Blocks::default();
        blocks.read("<o:idmap v:ext=\"edit\" data=\"1,3\"/><v:shape id=\"_x0000_s2049\"/>");
        assert_eq!([blocks.take(), blocks.take()], [4, 5]);
    }

    #[test]
    fn only_boxes_of_our_notes_are_removed() {
        let shape = |row: u32, kind: &str| {
            format!(
                "<v:shape id=\"_x0000_s1\"><br><x:ClientData ObjectType=\"{kind}\"><x:Row>{row}</x:Row><x:Column>1</x:Column></x:ClientData></v:shape>"
            )
        };
        let text = format!("<xml>{}{}{}</xml>", shape(6, "Note"), shape(7, "Note"), shape(6, "Drop"));
        let cells = BTreeSet::from([CellRef::new(7, 2)]);
        let (left, _) = remove(&text, &cells).apply("p", &text).unwrap();
        assert_eq!(left, format!("<xml>{}{}</xml>", shape(7, "Note"), shape(6, "Drop")));
    }
}
