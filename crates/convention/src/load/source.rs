//! The files a convention is made of, and what is wrong in them at which line and column.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The most problems that are kept: nobody mends more before loading the file again.
const MOST_PROBLEMS: usize = 200;

/// One mistake in a convention file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, as it was called when it was loaded.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column at which it begins, in characters from 1.
    pub column: usize,
    /// The column behind its last character on that line.
    pub end_column: usize,
    /// The text of the line.
    pub source_line: String,
    /// What is wrong.
    pub message: String,
    /// What was most likely meant.
    pub hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

/// A convention that could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the convention has {} mistake(s); the first: {}", .problems.len(), .problems.first().map(ToString::to_string).unwrap_or_default())]
pub struct LoadError {
    /// Every mistake, in the order of the file.
    pub problems: Vec<Problem>,
}

/// The files that a convention is made of, by positions that count through all of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sources(Arc<Vec<(usize, String, String)>>);

impl Sources {
    /// A problem at a position that loading has kept.
    pub(crate) fn problem(&self, at: &Range<usize>, message: &str) -> Problem {
        locate(&self.0, at, message, &None)
    }
}

/// Problems as they are found, by positions that count through all files read.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    files: Vec<(usize, String, String)>,
    found: Vec<(Range<usize>, String, Option<String>)>,
    /// Where the author's own file says what it stands on.
    pub(crate) stands_on: Range<usize>,
}

impl Problems {
    /// Adds a file; its first byte has the position that is returned.
    pub(crate) fn add_file(&mut self, name: &str, text: &str) -> usize {
        let base = self.files.last().map_or(0, |(base, _, text)| base + text.len() + 1);
        self.files.push((base, name.to_owned(), text.to_owned()));
        base
    }

    pub(crate) fn add(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.add_with_hint(at, message, None);
    }

    pub(crate) fn add_with_hint(
        &mut self,
        at: Range<usize>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        if self.found.len() < MOST_PROBLEMS {
            self.found.push((at, message.into(), hint));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Where a quoted text, or else a key, stands behind a position and before the next `[[`: lets a problem
    /// point at the very word, although only the entry's position was kept.
    pub(crate) fn find_behind(&self, from: usize, word: &str) -> Option<Range<usize>> {
        let (base, _, text) = file_of(&self.files, from)?;
        let entry = text.get(from.checked_sub(*base)?..)?;
        let entry = entry.find("\n[[").and_then(|end| entry.get(..end)).unwrap_or(entry);
        if let Some(start) = entry.find(&format!("\"{word}\"")) {
            return Some(from + start..from + start + word.len() + 2);
        }
        let is_key = |start: usize| {
            let before = entry.get(..start).and_then(|before| before.chars().next_back());
            let behind = entry.get(start + word.len()..).unwrap_or_default();
            before.is_some_and(|before| before.is_whitespace() || "{,.".contains(before))
                && behind.trim_start_matches(' ').starts_with(['=', '.'])
        };
        let (start, _) = entry.match_indices(word).find(|(start, _)| is_key(*start))?;
        Some(from + start..from + start + word.len())
    }

    /// Whether a position is in the file that was added first: the author's own.
    pub(crate) fn is_in_own_file(&self, position: usize) -> bool {
        self.files.get(1).is_none_or(|(base, ..)| position < *base)
    }

    /// Whether the author's own file stands on another convention.
    pub(crate) fn has_base(&self) -> bool {
        self.files.len() > 2
    }

    /// Whether a position is in the file that was added last: the engine's own, below all others.
    pub(crate) fn is_in_lowest_file(&self, position: usize) -> bool {
        self.files.last().is_some_and(|(base, ..)| position >= *base)
    }

    /// What was read, for those who find out more later.
    pub(crate) fn into_sources(self) -> Sources {
        Sources(Arc::new(self.files))
    }

    pub(crate) fn into_error(self) -> LoadError {
        let mut told = BTreeSet::new();
        let problem = |(at, message, hint): &(Range<usize>, String, Option<String>)| {
            if self.is_in_own_file(at.start) || !self.has_base() || !self.is_built_in(at.start) {
                return Some(locate(&self.files, at, message, hint));
            }
            // What is in order by itself is spoiled by what stands on it, and once says enough.
            let entry = self.entry_at(at.start)?;
            told.insert(entry.clone()).then(|| {
                let message = format!("what this file changes spoils {entry}: {message}");
                let hint = Some("change it here too, or switch a rule off with `off = true`".to_owned());
                locate(&self.files, &self.stands_on, &message, &hint)
            })
        };
        let mut problems: Vec<Problem> = self.found.iter().filter_map(problem).collect();
        problems.sort();
        problems.dedup();
        LoadError { problems }
    }

    /// Whether a position is in a file that comes with the program.
    fn is_built_in(&self, position: usize) -> bool {
        let name = file_of(&self.files, position).map(|(_, name, _)| name.as_str());
        let is_built_in = |name: &str| {
            name.strip_suffix("/convention.toml").is_some_and(|id| super::built_in_text(id).is_some())
        };
        self.is_in_lowest_file(position) || name.is_some_and(is_built_in)
    }

    /// What stands at a position of a file below: a rule by its code, else the table that it is in.
    fn entry_at(&self, position: usize) -> Option<String> {
        let (base, name, text) = file_of(&self.files, position)?;
        let before = text.get(..position.checked_sub(*base)?)?;
        let start = before.rfind("\n[").map_or(0, |start| start + 1);
        let entry = text.get(start..).unwrap_or_default();
        let header = entry.lines().next().unwrap_or_default();
        let code = entry.lines().nth(1).and_then(|line| line.strip_prefix("code = \"")?.strip_suffix('"'));
        match code.filter(|_| header == "[[rules]]") {
            Some(code) => Some(format!("{code} of {name}")),
            None => Some(format!("`{header}` of {name}")),
        }
    }
}

fn file_of(files: &[(usize, String, String)], position: usize) -> Option<&(usize, String, String)> {
    files.iter().rev().find(|(base, ..)| *base <= position)
}

fn locate(
    files: &[(usize, String, String)],
    at: &Range<usize>,
    message: &str,
    hint: &Option<String>,
) -> Problem {
    let (file, line, column, end_column, source_line) = match file_of(files, at.start) {
        Some((base, name, text)) => {
            let start = at.start.saturating_sub(*base).min(text.len());
            let before = text.get(..start).unwrap_or("");
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let source_line = text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or("");
            let column = before.get(line_start..).map_or(0, |before| before.chars().count()) + 1;
            let marked = text.get(start..at.end.saturating_sub(*base).min(text.len())).unwrap_or("");
            let width = marked.lines().next().map_or(0, |marked| marked.chars().count()).max(1);
            (name.clone(), before.matches('\n').count() + 1, column, column + width, source_line.to_owned())
        }
        None => (String::new(), 1, 1, 2, String::new()),
    };
    Problem { file, line, column, end_column, source_line, message: message.to_owned(), hint: hint.clone() }
}
