//! The fixes that are asked for, and what became of each.

use std::collections::BTreeSet;

use pamlint_convention::Applicability;
use pamlint_rules::Place;
use serde::{Deserialize, Serialize};

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which<'a> {
    /// Those that were certainly meant.
    Safe,
    /// Also those that were likely meant.
    All,
    /// Those that somebody has chosen.
    Chosen(&'a Choice),
}

/// The fixes that somebody wants, as they differ from the safe ones: each by its cell and the code of its finding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Those wanted though they are not safe.
    pub taken: BTreeSet<(Place, String)>,
    /// Those not wanted though they are safe.
    pub refused: BTreeSet<(Place, String)>,
}

impl Which<'_> {
    pub(super) fn wants(self, change: &Change) -> bool {
        let is_safe = change.applicability == Applicability::Safe;
        match self {
            Which::Safe => is_safe,
            Which::All => true,
            Which::Chosen(choice) => {
                let fix = (change.place, change.code.clone());
                if is_safe { !choice.refused.contains(&fix) } else { choice.taken.contains(&fix) }
            }
        }
    }
}

/// A fix that was applied, or was to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The cell.
    pub place: Place,
    /// The name of its sheet.
    pub sheet: String,
    /// The code of the finding.
    pub code: String,
    /// The ID of the account in the row.
    pub account: Option<String>,
    /// What stood in the cell.
    pub old: String,
    /// What stands there now, or would.
    pub new: String,
    /// Whether it was certain.
    pub applicability: Applicability,
    /// What became of it.
    pub outcome: Outcome,
    /// The codes of other findings of the cell that went with it; in order.
    pub also: Vec<String>,
    /// Whether it drops the formatting of single words in the cell.
    pub drops_formatting: bool,
}

/// What became of a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It stands in the cell.
    Applied,
    /// The cell was left alone.
    NotApplied(Reason),
}

/// Why a cell was left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// A formula gives its value.
    Formula,
    /// It is the header of a column of an Excel table, which bears the same name elsewhere.
    TableHeader,
    /// It is covered by a merged cell.
    Merged,
    /// Other findings would come of it, or its own would stay.
    NoHelp,
    /// It has had that value before: one fix undoes the other.
    Circle,
    /// It cannot be found in the file, or not be written there.
    OutOfReach,
}

impl Reason {
    /// The word by which programs know it.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Formula => "formula",
            Reason::TableHeader => "table-header",
            Reason::Merged => "merged",
            Reason::NoHelp => "no-help",
            Reason::Circle => "circle",
            Reason::OutOfReach => "out-of-reach",
        }
    }
}
