//! Findings that are the same stand in the list once.

use std::collections::HashMap;

use pamlint_reader::CellRef;
use pamlint_rules::{Finding, Place, Remedy, areas, cells_text, sameness};

use crate::condition::literal;
use crate::spots::Asked;
use crate::still::{From, Row, span};

/// How long the IDs of an entry are together, and how many cells it has besides, which are told by their places or by IDs
/// that may change: what is more becomes another entry, since a formula holds 8,192 characters.
const LONGEST_IDS: usize = 3_500;
const MOST_OTHERS: usize = 8;

/// A row of the list: findings of one rule about one value of one column.
pub(crate) struct Entry<'a> {
    /// The first of them.
    pub(crate) first: &'a Finding,
    /// All of them.
    pub(crate) findings: Vec<&'a Finding>,
    /// The length of the IDs by which they are found.
    ids: usize,
    /// How many are told otherwise.
    others: usize,
}

/// The entries of a report, in the order of the first finding of each.
pub(crate) fn entries<'a>(asked: &Asked<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut last = HashMap::new();
    for finding in &asked.report.findings {
        let key = alike(asked, finding);
        let (ids, others) = match asked.id(finding.place) {
            Some(id) if !id.is_doubted => (id.text.len() + 3, 0),
            _ => (0, 1),
        };
        let at = key.as_ref().and_then(|key| last.get(key).copied());
        let known = at.and_then(|at: usize| entries.get_mut(at));
        match known.filter(|entry| entry.ids + ids <= LONGEST_IDS && entry.others + others <= MOST_OTHERS) {
            Some(entry) => {
                entry.findings.push(finding);
                entry.ids += ids;
                entry.others += others;
            }
            None => {
                last.extend(key.map(|key| (key, entries.len())));
                entries.push(Entry { first: finding, findings: vec![finding], ids, others });
            }
        }
    }
    entries
}

/// What findings have in common that are one entry; `None` for one that stands alone.
fn alike(asked: &Asked<'_>, finding: &Finding) -> Option<impl Eq + std::hash::Hash + use<>> {
    // Those about two rows are each about another two.
    finding.related.is_empty().then(|| {
        let conditions = asked.conditions(finding, Some((finding.place, Row::Number(1))), From::Ours);
        (sameness(finding, &asked.wording), conditions, finding.since)
    })
}

impl Entry<'_> {
    /// The cells, as people are told them.
    pub(crate) fn cells(&self) -> String {
        cells_text(&self.findings)
    }

    /// The accounts, as people are told them.
    pub(crate) fn accounts(&self) -> String {
        let mut accounts = self.findings.iter().filter_map(|finding| finding.account.as_deref());
        let told: Vec<&str> = accounts.by_ref().take(3).collect();
        let more = if accounts.next().is_some() { ", …" } else { "" };
        format!("{}{more}", told.join(", "))
    }

    /// Whether no formula can tell all that may correct them.
    pub(crate) fn is_unseen(&self) -> bool {
        matches!(self.first.remedy, Remedy::Anywhere)
    }

    /// How many of the findings still hold, as a formula.
    pub(crate) fn left(&self, asked: &Asked<'_>) -> String {
        let one = |finding: &Finding| {
            let conditions = asked.conditions(finding, None, From::Ours);
            match conditions.as_slice() {
                [only] => format!("IFERROR(IF({only},1,0),0)"),
                several => format!("IFERROR(IF(AND({}),1,0),0)", several.join(",")),
            }
        };
        if let [only] = self.findings.as_slice() {
            return one(only);
        }
        let mut terms = Vec::new();
        let mut ids: Vec<String> = Vec::new();
        let mut standing: Vec<CellRef> = Vec::new();
        for finding in &self.findings {
            match asked.id(finding.place) {
                Some(id) if id.is_doubted => terms.push(one(finding)),
                Some(id) => ids.push(literal(&id.text)),
                None => standing.push(finding.place.cell),
            }
        }
        let own = self.first.place;
        if let Some(known) = asked.ids(own.sheet).filter(|_| !ids.is_empty()) {
            let there = asked.rows(own.sheet, known.column, span(known), From::Ours);
            let held = self.held(asked, span(known));
            terms.push(format!(
                "IFERROR(SUMPRODUCT(ISNUMBER(MATCH({there},{{{}}},0))*{held}),0)",
                ids.join(",")
            ));
        }
        for (first, last) in areas(&standing) {
            terms.push(format!("IFERROR(SUMPRODUCT(1*{}),0)", self.held(asked, (first.row, last.row))));
        }
        terms.join("+")
    }

    /// In which of some rows what was found is still to be found.
    fn held(&self, asked: &Asked<'_>, (first, last): (u32, u32)) -> String {
        let row = Some((self.first.place, Row::Through(first, last)));
        let conditions = asked.conditions(self.first, row, From::Ours);
        // An error in a row counts as another value, and not for all rows.
        format!("ISNUMBER(1/(({})))", conditions.join(")*("))
    }

    /// The cell to which the entry leads.
    pub(crate) fn place(&self) -> Place {
        self.first.place
    }
}
