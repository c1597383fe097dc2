//! What checking a workbook gives: findings, each at a cell, with its fix.

use std::collections::BTreeMap;

use pamlint_convention::{Applicability, Language, Meant, RuleId, Severity, TableId};
use pamlint_reader::{CellRef, SheetId};
use pamlint_words::Words;
use serde::{Deserialize, Serialize};

use crate::bearings::{Bearings, Remedy};
use crate::fill::Fill;
use crate::round::{Memory, Round, Since};

/// The result of checking one workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The convention that was checked against, and its version.
    pub convention: (String, String),
    /// The sheets that were read as accounts or other known rows, in the order of their tabs.
    pub sheets: Vec<SheetSummary>,
    /// The names of all sheets, in the order of their tabs; places count into it.
    pub sheet_names: Vec<String>,
    /// The number of accounts.
    pub accounts: usize,
    /// The mistakes, by sheet, row, column, code.
    pub findings: Vec<Finding>,
    /// What it says of whoever sends it, or has a label for.
    pub details: Vec<Detail>,
    /// What will be made for it; nothing where something has to be corrected first.
    pub made: Made,
    /// The language that it is in, for those who ask [`Tongues`](crate::Tongues).
    pub tongue: Option<Language>,
    /// The values that other workbooks may have too: empty unless [`Options::across`](crate::Options::across).
    pub traces: Vec<Trace>,
    /// The numbers of the recorded exceptions that a finding was met by, expired ones too; in order, each once.
    pub exceptions_met: Vec<usize>,
    /// For telling in a copy which findings still hold.
    pub bearings: Bearings,
    /// What the copy is to remember for the next round.
    pub memory: Memory,
    /// What became of the findings of the last round, in a copy that came back.
    pub round: Option<Round>,
}

/// Puts findings into the order of a report: by sheet, row, column, code.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.place, finding.span);
        (one.place, &one.code).cmp(&(other.place, &other.code)).then_with(|| key(one).cmp(&key(other)))
    });
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSummary {
    /// Its name.
    pub name: String,
    /// The id of its kind; `None` where rows are of several kinds.
    pub kind: Option<String>,
    /// The row of its header, from 1.
    pub header_row: u32,
    /// The number of filled rows.
    pub accounts: usize,
}

/// Something that a workbook says of whoever sends it, or has a label for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The key by which the convention knows it.
    pub key: String,
    /// What it is used for.
    pub means: Option<Meant>,
    /// What stands there, as it may be shown; `None` for nothing, for a word in the place of a value, and for a secret.
    pub value: Option<String>,
}

/// What will be made for a workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The kinds of account, each with the number of accounts.
    pub kinds: Vec<(TableId, usize)>,
    /// The safes in which they are kept, in the order of the workbook.
    pub safes: Vec<String>,
}

/// The number of findings of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Good to know.
    pub info: usize,
}

impl Counts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        *self.of_mut(severity) += 1;
    }

    /// The number of those of a severity.
    pub fn of_mut(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Info => &mut self.info,
        }
    }

    /// How many are of that severity or a graver one.
    pub fn from(self, least: Severity) -> usize {
        let counts =
            [(Severity::Error, self.error), (Severity::Warning, self.warning), (Severity::Info, self.info)];
        counts.into_iter().filter(|(severity, _)| *severity >= least).map(|(_, count)| count).sum()
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.error + self.warning + self.info
    }
}

/// A cell of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The position of the sheet in [`Report::sheet_names`], from 0.
    pub sheet: usize,
    /// The cell.
    pub cell: CellRef,
}

impl Place {
    pub(crate) fn new(sheet: SheetId, cell: CellRef) -> Place {
        Place { sheet: sheet.index(), cell }
    }
}

/// The content of a cell when it was checked; marks and fixes hold only while it is still there.
///
/// No secret gets in here: this is the one place that decides what a report, and with it whatever is kept
/// of it, may know of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Was {
    /// Nothing.
    Empty,
    /// A text, exactly as it was typed.
    Text(String),
    /// A number.
    Number(f64),
    /// An error value, or a formula without a value.
    Error,
    /// A secret, of which only the number of characters is known.
    Secret(usize),
}

