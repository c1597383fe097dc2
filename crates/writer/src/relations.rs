//! Relationships: how the parts of a package refer to each other.

use crate::edits::Edits;
use crate::error::WriteError;
use crate::package::Package;
use crate::xml::Tree;

const CONTENT_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// A reference from one part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// By which the part refers to it.
    pub(crate) id: String,
    /// The last word of its type: `worksheet`, `comments`, …; transitional and strict packages share it.
    pub(crate) kind: String,
    /// The name of the part it leads to; what stands there when that lies outside the package.
    pub(crate) target: String,
    /// Whether it leads outside the package.
    pub(crate) external: bool,
}

/// The part that holds the relationships of a part (of the package itself when that is empty).
pub(crate) fn part_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The relationships of a part (of the package itself when its name is empty).
pub(crate) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, WriteError> {
    let name = part_of(part);
    let Some(text) = package.text(&name)? else { return Ok(Vec::new()) };
    let tree = Tree::parse(&name, &text)?;
    let mut relations = Vec::new();
    for id in tree.children(tree.root()) {
        let value = |local| tree.attribute(id, local).unwrap_or_default().into_owned();
        let external = value("TargetMode") == "External";
        let kind = value("Type");
        let target = value("Target");
        relations.push(Relation {
            id: value("Id"),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: if external { target } else { resolve(part, &target) },
            external,
        });
    }
    Ok(relations)
}

/// Adds a relationship of the full type `kind`, and gives its id.
pub(crate) fn add(
    package: &mut Package<'_>,
    part: &str,
    kind: &str,
    target: &str,
) -> Result<String, WriteError> {
    let name = part_of(part);
    let taken: Vec<String> = read(package, part)?.into_iter().map(|relation| relation.id).collect();
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
        let tree = Tree::parse(&name, &text)?;
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
    let tree = Tree::parse(&name, &text)?;
    let mut edits = Edits::default();
    let mut left = false;
    for (element, relation) in tree.children(tree.root()).zip(&relations) {
        if unwanted(relation) {
            edits.replace(tree.span(element), "");
        } else {
            left = true;
        }
    }
    package.edit(&name, &text, edits)?;
    Ok(left)
}

/// Adds a child at the end of an element, even of one that is a single tag.
pub(crate) fn append(tree: &Tree<'_>, id: usize, child: &str, edits: &mut Edits) {
    if tree.is_empty_tag(id) {
        let span = tree.span(id);
        let slash = tree.text.get(span.clone()).and_then(|tag| tag.rfind('/')).unwrap_or(0) + span.start;
        edits.replace(slash..span.end, format!(">{child}</{}>", tree.name(id)));
    } else {
        edits.insert(tree.inner(id).end, child);
    }
}

/// The part that a target leads to, as seen from `part`.
fn resolve(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut folders: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => part.split('/').collect(),
    };
    if !target.starts_with('/') {
        folders.pop();
    }
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            _ => folders.push(step),
        }
    }
    folders.join("/")
}

/// The target that leads from `part` to another part.
fn relative(part: &str, target: &str) -> String {
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    let steps: Vec<&str> = target.split('/').collect();
    let shared = folders.iter().zip(&steps).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(steps.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_lead_to_parts_and_back() {
        for (part, target, name) in [
            ("xl/worksheets/sheet1.xml", "../comments1.xml", "xl/comments1.xml"),
            ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("workbook.xml", "sheet.xml", "sheet.xml"),
        ] {
            assert_eq!(resolve(part, target), name);
            assert_eq!(relative(part, name), target);
        }
        assert_eq!(resolve("xl/workbook.xml", "/xl/./styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/workbook.xml", "../../../a"), "a");
        assert_eq!(part_of(""), "_rels/.rels");
        assert_eq!(part_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
    }
}
