//! The names of Linux accounts.

use crate::formula::{Condition, at_most, is_all};
use crate::text::{all_digits, first_wrong};
use crate::{Definition, Judgement, Problem, dns};

/// The most characters of a user name (shadow's limit).
const USER: usize = 32;

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "linux-user",
    about: "The name of a Linux account.",
    parts: &[],
    problems: &["character", "too-long", "all-digits", "not-portable"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| {
        let digits = is_all(x, "0123456789", USER);
        vec![
            Condition::no_blank(x),
            Condition::none_of("character", x, r#"\/@[]:;|=,+*?<>"'()&%#!"#),
            Condition::new("too-long", at_most(x, USER)),
            Condition::new("all-digits", format!("NOT({digits})")),
        ]
    },
    pieces: |_| Vec::new(),
};

/// The problem of a name: shadow refuses it, or not every Unix would take it.
fn problem(value: &str) -> Option<Problem> {
    let bare = value.strip_suffix('$').unwrap_or(value);
    let legal = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | '.' | '-');
    let hyphen = value.get(..1).filter(|first| *first == "-");
    if let Some(character) = hyphen.or_else(|| first_wrong(bare, |character| !legal(character))) {
        let login = value.split_once('@').filter(|(user, host)| dns::is_domain(host) && is_accepted(user));
        return Some(Problem::new("character").at(value, character).likely_fix(login.map(|(user, _)| user)));
    }
    // These two are folders everywhere, and a lone `$` is nothing.
    if matches!(bare, "" | "." | "..") {
        return Some(Problem::new("character").at(value, value));
    }
    if let Some(problem) = Problem::too_long(value, USER) {
        return Some(problem);
    }
    if all_digits(bare) {
        return Some(Problem::new("all-digits").at(value, value));
    }
    let first = value.get(..1).filter(|first| first.starts_with(|c: char| c.is_ascii_digit()));
    let portable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
    let strange = first.or_else(|| first_wrong(value, |character| !portable(character)))?;
    Some(Problem::new("not-portable").at(value, strange))
}

fn is_accepted(value: &str) -> bool {
    problem(value).is_none_or(|problem| problem.key == "not-portable")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn linux_users() {
        check(
            &FORMAT,
            &[
                ("root", "", ""),
                ("_apt", "", ""),
                ("svc-backup_01", "", ""),
                ("abcdefghijklmnopqrstuvwxyzabcdef", "", ""),
                ("Root", "not-portable", ""),
                ("svc.backup", "not-portable", ""),
                ("host$", "not-portable", ""),
                ("1user", "not-portable", ""),
                ("abcdefghijklmnopqrstuvwxyzabcdefg", "too-long", ""),
                ("12345", "all-digits", ""),
                ("-root", "character", ""),
                ("ro ot", "character", ""),
                ("ro$ot", "character", ""),
                ("$", "character", ""),
                ("..", "character", ""),
                ("rené", "character", ""),
                ("CORP\\root", "character", ""),
                ("root@srv01", "character", "root"),
                ("root@srv01.example.be", "character", "root"),
                ("12@srv01", "character", ""),
            ],
        );
    }
}
