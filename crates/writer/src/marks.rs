//! The colours of a sheet: conditional formats that hold while the cells still have the values that
//! were wrong.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use pamlint_reader::CellRef;
use pamlint_rules::{Finding, Place, Remedy, area_text, areas};

use crate::condition::literal;
use crate::edits::Edits;
use crate::error::WriteError;
use crate::escape::{escape, prefixed};
use crate::order;
use crate::spots::{Asked, Spots};
use crate::still::{From, Row, column, span};
use crate::styles::{Shade, Styles, Weight};
use crate::xml::Tree;

/// How many rules with a condition of their own a sheet gets: Excel evaluates each of them whenever it
/// draws a cell.
const MOST_RULES: usize = 2_000;

/// How many areas one rule covers.
const MOST_AREAS: usize = 200;

/// How many IDs one term of a rule names, how many terms a rule has, and how long they are together, in bytes: a formula
/// holds 8,192 characters.
const MOST_IDS: usize = 40;
const MOST_TERMS: usize = 200;
const MOST_LENGTH: usize = 3_000;

/// By this our rules are recognised, whatever program has saved them since: it is always true.
pub(crate) const GUARD: &str = "N(\"pamlint\")=0";

/// A rule of a sheet, in the making.
struct Rule {
    shade: Shade,
    areas: Vec<(CellRef, CellRef)>,
    formula: String,
}

