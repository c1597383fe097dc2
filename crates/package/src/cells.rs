//! The cells of a sheet's part, one after the other: where each stands, in the grid and in the part.

use std::io::BufRead;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::place::{Area, CellRef};
use crate::xml::{attribute, is_true};

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where it stands in the grid; `None` outside of it.
    pub place: Option<CellRef>,
    /// All of it, in bytes from the beginning of the part.
    pub span: Range<usize>,
    /// Its attributes.
    pub head: Range<usize>,
    /// What it says it holds.
    pub kind: Kind,
    /// The number of its format, from 0.
    pub format: usize,
    /// Whether it has a formula of its own.
    pub formula: bool,
    /// The area that its formula fills: an array or a data table.
    pub fills: Option<Area>,
    /// What programs have added to it.
    pub extension: Range<usize>,
}

/// What a cell says it holds, by its `t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number, dates included.
    Number,
    /// A truth value.
    Truth,
    /// A text that a formula gave.
    FormulaText,
    /// A text that stands in the cell itself.
    InlineText,
    /// An error value.
    Error,
    /// A shared string, or what is not known here.
    Other,
}

/// A row, once its cells are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub number: u32,
    /// All of it, in bytes from the beginning of the part.
    pub span: Range<usize>,
    /// Its attributes.
    pub head: Range<usize>,
    /// Where its last cell ends; `None` when it is one tag.
    pub end: Option<usize>,
    /// Whether people do not see it, by hand or by a height of zero.
    pub hidden: bool,
}

/// What is met on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// A cell; those of a row come before the row.
    Cell(Cell),
    /// A row.
    Row(Row),
    /// A merged area.
    Merged(Area),
}

/// A walk through a sheet's part, or a piece of one.
///
/// Cells and rows that do not say where they stand follow the one before.
pub struct Walk<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Where the piece begins in the part, in bytes.
    base: usize,
    row: u32,
    column: u32,
    open_row: Option<Row>,
    open_cell: Option<Cell>,
    within_value: bool,
    value: String,
}

impl<R: BufRead> Walk<R> {
    /// A walk through what stands at `base` of the part (in bytes), where a row that does not say so has the
    /// number `row`.
    pub fn new(piece: R, base: usize, row: u32) -> Walk<R> {
        let mut reader = Reader::from_reader(piece);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Walk {
            reader,
            buffer: Vec::new(),
            base,
            row,
            column: 1,
            open_row: None,
            open_cell: None,
            within_value: false,
            value: String::new(),
        }
    }

    /// The value of the last cell that was met, as it is saved.
    pub fn value(&self) -> &str {
        &self.value
    }

    /// What comes next; `None` at the end.
    ///
    /// # Errors
    /// When it is no well-formed XML.
    pub fn meet(&mut self) -> Result<Option<Met>, quick_xml::Error> {
        loop {
            self.buffer.clear();
            let start = self.base.saturating_add(position(&self.reader));
            let event = self.reader.read_event_into(&mut self.buffer)?;
            let end = self.base.saturating_add(position(&self.reader));
            let (tag, is_empty) = match &event {
                Event::Start(tag) => (tag, false),
                Event::Empty(tag) => (tag, true),
                Event::End(tag) => {
                    match tag.local_name().into_inner() {
                        "row" => {
                            (self.row, self.column) = (self.row.saturating_add(1), 1);
                            if let Some(row) = self.open_row.take() {
                                let span = row.span.start..end;
                                return Ok(Some(Met::Row(Row { span, end: Some(start), ..row })));
                            }
                        }
                        "c" => {
                            if let Some(cell) = self.open_cell.take() {
                                return Ok(Some(Met::Cell(Cell { span: cell.span.start..end, ..cell })));
                            }
                        }
                        "extLst" => {
                            if let Some(cell) = &mut self.open_cell {
                                cell.extension.end = end;
                            }
                        }
                        _ => self.within_value = false,
                    }
                    continue;
                }
                Event::Text(text) if self.within_value => {
                    self.value.push_str(&text.xml10_content());
                    continue;
                }
                Event::CData(text) if self.within_value => {
                    self.value.push_str(&text.xml10_content());
                    continue;
                }
                Event::GeneralRef(name) if self.within_value => {
                    let reference = format!("&{};", name.xml10_content());
                    self.value.push_str(&quick_xml::escape::unescape(&reference).unwrap_or_default());
                    continue;
                }
                Event::Eof => return Ok(None),
                _ => continue,
            };
            let head = start + 1 + tag.name().into_inner().len()..end - if is_empty { 2 } else { 1 };
            match (tag.local_name().into_inner(), &mut self.open_cell) {
                ("row", None) => {
                    self.row =
                        attribute(tag, "r").and_then(|own| own.trim().parse().ok()).unwrap_or(self.row);
                    let hidden = is_hidden(tag);
                    let row = Row { number: self.row, span: start..end, head, end: None, hidden };
                    if is_empty {
                        (self.row, self.column) = (self.row.saturating_add(1), 1);
                        return Ok(Some(Met::Row(row)));
                    }
                    self.open_row = Some(row);
                }
                ("c", None) => {
                    let place = match attribute(tag, "r") {
                        Some(own) => CellRef::parse(own.trim()),
                        None => CellRef::inside(self.row, self.column),
                    };
                    self.column = place.map_or(self.column, |place| place.column).saturating_add(1);
                    self.value.clear();
                    let (kind, span, extension) = (kind(tag), start..end, end..end);
                    let format = attribute(tag, "s").and_then(|own| own.trim().parse().ok()).unwrap_or(0);
                    let cell =
                        Cell { place, span, head, kind, format, formula: false, fills: None, extension };
                    if is_empty {
                        return Ok(Some(Met::Cell(cell)));
                    }
                    self.open_cell = Some(cell);
                }
                ("f", Some(cell)) => {
                    cell.formula = true;
                    let fills =
                        attribute(tag, "t").is_some_and(|kind| kind == "array" || kind == "dataTable");
                    let area = attribute(tag, "ref").filter(|_| fills);
                    cell.fills = area.and_then(|area| Area::parse(area.trim()));
                }
                ("v" | "t", Some(_)) => self.within_value = !is_empty,
                ("extLst", Some(cell)) => cell.extension = start..end,
                ("mergeCell", None) => {
                    let area = attribute(tag, "ref").and_then(|area| Area::parse(area.trim()));
                    if let Some(area) = area.filter(|area| area.first != area.last) {
                        return Ok(Some(Met::Merged(area)));
                    }
                }
                _ => {}
            }
        }
    }
}

