//! `[Content_Types].xml`: what kind of part each part is.

use pamlint_package::same_part;

use crate::edits::Edits;
use crate::error::WriteError;
use crate::order::append;
use crate::package::Package;
use crate::xml::Tree;

const PART: &str = "[Content_Types].xml";

/// Says what kind of part one part is.
pub(crate) fn set(package: &mut Package<'_>, part: &str, kind: &str) -> Result<(), WriteError> {
    let text = package.required(PART)?;
    let tree = Tree::parse(PART, &text, &package.limits())?;
    // It may have been said already of a part that is missing.
    let known = tree.children(tree.root()).find(|id| {
        tree.local(*id) == "Override"
            && tree.attribute(*id, "PartName").is_some_and(|known| same_part(&known, part))
    });
    if let Some(known) = known {
        let mut edits = Edits::default();
        if let Some(span) = tree.attribute_span(known, "ContentType")
            && tree.attribute(known, "ContentType").as_deref() != Some(kind)
        {
            edits.replace(span.value, kind);
        }
        return package.edit(PART, &text, edits);
    }
    let name = quick_xml::escape::escape(part);
    add(package, |prefix| format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"))
}

/// Says what kind of part all parts with an extension are, unless it is said already.
pub(crate) fn default(package: &mut Package<'_>, extension: &str, kind: &str) -> Result<(), WriteError> {
    if default_of(package, extension)?.is_some() {
        return Ok(());
    }
    add(package, |prefix| format!("<{prefix}Default Extension=\"{extension}\" ContentType=\"{kind}\"/>"))
}

/// Says what kind of part a part is, by its extension where that is free or right already.
pub(crate) fn by_extension(
    package: &mut Package<'_>,
    part: &str,
    extension: &str,
    kind: &str,
) -> Result<(), WriteError> {
    match default_of(package, extension)? {
        Some(_) => set(package, part, kind),
        None => default(package, extension, kind),
    }
}

/// Forgets what was said of the parts for which `unwanted` holds, told by their names.
pub(crate) fn remove(package: &mut Package<'_>, unwanted: impl Fn(&str) -> bool) -> Result<(), WriteError> {
    let text = package.required(PART)?;
    let tree = Tree::parse(PART, &text, &package.limits())?;
    let mut edits = Edits::default();
    for id in tree.children(tree.root()) {
        let part = tree.attribute(id, "PartName").unwrap_or_default();
        if tree.local(id) == "Override" && unwanted(part.trim_start_matches('/')) {
            edits.replace(tree.span(id), "");
        }
    }
    package.edit(PART, &text, edits)
}

fn default_of(package: &mut Package<'_>, extension: &str) -> Result<Option<String>, WriteError> {
    let text = package.required(PART)?;
    let tree = Tree::parse(PART, &text, &package.limits())?;
    let found = tree.children(tree.root()).find(|id| {
        tree.local(*id) == "Default"
            && tree.attribute(*id, "Extension").is_some_and(|known| known.eq_ignore_ascii_case(extension))
    });
    Ok(found.and_then(|id| tree.attribute(id, "ContentType")).map(|kind| kind.into_owned()))
}

fn add(package: &mut Package<'_>, element: impl Fn(&str) -> String) -> Result<(), WriteError> {
    let text = package.required(PART)?;
    let tree = Tree::parse(PART, &text, &package.limits())?;
    let mut edits = Edits::default();
    append(&tree, tree.root(), &element(tree.prefix(tree.root())), &mut edits);
    package.edit(PART, &text, edits)
}
