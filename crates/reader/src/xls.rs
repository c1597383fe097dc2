//! .xls: the workbooks of Excel 5 to 2003, a stream of records in a compound file (MS-XLS).
//!
//! By hand, since libraries spread every sheet out as a dense grid, trust what a file says about itself, and
//! tell neither hidden rows nor number formats.

mod globals;
mod notes;
mod records;
mod sheet;
mod text;

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::ops::Range;

use cfb::CompoundFile;
use pamlint_package::{Limit, Limits};

use crate::book::Book;
use crate::failure::{Damage, Failure};
use crate::gather::Gathered;
use globals::Globals;

/// The names of the stream with the sheets: that of Excel 97 and later, that of Excel 5.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    book(&stream(bytes, limits).ok_or(Failure::Corrupt(Damage::Unexplained))?, limits)
}

/// The stream with the sheets.
fn stream(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let bytes = in_byte_order(bytes);
    let mut file = CompoundFile::open(Cursor::new(bytes.as_ref())).ok()?;
    let named = |wanted: &&str| {
        let mut entries = file.read_root_storage();
        let entry = entries.find(|entry| entry.is_stream() && entry.name().eq_ignore_ascii_case(wanted))?;
        Some(entry.path().to_owned())
    };
    let path = STREAMS.iter().find_map(named)?;
    let mut records = Vec::new();
    let mut stream = file.open_stream(path).ok()?.take(limits.most(Limit::File));
    // Of a file that is cut off, what is there is read.
    let read = stream.read_to_end(&mut records);
    (read.is_ok() || !records.is_empty()).then_some(records)
}

/// The file with the mark of its byte order as it should be: there is one order only (MS-CFB 2.2), and some programs
/// write its mark the wrong way round.
fn in_byte_order(bytes: &[u8]) -> Cow<'_, [u8]> {
    const MARK: Range<usize> = 28..30;
    if bytes.get(MARK) != Some(&[0xff, 0xfe]) {
        return Cow::Borrowed(bytes);
    }
    let mut bytes = bytes.to_vec();
    if let Some(mark) = bytes.get_mut(MARK) {
        mark.reverse();
    }
    Cow::Owned(bytes)
}

/// The workbook that a stream holds.
fn book(stream: &[u8], limits: &Limits) -> Result<Book, Failure> {
    let mut gathered = Gathered::within(limits);
    let globals = Globals::read(stream, &mut gathered)?;
    if globals.sheets.is_empty() {
        return Err(Failure::Corrupt(Damage::NoSheets));
    }
    let mut passed = 0;
    for listed in &globals.sheets {
        // Sheets that are one and the same stretch of records take time without end.
        passed = sheet::read(stream, listed, (&globals, passed), &mut gathered)?;
    }
    Ok(gathered.into_book())
}

#[cfg(test)]
mod tests;
