//! Users with the domain they belong to: `DOMAIN\user`, or a distinguished name.

use std::borrow::Cow;

use crate::formula::{Condition, has, has_no, label};
use crate::text::{all, all_digits, before, span_of};
use crate::windows_user::fault;
use crate::{Definition, Judgement, Part, Problem, dns};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "user-dn",
    about: "`DOMAIN\\user`, or a distinguished name.",
    parts: &["domain", "first_label", "user"],
    problems: &[
        "no-domain",
        "slash",
        "principal",
        "canonical",
        "bad-domain",
        "bad-user",
        "bad-dn",
        "prefix",
        "no-user",
    ],
    judge,
    conditions: |x| {
        let either = |sign: &str| format!("OR({},{},{})", has(x, "\\"), has(x, "="), has_no(x, sign));
        vec![
            Condition::new("principal", either("@")),
            Condition::new("slash", either("/")),
            Condition::new("no-domain", format!("OR({},{})", has(x, "\\"), has(x, "="))),
        ]
    },
    pieces: |x| {
        // Of a distinguished name nothing is told.
        let slash = format!("FIND(\"\\\",{x})");
        let domain = format!("LEFT({x},{slash}-1)");
        let pieces = [domain.clone(), label(&domain, 1), format!("MID({x},{slash}+1,99)")];
        pieces.map(|piece| format!("IF({},\"\",IFERROR({piece},\"\"))", has(x, "="))).into()
    },
};

fn judge(value: &str) -> Judgement<'_> {
    if value.split_once('=').is_some_and(|(name, _)| is_attribute(name.trim_end())) {
        return distinguished_name(value);
    }
    let Some((domain, user)) = value.split_once('\\').filter(|(domain, _)| !domain.is_empty()) else {
        return Judgement::without_parts(Some(without_backslash(value)));
    };
    let domain_part = Part::piece(value, domain).filter(|_| dns::is_domain(domain));
    let user_part = Part::piece(value, user).filter(|_| is_user(user));
    let problem = if domain_part.is_none() {
        Some(Problem::new("bad-domain").at(value, domain))
    } else if user_part.is_none() {
        let doubled = user.strip_prefix('\\').unwrap_or(user).trim();
        let doubled = Some(doubled).filter(|user| is_user(user));
        let problem = Problem::new("bad-user").at(value, user);
        Some(problem.likely_fix(doubled.map(|user| format!("{domain}\\{user}"))))
    } else {
        None
    };
    let label = domain_part.as_ref().and_then(|_| dns::first_label(value, domain));
    Judgement { parts: vec![domain_part, label, user_part], problem }
}

/// What is wrong with a value that is neither `DOMAIN\\user` nor a distinguished name: another way to name a user, or
/// no domain at all.
fn without_backslash(value: &str) -> Problem {
    let behind = value.rsplit_once("//").or_else(|| value.split_once(':')).map(|(_, behind)| behind.trim());
    if let Some(name) = behind.filter(|_| value.contains('=')) {
        let is_right = judge(name).problem.is_none();
        return Problem::new("prefix").found(before(value, name)).likely_fix(is_right.then_some(name));
    }
    if value.contains('=') {
        return Problem::new("bad-dn");
    }
    let is_account = |domain: &str, user: &str| dns::is_domain(domain) && is_user(user);
    let fix = |domain: &str, user: &str| is_account(domain, user).then(|| format!("{domain}\\{user}"));
    if let Some((user, domain)) = value.rsplit_once('@').filter(|(_, domain)| dns::is_domain(domain)) {
        return Problem::new("principal").likely_fix(fix(domain, user));
    }
    match value.split_once('/') {
        Some((domain, user)) if is_account(domain, user) && !domain.contains('.') => {
            Problem::new("slash").likely_fix(fix(domain, user))
        }
        Some((domain, _)) if domain.contains('.') && dns::is_domain(domain) => {
            Problem::new("canonical").likely_fix(None::<String>)
        }
        _ => Problem::new("no-domain"),
    }
}

fn is_user(text: &str) -> bool {
    fault(text).is_none() && text.trim() == text
}

