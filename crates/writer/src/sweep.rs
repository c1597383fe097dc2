//! Takes our marks out of a package: by the record of what we changed, or, where another program has
//! saved the workbook since, by what our marks are.

use std::collections::{BTreeSet, HashSet};

use pamlint_package::{Limits, Outline};
use pamlint_reader::{OUR_SHEET_MARK, our_sheets};

use crate::content_types;
use crate::edits::Edits;
use crate::error::WriteError;
use crate::notes::START;
use crate::package::Package;
use crate::relations::{self, Relation};
use crate::strip;
use crate::undo;
use crate::vml;
use crate::workbook::{self, remove_sheet};
use crate::xml::Tree;

/// How much of a sheet's part is read to see what stands in A1.
const HEAD: u64 = 64 * 1024;

/// In every mark of ours; what does not hold it needs no closer look.
const TRACE: &[u8] = b"pamlint";

/// Takes our marks out of a package, and says whether there were any.
pub(crate) fn clean(package: &mut Package<'_>) -> Result<bool, WriteError> {
    if undo::restore(package)? {
        return Ok(true);
    }
    let mut book = workbook::outline(package)?;
    let mut found = drop_record(package, &book)?;
    while let Some(position) = findings_sheet(package, &book)? {
        drop_sheet(package, &book, position)?;
        book = workbook::outline(package)?;
        found = true;
    }
    for part in book.sheets.iter().filter(|sheet| sheet.is_worksheet).filter_map(|sheet| sheet.part.as_ref())
    {
        found |= clean_sheet(package, part)?;
    }
    Ok(found)
}

/// A record that no longer holds is of no use.
fn drop_record(package: &mut Package<'_>, book: &Outline) -> Result<bool, WriteError> {
    if !package.contains(undo::PART) {
        return Ok(false);
    }
    drop_referred(package, &book.part, |relation| relation.target == undo::PART)?;
    package.drop_part(undo::PART)?;
    content_types::remove(package, |part| part == undo::PART)?;
    Ok(true)
}

/// Drops the parts to which a part refers in that way, and the references.
fn drop_referred(
    package: &mut Package<'_>,
    part: &str,
    unwanted: impl Fn(&Relation) -> bool,
) -> Result<(), WriteError> {
    let unwanted = |relation: &Relation| !relation.external && unwanted(relation);
    let gone: Vec<String> = relations::read(package, part)?
        .into_iter()
        .filter(|relation| unwanted(relation))
        .map(|relation| relation.target)
        .collect();
    if gone.is_empty() {
        return Ok(());
    }
    let mut dropped: Vec<String> =
        gone.into_iter().flat_map(|target| [relations::part_of(&target), target]).collect();
    if !relations::remove(package, part, unwanted)? {
        dropped.push(relations::part_of(part));
    }
    drop_parts(package, &dropped)
}

fn drop_parts(package: &mut Package<'_>, parts: &[String]) -> Result<(), WriteError> {
    for part in parts {
        package.drop_part(part)?;
    }
    let gone: HashSet<&str> = parts.iter().map(String::as_str).collect();
    content_types::remove(package, |name| gone.contains(name))
}

/// The position of a Findings sheet: known by its name and by what its first cell says.
fn findings_sheet(package: &mut Package<'_>, book: &Outline) -> Result<Option<usize>, WriteError> {
    for (position, sheet) in book.sheets.iter().enumerate() {
        let named = our_sheets().any(|name| sheet.name.starts_with(name));
        if let (true, true, Some(part)) = (named, sheet.is_worksheet, &sheet.part) {
            let first = first_cell(&package.beginning(part, HEAD)?);
            let text = match first {
                Some(First::Text(text)) => text,
                Some(First::Shared(number)) => shared_string(package, book, number)?,
                None => continue,
            };
            if text.starts_with(OUR_SHEET_MARK) {
                return Ok(Some(position));
            }
        }
    }
    Ok(None)
}

enum First {
    Text(String),
    Shared(usize),
}

/// What stands in A1, as the beginning of a sheet's part tells it.
fn first_cell(head: &str) -> Option<First> {
    let at = head.find(" r=\"A1\"")?;
    let start = head.get(..at)?.rfind('<')?;
    let name = head.get(start + 1..at)?.split(' ').next()?;
    let close = format!("</{name}>");
    let length = head.get(start..)?.find(&close)? + close.len();
    let tree = Tree::parse("A1", head.get(start..start + length)?, &Limits::default()).ok()?;
    let root = tree.root();
    match tree.attribute(root, "t").as_deref() {
        Some("s") => tree.text_of(tree.child(root, "v")?).trim().parse().ok().map(First::Shared),
        Some("inlineStr") => Some(First::Text(tree.text_of(tree.child(root, "is")?))),
        _ => Some(First::Text(tree.text_of(tree.child(root, "v")?))),
    }
}

