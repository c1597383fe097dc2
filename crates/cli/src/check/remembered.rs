//! Workbooks that an earlier run has checked: what is kept of them, and what is still to be done.

use std::fs;

use pamlint_convention::{Check, Convention};
use pamlint_report::{Outcome, read_line};
use pamlint_rules::{Finding, Registry, Report};

use super::one::Checked;
use super::{Bench, Task};
use crate::cache::{Digest, Entry, digest};
use crate::settings::Settings;
use crate::traces::{Traces, line_of};

impl Bench<'_> {
    /// The outcome of an earlier run, if nothing has changed since.
    pub fn remembered(&self, task: &Task, content: &Digest) -> Option<Checked> {
        let entry = self.cache.as_ref()?.find(&task.input.path, content)?;
        let head = self.settings.head();
        let mut outcome = read_line(&entry.line, &head).ok()?;
        outcome.path = task.path();
        if let Ok(report) = &mut outcome.result {
            let traces = entry.traces.as_ref()?;
            // A part of a run writes down all of it, whatever is shared.
            let restored = if self.settings.shard.is_some() {
                traces.restore(report, &self.settings.convention, &head)
            } else {
                traces.outline(report, &self.settings.convention)
            };
            restored.ok()?;
        }
        if let Some((path, written)) = &entry.copy {
            let is_there = path.as_slice() == task.copy.as_os_str().as_encoded_bytes()
                && fs::read(&task.copy).is_ok_and(|copy| digest(&copy) == *written);
            outcome.annotated = is_there.then(|| task.copy.to_string_lossy().into_owned());
        }
        let is_unchanged = digest(entry.line.as_bytes()) == entry.told;
        Some(Checked { entry: Some(entry), is_remembered: true, is_unchanged, ..Checked::plain(outcome) })
    }

    /// What is kept of an outcome that was not compared with other workbooks yet.
    pub fn entry(&self, content: Digest, outcome: &Outcome) -> Option<Entry> {
        self.cache.as_ref()?;
        let line = nameless(outcome);
        Some(Entry {
            content,
            told: digest(line.as_bytes()),
            line,
            traces: outcome.result.as_ref().ok().map(|report| Traces::of(report, &self.settings.convention)),
            copy: None,
        })
    }

    /// Notes what will be told of it.
    pub fn told(&self, checked: &mut Checked) {
        if let Some(entry) = &mut checked.entry {
            entry.told = digest(nameless(&checked.outcome).as_bytes());
        }
    }

    /// Keeps what is known of a workbook for later runs.
    pub fn keep(&self, task: &Task, checked: &Checked) {
        if let (Some(cache), Some(entry)) = (&self.cache, &checked.entry) {
            cache.keep(&task.input.path, entry);
        }
    }
}

impl Checked {
    /// Brings back what there is to say when an earlier workbook has something that this one has too.
    pub fn recall(&mut self, registry: &Registry, settings: &Settings) {
        let Ok(report) = &mut self.outcome.result else { return };
        let traces =
            self.entry.as_ref().filter(|_| self.is_remembered).and_then(|entry| entry.traces.as_ref());
        let Some(traces) = traces.filter(|_| registry.shares(report)) else { return };
        if let Err(error) = traces.fill(report, &settings.head()) {
            tracing::debug!("{}: {error}", self.outcome.path);
            report.traces.clear();
        }
    }

    /// Whether what is known of it has to be brought up to date.
    pub fn is_out_of_date(&mut self, has_more: bool, settings: &Settings) -> bool {
        if let Some(entry) = self.entry.as_ref().filter(|_| has_more) {
            self.is_unchanged = digest(nameless(&self.outcome).as_bytes()) == entry.told;
        }
        let is_copy_wanted =
            settings.annotate && self.outcome.result.as_ref().is_ok_and(|report| !report.findings.is_empty());
        if !is_copy_wanted {
            self.outcome.annotated = None;
        }
        !self.is_unchanged || (is_copy_wanted && self.outcome.annotated.is_none())
    }
}

/// The line of an outcome without the paths, which may be others next time.
fn nameless(outcome: &Outcome) -> String {
    line_of(&Outcome { path: String::new(), result: outcome.result.clone(), annotated: None })
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
                trace.finding.code == finding.code && trace.finding.place == finding.place
            };
            if let Some(trace) = traces.iter().find(same) {
                finding.was = trace.finding.was.clone();
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
