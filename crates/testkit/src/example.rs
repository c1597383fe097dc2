//! The examples of a convention's rules, as real workbooks.

use pamlint_convention::{Example, ExampleCell};

use crate::entry::Entry;
use crate::grid::{Grid, from_a1};
use crate::look::{Look, write};

/// An example of a rule as the bytes of an .xlsx file.
pub fn example_to_xlsx(example: &Example) -> Vec<u8> {
    let mut grids: Vec<Grid> = Vec::new();
    for sheet in &example.sheets {
        let mut grid = Grid::new(&sheet.name);
        grid.hidden = sheet.hidden;
        grid.hidden_rows = sheet.hidden_rows.iter().copied().collect();
        grid.merged = sheet.merged.iter().map(|range| area(range)).collect();
        for (row, cells) in (1..).zip(&sheet.rows) {
            for (column, cell) in (1..).zip(cells) {
                grid.put(row, column, entry(cell));
            }
        }
        grids.push(grid);
    }
    // Excel opens no workbook of which it can show nothing.
    if grids.iter().all(|grid| grid.hidden) {
        grids.push(Grid::new("Empty"));
    }
    write(&grids, &Look::Plain)
}

fn area(range: &str) -> [u32; 4] {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    let (first, last) = (from_a1(first), from_a1(last));
    [first.0, first.1, last.0, last.1]
}

fn entry(cell: &ExampleCell) -> Entry {
    match cell {
        ExampleCell::Empty => Entry::Empty,
        ExampleCell::Text(text) => Entry::from(text),
        ExampleCell::Number(number) => Entry::Number(*number),
        ExampleCell::Truth(truth) => Entry::Truth(*truth),
        ExampleCell::FormulaWithoutValue => Entry::NoValue,
        ExampleCell::Error(error) => Entry::Error(error.clone()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use pamlint_convention::ExampleSheet;

    use super::*;

    #[test]
    fn every_kind_of_cell_is_written_as_it_is() {
        let rows = vec![
            vec![ExampleCell::Text("Safe".into()), ExampleCell::Number(42.0), ExampleCell::Empty],
            vec![ExampleCell::Error("#N/A".into()), ExampleCell::FormulaWithoutValue],
        ];
        let sheet = ExampleSheet {
            name: "AD".into(),
            merged: vec!["D1:D2".into()],
            hidden_rows: vec![2],
            rows,
            ..ExampleSheet::default()
        };
        let bytes = example_to_xlsx(&Example::new(vec![sheet]));
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        package.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut text).unwrap();
        for wanted in [
            "t=\"s\"><v>0</v>",
            "<v>42</v>",
            "t=\"e\"",
            "<v>#N/A</v>",
            "</f></c>",
            "hidden=\"1\"",
            "<mergeCell ref=\"D1:D2\"/>",
        ] {
            assert!(text.contains(wanted), "{wanted} in {text}");
        }
    }
}
