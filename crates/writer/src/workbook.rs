//! The workbook part: which sheets there are, one more of them, and which one it opens on.

use crate::edits::Edits;
use crate::error::WriteError;
use crate::escape::{escape_attribute, prefixed};
use crate::order;
use crate::package::Package;
use crate::relations::{self, append};
use crate::xml::Tree;

/// The namespaces of a package: one of the two dialects of ECMA-376.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    strict: bool,
}

impl Dialect {
    /// Of spreadsheet parts.
    pub(crate) fn main(self) -> &'static str {
        if self.strict {
            "http://purl.oclc.org/ooxml/spreadsheetml/main"
        } else {
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        }
    }

    /// Of references to relationships.
    pub(crate) fn relations(self) -> &'static str {
        if self.strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        }
    }

    /// The full type of a relationship.
    pub(crate) fn relation(self, kind: &str) -> String {
        format!("{}/{kind}", self.relations())
    }
}

/// A sheet, as the workbook part lists it.
#[derive(Debug, Clone)]
pub(crate) struct SheetEntry {
    /// Its name.
    pub(crate) name: String,
    /// Its number, by which other parts know it.
    pub(crate) id: u32,
    /// The id of the relationship that leads to its part.
    pub(crate) relation: String,
    /// Its part; `None` when there is none.
    pub(crate) part: Option<String>,
    /// Whether it has cells: chart and dialog sheets have none.
    pub(crate) is_worksheet: bool,
}

/// The workbook part and what it refers to.
#[derive(Debug, Clone)]
pub(crate) struct Book {
    /// Its name.
    pub(crate) part: String,
    /// The dialect of the package.
    pub(crate) dialect: Dialect,
    /// The sheets, in the order of their tabs.
    pub(crate) sheets: Vec<SheetEntry>,
    /// The part of the styles; `None` when there is none.
    pub(crate) styles: Option<String>,
}

