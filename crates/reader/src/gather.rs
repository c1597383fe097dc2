//! What the cells of a workbook are gathered in while it is read: no more of them, and no more text,
//! than the limits allow.

use calamine::{Data, DataRef};

use crate::book::{Book, Cell, RawSheet, StringId, Strings, Value};
use crate::dates;
use crate::failure::{Excess, Failure};
use crate::limits;
use pamlint_package::CellRef;

/// How many shared strings are remembered by their address: what stays in fast memory.
const RECENT: usize = 1 << 14;

/// The sheets that have been read, and the cells of the one that is being read.
#[derive(Default)]
pub(crate) struct Gathered {
    strings: Strings,
    /// Shared strings that were met lately, by their address: calamine keeps them where they are as long as the
    /// workbook is open, and most cells of a column say one of a few things. Empty where there are none.
    recent: Vec<(usize, Option<StringId>)>,
    /// How long all texts are together, in bytes.
    text: usize,
    /// The cells of the sheets before this one.
    before: usize,
    cells: Vec<Cell>,
    sheets: Vec<RawSheet>,
}

impl Gathered {
    /// Room for the texts of a workbook with this number of shared strings, which stay where they are.
    pub fn with_shared_strings(count: usize) -> Gathered {
        let mut gathered = Gathered { recent: vec![(0, None); RECENT], ..Gathered::default() };
        gathered.strings.reserve(count);
        gathered
    }

    /// Adds a cell, unless it lies outside the grid. Both numbers count from 1.
    ///
    /// # Errors
    /// When there are too many, or too much text in them.
    pub fn put(&mut self, row: u32, column: u32, value: Option<Value>) -> Result<(), Failure> {
        let (Some(place), Some(value)) = (CellRef::inside(row, column), value) else { return Ok(()) };
        self.cells.push(Cell { place, value });
        self.check_limits(0)
    }

    /// Refuses more cells than the limit, those included that are still to be read.
    ///
    /// # Errors
    /// When there are too many, or too much text in them.
    pub fn check_limits(&self, unread: usize) -> Result<(), Failure> {
        if self.before + self.cells.len() + unread > limits::CELLS {
            return Err(Failure::TooLarge(Excess::Cells(limits::CELLS)));
        }
        if self.text > limits::TEXT {
            return Err(Failure::TooLarge(Excess::Text(limits::TEXT)));
        }
        Ok(())
    }

    /// Ends the sheet: the cells gathered since the last one are its own, by row and column, each place
    /// once; of several values for a place the first one counts.
    pub fn end_sheet(&mut self, mut sheet: RawSheet) {
        let mut cells = std::mem::take(&mut self.cells);
        if !cells.is_sorted_by(|one, next| one.place < next.place) {
            cells.sort_by_key(|cell| cell.place);
            cells.dedup_by_key(|cell| cell.place);
        }
        self.before += cells.len();
        cells.shrink_to_fit();
        sheet.cells = cells;
        self.sheets.push(sheet);
    }

    /// Forgets the cells gathered since the last sheet.
    pub fn drop_sheet(&mut self) {
        self.cells.clear();
    }

    /// The workbook.
    pub fn into_book(self) -> Book {
        Book { strings: self.strings, sheets: self.sheets }
    }

    /// A text; `None` for an empty one.
    pub fn text(&mut self, text: &str) -> Option<Value> {
        (!text.is_empty()).then(|| Value::Text(self.intern(text)))
    }

    /// A number. None of these formats has an infinity; a file that says so was written by another
    /// program.
    pub fn number(&mut self, number: f64) -> Value {
        if number.is_finite() { Value::Number(number) } else { self.error("#NUM!") }
    }

    /// A truth value, as Excel shows it.
    pub fn truth(&mut self, truth: bool) -> Option<Value> {
        self.text(if truth { "TRUE" } else { "FALSE" })
    }

    /// An error value.
    pub fn error(&mut self, error: &str) -> Value {
        Value::Error(self.intern(error))
    }

    /// What calamine read, as people see it; `None` for nothing.
    pub fn value(&mut self, value: &DataRef<'_>) -> Option<Value> {
        match value {
            DataRef::String(text) => self.text(text),
            DataRef::SharedString(text) => self.shared(text),
            DataRef::Float(number) => Some(self.number(*number)),
            #[expect(clippy::cast_precision_loss, reason = "Excel has no other numbers than these")]
            DataRef::Int(number) => Some(Value::Number(*number as f64)),
            DataRef::Bool(truth) => self.truth(*truth),
            DataRef::DateTime(date) => match dates::shown(date) {
                Some(text) => self.text(&text),
                None => Some(self.number(date.as_f64())),
            },
            DataRef::DateTimeIso(text) => self.text(text.strip_suffix("T00:00:00").unwrap_or(text)),
            DataRef::DurationIso(text) => self.text(text),
            DataRef::Error(error) => Some(self.error(&error.to_string())),
            DataRef::Empty => None,
        }
    }

    /// What calamine read, as [`Gathered::value`].
    pub fn owned_value(&mut self, value: &Data) -> Option<Value> {
        match value {
            Data::String(text) => self.text(text),
            Data::Int(number) => self.value(&DataRef::Int(*number)),
            Data::Float(number) => self.value(&DataRef::Float(*number)),
            Data::Bool(truth) => self.value(&DataRef::Bool(*truth)),
            Data::DateTime(date) => self.value(&DataRef::DateTime(*date)),
            Data::DateTimeIso(text) => self.value(&DataRef::DateTimeIso(text.clone())),
            Data::DurationIso(text) => self.text(text),
            Data::Error(error) => self.value(&DataRef::Error(error.clone())),
            Data::Empty => None,
        }
    }

    fn shared(&mut self, text: &str) -> Option<Value> {
        let address = text.as_ptr().addr();
        // Multiplying spreads addresses that lie at equal distances over the table.
        let slot = (address.wrapping_mul(0x9E37_79B1) >> 16) % RECENT;
        if let Some((known, Some(id))) = self.recent.get(slot)
            && *known == address
        {
            return Some(Value::Text(*id));
        }
        let Value::Text(id) = self.text(text)? else { return None };
        if let Some(entry) = self.recent.get_mut(slot) {
            *entry = (address, Some(id));
        }
        Some(Value::Text(id))
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
