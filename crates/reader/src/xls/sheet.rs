//! The records of a sheet.

use pamlint_package::{Area, CellRef, Limit};

use super::globals::{Globals, Listed};
use super::notes::Notes;
use super::records::{Record, records};
use super::text::Reader;
use crate::binary::{error, short_number};
use crate::book::{RawSheet, Value};
use crate::failure::Failure;
use crate::gather::Gathered;
use crate::little_endian::LittleEndian;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const FORMULA: u16 = 0x0006;
const SHORT_NUMBERS: u16 = 0x00BD;
const RICH_TEXT: u16 = 0x00D6;
const SHARED_STRING: u16 = 0x00FD;
const MERGED: u16 = 0x00E5;
const NUMBER: u16 = 0x0203;
const TEXT: u16 = 0x0204;
const TRUTH_OR_ERROR: u16 = 0x0205;
/// The text that the formula before it gave: it has no place of its own.
const FORMULA_TEXT: u16 = 0x0207;
const ROW: u16 = 0x0208;
const SHORT_NUMBER: u16 = 0x027E;

/// Reads a sheet, and gives the number of records that have been read so far.
pub(super) fn read(
    stream: &[u8],
    listed: &Listed,
    (globals, passed): (&Globals, usize),
    gathered: &mut Gathered,
) -> Result<usize, Failure> {
    let raw = RawSheet {
        name: listed.name.clone(),
        visibility: listed.visibility,
        is_worksheet: listed.is_worksheet,
        cells: Vec::new(),
        merged: Vec::new(),
        hidden_rows: Vec::new(),
        totals: Vec::new(),
        notes: Vec::new(),
        text: None,
    };
    let mut sheet = Sheet { globals, gathered, raw, formula: None, notes: Notes::default() };
    let mut depth = 0usize;
    let mut passed = passed;
    if listed.is_worksheet {
        for record in records(stream, listed.start) {
            passed += 1;
            sheet.gathered.limits().check(Limit::Records, passed)?;
            match record.kind {
                BOF => depth += 1,
                EOF if depth <= 1 => break,
                EOF => depth -= 1,
                // A chart in the sheet has records of its own.
                _ if depth > 1 => {}
                _ => {
                    sheet.notes.add(&record, globals.letters);
                    sheet.add(&record)?;
                }
            }
        }
    }
    sheet.raw.hidden_rows.sort_unstable();
    sheet.raw.hidden_rows.dedup();
    let raw = RawSheet { notes: sheet.notes.finish(), ..sheet.raw };
    gathered.end_sheet(raw);
    Ok(passed)
}

struct Sheet<'s> {
    globals: &'s Globals,
    gathered: &'s mut Gathered,
    raw: RawSheet,
    /// Row and column of the formula whose text comes next, from 1.
    formula: Option<(u32, u32)>,
    notes: Notes,
}

impl Sheet<'_> {
    fn add(&mut self, record: &Record<'_>) -> Result<(), Failure> {
        let letters = self.globals.letters;
        match record.kind {
            // MS-XLS 2.4.221: the flag fDyZero.
            ROW if record.data.get(12).is_some_and(|flags| flags & 0x20 != 0) => {
                self.raw.hidden_rows.extend(record.data.short(0).map(|row| u32::from(row) + 1));
            }
            MERGED => self.merge(record)?,
            FORMULA_TEXT => {
                if let Some((row, column)) = self.formula.take() {
                    let text = Reader::new(record, 0).text(letters, 2).unwrap_or_default();
                    let value = self.gathered.text(&text);
                    self.gathered.put(row, column, value)?;
                }
            }
            SHORT_NUMBERS => {
                let (Some(row), Some(first)) = (record.data.short(0), record.data.short(2)) else {
                    return Ok(());
                };
                // Format and number of each, six bytes, and the last column behind them.
                let count = record.data.len().saturating_sub(6) / 6;
                for position in 0..count {
                    let at = 4 + position * 6;
                    let column = usize::from(first) + 1 + position;
                    if let (Some(format), Some(number)) = (record.data.short(at), record.data.long(at + 2))
                        && let Ok(column) = u32::try_from(column)
                    {
                        let value = self.number(short_number(number), format);
                        self.gathered.put(u32::from(row) + 1, column, Some(value))?;
                    }
                }
            }
            _ => {
                let (Some(row), Some(column), Some(format)) =
                    (record.data.short(0), record.data.short(2), record.data.short(4))
                else {
                    return Ok(());
                };
                let (row, column) = (u32::from(row) + 1, u32::from(column) + 1);
                let value = match record.kind {
                    NUMBER => record.data.double(6).map(|number| self.number(number, format)),
                    SHORT_NUMBER => {
                        record.data.long(6).map(|number| self.number(short_number(number), format))
                    }
                    TRUTH_OR_ERROR => self.truth_or_error(record.data.get(6), record.data.get(7)),
                    TEXT | RICH_TEXT => {
                        let text = Reader::new(record, 6).text(letters, 2).unwrap_or_default();
                        self.gathered.text(&text)
                    }
                    SHARED_STRING => {
                        let index = record.data.long(6).and_then(|index| usize::try_from(index).ok());
                        index.and_then(|index| self.globals.strings.get(index).copied()).flatten()
                    }
                    FORMULA => self.result(record, (row, column), format),
                    _ => return Ok(()),
                };
                self.gathered.put(row, column, value)?;
            }
        }
        Ok(())
    }

    fn number(&mut self, number: f64, format: u16) -> Value {
        match self.globals.formats.of(format.into()) {
            Some(format) => self.gathered.formatted(number, format, self.globals.is_1904),
            None => self.gathered.number(number),
        }
    }

    fn truth_or_error(&mut self, value: Option<&u8>, is_error: Option<&u8>) -> Option<Value> {
        let (value, is_error) = (*value?, *is_error?);
        Some(if is_error == 1 { self.gathered.error(error(value)) } else { self.gathered.truth(value != 0) })
    }

    /// What a formula gave (MS-XLS 2.5.133): a number, unless its last two bytes say otherwise. A text comes in a
    /// record of its own.
    fn result(&mut self, record: &Record<'_>, place: (u32, u32), format: u16) -> Option<Value> {
        self.formula = None;
        if record.data.short(12) != Some(0xFFFF) {
            return record.data.double(6).map(|number| self.number(number, format));
        }
        match (record.data.get(6)?, record.data.get(8)) {
            (0, _) => {
                self.formula = Some(place);
                None
            }
            (1, value) => self.truth_or_error(value, Some(&0)),
            (2, value) => self.truth_or_error(value, Some(&1)),
            _ => None,
        }
    }

    fn merge(&mut self, record: &Record<'_>) -> Result<(), Failure> {
        let count = usize::from(record.data.short(0).unwrap_or(0));
        for position in 0..count {
            let number =
                |at: usize| record.data.short(2 + position * 8 + at).map(|number| u32::from(number) + 1);
            let (Some(top), Some(bottom), Some(left), Some(right)) =
                (number(0), number(2), number(4), number(6))
            else {
                return Ok(());
            };
            let corners = (CellRef::inside(top, left), CellRef::inside(bottom, right));
            if let (Some(first), Some(last)) = corners {
                self.gathered.merge(&mut self.raw, Area { first, last })?;
            }
        }
        Ok(())
    }
}
