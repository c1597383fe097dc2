use std::io::Write as _;

use super::*;
use crate::book::Value;

fn read_stream(stream: &[u8]) -> Result<Book, Failure> {
    book(stream, &Limits::default())
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A stream with one sheet: what is said about the workbook, and the records of the sheet.
fn stream(version: u16, about: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = record(0x0809, &[shorts(&[version, 5]), vec![0; 12]].concat());
    let name: &[u8] = if version == 0x0600 { &[1, 0, b'A'] } else { &[1, b'A'] };
    let listed = |start: u32| record(0x0085, &[&start.to_le_bytes(), &[0, 0][..], name].concat());
    let about = about.concat();
    let end = record(0x000A, &[]);
    let start = begin.len() + about.len() + listed(0).len() + end.len();
    let listed = listed(u32::try_from(start).unwrap());
    [begin.clone(), about, listed, end.clone(), begin, cells.concat(), end].concat()
}

fn cells(stream: &[u8]) -> Vec<String> {
    let book = read_stream(stream).unwrap();
    let shown = |value| match value {
        Value::Text(id) => format!("'{}'", book.strings.get(id)),
        Value::Number(number) => number.to_string(),
        Value::Error(id) => format!("!{}", book.strings.get(id)),
        Value::Shown { text, look, .. } => format!("{look:?} '{}'", book.strings.get(text)),
        Value::FormulaWithoutValue => "=".to_owned(),
    };
    book.sheets[0].cells.iter().map(|cell| format!("{} {}", cell.place, shown(cell.value))).collect()
}

fn at(row: u16, column: u16, format: u16, rest: &[u8]) -> Vec<u8> {
    [&shorts(&[row, column, format]), rest].concat()
}

#[test]
fn every_kind_of_cell_is_read_as_it_is_shown() {
    let formats = [
        record(0x041E, &[&shorts(&[164, 3])[..], &[0], b"000"].concat()),
        record(0x00E0, &shorts(&[0, 0])),
        record(0x00E0, &shorts(&[0, 164])),
        record(0x00E0, &shorts(&[0, 16])),
        record(
            0x00FC,
            &[&[0; 8][..], &shorts(&[3]), &[0], b"abc", &shorts(&[1]), &[1], &shorts(&[0x0416])].concat(),
        ),
    ];
    let number = |number: f64| number.to_le_bytes();
    let (text, truth, error) =
        ([0, 0, 0, 0, 0, 0, 0xFF, 0xFF], [1, 0, 1, 0, 0, 0, 0xFF, 0xFF], [2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]);
    let rows = [
        record(0x0203, &at(0, 0, 0, &number(1.5))),
        record(0x0203, &at(0, 1, 1, &number(7.0))),
        record(0x027E, &at(0, 2, 2, &(45_717u32 << 2 | 2).to_le_bytes())),
        record(
            0x00BD,
            &[
                &shorts(&[1, 3]),
                &shorts(&[0, (7 << 2) | 2, 0]),
                &shorts(&[1, (8 << 2) | 2, 0]),
                &shorts(&[4])[..],
            ]
            .concat(),
        ),
        record(0x00FD, &at(2, 0, 0, &1u32.to_le_bytes())),
        record(0x00FD, &at(2, 1, 0, &0u32.to_le_bytes())),
        record(0x0204, &at(2, 2, 0, &[2, 0, 0, 0xE9, b'x'])),
        record(0x0205, &at(3, 0, 0, &[1, 0])),
        record(0x0205, &at(3, 1, 0, &[0x07, 1])),
        record(0x0006, &at(4, 0, 0, &text)),
        record(0x04BC, &[0; 10]),
        record(0x0207, &[&shorts(&[4])[..], &[0], b"svc3"].concat()),
        record(0x0006, &at(4, 1, 0, &truth)),
        record(0x0006, &at(4, 2, 0, &error)),
        record(0x0006, &at(4, 3, 0, &number(2.0))),
        record(0x0006, &at(4, 4, 0, &[3, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
        // The corners of the grid are no more cells than any others.
        record(0x0203, &at(0, 255, 0, &number(3.0))),
        record(0x0203, &at(65_535, 0, 0, &number(4.0))),
        record(0x0203, &at(65_535, 255, 0, &number(5.0))),
    ];
    assert_eq!(
        cells(&stream(0x0600, &formats, &rows)),
        [
            "A1 1.5",
            "B1 Text '007'",
            "C1 Date '1-Mar'",
            "IV1 3",
            "D2 7",
            "E2 Text '008'",
            "A3 'Ж'",
            "B3 'abc'",
            "C3 'éx'",
            "A4 Truth 'TRUE'",
            "B4 !#DIV/0!",
            "A5 'svc3'",
            "B5 Truth 'TRUE'",
            "C5 !#N/A",
            "D5 2",
            "A65536 4",
            "IV65536 5",
        ]
    );
}

#[test]
fn a_formula_that_is_cut_off_does_not_cost_its_value() {
    // What stands behind the value: flags, how long the formula is, and a token that needs four more bytes than there
    // are. calamine panics there as soon as the workbook is opened (its issue 721): formulas are not read here at all.
    let cut_off = |value: [u8; 8], token: u8, length: u16| {
        [&value[..], &shorts(&[0, 0, 0, length]), &[token, 0, 0]].concat()
    };
    let (number, text) = (2.0f64.to_le_bytes(), [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]);
    let name = record(
        0x0018,
        &[&shorts(&[0]), &[0, 1][..], &shorts(&[3, 0, 0]), &[0; 4], &[0, b'x', 1, 0, 0]].concat(),
    );
    let rows = [
        record(0x0006, &at(0, 0, 0, &cut_off(number, 0x01, 3))),
        record(0x0006, &at(0, 1, 0, &cut_off(number, 0x24, 3))),
        record(0x0006, &at(0, 2, 0, &cut_off(number, 0x01, u16::MAX))),
        record(0x0006, &at(0, 3, 0, &cut_off(text, 0x01, 3))),
        record(0x0207, &[&shorts(&[4])[..], &[0], b"svc3"].concat()),
        record(0x0203, &at(0, 4, 0, &number)),
    ];
    assert_eq!(cells(&stream(0x0600, &[name], &rows)), ["A1 2", "B1 2", "C1 2", "D1 'svc3'", "E1 2"]);
}

#[test]
fn texts_go_on_in_the_next_record_with_letters_of_another_width() {
    let strings = [
        record(0x00FC, &[&[0; 8][..], &shorts(&[4]), &[0], b"ab"].concat()),
        record(
            0x003C,
            &[&[1][..], &shorts(&[u16::from(b'c'), 0x20AC]), &shorts(&[2]), &[8, 1, 0], b"x"].concat(),
        ),
        record(0x003C, &[&[0][..], b"y", &[0; 4], &shorts(&[1]), &[0], b"z"].concat()),
    ];
    let rows: Vec<_> =
        (0..3).map(|row| record(0x00FD, &at(row, 0, 0, &u32::from(row).to_le_bytes()))).collect();
    assert_eq!(cells(&stream(0x0600, &strings, &rows)), ["A1 'abc€'", "A2 'xy'", "A3 'z'"]);
}

#[test]
fn a_code_page_says_something_of_older_workbooks_only() {
    let page = |number| [record(0x0042, &shorts(&[number]))];
    let old = [record(0x0204, &at(0, 0, 0, &[2, 0, 0xE9, 0x80]))];
    assert_eq!(cells(&stream(0x0500, &page(1252), &old)), ["A1 'é€'"]);
    assert_eq!(cells(&stream(0x0500, &page(1251), &old)), ["A1 'йЂ'"]);
    assert_eq!(cells(&stream(0x0500, &page(10_029), &old)), ["A1 'ťÄ'"]);
    assert_eq!(cells(&stream(0x0500, &page(10_007), &old)), ["A1 'йА'"]);
    let new = [record(0x0204, &at(0, 0, 0, &[2, 0, 0, 0xE9, b'x']))];
    assert_eq!(cells(&stream(0x0600, &page(1252), &new)), ["A1 'éx'"]);
}

#[test]
fn hidden_rows_and_merged_areas_are_told_and_charts_left_out() {
    let mut row = [0; 16];
    (row[0], row[12]) = (6, 0x20);
    let chart =
        [record(0x0809, &[0; 16]), record(0x0203, &at(0, 0, 0, &[0; 8])), record(0x000A, &[])].concat();
    let rows = [record(0x0208, &row), chart, record(0x00E5, &shorts(&[1, 1, 2, 0, 3]))];
    let book = read_stream(&stream(0x0600, &[], &rows)).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.cells.len()), (&[7][..], 0));
    assert_eq!(sheet.merged[0].to_string(), "A2:D3");
}

#[test]
fn any_bytes_end() {
    assert_eq!(read_stream(&stream(0x0600, &[record(0x002F, &[0; 6])], &[])).unwrap_err(), Failure::Locked);
    let whole = stream(
        0x0600,
        &[record(0x00FC, &[&[0; 8][..], &shorts(&[9]), &[1]].concat())],
        &[record(0x00BD, &[0; 5])],
    );
    for length in 0..whole.len() {
        let _ = read_stream(&whole[..length]);
    }
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] = 0xFF;
        let _ = read_stream(&damaged);
    }
}

