//! The findings of a report by sheet and cell: what is marked, and how.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use pamlint_reader::CellRef;
use pamlint_rules::{Finding, Place, Report, Was, Wording};

use crate::cells::Rows;
use crate::condition::{Condition, Stored};
use crate::measure::shorten;
use crate::styles::Weight;

/// How many findings of other cells one cell is marked for.
const MOST_OF_A_CELL: usize = 8;

/// The cells of one sheet that are marked.
#[derive(Debug)]
pub(crate) struct Spots<'a> {
    /// The position of the sheet in the report.
    pub(crate) sheet: usize,
    /// The findings of each cell, the gravest first.
    pub(crate) findings: BTreeMap<CellRef, Vec<&'a Finding>>,
    /// For each cell that has to do with findings of other cells, those.
    pub(crate) related: BTreeMap<CellRef, Vec<&'a Finding>>,
}

/// The cells that are marked, sheet by sheet.
pub(crate) fn by_sheet(report: &Report) -> Vec<Spots<'_>> {
    let mut sheets: BTreeMap<usize, Spots<'_>> = BTreeMap::new();
    let none = |sheet| move || Spots { sheet, findings: BTreeMap::new(), related: BTreeMap::new() };
    for finding in &report.findings {
        let spots = sheets.entry(finding.place.sheet).or_insert_with(none(finding.place.sheet));
        spots.findings.entry(finding.place.cell).or_default().push(finding);
        for place in &finding.related {
            let spots = sheets.entry(place.sheet).or_insert_with(none(place.sheet));
            let known = spots.related.entry(place.cell).or_default();
            if known.len() < MOST_OF_A_CELL {
                known.push(finding);
            }
        }
    }
    for spots in sheets.values_mut() {
        for findings in spots.findings.values_mut() {
            // A stable sort: findings of one weight stay in the order of the report.
            findings.sort_by_key(|finding| Reverse(Weight::of(finding)));
        }
    }
    sheets.into_values().collect()
}

/// What is asked about the cells with findings, of the whole workbook.
pub(crate) struct Asked<'a> {
    /// The report.
    pub(crate) report: &'a Report,
    /// Puts its findings into words.
    pub(crate) wording: Wording<'a>,
    /// The lengths of the secrets that stand in its cells. One finding that knows a value to be a secret
    /// is enough: no other finding about that cell may repeat it.
    pub(crate) secrets: BTreeMap<Place, usize>,
    /// The secrets themselves, as far as other findings about those cells have them.
    hidden: BTreeMap<Place, Vec<&'a str>>,
    conditions: BTreeMap<Place, Condition>,
    /// The sheets with cells that the workbook has under their names.
    pub(crate) worksheets: BTreeSet<usize>,
}

impl<'a> Asked<'a> {
    /// Nothing is known yet of what the cells really hold.
    pub(crate) fn new(report: &'a Report, wording: Wording<'a>, worksheets: BTreeSet<usize>) -> Asked<'a> {
        let secret = |finding: &Finding| match finding.was {
            Was::Secret(length) => Some((finding.place, length)),
            _ => None,
        };
        let secrets: BTreeMap<Place, usize> = report.findings.iter().filter_map(secret).collect();
        let mut hidden: BTreeMap<Place, Vec<&str>> = BTreeMap::new();
        for finding in report.findings.iter().filter(|finding| secrets.contains_key(&finding.place)) {
            if let Was::Text(text) = &finding.was {
                hidden.entry(finding.place).or_default().extend([text.as_str(), text.trim()]);
            }
        }
        for texts in hidden.values_mut() {
            texts.retain(|text| !text.is_empty());
        }
        Asked { report, wording, secrets, hidden, conditions: BTreeMap::new(), worksheets }
    }

    /// A text about a finding as it may be told: what it repeats of a secret is taken out.
    pub(crate) fn tell(&self, finding: &Finding, text: &str) -> String {
        let hidden = self.hidden.get(&finding.place).map(Vec::as_slice).unwrap_or_default();
        shorten(&hidden.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "…")))
    }

    /// Notes what the cells of a sheet really hold.
    pub(crate) fn look(&mut self, spots: &Spots<'_>, rows: &Rows<'_>) {
        for (cell, findings) in &spots.findings {
            if let Some(first) = findings.first() {
                let condition = Condition::new(&self.was(first), &rows.stored(*cell));
                self.conditions.insert(Place { sheet: spots.sheet, cell: *cell }, condition);
            }
        }
        for (place, was) in self.report.bearings.cells.iter().filter(|(place, _)| place.sheet == spots.sheet)
        {
            let condition = || Condition::new(&self.safe_was(*place, was), &rows.stored(place.cell));
            let condition = (!self.conditions.contains_key(place)).then(condition);
            self.conditions.extend(condition.map(|condition| (*place, condition)));
        }
    }

    /// What held for a cell when it was checked, where that is known.
    pub(crate) fn known_condition(&self, place: Place) -> Option<Condition> {
        let known = self.conditions.get(&place).cloned();
        known.or_else(|| {
            let was = self.report.bearings.cells.get(&place)?;
            Some(Condition::new(&self.safe_was(place, was), &Stored::Other))
        })
    }

    /// What holds while the cell of a finding has not changed.
    pub(crate) fn condition(&self, finding: &Finding) -> Condition {
        let known = self.conditions.get(&finding.place).cloned();
        known.unwrap_or_else(|| Condition::new(&self.was(finding), &Stored::Other))
    }

    /// Whether the sheet of a finding has cells that can change.
    pub(crate) fn is_looked_at(&self, finding: &Finding) -> bool {
        self.conditions.contains_key(&finding.place)
    }

    fn was(&self, finding: &Finding) -> Was {
        self.safe_was(finding.place, &finding.was)
    }

    /// What a cell held, as far as it may be told.
    fn safe_was(&self, place: Place, was: &Was) -> Was {
        self.secrets.get(&place).map_or_else(|| was.clone(), |length| Was::Secret(*length))
    }
}
