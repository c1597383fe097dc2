//! The names of users of a password vault.

use crate::formula::{Condition, at_most};
use crate::{Definition, Judgement, Problem};

/// The most characters of a name.
const USER: usize = 128;

/// The characters that the vault refuses.
const FORBIDDEN: &str = r#"\/:*<>"|?%&+"#;

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "vault-user",
    about: "The name of a user of a password vault.",
    parts: &[],
    problems: &["character", "too-long"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| {
        vec![
            Condition::no_blank(x),
            Condition::none_of("character", x, FORBIDDEN),
            Condition::new("too-long", at_most(x, USER)),
        ]
    },
    pieces: |_| Vec::new(),
};

fn problem(value: &str) -> Option<Problem> {
    Problem::forbidden_or_long(value, FORBIDDEN, USER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn vault_users() {
        let long = "a".repeat(USER + 1);
        assert_eq!(problem(&long).map(|problem| problem.key), Some("too-long"));
        check(
            &FORMAT,
            &[
                ("Auditor", "", ""),
                ("jan.peeters@example.be", "", ""),
                ("weet ik niet", "character", ""),
                ("VAULT\\jan", "character", ""),
                ("jan?", "character", ""),
            ],
        );
    }
}
