//! The notes of a sheet: its comments part and the boxes that belong to it.

use std::collections::BTreeMap;

use pamlint_package::{CellRef, Limit, Limits, Outline};

use crate::content_types;
use crate::edits::Edits;
use crate::error::WriteError;
use crate::escape::prefixed;
use crate::measure::Grid;
use crate::notes::Note;
use crate::order::{self, append};
use crate::package::Package;
use crate::relations;
use crate::vml::{self, Blocks};
use crate::xml::{Id, Tree};

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";

/// As whom we write notes.
pub(crate) const AUTHOR: &str = "pamlint";

/// What became of the notes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// How many cells have a threaded comment, which is left alone.
    pub(crate) threaded: usize,
    /// How many notes could not be added.
    pub(crate) impossible: usize,
}

/// A sheet that gets notes.
pub(crate) struct Sheet<'a> {
    pub(crate) book: &'a Outline,
    pub(crate) tree: &'a Tree<'a>,
    pub(crate) grid: &'a Grid<'a>,
}

/// Adds notes to a sheet, and to `edits` what changes in the sheet's own part.
pub(crate) fn add(
    package: &mut Package<'_>,
    &Sheet { book, tree: sheet, grid }: &Sheet<'_>,
    mut notes: BTreeMap<CellRef, Note>,
    blocks: &mut Blocks,
    edits: &mut Edits,
) -> Result<Outcome, WriteError> {
    let mut outcome = Outcome::default();
    let part = sheet.part();
    let relations = relations::read(package, part)?;
    let existing = relations.iter().find(|relation| relation.kind == "comments");
    let existing = existing.map(|relation| relation.target.as_str());
    let drawing = sheet.child(sheet.root(), "legacyDrawing");
    let drawing_part = drawing.and_then(|id| sheet.attribute(id, "id")).and_then(|id| {
        relations.iter().find(|relation| relation.id == id).map(|relation| relation.target.as_str())
    });
    let impossible = Outcome { impossible: notes.len(), ..outcome };
    if drawing.is_some() && drawing_part.is_none() {
        return Ok(impossible);
    }
    // A part that is referred to and missing is added under that name.
    let mut text_of = |name: Option<&str>| name.map_or(Ok(None), |name| package.text(name));
    let (Ok(shapes), Ok(comments)) = (text_of(drawing_part), text_of(existing)) else {
        return Ok(impossible);
    };

    let list = match (existing, &comments) {
        (Some(name), Some(text)) => Some(List::read(name, text, &package.limits())?),
        _ => None,
    };
    if let Some(list) = &list {
        let before = notes.len();
        notes.retain(|cell, _| !list.is_threaded(*cell));
        outcome.threaded = before - notes.len();
    }
    if notes.is_empty() {
        return Ok(outcome);
    }
    let known = |cell: CellRef| list.as_ref().is_some_and(|list| list.find(cell).is_some());
    let boxes: Vec<(CellRef, &Note)> =
        notes.iter().filter(|(cell, _)| !known(**cell)).map(|(cell, note)| (*cell, note)).collect();
    if !boxes.is_empty() {
        match (drawing_part, &shapes) {
            (Some(name), Some(text)) => {
                let Some(edits) = vml::extend(text, &boxes, grid, blocks) else {
                    return Ok(Outcome { impossible: notes.len(), ..outcome });
                };
                package.edit(name, text, edits)?;
            }
            _ => {
                let name = match drawing_part {
                    Some(name) => name.to_owned(),
                    None => package.free_name(&format!("{}drawings/vmlDrawing", book.folder()), ".vml")?,
                };
                let text = vml::create(&boxes, grid, blocks);
                package.add(&name, text.into_bytes());
                content_types::by_extension(package, &name, "vml", vml::CONTENT_TYPE)?;
                if drawing_part.is_none() {
                    let kind = book.dialect.relation("vmlDrawing");
                    let relation = relations::add(package, part, &kind, &name)?;
                    refer(book, sheet, &relation, edits)?;
                }
            }
        }
    }
    match (existing, &comments, &list) {
        (Some(name), Some(text), Some(list)) => {
            let edits = list.extend(&notes);
            package.edit(name, text, edits)?;
        }
        _ => {
            let name = match existing {
                Some(name) => name.to_owned(),
                None => package.free_name(&format!("{}comments", book.folder()), ".xml")?,
            };
            package.add(&name, create(book, &notes).into_bytes());
            content_types::set(package, &name, CONTENT_TYPE)?;
            if existing.is_none() {
                relations::add(package, part, &book.dialect.relation("comments"), &name)?;
            }
        }
    }
    Ok(outcome)
}

