//! Relationships: how the parts of a package refer to each other.

use std::collections::HashSet;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::fault::Fault;
use crate::limits::Limit;
use crate::package::{Package, part_key};
use crate::xml::attribute;

/// A reference from one part to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// By which the part refers to it.
    pub id: String,
    /// The last word of its type: `worksheet`, `comments`, …; transitional and strict packages share it.
    pub kind: String,
    /// The name of the part it leads to; what stands there when that lies outside the package.
    pub target: String,
    /// Whether it leads outside the package.
    pub external: bool,
}

/// The relationships of a part (of the package itself when its name is empty); none when it has no such part.
///
/// # Errors
/// When they cannot be read.
pub fn relations(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Fault> {
    let name = relations_part(part);
    let Some(text) = package.text(&name)? else { return Ok(Vec::new()) };
    let limits = package.limits();
    let found =
        relations_in(part, &text, limits.count(Limit::Relations)).ok_or_else(|| Fault::unreadable(&name))?;
    limits.check_in(&name, Limit::Relations, found.len())?;
    Ok(found)
}

/// The relationships of a part, by the text of the part that holds them; `None` when it cannot be read. Of more than
/// `most` it gives one more.
pub fn relations_in(part: &str, text: &str, most: usize) -> Option<Vec<Relation>> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut found = Vec::new();
    while found.len() <= most {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name| attribute(&tag, name).unwrap_or_default().into_owned();
                let (kind, target) = (value("Type"), value("Target"));
                let external = value("TargetMode") == "External";
                found.push(Relation {
                    id: value("Id"),
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: if external { target } else { resolve(part, &target) },
                    external,
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Some(found)
}

/// The parts that other parts refer to, and that are not there, by their names [as names are compared](part_key).
///
/// # Errors
/// When there is more to be read than may be; relationships that cannot be read lead nowhere.
pub fn missing(package: &mut Package<'_>) -> Result<HashSet<String>, Fault> {
    let parts: Vec<String> = package.names().filter_map(related_part).collect();
    let mut missing = HashSet::new();
    for part in parts {
        match relations(package, &part) {
            Ok(found) => {
                let within = found.iter().filter(|relation| !relation.external);
                let names = within.map(|relation| &relation.target).filter(|name| !package.contains(name));
                missing.extend(names.map(|name| part_key(name)));
            }
            Err(Fault::TooLarge(excess)) => return Err(Fault::TooLarge(excess)),
            Err(_) => {}
        }
    }
    Ok(missing)
}

/// The part whose relationships a part holds, by its name; `None` when it holds none.
fn related_part(name: &str) -> Option<String> {
    let (folder, name) = name.strip_suffix(".rels")?.rsplit_once('/').unwrap_or(("", name));
    let folder = folder.strip_suffix("_rels")?;
    Some(format!("{folder}{name}"))
}

/// The part that holds the relationships of a part (of the package itself when that is empty).
pub fn relations_part(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a target leads to, as seen from `part`.
fn resolve(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut folders: Vec<&str> = if target.starts_with('/') { Vec::new() } else { part.split('/').collect() };
    folders.pop();
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
pub fn relative(part: &str, target: &str) -> String {
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
        assert_eq!(resolve("", "xl\\workbook.xml"), "xl/workbook.xml");
        assert_eq!(relations_part(""), "_rels/.rels");
        assert_eq!(relations_part("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        for part in ["", "workbook.xml", "xl/workbook.xml"] {
            assert_eq!(related_part(&relations_part(part)).as_deref(), Some(part));
        }
    }
}
