//! Which format a file has, told by its content: its name may say anything.

use std::io::Cursor;

use memchr::memmem;
use pamlint_package::{Limits, check_entries};
use serde::{Deserialize, Serialize};
use zip::ZipArchive;

use crate::failure::{Failure, FileSort};
use crate::{csv, ods};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// .xlsx or .xlsm: a package of XML parts.
    Xlsx,
    /// .xlsb: a package of binary parts.
    Xlsb,
    /// .xls: the workbooks of Excel 5 to 2003.
    Xls,
    /// .ods: an OpenDocument spreadsheet.
    Ods,
    /// Text in which a comma, a semicolon or a tab stands between the cells of a row.
    Csv,
}

impl Format {
    /// Whether a hostile file of it can make the reader panic or take any amount of memory.
    ///
    /// The old binary formats are read by a library that trusts what a file says about itself: read
    /// them in a process that may die.
    pub fn is_risky(self) -> bool {
        matches!(self, Format::Xls | Format::Xlsb)
    }

    /// Whether the file itself can be patched; of the others, an annotated copy is a new workbook.
    pub fn is_package_of_xml(self) -> bool {
        self == Format::Xlsx
    }
}

/// The first bytes of the formats that have such.
const MAGIC: [(&[u8], FileSort); 18] = [
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
    // The records with which workbooks of Excel 2, 3 and 4 begin, and those of Excel 5 outside a compound file.
    (b"\x09\x00\x04\x00", FileSort::Xls),
    (b"\x09\x02\x06\x00", FileSort::Xls),
    (b"\x09\x04\x06\x00", FileSort::Xls),
    (b"\x09\x08", FileSort::Xls),
];

/// Tells the format of a file.
///
/// # Errors
/// [`Failure::Unsupported`] with what it is instead, and the two ways in which an .xlsx can hide in an
/// OLE compound file: [`Failure::Encrypted`] and [`Failure::RightsManaged`].
pub fn tell(bytes: &[u8]) -> Result<Format, Failure> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(zip_file(bytes));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound_file(bytes);
    }
    let known = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, sort)| *sort);
    match known.unwrap_or_else(|| text(bytes)) {
        FileSort::Text if csv::is_csv(bytes) => Ok(Format::Csv),
        sort => Err(Failure::Unsupported(sort)),
    }
}

/// What a zip file is, by the names of its parts. What is no workbook at all is found out when it is
/// read as the format that nearly all are.
fn zip_file(bytes: &[u8]) -> Format {
    if check_entries(bytes, &Limits::default()).is_err() {
        return Format::Xlsx;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Format::Xlsx };
    let has = |wanted: &str| {
        (0..archive.len()).any(|index| {
            let name = archive.name_for_index(index).and_then(Result::ok).unwrap_or_default();
            let name = name.trim_start_matches(['/', '\\']).replace('\\', "/");
            name.eq_ignore_ascii_case(wanted)
        })
    };
    if has("xl/workbook.bin") && !has("xl/workbook.xml") {
        Format::Xlsb
    } else if has(ods::CONTENT) && ods::is_spreadsheet(&mut archive) {
        Format::Ods
    } else {
        Format::Xlsx
    }
}

/// What an OLE compound file is, by the names of its streams: those of its first level, since a workbook can
/// have a text document in it, and the other way round.
///
/// Where its directory cannot be read, any name in it counts: records of 128 bytes that begin with the name in
/// UTF-16 (MS-CFB 2.6.1), so that each begins at a multiple of 128.
fn compound_file(bytes: &[u8]) -> Result<Format, Failure> {
    let anywhere = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        memmem::find_iter(bytes, &wanted).any(|position| position % 128 == 0)
    };
    let first_level = cfb::CompoundFile::open(Cursor::new(bytes)).ok();
    let has = |name: &str| match &first_level {
        Some(file) => file.read_root_storage().any(|entry| entry.name().eq_ignore_ascii_case(name)),
        None => anywhere(name),
    };
    // MS-OFFCRYPTO 2.2: the transform says whether a password or a rights server holds the key.
    if anywhere("DRMEncryptedTransform") || anywhere("DRMEncryptedDataSpace") || anywhere("\u{9}DRMContent") {
        return Err(Failure::RightsManaged);
    }
    if has("EncryptedPackage") {
        return Err(Failure::Encrypted);
    }
    let sort = if has("WordDocument") {
        FileSort::Document
    } else if has("PowerPoint Document") {
        FileSort::Presentation
    } else if has("__properties_version1.0") {
        FileSort::Mail
    } else if has("Workbook") || has("Book") {
        return Ok(Format::Xls);
    } else {
        FileSort::Other
    };
    Err(Failure::Unsupported(sort))
}