fn refer(book: &Outline, sheet: &Tree<'_>, relation: &str, edits: &mut Edits) -> Result<(), WriteError> {
    let space = book.dialect.relations();
    let attribute = match sheet.bound_prefix(space) {
        Some(bound) => format!("{bound}id=\"{relation}\""),
        None => format!("xmlns:r=\"{space}\" r:id=\"{relation}\""),
    };
    let prefix = sheet.prefix(sheet.root());
    let element = format!("<{prefix}legacyDrawing {attribute}/>");
    order::insert(sheet, order::WORKSHEET, "legacyDrawing", &element, edits)
}

fn create(book: &Outline, notes: &BTreeMap<CellRef, Note>) -> String {
    let list: String = notes.iter().map(|(cell, note)| comment(*cell, note, 0)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{}\">\
         <authors><author>{AUTHOR}</author></authors><commentList>{list}</commentList></comments>",
        book.dialect.main()
    )
}

fn comment(cell: CellRef, note: &Note, author: usize) -> String {
    format!("<comment ref=\"{cell}\" authorId=\"{author}\"><text>{}</text></comment>", note.runs(false))
}

/// The notes that a sheet has already.
struct List<'a> {
    tree: Tree<'a>,
    comments: BTreeMap<CellRef, Id>,
    authors: Vec<String>,
}

impl<'a> List<'a> {
    fn read(part: &'a str, text: &'a str, limits: &Limits) -> Result<List<'a>, WriteError> {
        let tree = Tree::parse(part, text, limits)?;
        let items = |name| tree.child(tree.root(), name).map(|list| tree.children(list).collect::<Vec<_>>());
        let authors = items("authors").unwrap_or_default().into_iter().map(|id| tree.text_of(id)).collect();
        let mut comments = BTreeMap::new();
        let listed = items("commentList").unwrap_or_default();
        limits.check_in(part, Limit::Notes, listed.len())?;
        for id in listed {
            if let Some(cell) = tree.attribute(id, "ref").and_then(|cell| CellRef::parse(&cell)) {
                comments.entry(cell).or_insert(id);
            }
        }
        Ok(List { tree, comments, authors })
    }

    fn find(&self, cell: CellRef) -> Option<Id> {
        self.comments.get(&cell).copied()
    }

    /// A threaded comment leaves a note whose author is called after it.
    fn is_threaded(&self, cell: CellRef) -> bool {
        let author = self
            .find(cell)
            .and_then(|id| self.tree.attribute(id, "authorId"))
            .and_then(|author| author.parse::<usize>().ok())
            .and_then(|author| self.authors.get(author));
        author.is_some_and(|author| author.starts_with("tc="))
    }

    fn extend(&self, notes: &BTreeMap<CellRef, Note>) -> Edits {
        let tree = &self.tree;
        let prefix = tree.prefix(tree.root());
        let mut edits = Edits::default();
        let author = self.authors.len();
        let mut new = String::new();
        for (cell, note) in notes {
            match self.find(*cell) {
                Some(id) => append_to(tree, id, note, prefix, &mut edits),
                None => new.push_str(&comment(*cell, note, author)),
            }
        }
        if new.is_empty() {
            return edits;
        }
        let new = prefixed(&new, prefix);
        let own = prefixed(&format!("<author>{AUTHOR}</author>"), prefix);
        match (tree.child(tree.root(), "authors"), tree.child(tree.root(), "commentList")) {
            (Some(authors), Some(list)) => {
                append(tree, authors, &own, &mut edits);
                append(tree, list, &new, &mut edits);
            }
            (authors, list) => {
                let mut missing = String::new();
                match authors {
                    Some(authors) => append(tree, authors, &own, &mut edits),
                    None => missing = format!("<{prefix}authors>{own}</{prefix}authors>"),
                }
                let at = list.map_or(tree.inner(tree.root()).end, |list| tree.span(list).start);
                match list {
                    Some(list) => append(tree, list, &new, &mut edits),
                    None => missing.push_str(&format!("<{prefix}commentList>{new}</{prefix}commentList>")),
                }
                edits.insert(at, missing);
            }
        }
        edits
    }
}

/// Adds our text after the customer's own.
fn append_to(tree: &Tree<'_>, comment: Id, note: &Note, prefix: &str, edits: &mut Edits) {
    let Some(text) = tree.child(comment, "text") else {
        let text = format!("<{prefix}text>{}</{prefix}text>", prefixed(&note.runs(false), prefix));
        append(tree, comment, &text, edits);
        return;
    };
    let runs = prefixed(&note.runs(!tree.text_of(text).is_empty()), prefix);
    // Text without a run stands before all runs, and some programs then show one or the other.
    if let Some(bare) = tree.child(text, "t") {
        edits.insert(tree.span(bare).start, format!("<{prefix}r>"));
        edits.insert(tree.span(bare).end, format!("</{prefix}r>"));
    }
    let last = tree.children(text).filter(|id| matches!(tree.local(*id), "r" | "t")).last();
    match last {
        Some(last) => edits.insert(tree.span(last).end, runs),
        None if tree.is_empty_tag(text) => append(tree, text, &runs, edits),
        None => edits.insert(tree.inner(text).start, runs),
    }
}