fn shared_string(package: &mut Package<'_>, book: &Outline, number: usize) -> Result<String, WriteError> {
    let relations = relations::read(package, &book.part)?;
    let Some(strings) = relations.into_iter().find(|relation| relation.kind == "sharedStrings") else {
        return Ok(String::new());
    };
    let Some(text) = package.text(&strings.target)? else { return Ok(String::new()) };
    let tree = Tree::parse(&strings.target, &text, &package.limits())?;
    let item = tree.children(tree.root()).nth(number);
    Ok(item.map(|id| tree.text_of(id)).unwrap_or_default())
}

/// Drops a sheet of ours with all that belongs to it.
fn drop_sheet(package: &mut Package<'_>, book: &Outline, position: usize) -> Result<(), WriteError> {
    let Some(sheet) = book.sheets.get(position) else { return Ok(()) };
    if let Some(part) = &sheet.part {
        let mut shared = BTreeSet::new();
        for other in book.sheets.iter().filter_map(|other| other.part.as_ref()).filter(|other| *other != part)
        {
            shared.extend(relations::read(package, other)?.into_iter().map(|relation| relation.target));
        }
        drop_referred(package, part, |relation| !shared.contains(&relation.target))?;
        drop_parts(package, &[relations::part_of(part)])?;
    }
    // The chain lists cells of the sheet; Excel builds it anew.
    let gone = sheet.relation.as_str();
    drop_referred(package, &book.part, |relation| relation.id == gone || relation.kind == "calcChain")?;
    remove_sheet(package, &book.part, position)
}

/// Takes marks and notes off a sheet.
fn clean_sheet(package: &mut Package<'_>, part: &str) -> Result<bool, WriteError> {
    let mut edits = Edits::default();
    let relations = relations::read(package, part)?;
    let comments = relations.iter().find(|relation| relation.kind == "comments");
    let bytes = package.bytes(part)?.unwrap_or_default();
    let marked = memchr::memmem::find(&bytes, TRACE).is_some();
    let noted = match comments {
        Some(comments) => {
            let bytes = package.bytes(&comments.target)?.unwrap_or_default();
            memchr::memmem::find(&bytes, START.as_bytes()).is_some()
        }
        None => false,
    };
    if !marked && !noted {
        return Ok(false);
    }
    let text = package.required(part)?;
    let tree = Tree::parse_sheet(part, &text, &package.limits())?;
    let unmarked = strip::conditions(&tree, &mut edits);
    let mut unnoted = false;
    if let (true, Some(comments)) = (noted, comments) {
        unnoted = clean_notes(package, &tree, &comments.target, &relations, &mut edits)?;
    }
    package.edit(part, &text, edits)?;
    Ok(unmarked || unnoted)
}

/// Takes our text out of the notes of a sheet; notes that were all ours go, with their boxes.
fn clean_notes(
    package: &mut Package<'_>,
    sheet: &Tree<'_>,
    part: &str,
    relations: &[Relation],
    edits: &mut Edits,
) -> Result<bool, WriteError> {
    let text = package.required(part)?;
    let tree = Tree::parse(part, &text, &package.limits())?;
    let stripped = strip::notes(&tree);
    if stripped.edits.is_empty() {
        return Ok(false);
    }
    let own = sheet.part();
    if stripped.left == 0 {
        drop_referred(package, own, |relation| relation.target == part)?;
    } else {
        package.edit(part, &text, stripped.edits)?;
    }
    let drawing = sheet.child(sheet.root(), "legacyDrawing");
    let id = drawing.and_then(|id| sheet.attribute(id, "id"));
    let target = relations.iter().find(|relation| Some(relation.id.as_str()) == id.as_deref());
    if let (Some(drawing), Some(target)) = (drawing, target)
        && let Ok(Some(shapes)) = package.text(&target.target)
    {
        let (left, _) = vml::remove(&shapes, &stripped.gone).apply(&target.target, &shapes)?;
        if vml::is_empty(&left) {
            drop_referred(package, own, |relation| relation.id == target.id)?;
            edits.replace(sheet.span(drawing), "");
        } else {
            package.edit(&target.target, &shapes, vml::remove(&shapes, &stripped.gone))?;
        }
    }
    Ok(true)
}
