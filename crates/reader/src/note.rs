//! The notes that people leave beside cells.

use serde::{Deserialize, Serialize};

use pamlint_package::CellRef;

/// The most notes of a sheet that are read.
const MOST: usize = 100_000;

/// The first line and the last of what we write into notes ourselves.
pub const OUR_NOTE: (&str, &str) = ("▼ pamlint", "▲ pamlint");

/// A note or comment beside a cell, without what an earlier check wrote into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The cell.
    pub place: CellRef,
    /// What it says; never nothing but blanks.
    pub text: String,
}

/// Adds a note to those of a sheet, unless nothing of the customer's stands in it.
pub(crate) fn add(notes: &mut Vec<Note>, place: CellRef, text: &str) {
    let text = without_ours(text);
    if notes.len() < MOST && !text.trim().is_empty() {
        notes.push(Note { place, text });
    }
}

/// A text without ours.
fn without_ours(text: &str) -> String {
    let (start, end) = OUR_NOTE;
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(start) {
        kept.push_str(before);
        rest = after.split_once(end).map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_wrote_is_no_note() {
        let mut notes = Vec::new();
        let place = CellRef::new(2, 3);
        for text in [
            "",
            " \n",
            "▼ pamlint\nERROR\n▲ pamlint",
            "ask Jan\n▼ pamlint\nERROR\n▲ pamlint",
            "▼ pamlint cut",
        ] {
            add(&mut notes, place, text);
        }
        assert_eq!(notes, [Note { place, text: "ask Jan\n".to_owned() }]);
    }
}
