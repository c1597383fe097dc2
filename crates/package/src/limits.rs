//! How much of a file is read and written: more than any honest workbook needs, and so little that no file eats the
//! memory or the time of a run. One table says it all: what is counted, under which name, and how much of it there
//! may be.

use serde::{Deserialize, Serialize};

/// What a limit counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Things.
    Count,
    /// Megabytes of 1,048,576 bytes.
    Megabytes,
    /// Seconds.
    Seconds,
}

const MB: u64 = 1 << 20;

/// Makes [`Limit`] and its table of one list.
macro_rules! limits {
    ($($(#[doc = $said:literal])+ $limit:ident $name:literal $unit:ident $most:expr, small $small:expr, $grows:ident;)+) => {
        /// Something of which a workbook may have no more than a certain number.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Limit {
            $($(#[doc = $said])+ $limit,)+
        }

        impl Limit {
            /// All of them.
            pub const ALL: [Limit; TABLE.len()] = [$(Limit::$limit,)+];
        }

        const TABLE: &[Entry] = &[$(Entry {
            name: $name,
            unit: Unit::$unit,
            most: $most,
            small: $small,
            grows: Grows::$grows,
        },)+];
    };
}

/// An entry of the table.
struct Entry {
    name: &'static str,
    unit: Unit,
    /// What there may be of it when nobody says anything.
    most: u64,
    /// What a small workbook has of it.
    small: u64,
    grows: Grows,
}

/// Whether a limit grows as the number of cells does that somebody allows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grows {
    Stays,
    WithCells,
}

limits! {
    /// The bytes of the file.
    File "file" Megabytes 64 * MB, small 8 * MB, WithCells;
    /// The bytes of a file of plain text, which is decoded as a whole.
    TextFile "text-file" Megabytes 32 * MB, small 8 * MB, WithCells;
    /// A list of what there is already, which may be larger than any workbook.
    Inventory "inventory" Megabytes 128 * MB, small 8 * MB, Stays;
    /// The parts of a package.
    Parts "parts" Count 20_000, small 2_000, Stays;
    /// What all parts inflate to, each time that one is inflated.
    Inflated "inflated" Megabytes 1024 * MB, small 64 * MB, WithCells;
    /// A part that is held as a whole: the workbook part, relationships, styles, notes.
    Part "part" Megabytes 32 * MB, small MB, WithCells;
    /// A part with cells or their texts.
    Sheet "sheet" Megabytes 128 * MB, small 24 * MB, WithCells;
    /// The elements of a part, the cells of a sheet apart.
    Elements "elements" Count 1_000_000, small 40_000, Stays;
    /// What stands in one tag, or between two; the longest that Excel writes is a cell of 32,767 characters, each as a
    /// reference.
    Token "token" Megabytes MB, small MB, Stays;
    /// The sheets of a workbook.
    Sheets "sheets" Count 1_000, small 100, Stays;
    /// The references from one part to others: Excel allows 65,530 links on a sheet.
    Relations "relations" Count 100_000, small 2_000, Stays;
    /// The formats of cells, and of numbers: Excel stops at 65,490.
    Styles "styles" Count 65_536, small 4_096, Stays;
    /// The filled cells of a workbook.
    Cells "cells" Count 1_500_000, small 300_000, WithCells;
    /// The different texts of a workbook, together.
    Text "text" Megabytes 64 * MB, small 16 * MB, WithCells;
    /// The shared strings.
    Strings "strings" Count 1_500_000, small 300_000, WithCells;
    /// The merged areas of a sheet.
    Merged "merged" Count 100_000, small 5_000, WithCells;
    /// The conditional formats of a sheet.
    Conditions "conditions" Count 20_000, small 1_000, Stays;
    /// The notes of a sheet.
    Notes "notes" Count 50_000, small 2_000, Stays;
    /// The fields of a text file, the empty ones too.
    Fields "fields" Count 10_000_000, small 2_000_000, WithCells;
    /// The blanks that an OpenDocument spreadsheet tells by their number.
    Repeats "repeats" Count 4_000_000, small 250_000, WithCells;
    /// The records of a binary workbook.
    Records "records" Count 6_000_000, small 100_000, WithCells;
    /// The findings of a workbook.
    Findings "findings" Count 250_000, small 10_000, WithCells;
    /// The changes that a marked copy has kept of itself.
    Changes "changes" Count 100_000, small 10_000, Stays;
    /// The memory that work on a workbook takes.
    Memory "memory" Megabytes 256 * MB, small 256 * MB, WithCells;
    /// The time that work on a workbook takes.
    Seconds "seconds" Seconds 10, small 10, WithCells;
}

impl Limit {
    fn entry(self) -> Option<&'static Entry> {
        TABLE.get(self as usize)
    }

    /// The name by which it is set.
    pub fn name(self) -> &'static str {
        self.entry().map_or("", |entry| entry.name)
    }

    /// What it counts in.
    pub fn unit(self) -> Unit {
        self.entry().map_or(Unit::Count, |entry| entry.unit)
    }

    /// The limit of that name.
    pub fn named(name: &str) -> Option<Limit> {
        Limit::ALL.into_iter().find(|limit| limit.name() == name)
    }

    /// A number in its unit, as [`Limits`] keeps it.
    pub fn of_units(self, number: u64) -> u64 {
        if self.unit() == Unit::Megabytes { number.saturating_mul(MB) } else { number }
    }

    /// A number as [`Limits`] keeps it, in its unit.
    pub fn in_units(self, most: u64) -> u64 {
        if self.unit() == Unit::Megabytes { most.div_ceil(MB) } else { most }
    }

    /// That there is more of it than there may be.
    pub fn excess(self, limits: &Limits) -> Excess {
        Excess { limit: self, most: limits.most(self), part: None }
    }
}

