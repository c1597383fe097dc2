//! What a rule looks at: conditions, searches, and what becomes of them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Applicability, BuiltInCheck, ReferenceId, TableId};
use crate::path::{Path, Slot};
use pamlint_formats::Day;
use pamlint_words::Template;

/// A condition on the value at a path.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The value.
    pub path: Path,
    /// What has to hold for it.
    pub test: Test,
}

/// What has to hold for a value.
#[derive(Debug, Clone)]
pub enum Test {
    /// One of these, without regard to case (kept in upper case).
    In(Vec<String>),
    /// None of these.
    NotIn(Vec<String>),
    /// There is a value, or there is none.
    Present(bool),
    /// Equal to one of these values of the same row.
    SameAs(Vec<Path>),
    /// Equal to none of these values of the same row.
    NotSameAs(Vec<Path>),
    /// It begins, or ends, with a text made of values of the same row, without regard to case.
    Around {
        /// True for the beginning.
        begins: bool,
        /// The text.
        text: Template,
    },
    /// A number within these limits.
    Within {
        /// It is not smaller.
        least: Option<f64>,
        /// It is not larger.
        most: Option<f64>,
    },
    /// A day within these limits.
    Between {
        /// It is not earlier.
        first: Option<DayLimit>,
        /// It is not later.
        last: Option<DayLimit>,
    },
    /// One of the values that the table allows for the value of `by`.
    Fits {
        /// The value that decides.
        by: Path,
        /// What it allows; a value that is not here allows everything (all in upper case).
        table: Vec<(String, Vec<String>)>,
    },
}

/// A day that others are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayLimit {
    /// This day.
    On(Day),
    /// The day of the check, and so many days later.
    FromToday(i64),
}

/// Other rows that a rule asks for.
#[derive(Debug, Clone)]
pub struct Search {
    /// Where to look.
    pub tables: Vec<TableId>,
    /// Their value equals mine.
    pub matches: Vec<(Path, Mine)>,
    /// What else has to hold for them.
    pub conditions: Vec<Condition>,
    /// Compare with regard to case.
    pub exact: bool,
    /// Where to look for what was meant when there is no such row.
    pub suggest: Option<Suggest>,
}

/// Where to look for what was meant when a value names no row.
#[derive(Debug, Clone)]
pub struct Suggest {
    /// Values of the other row that people write instead.
    pub by: Vec<Path>,
    /// Whether people write the number of the row instead.
    pub by_row: bool,
    /// The rows that can have been meant.
    pub conditions: Vec<Condition>,
}

/// What another row's value is compared with.
#[derive(Debug, Clone)]
pub enum Mine {
    /// A value of my row.
    Path(Path),
    /// A text made of values of my row.
    Made(Template),
}

/// One relation between the values of a row, or between rows.
#[derive(Debug, Clone)]
pub struct Case {
    /// The tables whose rows are judged: all those on which `at` can be reached.
    pub on: Vec<TableId>,
    /// Where the finding stands.
    pub at: Path,
    /// The rows that the rule is about.
    pub when: Vec<Condition>,
    /// What has to hold for them.
    pub require: Vec<Condition>,
    /// One finding for each value.
    pub once: Option<Once>,
    /// The rule is about the workbook only when there is such a row.
    pub given: Option<Search>,
    /// One of these has to find a row; empty when nothing is asked for.
    pub exists: Vec<Search>,
    /// None of these may find a row.
    pub absent: Vec<Search>,
    /// The correction.
    pub fix: Option<(Template, Applicability)>,
    /// What is said where the rest of the workbook speaks against the value that is compared with.
    pub outvoted: Option<Outvoted>,
    /// The variant of the rule's texts.
    pub variant: Option<String>,
}

/// What is said where the rest of the workbook speaks for a value, and against the one of its row that it has to be
/// the same as.
#[derive(Debug, Clone)]
pub struct Outvoted {
    /// Where the finding stands then.
    pub at: Path,
    /// The correction there.
    pub fix: (Template, Applicability),
    /// The variant of the rule's texts.
    pub variant: String,
}

/// A row, and the entries of a reference list. It is judged only when the list is supplied.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The tables whose rows are judged: all those that have the values.
    pub on: Vec<TableId>,
    /// Where the finding stands.
    pub at: Path,
    /// The rows that the rule is about.
    pub when: Vec<Condition>,
    /// One finding for each value.
    pub once: Option<Once>,
    /// The list.
    pub list: ReferenceId,
    /// The entries that are meant: their column (its position) equals my value.
    pub matches: Vec<(usize, Path)>,
    /// What the entry has to say besides. With these the rule is about listed values only, and an entry
    /// that says nothing agrees.
    pub agrees: Vec<(usize, Path)>,
    /// Whether there must be no such entry, instead of one.
    pub is_absent: bool,
    /// Whether an entry that is one slip away is proposed.
    pub near: Option<Near>,
}

/// What is done with an entry of a list that is one slip away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Near {
    /// It is told.
    Say,
    /// It is told, and proposed as the correction.
    Fix,
}

/// What a group rule reports once for.
#[derive(Debug, Clone)]
pub enum Once {
    /// Each workbook.
    Workbook,
    /// Each value of a path.
    Value(Path),
}

/// How a rule finds what it reports.
#[derive(Debug, Clone)]
pub enum Check {
    /// A name, a column's content or another table refers to the rule.
    Named,
    /// A built-in check finds it.
    BuiltIn {
        /// The check.
        check: BuiltInCheck,
        /// The tables it is about; empty for what belongs to no table.
        on: Vec<TableId>,
        /// Words that a header holds, folded by [`crate::fold_header`].
        headers: Vec<String>,
    },
    /// Relations.
    Cases(Vec<Case>),
    /// Entries of a reference list.
    Listed(Box<Listed>),
    /// Rows with the same values, on any of the tables.
    Unique {
        /// The tables, each with the values that are compared.
        on: Vec<(TableId, Vec<Slot>)>,
        /// The conditions that a row has to meet to be compared.
        when: Vec<Condition>,
        /// So many rows may have the same values.
        most: usize,
    },
    /// The same values in a workbook that was checked earlier in the same run.
    Across {
        /// The tables, each with the values that are compared.
        on: Vec<(TableId, Vec<Slot>)>,
        /// The conditions that a row has to meet to be compared.
        when: Vec<Condition>,
        /// How often one value is reported.
        across: Across,
    },
    /// A value used once that is one slip away from a common one.
    Near {
        /// The name that is counted.
        value: Path,
        /// The parts in which the slip may be.
        parts: Vec<Path>,
        /// How often the slip may occur.
        at_most: usize,
        /// How often the common one has to occur.
        at_least: usize,
        /// Parts whose values are explained.
        explained: Vec<Explained>,
    },
    /// A number in a value that rises by one from row to row.
    Series {
        /// The columns that are looked at.
        columns: Vec<Path>,
        /// Parts whose values are explained.
        explained: Vec<Explained>,
    },
}

/// A part whose values are explained: the part, and the table and value that explain it.
pub type Explained = (Path, TableId, Path);

/// How often a value that stands in several workbooks is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Across {
    /// Once in each later workbook: against the first one that has it.
    First,
    /// Once for each pair of workbooks.
    Pairs,
}

/// What later rules leave alone once a rule has spoken.
#[derive(Debug, Clone)]
pub enum Settles {
    /// The value at which an error stands; nothing for a warning or information.
    Errors,
    /// The value at which the finding stands, whatever its severity, or nothing.
    Itself(bool),
    /// These values of the row.
    Paths(Vec<Path>),
}
