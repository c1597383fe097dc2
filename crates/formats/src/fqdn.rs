//! Fully qualified domain names.

use crate::dns::{bad_label, host_in, is_address, is_fqdn};
use crate::formula::{Condition, has, has_no, has_none_of};
use crate::text::all;
use crate::{Definition, Judgement, Problem};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "fqdn",
    about: "A fully qualified domain name.",
    parts: &[],
    problems: &["ip-address", "bare-name", "url", "bad-label"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| conditions(x, "ip-address", "bare-name", "url", "bad-label"),
    pieces: |_| Vec::new(),
};

/// Conditions that every fully qualified name meets, by these problems.
pub(crate) fn conditions(
    x: &str,
    address: &'static str,
    bare: &'static str,
    url: &'static str,
    label: &'static str,
) -> Vec<Condition> {
    let mut conditions = vec![Condition::new(url, has_none_of(x, "/:@\\")), is_no_address(address, x)];
    conditions.extend(labels(label, x));
    conditions.push(Condition::new(bare, has(x, ".")));
    conditions
}

/// It is not four numbers.
pub(crate) fn is_no_address(problem: &'static str, x: &str) -> Condition {
    let bare = format!("SUBSTITUTE({x},\".\",\"\")");
    let is_address = format!("AND(LEN({x})-LEN({bare})=3,ISNUMBER(--{bare}),ISNUMBER(--RIGHT({x},1)))");
    Condition::new(problem, format!("NOT({is_address})"))
}

/// What no name of hosts holds.
pub(crate) fn labels(problem: &'static str, x: &str) -> [Condition; 3] {
    let dots = format!("AND({},RIGHT({x},1)<>\".\",LEFT({x},1)<>\".\")", has_no(x, ".."));
    let two_dots = Condition { found: Some("\".\"".to_owned()), ..Condition::new(problem, dots) };
    [Condition::no_blank(x), Condition::none_of(problem, x, "_,;*?%&+()<>|\"'!#$"), two_dots]
}

/// The problem of a name that is not fully qualified.
pub(crate) fn problem(value: &str) -> Option<Problem> {
    if is_fqdn(value) {
        return None;
    }
    let host = host_in(value);
    let problem = if is_address(host.name) {
        Problem::new("ip-address").at(value, host.name)
    } else if host.name != value {
        let likely = is_fqdn(host.name) && !is_fqdn(host.path) && !is_mail_address(value);
        Problem::new("url").found(host.name).likely_fix(likely.then_some(host.name))
    } else if all(value, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        Problem::new("bare-name").at(value, value)
    } else {
        bad_label(value, is_fqdn)
    };
    Some(problem)
}

/// `name@domain`, where the domain is hardly a machine: the name is a person's, or nothing stands before the
/// domain that is registered.
fn is_mail_address(value: &str) -> bool {
    let is_mail = |(name, domain): (&str, &str)| {
        !name.contains(['/', ':', '\\']) && (name.contains('.') || domain.split('.').count() < 3)
    };
    value.rsplit_once('@').is_some_and(is_mail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn fully_qualified_names() {
        let long = format!("{}.be", "a".repeat(64));
        let label = format!("{}.be", "a".repeat(63));
        let whole = ["abcdefghi."; 25].concat() + "abc";
        let more = format!("{whole}d");
        let made = [(long, "bad-label"), (label, ""), (whole, ""), (more, "bad-label")];
        for (value, key) in made {
            assert_eq!((FORMAT.judge)(&value).problem.map_or("", |problem| problem.key), key, "{value}");
        }
        check(
            &FORMAT,
            &[
                ("srv01.example.be", "", ""),
                ("a.b", "", ""),
                ("SRV-01.Vlaanderen.BE", "", ""),
                ("3com.example.be", "", ""),
                ("xn--mnchen-3ya.example.de", "", ""),
                ("10.0.0.1", "ip-address", ""),
                ("10.0.0.300", "ip-address", ""),
                ("010.000.000.001", "ip-address", ""),
                ("10.0.0.1:22", "ip-address", ""),
                ("10.0.0.0/24", "ip-address", ""),
                ("https://10.0.0.1/", "ip-address", ""),
                ("2001:db8::1", "ip-address", ""),
                ("[2001:db8::1]:443", "ip-address", ""),
                ("fe80::1%eth0", "ip-address", ""),
                ("::1", "ip-address", ""),
                ("srv01", "bare-name", ""),
                ("SRV_01", "bare-name", ""),
                ("https://srv01.example.be/login", "url", "srv01.example.be"),
                ("https://srv01/", "url", ""),
                ("srv01.example.be/", "url", "srv01.example.be"),
                ("srv01.example.be:22", "url", "srv01.example.be"),
                ("srv01:3389", "url", ""),
                ("root@srv01.example.be", "url", "srv01.example.be"),
                ("an@gmail.com", "url", ""),
                ("an.peeters@mail.example.be", "url", ""),
                ("ssh://root@srv01.example.be:22", "url", "srv01.example.be"),
                ("\\\\srv01.example.be\\share$", "url", "srv01.example.be"),
                ("srv01.example.be/srv02.example.be", "url", ""),
                ("srv_01.example.be", "bad-label", ""),
                ("-srv.example.be", "bad-label", ""),
                ("srv-.example.be", "bad-label", ""),
                ("srv..example.be", "bad-label", "srv.example.be"),
                ("srv...example.be", "bad-label", ""),
                ("srv,example.be", "bad-label", "srv.example.be"),
                (".example.be", "bad-label", ""),
                ("srv01.example.be.", "bad-label", "srv01.example.be"),
                ("srv01.example.123", "bad-label", ""),
                ("*.example.be", "bad-label", ""),
                ("srv01.example.be srv02.example.be", "bad-label", ""),
                ("srv01.example.be,srv02.example.be", "bad-label", ""),
                ("münchen.example.de", "bad-label", ""),
                ("nog te bepalen", "bad-label", ""),
                ("n/a", "bad-label", ""),
                (".", "bad-label", ""),
                ("://", "bad-label", ""),
            ],
        );
    }
}
