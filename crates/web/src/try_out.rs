//! A convention that somebody is writing: its mistakes, at line and column, and what its examples give.

use pamlint_convention::{Convention, Problem, built_in_text, load};
use pamlint_rules::try_examples;
use serde::Serialize;

use crate::grid::json;

/// One mistake in a convention.
#[derive(Serialize)]
struct ProblemView<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_column: usize,
    message: &'a str,
    hint: Option<&'a str>,
}

/// Problems as JSON.
pub fn problems(problems: &[Problem]) -> String {
    let views: Vec<ProblemView<'_>> = problems
        .iter()
        .map(|problem| ProblemView {
            file: &problem.file,
            line: problem.line,
            column: problem.column,
            end_column: problem.end_column,
            message: &problem.message,
            hint: problem.hint.as_deref(),
        })
        .collect();
    json(&views)
}

/// The examples that do not come out as they should.
pub(crate) fn examples(convention: &Convention) -> Vec<Problem> {
    try_examples(convention)
}

/// The mistakes in the text of a convention, as JSON.
pub fn mistakes(name: &str, text: &str) -> String {
    problems(&load(name, text).err().map(|error| error.problems).unwrap_or_default())
}

/// The text of a built-in convention.
pub fn source(id: &str) -> &'static str {
    built_in_text(id).unwrap_or_default()
}
