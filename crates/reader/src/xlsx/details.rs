//! What calamine does not tell about a sheet: hidden rows, merged areas, formulas without a value, and
//! where the cells stand that it could not read.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::xml::{attribute, is_true};
use crate::limits;
use crate::place::{Area, CellRef, LAST_ROW};

/// What reading a sheet as XML tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Details {
    /// The hidden rows, from 1, in order, each once.
    pub hidden_rows: Vec<u32>,
    /// The merged areas, in order, each once.
    pub merged: Vec<Area>,
    /// Where formulas stand whose value was never saved.
    pub without_value: Vec<CellRef>,
    /// The cells that were asked for.
    pub asked: Vec<Saved>,
}

/// A cell as the file has it.
#[derive(Debug, PartialEq)]
pub(super) struct Saved {
    pub place: CellRef,
    /// What it says it holds.
    pub kind: Kind,
    /// Its value.
    pub text: String,
}

/// What a cell says it holds, by its `t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    /// A text that a formula gave.
    FormulaText,
    /// A text that stands in the cell itself.
    InlineText,
    Error,
    Other,
}

/// The cell that is being read.
struct Current {
    place: Option<CellRef>,
    kind: Kind,
    is_asked: bool,
    has_formula: bool,
    has_saved_text: bool,
    within_value: bool,
    text: String,
}

