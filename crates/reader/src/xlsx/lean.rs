//! The package that calamine gets: sheets and shared strings under names of ours, and nothing else.
//!
//! calamine refuses workbooks that Excel opens (shared strings under another name, UTF-16, Excel 4
//! macro sheets, backslashes in paths, a dimension without rows), and what it reads on opening can
//! take any amount of memory. A package with a skeleton of our own has none of these; its sheets are
//! copied as they are compressed, which costs next to nothing, and only an odd one is rewritten.

use std::io::{Cursor, Read, Write};

use pamlint_package::{Area, Fault, Limit, Package, xml};
use quick_xml::Reader;
use quick_xml::events::Event;
use rustc_hash::FxHashMap;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::scan::{self, Scan};
use super::skeleton::Skeleton;
use super::styles;
use crate::failure::{Damage, Failure};
use crate::number_format::Formats;

/// How much of a sheet is looked at for what stands before its cells.
const HEAD: u64 = 64 << 10;

/// The sheets that are held as they inflate, together, in bytes; larger ones are inflated each time they are read.
const HELD: u64 = 64 << 20;

/// The name by which calamine finds a sheet in the package.
pub(super) fn sheet_name(position: usize) -> String {
    format!("s{position}")
}

/// The path of a sheet in the package.
pub(super) fn sheet_path(position: usize) -> String {
    format!("xl/s{position}.xml")
}

/// A package of our own.
pub(super) struct Lean {
    /// The package.
    pub bytes: Vec<u8>,
    /// How many shared strings there are at most.
    pub strings: usize,
    /// The number formats of the cells.
    pub formats: Formats,
    /// What was seen of the sheets that have been inflated, by their position.
    pub scans: FxHashMap<usize, Scan>,
}

/// Makes a package of the sheets and shared strings of another.
pub(super) fn build(package: &mut Package<'_>, skeleton: &Skeleton) -> Result<Lean, Failure> {
    let mut writer = Writer(ZipWriter::new(Cursor::new(Vec::with_capacity(room_for(package, skeleton)))));
    let sheets =
        || skeleton.sheets.iter().enumerate().filter_map(|(at, sheet)| Some((at, sheet.part.as_deref()?)));
    writer.text("_rels/.rels", PACKAGE_RELATIONSHIPS)?;
    writer.text("xl/workbook.xml", &workbook(sheets().map(|(at, _)| at), skeleton.is_1904))?;
    writer.text("xl/_rels/workbook.xml.rels", &relationships(sheets().map(|(at, _)| at)))?;
    let formats = match &skeleton.styles {
        Some(part) => styles::read(&package.text(part)?.unwrap_or_default(), package.limits())?,
        None => Formats::default(),
    };
    writer.text("xl/styles.xml", &styles::part(&formats))?;
    let strings = match &skeleton.strings {
        Some(part) => copy_strings(package, part, &mut writer)?,
        None => 0,
    };
    let mut scans = FxHashMap::default();
    let mut room = HELD;
    for (position, part) in sheets() {
        if let Some(scan) = copy_sheet(package, part, &sheet_path(position), room, &mut writer)? {
            room = room.saturating_sub(scan.bytes);
            scans.insert(position, scan);
        }
    }
    let bytes = writer.0.finish().map_err(|_| Failure::Corrupt(Damage::Unexplained))?.into_inner();
    Ok(Lean { bytes, strings, formats, scans })
}

/// How much memory the sheets and shared strings will take, as far as they say so and it is not much.
fn room_for(package: &mut Package<'_>, skeleton: &Skeleton) -> usize {
    let parts = skeleton.sheets.iter().filter_map(|sheet| sheet.part.as_ref()).chain(&skeleton.strings);
    let mut room = 4 << 10;
    for part in parts {
        let size = package.size(part);
        room += size.saturating_add(1 << 10);
    }
    usize::try_from(room.min(HELD)).unwrap_or(0)
}

/// Copies a sheet, rewritten where calamine would give up on it.
///
/// Inflating costs nearly as much as reading what comes out. So a sheet for which there is room is
/// inflated once, looked through on the way, and kept as it is; a larger one stays compressed.
fn copy_sheet(
    package: &mut Package<'_>,
    part: &str,
    path: &str,
    room: u64,
    writer: &mut Writer,
) -> Result<Option<Scan>, Failure> {
    let limits = *package.limits();
    let mut file = package.open_part(part, Limit::Sheet)?;
    let size = file.size();
    let head = beginning(&mut file, size, part)?;
    if xml::other_encoding(&head).is_none() && odd_dimension(&head).is_none() {
        if size > room {
            drop(file);
            writer.raw(path, package, part)?;
            return Ok(None);
        }
        writer.start(path)?;
        let whole = Tee { from: head.as_slice().chain(file), to: &mut writer.0 };
        return scan::sheet(whole, part, &limits).map(Some);
    }
    drop(file);
    let bytes = package.bytes(part, Limit::Part)?.unwrap_or_default();
    let mut text = xml::decode(&bytes).into_owned();
    if let Some(span) = odd_dimension(text.as_bytes()) {
        text.replace_range(span, "");
    }
    writer.text(path, &text)?;
    Ok(None)
}