#[test]
fn a_mark_of_byte_order_the_wrong_way_round_is_no_matter() {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let inside = stream(0x0600, &[], &[record(0x0204, &at(0, 0, 15, &[&[1, 0, 0][..], b"x"].concat()))]);
    file.create_stream("/Workbook").unwrap().write_all(&inside).unwrap();
    let right = file.into_inner().into_inner();
    let mut wrong = right.clone();
    wrong[28..30].reverse();
    for bytes in [right, wrong] {
        assert_eq!(crate::read_book(&bytes).unwrap().sheets[0].cells.len(), 1);
    }
}

#[test]
fn notes_are_read_with_the_texts_of_their_objects() {
    let object = |id: u16| record(0x005D, &shorts(&[0x15, 0x12, 0x19, id, 0]));
    let text = |length: u16| record(0x01B6, &shorts(&[0, 0, 0, 0, 0, length, 16, 0, 0]));
    let rows = [
        object(1),
        text(5),
        record(0x003C, b"\0ask "),
        record(0x003C, &[&[1][..], &shorts(&[0x00E9])].concat()),
        record(0x003C, &[0; 16]),
        object(2),
        text(2),
        record(0x003C, b"\0no"),
        record(0x001C, &shorts(&[4, 2, 0, 2, 0, 0])),
        record(0x001C, &shorts(&[0, 1, 0, 1, 0, 0])),
        record(0x001C, &shorts(&[9, 9, 0, 7, 0, 0])),
    ];
    let notes = |stream: &[u8]| -> Vec<String> {
        let book = read_stream(stream).unwrap();
        book.sheets[0].notes.iter().map(|note| format!("{} {}", note.place, note.text)).collect()
    };
    assert_eq!(notes(&stream(0x0600, &[], &rows)), ["C5 no", "B1 ask é"]);
    let old = [
        record(0x001C, &[&shorts(&[1, 0, 4])[..], b"ask "].concat()),
        record(0x001C, &[&shorts(&[0xFFFF, 0, 3])[..], b"Jan"].concat()),
    ];
    assert_eq!(notes(&stream(0x0500, &[], &old)), ["A2 ask Jan"]);
}
