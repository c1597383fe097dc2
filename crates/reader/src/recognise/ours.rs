//! What we put into workbooks ourselves: the sheet that an earlier check added, and the column of the blank workbook
//! that judges its rows. They are told by what people see of them, which survives every program that opens and saves it.

use pamlint_convention::fold_header;
use pamlint_words::{Language, Words};

use super::view::View;
use pamlint_package::CellRef;

/// The names of the sheet that lists the findings, one for each language. A number follows when the
/// workbook has a sheet of that name already.
pub fn our_sheets() -> impl Iterator<Item = &'static str> {
    Language::all().into_iter().map(|language| Words::of(language).copies.sheet.as_str())
}

/// How the text of its first cell begins, in every language.
pub const OUR_SHEET_MARK: &str = "pamlint";

/// How a cell of it begins in which a copy remembers its check.
pub const OUR_MEMORY_MARK: &str = "pamlint round ";

/// Whether a sheet is one that we added: one that was renamed is told by what it remembers.
pub(super) fn is_ours(sheet: &View<'_>) -> bool {
    let is_named = our_sheets().filter_map(|name| sheet.raw.name.strip_prefix(name)).any(is_number);
    let first = sheet.raw.cells.first().filter(|cell| cell.place == CellRef::new(1, 1));
    let remembers = || sheet.raw.cells.iter().any(|cell| sheet.text(cell).starts_with(OUR_MEMORY_MARK));
    first.is_some_and(|cell| sheet.text(cell).starts_with(OUR_SHEET_MARK)) && (is_named || remembers())
}

/// Whether a header is that of the column in which the blank workbook says of each row whether it is right, in any
/// language.
pub(super) fn is_our_column(header: &str) -> bool {
    let folded = fold_header(header);
    let names = Language::all().into_iter().map(|language| &Words::of(language).template.check);
    !folded.is_empty() && names.map(|name| fold_header(name)).any(|name| name == folded)
}

/// Whether this is nothing, or a number such as ` (2)`.
fn is_number(rest: &str) -> bool {
    rest.chars()
        .all(|character| character.is_ascii_digit() || matches!(character, ' ' | '(' | ')' | '_' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Value};
    use crate::testing;

    fn check(name: &str, place: &str, text: &str) -> bool {
        let mut book = Book::default();
        let value = Value::Text(book.strings.intern(text));
        let sheet = testing::sheet(name, [(place, value)]);
        is_ours(&View::new(&sheet, &book.strings))
    }

    #[test]
    fn our_column_is_told_by_its_whole_header() {
        assert!(is_our_column("Check (automatic)") && is_our_column("CONTROLE (automatisch) "));
        assert!(!is_our_column("Check") && !is_our_column("") && !is_our_column("Checked by"));
    }

    #[test]
    fn our_sheet_is_told_by_its_name_and_first_cell() {
        assert!(check("Findings", "A1", "pamlint – findings in a.xlsx"));
        assert!(check("Bevindingen (2)", "A1", "pamlint – bevindingen"));
        assert!(check("Constatations 2", "A1", "pamlint"));
        assert!(!check("Findings", "A1", "Account ID"));
        assert!(!check("Findings", "A2", "pamlint"));
        assert!(!check("Findings of 2024 audit", "A1", "pamlint"));
        assert!(!check("UX", "A1", "pamlint"));
    }
}
