//! The tally of a run. Every count that the closing line, the JSON report, the statistics or a summary gives is
//! read from it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use pamlint_convention::{Applicability, Severity};
use pamlint_rules::{Counts, Finding, Replaced};
use serde::{Deserialize, Serialize};

use crate::run::{Outcome, Status};
use crate::text::layout::one_line;
use pamlint_words::Words;

/// The sums over all workbooks of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of workbooks.
    pub workbooks: usize,
    /// The number of workbooks that are clean.
    pub clean: usize,
    /// The number of workbooks with findings.
    pub with_findings: usize,
    /// The number of workbooks that could not be checked.
    pub failed: usize,
    /// The number of accounts.
    pub accounts: usize,
    /// The findings of each severity.
    pub counts: Counts,
    /// The findings of each rule, by its code.
    pub by_code: BTreeMap<String, ByCode>,
    /// The findings that a recorded exception covers; they count nowhere else.
    pub excepted: usize,
    /// The findings with a safe fix, and those with an unsafe one.
    pub fixes: (usize, usize),
    /// Recorded exceptions that no finding was met by, each in a few words; for whoever knows them all to say.
    pub unused_exceptions: Vec<String>,
    /// The workbooks in whose place another one came, which count nowhere, in their order.
    pub replaced: Vec<ReplacedBy>,
    /// What of the folders was not checked.
    pub left_out: LeftOut,
    /// The paths of the workbooks that were to be checked, and were not because the run was interrupted.
    pub not_reached: Vec<String>,
}

/// A workbook in whose place another one came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReplacedBy {
    /// The path of the workbook.
    pub path: String,
    /// The path of the one that came in its place.
    pub by: String,
}

/// The files in the folders of a run that are not checked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The number of copies of earlier runs that nobody has touched since.
    pub copies: usize,
    /// The number of files that are no workbooks.
    pub others: usize,
}

impl ReplacedBy {
    /// It in words.
    pub fn said(&self, words: &Words) -> String {
        let (workbook, by) = (one_line(&self.path), one_line(&self.by));
        words.report.replaced.fill(&[("workbook", &workbook), ("by", &by)])
    }
}

impl LeftOut {
    /// What both have left out: a run in parts finds the copies of its earlier parts besides.
    #[must_use]
    pub fn least(self, other: LeftOut) -> LeftOut {
        LeftOut { copies: self.copies.min(other.copies), others: self.others.min(other.others) }
    }

    /// True when every file is checked.
    pub(crate) fn is_nothing(&self) -> bool {
        *self == LeftOut::default()
    }
}

/// The findings of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByCode {
    /// The name of the rule.
    pub name: String,
    /// The gravest severity of its findings.
    pub severity: Severity,
    /// The number of findings.
    pub findings: usize,
    /// The number of workbooks with such a finding.
    pub workbooks: usize,
    /// The number of the workbook that was counted last.
    last: usize,
}

/// A run that is being counted, workbook by workbook. What is counted once only can be told when all are known.
#[derive(Debug, Clone, Default)]
pub struct Counting {
    /// What was counted for good, and what else is to be told of the run.
    pub tally: Tally,
    /// The workbooks in whose place another may come.
    open: Vec<(String, Sums)>,
    rules: Vec<Rule>,
    /// The positions in `rules` of those of a code.
    numbers: BTreeMap<String, Vec<usize>>,
}

/// A rule that has findings of a severity.
#[derive(Debug, Clone)]
struct Rule {
    code: String,
    name: String,
    severity: Severity,
}

/// The sums of one workbook.
#[derive(Debug, Clone)]
struct Sums {
    status: Status,
    accounts: usize,
    excepted: usize,
    fixes: (usize, usize),
    /// The position of each rule in [`Counting::rules`], and how many findings it has.
    rules: Vec<(usize, usize)>,
}

