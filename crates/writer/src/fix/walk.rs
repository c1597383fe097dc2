//! The cells of a sheet's part, one after the other: where each stands, in the grid and in the text.

use std::ops::Range;

use pamlint_reader::{Area, CellRef};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::error::WriteError;
use crate::xml::{Tree, attributes};

/// A cell.
#[derive(Debug)]
pub(super) struct CellAt {
    /// Where it stands in the grid.
    pub(super) place: CellRef,
    /// All of it.
    pub(super) span: Range<usize>,
    /// Its attributes.
    pub(super) head: Range<usize>,
    /// Whether it has a formula of its own.
    pub(super) formula: bool,
    /// The area that its formula fills: an array or a data table.
    pub(super) fills: Option<Area>,
    /// What programs have added to it.
    pub(super) extension: Range<usize>,
}

/// A row, once its cells are known.
#[derive(Debug)]
pub(super) struct RowAt {
    /// Its number, from 1.
    pub(super) number: u32,
    /// All of it.
    pub(super) span: Range<usize>,
    /// Its attributes.
    pub(super) head: Range<usize>,
    /// Where its last cell ends; `None` when it is one tag.
    pub(super) end: Option<usize>,
}

/// What is met on the way.
#[derive(Debug)]
pub(super) enum Met {
    /// A cell; those of a row come before the row.
    Cell(CellAt),
    /// A row.
    Row(RowAt),
}

/// Walks through the cells of a sheet. Cells and rows that do not say where they stand follow the one
/// before, as they do for the reader.
pub(super) fn walk(tree: &Tree<'_>, mut meet: impl FnMut(Met)) -> Result<(), WriteError> {
    let Some(data) = tree.child(tree.root(), "sheetData") else { return Ok(()) };
    let inner = tree.inner(data);
    let text = tree.text;
    let mut reader = Reader::from_str(text.get(inner.clone()).unwrap_or_default());
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_dangling_amp = true;
    let position = |reader: &Reader<&[u8]>| {
        inner.start.saturating_add(usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX))
    };
    let (mut row, mut column) = (1u32, 1u32);
    let mut open_row: Option<RowAt> = None;
    let mut open_cell: Option<CellAt> = None;
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|error| WriteError::damaged(tree.part(), error))?;
        let end = position(&reader);
        let (tag, is_empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::End(tag) => {
                match tag.local_name().into_inner() {
                    "row" => {
                        if let Some(mut done) = open_row.take() {
                            done.span.end = end;
                            done.end = Some(start);
                            meet(Met::Row(done));
                        }
                        (row, column) = (row.saturating_add(1), 1);
                    }
                    "c" => {
                        if let Some(mut done) = open_cell.take() {
                            done.span.end = end;
                            meet(Met::Cell(done));
                        }
                    }
                    "extLst" => {
                        if let Some(cell) = &mut open_cell {
                            cell.extension.end = end;
                        }
                    }
                    _ => {}
                }
                continue;
            }
            Event::Eof => return Ok(()),
            _ => continue,
        };
        let head = start + 1 + tag.name().into_inner().len()..end - if is_empty { 2 } else { 1 };
        let value = |name: &str| attribute(text, &head, name);
        match (tag.local_name().into_inner(), &mut open_cell) {
            ("row", None) => {
                row = value("r").and_then(|number| number.trim().parse().ok()).unwrap_or(row);
                let found = RowAt { number: row, span: start..end, head, end: None };
                if is_empty {
                    meet(Met::Row(found));
                    (row, column) = (row.saturating_add(1), 1);
                } else {
                    open_row = Some(found);
                }
            }
            ("c", None) => {
                let place = match value("r") {
                    Some(own) => CellRef::parse(own.trim()),
                    None => CellRef::inside(row, column),
                };
                let place = place.unwrap_or(CellRef::new(0, 0));
                column = place.column.saturating_add(1);
                let extension = end..end;
                let found = CellAt { place, span: start..end, head, formula: false, fills: None, extension };
                if is_empty {
                    meet(Met::Cell(found));
                } else {
                    open_cell = Some(found);
                }
            }
            ("f", Some(cell)) => {
                cell.formula = true;
                let fills = matches!(value("t"), Some("array" | "dataTable"));
                cell.fills = value("ref").filter(|_| fills).and_then(|area| Area::parse(area.trim()));
            }
            ("extLst", Some(cell)) => cell.extension = start..end,
            _ => {}
        }
    }
}

/// The value of an attribute, as it is written.
pub(super) fn attribute<'a>(text: &'a str, head: &Range<usize>, name: &str) -> Option<&'a str> {
    let head = text.get(head.clone())?;
    let (_, span) = attributes(head).into_iter().find(|(known, _)| *known == name)?;
    head.get(span.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_where_the_reader_sees_them() {
        let text = "<x:w><x:sheetData><!-- <x:c r=\"Z9\"/> --><x:row><x:c/><x:c t='str'><x:f t=\"array\" ref=\"B1:C2\">1</x:f>\
            <x:v>1</x:v></x:c></x:row><x:row r=\"4\"/><x:row><x:c r=\"D5\" s=\"2\"><x:is><x:t>&lt;c r=\"E5\"&gt;</x:t></x:is>\
            <x:extLst><x:ext/></x:extLst></x:c><x:c/></x:row></x:sheetData></x:w>";
        let tree = Tree::parse_around("p", text, Some("sheetData")).unwrap();
        let (mut cells, mut rows) = (Vec::new(), Vec::new());
        walk(&tree, |met| match met {
            Met::Cell(cell) => cells.push(cell),
            Met::Row(row) => rows.push(row),
        })
        .unwrap();
        let places: Vec<String> = cells.iter().map(|cell| cell.place.to_string()).collect();
        assert_eq!(places, ["A1", "B1", "D5", "E5"]);
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 4, 5]);
        assert_eq!((cells[1].formula, cells[1].fills), (true, Area::parse("B1:C2")));
        assert_eq!(&text[cells[0].span.clone()], "<x:c/>");
        assert_eq!(&text[cells[2].head.clone()], " r=\"D5\" s=\"2\"");
        assert_eq!(&text[cells[2].extension.clone()], "<x:extLst><x:ext/></x:extLst>");
        assert!(text[cells[2].span.clone()].ends_with("</x:extLst></x:c>"));
        assert_eq!((rows[1].end, &text[rows[2].end.unwrap()..][..8]), (None, "</x:row>"));
    }
}
