//! Two versions of a workbook beside each other.

use pamlint_rules::{Comparison, Report};

/// Two versions of a workbook, each by its path and what was found in it, and what became of the one in the other.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The earlier one.
    pub old: (&'a str, &'a Report),
    /// The later one.
    pub new: (&'a str, &'a Report),
    /// What became of it.
    pub comparison: &'a Comparison<'a>,
}