fn distinguished_name(value: &str) -> Judgement<'_> {
    let wrong = pieces(value).find_map(|piece| Some((piece, piece_fault(piece)?)));
    if let Some((piece, (key, what))) = wrong {
        let problem = Problem::new(key).at(value, what);
        let fix = match key {
            "bad-domain" => split_component(value, piece),
            _ => with_commas(value),
        };
        return Judgement::without_parts(Some(problem.likely_fix(fix)));
    }
    let is_container =
        |piece| attribute(piece).is_some_and(|(name, text)| is_container(name) || is_folder(name, text));
    if pieces(value).all(is_container) {
        return Judgement::without_parts(Some(Problem::new("no-user")));
    }
    let component = |piece| attribute(piece).filter(|(name, _)| is_component(name)).map(|(_, text)| text);
    let mut components = pieces(value).skip_while(|piece| component(piece).is_none());
    let Some(first) = components.next() else {
        // What names no domain, organisation or country is only the beginning of a name.
        let is_root = |piece| attribute(piece).is_some_and(|(name, _)| is_root(name));
        return Judgement::without_parts((!pieces(value).any(is_root)).then(|| Problem::new("bad-dn")));
    };
    let mut domain = component(first).unwrap_or("").to_owned();
    for piece in components {
        // Domain components that stand before others are no domain that could be compared.
        let Some(label) = component(piece) else { return Judgement::without_parts(None) };
        domain.push('.');
        domain.push_str(label);
    }
    let span = (span_of(value, first.trim_start()).0, value.trim_end().chars().count());
    let label = component(first).and_then(|label| Part::piece(value, label));
    Judgement { parts: vec![Some(Part { text: Cow::Owned(domain), span }), label], problem: None }
}

/// The problem of one relative distinguished name, and the text that has it.
fn piece_fault(piece: &str) -> Option<(&'static str, &str)> {
    let trimmed = if piece.trim().is_empty() { piece } else { piece.trim() };
    let Some((name, text)) =
        attribute(piece).filter(|(name, text)| is_attribute(name) && is_attribute_value(text))
    else {
        return Some(("bad-dn", trimmed));
    };
    if text.split_whitespace().skip(1).any(begins_another) {
        return Some(("bad-dn", trimmed));
    }
    (is_component(name) && !dns::is_label(text)).then_some(("bad-domain", text))
}

/// Whether a word in the value of an attribute begins another one, so that the comma before it is missing.
fn begins_another(word: &str) -> bool {
    let names = ["CN", "OU", "DC"];
    word.split_once('=').is_some_and(|(name, _)| names.iter().any(|known| name.eq_ignore_ascii_case(known)))
}

/// The name with the commas that are missing between its attributes.
fn with_commas(value: &str) -> Option<String> {
    let mut fixed = String::new();
    for word in value.split_whitespace() {
        if !fixed.is_empty() {
            fixed.push(if begins_another(word) && !fixed.ends_with(',') { ',' } else { ' ' });
        }
        fixed.push_str(word);
    }
    let is_right = fixed != value && judge(&fixed).problem.is_none();
    is_right.then_some(fixed)
}

/// The name with a domain that stands in one component (`DC=corp.example.be`) in as many as it takes.
fn split_component(value: &str, piece: &str) -> Option<String> {
    let (name, text) = attribute(piece).filter(|(_, text)| dns::is_domain(text))?;
    let before = before(value, piece);
    let after = value.get(before.len() + piece.len()..)?;
    let split = text.replace('.', &format!(",{name}="));
    let fixed = format!("{before}{name}={split}{after}");
    let is_right = judge(&fixed).problem.is_none();
    is_right.then_some(fixed)
}

fn attribute(piece: &str) -> Option<(&str, &str)> {
    piece.trim().split_once('=').map(|(name, text)| (name.trim_end(), text.trim_start()))
}