/// One mistake, at the cell that has to change. [`Wording`](crate::Wording) puts it into words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// The code that customers quote: `SAF005`.
    pub code: String,
    /// The name that scripts and people read: `safe-type-unknown`.
    pub name: String,
    /// Its severity.
    pub severity: Severity,
    /// Its cell.
    pub place: Place,
    /// The header of the column, as the workbook has it; the convention's own where there is no header.
    pub column: Option<String>,
    /// The ID of the account in the row.
    pub account: Option<String>,
    /// The safe of the row, as it stands there; `None` where the convention knows no safes.
    pub safe: Option<String>,
    /// The text of the cell, as it may be shown. Empty for an empty cell, and for a secret.
    pub value: String,
    /// The content of the cell, for those who act on it.
    pub was: Was,
    /// The offending part: characters of [`Finding::value`], from 0, the end not included.
    pub span: Option<(usize, usize)>,
    /// The variant of the rule, which may have a message of its own.
    pub variant: Option<String>,
    /// The contents of the placeholders of its texts, by their names.
    pub fills: Vec<(String, Fill)>,
    /// The cell of another workbook that it is about.
    pub elsewhere: Option<Elsewhere>,
    /// Other cells of the workbook that have to do with it.
    pub related: Vec<Place>,
    /// More cells whose values decide whether it holds: once one of them is another, it may be corrected.
    pub beside: Vec<Place>,
    /// Where else it may be corrected.
    pub remedy: Remedy,
    /// What is known of it since the last round, in a copy that came back.
    pub since: Option<Since>,
    /// The correction that is proposed.
    pub fix: Option<Fix>,
    /// The recorded exception that covers it: it is shown, and counted apart.
    pub exception: Option<Excepted>,
    /// The recorded exception that covered it until its last day.
    pub expired: Option<Excepted>,
}

/// A cell of another workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// The path of the workbook, as reports show it.
    pub workbook: String,
    /// The name of the sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
}

/// A correction: the new value of the whole cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The new value.
    pub value: String,
    /// Safe when it may be applied without asking.
    pub applicability: Applicability,
}

/// The part of a recorded exception that a finding carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excepted {
    /// The reason.
    pub reason: String,
    /// The person who decided it.
    pub approved_by: String,
    /// The last day on which it holds: `2026-12-31`.
    pub until: String,
}

impl Excepted {
    /// Why a finding is excepted, who approved it and until when.
    pub fn said(&self, words: &Words) -> String {
        let Excepted { reason, approved_by, until } = self;
        words.approved.fill(&[("reason", reason), ("who", approved_by), ("until", &words.date(until))])
    }
}

/// A value that other workbooks may have too.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trace {
    /// The rule that compares it.
    pub rule: RuleId,
    /// The number by which it is compared: equal for equal values, in any workbook checked by the same
    /// program against the same convention.
    pub key: u64,
    /// Its cell.
    pub place: Place,
    /// The finding there will be when an earlier workbook has it. It is most of what is kept of a check, and
    /// hardly ever asked for, so that it is kept apart, and brought back where
    /// [`Registry::shares`](crate::Registry::shares) says so.
    #[serde(skip)]
    pub finding: Option<Box<Finding>>,
}

impl Report {
    /// What the workbook says of whoever sends it, where it does.
    pub fn told(&self, means: Meant) -> Option<&str> {
        self.details
            .iter()
            .filter(|detail| detail.means == Some(means))
            .find_map(|detail| detail.value.as_deref())
    }

    /// The findings that nobody has decided to live with.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.exception.is_none())
    }

    /// The number of findings that a recorded exception covers.
    pub fn excepted(&self) -> usize {
        self.findings.len() - self.open().count()
    }

    /// The number of findings of each severity, those that are excepted left out.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for finding in self.open() {
            counts.add(finding.severity);
        }
        counts
    }

    /// The number of findings of each code, in the order of codes; those that are excepted left out.
    pub fn by_code(&self) -> BTreeMap<&str, usize> {
        let mut codes = BTreeMap::new();
        for finding in self.open() {
            *codes.entry(finding.code.as_str()).or_default() += 1;
        }
        codes
    }

    /// The name of the sheet of a place.
    pub fn sheet_name(&self, place: Place) -> &str {
        self.sheet_names.get(place.sheet).map_or("", String::as_str)
    }

    /// The same with other names of its sheets, for those that may be told.
    #[must_use]
    pub fn with_sheet_names(&self, mut names: Vec<String>) -> Report {
        for (sheet, name) in names.iter_mut().enumerate().filter(|(sheet, _)| self.is_name_withheld(*sheet)) {
            *name = withheld_name(sheet);
        }
        Report { sheet_names: names, ..self.clone() }
    }

    /// True for a sheet that the report calls by its number, since its name holds a secret.
    pub fn is_name_withheld(&self, sheet: usize) -> bool {
        self.sheet_names.get(sheet).is_some_and(|name| *name == withheld_name(sheet))
    }
}

/// What a sheet is called whose name holds a secret: its number from 1, between brackets, which no name has in Excel.
pub(crate) fn withheld_name(sheet: usize) -> String {
    format!("[{}]", sheet.saturating_add(1))
}
