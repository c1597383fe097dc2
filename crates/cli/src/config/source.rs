//! The text of a configuration: where something stands in it, and what is wrong there.

use std::ops::Range;
use std::path::Path;

use pamlint_convention::Problem;
use toml::de::DeValue;

use crate::files::folder_of;
use crate::problems::Spot;

/// The text, and what is wrong with it so far.
pub struct Source<'s> {
    path: &'s Path,
    text: &'s str,
    pub problems: Vec<Problem>,
}

impl<'s> Source<'s> {
    /// A text in which nothing has been found wrong yet.
    pub fn new(path: &'s Path, text: &'s str) -> Source<'s> {
        Source { path, text, problems: Vec::new() }
    }

    /// Adds a mistake.
    pub fn problem(&mut self, at: Range<usize>, message: String, hint: Option<String>) {
        self.problems.push(self.spot(at).problem(message, hint));
    }

    /// A place in the file, to be told what is wrong there.
    pub fn spot(&self, at: Range<usize>) -> Spot {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).map_or(0, |before| before.chars().count()) + 1;
        let marked =
            self.text.get(at).unwrap_or("").lines().next().map_or(0, |marked| marked.chars().count());
        Spot {
            file: self.path.display().to_string(),
            line: before.matches('\n').count() + 1,
            column,
            end_column: column + marked.max(1),
            source_line: self
                .text
                .get(line_start..)
                .and_then(|rest| rest.lines().next())
                .unwrap_or("")
                .to_owned(),
        }
    }

    /// The folder of the file, from which paths in it count.
    pub fn folder(&self) -> &Path {
        folder_of(self.path)
    }
}

/// The text of a value that is no list and no table.
pub fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().replace('_', "")),
        DeValue::Datetime(date) => Some(date.to_string()),
        _ => None,
    }
}
