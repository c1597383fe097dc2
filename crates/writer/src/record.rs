//! What was changed in a package, and how that is written down.

mod first;

use std::collections::{BTreeMap, BTreeSet};

use pamlint_package::Sum;
use serde::{Deserialize, Serialize};

use crate::edits::Reversal;

/// How a record begins; what follows is a [`Record`].
const HEADER: &[u8] = b"pamlint undo 2\n";

/// What was changed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) changed: BTreeMap<String, Changed>,
    pub(crate) added: BTreeSet<String>,
    pub(crate) dropped: BTreeMap<String, Vec<u8>>,
    /// The checksum of everything else in the package; `None` until it is written.
    pub(crate) whole: Option<Sum>,
}

/// How a part was changed.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Changed {
    pub(crate) before: Sum,
    pub(crate) after: Sum,
    pub(crate) rounds: Vec<Vec<Reversal>>,
}

impl Record {
    /// A part was changed.
    pub(crate) fn changed(&mut self, name: &str, before: Sum, reversals: Vec<Reversal>) {
        if !self.added.contains(name) {
            let new = || Changed { before, ..Changed::default() };
            self.changed.entry(name.to_owned()).or_insert_with(new).rounds.push(reversals);
        }
    }

    /// A part was added.
    pub(crate) fn added(&mut self, name: &str) {
        self.added.insert(name.to_owned());
    }

    /// A part was dropped.
    pub(crate) fn dropped(&mut self, name: &str, bytes: Vec<u8>) {
        // A part that was dropped after it was changed is given back as it was dropped.
        self.changed.remove(name);
        if !self.added.remove(name) {
            self.dropped.insert(name.to_owned(), bytes);
        }
    }

    /// The record as bytes.
    pub(crate) fn encode(&self) -> postcard::Result<Vec<u8>> {
        postcard::to_extend(self, HEADER.to_vec())
    }

    /// Reads a record; `None` for anything else.
    pub(crate) fn decode(bytes: &[u8]) -> Option<Record> {
        match bytes.strip_prefix(HEADER) {
            Some(record) => postcard::from_bytes(record).ok(),
            None => std::str::from_utf8(bytes).ok().and_then(first::decode),
        }
    }
}
