//! Headers: unknown, nearly known, twice, unwanted.

use std::collections::BTreeMap;

use pamlint_convention::{BuiltInCheck, ColumnId, Convention, Role, RuleId};
use pamlint_reader::{Cell, CellRef, Header, Meaning, Workbook};

use super::{AccountSheet, Reporter};
use crate::draft::Draft;
use crate::facts::Facts;
use crate::report::Place;
use crate::secret;

/// Judges the headers of a sheet, and withholds what stands below those of secrets.
pub(super) fn judge(facts: &mut Facts<'_>, sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let (table, convention) = (sheet.table, facts.convention);
    // What another kind has a column for may be what this one does not want.
    let is_own = |column: ColumnId| {
        table.is_none_or(|table| convention.table(table).position(column).is_some())
            || convention.column(column).role == Role::Kind
    };
    let ids = nameless_ids(facts.workbook, facts.convention, sheet);
    for header in &sheet.layout.headers {
        // A secret is not told in the words of another finding.
        if facts.secrets.is_certain(sheet.id, header.place) {
            continue;
        }
        let at = |rule: RuleId| found(sheet, header, rule);
        let unwanted = reporter.unwanted_header(table, &header.text);
        match header.meaning {
            Meaning::Column(column) if !is_own(column) && unwanted.is_some() => {
                judge_unwanted(facts, sheet, header, unwanted, reporter);
            }
            Meaning::Column(column) | Meaning::Nearly(column) => {
                let column = convention.column(column);
                if matches!(header.meaning, Meaning::Nearly(_)) {
                    let is_empty = header.text.is_empty();
                    reporter.report(BuiltInCheck::ColumnNotRecognised, table, |rule| {
                        let draft = match is_empty {
                            true => Draft::new(rule, sheet.id, header.place)
                                .variant("unnamed")
                                .fill("found", letters(header.place)),
                            false => at(rule).variant("near"),
                        };
                        draft.fill("suggestion", &column.header)
                    });
                }
                if column.role == Role::Id && header.place.column != 1 {
                    let before = sheet.layout.headers.iter().map(|header| header.place);
                    let before = before.filter(|place| is_before_ids(facts.convention, sheet, place.column));
                    let before: Vec<Place> = before.map(|place| Place::new(sheet.id, place)).collect();
                    let draft = |rule| at(rule).fill("column", &column.header).related(before.into_iter());
                    reporter.report(BuiltInCheck::IdNotInColumnA, table, draft);
                }
            }
            Meaning::Ours => {}
            Meaning::Again(column) if convention.column(column).role == Role::Free => {}
            // One finding tells of all of them.
            Meaning::Again(column)
                if sheet.again(column).next().is_some_and(|first| first.place != header.place) => {}
            Meaning::Again(column) => {
                reporter.report(BuiltInCheck::ColumnRepeated, table, |rule| {
                    let draft = at(rule).fill("column", &convention.column(column).header);
                    match sheet.layout.header_of(column) {
                        Some(first) => Draft {
                            related: [first]
                                .into_iter()
                                .chain(sheet.again(column).skip(1))
                                .map(|header| Place::new(sheet.id, header.place))
                                .collect(),
                            ..draft.fill("other", first.place.to_string())
                        },
                        None => draft,
                    }
                });
            }
            // That its header is missing is told by another finding.
            Meaning::Unknown if Some(header.place.column) == ids => {}
            // What stands before the IDs is told with them.
            Meaning::Unknown
                if is_before_ids(convention, sheet, header.place.column) && unwanted.is_none() => {}
            Meaning::Unknown => {
                if !judge_unwanted(facts, sheet, header, unwanted, reporter) {
                    reporter.report(BuiltInCheck::ColumnNotRecognised, table, at);
                }
            }
        }
    }
}

