//! How much of a file is read: more than any honest workbook needs, and so little that no file takes
//! the process past 1 GB.
//!
//! Sizes in bytes. A workbook of 2,000,000 filled cells, each with a text of its own, stays below all
//! of them.

pub(crate) use pamlint_package::limits::{PARTS, SHEET, SKELETON_PART};

const MB: u64 = 1 << 20;

/// The file itself.
pub(crate) const FILE: u64 = 256 * MB;

/// A file of plain text, which is decoded as a whole.
pub(crate) const TEXT_FILE: u64 = 64 * MB;

/// The content of an OpenDocument spreadsheet, inflated, which is held as a whole; two million cells are
/// about 200 MB.
pub(crate) const CONTENT: u64 = 256 * MB;

/// The shared strings, inflated.
pub(crate) const SHARED_STRINGS: u64 = 128 * MB;

/// How many shared strings there are.
pub(crate) const SHARED_STRING_COUNT: usize = 3_000_000;

/// All sheets, inflated: what bounds the time.
pub(crate) const ALL_SHEETS: u64 = 640 * MB;

/// The sheets that are held as they inflate, together; larger ones are inflated each time they are read.
pub(crate) const HELD: u64 = 64 * MB;

/// A part that is rewritten before it can be read, which happens in memory.
pub(crate) const REPAIRED_PART: u64 = 64 * MB;

/// What stands between two tags, or in one. XML readers keep each of these in memory; the longest that
/// Excel writes is a cell of 32,767 characters, each as a reference.
pub(crate) const TOKEN: u64 = MB;

/// The filled cells of a workbook.
pub(crate) const CELLS: usize = 3_000_000;

/// The different texts of a workbook, together.
pub(crate) const TEXT: usize = 256 << 20;

/// The merged areas of a sheet.
pub(crate) const MERGED: usize = 500_000;

/// The number formats of a workbook: Excel stops at 65,430.
pub(crate) const FORMATS: usize = 65_536;

/// A byte count in megabytes, for messages.
pub(crate) fn megabytes(bytes: u64) -> u64 {
    bytes / MB
}
