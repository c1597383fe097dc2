//! The workbook part: which sheets there are, one more of them, and which one it opens on.

use pamlint_package::{Outline, workbook_part};

use crate::edits::Edits;
use crate::error::WriteError;
use crate::escape::{escape_attribute, prefixed};
use crate::order::{self, append};
use crate::package::Package;
use crate::xml::Tree;

/// Finds the workbook part and reads what it lists.
pub(crate) fn outline(package: &mut Package<'_>) -> Result<Outline, WriteError> {
    let part = workbook_part(&mut package.parts)?;
    if !package.contains(&part) {
        return Err(WriteError::NotAPackage("it holds no workbook".to_owned()));
    }
    Ok(Outline::read(&mut package.parts, &part)?)
}

/// Lists one more sheet, the last, and opens the workbook on it. `names` are defined names that
/// belong to it: name, whether it is hidden, what it refers to.
pub(crate) fn add_sheet(
    package: &mut Package<'_>,
    outline: &Outline,
    name: &str,
    relation: &str,
    names: &[(&str, bool, String)],
) -> Result<(), WriteError> {
    let text = package.required(&outline.part)?;
    let tree = Tree::parse(&outline.part, &text, &package.limits())?;
    let root = tree.root();
    let prefix = tree.prefix(root);
    let mut edits = Edits::default();
    let position = outline.sheets.len();

    let number = outline.sheets.iter().map(|sheet| sheet.id).max().unwrap_or(0).saturating_add(1);
    let (bound, declared) = match tree.bound_prefix(outline.dialect.relations()) {
        Some(bound) => (bound, String::new()),
        None => ("r:".to_owned(), format!(" xmlns:r=\"{}\"", outline.dialect.relations())),
    };
    let sheets =
        tree.child(root, "sheets").ok_or_else(|| WriteError::damaged(&outline.part, "it lists no sheets"))?;
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
            format!("<definedName name=\"{name}\" localSheetId=\"{position}\"{hidden}>{target}</definedName>")
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
    package.edit(&outline.part, &text, edits)
}

/// Has every program calculate all formulas when it opens the workbook: what they read is no longer what they were
/// calculated with.
pub(crate) fn recalculate(package: &mut Package<'_>, part: &str) -> Result<(), WriteError> {
    const FULL: &str = "fullCalcOnLoad";
    let text = package.required(part)?;
    let tree = Tree::parse(part, &text, &package.limits())?;
    let root = tree.root();
    let mut edits = Edits::default();
    match tree.child(root, "calcPr") {
        Some(settings) => match tree.attribute_span(settings, FULL) {
            Some(span) => edits.replace(span.value, "1"),
            None => {
                let after_name = tree.span(settings).start + 1 + tree.name(settings).len();
                edits.insert(after_name, format!(" {FULL}=\"1\""));
            }
        },
        None => {
            let settings = prefixed(&format!("<calcPr {FULL}=\"1\"/>"), tree.prefix(root));
            order::insert(&tree, order::WORKBOOK, "calcPr", &settings, &mut edits)?;
        }
    }
    package.edit(part, &text, edits)
}

/// Takes a sheet off the list, with the defined names that belong to it; positions after it move up.
pub(crate) fn remove_sheet(package: &mut Package<'_>, part: &str, position: usize) -> Result<(), WriteError> {
    let text = package.required(part)?;
    let tree = Tree::parse(part, &text, &package.limits())?;
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
