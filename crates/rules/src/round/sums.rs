//! The checksums by which the next round knows whether a value is still what it was.

use crc32fast::Hasher;
use pamlint_convention::ColumnId;
use pamlint_reader::SheetId;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::draft::{header, shown_in};
use crate::facts::{Facts, RowFacts, State};

/// The checksums of the values of an account, in order and each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Sums(Vec<u32>);

impl Sums {
    pub fn contains(&self, sum: u32) -> bool {
        self.0.binary_search(&sum).is_ok()
    }

    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }
}

impl FromIterator<u32> for Sums {
    fn from_iter<I: IntoIterator<Item = u32>>(sums: I) -> Sums {
        let mut sums: Vec<u32> = sums.into_iter().collect();
        sums.sort_unstable();
        sums.dedup();
        Sums(sums)
    }
}

/// The checksum of a value below a header.
pub(super) fn sum(column: &str, text: &str) -> u32 {
    with(&below(column), text)
}

fn below(column: &str) -> Hasher {
    let mut hasher = Hasher::new();
    hasher.update(column.as_bytes());
    hasher.update(b"\0");
    hasher
}

fn with(below: &Hasher, text: &str) -> u32 {
    let mut hasher = below.clone();
    hasher.update(text.as_bytes());
    hasher.finalize()
}

/// Makes the checksums of rows.
pub(super) struct Summing<'f, 'a> {
    facts: &'f Facts<'a>,
    /// What stands before the values of a column.
    headers: FxHashMap<(SheetId, ColumnId), Hasher>,
}

impl<'f, 'a> Summing<'f, 'a> {
    pub fn new(facts: &'f Facts<'a>) -> Self {
        Summing { facts, headers: FxHashMap::default() }
    }

    /// The checksums of the values of an account, but for secrets and free texts.
    pub fn of(&mut self, row: &RowFacts) -> Sums {
        let facts = self.facts;
        let sheet = row.sheet;
        let filled = facts.workbook.sheet(sheet).cells_of(row.number);
        let fields = facts.convention.table(row.table).fields.iter().zip(facts.rows.cells(row));
        let sums = fields.filter_map(|(field, cell)| {
            let is_secret =
                || facts.secrets.is_secret(sheet, cell.place) || facts.secrets.is_withheld(sheet, cell.place);
            if matches!(cell.state, State::NoColumn | State::Free) || is_secret() {
                return None;
            }
            // A merged cell shows what stands in the first one, elsewhere.
            let here = filled.iter().find(|filled| filled.place == cell.place);
            let there = || facts.workbook.sheet(sheet).cell(cell.place);
            let known = here.or_else(|| (cell.place.row != row.number).then(there).flatten());
            let text = known.map(|known| shown_in(facts, known));
            let column = field.column;
            let below = self.headers.entry((sheet, column));
            let below = below.or_insert_with(|| self::below(&header(facts, sheet, column)));
            Some(with(below, &text.unwrap_or_default()))
        });
        sums.collect()
    }
}
