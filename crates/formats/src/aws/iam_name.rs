//! The name of an IAM user or role.

use super::arn;
use crate::formula::{at_most, has_no, no_blank};
use crate::text::{behind, first_wrong, span_of};
use crate::{Definition, Judgement, Problem};

/// The most characters of a name.
const NAME: usize = 64;

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "aws-iam-name",
    about: "The name of an IAM user or role.",
    parts: &[],
    problems: &["character", "too-long"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| vec![at_most(x, NAME), no_blank(x), has_no(x, "/")],
};

fn problem(value: &str) -> Option<Problem> {
    if let Some(character) = first_wrong(value, |character| !is_legal(character)) {
        return Some(Problem::new("character").at(value, character).likely_fix(arn::name_in(value)));
    }
    let excess = behind(value, NAME);
    let span = Some(span_of(value, excess));
    (!excess.is_empty()).then(|| Problem { span, ..Problem::new("too-long") }.found_length(value))
}

/// A name of a user or role.
pub(super) fn is_name(text: &str) -> bool {
    (1..=NAME).contains(&text.len()) && text.chars().all(is_legal)
}

fn is_legal(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '+' | '=' | ',' | '.' | '@' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn names_of_users_and_roles() {
        let longest: &'static str = "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffgggggggghhhhhhhh";
        let longer: &'static str = "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffgggggggghhhhhhhhi";
        check(
            &FORMAT,
            &[
                ("StorageAdministrator", "", ""),
                ("jan.peeters@example.be", "", ""),
                ("a+=,.@-_", "", ""),
                ("1", "", ""),
                ("-", "", ""),
                (longest, "", ""),
                (longer, "too-long", ""),
                ("Jan Peeters", "character", ""),
                ("a/b", "character", ""),
                ("rené", "character", ""),
                ("CORP\\jan", "character", ""),
                ("a:b", "character", ""),
                ("arn:aws:iam::123456789012:user/x/jan", "character", "jan"),
                ("arn:aws:iam::123456789012:group/x", "character", ""),
            ],
        );
    }
}
