//! Hosts: fully qualified domain names, and IP addresses.

use std::net::IpAddr;

use crate::formula::{Condition, has, has_none_of};
use crate::{Definition, Judgement, fqdn};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "host",
    about: "A host: a fully qualified domain name or an IP address.",
    parts: &[],
    problems: fqdn::FORMAT.problems,
    judge: |value| {
        let is_address = value.parse::<IpAddr>().is_ok();
        Judgement::without_parts(fqdn::problem(value).filter(|_| !is_address))
    },
    conditions: |x| {
        // An address of the sixth version has colons.
        let mut conditions = vec![Condition::new("url", has_none_of(x, "/@\\"))];
        conditions.extend(fqdn::labels("bad-label", x));
        conditions.push(Condition::new("bare-name", format!("OR({},{})", has(x, "."), has(x, ":"))));
        conditions
    },
    pieces: |_| Vec::new(),
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn hosts() {
        check(
            &FORMAT,
            &[
                ("vault.example.be", "", ""),
                ("192.0.2.10", "", ""),
                ("2001:db8::10", "", ""),
                ("192.0.2.300", "ip-address", ""),
                ("192.0.2.10:1858", "ip-address", ""),
                ("vault", "bare-name", ""),
                ("https://vault.example.be/PasswordVault", "url", "vault.example.be"),
                ("weet ik niet", "bad-label", ""),
            ],
        );
    }
}
