//! The colours of a sheet: conditional formats that hold while the cells still have the values that
//! were wrong.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use pamlint_reader::CellRef;

use crate::condition::{Condition, indirect, sheet_reference};
use crate::edits::Edits;
use crate::error::WriteError;
use crate::escape::{escape, prefixed};
use crate::order;
use crate::spots::{Asked, Spots, gravest};
use crate::styles::{Shade, Styles, Weight};
use crate::xml::Tree;

/// How many rules with a condition of their own a sheet gets: Excel evaluates each of them whenever it
/// draws a cell.
const MOST_RULES: usize = 2_000;

/// How many areas one rule covers.
const MOST_AREAS: usize = 200;

/// By this our rules are recognised, whatever program has saved them since: it is always true.
pub(crate) const GUARD: &str = "N(\"pamlint\")=0";

/// A rule: what it looks like, and for which cells it asks what.
struct Rule {
    cells: Vec<CellRef>,
    condition: Condition,
    /// The cell that is asked about, unless each cell is asked about itself.
    about: Option<String>,
}

/// Rules that ask the same, by shade, by column (a formula follows the rows of its area), by formula.
type Rules = BTreeMap<(Shade, u32, String), Rule>;

/// Marks the cells of a sheet, and says how many marks stay when their cells are corrected.
pub(crate) fn add(
    tree: &Tree<'_>,
    spots: &Spots<'_>,
    asked: &Asked<'_>,
    styles: &Styles,
    edits: &mut Edits,
) -> Result<usize, WriteError> {
    let rules = collect(spots, asked);
    let mut staying: BTreeMap<Shade, Vec<CellRef>> = BTreeMap::new();
    let mut formats = Vec::new();
    for (number, ((shade, ..), rule)) in rules.into_iter().enumerate() {
        if number < MOST_RULES {
            for areas in areas(&rule.cells).chunks(MOST_AREAS) {
                let first = areas.first().map_or(String::new(), |area| area.0.to_string());
                let cell = rule.about.as_deref().unwrap_or(&first);
                formats.push((
                    shade,
                    areas.to_vec(),
                    format!("AND({GUARD},{})", rule.condition.formula(cell)),
                ));
            }
        } else {
            staying.entry(shade).or_default().extend(rule.cells);
        }
    }
    let stay = staying.values().map(Vec::len).sum();
    for (shade, mut cells) in staying {
        cells.sort_by_key(|cell| (cell.column, cell.row));
        for areas in areas(&cells).chunks(MOST_AREAS) {
            formats.push((shade, areas.to_vec(), GUARD.to_owned()));
        }
    }
    formats.sort_by_key(|(shade, ..)| *shade);
    let mut fragment = String::new();
    for (number, (shade, areas, formula)) in formats.iter().enumerate() {
        let areas: Vec<String> = areas.iter().map(area_text).collect();
        fragment.push_str(&format!(
            "<conditionalFormatting sqref=\"{}\"><cfRule type=\"expression\" dxfId=\"{}\" priority=\"{}\">\
             <formula>{}</formula></cfRule></conditionalFormatting>",
            areas.join(" "),
            styles.shade(*shade),
            number + 1,
            escape(formula)
        ));
    }
    make_room(tree, formats.len(), edits);
    let fragment = prefixed(&fragment, tree.prefix(tree.root()));
    // Excel goes by priority, LibreOffice by what comes first: ours comes first in both.
    match tree.child(tree.root(), "conditionalFormatting") {
        Some(own) => edits.insert(tree.span(own).start, fragment),
        None => order::insert(tree, order::WORKSHEET, "conditionalFormatting", &fragment, edits)?,
    }
    Ok(stay)
}

fn collect(spots: &Spots<'_>, asked: &Asked<'_>) -> Rules {
    let mut rules = Rules::new();
    let mut add = |shade: Shade, cell: CellRef, condition: Condition, about: Option<String>| {
        let formula = condition.formula(about.as_deref().unwrap_or("cell"));
        let rule = rules.entry((shade, cell.column, formula)).or_insert(Rule {
            cells: Vec::new(),
            condition,
            about,
        });
        rule.cells.push(cell);
    };
    for (cell, findings) in &spots.findings {
        if let Some(first) = findings.first() {
            let condition = asked.condition(first);
            add(Shade::Finding(Reverse(gravest(findings))), *cell, condition, None);
        }
    }
    for (cell, finding) in &spots.related {
        if spots.findings.contains_key(cell) {
            continue;
        }
        let there = finding.place.cell;
        let absolute = format!("${}${}", there.column_letters(), there.row);
        let about = if finding.place.sheet == spots.sheet {
            absolute
        } else {
            let name = asked.report.sheet_name(finding.place);
            indirect(&format!("{}{absolute}", sheet_reference(name)))
        };
        let condition = asked.condition(finding);
        add(Shade::Related(Reverse(Weight::of(finding))), *cell, condition, Some(about));
    }
    rules
}

/// Cells of one column, or sorted by column and row, as areas.
fn areas(cells: &[CellRef]) -> Vec<(CellRef, CellRef)> {
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

fn area_text((first, last): &(CellRef, CellRef)) -> String {
    if first == last { first.to_string() } else { format!("{first}:{last}") }
}

/// The customer's own rules come after ours: a banded table would hide the marks otherwise. Their order
/// among themselves stays as it is.
fn make_room(tree: &Tree<'_>, count: usize, edits: &mut Edits) {
    for id in tree.descendants(tree.root()) {
        if tree.local(id) != "cfRule" {
            continue;
        }
        let Some(span) = tree.attribute_span(id, "priority") else { continue };
        let number: Option<i32> = tree.text.get(span.value.clone()).and_then(|number| number.parse().ok());
        let moved = number.and_then(|number| number.checked_add(i32::try_from(count).ok()?));
        if let Some(moved) = moved {
            edits.replace(span.value, moved.to_string());
        }
    }
}
