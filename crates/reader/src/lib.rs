//! A workbook of any format as recognised sheets and rows: bytes and a convention in, a [`Workbook`] out.
//!
//! This room finds out what stands where: which sheets hold accounts, which row is the header, what
//! each column means, which rows are filled. It judges nothing (that is for the rules), changes
//! nothing, and knows no file, clock, network or thread: it is handed bytes.
//!
//! [`read`] does it all; [`recognise`] does the second half, for cells that come from elsewhere.

mod binary;
mod blank;
mod book;
mod csv;
mod dates;
mod decrypt;
mod example;
mod failure;
mod format;
mod gather;
mod limits;
mod listing;
mod little_endian;
mod note;
mod number_format;
mod ods;
mod recognise;
#[cfg(test)]
mod testing;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;

pub use blank::{is_blank, is_blank_text};
pub use book::{Book, Cell, Look, RawSheet, StringId, Strings, TextRows, Value, Visibility};
pub use csv::SHEET_NAME as CSV_SHEET_NAME;
pub use decrypt::{DEFAULT_PASSWORD, decrypt};
pub use example::example_book;
pub use failure::{Damage, Excess, Failure, FileSort};
pub use format::{Format, tell};
pub use listing::{ListProblem, Listing, read_listing};
pub use note::{Note, OUR_NOTE};
use pamlint_convention::Convention;
pub use pamlint_package::{Area, CellRef, LAST_COLUMN, LAST_ROW};
pub use recognise::{OUR_SHEET_MARK, our_sheets, recognise};
pub use workbook::{Header, Layout, Meaning, Row, Sheet, SheetId, SheetRole, Workbook};

/// Reads a workbook and recognises its sheets.
///
/// # Errors
/// A [`Failure`] when the bytes are no workbook that can be read; never for what stands in one.
pub fn read(bytes: &[u8], convention: &Convention) -> Result<Workbook, Failure> {
    Ok(recognise(read_book(bytes)?, convention))
}

/// Reads the cells of a file with a list: any workbook, and text with one column or more.
///
/// # Errors
/// As [`read`].
pub fn read_list(bytes: &[u8]) -> Result<Book, Failure> {
    match tell(bytes) {
        Ok(Format::Csv) | Err(Failure::Unsupported(FileSort::Text)) => csv::read_list(bytes),
        _ => read_book(bytes),
    }
}

/// Reads the cells of a workbook, without recognising anything in them.
///
/// Bytes whose [`Format`] [is risky](Format::is_risky) should be read in a process that may die.
///
/// # Errors
/// As [`read`].
pub fn read_book(bytes: &[u8]) -> Result<Book, Failure> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limits::FILE {
        return Err(Failure::TooLarge(Excess::File(limits::FILE)));
    }
    match tell(bytes)? {
        Format::Xlsx => xlsx::read(bytes),
        Format::Xlsb => xlsb::read(bytes),
        Format::Xls => xls::read(bytes),
        Format::Ods => ods::read(bytes),
        Format::Csv => csv::read(bytes),
    }
}
