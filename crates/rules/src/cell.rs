//! Mistakes in single cells, each by itself.

use pamlint_convention::{Applicability, Content, Field, NameId, RuleId, Severity};

use crate::builtin::Reporter;
use crate::draft::{Draft, row_text, severity};
use crate::facts::{Facts, RowFacts, State};
use crate::fill::Fill;
use crate::problem::{Problem, Sort, Source};
use crate::report::Fix;
use crate::value::{Item, JudgedId, WHOLE, item_word, replace};

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
            facts.settled.settle(row, position, problem.spoils);
        }
        if !cell.own {
            continue;
        }
        let mut draft = Draft {
            variant,
            span: problem.span,
            fix: completed(facts, row, position, &problem).or(problem.fix),
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

/// The names with their leading parts taken from the column of the row that completes them.
fn completed(facts: &Facts<'_>, row: &RowFacts, position: usize, problem: &Problem) -> Option<Fix> {
    let judged = facts.judged(row, position)?;
    let items = facts.items(judged);
    let names: Option<Vec<((usize, usize), String)>> = problem
        .complete
        .iter()
        .map(|(item, from, _)| {
            let item = items.get(*item)?;
            Some((item.span.ends(), completed_name(facts, row, position, item, *from)?))
        })
        .collect();
    let names = names?;
    let edits: Vec<((usize, usize), &str)> =
        names.iter().map(|(span, text)| (*span, text.as_str())).collect();
    let applicability = problem.complete.iter().map(|(.., sure)| *sure).max()?;
    Some(Fix { value: replace(facts.text(judged.text), &edits), applicability })
}

/// One name, its parts before `from` taken from the column that completes it.
fn completed_name(
    facts: &Facts<'_>,
    row: &RowFacts,
    position: usize,
    item: &Item,
    from: usize,
) -> Option<String> {
    let convention = facts.convention;
    let field = convention.table(row.table).fields.get(position)?;
    let Content::Name(names) = &field.content else { return None };
    let name = convention.name(*names.first()?);
    let column = convention.column(name.complete_from?);
    let keys = &field.parts;
    let mut text = name.prefix.clone();
    for (index, name_part) in name.parts.iter().enumerate() {
        let key = &convention.part(name_part.part).key;
        text.push_str(&name_part.separator);
        if index < from {
            text.push_str(&row_text(facts, row, &format!("{}.{key}", column.key))?);
        } else {
            let own = keys.iter().position(|known| known == key)?;
            text.push_str(facts.text(item_word(&facts.judge, item, Some(own))?.text));
        }
    }
    Some(text)
}
