//! What the records of a sheet tell besides the values that calamine reads.

use super::records::records;
use crate::binary::{error, short_number};
use crate::failure::Failure;
use crate::little_endian::LittleEndian;
use crate::number_format::Formats;
use pamlint_package::{Area, CellRef, Limit, Limits};

const ROW: u16 = 0x0000;
/// An error value that was typed, and one that a formula gave.
const ERRORS: [u16; 2] = [0x0003, 0x000B];
const MERGED: u16 = 0x00B0;
/// A number in a short form, one in full, and one that a formula gave.
const SHORT_NUMBER: u16 = 0x0002;
const NUMBERS: [u16; 2] = [0x0005, 0x0009];

/// What the records of a sheet tell besides.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// Row, column (both from 1) and text of every error value.
    pub errors: Vec<(u32, u32, &'static str)>,
    /// Row, column (both from 1), number and format of every number whose format shows more than digits.
    pub formatted: Vec<(u32, u32, f64, usize)>,
    pub merged: Vec<Area>,
    /// From 1, in order.
    pub hidden_rows: Vec<u32>,
}

/// Looks through the records of a sheet.
///
/// # Errors
/// When there is too much in it.
pub(super) fn read(part: &[u8], formats: &Formats, limits: &Limits) -> Result<Details, Failure> {
    let mut details = Details::default();
    let mut row = 0;
    for (count, record) in (1..).zip(records(part)) {
        limits.check(Limit::Records, count)?;
        limits.check(Limit::Cells, details.errors.len().max(details.formatted.len()))?;
        limits.check(Limit::Merged, details.merged.len())?;
        let number = |at| record.data.long(at).map(|number| number.saturating_add(1));
        match record.kind {
            ROW => {
                row = number(0).unwrap_or(0);
                // MS-XLSB 2.4.741: the flag fDyZero.
                if record.data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    details.hidden_rows.push(row);
                }
            }
            kind if ERRORS.contains(&kind) => {
                if let (Some(column), Some(code)) = (number(0), record.data.get(8)) {
                    details.errors.push((row, column, error(*code)));
                }
            }
            kind if kind == SHORT_NUMBER || NUMBERS.contains(&kind) => {
                // MS-XLSB 2.5.9: the format of a cell takes three bytes.
                let format =
                    record.data.long(4).and_then(|format| usize::try_from(format & 0x00FF_FFFF).ok());
                let found = if kind == SHORT_NUMBER {
                    record.data.long(8).map(short_number)
                } else {
                    record.data.double(8)
                };
                if let (Some(column), Some(format), Some(found)) = (number(0), format, found)
                    && formats.of(format).is_some()
                {
                    details.formatted.push((row, column, found, format));
                }
            }
            MERGED => {
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
    Ok(details)
}
