//! The names with which accounts sign in to Microsoft's cloud.

use crate::formula::{Condition, at_most};
use crate::{Definition, Judgement, Problem};

/// The most characters of a user principal name.
const USER: usize = 113;

/// The characters that Azure refuses.
const FORBIDDEN: &str = r#"\"/[]:;|=,+*?<>"#;

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "azure-user",
    about: "The name of an account of Microsoft's cloud: a user principal name, or its part before the `@`.",
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
    fn azure_users() {
        let long = "a".repeat(USER + 1);
        assert_eq!(problem(&long).map(|problem| problem.key), Some("too-long"));
        check(
            &FORMAT,
            &[
                ("svc-cloud", "", ""),
                ("an.peeters@contoso.onmicrosoft.com", "", ""),
                ("guest_example.be#EXT#@contoso.onmicrosoft.com", "", ""),
                ("An Peeters", "character", ""),
                ("AzureAD\\AnPeeters", "character", ""),
                ("?", "character", ""),
            ],
        );
    }
}
