//! Every rule's examples: the wrong one breaks that rule and no other, the right one breaks none.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that cannot be")]

use pamlint_convention::{Convention, Example, built_in_ids};
use pamlint_rules::{Finding, Options};

fn findings(convention: &Convention, example: &Example) -> Vec<Finding> {
    let workbook = pamlint_reader::recognise(pamlint_reader::example_book(example), convention);
    pamlint_rules::check(&workbook, convention, &Options::default()).findings
}

fn told(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            format!("{} at {} ({:?}): {}", finding.code, finding.place.cell, finding.value, finding.message)
        })
        .collect()
}

#[test]
fn wrong_examples_break_their_rule_once_and_right_ones_none() {
    let mut failures = Vec::new();
    for id in built_in_ids() {
        let convention = Convention::built_in(id).expect("it is listed").unwrap_or_else(|error| {
            let problems: Vec<String> = error.problems.iter().map(ToString::to_string).collect();
            panic!("{id}:\n{}", problems.join("\n"))
        });
        for (_, rule) in convention.all_rules() {
            let convention = convention.for_examples(rule);
            if rule.wrong.sheets.is_empty() || rule.right.sheets.is_empty() {
                failures.push(format!("{id} {} has no example", rule.code));
            }
            let wrong = findings(&convention, &rule.wrong);
            if wrong.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>() != [rule.code.as_str()] {
                failures.push(format!("{id} {} wrong: {:#?}", rule.code, told(&wrong)));
            }
            let right = findings(&convention, &rule.right);
            if !right.is_empty() {
                failures.push(format!("{id} {} right: {:#?}", rule.code, told(&right)));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
