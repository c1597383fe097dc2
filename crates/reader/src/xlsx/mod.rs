//! .xlsx and .xlsm: a package of XML parts.

mod details;
mod lean;
mod notes;
mod scan;
mod skeleton;
mod styles;
mod tables;
mod values;

use std::io::{BufReader, Cursor, Read};

use calamine::{Reader, Xlsx};
use pamlint_package::{Fault, Limit, Limits, Package};
use zip::ZipArchive;

use crate::book::Book;
use crate::failure::{Damage, Failure};
use crate::gather::Gathered;

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let mut skeleton = skeleton::read(&mut package)?;
    let lean = lean::build(&mut package, &skeleton)?;
    drop(package);
    let damaged = || Failure::Corrupt(Damage::Unexplained);
    let mut archive = ZipArchive::new(Cursor::new(lean.bytes.as_slice())).map_err(|_| damaged())?;
    let mut workbook =
        Xlsx::new(Cursor::new(lean.bytes.as_slice())).map_err(|_| match &skeleton.strings {
            // The only part that is read on opening and not written by us.
            Some(part) => Fault::unreadable(part).into(),
            None => damaged(),
        })?;
    let mut inflated = 0u64;
    let mut gathered = Gathered::with_shared_strings(limits, lean.strings);
    for (position, mut sheet) in std::mem::take(&mut skeleton.sheets).into_iter().enumerate() {
        if let Some(part) = &sheet.part {
            let scan = match lean.scans.get(&position) {
                Some(scan) => *scan,
                None => scan::sheet(inflating(&mut archive, position, part)?, part, limits)?,
            };
            inflated = inflated.saturating_add(scan.bytes);
            if inflated > limits.most(Limit::Inflated) {
                return Err(Limit::Inflated.excess(limits).within(part).into());
            }
            let read = values::read(&mut gathered, &mut workbook, &lean::sheet_name(position), part)?;
            if scan.hidden || scan.merged || !read.unread.is_empty() || !read.formatted.is_empty() {
                let piece = BufReader::new(inflating(&mut archive, position, part)?);
                let formats = (&lean.formats, skeleton.is_1904);
                details::add(&mut gathered, &mut sheet.raw, piece, (&read, formats))?
                    .ok_or_else(|| Fault::unreadable(part))?;
            }
        }
        gathered.end_sheet(sheet.raw);
    }
    Ok(gathered.into_book())
}

/// A sheet of the lean package as it inflates.
fn inflating<'z, 'b>(
    archive: &'z mut ZipArchive<Cursor<&'b [u8]>>,
    position: usize,
    part: &str,
) -> Result<impl Read + use<'z, 'b>, Failure> {
    archive.by_name(&lean::sheet_path(position)).map_err(|_| Fault::unreadable(part).into())
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        match fault {
            Fault::CutOff => Failure::Corrupt(Damage::CutOff),
            Fault::Encrypted => Failure::Encrypted,
            Fault::Unreadable(part) => Failure::Corrupt(Damage::PartUnreadable(part)),
            Fault::TooLarge(excess) => Failure::TooLarge(excess),
        }
    }
}
