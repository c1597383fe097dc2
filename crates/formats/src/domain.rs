//! Domains: one DNS label, or a DNS name.

use crate::dns::{bad_label, first_label, host_in, is_address, is_domain, second_label};
use crate::formula::{Condition, has_none_of, label, second_of_three};
use crate::{Definition, Judgement, Problem, fqdn};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "domain",
    about: "A domain: one DNS label, or a DNS name.",
    parts: &["first_label", "second_label"],
    problems: &["ip-address", "url", "bad-label"],
    judge,
    conditions: |x| {
        let mut conditions =
            vec![Condition::new("url", has_none_of(x, "/:@\\")), fqdn::is_no_address("ip-address", x)];
        conditions.extend(fqdn::labels("bad-label", x));
        conditions
    },
    pieces: |x| vec![label(x, 1), second_of_three(x)],
};

fn judge(value: &str) -> Judgement<'_> {
    if is_domain(value) {
        return Judgement {
            parts: vec![first_label(value, value), second_label(value, value)],
            problem: None,
        };
    }
    let host = host_in(value);
    let problem = if is_address(host.name) {
        Problem::new("ip-address").at(value, host.name)
    } else if let Some((before, _)) = value.split_once('\\').filter(|(before, _)| is_domain(before)) {
        Problem::new("bad-label").at(value, value).likely_fix(Some(before))
    } else if host.name != value {
        Problem::new("url").found(host.name).likely_fix(is_domain(host.name).then_some(host.name))
    } else {
        bad_label(value, is_domain)
    };
    Judgement::without_parts(Some(problem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn domains() {
        check(
            &FORMAT,
            &[
                ("CORP", "", ""),
                ("corp.example.be", "", ""),
                ("my-corp", "", ""),
                ("3m", "", ""),
                ("123", "bad-label", ""),
                ("MY_CORP", "bad-label", ""),
                ("-corp", "bad-label", ""),
                ("corp.", "bad-label", "corp"),
                ("corp..be", "bad-label", ""),
                ("CORP\\admin", "bad-label", "CORP"),
                ("CORP\\", "bad-label", "CORP"),
                ("admin@corp.example.be", "url", "corp.example.be"),
                ("ldap://corp.example.be:389", "url", "corp.example.be"),
                ("10.0.0.1", "ip-address", ""),
                ("corp example", "bad-label", ""),
            ],
        );
    }
}
