//! Secrets in cells, and columns of them on sheets without accounts.

use pamlint_convention::BuiltInCheck;
use pamlint_reader::{CellRef, SheetId, SheetRole};

use super::Reporter;
use crate::draft::Draft;
use crate::facts::Facts;
use crate::secret;

/// Reports secrets on every sheet, in notes and in names; columns of them on sheets of accounts are told with the
/// other headers. `file` is the name of the file.
pub(crate) fn judge(facts: &mut Facts<'_>, file: Option<&str>, reporter: &mut Reporter<'_>) {
    names(&facts.secrets.sheets, file, reporter);
    columns(facts, reporter);
    for (sheet, place) in &facts.secrets.notes {
        let draft = |rule| Draft::new(rule, *sheet, *place).variant("note");
        reporter.report(BuiltInCheck::SecretInCell, None, draft);
    }
    for (sheet, place, secret) in facts.secrets.iter() {
        if facts.secrets.is_withheld(sheet, place) {
            continue;
        }
        let accounts = facts.workbook.sheet(sheet).accounts();
        let column = accounts.and_then(|(layout, _)| layout.column_at(place.column));
        let row = facts.rows.find(sheet, place.row).map(|row| row.id);
        let length = secret.chars.to_string();
        reporter.report(BuiltInCheck::SecretInCell, accounts.and_then(|(_, table)| table), |rule| {
            let draft = Draft::new(rule, sheet, place).about(row, column);
            let draft = draft.fill("count", length.as_str()).fill("length", length.as_str());
            match secret.kind {
                Some(kind) => draft.variant(kind),
                None => draft,
            }
        });
    }
}

/// Reports sheets and a file with a secret for a name, at the corner of the sheet.
fn names(sheets: &[SheetId], file: Option<&str>, reporter: &mut Reporter<'_>) {
    let corner = CellRef::new(1, 1);
    let is_file = file.is_some_and(secret::is_secret_file);
    if is_file {
        let draft = |rule| Draft::new(rule, SheetId::FIRST, corner).variant("file-name");
        reporter.report(BuiltInCheck::SecretInCell, None, draft);
    }
    // The sheet of a text file is called after the file.
    let is_of_text = is_file && sheets == [SheetId::FIRST];
    for sheet in sheets.iter().filter(|_| !is_of_text) {
        let draft = |rule| Draft::new(rule, *sheet, corner).variant("sheet-name");
        reporter.report(BuiltInCheck::SecretInCell, None, draft);
    }
}

fn columns(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    let workbook = facts.workbook;
    for (id, sheet) in workbook.all_sheets() {
        if sheet.role == SheetRole::Ours || sheet.accounts().is_some() {
            continue;
        }
        let is_header = |text: &str| {
            let unwanted = reporter.unwanted_header(None, text);
            unwanted.is_some_and(|(check, _)| check == BuiltInCheck::SecretColumn)
        };
        for column in secret::columns(workbook, sheet, is_header) {
            facts.secrets.withhold(id, column.header);
            reporter.report(BuiltInCheck::SecretColumn, None, |rule| {
                let draft = Draft::new(rule, id, column.header).fill("found", column.text);
                draft.fill("count", column.filled.to_string())
            });
        }
    }
}
