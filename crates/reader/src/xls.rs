//! .xls: the workbooks of Excel 5 to 2003.
//!
//! calamine reads the values, but spreads each sheet out as a dense grid and tells nothing of hidden
//! rows; so the records are looked through first.

mod records;

use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};
use cfb::CompoundFile;

use crate::book::{Book, RawSheet, Visibility};
use crate::failure::{Damage, Excess, Failure};
use crate::gather::Gathered;
use crate::limits;
use pamlint_package::{Area, CellRef};
use records::Look;

/// The names of the stream with the sheets: that of Excel 97 and later, that of Excel 5.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Book, Failure> {
    let (bytes, look) = prepare(bytes);
    if look.is_locked {
        return Err(Failure::Locked);
    }
    if look.widest > limits::GRID {
        return Err(Failure::TooLarge(Excess::Cells(limits::CELLS)));
    }
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Failure::Locked,
        _ => Failure::Corrupt(Damage::Unexplained),
    })?;
    let listed = workbook.sheets_metadata().to_vec();
    if listed.is_empty() {
        return Err(Failure::Corrupt(Damage::NoSheets));
    }
    let mut gathered = Gathered::default();
    for (position, sheet) in listed.into_iter().enumerate() {
        let range = workbook.worksheet_range(&sheet.name).unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let value = gathered.owned_value(value);
            gathered.put(number(top, row), number(left, column), value)?;
        }
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let merged = merged.into_iter().take(limits::MERGED).filter_map(|area| {
            let corner =
                |(row, column): (u32, u32)| CellRef::inside(row.checked_add(1)?, column.checked_add(1)?);
            Some(Area { first: corner(area.start)?, last: corner(area.end)? })
        });
        gathered.end_sheet(RawSheet {
            name: sheet.name,
            visibility: match sheet.visible {
                SheetVisible::Visible => Visibility::Visible,
                SheetVisible::Hidden | SheetVisible::VeryHidden => Visibility::Hidden,
            },
            is_worksheet: sheet.typ == SheetType::WorkSheet,
            cells: Vec::new(),
            merged: merged.collect(),
            hidden_rows: look.hidden_rows.get(position).cloned().unwrap_or_default(),
            text: None,
        });
    }
    Ok(gathered.into_book())
}

/// A position in a range as a number of the sheet, from 1.
fn number(start: u32, position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX).saturating_add(start).saturating_add(1)
}

/// Looks through the records, and corrects what they announce where memory would be set aside for a
/// lie. A file that cannot be looked through stays as it is.
fn prepare(bytes: &[u8]) -> (Vec<u8>, Look) {
    let unchanged = || (bytes.to_vec(), Look::default());
    let Ok(mut file) = CompoundFile::open(Cursor::new(bytes.to_vec())) else { return unchanged() };
    let Some(name) = STREAMS.into_iter().find(|name| file.is_stream(name)) else { return unchanged() };
    let Ok(mut stream) = file.open_stream(name) else { return unchanged() };
    let mut records = Vec::new();
    if Read::by_ref(&mut stream).take(limits::FILE).read_to_end(&mut records).is_err() {
        return unchanged();
    }
    let look = records::look(&records);
    for (position, length) in &look.lies {
        let zeros = vec![0; *length];
        let corrected = stream.seek(SeekFrom::Start(*position)).and_then(|_| stream.write_all(&zeros));
        if corrected.and_then(|()| stream.flush()).is_err() {
            return unchanged();
        }
    }
    drop(stream);
    (file.into_inner().into_inner(), look)
}
