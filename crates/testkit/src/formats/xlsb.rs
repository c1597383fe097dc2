//! A package of binary records, as small as Excel takes it (MS-XLSB): no program at hand writes one.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::entry::Entry;
use crate::grid::Grid;

/// Writes the sheets as the bytes of an .xlsb file.
pub(super) fn write(grids: &[Grid]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, bytes: &[u8]| {
        package.start_file(path, SimpleFileOptions::default()).expect("a part");
        package.write_all(bytes).expect("a part in memory");
    };
    let codes = codes(grids);
    let mut overrides =
        "<Override PartName=\"/xl/styles.bin\" ContentType=\"application/vnd.ms-excel.styles\"/>".to_owned();
    let mut relationships =
        format!("<Relationship Id=\"rIdS\" Target=\"styles.bin\" Type=\"{OFFICE}/relationships/styles\"/>");
    let mut workbook = Part::default();
    workbook.record(0x0083, &[]);
    workbook.record(0x008F, &[]);
    for (number, grid) in (1u32..).zip(grids) {
        overrides.push_str(&format!(
            "<Override PartName=\"/xl/worksheets/sheet{number}.bin\" \
             ContentType=\"application/vnd.ms-excel.worksheet\"/>"
        ));
        relationships.push_str(&format!(
            "<Relationship Id=\"rId{number}\" Target=\"worksheets/sheet{number}.bin\" \
             Type=\"{OFFICE}/relationships/worksheet\"/>"
        ));
        let mut data = u32::from(grid.hidden).to_le_bytes().to_vec();
        data.extend(number.to_le_bytes());
        data.extend(text(&format!("rId{number}")));
        data.extend(text(&grid.name));
        workbook.record(0x009C, &data);
    }
    workbook.record(0x0090, &[]);
    workbook.record(0x009D, &[0; 26]);
    workbook.record(0x0084, &[]);
    add(
        "[Content_Types].xml",
        format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"bin\" ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/>\
             {overrides}</Types>"
        )
        .as_bytes(),
    );
    let package_relationship = format!(
        "<Relationship Id=\"rId1\" Target=\"xl/workbook.bin\" Type=\"{OFFICE}/relationships/officeDocument\"/>"
    );
    add("_rels/.rels", relations(&package_relationship).as_bytes());
    add("xl/workbook.bin", &workbook.bytes);
    add("xl/styles.bin", &styles(&codes));
    add("xl/_rels/workbook.bin.rels", relations(&relationships).as_bytes());
    for (number, grid) in (1..).zip(grids) {
        add(&format!("xl/worksheets/sheet{number}.bin"), &sheet(grid, &codes));
    }
    package.finish().expect("a package in memory").into_inner()
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";

fn relations(inside: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
    )
}

/// The codes of the number formats that cells have, each once.
fn codes(grids: &[Grid]) -> Vec<&str> {
    let mut codes: Vec<&str> = grids
        .iter()
        .flat_map(|grid| grid.cells.values())
        .filter_map(|entry| match entry {
            Entry::Formatted(_, code) => Some(code.as_str()),
            _ => None,
        })
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The formats of cells: one without a number format, and one for each code.
fn styles(codes: &[&str]) -> Vec<u8> {
    let mut part = Part::default();
    part.record(0x0116, &[]);
    part.record(0x0267, &longs(&[u32::try_from(codes.len()).unwrap_or(0)]));
    for (id, code) in (164u16..).zip(codes) {
        let mut data = id.to_le_bytes().to_vec();
        data.extend(text(code));
        part.record(0x002C, &data);
    }
    part.record(0x0268, &[]);
    part.record(0x0269, &longs(&[u32::try_from(codes.len() + 1).unwrap_or(0)]));
    for id in std::iter::once(0u16).chain((164u16..).take(codes.len())) {
        let mut data = 0u16.to_le_bytes().to_vec();
        data.extend(id.to_le_bytes());
        data.extend([0; 12]);
        part.record(0x002F, &data);
    }
    part.record(0x026A, &[]);
    part.record(0x0117, &[]);
    part.bytes
}

fn sheet(grid: &Grid, codes: &[&str]) -> Vec<u8> {
    let last_row = grid.cells.keys().map(|(row, _)| *row).max().unwrap_or(1);
    let last_column = grid.cells.keys().map(|(_, column)| *column).max().unwrap_or(1);
    let mut part = Part::default();
    part.record(0x0081, &[]);
    part.record(0x0094, &longs(&[0, last_row - 1, 0, last_column - 1]));
    part.record(0x0091, &[]);
    for row in 1..=last_row {
        let mut header = longs(&[row - 1, 0]);
        header.extend(300u16.to_le_bytes());
        header.extend([0, if grid.hidden_rows.contains(&row) { 0x10 } else { 0 }, 0]);
        header.extend(longs(&[0]));
        part.record(0x0000, &header);
        for ((_, column), entry) in grid.cells.range((row, 1)..(row + 1, 1)) {
            let mut data = longs(&[column - 1, 0]);
            match entry {
                Entry::Empty | Entry::NoValue => {}
                Entry::Number(number) => {
                    data.extend(number.to_le_bytes());
                    part.record(0x0005, &data);
                }
                Entry::Formatted(number, code) => {
                    let style = 1 + codes.iter().position(|known| *known == code).expect("it is listed");
                    data = longs(&[column - 1, u32::try_from(style).expect("a few")]);
                    data.extend(number.to_le_bytes());
                    part.record(0x0005, &data);
                }
                Entry::Truth(truth) => {
                    data.push(u8::from(*truth));
                    part.record(0x0004, &data);
                }
                Entry::Text(shown) | Entry::Formula(_, shown) => {
                    data.extend(text(shown));
                    part.record(0x0006, &data);
                }
                // As the value of a formula, `1/0` say, which is left out.
                Entry::Error(error) => {
                    data.push(code(error));
                    data.extend([0, 0]);
                    data.extend(longs(&[0, 0]));
                    part.record(0x000B, &data);
                }
            }
        }
    }
    part.record(0x0092, &[]);
    if !grid.merged.is_empty() {
        let count = u32::try_from(grid.merged.len()).unwrap_or(0);
        part.record(0x00B1, &longs(&[count]));
        for &[row, column, last_row, last_column] in &grid.merged {
            part.record(0x00B0, &longs(&[row - 1, last_row - 1, column - 1, last_column - 1]));
        }
        part.record(0x00B2, &[]);
    }
    part.record(0x0082, &[]);
    part.bytes
}

fn code(error: &str) -> u8 {
    match error {
        "#NULL!" => 0x00,
        "#DIV/0!" => 0x07,
        "#REF!" => 0x17,
        "#NAME?" => 0x1D,
        "#NUM!" => 0x24,
        "#N/A" => 0x2A,
        _ => 0x0F,
    }
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = longs(&[u32::try_from(units.len()).unwrap_or(0)]);
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// A part that is being written.
#[derive(Default)]
struct Part {
    bytes: Vec<u8>,
}

impl Part {
    fn record(&mut self, kind: u16, data: &[u8]) {
        self.number(u32::from(kind));
        self.number(u32::try_from(data.len()).unwrap_or(0));
        self.bytes.extend(data);
    }

    fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7F) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push((number & 0x7F) as u8);
    }
}
