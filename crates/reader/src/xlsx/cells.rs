//! The filled cells of a sheet, as calamine streams them.

use std::io::Cursor;

use calamine::{DataRef, Xlsx, XlsxError};

use super::details::{Details, Kind};
use super::package::{Part, unreadable};
use crate::book::{Cell, StringId, Strings, Value};
use crate::dates;
use crate::failure::{Excess, Failure};
use crate::limits;
use crate::place::CellRef;

/// How many shared strings are remembered by their address: what stays in fast memory.
const RECENT: usize = 1 << 14;

/// The cells of one sheet after the other, and the texts of all.
#[derive(Default)]
pub(super) struct Cells {
    strings: Strings,
    /// Shared strings that were met lately, by their address: calamine keeps them where they are as long
    /// as the workbook is open, and most cells of a column say one of a few things.
    recent: Vec<(usize, Option<StringId>)>,
    /// How long all texts are together, in bytes.
    text: usize,
    /// The cells of the sheets before this one.
    before: usize,
    cells: Vec<Cell>,
}

impl Cells {
    /// Room for the texts of a workbook with this number of shared strings.
    pub fn with_shared_strings(count: usize) -> Self {
        let mut cells = Cells::default();
        cells.strings.reserve(count);
        cells.recent = vec![(0, None); RECENT];
        cells
    }

    /// Reads a sheet, and tells which cells could not be read, by their number in the order of the
    /// file, from 0.
    pub fn read(
        &mut self,
        workbook: &mut Xlsx<Cursor<&[u8]>>,
        sheet: &str,
        part: &Part,
    ) -> Result<Vec<usize>, Failure> {
        let mut unread = Vec::new();
        let mut cells = match workbook.worksheet_cells_reader(sheet) {
            Ok(cells) => cells,
            // A worksheet without cells, or a sheet of another kind behind the wrong relationship.
            Err(XlsxError::NotAWorksheet(_)) => return Ok(unread),
            Err(_) => return Err(unreadable(part)),
        };
        for number in 0.. {
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    if let (Some(place), Some(value)) = (
                        CellRef::inside(row.wrapping_add(1), column.wrapping_add(1)),
                        self.value(cell.get_value()),
                    ) {
                        self.push(Cell { place, value })?;
                    }
                }
                Ok(None) => break,
                Err(error) if is_about_one_cell(&error) => {
                    unread.push(number);
                    self.check_limits(unread.len())?;
                }
                Err(_) => return Err(unreadable(part)),
            }
        }
        Ok(unread)
    }

    /// Adds what only the XML tells: formulas without a value, and cells that calamine could not read.
    pub fn add(&mut self, details: &Details) -> Result<(), Failure> {
        for place in &details.without_value {
            self.push(Cell { place: *place, value: Value::FormulaWithoutValue })?;
        }
        for saved in &details.asked {
            let text = saved.text.as_str();
            let value = match saved.kind {
                Kind::Number => {
                    text.trim().parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number)
                }
                Kind::FormulaText | Kind::InlineText => self.text(text),
                Kind::Error if !text.is_empty() => Some(Value::Error(self.intern(text))),
                Kind::Error | Kind::Other => None,
            };
            let value = value.unwrap_or_else(|| Value::Error(self.intern("#VALUE!")));
            self.push(Cell { place: saved.place, value })?;
        }
        Ok(())
    }

    /// The cells of the sheet, by row and column, each place once: the first one counts.
    pub fn take(&mut self) -> Vec<Cell> {
        let mut cells = std::mem::take(&mut self.cells);
        if !cells.is_sorted_by(|one, next| one.place < next.place) {
            cells.sort_by_key(|cell| cell.place);
            cells.dedup_by_key(|cell| cell.place);
        }
        self.before += cells.len();
        cells.shrink_to_fit();
        cells
    }

    /// The texts of all cells.
    pub fn into_strings(self) -> Strings {
        self.strings
    }

    fn push(&mut self, cell: Cell) -> Result<(), Failure> {
        self.cells.push(cell);
        self.check_limits(0)
    }

    fn check_limits(&self, unread: usize) -> Result<(), Failure> {
        if self.before + self.cells.len() + unread > limits::CELLS {
            return Err(Failure::TooLarge(Excess::Cells(limits::CELLS)));
        }
        if self.text > limits::TEXT {
            return Err(Failure::TooLarge(Excess::Text(limits::TEXT)));
        }
        Ok(())
    }

    /// What stands in a cell, as people see it; `None` for nothing.
    fn value(&mut self, value: &DataRef<'_>) -> Option<Value> {
        match value {
            DataRef::SharedString(text) => self.shared(text),
            DataRef::String(text) => self.text(text),
            DataRef::Float(number) => Some(self.number(*number)),
            #[expect(clippy::cast_precision_loss, reason = "Excel has no other numbers than these")]
            DataRef::Int(number) => Some(Value::Number(*number as f64)),
            DataRef::Bool(truth) => self.text(if *truth { "TRUE" } else { "FALSE" }),
            DataRef::DateTime(date) => match dates::shown(date) {
                Some(text) => self.text(&text),
                None => Some(self.number(date.as_f64())),
            },
            DataRef::DateTimeIso(text) => self.text(text.strip_suffix("T00:00:00").unwrap_or(text)),
            DataRef::DurationIso(text) => self.text(text),
            DataRef::Error(error) => Some(Value::Error(self.intern(&error.to_string()))),
            DataRef::Empty => None,
        }
    }

    fn shared(&mut self, text: &str) -> Option<Value> {
        let address = text.as_ptr().addr();
        // Multiplying spreads addresses that lie at equal distances over the table.
        let slot = (address.wrapping_mul(0x9E37_79B1) >> 16) % RECENT;
        match self.recent.get(slot) {
            Some((known, Some(id))) if *known == address => return Some(Value::Text(*id)),
            _ => {}
        }
        let Value::Text(id) = self.text(text)? else { return None };
        if let Some(entry) = self.recent.get_mut(slot) {
            *entry = (address, Some(id));
        }
        Some(Value::Text(id))
    }

    fn number(&mut self, number: f64) -> Value {
        // Excel has no infinity; a file that says so was written by another program.
        if number.is_finite() { Value::Number(number) } else { Value::Error(self.intern("#NUM!")) }
    }

    fn text(&mut self, text: &str) -> Option<Value> {
        (!text.is_empty()).then(|| Value::Text(self.intern(text)))
    }

    fn intern(&mut self, text: &str) -> StringId {
        let known = self.strings.len();
        let id = self.strings.intern(text);
        if self.strings.len() > known {
            self.text += text.len();
        }
        id
    }
}

/// Whether calamine goes on with the next cell after an error.
fn is_about_one_cell(error: &XlsxError) -> bool {
    match error {
        XlsxError::CellError(_)
        | XlsxError::CellTAttribute(_)
        | XlsxError::ParseFloat(_)
        | XlsxError::Unexpected(_)
        | XlsxError::UnexpectedNode(_)
        | XlsxError::Unrecognized { .. }
        | XlsxError::Xml(quick_xml::Error::Escape(_)) => true,
        // Anything else is about the part; calling on could give the same error for ever.
        _ => false,
    }
}
