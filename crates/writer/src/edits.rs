//! Changes to the text of a part, and how to take them back.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::error::WriteError;

/// Changes to one text, told by where they stand in it before any of them is made.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

/// How to take one change back: what stands at `start..end` of the new text was `old`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reversal {
    /// Where the new text of the change begins, in bytes.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
    /// What stood there before.
    pub(crate) old: Vec<u8>,
}

impl Edits {
    /// Adds a text; several at one place stand in the order in which they were added.
    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.list.push((at..at, text.into()));
    }

    /// Puts a text in the place of another.
    pub(crate) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.list.push((range, text.into()));
    }

    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The changed text, and how to take the changes back.
    pub(crate) fn apply(mut self, part: &str, text: &str) -> Result<(String, Vec<Reversal>), WriteError> {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        let added: usize = self.list.iter().map(|(_, new)| new.len()).sum();
        let mut result = String::with_capacity(text.len() + added);
        let mut reversals = Vec::with_capacity(self.list.len());
        let mut from = 0;
        for (range, new) in self.list {
            let (Some(kept), Some(old)) = (text.get(from..range.start), text.get(range.clone())) else {
                return Err(WriteError::damaged(part, "its elements overlap"));
            };
            result.push_str(kept);
            let start = result.len();
            result.push_str(&new);
            reversals.push(Reversal { start, end: result.len(), old: old.as_bytes().to_vec() });
            from = range.end;
        }
        result.push_str(text.get(from..).unwrap_or_default());
        Ok((result, reversals))
    }
}

/// Takes changes back; `None` when they do not fit the text.
pub(crate) fn revert(bytes: &[u8], reversals: &[Reversal]) -> Option<Vec<u8>> {
    let mut result = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for reversal in reversals {
        result.extend_from_slice(bytes.get(from..reversal.start)?);
        result.extend_from_slice(&reversal.old);
        from = reversal.end.max(reversal.start);
    }
    result.extend_from_slice(bytes.get(from..)?);
    Some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_and_taken_back() {
        let mut edits = Edits::default();
        edits.replace(2..4, "CD!");
        edits.insert(6, "1");
        edits.insert(6, "2");
        edits.insert(0, "<");
        let (new, reversals) = edits.apply("p", "abcdef").unwrap();
        assert_eq!(new, "<abCD!ef12");
        assert_eq!(revert(new.as_bytes(), &reversals).unwrap(), b"abcdef");
    }

    #[test]
    fn changes_that_overlap_are_refused() {
        let mut edits = Edits::default();
        edits.replace(1..4, "");
        edits.replace(3..5, "");
        assert!(edits.apply("p", "abcdef").is_err());
    }

    #[test]
    fn what_does_not_fit_is_not_taken_back() {
        let wild = [Reversal { start: 5, end: 9, old: Vec::new() }];
        assert_eq!(revert(b"abc", &wild), None);
    }
}
