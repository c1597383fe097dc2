//! A workbook that judges itself: for each kind of account names of formulas that say what is wrong with a cell, with the
//! cells of a row together, and with a row as a whole.
//!
//! They say less than the rules, never more: whatever they find in a row, the rules find something there too. Each stands
//! once, as a name; the column that tells, the colours and what is refused on typing all use the same names.

mod cell;
mod cells;
mod logic;
pub(crate) mod name;
pub(crate) mod problem;
pub(crate) mod relation;
mod rows;
pub(crate) mod says;

use pamlint_convention::{BuiltInCheck, Check, Role, Rule, TableId};
use pamlint_formats::formula::quoted;

use crate::lists::Lists;
use crate::plan::Plan;
use cells::Cells;
use problem::Problem;

/// What is shown of a row in which nothing is wrong.
pub(crate) const RIGHT: &str = "✓";

/// The names of what is said of the rows of a table.
pub(crate) struct Judged {
    /// Of a row: nothing while it is empty, else its first problem or that it is right.
    pub row: String,
    /// Of each field: what is wrong with the cell, and what is wrong with it beside others.
    pub fields: Vec<Told>,
}

/// What can be said of a field; nothing where there are no problems.
#[derive(Default)]
pub(crate) struct Told {
    /// The cell by itself.
    pub cell: Option<String>,
    /// Single signs in it.
    pub signs: Option<String>,
    /// The cell beside other cells.
    pub beside: Option<String>,
}

/// Defines what is said of the rows of a table.
pub(crate) fn judge(plan: &Plan<'_>, lists: &mut Lists, id: TableId) -> Judged {
    let cells = Cells::new(plan, id);
    let table = cells.table;
    let mut beside = relations(&cells);
    beside.extend(rows::repeated(&cells));
    let mut fields = Vec::new();
    for (position, field) in table.fields.iter().enumerate() {
        let header = &plan.column(field).header;
        let before = plan.words.template.wrong_in.fill(&[("column", header), ("problem", &"")]);
        let before = format!("{} ", before.trim_end());
        let key = format!("{}_{}", table.id, plan.column(field).key);
        let problems = cell::problems(&cells, lists, position);
        let cell = problem::first_of(lists, &format!("wrong_{key}"), &before, &problems);
        let mut others: Vec<Problem> = name::problems_beside(&cells, position);
        others.extend(rows::links(&cells, position));
        let mine = beside.iter().filter(|(at, _)| *at == position);
        others.extend(mine.map(|(_, problem)| problem.clone()));
        let beside = problem::first_of(lists, &format!("beside_{key}"), &before, &others);
        let signs = cell::signs(&cells, position);
        let signs = problem::first_of(lists, &format!("signs_{key}"), &before, &signs);
        fields.push(Told { cell, signs, beside });
    }
    let signs: Vec<&str> = fields.iter().filter_map(|told| told.signs.as_deref()).collect();
    let plain = lists.define(&format!("plain_{}", table.id), cell::is_plain(&cells));
    let signs = (!signs.is_empty()).then(|| format!("IF({plain},\"\",{})", signs.join("&")));
    let all = signs.iter().map(String::as_str);
    let all = all.chain(fields.iter().filter_map(|told| told.cell.as_deref()));
    let all = all.chain(fields.iter().filter_map(|told| told.beside.as_deref()));
    let right = problem::as_sentence(RIGHT);
    let all = all.chain([right.as_str()]).collect::<Vec<_>>().join("&");
    let told = problem::sentence(&all, 1);
    let row = match idle(&cells) {
        Some(idle) => format!("IF({idle},\"\",{told})"),
        None => told,
    };
    let row = lists.define(&format!("check_{}", table.id), row);
    Judged { row, fields }
}

/// The relations between the cells of a row, each at the position of the field at which it is told.
fn relations(cells: &Cells<'_>) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    for rule in &cells.plan.convention.rules {
        let Check::Cases(cases) = &rule.check else { continue };
        for case in cases.iter().filter(|case| case.on.contains(&cells.id)) {
            let found = relation::of_case(cells, rule, case);
            problems.extend(cells.position(&case.at.column).zip(found.map(|relation| relation.problem)));
        }
    }
    problems
}

/// The row is not filled in, or only shows how.
fn idle(cells: &Cells<'_>) -> Option<String> {
    let is_value = |position: &usize| {
        let field = cells.table.fields.get(*position);
        field.is_some_and(|field| cells.plan.column(field).role == Role::Value)
    };
    let values: Vec<usize> = (0..cells.table.fields.len()).filter(is_value).collect();
    let (first, last) = (values.first()?, values.last()?);
    let range = cells.raws(*first, *last);
    // Nothing but blanks is nothing.
    let blank = format!("IFERROR(SUMPRODUCT(LEN(TRIM({range})))=0,FALSE)");
    let mut idle = format!("IF(COUNTA({range})=0,TRUE,{blank})");
    let examples = &cells.plan.convention.example_ids;
    if let Some(id) = cells.plan.convention.id_field(cells.id).filter(|_| !examples.is_empty()) {
        let text = format!("TRIM({})", cells.raw(id));
        let tests: Vec<String> = examples.iter().take(30).map(|example| quoted(example)).collect();
        idle = format!("IF({idle},TRUE,IFERROR(OR({text}={{{}}}),FALSE))", tests.join(","));
    }
    Some(idle)
}

/// The rule by which a built-in check is told of a table.
pub(crate) fn built_in<'c>(plan: &Plan<'c>, check: BuiltInCheck, table: Option<TableId>) -> Option<&'c Rule> {
    plan.convention.rules.iter().find(|rule| match &rule.check {
        Check::BuiltIn { check: known, on, .. } => {
            let is_for = on.is_empty() || table.is_none_or(|table| on.contains(&table));
            !rule.off && *known == check && is_for
        }
        _ => false,
    })
}
