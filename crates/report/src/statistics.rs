//! Statistics: how often each rule was broken, as a table for people.

use std::collections::BTreeMap;

use pamlint_convention::Severity;

use crate::emitter::Emitter;
use crate::run::{Head, Outcome, Summary};
use crate::text::Text;
use pamlint_words::Words;

/// A table of counts by code, those that occur most often first, and the closing line of [`Text`]. Single
/// findings are not told.
#[derive(Debug)]
pub struct Statistics {
    text: Text,
    workbooks: usize,
    codes: BTreeMap<String, Line>,
}

#[derive(Debug)]
struct Line {
    name: String,
    severity: Severity,
    findings: usize,
    workbooks: usize,
    /// The number of the workbook that was counted last.
    last: usize,
}

impl Statistics {
    /// A table without colours.
    pub fn plain() -> Statistics {
        Statistics { text: Text::plain(), workbooks: 0, codes: BTreeMap::new() }
    }

    /// A table with colours, as ANSI escape sequences.
    pub fn styled() -> Statistics {
        Statistics { text: Text::styled(), ..Statistics::plain() }
    }

    fn table(&self, words: &Words) -> String {
        let mut lines: Vec<(&String, &Line)> = self.codes.iter().collect();
        lines.sort_by_key(|(_, line)| std::cmp::Reverse(line.findings));
        let head = words.report.statistics.clone();
        let rows = lines.into_iter().map(|(code, line)| {
            let severity = line.severity.said(words).to_owned();
            [code.clone(), line.name.clone(), severity, line.findings.to_string(), line.workbooks.to_string()]
        });
        let rows: Vec<[String; 5]> = std::iter::once(head).chain(rows).collect();
        let mut widths = [0; 5];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        let mut out = String::new();
        for [code, name, severity, findings, workbooks] in rows {
            let [a, b, c, d, e] = widths;
            out.push_str(&format!(
                "{code:<a$}  {name:<b$}  {severity:<c$}  {findings:>d$}  {workbooks:>e$}\n"
            ));
        }
        out
    }
}

impl Emitter for Statistics {
    fn begin(&mut self, head: &Head<'_>, out: &mut String) {
        self.text.begin(head, out);
        (self.workbooks, self.codes) = (0, BTreeMap::new());
    }

    fn workbook(&mut self, _: &Head<'_>, outcome: &Outcome, _: &mut String) {
        self.workbooks += 1;
        let Ok(report) = &outcome.result else { return };
        for finding in report.open() {
            if !self.codes.contains_key(&finding.code) {
                let (name, severity) = (finding.name.clone(), finding.severity);
                let line = Line { name, severity, findings: 0, workbooks: 0, last: 0 };
                self.codes.insert(finding.code.clone(), line);
            }
            let Some(line) = self.codes.get_mut(&finding.code) else { continue };
            line.findings += 1;
            line.severity = line.severity.max(finding.severity);
            if line.last != self.workbooks {
                line.last = self.workbooks;
                line.workbooks += 1;
            }
        }
    }

    fn end(&mut self, summary: &Summary, out: &mut String) {
        if self.codes.is_empty() {
            let mut closing = String::new();
            self.text.end(summary, &mut closing);
            out.push_str(closing.trim_start_matches('\n'));
            return;
        }
        out.push_str(&self.table(self.text.words()));
        self.text.end(summary, out);
    }
}
