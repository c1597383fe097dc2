//! New texts in the cells of a sheet's part; every other byte of it stays.

use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;
use pamlint_package::{Cell, CellRef, Met, Outline, Row, Walk};

use super::trial::Values;
use crate::edits::Edits;
use crate::error::WriteError;
use crate::escape::escape;
use crate::package::Package;
use crate::workbook;
use crate::xml::{Tree, attributes};

/// What belonged to the old value alone: its type, and metadata of formulas and of values that are more than
/// a text.
const OF_THE_VALUE: [&str; 3] = ["t", "cm", "vm"];

/// How a formula begins in a sheet's part, under a prefix or without one.
const FORMULAS: [&[u8]; 4] = [b"<f>", b"<f ", b":f>", b":f "];

/// Writes texts into cells. `names` are the names of the sheets that places count into.
pub(super) fn write(package: &mut Package<'_>, names: &[String], values: &Values) -> Result<(), WriteError> {
    let book = workbook::outline(package)?;
    let mut by_sheet: BTreeMap<usize, Texts<'_>> = BTreeMap::new();
    for (place, value) in values {
        by_sheet.entry(place.sheet).or_default().insert(place.cell, value);
    }
    for (sheet, values) in by_sheet {
        let Some(part) = part_of_sheet(&book, names, sheet) else { continue };
        let text = package.required(part)?;
        let tree = Tree::parse_sheet(part, &text, &package.limits())?;
        let edits = edits(&tree, values)?;
        package.edit(part, &text, edits)?;
    }
    let sheets = book.sheets.iter().filter_map(|sheet| sheet.part.as_deref());
    for part in sheets {
        let has_formulas =
            |bytes: Vec<u8>| FORMULAS.iter().any(|begin| memmem::find(&bytes, begin).is_some());
        if package.bytes(part)?.is_some_and(has_formulas) {
            return workbook::recalculate(package, &book.part);
        }
    }
    Ok(())
}

/// The part of a sheet with cells, by the position of its name.
pub(super) fn part_of_sheet<'a>(book: &'a Outline, names: &[String], sheet: usize) -> Option<&'a str> {
    let name = names.get(sheet)?;
    book.sheets.iter().find(|entry| entry.name == *name && entry.is_worksheet)?.part.as_deref()
}

/// Texts, by their cell.
type Texts<'v> = BTreeMap<CellRef, &'v str>;

fn edits(tree: &Tree<'_>, values: Texts<'_>) -> Result<Edits, WriteError> {
    let prefix = tree.prefix(tree.root());
    let mut edits = Edits::default();
    // The cells of the row so far, for one that has to be put between them.
    let mut before: Vec<(CellRef, usize)> = Vec::new();
    let mut insertions = Vec::new();
    let mut rows: BTreeMap<u32, Texts<'_>> = BTreeMap::new();
    for (cell, value) in values {
        rows.entry(cell.row).or_default().insert(cell, value);
    }
    let mut walk = walk(tree);
    while let Some(met) = walk.meet().map_err(|error| WriteError::damaged(tree.part(), error))? {
        match met {
            Met::Cell(cell) => {
                let Some(place) = cell.place else { continue };
                // Where a file has a cell twice the first one counts.
                if let Some(value) = rows.get_mut(&place.row).and_then(|row| row.remove(&place)) {
                    edits.replace(cell.span.clone(), changed(tree.text, &cell, prefix, value));
                }
                before.push((place, cell.span.start));
            }
            Met::Row(row) => {
                let cells = std::mem::take(&mut before);
                if rows.contains_key(&row.number) {
                    insertions.push((row, cells));
                }
            }
            Met::Merged(_) => {}
        }
    }
    for (row, cells) in insertions {
        if let Some(values) = rows.remove(&row.number) {
            insert(tree, &row, &cells, &values, &mut edits);
        }
    }
    Ok(edits)
}

/// A cell with another text; its style and all that is not about its value stay.
fn changed(text: &str, cell: &Cell, prefix: &str, value: &str) -> String {
    let head = text.get(cell.head.clone()).unwrap_or_default();
    let mut kept = String::new();
    for (name, span) in attributes(head) {
        if !OF_THE_VALUE.contains(&name) {
            kept.push(' ');
            kept.push_str(head.get(span.whole).unwrap_or_default().trim());
        }
    }
    let extension = text.get(cell.extension.clone()).unwrap_or_default();
    written(prefix, &kept, value, extension)
}

fn written(prefix: &str, attributes: &str, value: &str, extension: &str) -> String {
    if value.is_empty() && extension.is_empty() {
        return format!("<{prefix}c{attributes}/>");
    }
    if value.is_empty() {
        return format!("<{prefix}c{attributes}>{extension}</{prefix}c>");
    }
    let space = if value.trim() == value && !value.contains('\n') { "" } else { " xml:space=\"preserve\"" };
    format!(
        "<{prefix}c{attributes} t=\"inlineStr\"><{prefix}is><{prefix}t{space}>{}</{prefix}t></{prefix}is>{extension}</{prefix}c>",
        escape(value)
    )
}

