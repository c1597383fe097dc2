//! Rounds of fixes: at most one to a cell and round, safe ones first, until none is left that helps.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::Applicability;
use pamlint_rules::{Place, Report};

use super::obstacles::Obstacles;
use super::receipt::{Change, Outcome, Reason, Which};
use super::trial::{Trial, Values};
use crate::error::WriteError;
use crate::package::Package;

/// How many rounds there are: fixes that overlap need two or three.
const MOST_ROUNDS: usize = 20;

/// How often a workbook is checked in the search for fixes that do not help: after that, fixes that would
/// have to be tried one by one are left out.
const MOST_TRIALS: usize = 200;

/// The rounds of one workbook.
pub(super) struct Rounds<'a> {
    trial: Trial<'a>,
    obstacles: Obstacles,
    which: Which<'a>,
    receipt: Vec<Change>,
    /// What is not tried again: the cell, the code, the value.
    refused: BTreeSet<(Place, String, String)>,
    /// What did not help, and may once other cells have changed.
    waiting: Vec<Change>,
    /// Whether a cell has changed since the first of them was tried.
    moved: bool,
    /// What each changed cell has held.
    held: BTreeMap<Place, BTreeSet<String>>,
    trials: usize,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(trial: Trial<'a>, obstacles: Obstacles, which: Which<'a>) -> Rounds<'a> {
        Rounds {
            trial,
            obstacles,
            which,
            receipt: Vec::new(),
            refused: BTreeSet::new(),
            waiting: Vec::new(),
            moved: false,
            held: BTreeMap::new(),
            trials: 0,
        }
    }

    /// Goes through the rounds.
    pub(super) fn run(&mut self, package: &mut Package<'_>) -> Result<(), WriteError> {
        for _ in 0..MOST_ROUNDS {
            let mut changes = self.choose(Applicability::Safe, package)?;
            if changes.is_empty() {
                changes = self.choose(Applicability::Unsafe, package)?;
            }
            if changes.is_empty() && (self.waiting.is_empty() || !self.moved) {
                break;
            }
            if changes.is_empty() {
                for change in self.waiting.drain(..) {
                    self.refused.remove(&key(&change));
                }
                self.moved = false;
            }
            self.apply(changes);
        }
        self.receipt.append(&mut self.waiting);
        Ok(())
    }

    /// The new texts, what was done, and what is left.
    pub(super) fn finish(self) -> (Values, Vec<Change>, Report) {
        let left = self.trial.left();
        (self.trial.changed, self.receipt, left)
    }

    /// The fixes of a round: the first of each cell that may be applied.
    fn choose(
        &mut self,
        applicability: Applicability,
        package: &mut Package<'_>,
    ) -> Result<Vec<Change>, WriteError> {
        let mut chosen: Vec<Change> = Vec::new();
        for change in candidates(&self.trial, applicability) {
            if !self.which.wants(&change) {
                continue;
            }
            // Findings are in the order of their cells.
            if chosen.last().is_some_and(|last| last.place == change.place) || self.is_refused(&change) {
                continue;
            }
            let held = self.held.get(&change.place).is_some_and(|held| held.contains(&change.new));
            let reason = match self.obstacles.reason(package, change.place)? {
                None => held.then_some(Reason::Circle),
                reason => reason,
            };
            match reason {
                Some(reason) => self.refuse(change, reason),
                None => {
                    let drops_formatting = self.obstacles.is_rich(change.place);
                    chosen.push(Change { drops_formatting, ..change });
                }
            }
        }
        Ok(chosen)
    }

    /// Applies those changes that help: all at once, or half by half.
    fn apply(&mut self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        self.trials += 1;
        let before: Vec<Vec<String>> = changes.iter().map(|change| self.codes(change.place)).collect();
        let done = self.trials <= MOST_TRIALS && self.trial.change(&changes);
        if done {
            for (change, mut also) in changes.into_iter().zip(before) {
                let held = self.held.entry(change.place).or_default();
                held.extend([change.old.clone(), change.new.clone()]);
                let left = self.codes(change.place);
                also.retain(|code| *code != change.code && !left.contains(code));
                self.receipt.push(Change { also, ..change });
            }
            self.moved = true;
        } else if changes.len() == 1 || self.trials > MOST_TRIALS {
            for change in changes {
                self.refuse(change, Reason::NoHelp);
            }
        } else {
            let mut first = changes;
            let second = first.split_off(first.len() / 2);
            self.apply(first);
            self.apply(second);
        }
    }

    /// The codes of the findings of a cell, each once.
    fn codes(&self, place: Place) -> Vec<String> {
        let findings = self
            .trial
            .report
            .findings
            .iter()
            .filter(|finding| finding.place == place && self.trial.wants(&finding.code));
        let mut codes: Vec<String> = findings.map(|finding| finding.code.clone()).collect();
        codes.dedup();
        codes
    }

    fn is_refused(&self, change: &Change) -> bool {
        self.refused.contains(&key(change))
    }

    fn refuse(&mut self, change: Change, reason: Reason) {
        self.refused.insert(key(&change));
        let change = Change { outcome: Outcome::NotApplied(reason), ..change };
        if reason == Reason::NoHelp {
            self.waiting.push(change);
        } else {
            self.receipt.push(change);
        }
    }
}

fn key(change: &Change) -> (Place, String, String) {
    (change.place, change.code.clone(), change.new.clone())
}

/// The fixes of this certainty that are asked for, in the order of their cells.
fn candidates(trial: &Trial<'_>, applicability: Applicability) -> Vec<Change> {
    let report = &trial.report;
    // What somebody has decided to live with stays.
    let findings = report.open().filter(|finding| trial.wants(&finding.code));
    findings
        .filter_map(|finding| {
            let fix = finding.fix.as_ref().filter(|fix| fix.applicability == applicability)?;
            Some(Change {
                place: finding.place,
                sheet: report.sheet_name(finding.place).to_owned(),
                code: finding.code.clone(),
                account: finding.account.clone(),
                old: finding.value.clone(),
                new: fix.value.clone(),
                applicability,
                outcome: Outcome::Applied,
                also: Vec::new(),
                drops_formatting: false,
            })
        })
        .collect()
}
