//! Sheets: none with accounts, unknown ones, merged cells, hidden rows.

use std::collections::BTreeSet;

use pamlint_convention::{BuiltInCheck, Table, fold_header, folds_to};
use pamlint_reader::{CellRef, SheetId, SheetRole, Visibility};

use super::{AccountSheet, Reporter, columns, headers, rows};
use crate::draft::Draft;
use crate::facts::{Facts, Rows};
use crate::report::Place;

/// Judges every sheet, with its headers.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    let workbook = facts.workbook;
    let corner = CellRef::new(1, 1);
    let is_told = in_one_cell(facts, reporter);
    if AccountSheet::all(workbook).next().is_none() {
        if !is_told {
            reporter
                .report(BuiltInCheck::NoAccountSheet, None, |rule| Draft::new(rule, SheetId::FIRST, corner));
        }
        return;
    }
    for (id, sheet) in workbook.all_sheets().filter(|(_, sheet)| sheet.role == SheetRole::Unknown) {
        reporter.report(BuiltInCheck::SheetNotRecognised, None, |rule| {
            let draft = Draft::new(rule, id, corner).fill("found", &sheet.name);
            // One that bears the template's own name was to hold accounts.
            let is_own = |table: &Table| table.is_kind && folds_to(&sheet.name, &fold_header(&table.sheet));
            if facts.convention.tables.iter().any(is_own) { draft.variant("named") } else { draft }
        });
    }
    for (id, sheet) in
        workbook.all_sheets().filter(|(_, sheet)| matches!(sheet.role, SheetRole::Auxiliary(_)))
    {
        if let Some(layout) = &sheet.layout {
            rows::others(facts, (id, sheet), layout, reporter);
        }
    }
    for sheet in AccountSheet::all(workbook) {
        headers::judge(facts, &sheet, reporter);
        headers::judge_empty(facts, &sheet, reporter);
        columns::judge(facts, &sheet, reporter);
        columns::settle_repeated(facts, &sheet);
        rows::judge(facts, &sheet, reporter);
        merged(&facts.rows, &sheet, reporter);
        hidden(&sheet, reporter);
    }
}

/// Reports sheets whose headers stand in one cell; false where there is none.
fn in_one_cell(facts: &Facts<'_>, reporter: &mut Reporter<'_>) -> bool {
    let mut is_told = false;
    for (id, sheet) in facts.workbook.all_sheets() {
        let SheetRole::InOneCell { header, separator } = sheet.role else { continue };
        let variant = match separator {
            ',' => "comma",
            ';' => "semicolon",
            _ => "tab",
        };
        let draft = |rule| Draft::new(rule, id, header).variant(variant);
        is_told |= reporter.report(BuiltInCheck::ColumnsInOneCell, None, draft);
    }
    is_told
}

fn merged(rows: &Rows, sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let layout = sheet.layout;
    let headers = layout.headers.iter().filter(|header| header.meaning.column().is_some());
    let columns: BTreeSet<u32> = headers.map(|header| header.place.column).collect();
    for area in &sheet.sheet.merged {
        let first = layout.rows.partition_point(|row| row.number < area.first.row);
        let covers_row = layout.rows.get(first).is_some_and(|row| row.number <= area.last.row);
        let covers_column = columns.range(area.first.column..=area.last.column).next().is_some();
        if covers_row && covers_column && area.last.row > layout.header_row {
            let row = rows.find(sheet.id, area.first.row).map(|row| row.id);
            reporter.report(BuiltInCheck::MergedCells, sheet.table, |rule| {
                Draft::new(rule, sheet.id, area.first).about(row, None).fill("found", area.to_string())
            });
        }
    }
}

fn hidden(sheet: &AccountSheet<'_>, reporter: &mut Reporter<'_>) {
    let sheet_is_hidden = sheet.sheet.visibility == Visibility::Hidden;
    let rows = sheet.layout.rows.iter().map(|row| row.number);
    let hidden: Vec<CellRef> = rows
        .filter(|row| sheet_is_hidden || sheet.sheet.hidden_rows.binary_search(row).is_ok())
        .map(|row| CellRef::new(row, 1))
        .collect();
    let Some((first, others)) = hidden.split_first() else { return };
    reporter.report(BuiltInCheck::HiddenRows, sheet.table, |rule| {
        let draft = Draft::new(rule, sheet.id, *first).fill("count", hidden.len().to_string());
        if sheet_is_hidden {
            return draft.variant("sheet").fill("found", &sheet.sheet.name);
        }
        draft.related(others.iter().map(|cell| Place::new(sheet.id, *cell)))
    });
}
