//! The codes of rules, as people type them.

use anyhow::anyhow;
use pamlint_convention::{Convention, Rule, nearest};

use crate::speech::{fail, said};

/// A code, a name or the beginning of codes, as a code or the beginning of codes.
///
/// # Errors
/// When there is no such rule.
pub fn known_codes(given: &str, convention: &Convention) -> anyhow::Result<String> {
    let given = given.trim();
    if given.is_empty() {
        fail!("a code is empty in --select or --ignore; write them as SAF005,CTX");
    }
    if let Some(rule) = convention.find_rule(given) {
        return Ok(convention.rule(rule).code.clone());
    }
    let prefix = given.to_ascii_uppercase();
    if convention.rules.iter().any(|rule| rule.code.starts_with(&prefix)) {
        return Ok(prefix);
    }
    Err(no_such_rule(given, convention))
}

/// Says that there is no such rule, and which was probably meant.
pub fn no_such_rule(given: &str, convention: &Convention) -> anyhow::Error {
    let known = convention.rules.iter().flat_map(|rule| [rule.code.as_str(), rule.name.as_str()]);
    match nearest(given, known) {
        Some(near) => anyhow!(
            "{}",
            said!("there is no rule `{rule}`; did you mean `{near}`?", rule = given, near = near)
        ),
        None => {
            let letters: String = given.chars().take_while(char::is_ascii_alphabetic).collect();
            let letters = letters.to_ascii_uppercase();
            let is_begin =
                |rule: &Rule| rule.code.trim_end_matches(|digit: char| digit.is_ascii_digit()) == letters;
            if convention.rules.iter().any(is_begin) {
                let said = said!(
                    "there is no rule `{rule}`; `pamlint rule {letters}` lists those that begin so",
                    rule = given,
                    letters = letters
                );
                return anyhow!("{said}");
            }
            anyhow!("{}", said!("there is no rule `{rule}`; `pamlint rule` lists them all", rule = given))
        }
    }
}
