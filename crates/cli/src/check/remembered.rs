//! Workbooks that an earlier run has checked: what is kept of them, and what is still to be done.

use std::fs;

use pamlint_convention::{Check, Convention};
use pamlint_report::{Outcome, read_line};
use pamlint_rules::{Finding, Registry, Report};

use super::one::{Checked, Note, is_untouched};
use super::{Bench, Task};
use crate::cache::{Digest, Entry, digest};
use crate::settings::Settings;
use crate::traces::{Traces, line_of};

impl Bench<'_> {
    /// The outcome of an earlier run, if nothing has changed since.
    pub fn remembered(&self, task: &Task, content: &Digest) -> Option<Checked> {
        let cache = self.cache.as_ref()?;
        let name = cache.name(&task.input.path);
        let entry = cache.find(&name, content)?;
        let head = self.settings.head();
        let mut outcome = read_line(&entry.line, &head).ok()?;
        outcome.path = task.path();
        if let Ok(report) = &mut outcome.result {
            let traces = entry.traces.as_ref()?;
            traces.outline(report, &self.settings.convention).ok()?;
            // A part of a run writes down all of it, whatever is shared.
            if self.settings.shard.is_some() {
                traces.fill(&entry.told()?, report, &head).ok()?;
            }
        }
        let mut notes = Vec::new();
        if let Some(copy) = &entry.copy {
            let is_it = |written: &[u8]| digest(written) == copy.content;
            let place = self.names.place(&task.copy, |written| is_it(written) || is_untouched(written));
            let is_there = copy.path.as_slice() == place.path.as_os_str().as_encoded_bytes()
                && fs::read(&place.path).is_ok_and(|written| is_it(&written));
            outcome.annotated = is_there.then(|| place.path.to_string_lossy().into_owned());
            notes.extend(place.said().map(Note::Warning));
        }
        let told = Some((name, entry.said));
        let plain = Checked::plain(outcome);
        Some(Checked { entry: Some(entry), notes, told, is_remembered: true, ..plain })
    }

    /// What is kept of an outcome that was not compared with other workbooks yet.
    pub fn entry(&self, content: Digest, outcome: &mut Outcome) -> Option<Entry> {
        self.cache.as_ref()?;
        let line = nameless(outcome);
        let report = outcome.result.as_ref();
        let (traces, told) = report.map(|report| Traces::of(report, &self.settings.convention)).ok().unzip();
        // Plain texts: writing them to memory has no way to fail.
        let told = told.map(|told| postcard::to_stdvec(&told).unwrap_or_default()).unwrap_or_default();
        Some(Entry { content, said: digest(line.as_bytes()), line, traces, copy: None, told })
    }

    /// What is kept of a workbook, and told of it until it is compared with others.
    pub fn tells(&self, task: &Task, entry: Option<&Entry>) -> Option<(Digest, Digest)> {
        Some((self.cache.as_ref()?.name(&task.input.path), entry?.said))
    }

    /// Keeps what is known of a workbook for later runs.
    pub fn keep(&self, checked: &Checked) {
        if let (Some(cache), Some(entry), Some((name, _))) = (&self.cache, &checked.entry, &checked.told) {
            cache.keep(name, entry);
        }
    }
}

impl Checked {
    /// Brings back what there is to say when an earlier workbook has something that this one has too.
    pub fn recall(&mut self, registry: &Registry, settings: &Settings) {
        let Ok(report) = &mut self.outcome.result else { return };
        let Some(entry) = self.entry.as_ref().filter(|_| self.is_remembered) else { return };
        let Some(traces) = entry.traces.as_ref().filter(|_| registry.shares(report)) else { return };
        let filled = entry.told().map(|told| traces.fill(&told, report, &settings.head()));
        if !matches!(filled, Some(Ok(()))) {
            tracing::debug!("{}: what it is compared by cannot be told", self.outcome.path);
            report.traces.clear();
        }
    }

    /// Notes what will be told of it, now that other workbooks have added to it.
    pub fn adds(&mut self) {
        if let Some((_, said)) = &mut self.told {
            *said = digest(nameless(&mut self.outcome).as_bytes());
        }
    }

    /// Whether the copy is to be written again, or for the first time.
    pub fn is_out_of_date(&mut self, settings: &Settings) -> bool {
        let is_copy_wanted =
            settings.annotate && self.outcome.result.as_ref().is_ok_and(|report| !report.findings.is_empty());
        if !is_copy_wanted {
            self.outcome.annotated = None;
            self.notes.clear();
            return false;
        }
        let marked = self.entry.as_ref().and_then(|entry| entry.copy.as_ref()).map(|copy| copy.said);
        self.outcome.annotated.is_none() || marked != self.told.map(|(_, said)| said)
    }
}

/// The line of an outcome without the paths, which may be others next time.
fn nameless(outcome: &mut Outcome) -> String {
    let path = std::mem::take(&mut outcome.path);
    let annotated = outcome.annotated.take();
    let line = line_of(outcome);
    (outcome.path, outcome.annotated) = (path, annotated);
    line
}

/// Puts what a new check found in the place of what was remembered, whose cells are not known well enough
/// to be marked; what other workbooks have added stays.
pub fn refresh(report: &mut Report, fresh: Report, convention: &Convention) {
    let is_added = |finding: &Finding| {
        let rule = convention.find_rule(&finding.code);
        rule.is_some_and(|rule| matches!(convention.rule(rule).check, Check::Across { .. }))
    };
    let traces = fresh.traces;
    let mut found = fresh.findings.into_iter();
    let mut findings = Vec::with_capacity(report.findings.len());
    for mut finding in std::mem::take(&mut report.findings) {
        if is_added(&finding) {
            let same = |trace: &&pamlint_rules::Trace| {
                trace.place == finding.place
                    && trace.finding.as_ref().is_some_and(|told| told.code == finding.code)
            };
            if let Some(told) = traces.iter().find(same).and_then(|trace| trace.finding.as_ref()) {
                finding.was = told.was.clone();
            }
            findings.push(finding);
        } else {
            findings.extend(found.next());
        }
    }
    findings.extend(found);
    report.findings = findings;
    report.sheet_names = fresh.sheet_names;
}
