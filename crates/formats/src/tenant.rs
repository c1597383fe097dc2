//! Tenants of Microsoft's cloud: by their domain or by their ID.

use crate::formula::{Condition, has, has_none_of};
use crate::text::all;
use crate::{Definition, Judgement, fqdn};

/// The lengths of the groups of a GUID.
const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "azure-tenant",
    about: "A tenant of Microsoft's cloud: its fully qualified domain name, or its ID (a GUID).",
    parts: &[],
    problems: fqdn::FORMAT.problems,
    judge: |value| Judgement::without_parts(fqdn::problem(value).filter(|_| !is_guid(value))),
    conditions: |x| {
        let mut conditions =
            vec![Condition::new("url", has_none_of(x, "/:@\\")), fqdn::is_no_address("ip-address", x)];
        conditions.extend(fqdn::labels("bad-label", x));
        // The ID of a tenant has hyphens.
        conditions.push(Condition::new("bare-name", format!("OR({},{})", has(x, "."), has(x, "-"))));
        conditions
    },
    pieces: |_| Vec::new(),
};

fn is_guid(value: &str) -> bool {
    let groups: Vec<&str> = value.split('-').collect();
    groups.len() == GROUPS.len()
        && groups
            .iter()
            .zip(GROUPS)
            .all(|(group, length)| group.len() == length && all(group, |byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn tenants() {
        check(
            &FORMAT,
            &[
                ("contoso.onmicrosoft.com", "", ""),
                ("voorbeeld.example", "", ""),
                ("72F988BF-86f1-41af-91ab-2d7cd011db47", "", ""),
                ("72f988bf-86f1-41af-91ab-2d7cd011db4", "bare-name", ""),
                ("https://portal.azure.example", "url", "portal.azure.example"),
                ("contoso", "bare-name", ""),
                ("10.0.0.1", "ip-address", ""),
                ("mijn tenant", "bad-label", ""),
            ],
        );
    }
}
