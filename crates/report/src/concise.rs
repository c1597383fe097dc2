//! The concise format: a line for each finding, for searching, counting and editors.

use pamlint_convention::Language;
use pamlint_rules::{Finding, Report, Wording};
use pamlint_words::Words;

use crate::emitter::Emitter;
use crate::run::{Head, Outcome};
use crate::tally::Tally;
use crate::text::layout::one_line;

/// A line for each finding: `path:sheet!cell: severity CODE message`. A workbook that could not be checked has
/// one line, a clean one none.
#[derive(Debug)]
pub struct Concise {
    words: &'static Words,
}

impl Default for Concise {
    fn default() -> Concise {
        Concise { words: Words::of(Language::EN) }
    }
}

impl Concise {
    fn line(&self, path: &str, report: &Report, finding: &Finding, wording: &Wording<'_>) -> String {
        let (sheet, cell) = (one_line(report.sheet_name(finding.place)), finding.place.cell);
        let severity = finding.severity.said(self.words);
        let message = wording.message(finding);
        let said = match &finding.exception {
            Some(exception) => format!("{message} ({})", exception.said(self.words)),
            None => message.to_string(),
        };
        let colon = &self.words.report.colon;
        format!("{path}:{sheet}!{cell}{colon} {severity} {} {}\n", finding.code, one_line(&said))
    }
}

impl Emitter for Concise {
    fn begin(&mut self, head: &Head<'_>, _: &mut String) {
        self.words = Words::of(head.wording.language);
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, out: &mut String) {
        let path = one_line(&outcome.path);
        match &outcome.result {
            Err(failed) => {
                let report = &self.words.report;
                let why = failed.message(head.wording.language);
                let said = format!("{path}{} {}. {why}", report.colon, report.workbook_not_checked);
                out.push_str(&one_line(&said));
                out.push('\n');
            }
            Ok(report) => {
                let lines =
                    report.findings.iter().map(|finding| self.line(&path, report, finding, &head.wording));
                out.extend(lines);
            }
        }
    }

    fn end(&mut self, _: &Tally, _: &mut String) {}
}
