//! A workbook of any format as recognised sheets and rows: bytes and a convention in, a [`Workbook`] out.
//!
//! This room finds out what stands where: which sheets hold accounts, which row is the header, what
//! each column means, which rows are filled. It judges nothing (that is for the rules), changes
//! nothing, and knows no file, clock, network or thread: it is handed bytes.
//!
//! [`read`] does it all; [`recognise`] does the second half, for cells that come from elsewhere.

mod book;
mod failure;
mod place;
mod workbook;

pub use book::{Book, Cell, RawSheet, StringId, Strings, Value, Visibility};
pub use failure::Failure;
pub use place::{Area, CellRef, LAST_COLUMN, LAST_ROW};
pub use workbook::{Header, Layout, Meaning, Row, Sheet, SheetRole, Workbook};
use pamlint_convention::Convention;

/// Reads a workbook and recognises its sheets.
///
/// # Errors
/// A [`Failure`] when the bytes are no workbook that can be read; never for what stands in one.
pub fn read(bytes: &[u8], convention: &Convention) -> Result<Workbook, Failure> {
    let _ = (bytes, convention);
    Err(Failure::Unsupported("this file".to_owned()))
}

/// Recognises the sheets, headers and rows of a workbook whose cells have been read.
pub fn recognise(book: Book, convention: &Convention) -> Workbook {
    let _ = (book, convention);
    Workbook::default()
}
