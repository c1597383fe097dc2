//! What a package says about its sheets: names, visibility, the parts that hold them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::{Package, Part, resolve, unreadable};
use super::xml::{attribute, is_true};
use crate::book::Visibility;
use crate::failure::{Damage, Failure, FileSort};
use crate::format;

/// The parts of a workbook that hold its cells.
#[derive(Debug)]
pub(super) struct Skeleton {
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<SheetPart>,
    /// The shared strings.
    pub strings: Option<Part>,
    /// The styles.
    pub styles: Option<Part>,
    /// Whether days count from 1904.
    pub is_1904: bool,
}

/// A sheet of a workbook.
#[derive(Debug)]
pub(super) struct SheetPart {
    pub name: String,
    pub visibility: Visibility,
    /// The part with its cells; `None` for a chart, dialog or macro sheet.
    pub part: Option<Part>,
}

/// A relationship of a part.
struct Relationship {
    id: String,
    /// The last segment of its type, which strict and transitional packages share.
    kind: String,
    target: String,
}

/// Finds the workbook in a package, and what belongs to it.
pub(super) fn read(package: &mut Package<'_>) -> Result<Skeleton, Failure> {
    let workbook = workbook_part(package)?;
    let path = workbook.path.replace('\\', "/");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let relationships = relationships(package, folder, name)?;
    let text = package.text(&workbook)?;
    let (listed, is_1904) = listed_sheets(&text).ok_or_else(|| unreadable(&workbook))?;
    let mut sheets = Vec::with_capacity(listed.len());
    for (name, visibility, id) in listed {
        let relationship = relationships.iter().find(|relationship| relationship.id == id);
        let part = match relationship {
            Some(relationship) if relationship.kind == "worksheet" => Some(
                package
                    .find(&relationship.target)
                    .ok_or_else(|| Failure::Corrupt(Damage::PartMissing(relationship.target.clone())))?,
            ),
            Some(_) => None,
            None => return Err(Failure::Corrupt(Damage::PartMissing(name))),
        };
        sheets.push(SheetPart { name, visibility, part });
    }
    if sheets.is_empty() {
        return Err(Failure::Corrupt(Damage::NoSheets));
    }
    let of_kind = |kind: &str, usual: &str| {
        let named = relationships.iter().find(|relationship| relationship.kind == kind);
        named.and_then(|named| package.find(&named.target)).or_else(|| package.find(&resolve(folder, usual)))
    };
    let strings = of_kind("sharedStrings", "sharedStrings.xml");
    let styles = of_kind("styles", "styles.xml");
    Ok(Skeleton { sheets, strings, styles, is_1904 })
}

/// The workbook part: the one that the package names, else the usual one.
fn workbook_part(package: &mut Package<'_>) -> Result<Part, Failure> {
    let target = relationships(package, "", "")?
        .into_iter()
        .find(|relationship| relationship.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relationship| relationship.target);
    let is_other = |target: &str| {
        let target = target.to_lowercase();
        target.starts_with("word/") || target.starts_with("ppt/") || target.ends_with(".bin")
    };
    match package.find(&target).or_else(|| package.find("xl/workbook.xml")) {
        Some(part) if !is_other(&target) => Ok(part),
        None if target.starts_with("xl/")
            && package.paths().any(|path| path.starts_with("xl/worksheets/")) =>
        {
            Err(Failure::Corrupt(Damage::PartMissing(target)))
        }
        _ => {
            let sort = format::zip_without_workbook(package.paths());
            Err(Failure::Unsupported(if sort == FileSort::Archive && is_other(&target) {
                FileSort::Xlsb
            } else {
                sort
            }))
        }
    }
}

/// The relationships of a part; none when it has no such part.
fn relationships(package: &mut Package<'_>, folder: &str, name: &str) -> Result<Vec<Relationship>, Failure> {
    let path = resolve(folder, &format!("_rels/{name}.rels"));
    let Some(part) = package.find(&path) else {
        return Ok(Vec::new());
    };
    let text = package.text(&part)?;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut found = Vec::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name| attribute(&tag, name).unwrap_or_default().into_owned();
                let kind = value("Type");
                found.push(Relationship {
                    id: value("Id"),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolve(folder, &value("Target")),
                });
            }
            Ok(Event::Eof) => return Ok(found),
            Err(_) => return Err(unreadable(&part)),
            Ok(_) => {}
        }
    }
}

/// A sheet as the workbook part lists it: name, visibility, relationship.
type Listed = (String, Visibility, String);

/// The sheets that a workbook part lists, and whether its days count from 1904; `None` if it is none.
fn listed_sheets(text: &str) -> Option<(Vec<Listed>, bool)> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut sheets, mut is_1904, mut within, mut is_workbook) = (Vec::new(), false, false, false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "workbook" => is_workbook = true,
                "sheets" => within = true,
                "sheet" if within => sheets.push(listed(&tag)),
                "workbookPr" => {
                    if let Some(value) = attribute(&tag, "date1904") {
                        is_1904 = is_true(&value);
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "sheets" => within = false,
            Event::Eof => return is_workbook.then_some((sheets, is_1904)),
            _ => {}
        }
    }
}

fn listed(tag: &BytesStart<'_>) -> Listed {
    let value = |name| attribute(tag, name).unwrap_or_default().into_owned();
    let visibility = match value("state").as_str() {
        "hidden" | "veryHidden" => Visibility::Hidden,
        _ => Visibility::Visible,
    };
    (value("name"), visibility, value("id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_listed_in_order_whatever_the_prefix() {
        let text = "<x:workbook xmlns:x='x'><x:workbookPr date1904='1'/><x:sheets>\
            <x:sheet name='A &amp; B' sheetId='1' r:id='rId7'/>\
            <x:sheet name='C' sheetId='2' state='veryHidden' r:id='rId8'></x:sheet></x:sheets>\
            <x:ext><x14:sheet name='no'/></x:ext></x:workbook>";
        let (sheets, is_1904) = listed_sheets(text).unwrap();
        assert!(is_1904);
        assert_eq!(
            sheets,
            [
                ("A & B".to_owned(), Visibility::Visible, "rId7".to_owned()),
                ("C".to_owned(), Visibility::Hidden, "rId8".to_owned()),
            ]
        );
        assert!(listed_sheets("<w:document/>").is_none());
    }
}
