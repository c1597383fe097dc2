//! Secrets in cells.

use pamlint_convention::BuiltInCheck;

use super::Reporter;
use crate::draft::Draft;
use crate::facts::Facts;

/// Reports secrets on sheets of accounts; those on other sheets are only withheld.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    for (sheet, place, secret) in facts.secrets.iter() {
        let accounts = facts.workbook.sheet(sheet).accounts();
        let Some((layout, table)) = accounts.filter(|_| !facts.secrets.is_withheld(sheet, place)) else {
            continue;
        };
        let row = facts.rows.find(sheet, place.row).map(|row| row.id);
        let length = secret.chars.to_string();
        reporter.report(BuiltInCheck::SecretInCell, table, |rule| {
            let draft = Draft::new(rule, sheet, place).about(row, layout.column_at(place.column));
            draft.variant(secret.kind).fill("count", length.as_str()).fill("length", length.as_str())
        });
    }
}