/// Reads a sheet; `asked` are the numbers of cells in the order of the file, from 0, ascending.
///
/// `None` when it is no well-formed XML.
pub(super) fn read(sheet: impl BufRead, asked: &[usize]) -> Option<Details> {
    let mut reader = Reader::from_reader(sheet);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    let mut asked = asked.iter().copied().peekable();
    let mut details = Details::default();
    let mut buffer = Vec::new();
    let mut current: Option<Current> = None;
    // The row and column of the next cell that does not say where it stands.
    let (mut row, mut column, mut count) = (1u32, 1u32, 0usize);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => {
                    row = row_number(&tag).unwrap_or(row);
                    details.note_hidden(&tag, row);
                }
                "c" => {
                    let place = cell_place(&tag, row, column);
                    current = Some(Current {
                        place,
                        kind: kind(&tag),
                        is_asked: asked.next_if_eq(&count).is_some(),
                        has_formula: false,
                        has_saved_text: false,
                        within_value: false,
                        text: String::new(),
                    });
                    column = place.map_or(column, |place| place.column).saturating_add(1);
                    count += 1;
                }
                name => {
                    if let Some(cell) = &mut current {
                        cell.enter(name);
                    }
                    details.note_merged(&tag);
                }
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "row" => {
                    row = row_number(&tag).unwrap_or(row);
                    details.note_hidden(&tag, row);
                    (row, column) = (row.saturating_add(1), 1);
                }
                "c" => {
                    asked.next_if_eq(&count);
                    column =
                        cell_place(&tag, row, column).map_or(column, |place| place.column).saturating_add(1);
                    count += 1;
                }
                "f" => {
                    if let Some(cell) = &mut current {
                        cell.has_formula = true;
                    }
                }
                "v" => {
                    if let Some(cell) = &mut current {
                        cell.has_saved_text |= cell.kind == Kind::FormulaText;
                    }
                }
                _ => details.note_merged(&tag),
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "row" => (row, column) = (row.saturating_add(1), 1),
                "v" | "t" => {
                    if let Some(cell) = &mut current {
                        cell.within_value = false;
                    }
                }
                "c" => {
                    if let Some(cell) = current.take() {
                        details.note_cell(cell);
                    }
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some(cell) = &mut current {
                    cell.read(&text.xml10_content());
                }
            }
            Event::CData(text) => {
                if let Some(cell) = &mut current {
                    cell.read(&text.xml10_content());
                }
            }
            Event::GeneralRef(name) => {
                if let Some(cell) = &mut current {
                    let reference = format!("&{};", name.xml10_content());
                    cell.read(&quick_xml::escape::unescape(&reference).unwrap_or_default());
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    details.hidden_rows.sort_unstable();
    details.hidden_rows.dedup();
    details.merged.sort_unstable();
    details.merged.dedup();
    Some(details)
}

impl Current {
    fn enter(&mut self, name: &str) {
        match name {
            "f" => self.has_formula = true,
            // A formula that gives an empty text saves just that.
            "v" => {
                self.has_saved_text |= self.kind == Kind::FormulaText;
                self.within_value = true;
            }
            "t" => self.within_value = true,
            _ => {}
        }
    }

    fn read(&mut self, text: &str) {
        if self.within_value {
            self.has_saved_text |= !text.trim_ascii().is_empty();
            if self.is_asked {
                self.text.push_str(text);
            }
        }
    }
}

impl Details {
    fn note_cell(&mut self, cell: Current) {
        let Some(place) = cell.place else { return };
        if cell.is_asked {
            self.asked.push(Saved { place, kind: cell.kind, text: cell.text });
        } else if cell.has_formula && !cell.has_saved_text && self.without_value.len() < limits::CELLS {
            self.without_value.push(place);
        }
    }

    fn note_hidden(&mut self, row: &BytesStart<'_>, number: u32) {
        let is_flat = || attribute(row, "ht").is_some_and(|height| height.trim().parse() == Ok(0.0));
        let is_hidden = || attribute(row, "hidden").is_some_and(|hidden| is_true(&hidden));
        if number <= LAST_ROW && (is_hidden() || is_flat()) {
            self.hidden_rows.push(number);
        }
    }

    fn note_merged(&mut self, tag: &BytesStart<'_>) {
        if tag.local_name().as_ref() == "mergeCell" && self.merged.len() < limits::MERGED {
            let area = attribute(tag, "ref").and_then(|area| Area::parse(area.trim()));
            self.merged.extend(area.filter(|area| area.first != area.last));
        }
    }
}

fn kind(cell: &BytesStart<'_>) -> Kind {
    match attribute(cell, "t").as_deref() {
        None | Some("n") => Kind::Number,
        Some("str") => Kind::FormulaText,
        Some("inlineStr") => Kind::InlineText,
        Some("e") => Kind::Error,
        Some(_) => Kind::Other,
    }
}

fn row_number(row: &BytesStart<'_>) -> Option<u32> {
    attribute(row, "r")?.trim().parse().ok()
}

/// Where a cell stands; `None` outside Excel's grid.
fn cell_place(cell: &BytesStart<'_>, row: u32, column: u32) -> Option<CellRef> {
    match attribute(cell, "r") {
        Some(place) => CellRef::parse(place.trim()),
        None => CellRef::inside(row, column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Details {
        read(format!("<worksheet><sheetData>{text}</sheetData></worksheet>").as_bytes(), &[]).unwrap()
    }

    fn without_value(cells: &str) -> Vec<String> {
        rows(&format!("<row r='2'>{cells}</row>")).without_value.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_formula_needs_a_saved_value() {
        assert_eq!(without_value("<c r='B2'><f>1+1</f></c>"), ["B2"]);
        assert_eq!(without_value("<c r='B2'><f>1+1</f><v></v></c><c><f/><v/></c>"), ["B2", "C2"]);
        assert_eq!(without_value("<c><f t='shared' si='0'/></c>"), ["A2"]);
        assert!(without_value("<c r='B2'><f>1+1</f><v>2</v></c>").is_empty());
        assert!(without_value("<c r='B2' t='str'><f>\"\"</f><v></v></c>").is_empty());
        assert!(without_value("<c r='B2' t='str'><f>\"\"</f><v/></c>").is_empty());
        assert!(without_value("<c r='B2'/><c r='C2' s='4'></c>").is_empty());
    }

    #[test]
    fn rows_are_hidden_by_hand_or_by_height() {
        let details = rows(
            "<row r='9' hidden='true'/><row r='3' hidden='1'><c/></row><row ht='0' customHeight='1'/>\
            <row r='6' ht='15'/><row r='7' hidden='0'/><row r='3' hidden='1'/>",
        );
        assert_eq!(details.hidden_rows, [3, 4, 9]);
    }

    #[test]
    fn merged_areas_are_listed_once() {
        let text = "<x:worksheet><x:sheetData/><x:mergeCells><x:mergeCell ref='B3:B5'/><x:mergeCell ref='A1:C1'/>\
            <x:mergeCell ref='B3:B5'/><x:mergeCell ref='D4'/><x:mergeCell ref='bad'/></x:mergeCells></x:worksheet>";
        let merged: Vec<String> =
            read(text.as_bytes(), &[]).unwrap().merged.iter().map(ToString::to_string).collect();
        assert_eq!(merged, ["A1:C1", "B3:B5"]);
    }

    #[test]
    fn cells_that_were_asked_for_are_told() {
        let text = "<sheetData><row r='4'><c r='A4'/><c r='B4' t='e'><f>X</f><v>#SPILL!</v></c><c/><c t='inlineStr'><is><t>a&amp;b</t></is></c></row></sheetData>";
        let asked = read(text.as_bytes(), &[1, 3]).unwrap().asked;
        assert_eq!(
            asked[0],
            Saved { place: CellRef::new(4, 2), kind: Kind::Error, text: "#SPILL!".to_owned() }
        );
        assert_eq!(asked[1].place.to_string(), "D4");
        assert_eq!(asked[1].text, "a&b");
    }
}
