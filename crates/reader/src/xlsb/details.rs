//! What the records of a sheet tell besides the values that calamine reads.

use super::records::records;
use crate::limits;
use pamlint_package::{Area, CellRef};

const ROW: u16 = 0x0000;
/// An error value that was typed, and one that a formula gave.
const ERRORS: [u16; 2] = [0x0003, 0x000B];
const MERGED: u16 = 0x00B0;

/// What the records of a sheet tell besides.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// Row, column (both from 1) and text of every error value.
    pub errors: Vec<(u32, u32, &'static str)>,
    pub merged: Vec<Area>,
    /// From 1, in order.
    pub hidden_rows: Vec<u32>,
}

/// Looks through the records of a sheet.
pub(super) fn read(part: &[u8]) -> Details {
    let mut details = Details::default();
    let mut row = 0;
    for record in records(part) {
        let number = |at| record.long(at).map(|number| number.saturating_add(1));
        match record.kind {
            ROW => {
                row = number(0).unwrap_or(0);
                // MS-XLSB 2.4.741: the flag fDyZero.
                if record.data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    details.hidden_rows.push(row);
                }
            }
            kind if ERRORS.contains(&kind) => {
                if let (Some(column), Some(code)) = (number(0), record.data.get(8))
                    && details.errors.len() <= limits::CELLS
                {
                    details.errors.push((row, column, error(*code)));
                }
            }
            MERGED if details.merged.len() < limits::MERGED => {
                let corner = |row, column| CellRef::inside(number(row)?, number(column)?);
                if let (Some(first), Some(last)) = (corner(0, 8), corner(4, 12)) {
                    details.merged.push(Area { first, last });
                }
            }
            _ => {}
        }
    }
    details.hidden_rows.sort_unstable();
    details.hidden_rows.dedup();
    details
}

/// What Excel shows for an error (MS-XLSB 2.5.98.2); what is not listed there is of a newer one.
fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#VALUE!",
    }
}
