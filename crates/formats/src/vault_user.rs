//! The names of users of a password vault.

use crate::formula::{at_most, has_no, no_blank};
use crate::{Definition, Judgement, Problem};

/// The most characters of a name.
const USER: usize = 128;

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "vault-user",
    about: "The name of a user of a password vault.",
    parts: &[],
    problems: &["character", "too-long"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| vec![at_most(x, USER), no_blank(x), has_no(x, "\\"), has_no(x, "/")],
};

fn problem(value: &str) -> Option<Problem> {
    Problem::forbidden_or_long(value, r#"\/:*<>"|?%&+"#, USER)
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
