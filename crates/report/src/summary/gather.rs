//! An overview of a run, gathered one workbook at a time.

use pamlint_convention::Language;
use pamlint_rules::{Finding, Report, Wording};

use crate::emitter::Emitter;
use crate::place::Place;
use crate::run::{Head, Outcome, Summary};

use super::overview::{Entry, Line, Link, Overview};

/// Gathers the [`Overview`] of a run. As an emitter it writes nothing.
#[derive(Debug)]
pub struct Gather {
    overview: Overview,
    here: Place,
    roots: Vec<Place>,
    summary: Place,
}

impl Gather {
    /// Gathers for a summary of a date, which is shown as it is.
    ///
    /// `here` is the folder that relative paths start from, as an absolute path; `roots` are the folders that
    /// were given to check: the first folder below one of them is called the customer. `summary` is where the
    /// summary will stand: its links lead from there.
    pub fn new(date: &str, here: &str, roots: &[String], summary: &str) -> Gather {
        let here = Place::new(here);
        let place = |path: &str| Place::new(path).from(&here);
        let mut roots: Vec<Place> = roots.iter().map(|root| place(root)).collect();
        // Where one root stands in another, the inner one counts.
        roots.sort_by_key(|root| std::cmp::Reverse(root.depth()));
        let overview = Overview::new(Default::default(), Default::default(), Language::EN, date);
        Gather { overview, summary: place(summary), roots, here }
    }

    /// What was gathered.
    pub fn finish(self) -> Overview {
        self.overview
    }

    fn customer(&self, path: &str) -> String {
        let place = Place::new(path).from(&self.here);
        let below = self.roots.iter().find_map(|root| place.below(root));
        match below {
            Some([customer, _, ..]) => customer.clone(),
            _ => place.stem().to_owned(),
        }
    }
}

fn line(report: &Report, finding: &Finding, wording: &Wording<'_>) -> Line {
    Line {
        code: finding.code.clone(),
        name: finding.name.clone(),
        severity: finding.severity,
        sheet: report.sheet_name(finding.place).to_owned(),
        cell: finding.place.cell,
        account: finding.account.clone().unwrap_or_default(),
        column: finding.column.clone().unwrap_or_default(),
        value: wording.value(finding).into_owned(),
        message: wording.message(finding),
        fix: finding.fix.clone(),
    }
}

impl Emitter for Gather {
    fn begin(&mut self, head: &Head<'_>, _: &mut String) {
        let Wording { convention, language } = head.wording;
        let convention = (convention.id.clone(), convention.version.clone());
        self.overview = Overview::new(head.tool.clone(), convention, language, &self.overview.date);
    }

    fn workbook(&mut self, head: &Head<'_>, outcome: &Outcome, _: &mut String) {
        let report = outcome.result.as_ref();
        let entry = Entry {
            path: outcome.path.clone(),
            customer: self.customer(&outcome.path),
            failure: report.err().map(|failed| failed.message(head.wording.language)),
            accounts: report.map_or(0, |report| report.accounts),
            counts: report.map(Report::counts).unwrap_or_default(),
            excepted: report.map_or(0, Report::excepted),
            annotated: outcome.annotated.as_ref().map(|path| Link {
                path: path.clone(),
                uri: Place::new(path).from(&self.here).link_from(&self.summary),
            }),
        };
        let findings = report
            .iter()
            .flat_map(|report| report.open().map(|finding| line(report, finding, &head.wording)));
        self.overview.push(entry, findings);
    }

    fn end(&mut self, summary: &Summary, _: &mut String) {
        self.overview.not_reached = summary.not_reached.clone();
    }
}
