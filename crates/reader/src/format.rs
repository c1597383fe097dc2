//! Which format a file has, told by its content: its name may say anything.

use memchr::memmem;

use crate::failure::{Failure, FileSort};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// .xlsx or .xlsm: a package of XML parts.
    Xlsx,
}

/// The first bytes of the formats that have such.
const MAGIC: [(&[u8], FileSort); 16] = [
    (b"%PDF", FileSort::Pdf),
    (b"{\\rtf", FileSort::Document),
    (b"\x89PNG", FileSort::Picture),
    (b"\xFF\xD8\xFF", FileSort::Picture),
    (b"GIF8", FileSort::Picture),
    (b"II*\0", FileSort::Picture),
    (b"MM\0*", FileSort::Picture),
    (b"RIFF", FileSort::Picture),
    (b"\x1F\x8B", FileSort::Archive),
    (b"7z\xBC\xAF\x27\x1C", FileSort::Archive),
    (b"Rar!", FileSort::Archive),
    (b"BZh", FileSort::Archive),
    (b"\xFD7zXZ", FileSort::Archive),
    (b"PK\x05\x06", FileSort::Archive),
    (b"MIME-Version:", FileSort::Mail),
    // The BIFF records with which workbooks of Excel 2 to 4 begin.
    (b"\x09\x08", FileSort::Xls),
];

/// Tells the format of a file.
///
/// # Errors
/// [`Failure::Unsupported`] with what it is instead, and the two ways in which an .xlsx can hide in an
/// OLE compound file: [`Failure::Encrypted`] and [`Failure::RightsManaged`].
pub(crate) fn tell(bytes: &[u8]) -> Result<Format, Failure> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Format::Xlsx);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(compound_file(bytes));
    }
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, sort)| *sort);
    Err(Failure::Unsupported(known.unwrap_or_else(|| text(bytes))))
}

/// What an OLE compound file is, by the names in its directory: records of 128 bytes that begin with
/// the name in UTF-16 (MS-CFB 2.6.1), so that each begins at a multiple of 128.
fn compound_file(bytes: &[u8]) -> Failure {
    let has = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        memmem::find_iter(bytes, &wanted).any(|position| position % 128 == 0)
    };
    // MS-OFFCRYPTO 2.2: the transform says whether a password or a rights server holds the key.
    if has("DRMEncryptedTransform") || has("\u{9}DRMContent") {
        Failure::RightsManaged
    } else if has("EncryptedPackage") {
        Failure::Encrypted
    } else if has("Workbook") || has("Book") {
        Failure::Unsupported(FileSort::Xls)
    } else if has("WordDocument") {
        Failure::Unsupported(FileSort::Document)
    } else if has("PowerPoint Document") {
        Failure::Unsupported(FileSort::Presentation)
    } else if has("__properties_version1.0") {
        Failure::Unsupported(FileSort::Mail)
    } else {
        Failure::Unsupported(FileSort::Other)
    }
}

/// What a file without magic bytes is.
fn text(bytes: &[u8]) -> FileSort {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    // Half of the bytes of UTF-16 are zero in any markup; without them it reads as ASCII.
    let readable: Vec<u8> = head
        .iter()
        .filter(|byte| !utf16 || !matches!(byte, 0 | 0xFE | 0xFF))
        .map(u8::to_ascii_lowercase)
        .collect();
    let readable = readable.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&readable).trim_ascii_start();
    let holds = |word: &[u8]| memmem::find(readable, word).is_some();
    if readable.is_empty() {
        FileSort::Empty
    } else if readable.starts_with(b"<") && holds(b"urn:schemas-microsoft-com:office:spreadsheet") {
        FileSort::SpreadsheetXml
    } else if readable.starts_with(b"<") && holds(b"urn:oasis:names:tc:opendocument") {
        FileSort::Ods
    } else if readable.starts_with(b"<") && (holds(b"<html") || holds(b"<table") || holds(b"<!doctype html"))
    {
        FileSort::Html
    } else if readable.contains(&0) {
        FileSort::Other
    } else if readable.iter().all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace()) {
        FileSort::Text
    } else {
        FileSort::Other
    }
}

/// What a zip file is that holds no workbook, by the paths of its parts (in lower case).
pub(crate) fn zip_without_workbook<'p>(paths: impl Iterator<Item = &'p str>) -> FileSort {
    let mut sort = FileSort::Archive;
    for path in paths {
        match path {
            "xl/workbook.bin" => return FileSort::Xlsb,
            "word/document.xml" => return FileSort::Document,
            "ppt/presentation.xml" => return FileSort::Presentation,
            "index/document.iwa" => return FileSort::Numbers,
            "content.xml" => sort = FileSort::Ods,
            _ => {}
        }
    }
    sort
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sort(bytes: &[u8]) -> FileSort {
        match tell(bytes) {
            Err(Failure::Unsupported(sort)) => sort,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn files_are_told_by_their_content() {
        assert_eq!(tell(b"PK\x03\x04..."), Ok(Format::Xlsx));
        assert_eq!(sort(b""), FileSort::Empty);
        assert_eq!(sort(b" \r\n"), FileSort::Empty);
        assert_eq!(sort(b"%PDF-1.7"), FileSort::Pdf);
        assert_eq!(sort(b"\x89PNG\r\n"), FileSort::Picture);
        assert_eq!(sort(b"Account ID;Safe\n"), FileSort::Text);
        assert_eq!(sort("Numéro;Coffre\n".as_bytes()), FileSort::Text);
        assert_eq!(sort(b"\xFF\xFEA\0;\0B\0"), FileSort::Text);
        assert_eq!(sort(b"\xEF\xBB\xBF<!DOCTYPE HTML><html>"), FileSort::Html);
        assert_eq!(sort(b"<table><tr><td>1</td></tr></table>"), FileSort::Html);
        assert_eq!(
            sort(b"<?xml version='1.0'?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
            FileSort::SpreadsheetXml
        );
        assert_eq!(sort(b"\0\0\0\x20ftyp"), FileSort::Other);
    }

    fn compound(names: &[&str]) -> Vec<u8> {
        let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        bytes.resize(512, 0);
        for name in names {
            let start = bytes.len();
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.resize(start + 128, 0);
        }
        bytes
    }

    #[test]
    fn compound_files_are_told_by_their_streams() {
        assert_eq!(tell(&compound(&["Root Entry", "Workbook"])), Err(Failure::Unsupported(FileSort::Xls)));
        assert_eq!(
            tell(&compound(&["Root Entry", "EncryptionInfo", "EncryptedPackage"])),
            Err(Failure::Encrypted)
        );
        assert_eq!(
            tell(&compound(&["Root Entry", "EncryptedPackage", "DRMEncryptedTransform"])),
            Err(Failure::RightsManaged)
        );
        assert_eq!(tell(&compound(&["Root Entry"])), Err(Failure::Unsupported(FileSort::Other)));
    }
}
