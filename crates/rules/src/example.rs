//! The examples of rules, tried: the wrong one of a rule breaks that rule and no other,
//! the right one breaks none.

use pamlint_convention::{Convention, Day, Example, Language, Problem, Rule};

use crate::across::Registry;
use crate::check::check;
use crate::lists::{ListError, Lists};
use crate::options::Options;
use crate::report::Finding;
use crate::wording::Wording;

/// The day on which examples are checked: the first of 2026.
const EXAMPLES_TODAY: (i64, i64, i64) = (2026, 1, 1);

/// The most findings that one problem lists.
const MOST_LISTED: usize = 5;

/// The findings of the wrong and of the right example of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// Those of the wrong one.
    pub wrong: Vec<Finding>,
    /// Those of the right one.
    pub right: Vec<Finding>,
}

/// Checks the examples of a rule, with the codes and lists that come with them.
///
/// # Errors
/// When the lists of the examples cannot be used.
pub fn try_rule(convention: &Convention, rule: &Rule, options: &Options) -> Result<Tried, ListError> {
    let own;
    let convention = if rule.example_codes.is_empty() {
        convention
    } else {
        own = convention.for_examples(rule);
        &own
    };
    let today = Day::of(EXAMPLES_TODAY.0, EXAMPLES_TODAY.1, EXAMPLES_TODAY.2);
    let options = Options { lists: Lists::of_examples(convention, rule)?, today, ..options.clone() };
    Ok(Tried {
        wrong: check_example(&rule.wrong, convention, &options),
        right: check_example(&rule.right, convention, &options),
    })
}

/// Checks an example as a customer's workbook would be: the findings of its workbooks, one after the
/// other (nearly every example is a single one).
fn check_example(example: &Example, convention: &Convention, options: &Options) -> Vec<Finding> {
    let options = Options { across: true, ..options.clone() };
    let mut registry = Registry::new(convention);
    let mut findings = Vec::new();
    for (number, example) in (1..).zip(example.workbooks()) {
        let workbook = pamlint_reader::recognise(pamlint_reader::example_book(&example), convention);
        let mut report = check(&workbook, convention, &options);
        let path = format!("{number}.xlsx");
        registry.add(&path, &path, &mut report);
        findings.append(&mut report.findings);
    }
    findings
}

/// Tries the examples of every rule that has them. What does not come out as it should is a problem that
/// points at the example in its file; none is what a convention in order gives.
pub fn try_examples(convention: &Convention) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in convention.rules.iter().filter(|rule| rule.has_examples()) {
        let Tried { wrong, right } = match try_rule(convention, rule, &Options::default()) {
            Ok(tried) => tried,
            Err(error) => {
                let message = format!("the lists for the examples of {} cannot be used: {error}", rule.code);
                problems.push(convention.problem_with_example(&rule.wrong, &message));
                continue;
            }
        };
        let is_right = matches!(wrong.as_slice(), [only] if only.code == rule.code);
        if !is_right {
            problems
                .push(convention.problem_with_example(&rule.wrong, &about_wrong(convention, rule, &wrong)));
        }
        if !right.is_empty() {
            let message = format!(
                "the right example of {} may break no rule, but gives {}",
                rule.code,
                listed(convention, &right)
            );
            problems.push(convention.problem_with_example(&rule.right, &message));
        }
    }
    problems.sort();
    problems
}

fn about_wrong(convention: &Convention, rule: &Rule, found: &[Finding]) -> String {
    let code = &rule.code;
    let found_it = found.iter().filter(|finding| finding.code == *code).count();
    match (found, found_it) {
        ([], _) => format!("the wrong example of {code} breaks no rule"),
        (_, 0) => {
            format!("the wrong example of {code} does not break it, but gives {}", listed(convention, found))
        }
        _ => format!(
            "the wrong example of {code} has to break it once and no other rule, but gives {}",
            listed(convention, found)
        ),
    }
}

/// `SAF001 at B2 (“D-1”: This safe name lacks …)`, one after the other.
fn listed(convention: &Convention, findings: &[Finding]) -> String {
    let wording = Wording { convention, language: Language::EN };
    let one = |finding: &Finding| {
        format!("{} at {} ({})", finding.code, finding.place.cell, wording.message(finding))
    };
    let mut text = findings.iter().take(MOST_LISTED).map(one).collect::<Vec<_>>().join("; ");
    if findings.len() > MOST_LISTED {
        text.push_str(&format!("; and {} more", findings.len() - MOST_LISTED));
    }
    text
}
