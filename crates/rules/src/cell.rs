//! Mistakes in single cells, each by itself.

mod names;

use pamlint_convention::{Applicability, Content, Field, NameId, RuleId, Severity};

use self::names::{completed, restored};
use crate::builtin::Reporter;
use crate::draft::{Draft, severity};
use crate::facts::{Facts, RowFacts, State};
use crate::fill::Fill;
use crate::problem::{Problem, Sort, Source};
use crate::report::Fix;
use crate::value::{JudgedId, WHOLE};

/// Reports the problems of every cell's text, and settles the parts that have an error.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    for id in facts.rows.ids() {
        let row = *facts.rows.row(id);
        for (position, field) in facts.convention.table(row.table).fields.iter().enumerate() {
            let State::Filled(judged) = facts.rows.cell(&row, position).state else { continue };
            if !facts.judge.judged(judged).problems.is_empty() {
                judge_cell(facts, reporter, &row, (position, field), judged);
            }
        }
    }
}

fn judge_cell(
    facts: &mut Facts<'_>,
    reporter: &mut Reporter<'_>,
    row: &RowFacts,
    (position, field): (usize, &Field),
    judged: JudgedId,
) {
    let convention = facts.convention;
    let cell = *facts.rows.cell(row, position);
    for mut problem in facts.judge.judged(judged).problems.clone() {
        if problem.left_out.as_ref().is_some_and(|text| !says(facts, row, position, text)) {
            problem.spoils = WHOLE;
            problem.fix = problem.fix.map(|fix| Fix { applicability: Applicability::Unsafe, ..fix });
        }
        let rule = match problem.source {
            Source::BuiltIn(check) => reporter.rule(check, Some(row.table)),
            Source::Field(key) => field.rule_for(key),
            Source::Name(name, sort) => name_rule(facts, name, sort),
        };
        let Some(rule) = rule else { continue };
        let variant = variant(facts, &problem);
        // What is not there cannot be reckoned with, whether that is an error or not.
        let is_omitted = matches!(problem.source, Source::Name(_, Sort::Omitted(_)));
        if is_omitted || severity(convention.rule(rule), variant.as_deref()) == Severity::Error {
            let is_several = facts.judged(row, position).is_some_and(|judged| facts.items(judged).len() > 1);
            if is_several {
                facts.settled.settle_wrong(row, position, problem.spoils);
            } else {
                facts.settled.settle(row, position, problem.spoils);
            }
        }
        if !cell.own {
            continue;
        }
        let is_form = problem.is_of_form();
        let mut draft = Draft {
            variant,
            span: problem.span,
            fix: completed(facts, row, position, &problem)
                .or(problem.fix)
                .or_else(|| is_form.then(|| restored(facts, row, position, problem.variant)).flatten()),
            fills: problem.fills,
            ..Draft::in_row(rule, row, cell.place, field.column)
        };
        if let Some(fix) = &draft.fix
            && !draft.fills.iter().any(|(placeholder, _)| *placeholder == "suggestion")
        {
            draft.fills.push(("suggestion", Fill::Text(fix.value.clone())));
        }
        reporter.drafts.push(draft);
    }
}

/// Whether another column of the row holds the text, or a domain whose first label it is.
fn says(facts: &Facts<'_>, row: &RowFacts, position: usize, text: &str) -> bool {
    let fields = facts.convention.table(row.table).fields.iter().enumerate();
    fields.filter(|(other, field)| *other != position && matches!(field.content, Content::Format(_))).any(
        |(other, _)| {
            let items = facts.judged(row, other).map(|judged| facts.items(judged)).unwrap_or_default();
            items.iter().map(|item| facts.text(item.word.text)).any(|value| {
                let label = value.split('.').next().unwrap_or_default();
                value.eq_ignore_ascii_case(text) || label.eq_ignore_ascii_case(text)
            })
        },
    )
}

/// The rule for a problem of a name.
fn name_rule(facts: &Facts<'_>, name: NameId, sort: Sort) -> Option<RuleId> {
    let name = facts.convention.name(name);
    match sort {
        Sort::Form => name.rule,
        Sort::Limits => name.limits_rule,
        Sort::Instead(position) => name.instead.get(position).map(|instead| instead.rule),
        Sort::Omitted(position) => name.omitted.get(position).map(|omitted| omitted.rule),
        Sort::Unwanted(position) => name.unwanted.get(position).map(|unwanted| unwanted.rule),
        Sort::Part(position) => name.parts.get(position).and_then(|part| part.rule).or(name.rule),
    }
}

/// The variant of the rule's texts: a part without a rule of its own speaks with the name's.
fn variant(facts: &Facts<'_>, problem: &Problem) -> Option<String> {
    if let Source::Name(name, Sort::Part(position)) = problem.source {
        let own = facts.convention.name(name).parts.get(position).and_then(|part| part.rule);
        if own.is_none() {
            return Some("part".to_owned());
        }
    }
    problem.variant.map(str::to_owned)
}