impl Book {
    /// Finds the workbook part and reads it.
    pub(crate) fn read(package: &mut Package<'_>) -> Result<Book, WriteError> {
        let start = relations::read(package, "")?;
        let part = start
            .into_iter()
            .find(|relation| relation.kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        if !package.contains(&part) {
            return Err(WriteError::NotAPackage("it holds no workbook".to_owned()));
        }
        let text = package.required(&part)?;
        let tree = Tree::parse(&part, &text)?;
        if tree.local(tree.root()) != "workbook" {
            return Err(WriteError::NotAPackage("it is of another kind".to_owned()));
        }
        let relations = relations::read(package, &part)?;
        let dialect = Dialect { strict: tree.namespace().contains("purl.oclc.org") };
        let list = tree.child(tree.root(), "sheets").map(|sheets| tree.children(sheets).collect::<Vec<_>>());
        let sheets = list.unwrap_or_default().into_iter().filter(|id| tree.local(*id) == "sheet").map(|id| {
            let own = tree.attribute(id, "id").unwrap_or_default().into_owned();
            let relation = relations.iter().find(|relation| relation.id == own && !relation.external);
            SheetEntry {
                name: tree.attribute(id, "name").unwrap_or_default().into_owned(),
                id: tree.attribute(id, "sheetId").and_then(|id| id.parse().ok()).unwrap_or(0),
                part: relation.map(|relation| relation.target.clone()).filter(|part| package.contains(part)),
                is_worksheet: relation.is_some_and(|relation| relation.kind == "worksheet"),
                relation: own,
            }
        });
        Ok(Book {
            dialect,
            sheets: sheets.collect(),
            styles: relations
                .into_iter()
                .find(|relation| relation.kind == "styles" && package.contains(&relation.target))
                .map(|relation| relation.target),
            part,
        })
    }

    /// A name that no sheet has: the name itself, or one with a number.
    pub(crate) fn free_name(&self, name: &str) -> String {
        let taken =
            |wanted: &str| self.sheets.iter().any(|sheet| sheet.name.to_lowercase() == wanted.to_lowercase());
        if !taken(name) {
            return name.to_owned();
        }
        (2u32..).map(|number| format!("{name} {number}")).find(|name| !taken(name)).unwrap_or_default()
    }

    /// The folder of the workbook part, with its slash.
    pub(crate) fn folder(&self) -> &str {
        self.part.rfind('/').and_then(|slash| self.part.get(..=slash)).unwrap_or_default()
    }

    /// Lists one more sheet, the last, and opens the workbook on it. `names` are defined names that
    /// belong to it: name, whether it is hidden, what it refers to.
    pub(crate) fn add_sheet(
        &self,
        package: &mut Package<'_>,
        name: &str,
        relation: &str,
        names: &[(&str, bool, String)],
    ) -> Result<(), WriteError> {
        let text = package.required(&self.part)?;
        let tree = Tree::parse(&self.part, &text)?;
        let root = tree.root();
        let prefix = tree.prefix(root);
        let mut edits = Edits::default();
        let position = self.sheets.len();

        let number = self.sheets.iter().map(|sheet| sheet.id).max().unwrap_or(0).saturating_add(1);
        let (bound, declared) = match tree.bound_prefix(self.dialect.relations()) {
            Some(bound) => (bound, String::new()),
            None => ("r:".to_owned(), format!(" xmlns:r=\"{}\"", self.dialect.relations())),
        };
        let sheets = tree
            .child(root, "sheets")
            .ok_or_else(|| WriteError::damaged(&self.part, "it lists no sheets"))?;
        let sheet = format!(
            "<{prefix}sheet{declared} name=\"{}\" sheetId=\"{number}\" {bound}id=\"{relation}\"/>",
            escape_attribute(name)
        );
        append(&tree, sheets, &sheet, &mut edits);

        let names: String = names
            .iter()
            .map(|(name, hidden, target)| {
                let hidden = if *hidden { " hidden=\"1\"" } else { "" };
                let target = crate::escape::escape(target);
                format!(
                    "<definedName name=\"{name}\" localSheetId=\"{position}\"{hidden}>{target}</definedName>"
                )
            })
            .collect();
        match tree.child(root, "definedNames") {
            Some(list) => append(&tree, list, &prefixed(&names, prefix), &mut edits),
            None => {
                let list = prefixed(&format!("<definedNames>{names}</definedNames>"), prefix);
                order::insert(&tree, order::WORKBOOK, "definedNames", &list, &mut edits)?;
            }
        }

        let views: Vec<_> = match tree.child(root, "bookViews") {
            Some(list) => tree.children(list).filter(|id| tree.local(*id) == "workbookView").collect(),
            None => {
                let view = format!("<bookViews><workbookView activeTab=\"{position}\"/></bookViews>");
                order::insert(&tree, order::WORKBOOK, "bookViews", &prefixed(&view, prefix), &mut edits)?;
                Vec::new()
            }
        };
        for view in views {
            match tree.attribute_span(view, "activeTab") {
                Some(span) => edits.replace(span.value, position.to_string()),
                None => {
                    let after_name = tree.span(view).start + 1 + tree.name(view).len();
                    edits.insert(after_name, format!(" activeTab=\"{position}\""));
                }
            }
        }
        package.edit(&self.part, &text, edits)
    }
}

/// Takes a sheet off the list, with the defined names that belong to it; positions after it move up.
pub(crate) fn remove_sheet(package: &mut Package<'_>, part: &str, position: usize) -> Result<(), WriteError> {
    let text = package.required(part)?;
    let tree = Tree::parse(part, &text)?;
    let root = tree.root();
    let mut edits = Edits::default();
    let children =
        |name| tree.child(root, name).map(|list| tree.children(list).collect::<Vec<_>>()).unwrap_or_default();
    let sheet = children("sheets").into_iter().filter(|id| tree.local(*id) == "sheet").nth(position);
    if let Some(sheet) = sheet {
        edits.replace(tree.span(sheet), "");
    }
    let number = |id, name| tree.attribute(id, name).and_then(|value| value.parse::<usize>().ok());
    let names = children("definedNames");
    let own = |id: &usize| number(*id, "localSheetId") == Some(position);
    if let (Some(list), true) = (tree.child(root, "definedNames"), names.iter().all(own)) {
        edits.replace(tree.span(list), "");
    } else {
        for name in &names {
            if own(name) {
                edits.replace(tree.span(*name), "");
            } else {
                move_up(&tree, *name, "localSheetId", position, &mut edits);
            }
        }
    }
    for view in children("bookViews") {
        for attribute in ["activeTab", "firstSheet"] {
            if number(view, attribute) == Some(position) {
                if let Some(span) = tree.attribute_span(view, attribute) {
                    edits.replace(span.value, "0");
                }
            } else {
                move_up(&tree, view, attribute, position, &mut edits);
            }
        }
    }
    package.edit(part, &text, edits)
}

fn move_up(tree: &Tree<'_>, id: usize, attribute: &str, position: usize, edits: &mut Edits) {
    let Some(span) = tree.attribute_span(id, attribute) else { return };
    let number = tree.attribute(id, attribute).and_then(|value| value.parse::<usize>().ok());
    if let Some(number) = number.filter(|number| *number > position) {
        edits.replace(span.value, (number - 1).to_string());
    }
}

/// Takes the selection off a sheet: two selected sheets would both be typed into.
pub(crate) fn unselect(tree: &Tree<'_>, edits: &mut Edits) {
    let Some(views) = tree.child(tree.root(), "sheetViews") else { return };
    for view in tree.children(views) {
        if let Some(span) = tree.attribute_span(view, "tabSelected") {
            edits.replace(span.whole, "");
        }
    }
}
