//! .ods: an OpenDocument spreadsheet, whose sheets all stand in one part of XML.
//!
//! By hand, since the libraries spread every sheet out as a dense grid, and tell neither merged cells
//! nor hidden rows.

mod cell;
mod paragraphs;
mod table;

use std::io::{Cursor, Read};

use memchr::memmem;
use pamlint_package::{Limit, Limits, check_entries};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use rustc_hash::FxHashSet;
use zip::ZipArchive;

use crate::book::Book;
use crate::failure::{Damage, Failure};
use crate::gather::Gathered;

/// The part that holds the sheets.
pub(crate) const CONTENT: &str = "content.xml";

/// The part that says how others are encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";

/// The part that says which format a package has. It should come first and uncompressed; a package that was zipped
/// anew has it anywhere.
const MIME_TYPE_PART: &str = "mimetype";

/// What a package of this format says.
const MIME_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Whether a zip file with such a content is a spreadsheet, and no text or drawing.
pub(crate) fn is_spreadsheet(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let limits = Limits::default();
    let told = part(archive, MIME_TYPE_PART, (Limit::Part, &limits))
        .or_else(|_| part(archive, MANIFEST, (Limit::Part, &limits)));
    told.is_ok_and(|told| memmem::find(&told, MIME_TYPE).is_some())
}

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    check_entries(bytes, limits)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Failure::Corrupt(Damage::CutOff))?;
    if let Ok(manifest) = part(&mut archive, MANIFEST, (Limit::Part, limits))
        && memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(Failure::Locked);
    }
    let content = part(&mut archive, CONTENT, (Limit::Sheet, limits))?;
    drop(archive);
    let content = std::str::from_utf8(&content).map_err(|_| damaged())?;
    let content = content.strip_prefix('\u{FEFF}').unwrap_or(content);
    self::content(content, limits)
}

/// A whole part.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    (limit, limits): (Limit, &Limits),
) -> Result<Vec<u8>, Failure> {
    let file = archive.by_name(path).map_err(|_| Failure::Corrupt(Damage::PartMissing(path.to_owned())))?;
    let mut bytes = Vec::new();
    file.take(limits.most(limit).saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|_| Failure::Corrupt(Damage::PartUnreadable(path.to_owned())))?;
    limits.check_in(path, limit, bytes.len())?;
    Ok(bytes)
}

/// The sheets of the content.
fn content(text: &str, limits: &Limits) -> Result<Book, Failure> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.check_end_names = false;
    let mut gathered = Gathered::within(limits);
    let mut repeated = 0;
    let mut hidden_styles = FxHashSet::default();
    let mut style = None;
    let mut is_spreadsheet = false;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) => match tag.name().as_ref() {
                "style:style" => style = attribute(&tag, "style:name"),
                "style:table-properties" if attribute(&tag, "table:display").as_deref() == Some("false") => {
                    hidden_styles.extend(style.take());
                }
                "office:spreadsheet" => is_spreadsheet = true,
                "table:table" if is_spreadsheet => {
                    let is_hidden =
                        attribute(&tag, "table:style-name").is_some_and(|name| hidden_styles.contains(&name));
                    let name = attribute(&tag, "table:name").unwrap_or_default();
                    gathered.begin_sheet()?;
                    let mut source = Source { reader: &mut reader, repeated: &mut repeated };
                    table::read(&mut source, &mut gathered, name, is_hidden)?;
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let book = gathered.into_book();
    if book.sheets.is_empty() {
        return Err(Failure::Corrupt(Damage::NoSheets));
    }
    Ok(book)
}

/// What is read, and how many blanks in it were told by their number.
struct Source<'r, 't> {
    reader: &'r mut Reader<&'t [u8]>,
    repeated: &'r mut usize,
}

/// The value of an attribute, by its name with the prefix that every program gives it.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value).into_owned())
}

/// How often something is repeated, or how far it reaches.
fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|number| number.trim().parse().ok()).unwrap_or(1).max(1)
}

