//! The names of Windows accounts (sAMAccountName).

use crate::formula::{Condition, at_most, has_none_of};
use crate::text::{all, behind, first_wrong, span_of};
use crate::{Definition, Judgement, Problem};

/// The most characters of a user's sAMAccountName.
const USER: usize = 20;

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "windows-user",
    about: "The name of a Windows account (sAMAccountName).",
    parts: &[],
    problems: &["with-domain", "too-long", "trailing-dot", "character"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| {
        vec![
            Condition::new("with-domain", has_none_of(x, "\\@")),
            Condition::none_of("character", x, "\"/[]:;|=,+*?<>"),
            Condition::new("too-long", at_most(x, USER)),
            Condition::new("trailing-dot", format!("RIGHT({x},1)<>\".\"")),
        ]
    },
    pieces: |_| Vec::new(),
};

fn problem(value: &str) -> Option<Problem> {
    let (key, piece) = fault(value)?;
    let Some((domain, user, is_telling)) = with_domain(value) else {
        return Some(name_problem(value, key, piece));
    };
    let problem = Problem::new("with-domain").at(value, domain);
    Some(match fault(user) {
        None if domain == "." => problem.certain_fix(user),
        None if is_telling => problem.certain_fix(user).leaving_out(domain),
        // With a slash it is a domain where it is written as one; else it may be a second name.
        None if is_like_domain(domain) => problem.likely_fix(Some(user)),
        None => problem.likely_fix(Some(user)).leaving_out(domain),
        Some(_) => problem,
    })
}

fn name_problem(value: &str, key: &'static str, piece: &str) -> Problem {
    match key {
        "too-long" => Problem { span: Some(span_of(value, piece)), ..Problem::new(key) }.found_length(value),
        "trailing-dot" => {
            let bare = value.trim_end_matches('.');
            Problem::new(key).at(value, piece).likely_fix(fault(bare).is_none().then_some(bare))
        }
        _ => Problem::new(key).at(value, piece),
    }
}

/// The problem of the name of an account, and the piece that has it.
pub(crate) fn fault(user: &str) -> Option<(&'static str, &str)> {
    let forbidden = |character: char| {
        matches!(
            character,
            '"' | '/' | '\\' | '[' | ']' | ':' | ';' | '|' | '=' | ',' | '+' | '*' | '?' | '<' | '>' | '@'
        )
    };
    if user.is_empty() {
        return Some(("character", user));
    }
    if let Some(character) = first_wrong(user, forbidden) {
        return Some(("character", character));
    }
    let excess = behind(user, USER);
    if !excess.is_empty() {
        return Some(("too-long", excess));
    }
    let bare = user.strip_suffix('.')?;
    user.get(bare.len()..).map(|dot| ("trailing-dot", dot))
}

/// True for a text with a dot, or in capitals.
fn is_like_domain(text: &str) -> bool {
    text.contains('.') || !text.contains(|character: char| character.is_ascii_lowercase())
}

/// The domain and the user of `DOMAIN\user` and its like, and whether the sign between them can be nothing else.
fn with_domain(value: &str) -> Option<(&str, &str, bool)> {
    let is_domain = |domain: &str| {
        domain == "."
            || all(domain, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    };
    let forwards = |separator: char, certain: bool| {
        value.split_once(separator).map(|(domain, user)| (domain, user, certain))
    };
    let at = || value.rsplit_once('@').map(|(user, domain)| (domain, user, true));
    forwards('\\', true)
        .or_else(at)
        .or_else(|| forwards('/', false))
        .map(|(domain, user, certain)| (domain.trim(), user.trim(), certain))
        .filter(|(domain, user, _)| is_domain(domain) && !user.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn windows_users() {
        check(
            &FORMAT,
            &[
                ("Administrator", "", ""),
                ("svc backup", "", ""),
                ("gmsa01$", "", ""),
                ("rené", "", ""),
                ("abcdefghijklmnopqrst", "", ""),
                ("a.b", "", ""),
                ("abcdefghijklmnopqrstu", "too-long", ""),
                ("svc.", "trailing-dot", "svc"),
                ("...", "trailing-dot", ""),
                ("CORP\\admin", "with-domain", "!admin"),
                (".\\Administrator", "with-domain", "!Administrator"),
                ("corp.example.be\\admin", "with-domain", "!admin"),
                ("MY_CORP\\admin", "with-domain", "!admin"),
                ("admin@corp.example.be", "with-domain", "!admin"),
                ("CORP\\ admin", "with-domain", "!admin"),
                ("CORP/admin", "with-domain", "admin"),
                ("corp.be/admin", "with-domain", "admin"),
                ("corp/admin", "with-domain", "admin"),
                ("CORP\\adm*n", "with-domain", ""),
                ("CORP\\abcdefghijklmnopqrstu", "with-domain", ""),
                ("CORP\\", "character", ""),
                ("CORP\\a\\b", "with-domain", ""),
                ("a b\\c", "character", ""),
                ("a:b", "character", ""),
                ("admin@", "character", ""),
                ("CN=Jan,DC=be", "character", ""),
            ],
        );
    }
}
