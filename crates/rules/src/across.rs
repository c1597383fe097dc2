//! What workbooks have in common: the same account asked for twice, by two customers or by one who sent
//! the workbook again.
//!
//! Workbooks are checked one by one, in any order and on any thread; each leaves [`Trace`]s of what
//! others may have too. A [`Registry`] is then shown the reports in the order of their paths, and adds to
//! each what it shares with earlier ones.

use pamlint_convention::{Across, Check, Convention, NAMED, RuleId};
use pamlint_reader::CellRef;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Facts;
use crate::options::Options;
use crate::relation::{Relations, unique};
use crate::report::{Elsewhere, Finding, Report, Trace};
use crate::rounds::Standing;
use crate::value::Key;

/// The most earlier workbooks of which a later one is told for one value: a workbook that is sent anew
/// every week would otherwise have a finding for each time.
const MOST_PAIRS: usize = 5;

/// The values that other workbooks may have too, each once, at its first row.
pub(crate) fn traces(facts: &Facts<'_>, options: &Options) -> Vec<Trace> {
    let mut traces = Vec::new();
    let relations = Relations::of(facts.convention);
    for (id, rule) in facts.convention.all_rules() {
        let Some(on) = relations.across(id) else { continue };
        if !options.wants(&rule.code) {
            continue;
        }
        let mut seen: FxHashSet<Key> = FxHashSet::default();
        for (index, fields, key) in unique::keys(facts, on) {
            if !seen.insert(key) {
                continue;
            }
            if let Some(spot) = unique::spot(facts, index, fields) {
                let mut draft = spot.draft(id);
                draft.variant = Some(NAMED.to_owned());
                let finding = draft.finding(facts);
                let (key, place) = (key.number(), finding.place);
                traces.push(Trace { rule: id, key, place, finding: Some(Box::new(finding)) });
            }
        }
    }
    traces
}

/// The values so far that later workbooks may have too.
pub struct Registry {
    /// The number of times that each rule reports one value.
    rules: FxHashMap<RuleId, Across>,
    /// The first place of a value: a position in `places`.
    seen: FxHashMap<(RuleId, u64), u32>,
    places: Vec<Seen>,
    /// The workbooks.
    workbooks: Vec<Known>,
    /// The workbooks of each request: positions in `workbooks`.
    requests: FxHashMap<u64, Vec<usize>>,
    /// The workbooks that are known to come yet, or to have come, by their requests: their paths and rounds.
    expected: FxHashMap<u64, Vec<(String, Standing)>>,
    sheets: Vec<String>,
    sheet_numbers: FxHashMap<String, u32>,
}

/// A workbook.
struct Known {
    path: String,
    /// What its copies are copies of.
    origin: String,
    /// Which round of which request it is.
    standing: Option<Standing>,
    /// Whether another one came in its place: nobody is told of it any more.
    is_replaced: bool,
}

impl Known {
    /// Whether a workbook of that origin and round is not compared with it.
    fn is_of(&self, origin: &str, standing: Option<Standing>) -> bool {
        match standing.zip(self.standing).filter(|(one, other)| one.is_with(other)) {
            Some((one, other)) => one.comes_before(&other),
            None => self.origin == origin,
        }
    }
}

/// A place of a value in an earlier workbook: numbers of [`Registry::workbooks`] and
/// [`Registry::sheets`], all of one size and in one piece, since there may be millions.
struct Seen {
    workbook: u32,
    sheet: u32,
    cell: CellRef,
    /// The next place of the same value: a position in [`Registry::places`], or [`NOWHERE`].
    next: u32,
}

/// The position of what is not there.
const NOWHERE: u32 = u32::MAX;

impl Registry {
    /// A registry that has seen no workbook.
    pub fn new(convention: &Convention) -> Registry {
        let rules = convention.all_rules().filter_map(|(id, rule)| match &rule.check {
            Check::Across { across, .. } if !rule.off => Some((id, *across)),
            _ => None,
        });
        Registry {
            rules: rules.collect(),
            seen: FxHashMap::default(),
            places: Vec::new(),
            workbooks: Vec::new(),
            requests: FxHashMap::default(),
            expected: FxHashMap::default(),
            sheets: Vec::new(),
            sheet_numbers: FxHashMap::default(),
        }
    }

