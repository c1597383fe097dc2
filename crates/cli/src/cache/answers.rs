//! The replies that were drafted: which workbooks went back as they are, and by when an answer is expected.
//!
//! A workbook is known by its path and its content: one that was changed since is an answer itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use pamlint_report::Told;

use super::{ledger, tidy};
use crate::files;
use crate::files::folder_of;
use crate::kept::{Digest, checked, sealed};

/// The replies that earlier runs have drafted.
#[derive(Debug, Default, PartialEq)]
pub struct Answers {
    file: PathBuf,
    known: BTreeMap<String, Asked>,
    /// What this run has to note.
    news: BTreeMap<String, Asked>,
}

/// A reply that was drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    /// The day by which it asks for an answer.
    until: Option<Date>,
    /// The day on which the workbook was last there, since 1970.
    seen: u32,
}

/// A workbook, by its path and its content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Which(String);

impl Which {
    /// The workbook at a whole path.
    pub fn of(path: &Path, content: &Digest) -> Which {
        let mut hasher = blake3::Hasher::new();
        hasher.update(content).update(path.as_os_str().as_encoded_bytes());
        Which(hasher.finalize().to_hex().to_string())
    }
}

impl Answers {
    /// What a file tells; nothing when it is not there or damaged.
    pub fn read(file: PathBuf) -> Answers {
        let bytes = files::read(&file, files::MOST).unwrap_or_default();
        let text = String::from_utf8_lossy(checked(&bytes).unwrap_or_default()).into_owned();
        let known = text.lines().filter_map(|line| {
            let [workbook, until, seen] = line.split(' ').collect::<Vec<_>>().try_into().ok()?;
            Some((workbook.to_owned(), Asked { until: until.parse().ok(), seen: seen.parse().ok()? }))
        });
        Answers { known: known.collect(), file, news: BTreeMap::new() }
    }

    /// The reply that was drafted about a workbook.
    fn of(&self, which: &Which) -> Option<Asked> {
        self.known.get(&which.0).copied()
    }

    /// Notes that a reply was drafted about a workbook. The day by which an answer is expected stays until it has passed,
    /// however often the same is drafted anew.
    pub fn note(&mut self, which: &Which, until: Option<Date>, today: Date) {
        let earlier = self.of(which).and_then(|asked| asked.until).filter(|day| *day >= today);
        let asked = Asked { until: earlier.or(until), seen: ledger::today() };
        self.news.insert(which.0.clone(), asked);
    }

    /// Whether whoever sent a workbook was told of it; notes that it is still there.
    pub fn told(&mut self, which: &Which) -> Told {
        let Some(asked) = self.of(which) else { return Told::Now };
        self.news.insert(which.0.clone(), Asked { seen: ledger::today(), ..asked });
        Told::Asked(asked.until.map(|day| day.to_string()))
    }

    /// Keeps it.
    pub fn keep(self) {
        if let Err(error) = self.write() {
            tracing::debug!("who was asked will not be known next time: {error:#}");
        }
    }

    /// Writes it down, with what other runs have noted meanwhile.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(self) -> anyhow::Result<()> {
        if self.news.is_empty() {
            return Ok(());
        }
        let mut all = Answers::read(self.file.clone()).known;
        all.extend(self.news);
        let oldest = ledger::today().saturating_sub(tidy::unused_days());
        let mut text = String::new();
        for (workbook, Asked { until, seen }) in all.into_iter().filter(|(_, asked)| asked.seen >= oldest) {
            let until = until.map_or_else(|| "-".to_owned(), |day| day.to_string());
            writeln!(text, "{workbook} {until} {seen}")?;
        }
        super::make_private(folder_of(&self.file))?;
        let mut temporary =
            tempfile::Builder::new().prefix(tidy::BEING_WRITTEN).tempfile_in(folder_of(&self.file))?;
        temporary.write_all(&sealed(&[text.as_bytes()]))?;
        temporary.persist(&self.file)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_answer_stays_until_it_has_passed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("replied/all");
        let [first, second, third] =
            ["2026-11-28", "2026-12-12", "2026-12-31"].map(|day| day.parse().unwrap());
        let (one, other) = (Which::of(Path::new("/a"), &[1; 32]), Which::of(Path::new("/a"), &[2; 32]));
        let noted = |which: &Which, until, today| {
            let mut answers = Answers::read(file.clone());
            answers.note(which, until, today);
            answers.write().unwrap();
        };
        noted(&one, Some(second), first);
        noted(&one, Some(third), second);
        noted(&other, None, first);
        let answers = || Answers::read(file.clone());
        assert_eq!(answers().of(&one).unwrap().until, Some(second));
        assert_eq!(answers().of(&other).unwrap().until, None);
        assert_eq!(answers().of(&Which::of(Path::new("/b"), &[1; 32])), None);
        noted(&one, Some(third), third);
        assert_eq!(answers().of(&one).unwrap().until, Some(third));
        std::fs::write(&file, b"damaged").unwrap();
        assert_eq!(answers().known, BTreeMap::new());
    }
}
