//! Files under the name of a workbook that cannot be checked.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A workbook that is protected with a password, as LibreOffice writes it.
const PROTECTED: &[u8] = include_bytes!("../../tests/formats/protected.xlsx");

/// How much a bomb inflates to, in bytes: more than any text of a workbook may have.
const BOMB: usize = 160 << 20;

/// Gives out one sort after the other.
#[derive(Default)]
pub(super) struct Ruins {
    number: usize,
    bomb: Option<Vec<u8>>,
}

impl Ruins {
    /// Extension, bytes, and the kind of failure that has to come of it.
    pub(super) fn next(&mut self, whole: impl FnOnce() -> Vec<u8>) -> (&'static str, Vec<u8>, &'static str) {
        self.number += 1;
        match self.number % 8 {
            1 => ("xlsx", cut(whole()), "corrupt"),
            2 => ("xlsx", PROTECTED.to_vec(), "encrypted"),
            3 => ("xlsx", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec(), "unsupported"),
            4 => ("xlsx", Vec::new(), "unsupported"),
            5 => ("xlsx", scrambled(whole()), "corrupt"),
            6 => ("xlsx", self.bomb.get_or_insert_with(|| bomb(whole())).clone(), "too-large"),
            7 => (
                "xlsx",
                b"<html><body><table><tr><td>a</td></tr></table></body></html>".to_vec(),
                "unsupported",
            ),
            _ => ("xlsm", b"PK\x03\x04".to_vec(), "corrupt"),
        }
    }
}

/// The end is missing, as after a download that broke off.
fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() * 2 / 3);
    bytes
}

/// Every part is there, and none can be inflated.
fn scrambled(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(mut source) = zip::ZipArchive::new(Cursor::new(bytes.clone())) else { return bytes };
    let mut bytes = bytes;
    for index in 0..source.len() {
        let Ok(part) = source.by_index_raw(index) else { continue };
        let start = usize::try_from(part.data_start().unwrap_or(0)).unwrap_or(0);
        let length = usize::try_from(part.compressed_size()).unwrap_or(0);
        for byte in bytes.iter_mut().skip(start).take(length) {
            *byte = !*byte;
        }
    }
    bytes
}

/// A workbook whose shared strings inflate to far more than they weigh.
fn bomb(whole: Vec<u8>) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(Cursor::new(whole)).expect("a package that was just written");
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..source.len() {
        let part = source.by_index_raw(index).expect("a part of the package");
        if part.name().is_ok_and(|name| name == "xl/sharedStrings.xml") {
            continue;
        }
        target.raw_copy_file(part).expect("room for a part");
    }
    target.start_file("xl/sharedStrings.xml", options).expect("room for a part");
    let start = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>";
    target.write_all(start.as_bytes()).expect("room for its start");
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..BOMB >> 20 {
        target.write_all(&piece).expect("room for its middle");
    }
    target.write_all(b"</t></si></sst>").expect("room for its end");
    target.finish().expect("a whole package").into_inner()
}
