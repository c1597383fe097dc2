//! Findings that are the same: they are told once, with all their cells.

use std::collections::HashMap;
use std::hash::Hash;

use pamlint_reader::CellRef;

use crate::report::Finding;
use crate::wording::Wording;

/// What findings have in common that are told once: the rule, the sheet, the column, the value, and what is said of it.
pub type Sameness = (usize, u32, String, String);

/// What a finding has in common with those that are the same.
pub fn sameness(finding: &Finding, wording: &Wording<'_>) -> Sameness {
    let Finding { code, severity, place, column, was, span, related, fix, exception, expired, .. } = finding;
    let texts = (wording.message(finding), wording.help(finding), wording.value(finding));
    let about = format!("{:?}", (severity, column, was, span, related, fix, exception, expired, texts));
    (place.sheet, place.cell.column, code.clone(), about)
}

/// Puts what has the same key together, in the order of the first of each.
pub fn together<T, K: Hash + Eq>(all: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<Vec<T>> {
    let mut groups: Vec<Vec<T>> = Vec::new();
    let mut known: HashMap<K, usize> = HashMap::new();
    for one in all {
        let at = *known.entry(key(&one)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// Cells of one column, or sorted by column and row, as areas: the first and the last cell of each.
pub fn areas(cells: &[CellRef]) -> Vec<(CellRef, CellRef)> {
    let mut areas: Vec<(CellRef, CellRef)> = Vec::new();
    for cell in cells {
        match areas.last_mut() {
            Some((_, last)) if last.column == cell.column && last.row.checked_add(1) == Some(cell.row) => {
                *last = *cell;
            }
            _ => areas.push((*cell, *cell)),
        }
    }
    areas
}

/// An area as people write it: `B7:B12`.
pub fn area_text((first, last): &(CellRef, CellRef)) -> String {
    if first == last { first.to_string() } else { format!("{first}:{last}") }
}

/// How many areas are told.
const MOST_AREAS: usize = 12;

/// The cells of some findings, as people are told them: `B7:B12, B15`.
pub fn cells_text(findings: &[&Finding]) -> String {
    let cells: Vec<CellRef> = findings.iter().map(|finding| finding.place.cell).collect();
    let areas = areas(&cells);
    let mut told: Vec<String> = areas.iter().take(MOST_AREAS).map(area_text).collect();
    if areas.len() > MOST_AREAS {
        told.push("…".to_owned());
    }
    told.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_below_one_another_are_an_area() {
        let cells = ["B2", "B3", "B4", "B7", "C8"].map(|cell| CellRef::parse(cell).unwrap());
        let told: Vec<String> = areas(&cells).iter().map(area_text).collect();
        assert_eq!(told, ["B2:B4", "B7", "C8"]);
        assert_eq!(together([1, 2, 3, 4], |number| number % 2), [[1, 3], [2, 4]]);
    }
}
