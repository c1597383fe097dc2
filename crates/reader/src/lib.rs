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
mod listing;
mod little_endian;
mod note;
mod number_format;
mod ods;
mod recognise;
mod returned;
#[cfg(test)]
mod testing;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;

pub use blank::{is_blank, is_blank_text};
pub use book::{Book, Cell, Look, RawSheet, StringId, Strings, TextRows, Value, Visibility};
pub use csv::SHEET_NAME as CSV_SHEET_NAME;
pub use dates::iso as iso_date;
pub use decrypt::{DEFAULT_PASSWORD, decrypt, decrypt_within};
pub use example::example_book;
pub use failure::{Damage, Failure, FileSort};
pub use format::{Format, tell};
pub use listing::{ListProblem, Listing, each_entry, each_row, read_listing};
pub use note::{Note, OUR_NOTE};
use pamlint_convention::Convention;
pub use pamlint_package::{Area, CellRef, Excess, LAST_COLUMN, LAST_ROW, Limit, Limits, Merged, Unit};
pub use recognise::{OUR_MEMORY_MARK, OUR_SHEET_MARK, our_sheets, recognise};
pub use returned::may_have_come_back;
pub use workbook::{Header, Layout, Meaning, Packed, Row, Sheet, SheetId, SheetRole, Told, Workbook};

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
    read_list_within(bytes, &Limits::default())
}

/// As [`read_list`], with other limits than the usual ones.
///
/// # Errors
/// As [`read`].
pub fn read_list_within(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    match tell(bytes) {
        Ok(Format::Csv) | Err(Failure::Unsupported(FileSort::Text)) => csv::read_list(bytes, limits),
        _ => read_book_within(bytes, limits),
    }
}

/// Reads the cells of a workbook, without recognising anything in them.
///
/// # Errors
/// As [`read`].
pub fn read_book(bytes: &[u8]) -> Result<Book, Failure> {
    read_book_within(bytes, &Limits::default())
}

/// As [`read_book`], with other limits than the usual ones.
///
/// Bytes whose [`Format`] [is risky](Format::is_risky), and all that do not keep the limits of a
/// [small workbook](Limits::small), should be read in a process that may die.
///
/// # Errors
/// As [`read`].
pub fn read_book_within(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    limits.check(Limit::File, bytes.len())?;
    match tell(bytes)? {
        Format::Xlsx => xlsx::read(bytes, limits),
        Format::Xlsb => xlsb::read(bytes, limits),
        Format::Xls => xls::read(bytes, limits),
        Format::Ods => ods::read(bytes, limits),
        Format::Csv => csv::read(bytes, limits),
    }
}
