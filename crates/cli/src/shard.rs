//! One run on several machines: each checks a part of the workbooks, and `pamlint merge` joins what they
//! write.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use pamlint_convention::Convention;
use pamlint_report::{Head, Outcome, Summary};
use serde::{Deserialize, Serialize};

use crate::settings::Settings;
use crate::traces::{Told, Traces, line_of};

/// A part of a run: the `number`th of `count`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    pub number: u32,
    pub count: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let parts = text.split_once('/').and_then(|(number, count)| {
            Some(Shard { number: number.trim().parse().ok()?, count: count.trim().parse().ok()? })
        });
        let shard = parts.ok_or("write it as K/N, for example 1/4 for the first of four parts")?;
        if shard.number == 0 || shard.number > shard.count {
            return Err(format!("of {} parts there are the parts 1 to {}", shard.count, shard.count));
        }
        Ok(shard)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

impl Shard {
    /// Whether a workbook at that path below the folder that is checked belongs to this part. Each
    /// belongs to exactly one, the same on every machine, whatever other workbooks there are.
    pub fn takes(self, below: &Path) -> bool {
        let mut hasher = blake3::Hasher::new();
        for component in below.components() {
            hasher.update(component.as_os_str().as_encoded_bytes()).update(b"/");
        }
        let mut first = [0; 8];
        hasher.finalize_xof().fill(&mut first);
        u64::from_le_bytes(first) % u64::from(self.count) == u64::from(self.number) - 1
    }
}

/// What a line of a part has under the key `set`, for [`merge`](crate::merge).
#[derive(Debug, Serialize, Deserialize)]
pub struct Set {
    /// Which part it is.
    pub shard: Shard,
    /// Where the workbook stands among all those of the run, from 0.
    pub position: usize,
    /// How many components of its path are below the folder that was checked.
    pub depth: usize,
    /// The language of the run.
    pub language: String,
    /// The id and version of the convention.
    pub convention: (String, String),
    /// What the workbook is compared with others by; none when it could not be checked.
    pub traces: Option<Traces>,
    /// What there is to say when another has the same.
    pub told: Option<Told>,
}

impl Set {
    /// That of a workbook at a position in the run and so deep below the folder that is checked.
    pub fn of(
        shard: Shard,
        (position, depth): (usize, usize),
        outcome: &Outcome,
        convention: &Convention,
        head: &Head,
    ) -> Set {
        let (traces, told) =
            outcome.result.as_ref().map(|report| Traces::of(report, convention)).ok().unzip();
        Set {
            shard,
            position,
            depth,
            language: head.language.code().to_owned(),
            convention: head.convention.clone(),
            traces,
            told,
        }
    }
}

/// What the last line of a part has under the key `part`: without it nobody would know whether the part is whole.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// Which part it is.
    pub shard: Shard,
    /// How many workbooks have a line in it.
    pub workbooks: usize,
    /// How many findings of each severity stand in those lines.
    pub counts: BTreeMap<String, usize>,
    /// How many workbooks all parts have together.
    pub of: usize,
    /// The workbooks of the part that were not reached because the run was interrupted.
    pub not_reached: Vec<String>,
    /// The language of the run.
    pub language: String,
    /// The id and version of the convention.
    pub convention: (String, String),
    /// A digest of what the workbooks were checked by, which has to be the same for all parts.
    pub options: String,
}

impl Closing {
    /// That of a part of a run of so many workbooks.
    pub fn of(shard: Shard, summary: &Summary, of: usize, settings: &Settings) -> Closing {
        let counts = [
            ("error", summary.counts.error),
            ("warning", summary.counts.warning),
            ("info", summary.counts.info),
        ];
        let head = settings.head();
        Closing {
            shard,
            workbooks: summary.workbooks,
            counts: counts.map(|(severity, count)| (severity.to_owned(), count)).into(),
            of,
            not_reached: summary.not_reached.clone(),
            language: head.language.code().to_owned(),
            convention: head.convention,
            options: options(settings),
        }
    }

    /// Its line.
    pub fn line(&self) -> String {
        // Plain texts and numbers: writing them to memory has no way to fail.
        format!("{{\"part\":{}}}\n", serde_json::to_string(self).unwrap_or_default())
    }
}

/// A digest of what decides about findings, the same on every machine that goes by the same.
fn options(settings: &Settings) -> String {
    let decisive =
        format!("{:?} {:?} {:?}", settings.convention, settings.options, settings.exceptions.decisive());
    blake3::hash(decisive.as_bytes()).to_hex().as_str().chars().take(32).collect()
}

/// The line of a workbook in the report of a part.
pub fn line(outcome: &Outcome, set: &Set) -> String {
    let line = line_of(outcome);
    // Plain texts and numbers: writing them to memory has no way to fail.
    let set = serde_json::to_string(set).unwrap_or_default();
    format!("{},\"set\":{set}}}\n", line.strip_suffix('}').unwrap_or(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_as_people_count() {
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, count: 4 }));
        assert!("0/4".parse::<Shard>().unwrap_err().contains("1 to 4"));
        for wrong in ["5/4", "4", "1/0", "a/b", "-1/3"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_workbook_belongs_to_one_part_of_about_the_same_size() {
        let mut sizes = [0; 7];
        for number in 0..7000 {
            let path = format!("customer-{}/accounts-{number}.xlsx", number % 90);
            let takes = |part: &u32| Shard { number: *part, count: 7 }.takes(Path::new(&path));
            let parts: Vec<u32> = (1..=7).filter(takes).collect();
            assert_eq!(parts.len(), 1);
            sizes[parts[0] as usize - 1] += 1;
        }
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
    }

    #[test]
    fn the_part_of_a_workbook_stays_the_same_in_every_version() {
        let part =
            |path: &str| (1..=10).find(|number| Shard { number: *number, count: 10 }.takes(Path::new(path)));
        assert_eq!([part("a.xlsx"), part("in/b.xlsx"), part("in/c/d.csv")], [Some(8), Some(6), Some(6)]);
    }
}
