//! What the workbook part says about its sheets: names, visibility, the parts that hold them.

use std::io::Cursor;

use pamlint_package::xml::decode;
use pamlint_package::{Limit, Limits, Relation, relations_in};
use rustc_hash::FxHashMap;
use zip::ZipArchive;

use super::records::{Record, records};
use super::{part, unreadable};
use crate::book::Visibility;
use crate::failure::{Damage, Failure};
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
pub(super) fn read(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<Skeleton, Failure> {
    let workbook = part(archive, WORKBOOK, (Limit::Part, limits))?;
    let relationships = part(archive, RELATIONSHIPS, (Limit::Part, limits))?;
    let most = limits.count(Limit::Relations);
    let relations =
        relations_in(WORKBOOK, &decode(&relationships), most).ok_or_else(|| unreadable(RELATIONSHIPS))?;
    limits.check_in(RELATIONSHIPS, Limit::Relations, relations.len())?;
    let targets = relations.into_iter().map(|relation| (relation.id.clone(), relation)).collect();
    let listed = records(&workbook).filter(|record| record.kind == BUNDLE_SHEET);
    let most = limits.count(Limit::Sheets).saturating_add(1);
    let sheets: Vec<SheetPart> = listed.filter_map(|record| sheet(&record, &targets)).take(most).collect();
    limits.check(Limit::Sheets, sheets.len())?;
    let properties = records(&workbook).find(|record| record.kind == WORKBOOK_PROPERTIES);
    let is_1904 = properties.and_then(|record| record.data.long(0)).is_some_and(|flags| flags & 1 == 1);
    if sheets.is_empty() { Err(Failure::Corrupt(Damage::NoSheets)) } else { Ok(Skeleton { sheets, is_1904 }) }
}

fn sheet(record: &Record<'_>, targets: &FxHashMap<String, Relation>) -> Option<SheetPart> {
    let visibility = if record.data.long(0)? == 0 { Visibility::Visible } else { Visibility::Hidden };
    let (id, end) = record.text(8)?;
    let (name, _) = record.text(end)?;
    let target = targets.get(&id)?;
    let is_worksheet = target.kind == "worksheet";
    Some(SheetPart { name, visibility, is_worksheet, path: target.target.clone() })
}