fn position<R>(reader: &Reader<R>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn is_hidden(row: &BytesStart<'_>) -> bool {
    let is_flat = || attribute(row, "ht").is_some_and(|height| height.trim().parse() == Ok(0.0));
    attribute(row, "hidden").is_some_and(|hidden| is_true(&hidden)) || is_flat()
}

fn kind(cell: &BytesStart<'_>) -> Kind {
    match attribute(cell, "t").as_deref() {
        None | Some("n") => Kind::Number,
        Some("b") => Kind::Truth,
        Some("str") => Kind::FormulaText,
        Some("inlineStr") => Kind::InlineText,
        Some("e") => Kind::Error,
        Some(_) => Kind::Other,
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::string_slice)]
mod tests {
    use super::*;

    const TEXT: &str = "<x:w><x:sheetData><!-- <x:c r=\"Z9\"/> --><x:row><x:c/><x:c t='str'><x:f t=\"array\" ref=\"B1:C2\">1</x:f>\
        <x:v>1&amp;2</x:v></x:c></x:row><x:row r=\"4\" ht='0'/><x:row><x:c r=\"D5\" s=\"2\" t='inlineStr'><x:is><x:t>&lt;c r=\"E5\"&gt;</x:t></x:is>\
        <x:extLst><x:ext/></x:extLst></x:c><x:c r='XFE9'/><x:c/></x:row></x:sheetData>\
        <x:mergeCells><x:mergeCell ref='B3:B5'/><x:mergeCell ref='D4'/><x:mergeCell ref='bad'/></x:mergeCells></x:w>";

    #[test]
    fn cells_and_rows_stand_where_excel_puts_them() {
        let mut walk = Walk::new(TEXT.as_bytes(), 0, 1);
        let (mut cells, mut rows, mut merged, mut values) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        while let Some(met) = walk.meet().unwrap() {
            match met {
                Met::Cell(cell) => {
                    values.push(walk.value().to_owned());
                    cells.push(cell);
                }
                Met::Row(row) => rows.push(row),
                Met::Merged(area) => merged.push(area.to_string()),
            }
        }
        let places: Vec<Option<String>> =
            cells.iter().map(|cell| cell.place.map(|place| place.to_string())).collect();
        assert_eq!(
            places,
            ["A1", "B1", "D5", "", "F5"].map(|place| (!place.is_empty()).then(|| place.to_owned()))
        );
        assert_eq!(values, ["", "1&2", "<c r=\"E5\">", "", ""]);
        assert_eq!(
            rows.iter().map(|row| (row.number, row.hidden)).collect::<Vec<_>>(),
            [(1, false), (4, true), (5, false)]
        );
        assert_eq!((cells[1].formula, cells[1].fills), (true, Area::parse("B1:C2")));
        assert_eq!((cells[1].format, cells[2].format), (0, 2));
        assert_eq!(&TEXT[cells[0].span.clone()], "<x:c/>");
        assert_eq!(&TEXT[cells[2].head.clone()], " r=\"D5\" s=\"2\" t='inlineStr'");
        assert_eq!(&TEXT[cells[2].extension.clone()], "<x:extLst><x:ext/></x:extLst>");
        assert!(TEXT[cells[2].span.clone()].ends_with("</x:extLst></x:c>"));
        assert_eq!((rows[1].end, &TEXT[rows[2].end.unwrap()..][..8]), (None, "</x:row>"));
        assert_eq!(merged, ["B3:B5"]);
    }

    #[test]
    fn rows_are_hidden_by_hand_or_by_height() {
        let text = "<row r='9' hidden='true'/><row r='3' hidden='1'><c/></row><row ht='0' customHeight='1'/>\
            <row r='6' ht='15'/><row r='7' hidden='0'/>";
        let mut walk = Walk::new(text.as_bytes(), 0, 1);
        let mut hidden = Vec::new();
        while let Some(met) = walk.meet().unwrap() {
            if let Met::Row(row) = met {
                hidden.extend(row.hidden.then_some(row.number));
            }
        }
        assert_eq!(hidden, [9, 3, 4]);
    }
}
