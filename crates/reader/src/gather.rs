//! What the cells of a workbook are gathered in while it is read: no more of them, and no more text,
//! than the limits allow.

use calamine::DataRef;

use crate::book::{Book, Cell, Look, RawSheet, StringId, Strings, Value};
use crate::dates;
use crate::failure::Failure;
use crate::number_format::NumberFormat;
use pamlint_package::{Area, CellRef, Limit, Limits};

/// How many shared strings are remembered by their address at most: what stays in fast memory.
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
    limits: Limits,
}

impl Gathered {
    /// Room for as many cells, and as much text, as these limits allow.
    pub fn within(limits: &Limits) -> Gathered {
        Gathered { limits: *limits, ..Gathered::default() }
    }

    /// The same with the texts of a workbook with this number of shared strings, which stay where they are.
    pub fn with_shared_strings(limits: &Limits, count: usize) -> Gathered {
        let recent = vec![(0, None); count.saturating_mul(2).clamp(1, RECENT)];
        let mut gathered = Gathered { recent, ..Gathered::within(limits) };
        gathered.strings.reserve(count);
        gathered
    }

    /// How much there may be of everything.
    pub fn limits(&self) -> &Limits {
        &self.limits
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
        self.limits.check(Limit::Cells, self.before + self.cells.len() + unread)?;
        Ok(self.limits.check(Limit::Text, self.text)?)
    }

    /// Adds a merged area to a sheet.
    ///
    /// # Errors
    /// When there are too many.
    pub fn merge(&self, sheet: &mut RawSheet, area: Area) -> Result<(), Failure> {
        sheet.merged.push(area);
        Ok(self.limits.check(Limit::Merged, sheet.merged.len())?)
    }

    /// Begins another sheet.
    ///
    /// # Errors
    /// When there are too many.
    pub fn begin_sheet(&self) -> Result<(), Failure> {
        Ok(self.limits.check(Limit::Sheets, self.sheets.len() + 1)?)
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
    pub fn truth(&mut self, truth: bool) -> Value {
        let text = self.intern(if truth { "TRUE" } else { "FALSE" });
        Value::Shown { text, look: Look::Truth, number: f64::from(u8::from(truth)) }
    }

    /// A number in a format; dates count from 1904 where that is said.
    pub fn formatted(&mut self, number: f64, format: &NumberFormat, is_1904: bool) -> Value {
        match format.show(number, is_1904) {
            Some(shown) => {
                let from_1900 = if is_1904 && shown.look == Look::Date { dates::FROM_1904 } else { 0.0 };
                self.shown(&shown.text, shown.look, number + from_1900)
            }
            None => self.number(number),
        }
    }

    /// A number of which something else is shown than its digits.
    pub fn shown(&mut self, text: &str, look: Look, number: f64) -> Value {
        Value::Shown { text: self.intern(text), look, number }
    }

    /// A date or time as ISO 8601 has it.
    pub fn date(&mut self, text: &str) -> Option<Value> {
        let text = text.strip_suffix("T00:00:00").unwrap_or(text);
        match dates::serial(text) {
            Some(number) => Some(self.shown(text, Look::Date, number)),
            None => self.text(text),
        }
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
            DataRef::Bool(truth) => Some(self.truth(*truth)),
            DataRef::DateTime(date) if dates::is_date(date.as_f64()) => self.date(&dates::iso(date.as_f64())),
            DataRef::DateTime(date) => Some(self.number(date.as_f64())),
            DataRef::DateTimeIso(text) => self.date(text),
            DataRef::DurationIso(text) => self.text(text),
            DataRef::Error(error) => Some(self.error(&error.to_string())),
            DataRef::Empty => None,
        }
    }

    fn shared(&mut self, text: &str) -> Option<Value> {
        let address = text.as_ptr().addr();
        // Multiplying spreads addresses that lie at equal distances over the table.
        let slot = (address.wrapping_mul(0x9E37_79B1) >> 16) % self.recent.len().max(1);
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
