//! The cells that are never overwritten, and why.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_package::{Area, CellRef, Kind, Merged, Met, Outline};
use pamlint_rules::Place;

use super::cells::{part_of_sheet, walk};
use super::receipt::Reason;
use crate::error::WriteError;
use crate::package::Package;
use crate::relations;
use crate::workbook;
use crate::xml::Tree;

/// What stands in the way of changing cells, sheet by sheet.
pub(super) struct Obstacles {
    book: Outline,
    /// The names and merged areas of the sheets that places count into.
    sheets: Vec<(String, Vec<Area>)>,
    /// The merged areas over the columns that were asked about.
    merged: BTreeMap<(usize, u32), Merged>,
    /// What was looked up already.
    known: BTreeMap<usize, Sheet>,
    /// The numbers of the shared texts in which single words have a formatting of their own.
    rich: BTreeSet<String>,
}

/// What stands in the way on one sheet.
#[derive(Debug, Default)]
struct Sheet {
    rows: BTreeSet<u32>,
    formulas: BTreeSet<CellRef>,
    /// Texts in which single words have a formatting of their own.
    rich: BTreeSet<CellRef>,
    /// What formulas fill: arrays and data tables; and the headers of tables. Of each, by column.
    filled: BTreeMap<u32, Merged>,
    headers: BTreeMap<u32, Merged>,
    areas: (Vec<Area>, Vec<Area>),
}

impl Obstacles {
    /// `names` are what the sheets of the book are called in the package.
    pub(super) fn new(
        package: &mut Package<'_>,
        book: &pamlint_reader::Book,
        names: Vec<String>,
    ) -> Result<Obstacles, WriteError> {
        let merged = book.sheets.iter().map(|sheet| sheet.merged.clone());
        let sheets = names.into_iter().zip(merged).collect();
        let book = workbook::outline(package)?;
        let rich = match book.related(&package.parts, "sharedStrings") {
            // What cannot be told of a text is not told of it.
            Some(part) => rich_texts(package, &part).unwrap_or_default(),
            None => BTreeSet::new(),
        };
        Ok(Obstacles { book, sheets, merged: BTreeMap::new(), known: BTreeMap::new(), rich })
    }

    /// Whether single words of a cell that was asked about have a formatting of their own.
    pub(super) fn is_rich(&self, place: Place) -> bool {
        self.known.get(&place.sheet).is_some_and(|sheet| sheet.rich.contains(&place.cell))
    }

    /// Why a cell may not be changed; `None` when it may.
    pub(super) fn reason(
        &mut self,
        package: &mut Package<'_>,
        place: Place,
    ) -> Result<Option<Reason>, WriteError> {
        let Some((name, areas)) = self.sheets.get(place.sheet) else {
            return Ok(Some(Reason::OutOfReach));
        };
        let cell = place.cell;
        let merged = self.merged.entry((place.sheet, cell.column));
        let merged = merged.or_insert_with(|| Merged::over(areas, cell.column));
        if merged.at(cell.row).is_some_and(|area| area.first != cell) {
            return Ok(Some(Reason::Merged));
        }
        let Some(part) = part_of_sheet(&self.book, std::slice::from_ref(name), 0) else {
            return Ok(Some(Reason::OutOfReach));
        };
        let sheet = match self.known.entry(place.sheet) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => new.insert(look(package, part, &self.rich)?),
        };
        let within = |known: &mut BTreeMap<u32, Merged>, areas: &[Area]| {
            known
                .entry(cell.column)
                .or_insert_with(|| Merged::over(areas, cell.column))
                .at(cell.row)
                .is_some()
        };
        Ok(if sheet.formulas.contains(&cell) || within(&mut sheet.filled, &sheet.areas.0) {
            Some(Reason::Formula)
        } else if within(&mut sheet.headers, &sheet.areas.1) {
            Some(Reason::TableHeader)
        } else if !sheet.rows.contains(&cell.row) {
            Some(Reason::OutOfReach)
        } else {
            None
        })
    }
}

