//! A workbook as its file has it: sheets of cells, before anything is recognised in them.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::note::Note;
use pamlint_package::{Area, CellRef};

/// A text of a workbook, kept once however often it stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StringId(u32);

impl StringId {
    /// The position in [`Strings`], from 0.
    pub fn index(self) -> usize {
        usize::try_from(self.0).unwrap_or(usize::MAX)
    }
}

/// Every text of a workbook, once: one behind the other, since there may be millions.
#[derive(Debug, Clone, Default)]
pub struct Strings {
    text: String,
    /// The end of each text, in bytes; it begins where the one before it ends.
    ends: Vec<u32>,
    /// The numbers of the texts, by their hashes.
    known: HashTable<Known>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    hash: u64,
    id: StringId,
}

fn hash(text: &str) -> u64 {
    FxBuildHasher.hash_one(text)
}

impl Strings {
    /// The number of a text, which is kept if it is new.
    pub fn intern(&mut self, text: &str) -> StringId {
        let hash = hash(text);
        if let Some(id) = self.find_hashed(text, hash) {
            return id;
        }
        let id = StringId(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.known.insert_unique(hash, Known { hash, id }, |known| known.hash);
        id
    }

    /// The number of a text that is kept already.
    pub fn find(&self, text: &str) -> Option<StringId> {
        self.find_hashed(text, hash(text))
    }

    fn find_hashed(&self, text: &str, hash: u64) -> Option<StringId> {
        let known = self.known.find(hash, |known| known.hash == hash && self.get(known.id) == text);
        known.map(|known| known.id)
    }

    /// Makes room for this many more.
    pub fn reserve(&mut self, additional: usize) {
        self.ends.reserve(additional);
        self.known.reserve(additional, |known| known.hash);
    }

    /// The text of a number.
    pub fn get(&self, id: StringId) -> &str {
        let end = |index: usize| self.ends.get(index).map(|end| usize::try_from(*end).unwrap_or(usize::MAX));
        let start = id.index().checked_sub(1).map_or(Some(0), end);
        start.zip(end(id.index())).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// The number of texts.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        (0..).take(self.ends.len()).map(|id| self.get(StringId(id)))
    }
}

/// As a list of the texts.
impl Serialize for Strings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Strings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut strings = Strings::default();
        for text in Vec::<String>::deserialize(deserializer)? {
            strings.intern(&text);
        }
        Ok(strings)
    }
}

/// The content of a cell. An empty cell is not kept at all.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A text, as it was typed (never empty).
    Text(StringId),
    /// A number, whose digits are what counts.
    Number(f64),
    /// A number or truth value of which the screen shows something else than digits.
    Shown {
        /// What is shown.
        text: StringId,
        /// What it looks like.
        look: Look,
        /// The number; of a date from 1900, of a truth value 1 or 0.
        number: f64,
    },
    /// `#N/A` and the like.
    Error(StringId),
    /// A formula whose value was never saved.
    FormulaWithoutValue,
}

/// What a number or truth value looks like where that is not its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Look {
    /// A text: zeros before the digits, or letters around them. It is read as such.
    Text,
    /// A date or a time.
    Date,
    /// A percentage.
    Percentage,
    /// Scientific notation.
    Scientific,
    /// A truth value.
    Truth,
}

/// A filled cell.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The place of the cell.
    pub place: CellRef,
    /// The content of the cell.
    pub value: Value,
}

/// Visible to people, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// They do.
    Visible,
    /// They do not, unless they unhide it.
    Hidden,
}

/// The rows of a text file as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRows {
    /// The character between two values.
    pub delimiter: char,
    /// The number of values of each row, empty ones included, from the first row.
    pub lengths: Vec<u32>,
}

/// A sheet as its file has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RawSheet {
    /// Its name.
    pub name: String,
    /// Visible to people, or not.
    pub visibility: Visibility,
    /// True when it has cells at all (a chart sheet has none).
    pub is_worksheet: bool,
    /// The filled cells by row, then column; each place once.
    pub cells: Vec<Cell>,
    /// The merged areas.
    pub merged: Vec<Area>,
    /// The rows that are hidden (by hand, by a filter or by a height of zero), from 1, in order, each once.
    pub hidden_rows: Vec<u32>,
    /// The totals rows of its tables: what Excel adds up, and nobody fills in.
    pub totals: Vec<Area>,
    /// The notes beside its cells.
    pub notes: Vec<Note>,
    /// The rows as they were written, in a text file.
    pub text: Option<TextRows>,
}

/// A workbook as its file has it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Book {
    /// The texts of all cells.
    pub strings: Strings,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<RawSheet>,
}
