//! What the tests of this crate share: workbooks, reports about them, and what a package holds.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

pub mod prefixed;

pub use pamlint_testkit::lint::parts;

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use pamlint_convention::{Applicability, Convention, Language, Severity};
use pamlint_reader::CellRef;
use pamlint_rules::{Bearings, Fill, Finding, Fix, Memory, Place, Remedy, Report, Was, Wording};
use pamlint_writer::Title;

/// The title of a copy whose findings say what they are given to say.
pub fn title(language: Language) -> Title<'static> {
    static VERBATIM: LazyLock<Convention> = LazyLock::new(|| pamlint_testkit::verbatim("pamaas", "2026.1"));
    title_of(&VERBATIM, language)
}

pub fn title_of(convention: &Convention, language: Language) -> Title<'_> {
    Title { workbook: "intake.xlsx", date: "2026-11-22", wording: Wording { convention, language } }
}

/// What a finding is given to say: its message, and its help.
pub fn says(message: &str, help: &str) -> Vec<(String, Fill)> {
    let fill = |name: &str, text: &str| (name.to_owned(), Fill::Text(text.to_owned()));
    vec![fill("found", message), fill("expected", help)]
}

/// A secret that no part that we add may hold.
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYSECRETKEYX";

/// A package of these parts, stored as they are.
pub fn package<N: AsRef<str>, B: AsRef<[u8]>>(parts: impl IntoIterator<Item = (N, B)>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_ref(), options).unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The package with some parts replaced or (with an empty text) left out.
pub fn with_parts(bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let mut all = parts(bytes);
    for (name, text) in changes {
        all.remove(*name);
        if !text.is_empty() {
            all.insert((*name).to_owned(), text.as_bytes().to_vec());
        }
    }
    package(all)
}

/// Every value of every worksheet but those that `skip` names.
pub fn values(bytes: &[u8], skip: &str) -> BTreeMap<(String, u32, u32), String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut values = BTreeMap::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.name == skip || sheet.typ != calamine::SheetType::WorkSheet {
            continue;
        }
        let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else { continue };
        let mut failures = 0;
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    let (row, column) = cell.get_position();
                    let value = Data::from(cell.get_value().clone());
                    if value != Data::Empty {
                        values.insert((sheet.name.clone(), row + 1, column + 1), format!("{value:?}"));
                    }
                }
                Ok(None) => break,
                Err(_) if failures < 100 => failures += 1,
                Err(_) => break,
            }
        }
    }
    values
}

/// A finding at a cell of a sheet.
pub fn finding(sheet: usize, cell: &str, severity: Severity, code: &str, was: Was) -> Finding {
    let value = match &was {
        Was::Text(text) => text.clone(),
        Was::Number(number) => number.to_string(),
        Was::Empty => String::new(),
        Was::Error => "#N/A".to_owned(),
        Was::Secret(_) => "wJal…".to_owned(),
    };
    Finding {
        code: code.to_owned(),
        name: "some-rule".to_owned(),
        severity,
        place: Place { sheet, cell: CellRef::parse(cell).unwrap() },
        column: Some("Safe".to_owned()),
        account: Some("UX-L2".to_owned()),
        span: (value.chars().count() > 4).then_some((2, 4)),
        value,
        was,
        variant: None,
        fills: says("OPX is no safe type", "use one of ADM, OPS, NPA, LOG"),
        elsewhere: None,
        related: Vec::new(),
        beside: Vec::new(),
        remedy: Remedy::Here,
        since: None,
        fix: Some(Fix { value: "D-048644-20109-OPS-CE".to_owned(), applicability: Applicability::Unsafe }),
        safe: None,
        exception: None,
        expired: None,
    }
}

pub fn report(sheets: &[&str], findings: Vec<Finding>) -> Report {
    Report {
        convention: ("pamaas".to_owned(), "2026.1".to_owned()),
        sheets: Vec::new(),
        sheet_names: sheets.iter().map(|name| (*name).to_owned()).collect(),
        accounts: 12,
        findings,
        details: Vec::new(),
        made: Default::default(),
        tongue: None,
        traces: Vec::new(),
        exceptions_met: Vec::new(),
        bearings: Bearings::default(),
        memory: Memory::default(),
        round: None,
    }
}