fn damaged() -> Failure {
    Failure::Corrupt(Damage::PartUnreadable(CONTENT.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Value, Visibility};

    fn book(tables: &str) -> Result<Book, Failure> {
        let text = format!(
            "<office:document-content><office:automatic-styles><style:style style:name='h' \
             style:family='table'><style:table-properties table:display='false'/></style:style>\
             </office:automatic-styles><office:body><office:spreadsheet>{tables}\
             </office:spreadsheet></office:body></office:document-content>"
        );
        content(&text, &Limits::default())
    }

    fn cells(book: &Book) -> Vec<String> {
        let shown = |value| match value {
            Value::Text(id) => format!("'{}'", book.strings.get(id)),
            Value::Number(number) => number.to_string(),
            Value::Shown { text, look, number } => format!("{look:?} '{}' {number}", book.strings.get(text)),
            Value::Error(id) => format!("!{}", book.strings.get(id)),
            Value::FormulaWithoutValue => "=".to_owned(),
        };
        let cells = book.sheets.iter().flat_map(|sheet| &sheet.cells);
        cells.map(|cell| format!("{} {}", cell.place, shown(cell.value))).collect()
    }

    #[test]
    fn every_kind_of_value_is_read_as_it_is_shown() {
        let book = book(
            "<table:table table:name='A &amp; B'><table:table-column/><table:table-row>\
             <table:table-cell office:value-type='float' office:value='42.5'><text:p>42,5</text:p></table:table-cell>\
             <table:table-cell/>\
             <table:table-cell office:value-type='string'><office:annotation><dc:creator>Jan</dc:creator><text:p>note</text:p><text:p>on <text:span>it</text:span></text:p>\
             </office:annotation><text:p>one<text:s text:c='2'/>t<text:span>w<text:s text:c='3'/>w</text:span>o</text:p><text:p>three</text:p></table:table-cell>\
             <table:table-cell office:value-type='date' office:date-value='2024-05-31'><text:p>31/05/24</text:p></table:table-cell>\
             <table:table-cell office:value-type='date' office:date-value='2024-05-31T14:30:00.000000000'/>\
             <table:table-cell office:value-type='time' office:time-value='PT36H05M00.000000000S'/>\
             <table:table-cell office:value-type='boolean' office:boolean-value='true'><text:p>WAAR</text:p></table:table-cell>\
             <table:table-cell table:formula='of:=NA()' office:value-type='string' office:string-value='' calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell>\
             <table:table-cell table:formula='of:=A1'/>\
             <table:table-cell office:value-type='string' office:string-value=' said '><text:p>shown</text:p></table:table-cell>\
             <table:table-cell office:value-type='percentage' office:value='0.5'><text:p>50,00%</text:p></table:table-cell>\
             <table:table-cell office:value-type='float' office:value='120000'><text:p>1,20E+05</text:p></table:table-cell>\
             <table:table-cell office:value-type='float' office:value='12345678901'><text:p>012345678901</text:p></table:table-cell>\
             <table:table-cell office:value-type='float' office:value='12'><text:p>adm-0012</text:p></table:table-cell>\
             <table:table-cell office:value-type='float' office:value='48644'><text:p>48.644,00</text:p></table:table-cell>\
             <table:table-cell office:value-type='float' office:value='123456789012'><text:p>1,23456789012E+11</text:p></table:table-cell>\
             <table:table-cell table:formula='of:=IF(1;&quot;&quot;)' office:value-type='string' office:string-value='' calcext:value-type='string'><text:p/></table:table-cell>\
             </table:table-row></table:table>",
        )
        .unwrap();
        assert_eq!(book.sheets[0].name, "A & B");
        let notes: Vec<String> =
            book.sheets[0].notes.iter().map(|note| format!("{}={}", note.place, note.text)).collect();
        assert_eq!(notes, ["C1=note\non it"]);
        assert_eq!(
            cells(&book),
            [
                "A1 42.5",
                "C1 'one  tw   wo\nthree'",
                "D1 Date '31/05/24' 45443",
                "E1 Date '2024-05-31T14:30:00' 45443.604166666664",
                "F1 Date '36:05:00' 1.5034722222222223",
                "G1 Truth 'TRUE' 1",
                "H1 !#N/A",
                "I1 =",
                "J1 ' said '",
                "K1 Percentage '50,00%' 0.5",
                "L1 Scientific '1,20E+05' 120000",
                "M1 Text '012345678901' 12345678901",
                "N1 Text 'adm-0012' 12",
                "O1 48644",
                "P1 Scientific '1,23456789012E+11' 123456789012",
            ]
        );
    }

    #[test]
    fn rows_and_sheets_may_be_hidden_and_cells_merged() {
        let book = book(
            "<table:table table:name='a' table:style-name='h'>\
             <table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='5'/></table:table-row>\
             <table:table-row-group><table:table-row table:visibility='collapse' table:number-rows-repeated='2'>\
             <table:table-cell table:number-columns-repeated='2' office:value-type='string'><text:p>x</text:p></table:table-cell>\
             </table:table-row></table:table-row-group>\
             <table:table-row><table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='3'><text:p>m</text:p></table:table-cell>\
             <table:covered-table-cell/></table:table-row></table:table>\
             <table:table table:name='b'/>",
        )
        .unwrap();
        assert_eq!(cells(&book), ["A4 'x'", "B4 'x'", "A5 'x'", "B5 'x'", "A6 'm'"]);
        let [hidden, empty] = book.sheets.as_slice() else { panic!() };
        assert_eq!(hidden.visibility, Visibility::Hidden);
        assert_eq!(hidden.hidden_rows, [4, 5]);
        assert_eq!(hidden.merged.iter().map(ToString::to_string).collect::<Vec<_>>(), ["A6:B8"]);
        assert_eq!((empty.visibility, empty.cells.len()), (Visibility::Visible, 0));
    }

    #[test]
    fn repeats_stay_bounded() {
        let table = |rows: &str, columns: &str| {
            format!(
                "<table:table table:name='a'><table:table-row table:number-rows-repeated='{rows}'>\
                 <table:table-cell table:number-columns-repeated='{columns}' office:value-type='float' office:value='1'/>\
                 </table:table-row><table:table-row table:number-rows-repeated='4294967295'><table:table-cell \
                 table:number-columns-repeated='4294967295'/></table:table-row><table:table-row><table:table-cell \
                 office:value-type='float' office:value='2'/></table:table-row></table:table>"
            )
        };
        assert_eq!(cells(&book(&table("1", "2")).unwrap()), ["A1 1", "B1 1"]);
        assert_eq!(
            book(&table("1048576", "16384")).unwrap_err(),
            Failure::TooLarge(Limit::Cells.excess(&Limits::default()))
        );
    }

    #[test]
    fn other_content_is_a_failure() {
        assert_eq!(book("").unwrap_err(), Failure::Corrupt(Damage::NoSheets));
        assert_eq!(content("<a><", &Limits::default()).unwrap_err(), damaged());
        assert_eq!(book("<table:table table:name='a'><table:table-row>").map(|_| ()), Ok(()));
    }
}
