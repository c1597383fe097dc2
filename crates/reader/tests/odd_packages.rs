//! Packages as other programs write them, made by hand: what Excel opens is read, what is damaged or
//! hostile is refused with the right word.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

use std::io::{Cursor, Write};

use pamlint_reader::{Book, CellRef, Damage, Failure, FileSort, Value, Visibility, read_book};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A package in the making, as paths and contents.
#[derive(Clone)]
struct Parts(Vec<(String, Vec<u8>)>);

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Parts {
    /// A workbook of one sheet: `name` and `value` as shared strings in A1 and B1, 7 in C1.
    fn plain() -> Parts {
        Parts(Vec::new())
            .with(
                "_rels/.rels",
                &format!("<Relationships><Relationship Id='rId1' Type='{RELATIONS}/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
            )
            .with(
                "xl/workbook.xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><workbook xmlns:r='r'><sheets><sheet name='Blad1' sheetId='1' r:id='rId1'/></sheets></workbook>",
            )
            .with(
                "xl/_rels/workbook.xml.rels",
                &format!(
                    "<Relationships><Relationship Id='rId1' Type='{RELATIONS}/worksheet' Target='worksheets/sheet1.xml'/>\
                     <Relationship Id='rId2' Type='{RELATIONS}/sharedStrings' Target='sharedStrings.xml'/></Relationships>"
                ),
            )
            .with("xl/sharedStrings.xml", "<sst count='2' uniqueCount='2'><si><t>naam</t></si><si><t>é</t></si></sst>")
            .sheet("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1'><v>7</v></c></row>")
    }

    fn with(mut self, path: &str, text: &str) -> Parts {
        self.0.retain(|(known, _)| known != path);
        self.0.push((path.to_owned(), text.as_bytes().to_vec()));
        self
    }

    /// With these rows on its sheet.
    fn sheet(self, rows: &str) -> Parts {
        self.with(
            "xl/worksheets/sheet1.xml",
            &format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet><dimension ref='A1:C1'/><sheetData>{rows}</sheetData></worksheet>"),
        )
    }

    fn without(mut self, path: &str) -> Parts {
        self.0.retain(|(known, _)| known != path);
        self
    }

    fn rename(mut self, from: &str, to: &str) -> Parts {
        self.0.iter_mut().filter(|(path, _)| path == from).for_each(|(path, _)| to.clone_into(path));
        self
    }

    /// Every text that is found replaced, in all parts.
    fn replace(mut self, from: &str, to: &str) -> Parts {
        for (_, bytes) in &mut self.0 {
            *bytes = String::from_utf8(bytes.clone()).unwrap().replace(from, to).into_bytes();
        }
        self
    }

    fn each(mut self, change: impl Fn(&str) -> Vec<u8>) -> Parts {
        for (_, bytes) in &mut self.0 {
            *bytes = change(std::str::from_utf8(bytes).unwrap());
        }
        self
    }

    fn zip(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in &self.0 {
            writer.start_file(path, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn read(&self) -> Result<Book, Failure> {
        read_book(&self.zip())
    }
}

/// The cells of the first sheet, as `A1=text`.
fn cells(book: &Book) -> Vec<String> {
    let shown = |value| match value {
        Value::Text(id) => book.strings.get(id).to_owned(),
        Value::Number(number) => format!("#{number}"),
        Value::Shown { text, look, number } => format!("{look:?} {} #{number}", book.strings.get(text)),
        Value::Error(id) => format!("!{}", book.strings.get(id)),
        Value::FormulaWithoutValue => "=".to_owned(),
    };
    book.sheets[0].cells.iter().map(|cell| format!("{}={}", cell.place, shown(cell.value))).collect()
}

fn cells_of(rows: &str) -> Vec<String> {
    cells(&Parts::plain().sheet(rows).read().unwrap())
}

#[test]
fn packages_that_excel_opens_are_read() {
    let utf16 = |text: &str| {
        let text = text.replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>()
    };
    let latin1 = |text: &str| {
        let text = text.replace("<sst", "<?xml version='1.0' encoding='ISO-8859-1'?><sst");
        text.chars().map(|character| u8::try_from(character).unwrap()).collect::<Vec<u8>>()
    };
    let plain = Parts::plain;
    let macro_sheet = format!(
        "<Relationship Id='rId9' Type='{RELATIONS}/../2006/xlMacrosheet' Target='macrosheets/m.xml'/></Relationships>"
    );
    let odd = [
        ("plain", plain()),
        (
            "shared strings under another name",
            plain()
                .rename("xl/sharedStrings.xml", "xl/strings7.xml")
                .replace("'sharedStrings.xml'", "'strings7.xml'"),
        ),
        ("UTF-16", plain().each(utf16)),
        ("UTF-16 by its declaration only", plain().replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"")),
        ("Latin-1", plain().each(latin1)),
        ("dimension without rows", plain().replace("ref='A1:C1'", "ref='A:C'")),
        ("dimension backwards", plain().replace("ref='A1:C1'", "ref='C1:A1'")),
        ("dimension from a row 0", plain().replace("ref='A1:C1'", "ref='A0:AZ48943'")),
        ("no dimension", plain().replace("<dimension ref='A1:C1'/>", "")),
        (
            "relationships under another prefix",
            plain().replace("xmlns:r='r'", "xmlns:d3p1='r'").replace("r:id=", "d3p1:id="),
        ),
        (
            "a relationship whose namespace stands at the sheet",
            plain().replace(" xmlns:r='r'", "").replace("r:id=", "xmlns:q='r' q:id="),
        ),
        (
            "backslashes",
            plain()
                .rename("xl/workbook.xml", "xl\\workbook.xml")
                .rename("xl/worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml"),
        ),
        ("backslashes everywhere", {
            let parts = plain();
            Parts(parts.0.into_iter().map(|(path, bytes)| (path.replace('/', "\\"), bytes)).collect())
        }),
        (
            "strict",
            plain().replace(
                "http://schemas.openxmlformats.org/officeDocument/2006",
                "http://purl.oclc.org/ooxml/officeDocument",
            ),
        ),
        (
            "absolute targets",
            plain()
                .replace("Target='worksheets", "Target='/xl/worksheets")
                .replace("Target='xl", "Target='/xl"),
        ),
        ("another case", plain().rename("xl/worksheets/sheet1.xml", "XL/Worksheets/Sheet1.XML")),
        ("another folder", {
            let parts = plain().replace("Target='xl/", "Target='book/");
            Parts(parts.0.into_iter().map(|(path, bytes)| (path.replace("xl/", "book/"), bytes)).collect())
        }),
        ("no package relationships", plain().without("_rels/.rels")),
        ("prefixes", {
            plain().each(|text| {
                let text = text.replace("</", "</x:").replace('<', "<x:");
                text.replace("<x:/x:", "</x:").replace("<x:?", "<?").into_bytes()
            })
        }),
        (
            "a macro sheet beside",
            plain()
                .replace("</sheets>", "<sheet name='Macro1' r:id='rId9'/></sheets>")
                .replace("</Relationships>", &macro_sheet),
        ),
        (
            "more shared strings announced than there are",
            plain().replace("uniqueCount='2'", "uniqueCount='18446744073709551615'"),
        ),
        (
            "styles that are not XML",
            plain().with("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='0'/><oops"),
        ),
    ];
    for (name, parts) in odd {
        let book = parts.read().unwrap_or_else(|failure| panic!("{name}: {failure}"));
        assert_eq!(cells(&book), ["A1=naam", "B1=é", "C1=#7"], "{name}");
        assert_eq!(book.sheets[0].name, "Blad1", "{name}");
        assert!(book.sheets[0].is_worksheet, "{name}");
        assert!(book.sheets[1..].iter().all(|sheet| !sheet.is_worksheet && sheet.cells.is_empty()), "{name}");
    }
}

#[test]
fn cells_are_where_excel_puts_them() {
    assert_eq!(
        cells_of(
            "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='4'><c r='D4'><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>"
        ),
        ["A1=#1", "C1=#2", "D4=#3", "E4=#4", "A5=#5"]
    );
    assert_eq!(
        cells_of(
            "<row r='9'><c r='B9'><v>1</v></c></row><row r='2'><c r='C2'><v>2</v></c><c r='A2'><v>3</v></c><c r='C2'><v>4</v></c></row>"
        ),
        ["A2=#3", "C2=#2", "B9=#1"],
        "in order, the first of two"
    );
    assert_eq!(cells_of("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"), ["XFD1048576=#1"]);
    assert_eq!(
        cells_of(
            "<row r='1'><c r='A1'><v>1</v></c><c r='XFE1'><v>2</v></c></row><row r='1048577'><c r='A1048577'><v>3</v></c></row><row r='99999999999'><c r='B99999999999'><v>4</v></c></row>"
        ),
        ["A1=#1"],
        "nothing outside the grid"
    );
}

#[test]
fn values_are_what_people_see() {
    let dates = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/></cellXfs></styleSheet>";
    let rows = "<row r='1'><c r='A1' s='1'><v>45443</v></c><c r='B1' s='2'><v>45443.5</v></c><c r='C1' s='1'><v>123456789012</v></c>\
        <c r='D1' t='b'><v>1</v></c><c r='E1' t='e'><v>#N/A</v></c><c r='F1' t='str'><f>x</f><v>a&amp;b</v></c>\
        <c r='G1' t='inlineStr'><is><r><t>in</t></r><r><t>line</t></r></is></c><c r='H1' t='d'><v>2024-05-31T00:00:00</v></c>\
        <c r='I1' t='inlineStr'><is><t></t></is></c><c r='J1'><v>1.5E-3</v></c><c r='K1' t='inlineStr'><is><t>a_x000D_b</t></is></c></row>";
    let book = Parts::plain().sheet(rows).with("xl/styles.xml", dates).read().unwrap();
    assert_eq!(
        cells(&book),
        [
            "A1=Date 2024-05-31 #45443",
            "B1=Date 2024-05-31 12:00 #45443.5",
            "C1=#123456789012",
            "D1=Truth TRUE #1",
            "E1=!#N/A",
            "F1=a&b",
            "G1=inline",
            "H1=Date 2024-05-31 #45443",
            "J1=#0.0015",
            "K1=a\rb"
        ]
    );
}

#[test]
fn a_cell_that_names_no_shared_text_is_empty() {
    let rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v/></c><c r='C1' t='s'/><c r='D1' t='s'><v></v></c><c r='E1'><v/></c>\
        <c r='F1' t='str'><v/></c><c r='G1' t='b'><v/></c><c r='H1'><v>8</v></c></row>";
    assert_eq!(cells_of(rows), ["A1=naam", "H1=#8"]);
}

#[test]
fn a_shared_text_of_nothing_at_all_counts_as_one() {
    // calamine once refused a workbook with such an element, or took the texts behind it for those before them (its
    // issue 573).
    let empty =
        ["<si></si>", "<si/>", "<si><t/></si>", "<si><t></t></si>", "<si><phoneticPr fontId='1'/></si>"];
    let rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>";
    for empty in empty {
        let texts =
            format!("<sst count='3' uniqueCount='3'><si><t>naam</t></si>{empty}<si><t>é</t></si></sst>");
        let book = Parts::plain().with("xl/sharedStrings.xml", &texts).sheet(rows).read().unwrap();
        let filled: Vec<String> = cells(&book).into_iter().filter(|cell| cell != "B1=").collect();
        assert_eq!(filled, ["A1=naam", "C1=é"], "{empty}");
    }
}

#[test]
fn a_formula_without_value_is_told_from_an_empty_one() {
    let rows = "<row r='1'><c r='A1'><f>1+1</f></c><c r='B1'><f>1+1</f><v>2</v></c><c r='C1' t='str'><f>\"\"</f><v></v></c>\
        <c r='D1'><f t='shared' si='400000000' ref='D1:E1'>1</f></c><c r='E1' s='1'/></row>";
    assert_eq!(cells_of(rows), ["A1==", "B1=#2", "D1=="]);
    // What calamine finds wrong with a formula does not cost its value.
    let odd = "<row r='1'><c r='A1'><f t='shared' ref='$A$1:A'>1</f><v>1</v></c><c r='B1' t='str'><f t='shared'/><v>b</v></c>\
        <c r='C1'><f t='shared' si='x'>1</f><v>3</v></c><c r='D1' t='str'><f>\"\"</f><v/></c><c r='E1'><v>5</v></c></row>";
    assert_eq!(cells_of(odd), ["A1=#1", "B1=b", "C1=#3", "E1=#5"]);
}

#[test]
fn a_cell_that_cannot_be_read_is_an_error_and_the_next_is_read() {
    let rows = "<row r='1'><c r='A1' t='e'><v>#SPILL!</v></c><c r='B1' t='s'><v>99</v></c><c r='C1' t='weird'><v>1</v></c>\
        <c r='D1'><v>4</v><extLst><ext/></extLst></c><c r='E1' t='n'><v>many</v></c><c r='F1'><v>6</v></c>\
        <c r='G1' t='e'><v>#CALC!</v></c></row><row r='2'><c r='A2' t='s'><v>0</v></c></row>";
    assert_eq!(
        cells_of(rows),
        [
            "A1=!#SPILL!",
            "B1=!#VALUE!",
            "C1=!#VALUE!",
            "D1=#4",
            "E1=!#VALUE!",
            "F1=#6",
            "G1=!#CALC!",
            "A2=naam"
        ]
    );
}

#[test]
fn hidden_rows_merged_areas_and_hidden_sheets_are_told() {
    let parts = Parts::plain()
        .sheet("<row r='1'><c r='A1'><v>1</v></c></row><row r='2' hidden='1'/><row r='3' ht='0' customHeight='1'/><row r='4' hidden='0' ht='0.75'/>")
        .replace("</sheetData>", "</sheetData><mergeCells count='1'><mergeCell ref='B3:B5'/></mergeCells>")
        .replace("sheetId='1'", "sheetId='1' state='veryHidden'");
    let book = parts.read().unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(sheet.hidden_rows, [2, 3]);
    assert_eq!(sheet.merged.iter().map(ToString::to_string).collect::<Vec<_>>(), ["B3:B5"]);
    assert_eq!(sheet.visibility, Visibility::Hidden);
    assert_eq!(sheet.cells[0].place, CellRef::new(1, 1));
}

#[test]
fn the_totals_rows_of_tables_are_told() {
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/table1.xml"/>
        <Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/table" Target="../tables/none.xml"/>
        </Relationships>"#;
    let table = r#"<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" ref="A1:C7" totalsRowCount="1"/>"#;
    let book = Parts::plain()
        .with("xl/worksheets/_rels/sheet1.xml.rels", relations)
        .with("xl/tables/table1.xml", table)
        .read()
        .unwrap();
    let totals: Vec<String> = book.sheets[0].totals.iter().map(ToString::to_string).collect();
    assert_eq!(totals, ["A7:C7"]);
}

#[test]
fn a_sheet_without_a_part_does_not_cost_the_others() {
    let one_more = |sheet: &str, relation: &str| {
        Parts::plain()
            .replace("</sheets>", &format!("{sheet}</sheets>"))
            .replace("<Relationship Id='rId2'", &format!("{relation}<Relationship Id='rId2'"))
    };
    let lost = format!("<Relationship Id='rId7' Type='{RELATIONS}/worksheet' Target='worksheets/lost.xml'/>");
    for (sheet, relation) in [
        ("<sheet name='Module1' sheetId='9' state='veryHidden' r:id=''/>", ""),
        ("<sheet name='Module1' sheetId='9'/>", ""),
        ("<sheet name='Lost' sheetId='9' r:id='rId7'/>", lost.as_str()),
        ("<sheet name='Lost' sheetId='9' r:id='rId7'/>", ""),
    ] {
        let book = one_more(sheet, relation).read().unwrap();
        assert_eq!(cells(&book), ["A1=naam", "B1=é", "C1=#7"], "{sheet}");
        assert_eq!(book.sheets.len(), 2);
        assert!(!book.sheets[1].is_worksheet && book.sheets[1].cells.is_empty(), "{sheet}");
    }
}

#[test]
fn damaged_and_other_files_are_named() {
    let whole = Parts::plain().zip();
    let missing = |path: &str| Failure::Corrupt(Damage::PartMissing(path.to_owned()));
    let unreadable = |path: &str| Failure::Corrupt(Damage::PartUnreadable(path.to_owned()));
    let other =
        |paths: &[&str]| paths.iter().fold(Parts(Vec::new()), |parts, path| parts.with(path, "<x/>")).read();
    for length in [4, 100, whole.len() / 2, whole.len() - 1] {
        assert!(matches!(read_book(&whole[..length]), Err(Failure::Corrupt(_))), "cut off after {length}");
    }
    assert_eq!(other(&["word/document.xml"]).unwrap_err(), Failure::Unsupported(FileSort::Document));
    assert_eq!(other(&["xl/workbook.bin"]).unwrap_err(), missing("xl/_rels/workbook.bin.rels"));
    assert_eq!(other(&["mimetype", "content.xml"]).unwrap_err(), Failure::Unsupported(FileSort::Ods));
    assert_eq!(other(&["a.txt"]).unwrap_err(), Failure::Unsupported(FileSort::Archive));
    let plain = Parts::plain;
    assert_eq!(
        plain().without("xl/worksheets/sheet1.xml").read().unwrap_err(),
        missing("xl/worksheets/sheet1.xml")
    );
    assert_eq!(
        plain().replace("sheet name", "shoot name").read().unwrap_err(),
        Failure::Corrupt(Damage::NoSheets)
    );
    assert_eq!(
        plain().replace("</sheetData></worksheet>", "").read().unwrap_err(),
        unreadable("xl/worksheets/sheet1.xml")
    );
    assert_eq!(plain().replace("</si></sst>", "").read().unwrap_err(), unreadable("xl/sharedStrings.xml"));
}

#[test]
fn what_would_eat_memory_is_refused() {
    let blanks = " ".repeat(2 << 20);
    let too_large = |parts: Parts| matches!(parts.read(), Err(Failure::TooLarge(_)));
    assert!(too_large(Parts::plain().sheet(&format!("<row>{blanks}</row>"))), "a run of blanks");
    assert!(too_large(Parts::plain().replace("naam", &blanks)), "one text");
    let strings = "<si/>".repeat(3_000_001);
    let many = Parts::plain().replace("<si><t>naam</t></si>", &strings).read();
    assert!(matches!(many, Err(Failure::TooLarge(_))), "{many:?}");
    let fonts = "<xf numFmtId='14'/>".repeat(200_000);
    let styles = format!("<styleSheet><cellXfs>{fonts}</cellXfs></styleSheet>");
    assert!(too_large(Parts::plain().with("xl/styles.xml", &styles)), "more formats than Excel has");
}
