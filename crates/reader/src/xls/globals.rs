//! The records about the workbook as a whole, which stand before those of its sheets.

use pamlint_package::Limit;

use super::records::{Record, records};
use super::text::{Letters, Reader};
use crate::book::{Value, Visibility};
use crate::failure::Failure;
use crate::gather::Gathered;
use crate::little_endian::LittleEndian;
use crate::number_format::Formats;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
/// All that follows is encrypted (MS-XLS 2.4.117).
const FILE_PASS: u16 = 0x002F;
const BOUND_SHEET: u16 = 0x0085;
const CODE_PAGE: u16 = 0x0042;
const FROM_1904: u16 = 0x0022;
const FORMAT: u16 = 0x041E;
const CELL_FORMAT: u16 = 0x00E0;
const SHARED_STRINGS: u16 = 0x00FC;

/// The version of Excel 97 and later, as the first record has it.
const BIFF8: u16 = 0x0600;

/// A sheet, by what the workbook says of it.
pub(super) struct Listed {
    pub name: String,
    pub visibility: Visibility,
    pub is_worksheet: bool,
    /// Where its records begin in the stream, in bytes.
    pub start: usize,
}

/// What is said about the workbook as a whole.
pub(super) struct Globals {
    pub letters: Letters,
    pub is_1904: bool,
    pub formats: Formats,
    pub sheets: Vec<Listed>,
    /// The shared strings; `None` for an empty one.
    pub strings: Vec<Option<Value>>,
}

impl Globals {
    /// Reads what is said about the workbook as a whole.
    pub fn read(stream: &[u8], gathered: &mut Gathered) -> Result<Globals, Failure> {
        let all = || records(stream, 0).take_while(|record| record.kind != EOF);
        if all().any(|record| record.kind == FILE_PASS) {
            return Err(Failure::Locked);
        }
        let version = all().find(|record| record.kind == BOF).and_then(|record| record.data.short(0));
        let code_page = all().find(|record| record.kind == CODE_PAGE).and_then(|record| record.data.short(0));
        let letters = match version {
            Some(BIFF8) => Letters::Unicode,
            _ => Letters::of_code_page(code_page.unwrap_or(1252)),
        };
        let mut globals = Globals {
            letters,
            is_1904: false,
            formats: Formats::within(gathered.limits()),
            sheets: Vec::new(),
            strings: Vec::new(),
        };
        for record in all() {
            globals.add(&record, gathered)?;
            gathered.limits().check(Limit::Sheets, globals.sheets.len())?;
        }
        globals.formats.check()?;
        Ok(globals)
    }

    fn add(&mut self, record: &Record<'_>, gathered: &mut Gathered) -> Result<(), Failure> {
        match record.kind {
            FROM_1904 => self.is_1904 = record.data.short(0) == Some(1),
            FORMAT => {
                let length = if matches!(self.letters, Letters::Unicode) { 2 } else { 1 };
                let code = Reader::new(record, 2).text(self.letters, length);
                if let (Some(id), Some(code)) = (record.data.short(0), code) {
                    self.formats.define(id.into(), &code);
                }
            }
            CELL_FORMAT => self.formats.use_next(record.data.short(2).unwrap_or(0).into()),
            BOUND_SHEET => self.sheets.extend(self.listed(record)),
            SHARED_STRINGS => {
                let mut reader = Reader::new(record, 8);
                while let Some(text) = reader.text(self.letters, 2) {
                    self.strings.push(gathered.text(&text));
                    gathered.limits().check(Limit::Strings, self.strings.len())?;
                    gathered.check_limits(0)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn listed(&self, record: &Record<'_>) -> Option<Listed> {
        let name = Reader::new(record, 6).text(self.letters, 1)?;
        let (hidden, kind) = (record.data.get(4)?, record.data.get(5)?);
        Some(Listed {
            // A sheet's name cannot hold NUL; some writers pad with it.
            name: name.replace('\0', ""),
            visibility: if hidden & 3 == 0 { Visibility::Visible } else { Visibility::Hidden },
            is_worksheet: *kind == 0,
            start: usize::try_from(record.data.long(0)?).ok()?,
        })
    }
}
