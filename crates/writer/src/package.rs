//! The package that a workbook is, with a record of what is changed in it.

use std::collections::{BTreeMap, HashSet};

use pamlint_package::{Fault, Limit, Limits, Sum, missing, part_key, xml};

use crate::edits::{Edits, Reversal};
use crate::error::WriteError;
use crate::record::Record;

/// The parts of a workbook.
pub(crate) struct Package<'a> {
    /// The parts, as anybody may read them.
    pub(crate) parts: pamlint_package::Package<'a>,
    /// What is changed from here on, if it is to be taken back one day.
    record: Option<Record>,
    /// The bytes of parts that were handed out as text and are of another encoding than that.
    encoded: BTreeMap<String, Vec<u8>>,
    /// The parts that others refer to and that are not there, once they are looked for.
    missing: Option<HashSet<String>>,
}

impl<'a> Package<'a> {
    /// Opens the package.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Package<'a>, WriteError> {
        let parts = pamlint_package::Package::open(bytes, limits)?;
        if let Some(name) = parts.twin() {
            return Err(WriteError::Unsupported(format!("it holds two parts of the same name {name}")));
        }
        Ok(Package { parts, record: None, encoded: BTreeMap::new(), missing: None })
    }

    /// How much of it may be read and written.
    pub(crate) fn limits(&self) -> Limits {
        *self.parts.limits()
    }

    /// Whether there is a part of that name.
    pub(crate) fn contains(&self, name: &str) -> bool {
        self.parts.contains(name)
    }

    /// A part; `None` when there is none of that name.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, WriteError> {
        Ok(self.parts.bytes(name, Limit::Sheet)?)
    }

    /// The first `length` bytes of a part as text, whatever its encoding; empty when there is none of that name.
    pub(crate) fn beginning(&mut self, name: &str, length: u64) -> Result<String, WriteError> {
        let bytes = self.parts.beginning(name, length)?.unwrap_or_default();
        Ok(xml::decode(&bytes).into_owned())
    }

    /// A part as text that can be changed by [`Package::edit`]; `None` when there is none of that name.
    ///
    /// Text of another encoding than UTF-8 comes without the declaration that says so, and is written as UTF-8.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, WriteError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        if xml::other_encoding(&bytes).is_some() {
            let text = xml::decode(&bytes).into_owned();
            self.encoded.insert(name.to_owned(), bytes);
            return Ok(Some(text));
        }
        let text =
            String::from_utf8(bytes).map_err(|_| WriteError::damaged(name, "its text is not UTF-8"))?;
        Ok(Some(text))
    }

    /// A part as text that has to be there.
    pub(crate) fn required(&mut self, name: &str) -> Result<String, WriteError> {
        self.text(name)?.ok_or_else(|| WriteError::damaged(name, "it is missing"))
    }

    /// The checksum and length of a part; `None` when there is none of that name.
    pub(crate) fn sum(&mut self, name: &str) -> Result<Option<Sum>, WriteError> {
        Ok(self.parts.sum(name)?)
    }

    /// Changes a part whose text is `text`.
    pub(crate) fn edit(&mut self, name: &str, text: &str, edits: Edits) -> Result<(), WriteError> {
        if edits.is_empty() {
            return Ok(());
        }
        let before = self.sum(name)?;
        let (new, mut reversals) = edits.apply(name, text)?;
        if let Some(old) = self.encoded.remove(name) {
            reversals = vec![Reversal { start: 0, end: new.len(), old }];
        }
        if let (Some(record), Some(before)) = (self.record.as_mut(), before) {
            record.changed(name, before, reversals);
        }
        self.parts.set(name, new.into_bytes());
        Ok(())
    }

    /// Adds a part, or replaces all of one without a record of it.
    pub(crate) fn add(&mut self, name: &str, bytes: Vec<u8>) {
        if let Some(record) = &mut self.record {
            record.added(name);
        }
        self.encoded.remove(name);
        self.parts.set(name, bytes);
    }

    /// A name that no part has, and that no part refers to: `stem`, a number, `end`.
    pub(crate) fn free_name(&mut self, stem: &str, end: &str) -> Result<String, WriteError> {
        if self.missing.is_none() {
            self.missing = Some(missing(&mut self.parts)?);
        }
        let is_missing =
            |name: &str| self.missing.as_ref().is_some_and(|missing| missing.contains(&part_key(name)));
        let mut names = (1u32..).map(|number| format!("{stem}{number}{end}"));
        Ok(names.find(|name| !self.parts.contains(name) && !is_missing(name)).unwrap_or_default())
    }

    /// Drops a part.
    pub(crate) fn drop_part(&mut self, name: &str) -> Result<(), WriteError> {
        if self.record.is_some()
            && let Some(bytes) = self.bytes(name)?
            && let Some(record) = &mut self.record
        {
            record.dropped(name, bytes);
        }
        self.parts.remove(name);
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

    /// The package as a file.
    pub(crate) fn finish(self) -> Result<Vec<u8>, WriteError> {
        Ok(self.parts.finish()?)
    }
}

impl From<Fault> for WriteError {
    fn from(fault: Fault) -> WriteError {
        match fault {
            Fault::CutOff | Fault::Encrypted => WriteError::NotAPackage(fault.to_string()),
            Fault::Unreadable(part) => WriteError::damaged(&part, "it cannot be read"),
            Fault::TooLarge(excess) => WriteError::TooLarge(excess),
        }
    }
}
