//! .xlsb: a package whose parts are records instead of XML (MS-XLSB).
//!
//! calamine streams the values; what it does not tell (hidden rows, merged areas, formulas whose value
//! is an error) is read from the records beside it.

mod details;
mod notes;
mod records;
mod skeleton;
mod styles;

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsb, XlsbError};
use pamlint_package::xml::decode;
use pamlint_package::{Limit, Limits, Relation, check_entries, relations_in, relations_part};
use zip::ZipArchive;

use crate::book::{Book, RawSheet};
use crate::failure::{Damage, Failure};
use crate::gather::Gathered;
use crate::note::Note;
use crate::number_format::Formats;
use details::Details;

/// The part with the formats.
const STYLES: &str = "xl/styles.bin";

/// Reads a workbook.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Book, Failure> {
    check_entries(bytes, limits)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Failure::Corrupt(Damage::CutOff))?;
    let skeleton = skeleton::read(&mut archive, limits)?;
    let formats = match find(&archive, STYLES) {
        Some(styles) => styles::read(&part(&mut archive, &styles, (Limit::Part, limits))?, limits)?,
        None => Formats::default(),
    };
    if let Some(strings) = find(&archive, "xl/sharedStrings.bin") {
        // calamine reads these as a whole, so that their size is looked at before.
        part(&mut archive, &strings, (Limit::Sheet, limits))?;
    }
    let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(|_| Failure::Corrupt(Damage::Unexplained))?;
    let mut gathered = Gathered::within(limits);
    let mut inflated = 0usize;
    for sheet in skeleton.sheets {
        let mut raw = RawSheet {
            name: sheet.name,
            visibility: sheet.visibility,
            is_worksheet: sheet.is_worksheet,
            cells: Vec::new(),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
            totals: Vec::new(),
            notes: Vec::new(),
            text: None,
        };
        if raw.is_worksheet {
            let bytes = part(&mut archive, &sheet.path, (Limit::Sheet, limits))?;
            inflated = inflated.saturating_add(bytes.len());
            limits.check(Limit::Inflated, inflated)?;
            let Details { errors, formatted, merged, hidden_rows } = details::read(&bytes, &formats, limits)?;
            drop(bytes);
            // Before the values, since of several for a place the first one counts.
            for (row, column, number, format) in formatted {
                let value =
                    formats.of(format).map(|format| gathered.formatted(number, format, skeleton.is_1904));
                gathered.put(row, column, value)?;
            }
            values(&mut workbook, &raw.name, &sheet.path, &mut gathered)?;
            for (row, column, error) in errors {
                let error = gathered.error(error);
                gathered.put(row, column, Some(error))?;
            }
            (raw.merged, raw.hidden_rows) = (merged, hidden_rows);
            raw.notes = notes_of(&mut archive, &sheet.path, limits);
        }
        gathered.end_sheet(raw);
    }
    Ok(gathered.into_book())
}

/// The notes of a sheet; none where they cannot be read, since they tell nothing of the values.
fn notes_of(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str, limits: &Limits) -> Vec<Note> {
    let mut notes = Vec::new();
    let relations = part(archive, &relations_part(sheet), (Limit::Part, limits)).ok();
    let relations =
        relations.and_then(|text| relations_in(sheet, &decode(&text), limits.count(Limit::Relations)));
    let is_notes = |relation: &Relation| relation.kind == "comments" && !relation.external;
    for relation in relations.unwrap_or_default().into_iter().filter(is_notes).take(1) {
        if let Ok(bytes) = part(archive, &relation.target, (Limit::Part, limits)) {
            notes::read(&bytes, &mut notes);
        }
    }
    notes
}

/// Gathers the values of a sheet.
fn values(
    workbook: &mut Xlsb<Cursor<&[u8]>>,
    sheet: &str,
    path: &str,
    gathered: &mut Gathered,
) -> Result<(), Failure> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(|_| unreadable(path))?;
    loop {
        match cells.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                let value = gathered.value(cell.get_value());
                gathered.put(row.saturating_add(1), column.saturating_add(1), value)?;
            }
            Ok(None) => return Ok(()),
            // An error value of a newer Excel; the details have it, and the next cell follows.
            Err(XlsbError::CellError(_)) => {}
            Err(_) => return Err(unreadable(path)),
        }
    }
}

/// The path of a part as the package has it, found without regard to case as Excel finds it.
fn find(archive: &ZipArchive<Cursor<&[u8]>>, path: &str) -> Option<String> {
    let names = (0..archive.len()).filter_map(|index| archive.name_for_index(index)?.ok());
    let mut names = names.map(std::borrow::Cow::into_owned);
    names.find(|name| name.trim_start_matches('/').replace('\\', "/").eq_ignore_ascii_case(path))
}

/// A whole part.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    path: &str,
    (limit, limits): (Limit, &Limits),
) -> Result<Vec<u8>, Failure> {
    let missing = || Failure::Corrupt(Damage::PartMissing(path.to_owned()));
    let name = find(archive, path).ok_or_else(missing)?;
    let file = archive.by_name(&name).map_err(|_| unreadable(path))?;
    let mut bytes = Vec::new();
    let most = limits.most(limit).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(|_| unreadable(path))?;
    limits.check_in(path, limit, bytes.len())?;
    Ok(bytes)
}

fn unreadable(path: &str) -> Failure {
    Failure::Corrupt(Damage::PartUnreadable(path.to_owned()))
}
