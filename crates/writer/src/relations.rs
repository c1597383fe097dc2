//! Relationships: how the parts of a package refer to each other.

use std::collections::HashSet;

pub(crate) use pamlint_package::{Relation, relations_part as part_of};
use pamlint_package::{relations, relative};

use crate::edits::Edits;
use crate::error::WriteError;
use crate::order::append;
use crate::package::Package;
use crate::xml::Tree;

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// The relationships of a part (of the package itself when its name is empty).
pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, WriteError> {
    Ok(relations(&mut package.parts, part)?)
}

/// Adds a relationship of the full type `kind`, and gives its id.
pub(crate) fn add(
    package: &mut Package<'_>,
    part: &str,
    kind: &str,
    target: &str,
) -> Result<String, WriteError> {
    let name = part_of(part);
    let taken: HashSet<String> = read(package, part)?.into_iter().map(|relation| relation.id).collect();
    let id =
        (1u32..).map(|number| format!("pamlint{number}")).find(|id| !taken.contains(id)).unwrap_or_default();
    let target = quick_xml::escape::escape(relative(part, target)).into_owned();
    let element = |prefix: &str| {
        format!(
            "<{prefix}Relationship Id=\"{id}\" Type=\"{}\" Target=\"{target}\"/>",
            quick_xml::escape::escape(kind)
        )
    };
    if let Some(text) = package.text(&name)? {
        let tree = Tree::parse(&name, &text, &package.limits())?;
        let mut edits = Edits::default();
        append(&tree, tree.root(), &element(tree.prefix(tree.root())), &mut edits);
        package.edit(&name, &text, edits)?;
    } else {
        crate::content_types::default(package, "rels", CONTENT_TYPE)?;
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            element("")
        );
        package.add(&name, text.into_bytes());
    }
    Ok(id)
}

/// Removes the relationships that are `unwanted`, and says whether others are left.
pub(crate) fn remove(
    package: &mut Package<'_>,
    part: &str,
    unwanted: impl Fn(&Relation) -> bool,
) -> Result<bool, WriteError> {
    let name = part_of(part);
    let relations = read(package, part)?;
    let Some(text) = package.text(&name)? else { return Ok(false) };
    let tree = Tree::parse(&name, &text, &package.limits())?;
    let mut edits = Edits::default();
    let mut left = false;
    let elements = tree.children(tree.root()).filter(|id| tree.local(*id) == "Relationship");
    for (element, relation) in elements.zip(&relations) {
        if unwanted(relation) {
            edits.replace(tree.span(element), "");
        } else {
            left = true;
        }
    }
    package.edit(&name, &text, edits)?;
    Ok(left)
}
