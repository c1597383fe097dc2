//! The package itself: its parts by name, none read beyond a limit, and a new one in which some have changed.

use std::collections::hash_map::Entry;
use std::io::{Cursor, Read, Write};
use std::ops::RangeInclusive;

use memchr::memmem;
use rustc_hash::FxHashMap;
use zip::read::ZipFile;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::fault::Fault;
use crate::limits::{Limit, Limits};
use crate::xml;

/// Fast, and within a few hundredths of what Excel's own files take.
const COMPRESSION: i64 = 3;

/// The sizes, in bytes, of parts that are held for the next time: smaller ones cost little, larger ones memory.
const HELD: RangeInclusive<usize> = 64 << 10..=16 << 20;

/// What opening a part takes, in bytes, however little is in it.
const OPENING: u64 = 4 << 10;

/// The checksum and length of a part.
pub type Sum = (u32, u64);

/// The parts of a package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    members: Vec<Member>,
    /// Where each part is, by its name as names are compared.
    known: FxHashMap<String, usize>,
    twin: Option<String>,
    /// How large the file was, in bytes.
    size: usize,
    limits: Limits,
    /// What has been inflated so far, in bytes.
    inflated: u64,
    /// A large part that was read last, which is often asked for a second time, by its position.
    held: Option<(usize, Vec<u8>)>,
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

/// Part names compare without regard to ASCII case (ECMA-376 part 2, 6.2.2.3); some writers use backslashes.
pub fn part_key(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_ascii_lowercase()
}

/// Whether two names are those of one part.
pub fn same_part(one: &str, other: &str) -> bool {
    part_key(one) == part_key(other)
}