/// The type of what holds users, and is none.
fn is_container(name: &str) -> bool {
    ["OU", "DC", "O", "C", "L", "ST"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// A folder that every directory has, and that is no user though it is called like one.
fn is_folder(name: &str, text: &str) -> bool {
    let folders = ["Users", "Builtin", "Computers", "Managed Service Accounts"];
    name.eq_ignore_ascii_case("CN") && folders.iter().any(|known| text.eq_ignore_ascii_case(known))
}

/// The type of what a name can end in, besides a domain.
fn is_root(name: &str) -> bool {
    let names = ["O", "C"];
    names.iter().any(|known| name.eq_ignore_ascii_case(known)) || name.contains('.')
}

fn is_component(name: &str) -> bool {
    name.eq_ignore_ascii_case("DC")
}

/// The relative distinguished names: cut at commas, semicolons and plus signs that are neither
/// escaped nor quoted (RFC 4514, and RFC 2253 for what older programs write).
fn pieces(dn: &str) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    let mut quoted = false;
    dn.split(move |character| {
        if escaped {
            escaped = false;
            return false;
        }
        match character {
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ => return !quoted && matches!(character, ',' | ';' | '+'),
        }
        false
    })
}

/// The type of an attribute: a name, or an object identifier.
fn is_attribute(name: &str) -> bool {
    let named = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && all(name, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let numbered = || name.contains('.') && name.split('.').all(all_digits);
    named || numbered()
}

/// The value of an attribute: not empty, every escape complete, and quotes closed.
fn is_attribute_value(text: &str) -> bool {
    let mut rest = text.chars();
    let mut quotes = 0;
    while let Some(character) = rest.next() {
        let escape = |rest: &mut std::str::Chars<'_>| {
            let first = rest.next();
            let hexadecimal = |digit: Option<char>| digit.is_some_and(|digit| digit.is_ascii_hexdigit());
            first.is_some_and(|first| !first.is_ascii_alphanumeric())
                || (hexadecimal(first) && hexadecimal(rest.next()))
        };
        match character {
            '\\' if !escape(&mut rest) => return false,
            '"' => quotes += 1,
            '<' | '>' if quotes % 2 == 0 => return false,
            _ => {}
        }
    }
    !text.is_empty() && quotes % 2 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn users_and_their_domains() {
        check(
            &FORMAT,
            &[
                ("windowsdomeinnaam\\DomainAdmin", "", ""),
                ("corp.example.be\\admin", "", ""),
                ("CN=Jan Peeters,OU=Admins,DC=corp,DC=example,DC=be", "", ""),
                ("cn = Jan Peeters , ou = Admins , dc = corp , dc = be", "", ""),
                ("CN=Peeters\\, Jan,DC=corp,DC=be", "", ""),
                ("CN=Ren\\C3\\A9,DC=corp,DC=be", "", ""),
                ("CN=\"Peeters, Jan\",DC=corp", "", ""),
                ("uid=jan,ou=people,o=example", "", ""),
                ("2.5.4.3=Jan,DC=corp", "", ""),
                ("CN=a=b,DC=corp", "", ""),
                ("admin", "no-domain", ""),
                ("\\admin", "no-domain", ""),
                ("admin@corp.example.be", "principal", "corp.example.be\\admin"),
                ("CORP/admin", "slash", "CORP\\admin"),
                ("corp.example.be/Users/admin", "canonical", ""),
                ("corp.example.be/admin", "canonical", ""),
                ("jan/admin@corp.example.be", "principal", ""),
                ("OU=Admins,DC=corp,DC=be", "no-user", ""),
                ("DC=corp,DC=be", "no-user", ""),
                ("CN=Users,DC=corp,DC=be", "no-user", ""),
                ("CN=Jan,CN=Users,DC=corp,DC=be", "", ""),
                ("CN=Jan OU=Admins DC=corp DC=be", "bad-dn", "CN=Jan,OU=Admins,DC=corp,DC=be"),
                ("CN=Jan Peeters OU=Admins,DC=corp", "bad-dn", "CN=Jan Peeters,OU=Admins,DC=corp"),
                ("CORP\\ admin", "bad-user", "CORP\\admin"),
                ("CN=adm.jan", "bad-dn", ""),
                ("CN=Jan Peeters,OU=Admins", "bad-dn", ""),
                ("CN=Jan,O=example", "", ""),
                ("DC=be,DC=corp,OU=Admins,CN=Jan", "", ""),
                (".\\admin", "bad-domain", ""),
                ("MY_CORP\\admin", "bad-domain", ""),
                ("CN=Jan,DC=corp.example.be", "bad-domain", "CN=Jan,DC=corp,DC=example,DC=be"),
                ("CN=Jan,DC=my_corp", "bad-domain", ""),
                ("CORP\\", "bad-user", ""),
                ("CORP\\\\admin", "bad-user", "CORP\\admin"),
                ("CORP\\a+b", "bad-user", ""),
                ("CORP\\abcdefghijklmnopqrstu", "bad-user", ""),
                ("CN=Jan,OU=,DC=corp", "bad-dn", ""),
                ("CN=Jan,Admins,DC=corp", "bad-dn", ""),
                ("CN=Jan,DC=corp,", "bad-dn", ""),
                ("CN=Jan\\", "bad-dn", ""),
                ("CN=\"Jan,DC=corp", "bad-dn", ""),
                ("CN=Jan\\zz,DC=corp", "bad-dn", ""),
                ("LDAP://CN=Jan,DC=corp", "prefix", "CN=Jan,DC=corp"),
                ("LDAP://dc01.corp.be/CN=Jan,DC=corp", "prefix", ""),
                ("DN: CN=Jan,DC=corp", "prefix", "CN=Jan,DC=corp"),
                ("=", "bad-dn", ""),
            ],
        );
    }
}
