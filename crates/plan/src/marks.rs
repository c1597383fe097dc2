//! What a system refused, as findings at the cells that asked for it: for a copy in which the customer's row is marked.

use pamlint_convention::Severity;
use pamlint_reader::{Look, Value, Workbook};
use pamlint_rules::{Bearings, Finding, Memory, Place, Remedy, Report, Was};

use crate::object::{Object, Plan, Why};

/// What stands in the place of the code of a rule: none was broken.
const CODE: &str = "PLAN";

/// What was refused of the objects that a workbook asks for, at the first of its cells that do; `None` where nothing
/// was. `path` and `report` are those of the workbook.
pub fn refusals(plan: &Plan, path: &str, workbook: &Workbook, report: &Report) -> Option<Report> {
    let mut findings: Vec<Finding> = plan
        .objects
        .iter()
        .filter_map(|object| match &object.why {
            Some(Why::Refused(error)) => finding(object, error, path, (workbook, report)),
            _ => None,
        })
        .collect();
    findings.sort_by_key(|finding| finding.place);
    (!findings.is_empty()).then(|| Report {
        findings,
        traces: Vec::new(),
        exceptions_met: Vec::new(),
        bearings: Bearings::default(),
        memory: Memory::default(),
        round: None,
        ..report.clone()
    })
}

fn finding(
    object: &Object,
    error: &str,
    path: &str,
    (workbook, report): (&Workbook, &Report),
) -> Option<Finding> {
    let from = object.from.iter().find(|from| *from.workbook == *path)?;
    let sheet = report.sheet_names.iter().position(|name| **name == *from.sheet)?;
    let content = workbook.sheets.get(sheet)?;
    let was = match content.cell(from.cell).map(|cell| cell.value) {
        Some(Value::Text(id) | Value::Shown { text: id, look: Look::Text, .. }) => {
            Was::Text(workbook.strings.get(id).to_owned())
        }
        Some(Value::Number(number)) => Was::Number(number),
        None => Was::Empty,
        Some(_) => return None,
    };
    let value = match &was {
        Was::Text(text) => text.clone(),
        _ => String::new(),
    };
    let headers = content.layout.as_ref().map(|layout| layout.headers.as_slice()).unwrap_or_default();
    let header = headers.iter().find(|header| header.place.column == from.cell.column);
    Some(Finding {
        code: CODE.to_owned(),
        name: error.to_owned(),
        severity: Severity::Error,
        place: Place { sheet, cell: from.cell },
        column: header.map(|header| header.text.clone()),
        account: None,
        safe: None,
        value,
        was,
        span: None,
        variant: None,
        fills: Vec::new(),
        elsewhere: None,
        related: Vec::new(),
        beside: Vec::new(),
        remedy: Remedy::Anywhere,
        since: None,
        fix: None,
        exception: None,
        expired: None,
    })
}
