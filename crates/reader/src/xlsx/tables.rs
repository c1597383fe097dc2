//! The totals rows of a sheet's tables.

use pamlint_package::xml::{attribute, decode};
use pamlint_package::{Area, CellRef, Package, relations};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The most tables of a sheet that are looked at: each is a part of its own.
const MOST: usize = 64;

/// A table says where it stands in its first tag.
const FIRST_TAG: u64 = 4096;

/// The totals rows of the tables of a sheet; none where a table cannot be read, since a table tells nothing of the
/// values.
pub(super) fn totals(package: &mut Package<'_>, sheet: &str) -> Vec<Area> {
    let relations = relations(package, sheet).unwrap_or_default();
    let tables = relations.into_iter().filter(|relation| relation.kind == "table" && !relation.external);
    let beginnings =
        tables.take(MOST).filter_map(|table| package.beginning(&table.target, FIRST_TAG).ok()?);
    beginnings.filter_map(|beginning| totals_row(&decode(&beginning))).collect()
}

/// The totals row of a table; `None` for a table without one.
fn totals_row(table: &str) -> Option<Area> {
    let mut reader = Reader::from_str(table);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => {
                // Excel has one such row at most.
                let area = attribute(&tag, "ref")
                    .filter(|_| attribute(&tag, "totalsRowCount").as_deref() == Some("1"))?;
                let area = Area::parse(&area)?;
                return Some(Area { first: CellRef::new(area.last.row, area.first.column), ..area });
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_tells_its_totals_row() {
        let row = |text: &str| totals_row(text).map(|area| area.to_string());
        let table =
            |more: &str| format!("<?xml version='1.0'?><table ref=\"A1:G5\" id=\"1\"{more}><tableColumns");
        assert_eq!(row(&table(" totalsRowCount=\"1\"")).as_deref(), Some("A5:G5"));
        assert_eq!(row(&table("")), None);
        assert_eq!(row(&table(" totalsRowCount=\"4000000000\"")), None);
        assert_eq!(row("no table"), None);
    }
}
