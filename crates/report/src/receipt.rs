//! Receipts: what fixing workbooks changed, what it left alone and why, and what is left to correct.

use pamlint_convention::Applicability;
use pamlint_rules::{Counts, Report};
use pamlint_writer::{Change, Fixed, Outcome};

use crate::run::{Failed, Head};

/// What became of one workbook that was to be fixed.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The path as the user gave it, as far as it can be shown.
    pub path: String,
    /// What was changed and what is left, or why nothing could be done. The bytes are not looked at.
    pub result: Result<Fixed, Failed>,
    /// The path of the fixed copy, when one was written.
    pub written: Option<String>,
}

/// How the fixes were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Whether they are only shown.
    pub only_shown: bool,
    /// Whether those are applied, too, that were likely meant.
    pub unsafe_fixes: bool,
}

/// A format of receipts. The calls come in this order: [`begin`](Receipts::begin) once,
/// [`workbook`](Receipts::workbook) for each workbook, [`end`](Receipts::end) once. Each appends to `out`.
pub trait Receipts {
    /// Writes what comes before the first workbook.
    fn begin(&mut self, head: &Head<'_>, asked: Asked, out: &mut String);

    /// Writes one workbook.
    fn workbook(&mut self, head: &Head<'_>, receipt: &Receipt, out: &mut String);

    /// Writes what comes after the last workbook.
    fn end(&mut self, sum: &Sum, out: &mut String);
}

/// The sum of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many workbooks there are.
    pub workbooks: usize,
    /// How many of them were changed, or would be.
    pub fixed: usize,
    /// How many of them stay as they are.
    pub unchanged: usize,
    /// How many of them could not be read or written.
    pub failed: usize,
    /// How many fixes were applied, or would be.
    pub applied: usize,
    /// How many fixes were not.
    pub not_applied: usize,
    /// How many findings of each severity are left.
    pub left: Counts,
    /// How many of those have a safe fix, and how many an unsafe one.
    pub left_fixable: (usize, usize),
    /// How many findings a recorded exception covers; they count nowhere else.
    pub excepted: usize,
}

impl Sum {
    /// Counts one more workbook.
    pub fn add(&mut self, receipt: &Receipt) {
        self.workbooks += 1;
        let Ok(fixed) = &receipt.result else {
            self.failed += 1;
            return;
        };
        let applied = fixed.receipt.iter().filter(|change| is_applied(change)).count();
        if applied > 0 {
            self.fixed += 1;
        } else {
            self.unchanged += 1;
        }
        self.applied += applied;
        self.not_applied += fixed.receipt.len() - applied;
        self.excepted += fixed.report.excepted();
        for finding in fixed.report.open() {
            self.left.add(finding.severity);
        }
        let (safe, not_safe) = fixable(&fixed.report);
        self.left_fixable.0 += safe;
        self.left_fixable.1 += not_safe;
    }

    /// The sum of one workbook.
    pub fn of(receipt: &Receipt) -> Sum {
        let mut sum = Sum::default();
        sum.add(receipt);
        sum
    }

    /// How a single workbook fared, as a word for programs.
    pub(crate) fn status(&self) -> &'static str {
        match self {
            Sum { failed: 1.., .. } => "failed",
            Sum { fixed: 1.., .. } => "fixed",
            _ => "unchanged",
        }
    }
}

/// Whether a fix stands in its cell.
pub(crate) fn is_applied(change: &Change) -> bool {
    change.outcome == Outcome::Applied
}

/// How many findings have a safe fix, and how many an unsafe one.
fn fixable(report: &Report) -> (usize, usize) {
    let with = |applicability: Applicability| {
        let fixes = report.open().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.applicability == applicability).count()
    };
    (with(Applicability::Safe), with(Applicability::Unsafe))
}
