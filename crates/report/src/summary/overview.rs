//! A run as its summaries show it, gathered one workbook at a time: no more of each than they show.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::{Language, Meant, Severity};
use pamlint_reader::CellRef;
use pamlint_rules::{Counts, Finding, Fix, Replaced, Report, Wording};
use serde::{Deserialize, Serialize};

use crate::place::Place;
use crate::run::{Head, Outcome, Status};
use crate::tally::Tally;
use pamlint_words::Words;

/// The most findings that are kept: each takes about half a kilobyte here, and several where it is written.
const MOST_FINDINGS: usize = 100_000;

/// A run over workbooks, to which one after the other is added.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The name and version of the program.
    pub tool: (String, String),
    /// The id and version of the convention.
    pub convention: (String, String),
    /// The language of all texts.
    pub language: Language,
    /// The date of the run, as it is to be shown.
    pub date: String,
    /// The sums of the run, once it [has ended](Overview::end).
    pub tally: Tally,
    /// A drawing of what has to be made for the accounts without errors; only the page shows it.
    pub drawing: Option<Drawing>,
    workbooks: Vec<Entry>,
    /// Each with the position of its workbook.
    findings: Vec<(usize, Line)>,
    here: Place,
    roots: Vec<Place>,
}

/// A drawing of what has to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The drawing as SVG, in which every text of a workbook is harmless. It is put into the page as it is.
    pub svg: String,
    /// How many workbooks it leaves out.
    pub left_out: usize,
}

/// A workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path as the user gave it.
    pub path: String,
    /// Who sent it: the organisation that it names, else the first folder below those that were checked, or the file's
    /// own name.
    pub customer: String,
    /// The person to ask, with the address for mail, as far as it says.
    pub contact: String,
    /// The day of the request, as it says.
    pub asked_on: String,
    /// How it fared.
    pub status: Status,
    /// What is to be done with it next.
    pub next: Next,
    /// The day by which an answer is expected, as `2026-12-31`.
    answer_by: Option<String>,
    /// The number of the round, from 1: how often it has been sent in.
    pub round: u32,
    /// The path of the workbook that came in its place.
    pub replaced_by: Option<String>,
    /// The reason why it could not be checked, or nothing.
    pub failure: String,
    /// The number of accounts.
    pub accounts: usize,
    /// The findings of each severity, those left out that a recorded exception covers.
    pub counts: Counts,
    /// The path of the annotated copy.
    pub annotated: Option<String>,
}

/// What is to be done with a workbook next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Nothing has to be corrected: its accounts can be made.
    Ready,
    /// It goes back to whoever sent it.
    Back,
    /// It went back, and no answer has come yet.
    Waiting,
    /// Another one came in its place.
    Replaced,
    /// It could not be checked.
    NotChecked,
}

/// When a workbook was told of; with the day by which an answer is expected, as `2026-12-31`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// In this run.
    #[default]
    Now,
    /// In an earlier one, and nothing has changed since.
    Before,
    /// To whoever sent it, in a reply that an earlier run has drafted: nothing has changed since.
    Asked(Option<String>),
}

impl Next {
    /// That of a workbook of which nobody was told.
    pub fn of(report: &Report) -> Next {
        match report.counts() {
            Counts { error: 0, warning: 0, .. } => Next::Ready,
            _ => Next::Back,
        }
    }

    fn after(outcome: &Outcome, told: &Told) -> Next {
        match outcome.result.as_ref().map(Next::of) {
            Err(_) => Next::NotChecked,
            Ok(Next::Back) if *told != Told::Now => Next::Waiting,
            Ok(next) => next,
        }
    }
}

/// A finding. A secret is withheld from it already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The code of its rule.
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
    /// The value of the cell, as it may be shown.
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// The correction that is proposed.
    pub fix: Option<Fix>,
}

