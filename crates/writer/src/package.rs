//! The package that a workbook is: its parts read, changed, added and dropped; all others are copied
//! as they are, still compressed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::edits::Edits;
use crate::error::WriteError;
use crate::undo::Record;

/// How large one part may be: more than Excel itself can load.
const LARGEST_PART: u64 = 1 << 30;

/// Fast, and within a few hundredths of what Excel's own files take.
const COMPRESSION: i64 = 3;

/// The parts of a workbook.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    members: Vec<Member>,
    /// Where each part is, by its name as OPC compares names.
    known: BTreeMap<String, usize>,
    /// What is changed from here on, if it is to be taken back one day.
    record: Option<Record>,
    /// How large the file was, in bytes.
    size: usize,
}

struct Member {
    name: String,
    content: Content,
}

enum Content {
    /// As it is in the archive, at that position.
    Kept(usize),
    New(Vec<u8>),
    Gone,
}

/// Part names compare without regard to case (ECMA-376 part 2, 6.2.2.3); some writers use backslashes.
fn key(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}

impl<'a> Package<'a> {
    /// Opens the package.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Package<'a>, WriteError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(not_a_package)?;
        if archive.has_duplicate_names() {
            return Err(WriteError::Unsupported("it holds two parts of the same name".to_owned()));
        }
        let mut members = Vec::with_capacity(archive.len());
        let mut known = BTreeMap::new();
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index).map_err(not_a_package)?;
            if file.encrypted() {
                return Err(WriteError::NotAPackage("it is protected with a password".to_owned()));
            }
            let name = String::from_utf8_lossy(file.name_raw()).into_owned();
            if known.insert(key(&name), index).is_some() {
                return Err(WriteError::Unsupported(format!("it holds two parts named {name}")));
            }
            members.push(Member { name, content: Content::Kept(index) });
        }
        Ok(Package { archive, members, known, record: None, size: bytes.len() })
    }

    /// Whether there is a part of that name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    fn member(&self, name: &str) -> Option<&Member> {
        let member = self.members.get(*self.known.get(&key(name))?)?;
        (!matches!(member.content, Content::Gone)).then_some(member)
    }

    /// The names of all parts, in the order of the archive.
    pub(crate) fn names(&self) -> Vec<String> {
        let present = self.members.iter().filter(|member| !matches!(member.content, Content::Gone));
        present.map(|member| member.name.clone()).collect()
    }

    /// A part; `None` when there is none of that name.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, WriteError> {
        self.beginning(name, LARGEST_PART)
    }

    /// The first `length` bytes of a part.
    pub(crate) fn beginning(&mut self, name: &str, length: u64) -> Result<Option<Vec<u8>>, WriteError> {
        let index = match self.member(name).map(|member| &member.content) {
            None | Some(Content::Gone) => return Ok(None),
            Some(Content::New(bytes)) => return Ok(Some(bytes.clone())),
            Some(Content::Kept(index)) => *index,
        };
        let damaged = |error: &dyn ToString| WriteError::damaged(name, error.to_string());
        let file = self.archive.by_index(index).map_err(|error| damaged(&error))?;
        let expected = file.size().min(length).min(1 << 26);
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
        file.take(length).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length >= LARGEST_PART) {
            return Err(WriteError::TooLarge(name.to_owned()));
        }
        Ok(Some(bytes))
    }

    /// A part as text; `None` when there is none of that name.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, WriteError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text =
            String::from_utf8(bytes).map_err(|_| WriteError::damaged(name, "its text is not UTF-8"))?;
        Ok(Some(text))
    }

    /// A part as text that has to be there.
    pub(crate) fn required(&mut self, name: &str) -> Result<String, WriteError> {
        self.text(name)?.ok_or_else(|| WriteError::damaged(name, "it is missing"))
    }

    /// The checksum and length of a part; `None` when there is none of that name.
    pub(crate) fn sum(&mut self, name: &str) -> Result<Option<(u32, u64)>, WriteError> {
        let index = match self.member(name).map(|member| &member.content) {
            None | Some(Content::Gone) => return Ok(None),
            Some(Content::New(bytes)) => return Ok(Some(sum(bytes))),
            Some(Content::Kept(index)) => *index,
        };
        let file = self.archive.by_index_raw(index).map_err(not_a_package)?;
        Ok(Some((file.crc32(), file.size())))
    }

    /// Changes a part whose text is `text`.
    pub(crate) fn edit(&mut self, name: &str, text: &str, edits: Edits) -> Result<(), WriteError> {
        if edits.is_empty() {
            return Ok(());
        }
        let before = self.sum(name)?;
        let (new, reversals) = edits.apply(name, text)?;
        if let (Some(record), Some(before)) = (self.record.as_mut(), before) {
            record.changed(name, before, reversals);
        }
        self.set(name, new.into_bytes());
        Ok(())
    }

    /// Adds a part, or replaces all of one without a record of it.
    pub(crate) fn add(&mut self, name: &str, bytes: Vec<u8>) {
        if let Some(record) = &mut self.record {
            record.added(name);
        }
        self.set(name, bytes);
    }

    fn set(&mut self, name: &str, bytes: Vec<u8>) {
        match self.known.get(&key(name)).and_then(|index| self.members.get_mut(*index)) {
            Some(member) if matches!(member.content, Content::Gone) => {
                // What comes back stands at the end, as it would in a package that never had it.
                member.name.clear();
                self.append(name, bytes);
            }
            Some(member) => member.content = Content::New(bytes),
            None => self.append(name, bytes),
        }
    }

    fn append(&mut self, name: &str, bytes: Vec<u8>) {
        self.known.insert(key(name), self.members.len());
        self.members.push(Member { name: name.to_owned(), content: Content::New(bytes) });
    }

    /// Drops a part.
    pub(crate) fn drop_part(&mut self, name: &str) -> Result<(), WriteError> {
        if self.record.is_some()
            && let Some(bytes) = self.bytes(name)?
            && let Some(record) = &mut self.record
        {
            record.dropped(name, bytes);
        }
        if let Some(member) = self.known.get(&key(name)).and_then(|index| self.members.get_mut(*index)) {
            member.content = Content::Gone;
        }
        Ok(())
    }

    /// From here on, what is changed is recorded.
    pub(crate) fn start_recording(&mut self) {
        self.record = Some(Record::default());
    }

    /// What was changed since the recording started.
    pub(crate) fn stop_recording(&mut self) -> Record {
        self.record.take().unwrap_or_default()
    }

    /// A name that no part has: `stem`, a number, `end`.
    pub(crate) fn free_name(&self, stem: &str, end: &str) -> String {
        let mut number = 1u32;
        loop {
            let name = format!("{stem}{number}{end}");
            if !self.contains(&name) {
                return name;
            }
            number += 1;
        }
    }

    /// The package as a file.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, WriteError> {
        let size = self.size;
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size + size / 4 + 4096)));
        let failed = |name: &str| {
            let name = name.to_owned();
            move |error: zip::result::ZipError| WriteError::damaged(&name, error)
        };
        // Parts that we write carry no time: the same workbook gives the same bytes.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION))
            .last_modified_time(zip::DateTime::default());
        for member in &self.members {
            match &member.content {
                Content::Gone => {}
                Content::Kept(index) => {
                    let file = self.archive.by_index_raw(*index).map_err(failed(&member.name))?;
                    writer.raw_copy_file(file).map_err(failed(&member.name))?;
                }
                Content::New(bytes) => {
                    writer.start_file(member.name.as_str(), options).map_err(failed(&member.name))?;
                    writer.write_all(bytes).map_err(|error| WriteError::damaged(&member.name, error))?;
                }
            }
        }
        let done = writer.finish().map_err(not_a_package)?;
        Ok(done.into_inner())
    }
}

/// The checksum and length of a part.
pub(crate) fn sum(bytes: &[u8]) -> (u32, u64) {
    (crc32fast::hash(bytes), u64::try_from(bytes.len()).unwrap_or(u64::MAX))
}

fn not_a_package(error: zip::result::ZipError) -> WriteError {
    WriteError::NotAPackage(error.to_string())
}
