//! .xlsx and .xlsm: a package of XML parts.

mod cells;
mod details;
mod lean;
mod package;
mod scan;
mod skeleton;
mod styles;
mod xml;

use std::io::{BufReader, Cursor, Read};

use calamine::{Reader, Xlsx};
use zip::ZipArchive;

use crate::book::{Book, RawSheet};
use crate::failure::{Damage, Excess, Failure};
use crate::limits;
use cells::Cells;
use package::{Package, Part, unreadable};
use scan::Scan;

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8]) -> Result<Book, Failure> {
    let mut package = Package::open(bytes)?;
    let skeleton = skeleton::read(&mut package)?;
    let lean = lean::build(&mut package, &skeleton)?;
    drop(package);
    let damaged = || Failure::Corrupt(Damage::Unexplained);
    let mut archive = ZipArchive::new(Cursor::new(lean.bytes.as_slice())).map_err(|_| damaged())?;
    let mut workbook =
        Xlsx::new(Cursor::new(lean.bytes.as_slice())).map_err(|_| match &skeleton.strings {
            // The only part that is read on opening and not written by us.
            Some(part) => unreadable(part),
            None => damaged(),
        })?;
    let mut inflated = 0u64;
    let mut cells = Cells::with_shared_strings(lean.strings);
    let mut sheets = Vec::with_capacity(skeleton.sheets.len());
    for (position, sheet) in skeleton.sheets.into_iter().enumerate() {
        let mut raw = RawSheet {
            name: sheet.name,
            visibility: sheet.visibility,
            is_worksheet: sheet.part.is_some(),
            cells: Vec::new(),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
        };
        if let Some(part) = &sheet.part {
            let scan = match lean.scans.get(&position) {
                Some(scan) => *scan,
                None => scan::sheet(inflating(&mut archive, position, part)?, part)?,
            };
            inflated = inflated.saturating_add(scan.bytes);
            if inflated > limits::ALL_SHEETS {
                return Err(Failure::TooLarge(Excess::Part(part.path.clone(), limits::ALL_SHEETS)));
            }
            let unread = cells.read(&mut workbook, &lean::sheet_name(position), part)?;
            let Scan { hidden, formulas, merged, .. } = scan;
            if hidden || formulas || merged || !unread.is_empty() {
                let sheet = BufReader::new(inflating(&mut archive, position, part)?);
                let details = details::read(sheet, &unread).ok_or_else(|| unreadable(part))?;
                cells.add(&details)?;
                raw.merged = details.merged;
                raw.hidden_rows = details.hidden_rows;
            }
            raw.cells = cells.take();
        }
        sheets.push(raw);
    }
    Ok(Book { strings: cells.into_strings(), sheets })
}

/// A sheet of the lean package as it inflates.
fn inflating<'z, 'b>(
    archive: &'z mut ZipArchive<Cursor<&'b [u8]>>,
    position: usize,
    part: &Part,
) -> Result<impl Read + use<'z, 'b>, Failure> {
    archive.by_name(&lean::sheet_path(position)).map_err(|_| unreadable(part))
}
