//! The zip package of a workbook: its parts by path, none read beyond its limit.

use std::io::{Cursor, Read};

use memchr::memmem;
use rustc_hash::FxHashMap;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::xml;
use crate::failure::{Damage, Excess, Failure};
use crate::limits;

/// The parts of a zip package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    parts: FxHashMap<String, Part>,
}

/// A part of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    index: usize,
    /// The path as the package has it, for messages.
    pub path: String,
}

#[cfg(test)]
impl Part {
    /// A part of no package.
    pub fn nowhere() -> Part {
        Part { index: 0, path: "part.xml".to_owned() }
    }
}

impl<'a> Package<'a> {
    /// Reads the table of contents.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Failure> {
        // Every entry of the table of contents begins with this; counting them first keeps a table of
        // millions from being read.
        if memmem::find_iter(bytes, b"PK\x01\x02").take(limits::PARTS + 1).count() > limits::PARTS {
            return Err(Failure::TooLarge(Excess::Parts(limits::PARTS)));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Failure::Corrupt(Damage::CutOff))?;
        let mut parts = FxHashMap::default();
        for index in 0..archive.len() {
            if let Some(Ok(path)) = archive.name_for_index(index) {
                parts.entry(normal(&path)).or_insert_with(|| Part { index, path: path.into_owned() });
            }
        }
        Ok(Package { archive, parts })
    }

    /// The part at a path, without regard to case and kind of slash, as Excel finds it.
    pub fn find(&self, path: &str) -> Option<Part> {
        self.parts.get(&normal(path)).cloned()
    }

    /// The paths of all parts, in lower case and with slashes.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// A part as it inflates, if it says that it stays within a limit: what it inflates to still has
    /// to be counted.
    pub fn open_part(&mut self, part: &Part, limit: u64) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Failure> {
        let file = self.archive.by_index(part.index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Failure::Encrypted,
            _ => unreadable(part),
        })?;
        if file.size() > limit { Err(too_large(part, limit)) } else { Ok(file) }
    }

    /// A part as it is compressed.
    pub fn open_raw(&mut self, part: &Part) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Failure> {
        self.archive.by_index_raw(part.index).map_err(|_| unreadable(part))
    }

    /// A whole part.
    pub fn bytes(&mut self, part: &Part, limit: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let file = self.open_part(part, limit)?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| unreadable(part))?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
            Ok(bytes)
        } else {
            Err(too_large(part, limit))
        }
    }

    /// A whole part as text.
    pub fn text(&mut self, part: &Part) -> Result<String, Failure> {
        Ok(xml::decode(&self.bytes(part, limits::SKELETON_PART)?).into_owned())
    }
}

/// The failure for a part that cannot be read.
pub(super) fn unreadable(part: &Part) -> Failure {
    Failure::Corrupt(Damage::PartUnreadable(part.path.clone()))
}

/// The failure for a part beyond its limit.
pub(super) fn too_large(part: &Part, limit: u64) -> Failure {
    Failure::TooLarge(Excess::Part(part.path.clone(), limit))
}

/// A path as paths are compared.
fn normal(path: &str) -> String {
    path.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// The path to which a relationship of a part in `folder` (without a slash at its end) points.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut segments: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.retain(|segment| !segment.is_empty());
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_resolve_against_the_folder() {
        assert_eq!(resolve("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolve("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(resolve("", "xl\\workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolve("xl", "../../../a.xml"), "a.xml");
    }
}