/// Marks the cells of a sheet, and says how many marks stay when their cells are corrected.
pub(crate) fn add(
    tree: &Tree<'_>,
    spots: &Spots<'_>,
    asked: &Asked<'_>,
    styles: &Styles,
    edits: &mut Edits,
) -> Result<usize, WriteError> {
    let mut marks =
        Marks { asked, sheet: spots.sheet, travelling: BTreeMap::new(), standing: BTreeMap::new() };
    for (cell, findings) in &spots.findings {
        for finding in findings {
            marks.add(Shade::Finding(Reverse(Weight::of(finding))), *cell, finding);
        }
    }
    for (cell, findings) in spots.related.iter().filter(|(cell, _)| !spots.findings.contains_key(cell)) {
        for finding in findings {
            marks.add(Shade::Related(Reverse(Weight::of(finding))), *cell, finding);
        }
    }
    let (rules, stay) = marks.rules();
    let mut fragment = String::new();
    for (number, Rule { shade, areas, formula }) in rules.iter().enumerate() {
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
    make_room(tree, rules.len(), edits);
    let fragment = prefixed(&fragment, tree.prefix(tree.root()));
    // Excel goes by priority, LibreOffice by what comes first: ours comes first in both.
    match tree.child(tree.root(), "conditionalFormatting") {
        Some(own) => edits.insert(tree.span(own).start, fragment),
        None => order::insert(tree, order::WORKSHEET, "conditionalFormatting", &fragment, edits)?,
    }
    Ok(stay)
}

/// What marks of one column have in common: a formula about one row, and whether it asks for an error.
type Alike = (Shade, u32, bool, String);

/// The terms of one rule for a whole column: its shade, the column, and whether it asks for errors.
struct Terms {
    of: (Shade, u32, bool),
    terms: Vec<String>,
}

impl Terms {
    fn has_room(&self, term: &str) -> bool {
        let length: usize = self.terms.iter().map(String::len).sum();
        length + term.len() <= MOST_LENGTH && self.terms.len() < MOST_TERMS
    }

    fn rule(self, (first, last): (u32, u32)) -> Rule {
        let (shade, column, _) = self.of;
        let area = (CellRef::new(first, column), CellRef::new(last, column));
        let formula = format!("AND({GUARD},OR({}))", self.terms.join(","));
        Rule { shade, areas: vec![area], formula }
    }
}

/// The marks of a sheet.
struct Marks<'m, 'a> {
    asked: &'m Asked<'a>,
    sheet: usize,
    /// The IDs of the rows that are marked, wherever they stand.
    travelling: BTreeMap<Alike, Vec<&'m str>>,
    /// The cells that are marked where they stand, each with its finding.
    standing: BTreeMap<Alike, Vec<(CellRef, &'m Finding)>>,
}

impl<'m> Marks<'m, '_> {
    /// Marks a cell for a finding.
    fn add(&mut self, shade: Shade, cell: CellRef, finding: &'m Finding) {
        let place = Place { sheet: self.sheet, cell };
        let is_error = self.asked.is_about_error(finding);
        let id = self.asked.id(place).zip(self.asked.ids(self.sheet));
        if let Some((id, ids)) = id {
            let formula = self.holds(finding, cell, span(ids).0);
            let texts = self.travelling.entry((shade, cell.column, is_error, formula)).or_default();
            if texts.last() != Some(&id.text.as_str()) {
                texts.push(&id.text);
            }
        }
        // An ID that has a finding itself may be corrected: its row is then told by its place.
        if id.is_none_or(|(id, ids)| id.is_doubted && ids.column != cell.column) {
            let formula = self.stands(finding, cell, 1);
            self.standing.entry((shade, cell.column, is_error, formula)).or_default().push((cell, finding));
        }
    }

    /// That a finding holds for a row that stands in the row of that number.
    fn holds(&self, finding: &Finding, cell: CellRef, number: u32) -> String {
        let place = Place { sheet: self.sheet, cell };
        let conditions =
            self.asked.conditions(finding, Some((place, Row::Number(number))), From::Format(self.sheet));
        let all = match conditions.as_slice() {
            [only] => only.clone(),
            several => format!("AND({})", several.join(",")),
        };
        let is_of_row = self.asked.is_of_row(finding, place) && !matches!(finding.remedy, Remedy::Entry(_));
        if is_of_row { all } else { format!("IFERROR({all},FALSE)") }
    }

    /// The same for a row that is told by its place, since no row has its ID.
    fn stands(&self, finding: &Finding, cell: CellRef, number: u32) -> String {
        let place = Place { sheet: self.sheet, cell };
        let holds = self.holds(finding, cell, number);
        match self.asked.id(place).zip(self.asked.ids(self.sheet)) {
            Some((id, ids)) => {
                let gone = format!("ISNA(MATCH({},{},0))", literal(&id.text), column(ids.column));
                format!("IF({gone},{holds},FALSE)")
            }
            None => holds,
        }
    }

    /// The rules, and the number of cells whose marks stay.
    fn rules(self) -> (Vec<Rule>, usize) {
        let mut rules = self.travelling_rules();
        let room = MOST_RULES.saturating_sub(rules.len());
        let mut staying: BTreeMap<Shade, Vec<CellRef>> = BTreeMap::new();
        for (number, ((shade, ..), cells)) in self.standing.iter().enumerate() {
            let places: Vec<CellRef> = cells.iter().map(|(cell, _)| *cell).collect();
            let Some((_, finding)) = cells.first().filter(|_| number < room) else {
                staying.entry(*shade).or_default().extend(places);
                continue;
            };
            for areas in areas(&places).chunks(MOST_AREAS) {
                let Some((first, _)) = areas.first() else { continue };
                // The first of the group stands for all, as if it stood in the first row.
                let like = cells.first().map_or(*first, |(cell, _)| *cell);
                let formula = format!("AND({GUARD},{})", self.stands(finding, like, first.row));
                rules.push(Rule { shade: *shade, areas: areas.to_vec(), formula });
            }
        }
        let stay = staying.values().map(Vec::len).sum();
        for (shade, mut cells) in staying {
            cells.sort_by_key(|cell| (cell.column, cell.row));
            cells.dedup();
            for areas in areas(&cells).chunks(MOST_AREAS) {
                rules.push(Rule { shade, areas: areas.to_vec(), formula: GUARD.to_owned() });
            }
        }
        rules.sort_by_key(|rule| rule.shade);
        (rules, stay)
    }

    /// Rules for whole columns, which look in each row for the IDs that are marked.
    fn travelling_rules(&self) -> Vec<Rule> {
        let mut rules: Vec<Rule> = Vec::new();
        let Some(ids) = self.asked.ids(self.sheet) else { return rules };
        let rows = span(ids);
        let there = format!("${}{}", CellRef::new(1, ids.column).column_letters(), rows.0);
        let mut open: Option<Terms> = None;
        for ((shade, column, is_error, holds), texts) in &self.travelling {
            for texts in texts.chunks(MOST_IDS) {
                let is: Vec<String> = texts.iter().map(|text| format!("{there}={}", literal(text))).collect();
                let term = format!("IF(OR({}),{holds},FALSE)", is.join(","));
                let of = (*shade, *column, *is_error);
                let full = open.take_if(|terms| terms.of != of || !terms.has_room(&term));
                rules.extend(full.map(|terms| terms.rule(rows)));
                open.get_or_insert(Terms { of, terms: Vec::new() }).terms.push(term);
            }
        }
        rules.extend(open.map(|terms| terms.rule(rows)));
        rules
    }
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
