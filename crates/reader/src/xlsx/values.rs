//! The values of a sheet, as calamine streams them.

use std::io::Cursor;

use calamine::{DataRef, Xlsx, XlsxError};
use pamlint_package::{CellRef, Fault};

use crate::book::Value;
use crate::failure::Failure;
use crate::gather::Gathered;

/// What reading the values of a sheet tells.
pub(super) struct Read {
    /// The number of cells in its part.
    pub cells: usize,
    /// The cells that could not be read, by their number in the order of the part, from 0.
    pub unread: Vec<usize>,
    /// The cells with a number format that shows more than digits, and their numbers, in order.
    pub formatted: Vec<(CellRef, f64)>,
}

impl Read {
    /// The number of a cell with a format that shows more than digits.
    pub fn number_at(&self, place: CellRef) -> Option<f64> {
        let at = self.formatted.binary_search_by_key(&place, |(place, _)| *place).ok()?;
        self.formatted.get(at).map(|(_, number)| *number)
    }
}

/// Reads the values of a sheet.
pub(super) fn read(
    gathered: &mut Gathered,
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    part: &str,
) -> Result<Read, Failure> {
    let mut read = Read { cells: 0, unread: Vec::new(), formatted: Vec::new() };
    let mut cells = match workbook.worksheet_cells_reader(sheet) {
        Ok(cells) => cells,
        // A worksheet without cells, or a sheet of another kind behind the wrong relationship.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(read),
        Err(_) => return Err(Fault::unreadable(part).into()),
    };
    loop {
        match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => {
                let (row, column) = (cell.pos.0.wrapping_add(1), cell.pos.1.wrapping_add(1));
                if let DataRef::DateTime(number) = &cell.value {
                    gathered.check_limits(read.unread.len() + read.formatted.len())?;
                    let place = CellRef::inside(row, column);
                    read.formatted.extend(place.map(|place| (place, number.as_f64())));
                    read.cells += 1;
                    continue;
                }
                let value = match (&cell.value, cell.formula) {
                    (DataRef::Empty, Some(_)) => Some(Value::FormulaWithoutValue),
                    (value, _) => gathered.value(value),
                };
                gathered.put(row, column, value)?;
            }
            Ok(None) => {
                read.formatted.sort_by_key(|(place, _)| *place);
                return Ok(read);
            }
            Err(error) if is_about_one_cell(&error) => {
                gathered.check_limits(read.unread.len())?;
                read.unread.push(read.cells);
            }
            Err(_) => return Err(Fault::unreadable(part).into()),
        }
        read.cells += 1;
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
        // The area of a formula, or the place of the cell.
        | XlsxError::Alphanumeric(_)
        | XlsxError::RangeWithoutColumnComponent
        | XlsxError::RangeWithoutRowComponent
        | XlsxError::DimensionCount(_)
        | XlsxError::Xml(quick_xml::Error::Escape(_)) => true,
        // Anything else is about the part; calling on could give the same error for ever.
        _ => false,
    }
}
