//! What workbooks have in common: the same account asked for twice, by two customers or by one who sent
//! the workbook again.
//!
//! Workbooks are checked one by one, in any order and on any thread; each leaves [`Trace`]s of what
//! others may have too. A [`Registry`] is then shown the reports in the order of their paths, and adds to
//! each what it shares with earlier ones.

use pamlint_convention::{Across, Check, Convention, RuleId};
use pamlint_reader::CellRef;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::Options;
use crate::draft::Words;
use crate::relation::unique;
use crate::report::{Finding, Place, Report};
use crate::value::Key;

/// Stands in a text for the cell of the other workbook until that is known, and [`WORKBOOK`] for its
/// path: noncharacters, which Unicode keeps out of every text.
const OTHER: &str = "\u{FDD0}";
const WORKBOOK: &str = "\u{FDD1}";

/// The most earlier workbooks of which a later one is told for one value: a workbook that is sent anew
/// every week would otherwise have a finding for each time.
const MOST_PAIRS: usize = 5;

/// A value that other workbooks may have too.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The rule that compares it.
    pub rule: RuleId,
    /// What it is compared by: equal for equal values, in any workbook checked by the same program
    /// against the same convention.
    pub key: u64,
    /// Where it stands.
    pub place: Place,
    /// The finding there will be when an earlier workbook has it; its texts lack what is not known yet. It may
    /// be left out of what is kept of a check, and brought back where [`Registry::shares`] says so.
    pub finding: Option<Box<Finding>>,
}

/// What a workbook has that others may have too, each value once, at its first row.
pub(crate) fn traces(words: &Words<'_, '_>, options: &Options) -> Vec<Trace> {
    let facts = words.facts;
    let mut traces = Vec::new();
    for (id, rule) in facts.convention.all_rules() {
        let Check::Across { on, .. } = &rule.check else { continue };
        if !options.wants(&rule.code) {
            continue;
        }
        let mut seen: FxHashSet<Key> = FxHashSet::default();
        for (index, fields, key) in unique::keys(facts, on) {
            if !seen.insert(key) {
                continue;
            }
            if let Some(spot) = unique::spot(facts, index, fields) {
                let draft = spot.draft(id).fill("other", OTHER).fill("workbook", WORKBOOK);
                let finding = words.finding(draft);
                let (key, place) = (key.number(), finding.place);
                traces.push(Trace { rule: id, key, place, finding: Some(Box::new(finding)) });
            }
        }
    }
    traces
}

/// What the workbooks so far have that later ones may have too.
pub struct Registry {
    /// How often each rule reports one value.
    rules: FxHashMap<RuleId, Across>,
    /// Where a value stands for the first time: a position in `places`.
    seen: FxHashMap<(RuleId, u64), u32>,
    places: Vec<Seen>,
    workbooks: Vec<String>,
    sheets: Vec<String>,
    sheet_numbers: FxHashMap<String, u32>,
}

/// Where a value stands in an earlier workbook: numbers of [`Registry::workbooks`] and
/// [`Registry::sheets`], all of one size and in one piece, since there may be millions.
struct Seen {
    workbook: u32,
    sheet: u32,
    cell: CellRef,
    /// Where the same value stands next: a position in [`Registry::places`], or [`NOWHERE`].
    next: u32,
}

/// The position of what is not there.
const NOWHERE: u32 = u32::MAX;

impl Registry {
    /// A registry that has seen no workbook.
    pub fn new(convention: &Convention) -> Registry {
        let rules = convention.all_rules().filter_map(|(id, rule)| match &rule.check {
            Check::Across { across, .. } => Some((id, *across)),
            _ => None,
        });
        Registry {
            rules: rules.collect(),
            seen: FxHashMap::default(),
            places: Vec::new(),
            workbooks: Vec::new(),
            sheets: Vec::new(),
            sheet_numbers: FxHashMap::default(),
        }
    }

    /// Whether those added before have something that the workbook of this report has too.
    pub fn shares(&self, report: &Report) -> bool {
        report.traces.iter().any(|trace| self.seen.contains_key(&(trace.rule, trace.key)))
    }

    /// Adds to a report what its workbook shares with those added before, takes its traces out, and
    /// remembers them for those to come. `path` is what findings of later workbooks call this one.
    ///
    /// Returns how many findings were added. Which workbook is a later one is for the caller to say:
    /// by the order of the calls.
    pub fn add(&mut self, path: &str, report: &mut Report) -> usize {
        let before = report.findings.len();
        let workbook = position(self.workbooks.len());
        self.workbooks.push(path.to_owned());
        for trace in std::mem::take(&mut report.traces) {
            let most = match self.rules.get(&trace.rule) {
                Some(Across::First) => 1,
                Some(Across::Pairs) => MOST_PAIRS,
                None => continue,
            };
            let first = self.seen.get(&(trace.rule, trace.key)).copied().unwrap_or(NOWHERE);
            let (mut last, mut count, mut next) = (None, 0, first);
            while let Some(other) = usize::try_from(next).ok().and_then(|next| self.places.get(next)) {
                if let Some(finding) = &trace.finding {
                    report.findings.push(told(finding, other, &self.workbooks, &self.sheets));
                }
                (last, count, next) = (Some(next), count + 1, other.next);
            }
            if count < most {
                let sheet = self.sheet_number(report.sheet_name(trace.place));
                let position = position(self.places.len());
                self.places.push(Seen { workbook, sheet, cell: trace.place.cell, next: NOWHERE });
                match last.and_then(|last| self.places.get_mut(usize::try_from(last).ok()?)) {
                    Some(last) => last.next = position,
                    None => drop(self.seen.insert((trace.rule, trace.key), position)),
                }
            }
        }
        let added = report.findings.len() - before;
        if added > 0 {
            crate::report::sort(&mut report.findings);
        }
        added
    }

    fn sheet_number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.sheet_numbers.get(name) {
            return *number;
        }
        let number = position(self.sheets.len());
        self.sheets.push(name.to_owned());
        self.sheet_numbers.insert(name.to_owned(), number);
        number
    }
}

/// The finding of a trace, now that it is known which workbook has the same.
fn told(finding: &Finding, other: &Seen, workbooks: &[String], sheets: &[String]) -> Finding {
    let named = |names: &[String], number: u32| {
        usize::try_from(number).ok().and_then(|number| names.get(number)).cloned().unwrap_or_default()
    };
    let cell = format!("{}!{}", named(sheets, other.sheet), other.cell);
    let workbook = named(workbooks, other.workbook);
    let fill = |text: &String| text.replace(OTHER, &cell).replace(WORKBOOK, &workbook);
    Finding { message: fill(&finding.message), help: finding.help.as_ref().map(fill), ..finding.clone() }
}

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
