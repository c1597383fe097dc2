//! What the workbook part says about its sheets: names, visibility, the parts that hold them.

use std::io::Cursor;

use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use rustc_hash::FxHashMap;
use zip::ZipArchive;

use super::records::{Record, records};
use super::{part, unreadable};
use crate::book::Visibility;
use crate::failure::{Damage, Failure};
use crate::limits;
use crate::little_endian::LittleEndian;

const WORKBOOK: &str = "xl/workbook.bin";
const RELATIONSHIPS: &str = "xl/_rels/workbook.bin.rels";

/// The record of a sheet (MS-XLSB 2.4.311).
const BUNDLE_SHEET: u16 = 0x009C;
/// Its first bit says that days count from 1904 (MS-XLSB 2.4.822).
const WORKBOOK_PROPERTIES: u16 = 0x0099;

/// A sheet of a workbook.
pub(super) struct SheetPart {
    pub name: String,
    pub visibility: Visibility,
    pub is_worksheet: bool,
    pub path: String,
}

/// The parts of a workbook that hold its cells.
pub(super) struct Skeleton {
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<SheetPart>,
    /// Whether days count from 1904.
    pub is_1904: bool,
}

/// Finds the sheets of a workbook, and from when its days count.
pub(super) fn read(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Skeleton, Failure> {
    let workbook = part(archive, WORKBOOK, limits::SKELETON_PART)?;
    let relationships = part(archive, RELATIONSHIPS, limits::SKELETON_PART)?;
    let targets = targets(&relationships).ok_or_else(|| unreadable(RELATIONSHIPS))?;
    let listed = records(&workbook).filter(|record| record.kind == BUNDLE_SHEET);
    let sheets: Vec<SheetPart> = listed.filter_map(|record| sheet(&record, &targets)).collect();
    let properties = records(&workbook).find(|record| record.kind == WORKBOOK_PROPERTIES);
    let is_1904 = properties.and_then(|record| record.data.long(0)).is_some_and(|flags| flags & 1 == 1);
    if sheets.is_empty() { Err(Failure::Corrupt(Damage::NoSheets)) } else { Ok(Skeleton { sheets, is_1904 }) }
}

fn sheet(record: &Record<'_>, targets: &FxHashMap<String, Target>) -> Option<SheetPart> {
    let visibility = if record.data.long(0)? == 0 { Visibility::Visible } else { Visibility::Hidden };
    let (id, end) = record.text(8)?;
    let (name, _) = record.text(end)?;
    let target = targets.get(&id)?;
    Some(SheetPart { name, visibility, is_worksheet: target.is_worksheet, path: target.path.clone() })
}

/// What a relationship points to.
struct Target {
    is_worksheet: bool,
    path: String,
}

fn targets(relationships: &[u8]) -> Option<FxHashMap<String, Target>> {
    let mut reader = Reader::from_reader(relationships);
    let mut buffer = Vec::new();
    let mut targets = FxHashMap::default();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name: &str| {
                    let found = tag
                        .attributes()
                        .with_checks(false)
                        .filter_map(Result::ok)
                        .find(|attribute| attribute.key.as_ref() == name)?;
                    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
                };
                let (Some(id), Some(target)) = (value("Id"), value("Target")) else { continue };
                let is_worksheet = value("Type").is_some_and(|kind| kind.ends_with("/worksheet"));
                let path = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("xl/{target}"),
                };
                targets.insert(id, Target { is_worksheet, path });
            }
            Event::Eof => return Some(targets),
            _ => {}
        }
        buffer.clear();
    }
}
