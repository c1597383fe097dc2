//! What a run over many workbooks gave, as summaries tell it: no more of each than they show.

use std::collections::BTreeMap;

use pamlint_convention::{Applicability, Language, Severity};
use pamlint_reader::CellRef;
use pamlint_rules::{Counts, Fix};
use pamlint_words::Words;

/// The most findings that are kept: each takes about half a kilobyte here, and several where it is written.
const MOST_FINDINGS: usize = 100_000;

/// A run over workbooks, to which one after the other is added.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// The name and version of the program.
    pub tool: (String, String),
    /// The id and version of the convention.
    pub convention: (String, String),
    /// The language of all texts.
    pub language: Language,
    /// The date of the run, as it is to be shown.
    pub date: String,
    /// The paths of the workbooks that an interrupted run has not come to.
    pub not_reached: Vec<String>,
    workbooks: Vec<Entry>,
    /// Each with the position of its workbook.
    findings: Vec<(usize, Line)>,
    left_out: usize,
    codes: BTreeMap<String, ByCode>,
}

/// What became of one workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path as the user gave it.
    pub path: String,
    /// Who sent it: the first folder below those that were checked, or the file's own name.
    pub customer: String,
    /// Why it could not be checked.
    pub failure: Option<String>,
    /// How many accounts it holds.
    pub accounts: usize,
    /// How many findings it has, those left out that a recorded exception covers.
    pub counts: Counts,
    /// How many findings a recorded exception covers.
    pub excepted: usize,
    /// The annotated copy.
    pub annotated: Option<Link>,
}

/// A file that is pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its path, as it is shown.
    pub path: String,
    /// Its address as a URI, relative to the summary where that can be.
    pub uri: String,
}

/// A finding. A secret is withheld from it already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// The name of its rule.
    pub name: String,
    /// How much it matters.
    pub severity: Severity,
    /// The name of the sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// The ID of the account in the row, or nothing.
    pub account: String,
    /// The header of the column, or nothing.
    pub column: String,
    /// What stands in the cell, as it may be shown.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// The correction that is proposed.
    pub fix: Option<Fix>,
}

/// How many workbooks fared how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// All workbooks.
    pub workbooks: usize,
    /// Those without findings.
    pub clean: usize,
    /// Those with findings.
    pub with_findings: usize,
    /// Those that could not be checked.
    pub failed: usize,
    /// The accounts of all.
    pub accounts: usize,
    /// The findings of all.
    pub counts: Counts,
    /// The findings that a recorded exception covers.
    pub excepted: usize,
}

/// What was found by one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByCode {
    /// The name of the rule.
    pub name: String,
    /// The gravest of its findings.
    pub severity: Severity,
    /// How many findings there are.
    pub findings: usize,
    /// In how many workbooks.
    pub workbooks: usize,
    /// The workbook that was counted last, as its position.
    last: usize,
}

/// What was found of one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByCustomer<'a> {
    /// The customer.
    pub customer: &'a str,
    /// How many workbooks there are.
    pub workbooks: usize,
    /// How many of them could not be checked.
    pub failed: usize,
    /// How many findings there are.
    pub counts: Counts,
}

impl Entry {
    /// Whether it was checked and nothing was found.
    pub fn is_clean(&self) -> bool {
        self.failure.is_none() && self.counts.total() == 0 && self.excepted == 0
    }
}

impl Overview {
    /// When and against what was checked.
    pub(super) fn checked(&self, words: &Words) -> String {
        let (convention, version) = &self.convention;
        words.checked.fill(&[("date", &self.date), ("convention", convention), ("version", version)])
    }

    /// A run of a date, which is shown as it is, to which no workbook was added yet.
    pub fn new(
        tool: (String, String),
        convention: (String, String),
        language: Language,
        date: &str,
    ) -> Overview {
        Overview {
            tool,
            convention,
            language,
            date: date.to_owned(),
            not_reached: Vec::new(),
            workbooks: Vec::new(),
            findings: Vec::new(),
            left_out: 0,
            codes: BTreeMap::new(),
        }
    }

