//! The way back: a line of JSON Lines as the outcome that it was written from.

use pamlint_reader::CellRef;
use pamlint_rules::{Excepted, Finding, Fix, Place, Report, SheetSummary, Was};

use super::view::{FindingView, PlaceView, WorkbookView};
use crate::run::{Failed, Head, Outcome};

/// Why a line is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// It is no JSON, or JSON of another shape.
    #[error(
        "this is no line that `pamlint check --format jsonl` wrote: {reason}, at character {column}; write the file \
         again with this version of pamlint"
    )]
    Shape {
        /// What is wrong with it.
        reason: String,
        /// Where, from 1.
        column: usize,
    },
    /// It has the shape, but something in it cannot be.
    #[error("this line was changed since `pamlint check --format jsonl` wrote it: {0}; write the file again")]
    Value(String),
}

/// Reads a line that [`Jsonl`](super::Jsonl) wrote. `head` is what held for its run: a line does not say it.
/// Keys that are not known are passed over.
///
/// Every format gives the same bytes for what is read as for what was written. What a report has no room
/// for is not there, though: only those sheets are known that are named, and [`Finding::was`] is what may
/// be shown. So what is read can be told, but not marked or fixed.
///
/// # Errors
/// A [`LineError`] when it is no such line.
pub fn read_line(line: &str, head: &Head) -> Result<Outcome, LineError> {
    let view: WorkbookView<'_> = serde_json::from_str(line).map_err(|error| {
        let text = error.to_string();
        // The place stands in the text as a line, too, which is always the first.
        let reason = text.split(" at line ").next().unwrap_or_default().to_owned();
        LineError::Shape { reason, column: error.column() }
    })?;
    let status = view.status;
    let outcome = outcome(view, head)?;
    if outcome.status() != status {
        return Err(LineError::Value(format!(
            "its status is {}, but it is {}",
            status.word(),
            outcome.status().word()
        )));
    }
    Ok(outcome)
}

fn outcome(view: WorkbookView<'_>, head: &Head) -> Result<Outcome, LineError> {
    let (path, annotated) = (view.path.into_owned(), view.annotated.map(Into::into));
    if let Some(failure) = view.failure {
        let kind = Failed::KINDS.into_iter().find(|kind| *kind == failure.kind);
        let kind =
            kind.ok_or_else(|| LineError::Value(format!("no failure is called {:?}", failure.kind)))?;
        return Ok(Outcome {
            path,
            result: Err(Failed { kind, message: failure.message.into_owned() }),
            annotated,
        });
    }
    let sheets: Vec<SheetSummary> = view
        .sheets
        .into_iter()
        .map(|sheet| SheetSummary {
            name: sheet.name.into_owned(),
            kind: sheet.kind.map(Into::into),
            header_row: sheet.header_row,
            accounts: sheet.accounts,
        })
        .collect();
    let mut tabs = Tabs { names: sheets.iter().map(|sheet| sheet.name.clone()).collect(), last: None };
    view.findings.iter().for_each(|finding| tabs.pass(&finding.sheet));
    let related = view.findings.iter().flat_map(|finding| &finding.related);
    related.for_each(|place| tabs.append(&place.sheet));
    let findings =
        view.findings.into_iter().map(|finding| tabs.finding(finding)).collect::<Result<_, _>>()?;
    let report = Report {
        language: head.language,
        convention: head.convention.clone(),
        sheets,
        sheet_names: tabs.names,
        accounts: view.accounts,
        findings,
        traces: Vec::new(),
        exceptions_met: Vec::new(),
    };
    Ok(Outcome { path, result: Ok(report), annotated })
}

/// The sheets that a line names, in an order that can be that of the tabs: the sheets that were read stand
/// in that order, and so do those of findings.
struct Tabs {
    names: Vec<String>,
    last: Option<usize>,
}

impl Tabs {
    /// The position of a sheet.
    fn of(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The sheet of the next finding.
    fn pass(&mut self, name: &str) {
        if self.last.and_then(|last| self.names.get(last)).is_some_and(|last| last == name) {
            return;
        }
        self.last = Some(self.of(name).unwrap_or_else(|| {
            let next = self.last.map_or(0, |last| last + 1);
            self.names.insert(next, name.to_owned());
            next
        }));
    }

    /// A sheet of which it is not known where it stands.
    fn append(&mut self, name: &str) {
        if self.of(name).is_none() {
            self.names.push(name.to_owned());
        }
    }

    fn place(&self, sheet: &str, reference: &str) -> Result<Place, LineError> {
        Ok(Place { sheet: self.of(sheet).unwrap_or(0), cell: cell(reference)? })
    }

    fn finding(&self, view: FindingView<'_>) -> Result<Finding, LineError> {
        let related = |place: &PlaceView<'_>| self.place(&place.sheet, &place.cell);
        let value = view.value.into_owned();
        Ok(Finding {
            code: view.code.into_owned(),
            name: view.name.into_owned(),
            severity: view.severity,
            place: self.place(&view.sheet, &view.cell)?,
            column: Some(view.column.into_owned()).filter(|column| !column.is_empty()),
            account: view.account.map(Into::into),
            was: if value.is_empty() { Was::Empty } else { Was::Text(value.clone()) },
            value,
            span: view.span,
            message: view.message.into_owned(),
            help: Some(view.help.into_owned()).filter(|help| !help.is_empty()),
            related: view.related.iter().map(related).collect::<Result<_, _>>()?,
            fix: view.fix.map(|fix| Fix { value: fix.value.into_owned(), applicability: fix.applicability }),
            safe: None,
            exception: view.exception.map(|exception| Excepted {
                reason: exception.reason.into_owned(),
                approved_by: exception.approved_by.into_owned(),
                until: exception.until.into_owned(),
            }),
        })
    }
}

fn cell(reference: &str) -> Result<CellRef, LineError> {
    CellRef::parse(reference).ok_or_else(|| LineError::Value(format!("{reference:?} is no cell of a sheet")))
}
