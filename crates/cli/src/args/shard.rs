//! The value of `--shard`: which part of a run a call is.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::speech::said;

/// A part of a run: the `number`th of `count`, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    pub number: u32,
    pub count: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        const MOST: u32 = 100_000;
        let (number, count) = text
            .split_once('/')
            .and_then(|(number, count)| Some((whole(number)?, whole(count)?)))
            .ok_or_else(|| said!("write it as K/N, for example 1/4 for the first of four parts"))?;
        if !(1..=MOST).contains(&count) {
            return Err(said!(
                "a run has 1 to {most} parts; write it as K/N, for example 1/4 for the first of four parts",
                most = MOST
            ));
        }
        if !(1..=count).contains(&number) {
            return Err(said!("of {count} parts there are the parts 1 to {count}", count = count));
        }
        Ok(Shard { number, count })
    }
}

/// A whole number; one that is too large for anything is the largest there is.
fn whole(text: &str) -> Option<u32> {
    let text = text.trim();
    let is_whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| text.parse().unwrap_or(u32::MAX))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_written_as_people_count() {
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, count: 4 }));
        assert!("0/4".parse::<Shard>().unwrap_err().contains("1 to 4"));
        for wrong in ["0/0", "1/0", "1/100001", "1/99999999999"] {
            assert!(wrong.parse::<Shard>().unwrap_err().contains("1 to 100000 parts"), "{wrong}");
        }
        for wrong in ["5/4", "99999999999/4", "4", "/", "1/", "a/b", "-1/3", "+1/3"] {
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
