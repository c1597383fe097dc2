//! The sheets of a workbook as the page shows them: only the rows that are on the screen are asked for.

use std::collections::BTreeMap;

use pamlint_reader::{Cell, CellRef, SheetRole, Value, Visibility, Workbook};
use pamlint_rules::{Place, Report, Was, Wording};
use serde::Serialize;

/// The most rows that are given at once: more than any screen shows.
const MOST_ROWS: u32 = 500;

/// What is asked for.
pub(crate) struct Asked<'a> {
    pub report: &'a Report,
    pub wording: Wording<'a>,
    /// The position of the sheet among the tabs, from 0.
    pub sheet: usize,
    /// The first row, from 1.
    pub first: u32,
    /// The last row.
    pub last: u32,
}

/// A sheet.
#[derive(Serialize)]
struct SheetView<'a> {
    name: &'a str,
    /// The position among the tabs, from 0.
    number: usize,
    hidden: bool,
    accounts: bool,
    header_row: Option<u32>,
    /// The last filled row and column.
    rows: u32,
    columns: u32,
    /// The longest text of each column from the first, in characters.
    widths: Vec<usize>,
}

/// The sheets with cells, as JSON.
pub(crate) fn sheets(workbook: &Workbook) -> String {
    let sheets = workbook.sheets.iter().enumerate().filter(|(_, sheet)| {
        !sheet.cells.is_empty() && !matches!(sheet.role, SheetRole::Ours | SheetRole::Empty)
    });
    let views: Vec<SheetView<'_>> = sheets
        .map(|(number, sheet)| SheetView {
            name: &sheet.name,
            number,
            hidden: sheet.visibility == Visibility::Hidden,
            accounts: sheet.accounts().is_some(),
            header_row: sheet.layout.as_ref().map(|layout| layout.header_row),
            rows: sheet.cells.last().map_or(0, |cell| cell.place.row),
            columns: sheet.cells.iter().map(|cell| cell.place.column).max().unwrap_or(0),
            widths: widths(workbook, &sheet.cells),
        })
        .collect();
    json(&views)
}

/// How many characters a column can be made wide by a text.
const WIDEST: usize = 40;

fn widths(workbook: &Workbook, cells: &[Cell]) -> Vec<usize> {
    let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
    for cell in cells {
        let length = match cell.value {
            Value::Text(id) | Value::Shown { text: id, .. } | Value::Error(id) => {
                workbook.strings.get(id).chars().take(WIDEST).count()
            }
            Value::Number(_) => 8,
            Value::FormulaWithoutValue => 2,
        };
        let widest = widths.entry(cell.place.column).or_default();
        *widest = length.max(*widest);
    }
    let last = widths.keys().next_back().copied().unwrap_or(0);
    (1..=last).map(|column| widths.get(&column).copied().unwrap_or(0)).collect()
}

/// The filled cells of rows as JSON: a list of row, column and text.
pub(crate) fn rows(workbook: &Workbook, asked: &Asked<'_>) -> String {
    let Some(sheet) = workbook.sheets.get(asked.sheet) else { return "[]".to_owned() };
    let last = asked.last.min(asked.first.saturating_add(MOST_ROWS));
    let start = sheet.cells.partition_point(|cell| cell.place.row < asked.first);
    let end = sheet.cells.partition_point(|cell| cell.place.row <= last);
    let secrets = secrets(asked);
    let cells = sheet.cells.get(start..end).unwrap_or_default().iter();
    let texts: Vec<(u32, u32, String)> = cells
        .map(|cell| {
            let withheld = secrets.get(&cell.place).cloned();
            let text = withheld.unwrap_or_else(|| text(workbook, cell));
            (cell.place.row, cell.place.column, text)
        })
        .collect();
    json(&texts)
}

/// What is shown instead of the secrets of a sheet.
fn secrets(asked: &Asked<'_>) -> BTreeMap<CellRef, String> {
    let from = Place { sheet: asked.sheet, cell: CellRef::new(asked.first, 1) };
    let start = asked.report.findings.partition_point(|finding| finding.place < from);
    let findings = asked.report.findings.get(start..).unwrap_or_default().iter();
    findings
        .take_while(|finding| finding.place.sheet == asked.sheet && finding.place.cell.row <= asked.last)
        .filter(|finding| matches!(finding.was, Was::Secret(_)))
        .map(|finding| (finding.place.cell, asked.wording.value(finding).into_owned()))
        .collect()
}

fn text(workbook: &Workbook, cell: &Cell) -> String {
    match cell.value {
        Value::Text(id) | Value::Shown { text: id, .. } | Value::Error(id) => {
            workbook.strings.get(id).to_owned()
        }
        Value::Number(number) => number.to_string(),
        Value::FormulaWithoutValue => "=…".to_owned(),
    }
}

/// Views hold texts and numbers only: writing them to memory has no way to fail.
pub(crate) fn json(view: &impl Serialize) -> String {
    serde_json::to_string(view).unwrap_or_default()
}
