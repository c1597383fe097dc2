//! What a package says about its sheets: names, visibility, the parts that hold them.

use pamlint_package::{Outline, Package, workbook_part};

use super::{notes, tables};
use crate::book::{RawSheet, Visibility};
use crate::failure::{Damage, Failure, FileSort};
use crate::format;

/// The parts of a workbook that hold its cells.
pub(super) struct Skeleton {
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<SheetPart>,
    /// The shared strings.
    pub strings: Option<String>,
    /// The styles.
    pub styles: Option<String>,
    /// Whether days count from 1904.
    pub is_1904: bool,
}

/// A sheet of a workbook.
pub(super) struct SheetPart {
    /// The sheet, as yet without its cells.
    pub raw: RawSheet,
    /// The part with its cells; `None` for a chart, dialog or macro sheet, and where it is missing.
    pub part: Option<String>,
}

/// Finds the workbook in a package, and what belongs to it.
///
/// A sheet whose part is missing does not cost the others: programs leave an entry for a module of macros, and
/// Excel opens such a workbook.
pub(super) fn read(package: &mut Package<'_>) -> Result<Skeleton, Failure> {
    let workbook = workbook(package)?;
    let outline = Outline::read(package, &workbook)?;
    let part_of = |kind, usual| {
        let usual = format!("{}{usual}", outline.folder());
        outline.related(package, kind).or_else(|| package.contains(&usual).then_some(usual))
    };
    let (strings, styles) = (part_of("sharedStrings", "sharedStrings.xml"), part_of("styles", "styles.xml"));
    if !outline.sheets.iter().any(|sheet| sheet.part.is_some()) {
        let missing = outline.sheets.first().ok_or(Failure::Corrupt(Damage::NoSheets))?;
        let mut relations = outline.relations.iter();
        let named = relations.find(|relation| relation.id == missing.relation);
        let missing = named.map_or(&missing.name, |relation| &relation.target);
        return Err(Failure::Corrupt(Damage::PartMissing(missing.clone())));
    }
    let sheets = outline.sheets.into_iter().map(|sheet| {
        let part = sheet.part.filter(|_| sheet.is_worksheet);
        let raw = RawSheet {
            name: sheet.name,
            visibility: if sheet.hidden { Visibility::Hidden } else { Visibility::Visible },
            is_worksheet: part.is_some(),
            cells: Vec::new(),
            merged: Vec::new(),
            hidden_rows: Vec::new(),
            totals: part.as_ref().map_or_else(Vec::new, |part| tables::totals(package, part)),
            notes: part.as_ref().map_or_else(Vec::new, |part| notes::notes(package, part)),
            text: None,
        };
        SheetPart { raw, part }
    });
    Ok(Skeleton { sheets: sheets.collect(), strings, styles, is_1904: outline.is_1904 })
}

/// The workbook part: the one that the package names, else the usual one.
fn workbook(package: &mut Package<'_>) -> Result<String, Failure> {
    let target = workbook_part(package)?;
    let is_other = {
        let target = target.to_ascii_lowercase();
        target.starts_with("word/") || target.starts_with("ppt/") || target.ends_with(".bin")
    };
    let usual = "xl/workbook.xml";
    if !is_other && package.contains(&target) {
        return Ok(target);
    }
    if !is_other && package.contains(usual) {
        return Ok(usual.to_owned());
    }
    let paths: Vec<String> =
        package.names().map(|name| name.to_ascii_lowercase().replace('\\', "/")).collect();
    if target.starts_with("xl/") && !is_other && paths.iter().any(|path| path.starts_with("xl/worksheets/")) {
        return Err(Failure::Corrupt(Damage::PartMissing(target)));
    }
    let sort = format::zip_without_workbook(paths.iter().map(String::as_str));
    let hidden_xlsb = sort == FileSort::Archive && is_other;
    Err(Failure::Unsupported(if hidden_xlsb { FileSort::Xlsb } else { sort }))
}
