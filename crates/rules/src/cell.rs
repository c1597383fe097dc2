//! Mistakes in single cells, each by itself.

mod doubtful;
mod names;

use pamlint_convention::{Applicability, Content, Field, NameId, RuleId, Severity, Slot, nearest};

use self::names::completed;
pub(crate) use self::names::restored;
use crate::builtin::Reporter;
use crate::draft::{Draft, severity};
use crate::facts::{Facts, RowFacts, State};
use crate::fill::Fill;
use crate::problem::{Problem, Sort, Source};
use crate::report::Fix;
use crate::value::{JudgedId, WHOLE};

/// Reports the problems of every cell's text, and settles the parts that have an error.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    doubtful::judge(facts, reporter);
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
        problem = confirmed(facts, row, position, problem);
        problem = told(facts, row, position, problem);
        problem = regrouped(facts, row, position, problem);
        let Some(rule) = rule_of(facts, reporter, row, field, &problem) else { continue };
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

/// A problem whose fix leaves out what another column of the row should say too. Where none does, a certain fix is
/// only likely, and of a likely one nothing is left but that there may be two values.
fn confirmed(facts: &Facts<'_>, row: &RowFacts, position: usize, problem: Problem) -> Problem {
    let (Some(left_out), Some(fix)) = (&problem.left_out, &problem.fix) else { return problem };
    let is_certain = fix.applicability == Applicability::Safe;
    let labels = if is_certain { 1 } else { usize::MAX };
    if says(facts, row, position, left_out, labels) {
        return problem;
    }
    let fix = is_certain.then(|| Fix { applicability: Applicability::Unsafe, value: fix.value.clone() });
    let (variant, span) = if is_certain { (problem.variant, problem.span) } else { (Some("several"), None) };
    Problem { spoils: WHOLE, fix, variant, span, ..problem }
}

/// A problem of a value that other columns of the row hold a part of, with what they tell for its fix: they know better
/// than what is likely. One that is like nothing they hold is not mended.
fn told(facts: &Facts<'_>, row: &RowFacts, position: usize, problem: Problem) -> Problem {
    let is_certain = |fix: &Fix| fix.applicability == Applicability::Safe;
    if !matches!(problem.source, Source::Field(_)) || problem.fix.as_ref().is_some_and(is_certain) {
        return problem;
    }
    let fields = &facts.convention.table(row.table).fields;
    let Some(field) = fields.get(position) else { return problem };
    let (Content::Format(format), [part]) = (&field.content, field.parts.as_slice()) else { return problem };
    let mut values: Vec<&str> = Vec::new();
    for (other, theirs) in fields.iter().enumerate().filter(|(other, _)| *other != position) {
        let Some(known) = theirs.parts.iter().position(|known| known == part) else { continue };
        let slot = Slot { field: other, part: Some(known) };
        values.extend(facts.slot_values(row, slot, None).words().map(|word| facts.text(word.text)));
    }
    values.sort_unstable();
    values.dedup();
    values.retain(|value| format.judge(value).problem.is_none());
    let likely = problem.fix.as_ref().map(|fix| fix.value.as_str());
    let (false, false) = (values.is_empty(), values.iter().any(|value| Some(*value) == likely)) else {
        return problem;
    };
    let typed = facts.judged(row, position).map_or("", |judged| facts.text(judged.text));
    let is_like = |value: &&&str| {
        let mut rest = value.chars();
        let keeps_all = typed.chars().all(|character| rest.any(|next| next == character));
        keeps_all || nearest(typed, [**value]).is_some()
    };
    let mut alike = values.iter().filter(is_like);
    let fix = alike
        .next()
        .filter(|_| alike.next().is_none())
        .map(|value| Fix { value: (*value).to_owned(), applicability: Applicability::Unsafe });
    if fix.is_none() && problem.fix.is_none() {
        return problem;
    }
    let variant = problem.variant.filter(|_| problem.fix.is_none());
    let fills = problem.fills.into_iter().filter(|(key, _)| *key != "suggestion").collect();
    Problem { fix, variant, fills, ..problem }
}

/// A problem of a name whose letters and digits are those that another name of the row tells: only what separates them
/// stands elsewhere, whatever parts they seem to make.
fn regrouped(facts: &Facts<'_>, row: &RowFacts, position: usize, problem: Problem) -> Problem {
    let is_certain = |fix: &Fix| fix.applicability == Applicability::Safe;
    if !problem.is_of_form() || problem.fix.as_ref().is_some_and(is_certain) {
        return problem;
    }
    let characters = |text: &str| text.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
    let typed = facts.judged(row, position).map_or("", |judged| facts.text(judged.text));
    let likely = problem.fix.as_ref().map(|fix| &fix.value);
    let told = restored(facts, row, position, Some("unlike")).filter(|told| Some(&told.value) != likely);
    match told.filter(|told| characters(&told.value).eq_ignore_ascii_case(&characters(typed))) {
        Some(fix) => {
            let fills = problem.fills.into_iter().filter(|(key, _)| *key != "suggestion").collect();
            Problem { fix: Some(fix), variant: Some("separator"), span: None, fills, ..problem }
        }
        None => problem,
    }
}

/// Whether another column of the row holds the text, or a domain with it among its first labels.
fn says(facts: &Facts<'_>, row: &RowFacts, position: usize, text: &str, labels: usize) -> bool {
    let fields = facts.convention.table(row.table).fields.iter().enumerate();
    fields.filter(|(other, field)| *other != position && matches!(field.content, Content::Format(_))).any(
        |(other, _)| {
            let items = facts.judged(row, other).map(|judged| facts.items(judged)).unwrap_or_default();
            items.iter().map(|item| facts.text(item.word.text)).any(|value| {
                let mut first = value.split('.').take(labels);
                value.eq_ignore_ascii_case(text) || first.any(|label| label.eq_ignore_ascii_case(text))
            })
        },
    )
}

/// The rule for a problem of a field.
fn rule_of(
    facts: &Facts<'_>,
    reporter: &Reporter<'_>,
    row: &RowFacts,
    field: &Field,
    problem: &Problem,
) -> Option<RuleId> {
    match problem.source {
        Source::BuiltIn(check) => reporter.rule(check, Some(row.table)),
        Source::Field(key) => field.rule_for(key),
        Source::Name(name, sort) => name_rule(facts, name, sort),
    }
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