/// Reports columns without a header in which values stand: those among the columns of the table, and the one right
/// beside it where most rows have a value; what stands there in a few rows is a note. Rows of text files that have
/// slid tell nothing of columns.
pub(super) fn judge_empty(facts: &Facts<'_>, sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let (layout, text_rows) = (sheet.layout, &facts.text_rows);
    let is_blank = |cell: &Cell| facts.workbook.is_blank(cell);
    let ids = nameless_ids(facts.workbook, facts.convention, sheet);
    let columns: Vec<u32> = layout.headers.iter().map(|header| header.place.column).collect();
    let last = columns.last().map_or(0, |last| last.saturating_add(1));
    let last = layout.beside.map_or(last, |beside| last.min(beside.column.saturating_sub(1)));
    let mut filled: BTreeMap<u32, usize> = BTreeMap::new();
    let rows = layout.rows.iter().filter(|row| !text_rows.is_odd(sheet.id, row.number));
    let cells = rows.flat_map(|row| sheet.sheet.row_cells(*row));
    for cell in cells.filter(|cell| cell.place.column <= last) {
        let column = cell.place.column;
        if columns.binary_search(&column).is_err() && !is_blank(cell) {
            *filled.entry(column).or_default() += 1;
        }
    }
    let is_column = |column: u32, count: usize| column < last || count * 2 > layout.rows.len();
    let told = filled.into_iter().filter(|(column, count)| is_column(*column, *count));
    let is_told = |column: u32| Some(column) != ids && !is_before_ids(facts.convention, sheet, column);
    for (column, _) in told.filter(|(column, _)| is_told(*column)) {
        let place = CellRef::new(layout.header_row, column);
        reporter.report(BuiltInCheck::ColumnNotRecognised, sheet.table, |rule| {
            Draft::new(rule, sheet.id, place).variant("empty").fill("found", letters(place))
        });
    }
}

/// The column in which IDs stand below no header that says so, where no other does.
fn nameless_ids(workbook: &Workbook, convention: &Convention, sheet: &AccountSheet<'_>) -> Option<u32> {
    let layout = sheet.layout;
    if layout.header_where(|column| convention.column(column).role == Role::Id).is_some() {
        return None;
    }
    let first = sheet.sheet.row_cells(*layout.rows.first()?);
    let is_id = |cell: &&Cell| workbook.text(cell).is_some_and(|text| convention.kind_of_id(text).is_some());
    Some(first.iter().find(is_id)?.place.column)
}

/// Whether a column that nobody knows stands before that of the IDs with nothing but others like it: the finding that these
/// do not stand in column A tells of it.
fn is_before_ids(convention: &Convention, sheet: &AccountSheet<'_>, column: u32) -> bool {
    let Some(ids) = sheet.layout.header_where(|column| convention.column(column).role == Role::Id) else {
        return false;
    };
    let mut before = sheet.layout.headers.iter().filter(|header| header.place.column < ids.place.column);
    column < ids.place.column && before.all(|header| header.meaning == Meaning::Unknown)
}

/// The letters of a column.
fn letters(place: CellRef) -> String {
    let name = place.to_string();
    name.trim_end_matches(|character: char| character.is_ascii_digit()).to_owned()
}

/// A finding at a header.
fn found(sheet: &AccountSheet<'_>, header: &Header, rule: RuleId) -> Draft {
    Draft::new(rule, sheet.id, header.place).fill("found", header.text.trim())
}

/// Reports a header that the convention does not want; false when there is nothing to report.
fn judge_unwanted(
    facts: &mut Facts<'_>,
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
    let below = || sheet.sheet.cells.iter().filter(|cell| is_below(cell.place));
    // Where every cell says that the password is elsewhere, there is none.
    let has_secrets = below().any(|cell| secret::is_possible_below(facts.workbook, &header.text, cell));
    if has_secrets {
        facts.secrets.withhold(sheet.id, header.place);
        reporter.drafts.push(draft.fill("count", below().count().to_string()));
    }
    has_secrets
}