/// Puts cells into a row that has no such cells yet.
fn insert(tree: &Tree<'_>, row: &Row, cells: &[(CellRef, usize)], values: &Texts<'_>, edits: &mut Edits) {
    let prefix = tree.prefix(tree.root());
    let mut all = String::new();
    for (place, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        let style = style(tree, row, *place).map_or(String::new(), |style| format!(" s=\"{style}\""));
        let new = written(prefix, &format!(" r=\"{place}\"{style}"), value, "");
        let next = cells.iter().find(|(other, _)| other.column > place.column).map(|(_, start)| *start);
        match next.or(row.end) {
            Some(at) => edits.insert(at, new),
            None => all.push_str(&new),
        }
    }
    if !all.is_empty() {
        let head = tree.text.get(row.head.clone()).unwrap_or_default();
        edits.replace(row.span.clone(), format!("<{prefix}row{head}>{all}</{prefix}row>"));
    }
}

/// The style that a new cell would get in Excel: that of its row, else that of its column.
fn style(tree: &Tree<'_>, row: &Row, place: CellRef) -> Option<String> {
    if attribute(tree.text, &row.head, "customFormat").is_some_and(|own| own == "1" || own == "true") {
        return attribute(tree.text, &row.head, "s").map(str::to_owned);
    }
    let columns = tree.child(tree.root(), "cols")?;
    let number = |id, name| tree.attribute(id, name).and_then(|value| value.parse::<u32>().ok());
    let own = tree.children(columns).find(|id| {
        number(*id, "min").is_some_and(|min| min <= place.column)
            && number(*id, "max").is_some_and(|max| place.column <= max)
    })?;
    tree.attribute(own, "style").map(|style| style.into_owned())
}

/// A walk through the cells of a sheet.
pub(super) fn walk<'a>(tree: &Tree<'a>) -> Walk<&'a [u8]> {
    let inner = tree.child(tree.root(), "sheetData").map_or(0..0, |data| tree.inner(data));
    Walk::new(tree.text.get(inner.clone()).unwrap_or_default().as_bytes(), inner.start, 1)
}

/// The value of an attribute, as it is written.
fn attribute<'a>(text: &'a str, head: &Range<usize>, name: &str) -> Option<&'a str> {
    let head = text.get(head.clone())?;
    let (_, span) = attributes(head).into_iter().find(|(known, _)| *known == name)?;
    head.get(span.value)
}

#[cfg(test)]
mod tests {
    use pamlint_package::Limits;

    use super::*;

    fn patched(sheet: &str, values: &[(&str, &str)]) -> String {
        let tree = Tree::parse_sheet("p", sheet, &Limits::default()).unwrap();
        let values = values.iter().map(|(cell, value)| (CellRef::parse(cell).unwrap(), *value)).collect();
        edits(&tree, values).unwrap().apply("p", sheet).unwrap().0
    }

    #[test]
    fn a_cell_keeps_its_style_and_nothing_of_its_value() {
        let sheet = "<w><sheetData><row r=\"2\"><c r=\"A2\" s=\"3\" t=\"s\" vm=\"1\" ph='1'><v>7</v><extLst/></c><c r=\"B2\"><v>12</v></c>\
            <c t=\"inlineStr\"><is><r><t>x</t></r></is></c></row></sheetData></w>";
        assert_eq!(
            patched(sheet, &[("A2", "=1+1 & <b>"), ("C2", " a\nb_x0041_")]),
            "<w><sheetData><row r=\"2\"><c r=\"A2\" s=\"3\" ph='1' t=\"inlineStr\"><is><t>=1+1 &amp; &lt;b&gt;</t></is><extLst/></c>\
             <c r=\"B2\"><v>12</v></c><c t=\"inlineStr\"><is><t xml:space=\"preserve\"> a\nb_x005F_x0041_</t></is></c></row></sheetData></w>"
        );
        assert_eq!(
            patched(sheet, &[("B2", "")]),
            sheet.replace("<c r=\"B2\"><v>12</v></c>", "<c r=\"B2\"/>")
        );
    }

    #[test]
    fn cells_that_are_not_there_are_put_in_order_and_in_style() {
        let sheet = "<x:w><x:cols><x:col min=\"1\" max=\"2\" style=\"5\"/></x:cols><x:sheetData><x:row r=\"2\"><x:c r=\"C2\"/></x:row>\
            <x:row r=\"3\" s=\"4\" customFormat=\"1\"/></x:sheetData></x:w>";
        assert_eq!(
            patched(sheet, &[("B2", "b"), ("D2", "d"), ("A3", "a"), ("B3", "")]),
            "<x:w><x:cols><x:col min=\"1\" max=\"2\" style=\"5\"/></x:cols><x:sheetData><x:row r=\"2\"><x:c r=\"B2\" s=\"5\" \
             t=\"inlineStr\"><x:is><x:t>b</x:t></x:is></x:c><x:c r=\"C2\"/><x:c r=\"D2\" t=\"inlineStr\"><x:is><x:t>d</x:t></x:is></x:c></x:row>\
             <x:row r=\"3\" s=\"4\" customFormat=\"1\"><x:c r=\"A3\" s=\"4\" t=\"inlineStr\"><x:is><x:t>a</x:t></x:is></x:c></x:row></x:sheetData></x:w>"
        );
    }

    #[test]
    fn where_a_cell_stands_twice_the_first_is_changed() {
        let sheet = "<w><sheetData><row r=\"1\"><c r=\"A1\"/><c r=\"A1\"><v>1</v></c></row></sheetData></w>";
        let expected =
            sheet.replacen("<c r=\"A1\"/>", "<c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>", 1);
        assert_eq!(patched(sheet, &[("A1", "x")]), expected);
    }
}
