//! What the library that writes workbooks cannot write: formulas without a saved value.

use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The saved value by which a formula that is to have none is known until [`without_values`].
pub(crate) const NO_VALUE: &str = "__pamlint_no_value__";

/// Takes the saved value out of every formula that was marked with [`NO_VALUE`].
pub(crate) fn without_values(package: &[u8]) -> Vec<u8> {
    let mut source = ZipArchive::new(Cursor::new(package)).expect("a package that was just written");
    let mut target = ZipWriter::new(Cursor::new(Vec::new()));
    // Without the `time` feature the library stamps entries with a fixed date, as we want.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..source.len() {
        let mut part = source.by_index(index).expect("a part of the package");
        let name = part.name().expect("a name of a part").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("the bytes of a part");
        if name.starts_with("xl/worksheets/sheet") {
            let text = String::from_utf8(bytes).expect("a sheet in UTF-8");
            bytes = drop_values(&text).into_bytes();
        }
        target.start_file(name, options).expect("room for a part");
        target.write_all(&bytes).expect("room for its bytes");
    }
    target.finish().expect("a whole package").into_inner()
}

fn drop_values(sheet: &str) -> String {
    let value = format!("<v>{NO_VALUE}</v>");
    let mut pieces = sheet.split(&value).peekable();
    let mut text = String::new();
    while let Some(piece) = pieces.next() {
        match piece.rsplit_once("<c ") {
            Some((before, cell)) if pieces.peek().is_some() => {
                text.push_str(before);
                text.push_str("<c ");
                text.push_str(&cell.replacen(" t=\"str\"", "", 1));
            }
            _ => text.push_str(piece),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marked_values_go() {
        let sheet = format!(
            "<c r=\"A1\" t=\"str\"><f>B1</f><v>x</v></c><c r=\"A2\" t=\"str\"><f>B2</f><v>{NO_VALUE}</v></c><c r=\"A3\"/>"
        );
        let expected = "<c r=\"A1\" t=\"str\"><f>B1</f><v>x</v></c><c r=\"A2\"><f>B2</f></c><c r=\"A3\"/>";
        assert_eq!(drop_values(&sheet), expected);
    }
}