    /// True when those added before have something that the workbook of this report has too.
    pub fn shares(&self, report: &Report) -> bool {
        report.traces.iter().any(|trace| self.seen.contains_key(&(trace.rule, trace.key)))
    }

    /// Tells of a copy that came back before it is added: workbooks in whose place it comes are not compared with others,
    /// wherever they stand.
    pub fn expect_return(&mut self, path: &str, report: &Report) {
        if let Some(standing) = Standing::of(report) {
            self.expected.entry(standing.request()).or_default().push((path.to_owned(), standing));
        }
    }

    /// Adds to a report what its workbook shares with those added before, takes its traces out, and
    /// remembers them for those to come. `path` is what findings of later workbooks call this one; those of one `origin`
    /// are copies of one workbook, which are not compared with each other. Of the rounds of one request only the last of
    /// those that are known, or expected, is compared with others.
    ///
    /// Returns how many findings were added. Which workbook is a later one is for the caller to say:
    /// by the order of the calls.
    pub fn add(&mut self, path: &str, origin: &str, report: &mut Report) -> usize {
        let before = report.findings.len();
        let workbook = position(self.workbooks.len());
        let standing = Standing::of(report);
        let is_replaced = standing.is_some_and(|standing| self.is_replaced(path, standing));
        self.workbooks.push(Known {
            path: path.to_owned(),
            origin: origin.to_owned(),
            standing,
            is_replaced,
        });
        for trace in std::mem::take(&mut report.traces) {
            let most = match self.rules.get(&trace.rule) {
                Some(Across::First) => 1,
                Some(Across::Pairs) => MOST_PAIRS,
                None => continue,
            };
            let first = self.seen.get(&(trace.rule, trace.key)).copied().unwrap_or(NOWHERE);
            let (mut last, mut count, mut next) = (None, 0, first);
            while let Some(other) = usize::try_from(next).ok().and_then(|next| self.places.get(next)) {
                let known = self.workbook(other).filter(|known| !known.is_replaced);
                let is_other = !is_replaced && known.is_some_and(|known| !known.is_of(origin, standing));
                if let Some(finding) = trace.finding.as_ref().filter(|_| is_other) {
                    let elsewhere = Some(self.elsewhere(other));
                    report.findings.push(Finding { elsewhere, ..(**finding).clone() });
                }
                (last, count, next) = (Some(next), count + usize::from(known.is_some()), other.next);
            }
            if count < most && !is_replaced {
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

    fn workbook(&self, seen: &Seen) -> Option<&Known> {
        self.workbooks.get(usize::try_from(seen.workbook).ok()?)
    }

    /// Whether a workbook that is added was replaced by one before it. Those before it that it replaces are told so.
    fn is_replaced(&mut self, path: &str, standing: Standing) -> bool {
        let expected = self.expected.get(&standing.request()).into_iter().flatten();
        let mut is_replaced = expected.filter(|(other, _)| other != path).any(|(other, last)| {
            standing.comes_before(last) || other.as_str() > path && last.replaces(&standing)
        });
        let rounds = self.requests.entry(standing.request()).or_default();
        for at in rounds.iter() {
            let Some(known) = self.workbooks.get_mut(*at) else { continue };
            known.is_replaced |= known.standing.is_some_and(|earlier| standing.replaces(&earlier));
            is_replaced |= known.standing.is_some_and(|earlier| standing.comes_before(&earlier));
        }
        rounds.push(self.workbooks.len());
        is_replaced
    }

    fn elsewhere(&self, seen: &Seen) -> Elsewhere {
        let workbook = self.workbook(seen).map(|known| known.path.clone()).unwrap_or_default();
        let sheet = usize::try_from(seen.sheet).ok().and_then(|number| self.sheets.get(number));
        let sheet = sheet.cloned().unwrap_or_default();
        Elsewhere { workbook, sheet, cell: seen.cell }
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

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
