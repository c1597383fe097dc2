//! The names of users of a password vault.

use crate::formula::{at_most, has_no, no_blank};
use crate::text::{behind, first_wrong, span_of};
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
    let forbidden = |character: char| {
        character.is_whitespace()
            || matches!(character, '\\' | '/' | ':' | '*' | '<' | '>' | '"' | '|' | '?' | '%' | '&' | '+')
    };
    if let Some(character) = first_wrong(value, forbidden) {
        return Some(Problem::new("character").at(value, character));
    }
    too_long(value, USER)
}

/// The problem of a name with too many characters.
pub(crate) fn too_long(value: &str, most: usize) -> Option<Problem> {
    let excess = behind(value, most);
    let span = Some(span_of(value, excess));
    (!excess.is_empty()).then(|| Problem { span, ..Problem::new("too-long") }.found_length(value))
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
