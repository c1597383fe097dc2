//! What a report has for comparing workbooks with each other, in a form that can be kept: for a later run,
//! and for `pamlint merge`.

use pamlint_convention::{Convention, RuleId, Severity};
use pamlint_reader::CellRef;
use pamlint_report::{Emitter as _, Head, Jsonl, LineError, Outcome, read_line};
use pamlint_rules::{Finding, Place, Report, Trace, Was};
use serde::{Deserialize, Serialize};

/// What a report has that its line of JSON Lines has no room for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Traces {
    /// The names of all sheets, in the order of their tabs.
    sheets: Vec<String>,
    /// What there is to compare by.
    values: Vec<Value>,
    /// The findings of the traces, as a line of JSON Lines.
    told: String,
    /// As [`Report::exceptions_met`].
    exceptions_met: Vec<usize>,
}

/// What is known of a trace besides its finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Value {
    /// The code of the rule.
    rule: String,
    key: u64,
    safe: Option<String>,
    /// The position of the sheet among all of them, from 0; row and column from 1.
    place: (usize, u32, u32),
}

impl Traces {
    /// Those of a report.
    pub fn of(report: &Report, convention: &Convention) -> Traces {
        let values = report.traces.iter().map(|Trace { rule, key, finding }| Value {
            rule: convention.rule(*rule).code.clone(),
            key: *key,
            safe: finding.safe.clone(),
            place: (finding.place.sheet, finding.place.cell.row, finding.place.cell.column),
        });
        let findings = report.traces.iter().map(|trace| trace.finding.clone()).collect();
        let told = Report {
            language: report.language,
            convention: report.convention.clone(),
            sheets: Vec::new(),
            sheet_names: report.sheet_names.clone(),
            accounts: 0,
            findings,
            traces: Vec::new(),
            exceptions_met: Vec::new(),
        };
        Traces {
            sheets: report.sheet_names.clone(),
            values: values.collect(),
            told: line_of(&Outcome { path: String::new(), result: Ok(told), annotated: None }),
            exceptions_met: report.exceptions_met.clone(),
        }
    }

    /// Gives them back to the report that was read from the line.
    ///
    /// # Errors
    /// When they are not those of such a report.
    pub fn restore(
        &self,
        report: &mut Report,
        convention: &Convention,
        head: &Head,
    ) -> Result<(), LineError> {
        self.outline(report, convention)?;
        self.fill(report, head)
    }

    /// Gives back what other workbooks are compared by, but not what there is to say when they have the
    /// same: most have not, and [`fill`](Self::fill) takes its time.
    ///
    /// # Errors
    /// As [`restore`](Self::restore).
    pub fn outline(&self, report: &mut Report, convention: &Convention) -> Result<(), LineError> {
        for finding in &mut report.findings {
            self.place(&mut finding.place, &report.sheet_names)?;
            for place in &mut finding.related {
                self.place(place, &report.sheet_names)?;
            }
        }
        let mut known: Option<(&str, RuleId)> = None;
        for value in &self.values {
            let rule = match known {
                Some((code, rule)) if code == value.rule => rule,
                _ => convention
                    .find_rule(&value.rule)
                    .ok_or_else(|| wrong(&format!("the convention has no rule {}", value.rule)))?,
            };
            known = Some((&value.rule, rule));
            report.traces.push(Trace { rule, key: value.key, finding: value.blank() });
        }
        report.sheet_names.clone_from(&self.sheets);
        report.exceptions_met.clone_from(&self.exceptions_met);
        Ok(())
    }

    /// Gives back the rest of what [`outline`](Self::outline) gave back.
    ///
    /// # Errors
    /// As [`restore`](Self::restore).
    pub fn fill(&self, report: &mut Report, head: &Head) -> Result<(), LineError> {
        let told = match read_line(&self.told, head)?.result {
            Ok(told) => told,
            Err(_) => return Err(wrong("what is kept for comparing it is that of no workbook")),
        };
        if told.findings.len() != report.traces.len() || told.findings.len() != self.values.len() {
            return Err(wrong("what is kept for comparing it does not belong together"));
        }
        let findings = told.findings.into_iter().zip(&self.values);
        for (trace, (mut finding, value)) in report.traces.iter_mut().zip(findings) {
            finding.place = trace.finding.place;
            finding.safe.clone_from(&value.safe);
            for place in &mut finding.related {
                self.place(place, &told.sheet_names)?;
            }
            trace.finding = finding;
        }
        Ok(())
    }

    /// Makes a place among the sheets of those names one among all sheets.
    fn place(&self, place: &mut Place, names: &[String]) -> Result<(), LineError> {
        let name = names.get(place.sheet);
        let sheet = self.sheets.iter().position(|known| Some(known) == name);
        place.sheet = sheet.ok_or_else(|| wrong("it names a sheet that is not in the workbook"))?;
        Ok(())
    }
}

impl Value {
    /// The finding without its texts.
    fn blank(&self) -> Finding {
        let (sheet, row, column) = self.place;
        Finding {
            code: self.rule.clone(),
            name: String::new(),
            severity: Severity::Info,
            place: Place { sheet, cell: CellRef::new(row, column) },
            column: None,
            account: None,
            safe: self.safe.clone(),
            value: String::new(),
            was: Was::Empty,
            span: None,
            message: String::new(),
            help: None,
            related: Vec::new(),
            fix: None,
            exception: None,
        }
    }
}

fn wrong(what: &str) -> LineError {
    LineError::Value(what.to_owned())
}

/// An outcome as a line of JSON Lines, without its line end.
pub fn line_of(outcome: &Outcome) -> String {
    let mut line = String::new();
    Jsonl.workbook(outcome, &mut line);
    line.truncate(line.trim_end().len());
    line
}