/// What stands before the cells of a part that says how large it is.
fn beginning(file: impl Read, size: u64, part: &str) -> Result<Vec<u8>, Failure> {
    // With some room behind it, the end is seen without making room for more.
    let room = usize::try_from(size.min(HEAD)).unwrap_or(0) + 64;
    let mut head = Vec::with_capacity(room);
    file.take(HEAD).read_to_end(&mut head).map_err(|_| Fault::unreadable(part))?;
    Ok(head)
}

/// Reads, and writes down what was read.
struct Tee<'w, R, W> {
    from: R,
    to: &'w mut W,
}

impl<R: Read, W: Write> Read for Tee<'_, R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.to.write_all(buffer.get(..read).unwrap_or_default())?;
        Ok(read)
    }
}

/// Copies the shared strings, which are read as a whole: so their size is counted first, and the
/// number that they announce, for which memory is set aside, is taken out when it is a lie. Gives how
/// many there are.
fn copy_strings(package: &mut Package<'_>, part: &str, writer: &mut Writer) -> Result<usize, Failure> {
    let limits = *package.limits();
    let mut file = package.open_part(part, Limit::Sheet)?;
    let size = file.size();
    let head = beginning(&mut file, size, part)?;
    let announced = announced_strings(&head);
    let is_plain = xml::other_encoding(&head).is_none()
        && announced.is_none_or(|count| count <= limits.count(Limit::Strings));
    let Scan { strings, .. } = if is_plain {
        writer.start(STRINGS_PATH)?;
        scan::shared_strings(Tee { from: head.as_slice().chain(file), to: &mut writer.0 }, part, &limits)?
    } else {
        let scan = scan::shared_strings(head.as_slice().chain(file), part, &limits)?;
        let bytes = package.bytes(part, Limit::Sheet)?.unwrap_or_default();
        writer.text(STRINGS_PATH, &xml::decode(&bytes).replacen("uniqueCount", "announced", 1))?;
        scan
    };
    limits.check(Limit::Strings, strings)?;
    Ok(strings)
}

/// How many shared strings a part says it has.
fn announced_strings(head: &[u8]) -> Option<usize> {
    let mut reader = Reader::from_reader(head);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let count = xml::attribute(&tag, "uniqueCount")?;
                return Some(count.trim().parse().unwrap_or(usize::MAX));
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => buffer.clear(),
        }
    }
}

/// Where a dimension stands that is none; calamine gives up on these.
fn odd_dimension(head: &[u8]) -> Option<std::ops::Range<usize>> {
    let mut reader = Reader::from_reader(head);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        let is_odd = match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "sheetData" => return None,
                "dimension" => !xml::attribute(&tag, "ref").is_some_and(|area| is_plain(&area)),
                _ => false,
            },
            Event::Eof => return None,
            _ => false,
        };
        if is_odd {
            return Some(start..usize::try_from(reader.buffer_position()).ok()?);
        }
        buffer.clear();
    }
}

/// Whether an area is written as everybody writes it: `A1:C7`.
fn is_plain(area: &str) -> bool {
    !area.contains('$')
        && Area::parse(area).is_some_and(|parsed| area.contains(':') == (parsed.to_string() == area))
}

const STRINGS_PATH: &str = "xl/sharedStrings.xml";

const PACKAGE_RELATIONSHIPS: &str = "<Relationships><Relationship Id=\"w\" \
    Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";

fn workbook(sheets: impl Iterator<Item = usize>, is_1904: bool) -> String {
    let mut text = format!("<workbook><workbookPr date1904=\"{}\"/><sheets>", u8::from(is_1904));
    for position in sheets {
        text.push_str(&format!("<sheet name=\"{}\" id=\"r{position}\"/>", sheet_name(position)));
    }
    text.push_str("</sheets></workbook>");
    text
}

fn relationships(sheets: impl Iterator<Item = usize>) -> String {
    let mut text = String::from("<Relationships>");
    for position in sheets {
        text.push_str(&format!(
            "<Relationship Id=\"r{position}\" \
            Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
            Target=\"s{position}.xml\"/>"
        ));
    }
    text.push_str("</Relationships>");
    text
}

/// A package that is being written in memory, where only a fault of ours can fail.
struct Writer(ZipWriter<Cursor<Vec<u8>>>);

impl Writer {
    fn start(&mut self, path: &str) -> Result<(), Failure> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.0.start_file(path, options).map_err(|_| Failure::Corrupt(Damage::Unexplained))
    }

    fn text(&mut self, path: &str, text: &str) -> Result<(), Failure> {
        self.start(path)?;
        self.0.write_all(text.as_bytes()).map_err(|_| Failure::Corrupt(Damage::Unexplained))
    }

    fn raw(&mut self, path: &str, package: &mut Package<'_>, part: &str) -> Result<(), Failure> {
        Ok(self.0.raw_copy_file_rename(package.open_raw(part)?, path).map_err(|_| Fault::unreadable(part))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_odd_dimensions_are_cut_out() {
        let cut = |area: &str| {
            let text = format!("<worksheet><dimension ref=\"{area}\"/><sheetData/></worksheet>");
            odd_dimension(text.as_bytes()).map(|span| text.get(span).unwrap().to_owned())
        };
        for plain in ["A1", "A1:C7", "B3:XFD1048576"] {
            assert_eq!(cut(plain), None, "{plain}");
        }
        for odd in ["A:C", "1:3", "", "C7:A1", "A1:C99999999999", "A1:B2:C3", "A0"] {
            assert_eq!(cut(odd), Some(format!("<dimension ref=\"{odd}\"/>")), "{odd}");
        }
    }
}
