//! The examples of a rule: the cells in which wrong and right differ, and what the engine says to the
//! wrong one.

use std::collections::BTreeMap;

use pamlint_convention::{Convention, Example, ExampleCell, ExampleSheet, Language, Rule};
use pamlint_reader::CellRef;
use pamlint_rules::{Options, Wording, try_rule};
use pamlint_words::Marks;

use crate::guard::guarded;

/// Where something stands in an example: sheet, row, column (both from 1; 0 for the sheet itself).
type Spot = (usize, u32, u32);

/// What stands at the spots where the examples differ: in the wrong one, in the right one.
pub fn differing(wrong: &Example, right: &Example, marks: &Marks) -> (Vec<String>, Vec<String>) {
    let (wrong_facts, right_facts) = (facts(wrong, marks), facts(right, marks));
    let lines = |example: &Example, mine: &BTreeMap<Spot, String>, other: &BTreeMap<Spot, String>| {
        let spots = mine.keys().chain(other.keys().filter(|spot| !mine.contains_key(spot)));
        let mut spots: Vec<Spot> = spots.filter(|spot| mine.get(spot) != other.get(spot)).copied().collect();
        spots.sort_unstable();
        spots.into_iter().filter_map(|spot| line(example, spot, mine.get(&spot), marks)).collect()
    };
    (lines(wrong, &wrong_facts, &right_facts), lines(right, &right_facts, &wrong_facts))
}

/// What the engine says to the wrong example.
pub fn said(convention: &Convention, rule: &Rule, language: Language) -> Option<String> {
    let options = Options { select: vec![rule.code.clone()], ..Options::default() };
    let tried = guarded(|| try_rule(convention, rule, &options))?.ok()?;
    let finding = tried.wrong.into_iter().find(|finding| finding.code == rule.code)?;
    Some(Wording { convention, language }.message(&finding))
}

fn line(
    example: &Example,
    (sheet, row, column): Spot,
    fact: Option<&String>,
    marks: &Marks,
) -> Option<String> {
    let sheet = example.sheets.get(sheet)?;
    if row == 0 {
        return fact.cloned();
    }
    let header =
        sheet.rows.first().and_then(|headers| headers.get(usize::try_from(column).ok()?.checked_sub(1)?));
    let header = match header {
        Some(ExampleCell::Text(header)) if row > 1 => format!("{header}: "),
        _ => String::new(),
    };
    let value = fact.unwrap_or(&marks.empty);
    let workbook = match sheet.workbook {
        0 | 1 => String::new(),
        number => format!("[{number}.xlsx]"),
    };
    Some(format!("{workbook}{}!{}  {header}{value}", sheet.name, CellRef::new(row, column)))
}

/// Everything there is to see in an example.
fn facts(example: &Example, marks: &Marks) -> BTreeMap<Spot, String> {
    let mut facts = BTreeMap::new();
    for (number, sheet) in example.sheets.iter().enumerate() {
        let hidden = sheet.hidden.then(|| marks.hidden.clone());
        let merged =
            (!sheet.merged.is_empty()).then(|| format!("{} {}", marks.merged, sheet.merged.join(", ")));
        let rows = sheet.hidden_rows.iter().map(u32::to_string).collect::<Vec<_>>();
        let hidden_rows = (!rows.is_empty()).then(|| format!("{} {}", marks.hidden_rows, rows.join(", ")));
        let about: Vec<String> = [hidden, merged, hidden_rows].into_iter().flatten().collect();
        if !about.is_empty() {
            facts.insert((number, 0, 0), format!("{}: {}", sheet.name, about.join(", ")));
        }
        for (place, cell) in cells(sheet) {
            let shown = match cell {
                ExampleCell::Empty => continue,
                ExampleCell::Text(text) | ExampleCell::Error(text) => text.clone(),
                ExampleCell::Number(number) => number.to_string(),
                ExampleCell::Truth(truth) => truth.to_string().to_uppercase(),
                ExampleCell::FormulaWithoutValue => "=…".to_owned(),
            };
            facts.insert((number, place.row, place.column), pamlint_report::one_line(&shown).into_owned());
        }
    }
    facts
}

fn cells(sheet: &ExampleSheet) -> impl Iterator<Item = (CellRef, &ExampleCell)> {
    (1..).zip(&sheet.rows).flat_map(|(row, cells)| {
        (1..).zip(cells).map(move |(column, cell)| (CellRef::new(row, column), cell))
    })
}
