//! What a workbook and a page say in the same way.

use std::borrow::Cow;

use pamlint_convention::{Applicability, Severity};
use pamlint_words::Words;

use super::overview::{ByCustomer, Entry, Next, Overview};
use crate::place::Place;
use crate::run::Status;

/// An overview as one file shows it.
pub(super) struct View<'a> {
    pub overview: &'a Overview,
    pub words: &'static Words,
    /// Where the file will stand.
    file: Place,
}

impl<'a> View<'a> {
    pub fn new(overview: &'a Overview, file: &str) -> View<'a> {
        View { overview, words: Words::of(overview.language), file: overview.place(file) }
    }

    /// When and against what was checked.
    pub fn checked(&self) -> String {
        let Overview { convention: (convention, version), date, .. } = self.overview;
        self.words.checked.fill(&[
            ("date", &self.words.date(date)),
            ("convention", convention),
            ("version", version),
        ])
    }

    /// How many workbooks the drawing leaves out, in words, where it does.
    pub fn not_drawn(&self) -> Option<String> {
        let left_out = self.overview.drawing.as_ref()?.left_out;
        (left_out > 0).then(|| self.words.count(left_out, &self.words.summary.not_drawn))
    }

    /// The word of a severity.
    pub fn severity(&self, severity: Severity) -> &'static str {
        severity.said(self.words)
    }

    /// The word for how a workbook fared.
    pub fn status(&self, status: Status) -> &'static str {
        let [clean, with_findings, not_checked] = &self.words.summary.statuses;
        match status {
            Status::Clean => clean,
            Status::Findings => with_findings,
            Status::Failed => not_checked,
        }
    }

    /// What is to be done with a workbook next.
    pub fn next(&self, entry: &Entry) -> Cow<'static, str> {
        let [ready, back, waiting, nothing] = &self.words.summary.next;
        let next = match entry.next {
            Next::Ready => ready,
            Next::Back => back,
            Next::Waiting => match entry.answer_by() {
                Some(day) => return Cow::Owned(self.answer_by(day)),
                None => waiting,
            },
            Next::NotChecked => nothing,
            Next::Replaced => {
                let by = entry.replaced_by.as_deref().unwrap_or_default();
                return Cow::Owned(self.words.summary.replaced.fill(&[("workbook", &by)]));
            }
        };
        Cow::Borrowed(next)
    }

    /// By when an answer is expected, in words, and whether that day has passed.
    fn answer_by(&self, day: &str) -> String {
        let words = &self.words.summary;
        let is_late = day < self.overview.date.as_str();
        let said = if is_late { &words.answer_late } else { &words.answer_by };
        said.fill(&[("day", &self.words.date(day))])
    }

    /// The first day by which a customer is expected to answer, as people write it.
    pub fn answer_day(&self, sums: &ByCustomer<'_>) -> String {
        sums.answer_by.map(|day| self.words.date(day)).unwrap_or_default()
    }

    /// How certain a fix is.
    pub fn certainty(&self, applicability: Applicability) -> &'static str {
        match applicability {
            Applicability::Safe => &self.words.summary.certain,
            Applicability::Unsafe => &self.words.summary.likely,
        }
    }

    /// The address of the annotated copy of a workbook.
    pub fn link(&self, entry: &Entry) -> Option<String> {
        let copy = entry.annotated.as_deref()?;
        Some(self.overview.place(copy).link_from(&self.file))
    }

    /// The numbers on top: the label of each, and the severity that it counts.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, usize, Option<Severity>)> {
        let tally = &self.overview.tally;
        let figures = [
            (tally.workbooks, None),
            (tally.clean, None),
            (tally.with_findings, None),
            (tally.failed, None),
            (tally.accounts, None),
            (tally.counts.error, Some(Severity::Error)),
            (tally.counts.warning, Some(Severity::Warning)),
            (tally.counts.info, Some(Severity::Info)),
            (tally.excepted, None),
        ];
        let labelled = self.words.summary.figures.iter().zip(figures);
        labelled.map(|(label, (figure, severity))| (label.as_str(), figure, severity))
    }

    /// The workbooks that were not checked: customer, path and reason.
    pub fn not_checked(&self) -> impl Iterator<Item = [&'a str; 3]> {
        let overview = self.overview;
        let failed = overview.failures().map(|entry| [&entry.customer, &entry.path, &entry.failure]);
        let failed = failed.map(|row| row.map(String::as_str));
        let reason = self.words.summary.not_reached.as_str();
        failed.chain(overview.tally.not_reached.iter().map(move |path| ["", path.as_str(), reason]))
    }

    /// The number of findings that are not among so many that are shown.
    pub fn left_out(&self, shown: usize) -> usize {
        self.overview.tally.counts.total().saturating_sub(shown)
    }
}
