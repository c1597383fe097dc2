//! What a report has for comparing workbooks with each other, in a form that can be kept: for a later run,
//! and for `pamlint merge`.

use pamlint_convention::{Convention, RuleId};
use pamlint_reader::CellRef;
use pamlint_report::{Emitter as _, Head, Jsonl, LineError, Outcome, read_line};
use pamlint_rules::{Finding, Place, Report, Trace};
use serde::{Deserialize, Serialize};

/// What a report has that its line of JSON Lines has no room for, and [`Told`] besides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Traces {
    /// The names of all sheets, in the order of their tabs.
    sheets: Vec<String>,
    /// The codes of the rules that compare.
    rules: Vec<String>,
    /// What there is to compare by.
    values: Vec<Value>,
    /// As [`Report::exceptions_met`].
    exceptions_met: Vec<usize>,
}

/// What there is to say when another workbook has the same. It is most of what is kept, and hardly ever asked
/// for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The findings of the traces, as a line of JSON Lines.
    line: String,
    /// The safe of each.
    safes: Vec<Option<String>>,
}

/// What is known of a trace besides its finding: numbers only, since there are many.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Value {
    /// The rule, by its position in [`Traces::rules`].
    rule: usize,
    key: u64,
    /// The position of the sheet among all of them, from 0; row and column from 1.
    place: (usize, u32, u32),
}

impl Traces {
    /// Those of a report.
    pub fn of(report: &Report, convention: &Convention) -> (Traces, Told) {
        let mut rules: Vec<RuleId> = Vec::new();
        let mut values = Vec::with_capacity(report.traces.len());
        for Trace { rule, key, place, .. } in &report.traces {
            let known = rules.iter().position(|known| known == rule);
            let position = known.unwrap_or_else(|| {
                rules.push(*rule);
                rules.len() - 1
            });
            let place = (place.sheet, place.cell.row, place.cell.column);
            values.push(Value { rule: position, key: *key, place });
        }
        let findings: Vec<Finding> =
            report.traces.iter().filter_map(|trace| trace.finding.as_deref().cloned()).collect();
        let safes = findings.iter().map(|finding| finding.safe.clone()).collect();
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
        let line = line_of(&Outcome { path: String::new(), result: Ok(told), annotated: None });
        let traces = Traces {
            sheets: report.sheet_names.clone(),
            rules: rules.iter().map(|rule| convention.rule(*rule).code.clone()).collect(),
            values,
            exceptions_met: report.exceptions_met.clone(),
        };
        (traces, Told { line, safes })
    }

    /// Gives back to the report that was read from the line what other workbooks are compared by, but not
    /// what there is to say when they have the same: see [`fill`](Self::fill).
    ///
    /// # Errors
    /// When they are not those of such a report.
    pub fn outline(&self, report: &mut Report, convention: &Convention) -> Result<(), LineError> {
        for finding in &mut report.findings {
            self.place(&mut finding.place, &report.sheet_names)?;
            for place in &mut finding.related {
                self.place(place, &report.sheet_names)?;
            }
        }
        let rule = |code: &String| {
            convention.find_rule(code).ok_or_else(|| wrong(&format!("the convention has no rule {code}")))
        };
        let rules = self.rules.iter().map(rule).collect::<Result<Vec<RuleId>, LineError>>()?;
        report.traces.reserve(self.values.len());
        for Value { rule, key, place: (sheet, row, column) } in &self.values {
            let rule = *rules.get(*rule).ok_or_else(|| wrong("a rule is missing"))?;
            let place = Place { sheet: *sheet, cell: CellRef::new(*row, *column) };
            report.traces.push(Trace { rule, key: *key, place, finding: None });
        }
        report.sheet_names.clone_from(&self.sheets);
        report.exceptions_met.clone_from(&self.exceptions_met);
        Ok(())
    }

    /// Gives back the rest of what [`outline`](Self::outline) gave back.
    ///
    /// # Errors
    /// As [`outline`](Self::outline).
    pub fn fill(&self, told: &Told, report: &mut Report, head: &Head) -> Result<(), LineError> {
        let Ok(line) = read_line(&told.line, head)?.result else {
            return Err(wrong("what is kept for comparing it is that of no workbook"));
        };
        let count = report.traces.len();
        if line.findings.len() != count || told.safes.len() != count {
            return Err(wrong("what is kept for comparing it does not belong together"));
        }
        let findings = line.findings.into_iter().zip(&told.safes);
        for (trace, (mut finding, safe)) in report.traces.iter_mut().zip(findings) {
            finding.place = trace.place;
            finding.safe.clone_from(safe);
            for place in &mut finding.related {
                self.place(place, &line.sheet_names)?;
            }
            trace.finding = Some(Box::new(finding));
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
