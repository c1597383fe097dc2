//! The system that a package was made on, which stands at each of its members and is nothing that a workbook tells.

/// How each entry of the table of contents begins, and the table's own end.
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

/// The length of an entry and of the end, as far as it does not depend on names and comments.
const ENTRY_LENGTH: usize = 46;
const END_LENGTH: usize = 22;

/// Where the system stands in an entry.
const SYSTEM: usize = 5;
const UNIX: u8 = 3;

/// A package that we have made, as it would have been made on any other system.
#[must_use]
pub fn as_on_any_system(mut package: Vec<u8>) -> Vec<u8> {
    let end = package.len().saturating_sub(END_LENGTH);
    if package.get(end..).is_some_and(|end| end.starts_with(&END)) {
        let mut at = number::<4>(&package, end + 16);
        while package.get(at..).is_some_and(|entry| entry.starts_with(&ENTRY)) {
            if let Some(system) = package.get_mut(at + SYSTEM) {
                *system = UNIX;
            }
            at += ENTRY_LENGTH
                + [28, 30, 32].map(|length| number::<2>(&package, at + length)).iter().sum::<usize>();
        }
    }
    package
}

/// The number of so many bytes at a place.
fn number<const LENGTH: usize>(package: &[u8], at: usize) -> usize {
    let bytes = package.get(at..).and_then(|bytes| bytes.get(..LENGTH)).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipWriter};

    use super::*;

    fn package(system: System) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a.xml", "b/PK\u{1}\u{2}.xml"] {
            writer.start_file(name, SimpleFileOptions::default().system(system)).unwrap();
            writer.write_all(b"PK\x01\x02").unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_package_is_the_same_on_every_system() {
        let unix = package(System::Unix);
        assert_ne!(package(System::Dos), unix);
        assert_eq!(as_on_any_system(package(System::Dos)), unix);
        assert_eq!(as_on_any_system(unix.clone()), unix);
        assert_eq!(as_on_any_system(b"PK\x05\x06".to_vec()), b"PK\x05\x06");
    }
}
