//! The workbook part: which sheets there are, and the parts that hold them.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::fault::Fault;
use crate::limits::Limit;
use crate::package::Package;
use crate::relation::{Relation, relations};
use crate::xml::{attribute, is_true};

/// The namespaces of a package: one of the two dialects of ECMA-376.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dialect {
    strict: bool,
}

impl Dialect {
    /// The namespace of spreadsheet parts.
    pub fn main(self) -> &'static str {
        if self.strict { STRICT } else { "http://schemas.openxmlformats.org/spreadsheetml/2006/main" }
    }

    /// The namespace of references to relationships.
    pub fn relations(self) -> &'static str {
        if self.strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        }
    }

    /// The full type of a relationship.
    pub fn relation(self, kind: &str) -> String {
        format!("{}/{kind}", self.relations())
    }
}

const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";

/// A sheet, as the workbook part lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// Its name.
    pub name: String,
    /// Its number, by which other parts know it; 0 when it has none.
    pub id: u32,
    /// Whether people see it only after unhiding it.
    pub hidden: bool,
    /// The id of the relationship that leads to its part.
    pub relation: String,
    /// Its part; `None` when it is not there.
    pub part: Option<String>,
    /// Whether it has cells: chart, dialog and macro sheets have none.
    pub is_worksheet: bool,
}

/// The workbook part and what it refers to.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The name of the part.
    pub part: String,
    /// The dialect of the package.
    pub dialect: Dialect,
    /// Whether days count from 1904.
    pub is_1904: bool,
    /// The sheets, in the order of their tabs.
    pub sheets: Vec<SheetEntry>,
    /// What the part refers to.
    pub relations: Vec<Relation>,
}

/// The name of the workbook part: what the package says, else the usual one. It may not be there.
///
/// # Errors
/// When the relationships of the package cannot be read.
pub fn workbook_part(package: &mut Package<'_>) -> Result<String, Fault> {
    let mut start = relations(package, "")?.into_iter();
    let named = start.find(|relation| relation.kind == "officeDocument");
    Ok(named.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target))
}

impl Outline {
    /// Reads the workbook part.
    ///
    /// # Errors
    /// When it cannot be read, is no workbook, or is not there.
    pub fn read(package: &mut Package<'_>, part: &str) -> Result<Outline, Fault> {
        let relations = relations(package, part)?;
        let text = package.text(part)?;
        let most = package.limits().count(Limit::Sheets);
        let outline = text.and_then(|text| listed(&text, most)).ok_or_else(|| Fault::unreadable(part))?;
        package.limits().check(Limit::Sheets, outline.sheets.len())?;
        let mut outline = Outline { part: part.to_owned(), relations, ..outline };
        let mut by_id: FxHashMap<&str, &Relation> = FxHashMap::default();
        for relation in outline.relations.iter().filter(|relation| !relation.external) {
            by_id.entry(&relation.id).or_insert(relation);
        }
        for sheet in &mut outline.sheets {
            let relation = by_id.get(sheet.relation.as_str());
            sheet.is_worksheet = relation.is_some_and(|relation| relation.kind == "worksheet");
            sheet.part =
                relation.map(|relation| relation.target.clone()).filter(|part| package.contains(part));
        }
        Ok(outline)
    }

    /// The part of that kind; `None` when there is none, or it is not there.
    pub fn related(&self, package: &Package<'_>, kind: &str) -> Option<String> {
        let mut relations =
            self.relations.iter().filter(|relation| relation.kind == kind && !relation.external);
        relations.find(|relation| package.contains(&relation.target)).map(|relation| relation.target.clone())
    }

    /// The folder of the workbook part, with its slash.
    pub fn folder(&self) -> &str {
        self.part.rfind('/').and_then(|slash| self.part.get(..=slash)).unwrap_or_default()
    }

    /// A name that no sheet has: the name itself, or one with a number.
    pub fn free_name(&self, name: &str) -> String {
        let names: FxHashSet<String> = self.sheets.iter().map(|sheet| sheet.name.to_lowercase()).collect();
        let taken = |wanted: &str| names.contains(&wanted.to_lowercase());
        if !taken(name) {
            return name.to_owned();
        }
        (2u32..).map(|number| format!("{name} {number}")).find(|name| !taken(name)).unwrap_or_default()
    }
}

/// What a workbook part says by itself; `None` if it is none. Of more than `most` sheets it lists one more.
fn listed(text: &str, most: usize) -> Option<Outline> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut outline, mut within, mut is_workbook) = (Outline::default(), false, false);
    while outline.sheets.len() <= most {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "workbook" => {
                    is_workbook = true;
                    outline.dialect.strict = tag.attributes().flatten().any(|space| &*space.value == STRICT);
                }
                "sheets" => within = true,
                "sheet" if within => outline.sheets.push(sheet(&tag)),
                "workbookPr" => {
                    if let Some(value) = attribute(&tag, "date1904") {
                        outline.is_1904 = is_true(&value);
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "sheets" => within = false,
            Event::Eof => break,
            _ => {}
        }
    }
    is_workbook.then_some(outline)
}

fn sheet(tag: &BytesStart<'_>) -> SheetEntry {
    let value = |name| attribute(tag, name).unwrap_or_default().into_owned();
    SheetEntry {
        name: value("name"),
        id: value("sheetId").parse().unwrap_or(0),
        hidden: matches!(value("state").as_str(), "hidden" | "veryHidden"),
        relation: value("id"),
        part: None,
        is_worksheet: false,
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_listed_in_order_whatever_the_prefix() {
        let text = "<x:workbook xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:workbookPr date1904='1'/><x:sheets>\
            <x:sheet name='A &amp; B' sheetId='1' r:id='rId7'/>\
            <x:sheet name='C' sheetId='2' state='veryHidden' r:id='rId8'></x:sheet></x:sheets>\
            <x:ext><x14:sheet name='no'/></x:ext></x:workbook>";
        let outline = listed(text, 9).unwrap();
        assert!(outline.is_1904 && outline.dialect.strict);
        let sheets: Vec<_> =
            outline.sheets.iter().map(|sheet| (&*sheet.name, sheet.hidden, &*sheet.relation)).collect();
        assert_eq!(sheets, [("A & B", false, "rId7"), ("C", true, "rId8")]);
        assert!(listed("<w:document/>", 9).is_none());
    }
}
