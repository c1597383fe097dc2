//! The outcomes that were reported of workbooks, for runs that report only what is new: one file for each way of checking.
//!
//! It is written when the report of a run is whole, never before: what nobody could read was not reported. Two runs
//! that end at the same time may lose what one of them has reported, which is then reported once more.

use std::collections::HashMap;
use std::io::Write as _;
use std::path::Path;
use std::time::SystemTime;

use super::tidy;
use crate::files;
use crate::files::folder_of;
use crate::kept::{Digest, checked, sealed};

/// The number of bytes of a digest in the file: enough to tell workbooks and lines apart.
const SHORT: usize = 16;

/// The length of a record: workbook, outcome, and the day (since 1970) on which it was last there.
const RECORD: usize = 2 * SHORT + 4;

type Short = [u8; SHORT];

/// The outcome that was reported of each workbook, and on which day it was last there.
#[derive(Debug, Default, PartialEq)]
pub struct Ledger(HashMap<Short, (Short, u32)>);

impl Ledger {
    /// The content of a file; nothing when it is not there or damaged.
    pub fn read(file: &Path) -> Ledger {
        let bytes = files::read(file, files::MOST).unwrap_or_default();
        let records = checked(&bytes).unwrap_or_default().chunks_exact(RECORD);
        let record = |record: &[u8]| {
            let (workbook, rest) = record.split_first_chunk()?;
            let (reported, day) = rest.split_first_chunk()?;
            Some((*workbook, (*reported, u32::from_le_bytes(day.try_into().ok()?))))
        };
        Ledger(records.filter_map(record).collect())
    }

    /// True for the outcome that was reported of a workbook.
    pub fn knows(&self, workbook: &Digest, reported: &Digest) -> bool {
        short(workbook)
            .is_some_and(|workbook| self.0.get(&workbook).map(|(reported, _)| *reported) == short(reported))
    }

    /// Adds reported outcomes to a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(file: &Path, reported: &[(Digest, Digest)], today: u32) -> anyhow::Result<()> {
        let mut ledger = Ledger::read(file).0;
        let oldest = today.saturating_sub(tidy::unused_days());
        ledger.retain(|_, (_, day)| *day >= oldest);
        let shortened = reported
            .iter()
            .filter_map(|(workbook, reported)| Some((short(workbook)?, (short(reported)?, today))));
        ledger.extend(shortened);
        let mut records: Vec<(Short, (Short, u32))> = ledger.into_iter().collect();
        records.sort_unstable();
        let mut bytes = Vec::with_capacity(records.len() * RECORD);
        for (workbook, (reported, day)) in records {
            bytes.extend_from_slice(&workbook);
            bytes.extend_from_slice(&reported);
            bytes.extend_from_slice(&day.to_le_bytes());
        }
        super::make_private(folder_of(file))?;
        let mut temporary =
            tempfile::Builder::new().prefix(tidy::BEING_WRITTEN).tempfile_in(folder_of(file))?;
        temporary.write_all(&sealed(&[&bytes]))?;
        temporary.persist(file)?;
        Ok(())
    }
}

/// Today, in days since 1970.
pub fn today() -> u32 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u32::try_from(since.as_secs() / (24 * 60 * 60)).unwrap_or(u32::MAX)
}

fn short(digest: &Digest) -> Option<Short> {
    digest.first_chunk().copied()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_was_reported_stays_until_the_workbook_is_long_gone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("reported/x");
        let (one, two) = ([1; 32], [2; 32]);
        Ledger::add(&file, &[(one, one), (two, one)], 1000).unwrap();
        Ledger::add(&file, &[(two, two)], 1030).unwrap();
        let ledger = Ledger::read(&file);
        assert!(ledger.knows(&one, &one) && ledger.knows(&two, &two));
        assert!(!ledger.knows(&two, &one) && !ledger.knows(&[3; 32], &one));
        Ledger::add(&file, &[], 1061).unwrap();
        let ledger = Ledger::read(&file);
        assert!(!ledger.knows(&one, &one) && ledger.knows(&two, &two));

        let mut bytes = fs::read(&file).unwrap();
        bytes[30] ^= 4;
        fs::write(&file, bytes).unwrap();
        assert_eq!(Ledger::read(&file), Ledger::default());
    }
}
