//! The bytes of a file as a workbook whose sheets are recognised, whatever protects it.

use std::path::Path;

use pamlint_convention::Convention;
use pamlint_reader::{
    Book, CSV_SHEET_NAME, DEFAULT_PASSWORD, Failure, Format, Workbook, decrypt, read_book, recognise, tell,
};
use pamlint_report::Failed;

/// A workbook that has been read.
pub(crate) struct Opened {
    /// The name of the file, without its extension.
    stem: String,
    /// The bytes of the file, without the protection that it may have had.
    pub bytes: Vec<u8>,
    /// Their format.
    pub format: Format,
    /// Whether a password protects the file, which protects no copy.
    pub was_protected: bool,
    /// The cells, recognised.
    pub workbook: Workbook,
}

/// Makes a workbook of the bytes of a file of that name.
///
/// # Errors
/// Why it cannot be read.
pub(crate) fn open(
    name: &str,
    mut bytes: Vec<u8>,
    password: Option<&str>,
    convention: &Convention,
) -> Result<Opened, Failed> {
    let mut was_protected = false;
    let mut told = tell(&bytes);
    if told == Err(Failure::Encrypted) {
        bytes = match (decrypt(&bytes, DEFAULT_PASSWORD), password) {
            // As Excel does: such a workbook opens for everybody.
            (Ok(opened), _) => opened,
            (Err(Failure::WrongPassword), None) => return Err(Failed::NoPassword),
            (Err(Failure::WrongPassword), Some(password)) => {
                was_protected = true;
                decrypt(&bytes, password).map_err(Failed::Reading)?
            }
            (Err(failure), _) => return Err(Failed::Reading(failure)),
        };
        told = tell(&bytes);
    }
    let format = told.map_err(Failed::Reading)?;
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let workbook = recognise(read(&bytes, format, &stem)?, convention);
    Ok(Opened { stem, bytes, format, was_protected, workbook })
}

impl Opened {
    /// The cells as they were read.
    ///
    /// # Errors
    /// None that opening has not met.
    pub fn book(&self) -> Result<Book, Failed> {
        read(&self.bytes, self.format, &self.stem)
    }
}

fn read(bytes: &[u8], format: Format, stem: &str) -> Result<Book, Failed> {
    let mut book = read_book(bytes).map_err(Failed::Reading)?;
    if format == Format::Csv {
        // As Excel does: the sheet of plain text is named after its file.
        for sheet in book.sheets.iter_mut().filter(|sheet| sheet.name == CSV_SHEET_NAME && !stem.is_empty()) {
            sheet.name = stem.to_owned();
        }
    }
    Ok(book)
}
