//! The samples of `cleanroom`, made of a table.

use pamlint_convention::built_in_text;

use super::sample::Sample;
use crate::entry::Entry;
use crate::grid::{Grid, from_a1};
use crate::look::{Look, write};

/// Where the header stands below a title.
const HEADER: u32 = 5;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    workbook: Vec<Workbook>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Workbook {
    path: String,
    /// `IMG001 Images!A9`: a code, and the cell at which it has to be found.
    finds: Vec<String>,
    sheets: Vec<Sheet>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    name: String,
    #[serde(default)]
    title: Vec<String>,
    #[serde(default)]
    header: Vec<String>,
    rows: Vec<Vec<toml::Value>>,
    #[serde(default)]
    merged: Vec<String>,
    #[serde(default)]
    hidden_rows: Vec<u32>,
}

/// Every sample of the table.
pub(super) fn cleanroom() -> Vec<Sample> {
    let file: File = toml::from_str(include_str!("cleanroom.toml")).expect("a table of samples");
    let look =
        Look::House { accent: 0x1F_4E5F, pale: 0xE8_F1F2, stripe: 0x79_A8A9, font: "Calibri", spare_rows: 4 };
    let sample = |workbook: Workbook| {
        let grids: Vec<Grid> = workbook.sheets.into_iter().map(grid).collect();
        Sample {
            path: workbook.path,
            workbook: write(&grids, &look),
            convention: built_in_text("cleanroom"),
            expected: workbook.finds.iter().map(|find| expected(find)).collect(),
        }
    };
    file.workbook.into_iter().map(sample).collect()
}

fn expected(find: &str) -> (String, String, String) {
    let parts = find.split_once(' ').and_then(|(code, place)| Some((code, place.rsplit_once('!')?)));
    let (code, (sheet, cell)) = parts.unwrap_or_else(|| panic!("{find} is no code and cell"));
    (code.to_owned(), sheet.to_owned(), cell.to_owned())
}

fn grid(sheet: Sheet) -> Grid {
    let mut grid = Grid::new(&sheet.name);
    for (row, line) in (1..).zip(&sheet.title) {
        grid.put(row, 1, line);
    }
    let mut first = 1;
    if !sheet.header.is_empty() {
        let row = if sheet.title.is_empty() { 1 } else { HEADER };
        for (column, header) in (1..).zip(&sheet.header) {
            grid.put(row, column, header);
        }
        grid.columns = sheet.header.iter().map(|header| key(header).to_owned()).collect();
        grid.header_row = Some(row);
        first = row + 1;
    }
    for (row, cells) in (first..).zip(&sheet.rows) {
        grid.last_row = row;
        for (column, cell) in (1..).zip(cells) {
            grid.put(row, column, entry(cell));
        }
    }
    for area in &sheet.merged {
        let (from, to) = area.split_once(':').unwrap_or((area, area));
        let (from, to) = (from_a1(from), from_a1(to));
        grid.merged.push([from.0, from.1, to.0, to.1]);
    }
    grid.hidden_rows = sheet.hidden_rows.into_iter().collect();
    grid
}

/// The key of a column, by which its width and style are known.
fn key(header: &str) -> &'static str {
    match header {
        "Image ID" | "Provider ID" | "Access ID" => "id",
        "Profile" | "Name" => "profile",
        "Operating system" => "username",
        "Address" | "Server" => "address",
        "Comments" => "comments",
        _ => "choice",
    }
}

fn entry(cell: &toml::Value) -> Entry {
    match cell {
        toml::Value::String(text) if text == "=" => Entry::NoValue,
        toml::Value::String(text) if text == "#N/A" => Entry::error(text),
        toml::Value::String(text) => Entry::from(text),
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps its numbers as floats too")]
        toml::Value::Integer(number) => Entry::Number(*number as f64),
        toml::Value::Boolean(truth) => Entry::Truth(*truth),
        other => panic!("{other} is no cell"),
    }
}