/// The numbers of the shared texts that are made of pieces with a formatting of their own.
fn rich_texts(package: &mut Package<'_>, part: &str) -> Result<BTreeSet<String>, WriteError> {
    let text = package.text(part)?.unwrap_or_default();
    let tree = Tree::parse(part, &text, &package.limits())?;
    let texts = tree.children(tree.root()).filter(|id| tree.local(*id) == "si").enumerate();
    let is_rich = |id| tree.descendants(id).any(|id| tree.local(id) == "rPr");
    Ok(texts.filter(|(_, id)| is_rich(*id)).map(|(number, _)| number.to_string()).collect())
}

fn look(package: &mut Package<'_>, part: &str, rich: &BTreeSet<String>) -> Result<Sheet, WriteError> {
    let text = package.required(part)?;
    let tree = Tree::parse_sheet(part, &text, &package.limits())?;
    let mut sheet = Sheet::default();
    let mut walk = walk(&tree);
    while let Some(met) = walk.meet().map_err(|error| WriteError::damaged(part, error))? {
        match met {
            Met::Cell(cell) => {
                sheet.formulas.extend(cell.place.filter(|_| cell.formula));
                let is_rich = match cell.kind {
                    Kind::InlineText => text.get(cell.span.clone()).is_some_and(|cell| cell.contains("rPr")),
                    Kind::Other => rich.contains(walk.value().trim()),
                    _ => false,
                };
                sheet.rich.extend(cell.place.filter(|_| is_rich));
                sheet.areas.0.extend(cell.fills);
            }
            Met::Row(row) => {
                sheet.rows.insert(row.number);
            }
            Met::Merged(_) => {}
        }
    }
    for relation in relations::read(package, part)? {
        if relation.kind == "table" && !relation.external {
            sheet.areas.1.extend(header(package, &relation.target)?);
        }
    }
    Ok(sheet)
}

/// The header of an Excel table, whose names stand in its own part too: Excel finds a workbook damaged in
/// which they differ.
fn header(package: &mut Package<'_>, part: &str) -> Result<Option<Area>, WriteError> {
    let Some(text) = package.text(part)? else { return Ok(None) };
    let tree = Tree::parse(part, &text, &package.limits())?;
    let number = tree.attribute(tree.root(), "headerRowCount").and_then(|count| count.parse::<u32>().ok());
    let area = tree.attribute(tree.root(), "ref").and_then(|area| Area::parse(&area));
    Ok(area
        .filter(|_| number != Some(0))
        .map(|area| Area { last: CellRef::new(area.first.row, area.last.column), ..area }))
}

#[cfg(test)]
mod tests {
    use pamlint_reader::read_book;
    use rust_xlsxwriter::{Format, Formula, Table, Workbook};

    use super::*;

    #[test]
    fn every_obstacle_is_seen() {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "plain").unwrap();
        sheet.merge_range(1, 0, 2, 1, "merged", &Format::new()).unwrap();
        sheet.write_formula(3, 0, Formula::new("=1+1")).unwrap();
        sheet.write_array_formula(3, 1, 4, 2, Formula::new("{=1+1}")).unwrap();
        sheet.add_table(6, 0, 8, 1, &Table::new()).unwrap();
        sheet.write(7, 0, "in the table").unwrap();
        let bytes = workbook.save_to_buffer().unwrap();
        let mut package = Package::open(&bytes, &pamlint_package::Limits::default()).unwrap();
        let names = vec!["Sheet1".to_owned()];
        let mut obstacles = Obstacles::new(&mut package, &read_book(&bytes).unwrap(), names).unwrap();
        for (cell, expected) in [
            ("A1", None),
            ("B1", None),
            ("A2", None),
            ("B2", Some(Reason::Merged)),
            ("A3", Some(Reason::Merged)),
            ("A4", Some(Reason::Formula)),
            ("C5", Some(Reason::Formula)),
            ("B7", Some(Reason::TableHeader)),
            ("B8", None),
            ("A99", Some(Reason::OutOfReach)),
        ] {
            let place = Place { sheet: 0, cell: CellRef::parse(cell).unwrap() };
            assert_eq!(obstacles.reason(&mut package, place).unwrap(), expected, "{cell}");
        }
        let nowhere = Place { sheet: 7, cell: CellRef::new(1, 1) };
        assert_eq!(obstacles.reason(&mut package, nowhere).unwrap(), Some(Reason::OutOfReach));
    }
}
