//! Cells in which a word stands in the place of a value.

use pamlint_convention::{Convention, Placeholder};
use pamlint_reader::{Cell, Workbook};

use crate::clean::{Style, clean};

/// What a text stands for; `None` where it is a value like any other.
pub(crate) fn of_text(convention: &Convention, text: &str) -> Option<Placeholder> {
    convention.placeholders.of(&clean(text, Style { one_line: true, ..Style::default() }).text)
}

/// True for a cell without a value: blank, or with a word in the place of one.
pub(crate) fn is_unfilled(convention: &Convention, workbook: &Workbook, cell: &Cell) -> bool {
    workbook.is_blank(cell) || workbook.text(cell).is_some_and(|text| of_text(convention, text).is_some())
}