/// How much there may be of everything that has a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    most: [u64; TABLE.len()],
}

/// What holds when nobody says anything.
impl Default for Limits {
    fn default() -> Limits {
        Limits { most: Limit::ALL.map(|limit| limit.entry().map_or(0, |entry| entry.most)) }
    }
}

impl Limits {
    /// Those that a small workbook keeps, such as one of 20,000 accounts: reading and marking it takes little memory and
    /// time whatever stands in it.
    pub fn small(self) -> Limits {
        let small = |limit: Limit| limit.entry().map_or(0, |entry| entry.small.min(self.most(limit)));
        Limits { most: Limit::ALL.map(small) }
    }

    /// The same with what somebody has said, in the units of each limit; where more cells are allowed, so is more of
    /// what comes with them.
    pub fn with(self, said: &[(Limit, u64)]) -> Limits {
        let mut limits = self;
        let cells = said.iter().rev().find(|(limit, _)| *limit == Limit::Cells).map(|(_, number)| *number);
        if let Some(cells) = cells {
            limits = limits.times(cells.div_ceil(self.most(Limit::Cells).max(1)));
        }
        for (limit, number) in said {
            limits.set(*limit, limit.of_units(*number));
        }
        limits
    }

    /// Those of a list of what there is already: as much more of everything as such a list may be larger than a text.
    pub fn of_inventory(self) -> Limits {
        let most = self.most(Limit::Inventory);
        let mut limits = self.times(most.div_ceil(self.most(Limit::TextFile).max(1)));
        for limit in [Limit::File, Limit::TextFile] {
            limits.set(limit, most);
        }
        limits
    }

    /// So many times as much of everything that grows with cells.
    fn times(self, times: u64) -> Limits {
        let mut limits = self;
        for limit in Limit::ALL {
            if limit.entry().is_some_and(|entry| entry.grows == Grows::WithCells) {
                limits.set(limit, self.most(limit).saturating_mul(times.max(1)));
            }
        }
        limits
    }

    fn set(&mut self, limit: Limit, most: u64) {
        if let Some(entry) = self.most.get_mut(limit as usize) {
            *entry = most;
        }
    }

    /// How much there may be of something, in bytes where it is counted in megabytes.
    pub fn most(&self, limit: Limit) -> u64 {
        self.most.get(limit as usize).copied().unwrap_or(0)
    }

    /// How many there may be of something.
    pub fn count(&self, limit: Limit) -> usize {
        usize::try_from(self.most(limit)).unwrap_or(usize::MAX)
    }

    /// Refuses more of something than there may be.
    ///
    /// # Errors
    /// When there is more.
    pub fn check(&self, limit: Limit, count: usize) -> Result<(), Excess> {
        if count > self.count(limit) { Err(limit.excess(self)) } else { Ok(()) }
    }

    /// As [`check`](Self::check), of something in a part.
    ///
    /// # Errors
    /// When there is more.
    pub fn check_in(&self, part: &str, limit: Limit, count: usize) -> Result<(), Excess> {
        self.check(limit, count).map_err(|excess| excess.within(part))
    }
}

/// That there is more of something than there may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("it has more than {most} of {}", self.limit.name())]
pub struct Excess {
    /// Of what.
    pub limit: Limit,
    /// How much there may be, in bytes where it is counted in megabytes.
    pub most: u64,
    /// The part that it is in.
    pub part: Option<String>,
}

impl Excess {
    /// The same, in a part.
    pub fn within(self, part: &str) -> Excess {
        Excess { part: Some(part.to_owned()), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_has_a_name_of_its_own_and_room_for_a_small_workbook() {
        let defaults = Limits::default();
        for limit in Limit::ALL {
            assert_eq!(Limit::named(limit.name()), Some(limit));
            assert!(defaults.small().most(limit) <= defaults.most(limit), "{limit:?}");
            assert_eq!(limit.of_units(limit.in_units(defaults.most(limit))), defaults.most(limit));
        }
        assert_eq!(Limit::named("none"), None);
        assert!(defaults.small().most(Limit::Cells) < defaults.most(Limit::Cells));
        // What somebody has allowed no more of is not allowed to a small workbook either.
        assert_eq!(defaults.with(&[(Limit::Cells, 10)]).small().most(Limit::Cells), 10);
    }

    #[test]
    fn more_cells_take_more_of_what_comes_with_them() {
        let defaults = Limits::default();
        let more = defaults.with(&[(Limit::Cells, 15_000_000), (Limit::Text, 100)]);
        assert_eq!(more.most(Limit::Cells), 15_000_000);
        assert_eq!(more.most(Limit::Memory), 10 * defaults.most(Limit::Memory));
        assert_eq!(more.most(Limit::Text), 100 << 20);
        assert_eq!(more.most(Limit::Sheets), defaults.most(Limit::Sheets));
        assert_eq!(defaults.with(&[(Limit::Cells, 10)]).most(Limit::Memory), defaults.most(Limit::Memory));
        assert_eq!(defaults.with(&[(Limit::Sheets, 2)]).check(Limit::Sheets, 2), Ok(()));
        let inventory = defaults.with(&[(Limit::Inventory, 256)]).of_inventory();
        assert_eq!(inventory.most(Limit::TextFile), 256 << 20);
        assert_eq!(inventory.most(Limit::Cells), 8 * defaults.most(Limit::Cells));
        let none = defaults.with(&[(Limit::Inventory, 1)]).of_inventory();
        assert_eq!(none.most(Limit::TextFile), 1 << 20);
        assert_eq!(none.most(Limit::Cells), defaults.most(Limit::Cells));
        assert!(defaults.with(&[(Limit::Sheets, 2)]).check(Limit::Sheets, 3).is_err());
    }
}
