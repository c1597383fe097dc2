//! The name of an IAM user or role.

use super::arn;
use crate::format::{Problem, behind, first_wrong, span_of};

/// The most characters of a name.
const NAME: usize = 64;

/// Judges the name of a user or role.
pub(in crate::format) fn judge(value: &str) -> Option<Problem> {
    if let Some(character) = first_wrong(value, |character| !is_legal(character)) {
        return Some(Problem::new("character").at(value, character).likely_fix(arn::name_in(value)));
    }
    let excess = behind(value, NAME);
    let span = Some(span_of(value, excess));
    (!excess.is_empty()).then(|| Problem { span, ..Problem::new("too-long") }.found_length(value))
}

/// Whether it is such a name.
pub(super) fn is_name(text: &str) -> bool {
    (1..=NAME).contains(&text.len()) && text.chars().all(is_legal)
}

fn is_legal(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '+' | '=' | ',' | '.' | '@' | '-')
}
