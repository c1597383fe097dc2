//! Cells in which a word stands in the place of a value.

use pamlint_convention::{Convention, Placeholder};
use pamlint_reader::{Cell, Look, StringId, Value, Workbook};
use rustc_hash::FxHashMap;

use crate::clean::{Style, clean};

/// What a text stands for; `None` where it is a value like any other.
pub(crate) fn of_text(convention: &Convention, text: &str) -> Option<Placeholder> {
    convention.placeholders.of(&clean(text, Style { one_line: true, ..Style::default() }).text)
}

/// What the texts of a workbook stand for, each asked once: words come again and again.
pub(crate) struct Seen<'w> {
    convention: &'w Convention,
    workbook: &'w Workbook,
    known: FxHashMap<StringId, Option<Placeholder>>,
}

impl<'w> Seen<'w> {
    pub(crate) fn new(convention: &'w Convention, workbook: &'w Workbook) -> Seen<'w> {
        Seen { convention, workbook, known: FxHashMap::default() }
    }

    /// What a text of the workbook stands for; `None` where it is a value like any other.
    pub(crate) fn of(&mut self, id: StringId) -> Option<Placeholder> {
        let text = || of_text(self.convention, self.workbook.strings.get(id));
        *self.known.entry(id).or_insert_with(text)
    }

    /// What the text of a cell stands for.
    pub(crate) fn of_cell(&mut self, cell: &Cell) -> Option<Placeholder> {
        match cell.value {
            Value::Text(id) | Value::Shown { text: id, look: Look::Text, .. } => self.of(id),
            _ => None,
        }
    }

    /// True for a cell without a value: blank, or with a word in the place of one.
    pub(crate) fn is_unfilled(&mut self, cell: &Cell) -> bool {
        self.workbook.is_blank(cell) || self.of_cell(cell).is_some()
    }
}