impl<'a> Package<'a> {
    /// Reads the table of contents. Of two parts of one name the first counts.
    ///
    /// # Errors
    /// When there is none, or it is too long.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, Fault> {
        check_entries(bytes, limits)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::CutOff)?;
        let mut twin = archive.has_duplicate_names().then(String::new);
        let mut members = Vec::with_capacity(archive.len());
        let mut known = FxHashMap::default();
        for index in 0..archive.len() {
            let name = match archive.name_for_index(index) {
                Some(Ok(name)) => name.into_owned(),
                _ => {
                    let file = archive.by_index_raw(index).map_err(|_| Fault::CutOff)?;
                    String::from_utf8_lossy(file.name_raw()).into_owned()
                }
            };
            match known.entry(part_key(&name)) {
                Entry::Vacant(free) => _ = free.insert(index),
                Entry::Occupied(_) => twin = Some(name.clone()),
            }
            members.push(Member { name, content: Content::Kept(index) });
        }
        Ok(Package {
            archive,
            members,
            known,
            twin,
            size: bytes.len(),
            limits: *limits,
            inflated: 0,
            held: None,
        })
    }

    /// How much of it may be read and written.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A name that two parts have (empty where it cannot be told).
    pub fn twin(&self) -> Option<&str> {
        self.twin.as_deref()
    }

    /// Whether there is a part of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.content(name).is_some()
    }

    fn content(&self, name: &str) -> Option<&Content> {
        let member = self.members.get(*self.known.get(&part_key(name))?)?;
        (!matches!(member.content, Content::Gone)).then_some(&member.content)
    }

    /// The names of all parts, in the order of the archive.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let present = self.members.iter().filter(|member| !matches!(member.content, Content::Gone));
        present.map(|member| member.name.as_str())
    }

    /// A part of the file as it inflates, if it says that it stays within a limit: what it inflates to still
    /// has to be counted.
    ///
    /// # Errors
    /// When it does not, or is not there.
    pub fn open_part(&mut self, name: &str, limit: Limit) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Fault> {
        let index = self.kept(name)?;
        self.inflate(name, 0)?;
        let file = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::Encrypted,
            _ => Fault::unreadable(name),
        })?;
        if file.size() > self.limits.most(limit) {
            return Err(limit.excess(&self.limits).within(name).into());
        }
        self.inflated = self.inflated.saturating_add(file.size());
        Ok(file)
    }

    /// Counts what is inflated of a part.
    ///
    /// # Errors
    /// When all that was inflated is too much.
    fn inflate(&mut self, name: &str, bytes: u64) -> Result<(), Fault> {
        self.inflated = self.inflated.saturating_add(bytes).saturating_add(OPENING);
        if self.inflated > self.limits.most(Limit::Inflated) {
            return Err(Limit::Inflated.excess(&self.limits).within(name).into());
        }
        Ok(())
    }

    /// What a part says that it inflates to, in bytes; 0 when there is none of that name.
    pub fn size(&mut self, name: &str) -> u64 {
        self.open_raw(name).map_or(0, |file| file.size())
    }

    /// A part of the file as it is compressed.
    ///
    /// # Errors
    /// When it is not there.
    pub fn open_raw(&mut self, name: &str) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Fault> {
        self.archive.by_index_raw(self.kept(name)?).map_err(|_| Fault::unreadable(name))
    }

    fn kept(&self, name: &str) -> Result<usize, Fault> {
        match self.content(name) {
            Some(Content::Kept(index)) => Ok(*index),
            _ => Err(Fault::unreadable(name)),
        }
    }

    /// A whole part; `None` when there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than the limit.
    pub fn bytes(&mut self, name: &str, limit: Limit) -> Result<Option<Vec<u8>>, Fault> {
        let known = match self.content(name) {
            None => return Ok(None),
            Some(Content::New(bytes)) => Some(bytes.clone()),
            Some(Content::Kept(index)) => {
                let (index, most) = (*index, self.limits.count(limit));
                let held = self.held.take_if(|(held, bytes)| *held == index && bytes.len() <= most);
                held.map(|(_, bytes)| bytes)
            }
            Some(Content::Gone) => None,
        };
        if let Some(bytes) = known {
            self.inflate(name, u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
            return Ok(Some(bytes));
        }
        let most = self.limits.most(limit);
        let file = self.open_part(name, limit)?;
        let said = file.size();
        let bytes = inflated(file, most.saturating_add(1), name)?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.inflate(name, length.saturating_sub(said))?;
        if length > most {
            return Err(limit.excess(&self.limits).within(name).into());
        }
        if let Ok(index) = self.kept(name)
            && HELD.contains(&bytes.len())
        {
            self.held = Some((index, bytes.clone()));
        }
        Ok(Some(bytes))
    }

    /// The first `length` bytes of a part; `None` when there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn beginning(&mut self, name: &str, length: u64) -> Result<Option<Vec<u8>>, Fault> {
        let index = match self.content(name) {
            None => return Ok(None),
            Some(Content::New(bytes)) => {
                let length = usize::try_from(length).unwrap_or(usize::MAX).min(bytes.len());
                return Ok(bytes.get(..length).map(<[u8]>::to_vec));
            }
            Some(Content::Kept(index)) => *index,
            Some(Content::Gone) => return Ok(None),
        };
        self.inflate(name, length)?;
        let file = self.archive.by_index(index).map_err(|_| Fault::unreadable(name))?;
        inflated(file, length, name).map(Some)
    }

    /// A part of the skeleton as text, whatever its encoding, without its declaration; `None` when there is none
    /// of that name.
    ///
    /// # Errors
    /// When it cannot be read, or is larger than [`Limit::Part`].
    pub fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let bytes = self.bytes(name, Limit::Part)?;
        Ok(bytes.map(|bytes| xml::decode(&bytes).into_owned()))
    }

    /// The checksum and length of a part; `None` when there is none of that name.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn sum(&mut self, name: &str) -> Result<Option<Sum>, Fault> {
        match self.content(name) {
            None => Ok(None),
            Some(Content::New(bytes)) => Ok(Some(sum(bytes))),
            Some(_) => {
                let file = self.open_raw(name)?;
                Ok(Some((file.crc32(), file.size())))
            }
        }
    }

    /// Adds a part, or puts it in the place of another of that name.
    pub fn set(&mut self, name: &str, bytes: Vec<u8>) {
        match self.known.get(&part_key(name)).and_then(|index| self.members.get_mut(*index)) {
            Some(member) if !matches!(member.content, Content::Gone) => member.content = Content::New(bytes),
            // What comes back stands at the end, as it would in a package that never had it.
            _ => {
                self.known.insert(part_key(name), self.members.len());
                self.members.push(Member { name: name.to_owned(), content: Content::New(bytes) });
            }
        }
    }

    /// Drops a part.
    pub fn remove(&mut self, name: &str) {
        if let Some(member) = self.known.get(&part_key(name)).and_then(|index| self.members.get_mut(*index)) {
            member.content = Content::Gone;
        }
    }

    /// The package as a file. What has not changed is copied as it is compressed.
    ///
    /// # Errors
    /// When a part cannot be copied.
    pub fn finish(mut self) -> Result<Vec<u8>, Fault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(self.size + self.size / 4 + 4096)));
        // Parts that we write carry no time and no system: the same workbook gives the same bytes.
        let options = SimpleFileOptions::default()
            .system(zip::System::Unix)
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(COMPRESSION))
            .last_modified_time(zip::DateTime::default());
        for Member { name, content } in &self.members {
            let failed = |_| Fault::unreadable(name);
            match content {
                Content::Gone => {}
                Content::Kept(index) => {
                    let file = self.archive.by_index_raw(*index).map_err(failed)?;
                    writer.raw_copy_file(file).map_err(failed)?;
                }
                Content::New(bytes) => {
                    writer.start_file(name.as_str(), options).map_err(failed)?;
                    writer.write_all(bytes).map_err(|_| Fault::unreadable(name))?;
                }
            }
        }
        Ok(writer.finish().map_err(|_| Fault::CutOff)?.into_inner())
    }
}

/// Refuses a zip file with more entries than there may be, before its table of contents is read.
///
/// # Errors
/// When there are more.
pub fn check_entries(bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
    // Every entry of the table of contents begins with this.
    let most = limits.count(Limit::Parts).saturating_add(1);
    Ok(limits.check(Limit::Parts, memmem::find_iter(bytes, b"PK\x01\x02").take(most).count())?)
}

/// The first `length` bytes of a part.
fn inflated(file: ZipFile<'_, Cursor<&[u8]>>, length: u64, name: &str) -> Result<Vec<u8>, Fault> {
    // Sizes lie: what is set aside for one is bounded.
    let expected = file.size().min(length).min(1 << 26);
    // With some room behind it, the end is seen without making room for more.
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0) + 64);
    file.take(length).read_to_end(&mut bytes).map_err(|_| Fault::unreadable(name))?;
    Ok(bytes)
}

/// The checksum and length of bytes.
pub fn sum(bytes: &[u8]) -> Sum {
    (crc32fast::hash(bytes), u64::try_from(bytes.len()).unwrap_or(u64::MAX))
}