    /// Adds a workbook and what was found in it; what a recorded exception covers is not among that.
    pub fn push(&mut self, entry: Entry, findings: impl Iterator<Item = Line>) {
        let workbook = self.workbooks.len();
        for line in findings {
            if !self.codes.contains_key(&line.code) {
                let (name, severity) = (line.name.clone(), line.severity);
                let none = ByCode { name, severity, findings: 0, workbooks: 0, last: usize::MAX };
                self.codes.insert(line.code.clone(), none);
            }
            if let Some(sum) = self.codes.get_mut(&line.code) {
                sum.findings += 1;
                sum.severity = sum.severity.max(line.severity);
                sum.workbooks += usize::from(sum.last != workbook);
                sum.last = workbook;
            }
            if self.findings.len() < MOST_FINDINGS {
                self.findings.push((workbook, line));
            } else {
                self.left_out += 1;
            }
        }
        self.workbooks.push(entry);
    }

    /// The workbooks, in the order in which they were added.
    pub fn workbooks(&self) -> &[Entry] {
        &self.workbooks
    }

    /// What was found, in the order of the workbooks; at most 100,000 findings.
    pub fn findings(&self) -> impl ExactSizeIterator<Item = (&Entry, &Line)> {
        self.findings.iter().map(|(workbook, line)| (self.entry(*workbook), line))
    }

    /// How many findings there are besides [`findings`](Overview::findings). All sums count them.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "positions are made by adding workbooks, which are never taken out"
    )]
    fn entry(&self, workbook: usize) -> &Entry {
        &self.workbooks[workbook]
    }

    /// The sums.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { workbooks: self.workbooks.len(), ..Totals::default() };
        for entry in &self.workbooks {
            totals.accounts += entry.accounts;
            totals.excepted += entry.excepted;
            add(&mut totals.counts, entry.counts);
            if entry.failure.is_some() {
                totals.failed += 1;
            } else if entry.is_clean() {
                totals.clean += 1;
            } else {
                totals.with_findings += 1;
            }
        }
        totals
    }

    /// The codes of rules and what was found by them, the most frequent first, then by code.
    pub fn by_code(&self) -> Vec<(&str, &ByCode)> {
        let mut codes: Vec<(&str, &ByCode)> =
            self.codes.iter().map(|(code, sum)| (code.as_str(), sum)).collect();
        codes.sort_by_key(|(_, sum)| std::cmp::Reverse(sum.findings));
        codes
    }

    /// What was found by customer, the one with most findings first, then by name.
    pub fn by_customer(&self) -> Vec<ByCustomer<'_>> {
        let mut customers: BTreeMap<&str, ByCustomer<'_>> = BTreeMap::new();
        for entry in &self.workbooks {
            let customer = entry.customer.as_str();
            let none = ByCustomer { customer, workbooks: 0, failed: 0, counts: Counts::default() };
            let sum = customers.entry(customer).or_insert(none);
            sum.workbooks += 1;
            sum.failed += usize::from(entry.failure.is_some());
            add(&mut sum.counts, entry.counts);
        }
        let mut customers: Vec<ByCustomer<'_>> = customers.into_values().collect();
        customers.sort_by_key(|sum| std::cmp::Reverse((sum.counts.total(), sum.failed)));
        customers
    }

    /// The workbooks that could not be checked, and why.
    pub fn failures(&self) -> impl Iterator<Item = (&Entry, &str)> {
        self.workbooks.iter().filter_map(|entry| Some((entry, entry.failure.as_deref()?)))
    }
}

fn add(sum: &mut Counts, counts: Counts) {
    sum.error += counts.error;
    sum.warning += counts.warning;
    sum.info += counts.info;
}

/// How certain a fix is.
pub(super) fn certainty(applicability: Applicability, words: &Words) -> &str {
    match applicability {
        Applicability::Safe => &words.summary.certain,
        Applicability::Unsafe => &words.summary.likely,
    }
}