/// The sums over the workbooks of one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByCustomer<'a> {
    /// The customer.
    pub customer: &'a str,
    /// The number of workbooks, but for those in whose place another one came.
    pub workbooks: usize,
    /// The number of those.
    pub replaced: usize,
    /// The highest round of its workbooks.
    pub round: u32,
    /// The number of workbooks whose accounts can be made.
    pub ready: usize,
    /// The number of workbooks that go back.
    pub back: usize,
    /// The number of workbooks that went back, and are still to be answered.
    pub waiting: usize,
    /// The first day by which an answer is expected, as `2026-12-31`.
    pub answer_by: Option<&'a str>,
    /// The number of workbooks that could not be checked.
    pub failed: usize,
    /// The findings of each severity.
    pub counts: Counts,
}

impl Entry {
    /// The day by which an answer is expected that has not come.
    pub(super) fn answer_by(&self) -> Option<&str> {
        self.answer_by.as_deref().filter(|_| self.next == Next::Waiting)
    }

    /// The gravest of what is to be said of it: `None` where all is well.
    pub(super) fn gravest(&self) -> Option<Severity> {
        match (self.status, self.counts) {
            (Status::Clean, _) => None,
            (Status::Failed, _) | (_, Counts { error: 1.., .. }) => Some(Severity::Error),
            (_, Counts { warning: 1.., .. }) => Some(Severity::Warning),
            _ => Some(Severity::Info),
        }
    }
}

impl Overview {
    /// A run of a date, which is shown as it is, to which no workbook was added yet.
    ///
    /// `here` is the folder that relative paths start from, as an absolute path; `roots` are the folders that
    /// were given to check: the first folder below one of them is the customer of workbooks that name none.
    pub fn new(head: &Head<'_>, date: &str, here: &str, roots: &[String]) -> Overview {
        let here = Place::new(here);
        let mut roots: Vec<Place> = roots.iter().map(|root| Place::new(root).from(&here)).collect();
        // Where one root stands in another, the inner one counts.
        roots.sort_by_key(|root| Reverse(root.depth()));
        let Wording { convention, language } = head.wording;
        Overview {
            tool: head.tool.clone(),
            convention: (convention.id.clone(), convention.version.clone()),
            language,
            date: date.to_owned(),
            tally: Tally::default(),
            drawing: None,
            workbooks: Vec::new(),
            findings: Vec::new(),
            here,
            roots,
        }
    }

    /// Adds a workbook and what was found in it, except what a recorded exception covers.
    pub fn add(&mut self, head: &Head<'_>, outcome: &Outcome, when: Told) {
        let report = outcome.result.as_ref();
        let wording = &head.wording;
        let findings =
            report.iter().flat_map(|report| report.open().map(|finding| line(report, finding, wording)));
        let room = MOST_FINDINGS.saturating_sub(self.findings.len());
        let workbook = self.workbooks.len();
        self.findings.extend(findings.take(room).map(|line| (workbook, line)));
        let told = |means| Some(report.ok()?.told(means)?.to_owned());
        let contact: Vec<String> = [Meant::Contact, Meant::Mail].into_iter().filter_map(told).collect();
        self.workbooks.push(Entry {
            path: outcome.path.clone(),
            customer: told(Meant::Organisation).unwrap_or_else(|| self.customer(&outcome.path)),
            contact: contact.join(", "),
            asked_on: told(Meant::Date).map(|day| Words::of(wording.language).date(&day)).unwrap_or_default(),
            status: outcome.status(),
            next: Next::after(outcome, &when),
            answer_by: match when {
                Told::Asked(by) => by,
                Told::Now | Told::Before => None,
            },
            round: report.map_or(0, |report| report.memory.round),
            replaced_by: None,
            failure: report.err().map(|failed| failed.message(wording.language)).unwrap_or_default(),
            accounts: report.map_or(0, |report| report.accounts),
            counts: report.map(Report::counts).unwrap_or_default(),
            annotated: outcome.annotated.clone(),
        });
    }

