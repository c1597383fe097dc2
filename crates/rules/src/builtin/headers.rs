//! Headers: unknown, nearly known, twice, unwanted.

use pamlint_convention::{BuiltInCheck, ColumnId, Convention, Role, RuleId, fold_header};
use pamlint_reader::{CellRef, Header, Meaning};

use super::{AccountSheet, Reporter};
use crate::draft::Draft;
use crate::facts::Secrets;
use crate::report::Place;

/// Judges the headers of a sheet, and withholds what stands below those of secrets.
pub(super) fn judge(
    convention: &Convention,
    secrets: &mut Secrets,
    sheet: &AccountSheet<'_>,
    reporter: &mut Reporter<'_>,
) {
    let table = sheet.table;
    // What another kind has a column for may be what this one does not want.
    let is_own = |column: ColumnId| {
        table.is_none_or(|table| convention.table(table).position(column).is_some())
            || convention.column(column).role == Role::Kind
    };
    for header in &sheet.layout.headers {
        // A secret is not told in the words of another finding.
        if secrets.is_secret(sheet.id, header.place) {
            continue;
        }
        let at = |rule: RuleId| found(sheet, header, rule);
        let unwanted = reporter.unwanted_header(table, &fold_header(&header.text));
        match header.meaning {
            Meaning::Column(column) if !is_own(column) && unwanted.is_some() => {
                judge_unwanted(secrets, sheet, header, unwanted, reporter);
            }
            Meaning::Column(column) | Meaning::Nearly(column) => {
                let column = convention.column(column);
                if matches!(header.meaning, Meaning::Nearly(_)) {
                    reporter.report(BuiltInCheck::ColumnNotRecognised, table, |rule| {
                        at(rule).variant("near").fill("suggestion", &column.header)
                    });
                }
                if column.role == Role::Id && header.place.column != 1 {
                    let draft = |rule| at(rule).fill("column", &column.header);
                    reporter.report(BuiltInCheck::IdNotInColumnA, table, draft);
                }
            }
            Meaning::Again(column) => {
                reporter.report(BuiltInCheck::ColumnRepeated, table, |rule| {
                    let draft = at(rule).fill("column", &convention.column(column).header);
                    match sheet.layout.header_of(column) {
                        Some(first) => Draft {
                            related: vec![Place::new(sheet.id, first.place)],
                            ..draft.fill("other", first.place.to_string())
                        },
                        None => draft,
                    }
                });
            }
            Meaning::Unknown => {
                if !judge_unwanted(secrets, sheet, header, unwanted, reporter) {
                    reporter.report(BuiltInCheck::ColumnNotRecognised, table, at);
                }
            }
        }
    }
}

/// A finding at a header.
fn found(sheet: &AccountSheet<'_>, header: &Header, rule: RuleId) -> Draft {
    Draft::new(rule, sheet.id, header.place).fill("found", header.text.trim())
}

/// Reports a header that the convention does not want; false when there is nothing to report.
fn judge_unwanted(
    secrets: &mut Secrets,
    sheet: &AccountSheet<'_>,
    header: &Header,
    unwanted: Option<(BuiltInCheck, RuleId)>,
    reporter: &mut Reporter<'_>,
) -> bool {
    let Some((check, rule)) = unwanted else { return false };
    let draft = found(sheet, header, rule);
    if check == BuiltInCheck::ForbiddenColumn {
        reporter.drafts.push(draft);
        return true;
    }
    let is_below = |place: CellRef| place.column == header.place.column && place.row > header.place.row;
    let filled = sheet.sheet.cells.iter().filter(|cell| is_below(cell.place)).count();
    if filled > 0 {
        secrets.withhold(sheet.id, header.place);
        reporter.drafts.push(draft.fill("count", filled.to_string()));
    }
    filled > 0
}