/// A handful of findings on the first sheets of any workbook, on filled cells and on empty ones.
pub fn report_about(bytes: &[u8]) -> Option<Report> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).ok()?;
    let names = book.sheet_names();
    let mut findings = Vec::new();
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    for (sheet, name) in names.iter().enumerate().take(3) {
        let mut count = 0;
        let mut last = CellRef::new(1, 1);
        if let Ok(mut cells) = book.worksheet_cells_reader(name) {
            while let Ok(Some(cell)) = cells.next_cell() {
                let (row, column) = cell.get_position();
                if row >= 1_000_000 || column >= 16_000 {
                    continue;
                }
                last = CellRef::new(row + 1, column + 1);
                let was = match Data::from(cell.get_value().clone()) {
                    Data::Empty => continue,
                    Data::String(text) => Was::Text(text),
                    Data::Float(number) => Was::Number(number),
                    Data::Int(number) => Was::Number(number as f64),
                    Data::Bool(truth) => Was::Text(if truth { "TRUE" } else { "FALSE" }.to_owned()),
                    Data::Error(_) => Was::Error,
                    other => Was::Text(other.to_string()),
                };
                let was = if count == 4 { Was::Secret(40) } else { was };
                let mut new = finding(sheet, &last.to_string(), severities[count % 3], "SAF005", was);
                new.related = vec![
                    Place { sheet, cell: CellRef::new(last.row + 1, last.column) },
                    Place { sheet: 0, cell: CellRef::new(last.row + 2, last.column + 1) },
                ];
                if count == 1 {
                    findings.push(Finding { code: "TXT001".to_owned(), ..new.clone() });
                }
                findings.push(new);
                count += 1;
                if count == 7 {
                    break;
                }
            }
        }
        let empty = CellRef::new(last.row + 3, last.column + 2).to_string();
        findings.push(finding(sheet, &empty, Severity::Error, "ACC004", Was::Empty));
    }
    findings.sort_by_key(|finding| (finding.place, finding.code.clone()));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Some(report(&names, findings))
}

/// A workbook as customers send them: a title, two sheets, formats, a note, validations, its own
/// conditional formats.
pub fn workbook() -> Vec<u8> {
    use rust_xlsxwriter::{ConditionalFormatFormula, Format, Note, Workbook};
    let mut book = Workbook::new();
    let head = Format::new().set_bold().set_background_color("1F3864").set_font_color("FFFFFF");
    let sheet = book.add_worksheet().set_name("UX").unwrap();
    sheet.write(0, 0, "Onboarding of accounts – it's \"ours\"").unwrap();
    for (column, header) in
        ["Account ID", "Address", "Username", "Safe", "Platform", "Password"].iter().enumerate()
    {
        sheet.write_with_format(4, column as u16, *header, &head).unwrap();
        sheet.set_column_width(column as u16, 18).unwrap();
    }
    for row in 5..25u32 {
        sheet.write(row, 0, format!("UX-L{}", row - 4)).unwrap();
        sheet.write(row, 1, format!("srv{row}.corp.example")).unwrap();
        sheet.write(row, 2, "root").unwrap();
        sheet.write(row, 3, "D-048644-20109-OPX-CE").unwrap();
        sheet.write(row, 4, "UX-MA-N-CE-CAU-SSH").unwrap();
    }
    sheet.write(6, 5, SECRET).unwrap();
    sheet.write(7, 1, 3232235777.0).unwrap();
    sheet.write(8, 1, "=cmd|' /C calc'!A0").unwrap();
    sheet.write_boolean(9, 5, true).unwrap();
    sheet.insert_note(5, 3, &Note::new("Ask Jan about this one").set_author("An")).unwrap();
    let band = ConditionalFormatFormula::new()
        .set_rule("MOD(ROW(),2)=0")
        .set_format(Format::new().set_background_color("EEEEEE"));
    sheet.add_conditional_format(5, 0, 24, 5, &band).unwrap();
    let teams = book.add_worksheet().set_name("Team's list").unwrap();
    teams.write(0, 0, "Team").unwrap();
    teams.write(1, 0, "PAM").unwrap();
    book.save_to_buffer().unwrap()
}

/// Findings of every kind about [`workbook`].
pub fn findings() -> Vec<Finding> {
    let safe = Was::Text("D-048644-20109-OPX-CE".to_owned());
    let mut first = finding(0, "D6", Severity::Error, "SAF005", safe.clone());
    first.related =
        vec![Place { sheet: 0, cell: CellRef::new(7, 3) }, Place { sheet: 1, cell: CellRef::new(2, 1) }];
    let mut all = vec![finding(0, "F5", Severity::Info, "WB003", Was::Text("Password".to_owned())), first];
    all.push(finding(0, "D6", Severity::Warning, "SAF015", safe.clone()));
    for row in 7..10 {
        all.push(finding(0, &format!("D{row}"), Severity::Error, "SAF005", safe.clone()));
    }
    all.push(finding(0, "F7", Severity::Error, "SEC001", Was::Secret(SECRET.len())));
    let blanks = finding(0, "F7", Severity::Warning, "TXT001", Was::Text(format!(" {SECRET}")));
    all.push(Finding { fills: says(&format!("{SECRET} begins with a blank"), ""), ..blanks });
    all.push(finding(0, "B8", Severity::Error, "LIN001", Was::Number(3232235777.0)));
    all.push(finding(0, "B9", Severity::Error, "LIN001", Was::Text("=cmd|' /C calc'!A0".to_owned())));
    all.push(finding(0, "F9", Severity::Error, "ACC004", Was::Empty));
    all.push(finding(0, "F10", Severity::Warning, "TXT009", Was::Text("TRUE".to_owned())));
    all.push(finding(1, "A2", Severity::Warning, "SAF012", Was::Text("PAM".to_owned())));
    all
}

pub fn sample_report() -> Report {
    report(&["UX", "Team's list"], findings())
}
