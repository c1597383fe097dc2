//! Receipts: what fixing workbooks changed, what it left alone and why, and what is left to correct.

use pamlint_convention::Applicability;
use pamlint_rules::{Counts, Report};
use pamlint_writer::{Change, Fixed, Outcome};

use crate::run::{Failed, Head};

/// The receipt for one workbook that was to be fixed.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The path as the user gave it, as far as it can be shown.
    pub path: String,
    /// The changes and what is left, or the reason why nothing could be done. The bytes are not looked at.
    pub result: Result<Fixed, Failed>,
    /// The path of the fixed copy, when one was written.
    pub written: Option<String>,
}

/// The way in which fixes were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// They are only shown.
    pub only_shown: bool,
    /// Those that were likely meant are applied, too.
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
    /// The number of workbooks.
    pub workbooks: usize,
    /// The number of those that were changed, or would be.
    pub fixed: usize,
    /// The number of those that stay as they are.
    pub unchanged: usize,
    /// The number of those that could not be read or written.
    pub failed: usize,
    /// The number of fixes that were applied, or would be.
    pub applied: usize,
    /// The number of fixes that were not.
    pub not_applied: usize,
    /// The number of findings of each severity that are left.
    pub left: Counts,
    /// The number of those with a safe fix, and with an unsafe one.
    pub left_fixable: (usize, usize),
    /// The number of findings that a recorded exception covers; they count nowhere else.
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

    /// The status of a single workbook, as a word for programs.
    pub(crate) fn status(&self) -> &'static str {
        match self {
            Sum { failed: 1.., .. } => "failed",
            Sum { fixed: 1.., .. } => "fixed",
            _ => "unchanged",
        }
    }
}

/// True for a fix that stands in its cell.
pub(crate) fn is_applied(change: &Change) -> bool {
    change.outcome == Outcome::Applied
}

/// The number of findings with a safe fix, and with an unsafe one.
fn fixable(report: &Report) -> (usize, usize) {
    let with = |applicability: Applicability| {
        let fixes = report.open().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| fix.applicability == applicability).count()
    };
    (with(Applicability::Safe), with(Applicability::Unsafe))
}
