//! The name of an IAM user or role.

use super::{NAME, arn, is_legal_in_name};
use crate::formula::{Condition, at_most};
use crate::text::first_wrong;
use crate::{Definition, Judgement, Problem};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "aws-iam-name",
    about: "The name of an IAM user or role.",
    parts: &[],
    problems: &["character", "too-long"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| {
        vec![
            Condition::no_blank(x),
            Condition::none_of("character", x, r#"\/:;*?<>|"'()&%#!$[]{}"#),
            Condition::new("too-long", at_most(x, NAME)),
        ]
    },
    pieces: |_| Vec::new(),
};

fn problem(value: &str) -> Option<Problem> {
    if let Some(character) = first_wrong(value, |character| !is_legal_in_name(character)) {
        return Some(Problem::new("character").at(value, character).likely_fix(arn::name_in(value)));
    }
    Problem::too_long(value, NAME)
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