    /// Takes the sums of the run, now that all workbooks are known: what was found in those that were replaced is not
    /// listed.
    pub fn end(&mut self, tally: Tally, replaced: &Replaced) {
        self.tally = tally;
        let in_place: BTreeSet<&str> = replaced.iter().map(|(_, by)| by).collect();
        let last = self.workbooks.iter().filter(|entry| in_place.contains(entry.path.as_str()));
        let customers: BTreeMap<String, String> =
            last.map(|entry| (entry.path.clone(), entry.customer.clone())).collect();
        for entry in &mut self.workbooks {
            if let Some(by) = replaced.by(&entry.path) {
                // All rounds of a request are of one customer, whatever the earlier ones said.
                entry.customer = customers.get(by).unwrap_or(&entry.customer).clone();
                (entry.replaced_by, entry.next) = (Some(by.to_owned()), Next::Replaced);
            }
        }
        let workbooks = &self.workbooks;
        self.findings.retain(|(at, _)| workbooks.get(*at).is_some_and(|entry| entry.replaced_by.is_none()));
    }

    fn customer(&self, path: &str) -> String {
        let place = Place::new(path).from(&self.here);
        match self.roots.iter().find_map(|root| place.below(root)) {
            Some([customer, _, ..]) => customer.clone(),
            _ => place.stem().to_owned(),
        }
    }

    /// The workbooks, in the order in which they were added.
    pub fn workbooks(&self) -> &[Entry] {
        &self.workbooks
    }

    /// The workbooks that could not be checked.
    pub fn failures(&self) -> impl Iterator<Item = &Entry> {
        self.workbooks.iter().filter(|entry| entry.status == Status::Failed)
    }

    /// What was found, in the order of the workbooks; at most 100,000 findings.
    pub fn findings(&self) -> impl ExactSizeIterator<Item = (&Entry, &Line)> {
        self.findings.iter().map(|(workbook, line)| (self.entry(*workbook), line))
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "positions are made by adding workbooks, which are never taken out"
    )]
    fn entry(&self, workbook: usize) -> &Entry {
        &self.workbooks[workbook]
    }

    /// The customers and what was found, the one with most findings first, then by name.
    pub fn by_customer(&self) -> Vec<ByCustomer<'_>> {
        let mut customers: BTreeMap<&str, ByCustomer<'_>> = BTreeMap::new();
        for entry in &self.workbooks {
            let customer = entry.customer.as_str();
            let none = ByCustomer {
                customer,
                workbooks: 0,
                replaced: 0,
                round: 0,
                ready: 0,
                back: 0,
                waiting: 0,
                answer_by: None,
                failed: 0,
                counts: Counts::default(),
            };
            let sum = customers.entry(customer).or_insert(none);
            if entry.next == Next::Replaced {
                sum.replaced += 1;
                continue;
            }
            sum.workbooks += 1;
            sum.round = sum.round.max(entry.round);
            match entry.next {
                Next::Replaced => {}
                Next::Ready => sum.ready += 1,
                Next::Back => sum.back += 1,
                Next::Waiting => {
                    sum.waiting += 1;
                    let days = sum.answer_by.into_iter().chain(entry.answer_by());
                    sum.answer_by = days.min();
                }
                Next::NotChecked => sum.failed += 1,
            }
            sum.counts.error += entry.counts.error;
            sum.counts.warning += entry.counts.warning;
            sum.counts.info += entry.counts.info;
        }
        let mut customers: Vec<ByCustomer<'_>> = customers.into_values().collect();
        customers.sort_by_key(|sum| Reverse((sum.counts.total(), sum.failed)));
        customers
    }

    /// The place of a path.
    pub(super) fn place(&self, path: &str) -> Place {
        Place::new(path).from(&self.here)
    }
}

fn line(report: &Report, finding: &Finding, wording: &Wording<'_>) -> Line {
    Line {
        code: finding.code.clone(),
        name: finding.name.clone(),
        severity: finding.severity,
        sheet: report.sheet_name(finding.place).to_owned(),
        cell: finding.place.cell,
        account: finding.account.clone().unwrap_or_default(),
        column: finding.column.clone().unwrap_or_default(),
        value: wording.value(finding).into_owned(),
        message: wording.message(finding),
        fix: finding.fix.clone(),
    }
}