/// What a file without magic bytes is.
fn text(bytes: &[u8]) -> FileSort {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let readable = match utf16 {
        true => csv::decode(head).to_lowercase().into_bytes(),
        false => head.to_ascii_lowercase(),
    };
    let readable = readable.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&readable).trim_ascii_start();
    let holds = |word: &[u8]| memmem::find(readable, word).is_some();
    let mut headers = readable.split(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    if readable.is_empty() {
        FileSort::Empty
    } else if headers.any(|line| line.starts_with(b"mime-version:")) {
        // A page archive gives its parts addresses; a letter has none, or one for pictures alone.
        if holds(b"content-location:") && holds(b"text/html") { FileSort::WebArchive } else { FileSort::Mail }
    } else if readable.starts_with(b"<") && holds(b"urn:schemas-microsoft-com:office:spreadsheet") {
        FileSort::SpreadsheetXml
    } else if readable.starts_with(b"<") && holds(b"urn:oasis:names:tc:opendocument") {
        FileSort::Ods
    } else if readable.starts_with(b"<") && (holds(b"<html") || holds(b"<table") || holds(b"<!doctype html"))
    {
        FileSort::Html
    } else if readable.contains(&0) {
        if csv::is_bare_utf16(head) { FileSort::Text } else { FileSort::Other }
    } else if readable.iter().all(|byte| !byte.is_ascii_control() || csv::is_text_control(char::from(*byte)))
    {
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
        for old in [b"\x09\0\x04\0\x02\0\x10\0", b"\x09\x02\x06\0\0\0\x10\0", b"\x09\x04\x06\0\0\0\x10\0"] {
            assert_eq!(sort(old), FileSort::Xls);
        }
        assert_eq!(sort(b"%PDF-1.7"), FileSort::Pdf);
        assert_eq!(sort(b"\x89PNG\r\n"), FileSort::Picture);
        assert_eq!(sort(b"Dear colleagues,\n\nthe workbook follows, as agreed.\n"), FileSort::Text);
        assert_eq!(sort(b"{\"a\": 1, \"b\": 2, \"c\": 3}"), FileSort::Text);
        assert_eq!(tell(b"Account ID;Safe;Platform\n"), Ok(Format::Csv));
        assert_eq!(tell("Numéro;Coffre;Plateforme\n".as_bytes()), Ok(Format::Csv));
        assert_eq!(tell(b"\xFF\xFEA\0;\0B\0;\0C\0"), Ok(Format::Csv));
        // Half of a character beyond Latin-1 may look like a control character.
        for text in ["A;B;C – D\n", "A;B;C’\n", "Œ;Ł;\u{200B}\n", "И;Α;š\n"] {
            let (little, big): (Vec<_>, Vec<_>) =
                text.encode_utf16().map(|unit| (unit.to_le_bytes(), unit.to_be_bytes())).unzip();
            assert_eq!(tell(&[b"\xFF\xFE", little.concat().as_slice()].concat()), Ok(Format::Csv), "{text}");
            assert_eq!(tell(&[b"\xFE\xFF", big.concat().as_slice()].concat()), Ok(Format::Csv), "{text}");
        }
        assert_eq!(sort(b"\xEF\xBB\xBF<!DOCTYPE HTML><html>"), FileSort::Html);
        assert_eq!(sort(b"<table><tr><td>1</td></tr></table>"), FileSort::Html);
        assert_eq!(
            sort(b"<?xml version='1.0'?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
            FileSort::SpreadsheetXml
        );
        let letter = b"From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n";
        assert_eq!(sort(letter), FileSort::Mail);
        let page = b"--x\r\nContent-Location: file:///C:/0/a.htm\r\nContent-Type: text/html\r\n\r\n<html>";
        assert_eq!(sort(&[letter.as_slice(), page].concat()), FileSort::WebArchive);
        assert_eq!(sort(b"Name;MIME-Version: 1\n"), FileSort::Text);
        assert_eq!(sort(b"\0\0\0\x20ftyp"), FileSort::Other);
    }

    #[test]
    fn a_spreadsheet_is_told_wherever_it_says_so() {
        use std::io::Write as _;
        let package = |parts: &[(&str, &str)], method| {
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for (name, text) in parts {
                let options = zip::write::SimpleFileOptions::default().compression_method(method);
                writer.start_file(*name, options).unwrap();
                writer.write_all(text.as_bytes()).unwrap();
            }
            writer.finish().unwrap().into_inner()
        };
        let (sheet, text) =
            ("application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.text");
        let (content, manifest) = ("content.xml", "META-INF/manifest.xml");
        for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
            for parts in [
                [("mimetype", sheet), (content, "")],
                [(content, ""), ("mimetype", sheet)],
                [(content, ""), (manifest, &format!("<m t='{sheet}'/>"))],
            ] {
                assert_eq!(tell(&package(&parts, method)), Ok(Format::Ods), "{parts:?}");
            }
            assert_eq!(tell(&package(&[("mimetype", text), (content, "")], method)), Ok(Format::Xlsx));
        }
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
        assert_eq!(tell(&compound(&["Root Entry", "Workbook"])), Ok(Format::Xls));
        assert_eq!(tell(&compound(&["Root Entry", "Book"])), Ok(Format::Xls));
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

    #[test]
    fn what_a_compound_file_has_in_it_does_not_make_it_that() {
        let holding = |outer: &str, inner: &str| {
            let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
            file.create_stream(format!("/{outer}")).unwrap();
            file.create_storage("/MBD00000001").unwrap();
            file.create_stream(format!("/MBD00000001/{inner}")).unwrap();
            file.flush().unwrap();
            file.into_inner().into_inner()
        };
        assert_eq!(tell(&holding("Workbook", "WordDocument")), Ok(Format::Xls));
        assert_eq!(tell(&holding("BOOK", "WordDocument")), Ok(Format::Xls));
        assert_eq!(sort(&holding("WordDocument", "Workbook")), FileSort::Document);
    }
}