impl Counting {
    /// Counts one more workbook.
    pub fn add(&mut self, outcome: &Outcome) {
        let sums = self.sums(outcome);
        if outcome.result.as_ref().is_ok_and(|report| report.memory.request.is_some()) {
            self.open.push((outcome.path.clone(), sums));
        } else {
            self.tally.take(&sums, &self.rules);
        }
    }

    /// The tally, now that it is known which workbooks were replaced: they count no more.
    pub fn end(mut self, replaced: &Replaced) -> Tally {
        let open = std::mem::take(&mut self.open);
        let (gone, counted): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|(path, _)| replaced.by(path).is_some());
        counted.iter().for_each(|(_, sums)| self.tally.take(sums, &self.rules));
        let by = |path: String| Some((replaced.by(&path)?.to_owned(), path));
        let by = gone.into_iter().filter_map(|(path, _)| by(path));
        self.tally.replaced = by.map(|(by, path)| ReplacedBy { path, by }).collect();
        self.tally
    }

    fn sums(&mut self, outcome: &Outcome) -> Sums {
        let mut sums =
            Sums { status: outcome.status(), accounts: 0, excepted: 0, fixes: (0, 0), rules: Vec::new() };
        let Ok(report) = &outcome.result else { return sums };
        (sums.accounts, sums.excepted) = (report.accounts, report.excepted());
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for finding in report.open() {
            match finding.fix.as_ref().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => sums.fixes.0 += 1,
                Some(Applicability::Unsafe) => sums.fixes.1 += 1,
                None => {}
            }
            *counts.entry(self.number(finding)).or_default() += 1;
        }
        sums.rules = counts.into_iter().collect();
        sums
    }

    /// The position of the rule of a finding.
    fn number(&mut self, finding: &Finding) -> usize {
        let known = self.numbers.get(&finding.code).into_iter().flatten().copied();
        let is_it = |at: &usize| self.rules.get(*at).is_some_and(|rule| rule.severity == finding.severity);
        if let Some(known) = known.into_iter().find(is_it) {
            return known;
        }
        let (code, name, severity) = (finding.code.clone(), finding.name.clone(), finding.severity);
        self.rules.push(Rule { code, name, severity });
        let added = self.rules.len() - 1;
        self.numbers.entry(finding.code.clone()).or_default().push(added);
        added
    }
}

impl Tally {
    /// The tally of workbooks none of which was replaced.
    pub fn of<'o>(outcomes: impl IntoIterator<Item = &'o Outcome>) -> Tally {
        let mut counting = Counting::default();
        outcomes.into_iter().for_each(|outcome| counting.add(outcome));
        counting.end(&Replaced::default())
    }

    fn take(&mut self, sums: &Sums, rules: &[Rule]) {
        self.workbooks += 1;
        match sums.status {
            Status::Clean => self.clean += 1,
            Status::Findings => self.with_findings += 1,
            Status::Failed => self.failed += 1,
        }
        self.accounts += sums.accounts;
        self.excepted += sums.excepted;
        self.fixes = (self.fixes.0 + sums.fixes.0, self.fixes.1 + sums.fixes.1);
        let known = sums.rules.iter().filter_map(|(rule, count)| Some((rules.get(*rule)?, *count)));
        for (Rule { code, name, severity }, count) in known {
            *self.counts.of_mut(*severity) += count;
            let none =
                || ByCode { name: name.clone(), severity: *severity, findings: 0, workbooks: 0, last: 0 };
            let sum = self.by_code.entry(code.clone()).or_insert_with(none);
            sum.findings += count;
            sum.severity = sum.severity.max(*severity);
            sum.workbooks += usize::from(sum.last != self.workbooks);
            sum.last = self.workbooks;
        }
    }

    /// The codes of rules and their findings, the most frequent first, then by code.
    pub fn most_frequent(&self) -> Vec<(&str, &ByCode)> {
        let mut codes: Vec<(&str, &ByCode)> =
            self.by_code.iter().map(|(code, sum)| (code.as_str(), sum)).collect();
        codes.sort_by_key(|(_, sum)| Reverse(sum.findings));
        codes
    }
}
