//! Linux accounts.

use super::{Problem, all_digits, behind, dns, first_wrong, span_of};

/// The most characters of a user name (shadow's limit).
const USER: usize = 32;

/// Judges the name of an account: what shadow accepts, and whether every Unix would.
pub(super) fn user(value: &str) -> Option<Problem> {
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
    let excess = behind(value, USER);
    if !excess.is_empty() {
        let span = Some(span_of(value, excess));
        return Some(Problem { span, ..Problem::new("too-long") }.found_length(value));
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
    user(value).is_none_or(|problem| problem.key == "not-portable")
}
