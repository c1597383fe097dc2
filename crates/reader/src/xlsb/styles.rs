//! The number formats of the styles part.

use pamlint_package::Limits;

use super::records::records;
use crate::failure::Failure;
use crate::little_endian::LittleEndian;
use crate::number_format::Formats;

const FORMAT: u16 = 0x002C;
const CELL_FORMATS: u16 = 0x0269;
const END_OF_CELL_FORMATS: u16 = 0x026A;
/// A format of cells, or of styles, by where it stands.
const CELL_FORMAT: u16 = 0x002F;

/// Reads the number formats of a styles part.
///
/// # Errors
/// When there are too many.
pub(super) fn read(part: &[u8], limits: &Limits) -> Result<Formats, Failure> {
    let mut formats = Formats::within(limits);
    let mut within_cells = false;
    for record in records(part) {
        match record.kind {
            FORMAT => {
                if let (Some(id), Some((code, _))) = (record.data.short(0), record.text(2)) {
                    formats.define(id.into(), &code);
                }
            }
            CELL_FORMATS => within_cells = true,
            END_OF_CELL_FORMATS => within_cells = false,
            CELL_FORMAT if within_cells => formats.use_next(record.data.short(2).unwrap_or(0).into()),
            _ => {}
        }
    }
    formats.check()?;
    Ok(formats)
}
