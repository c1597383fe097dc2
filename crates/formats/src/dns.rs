//! Names of the Domain Name System: labels, domains, and hosts in what may be more than a host.

use std::net::IpAddr;

use crate::text::{all, all_digits};
use crate::{Part, Problem};

/// The most characters of a label, and of a name (RFC 1035, 2.3.4, without the root's dot).
const LABEL: usize = 63;
const NAME: usize = 253;

/// The first label of a domain that stands in a value.
pub(crate) fn first_label<'v>(value: &'v str, domain: &'v str) -> Option<Part<'v>> {
    Part::piece(value, domain.split('.').next()?)
}

/// The second of three labels or more of a domain that stands in a value: of `ad.corp.example` it is often what Windows
/// calls the domain.
pub(crate) fn second_label<'v>(value: &'v str, domain: &'v str) -> Option<Part<'v>> {
    let mut labels = domain.split('.').skip(1);
    let second = labels.next()?;
    labels.next().and_then(|_| Part::piece(value, second))
}

/// A DNS name of at least two labels.
pub(crate) fn is_fqdn(name: &str) -> bool {
    name.contains('.') && is_domain(name)
}

/// A DNS name of at least one label.
pub fn is_domain(name: &str) -> bool {
    name.len() <= NAME && wrong_label(name).is_none()
}

/// A label: letters, digits, and hyphens that are not at an end.
pub(crate) fn is_label(label: &str) -> bool {
    label.len() <= LABEL
        && all(label, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn wrong_label(name: &str) -> Option<&str> {
    // A last label of digits only would make it an address.
    name.split('.')
        .find(|label| !is_label(label))
        .or_else(|| name.rsplit('.').next().filter(|last| all_digits(last)))
}

pub(crate) fn bad_label(value: &str, is_right: fn(&str) -> bool) -> Problem {
    let problem = Problem::new("bad-label");
    let rooted = value.strip_suffix('.').filter(|name| is_right(name)).map(str::to_owned);
    // One dot too many, or a comma beside the dot's key.
    let respelled = |wrong: &str| {
        let pieces: Vec<&str> = value.split(wrong).collect();
        let fixed = pieces.join(".");
        (pieces.len() == 2 && is_right(&fixed) && !pieces.iter().all(|piece| is_right(piece)))
            .then_some(fixed)
    };
    match wrong_label(value) {
        Some("") => {
            let doubled = value.find("..").map_or(value.len().saturating_sub(1), |dots| dots + 1);
            let dot = if value.starts_with('.') { 0 } else { doubled };
            problem
                .at(value, value.get(dot..=dot).unwrap_or(value))
                .likely_fix(rooted.or_else(|| respelled("..")))
        }
        Some(label) => problem.at(value, label).likely_fix(respelled(",")),
        None => problem.found_length(value),
    }
}

/// The host in what may be more than a host.
pub(crate) struct Host<'v> {
    pub name: &'v str,
    /// The text behind it, without the separator.
    pub path: &'v str,
}

/// The host in a URL, a share, `user@host` or `host:port`; the whole value when it is none of these.
pub(crate) fn host_in(value: &str) -> Host<'_> {
    let whole = Host { name: value, path: "" };
    let (scheme, rest) = match value.split_once("://") {
        Some((_, rest)) => (true, rest),
        None => match value.strip_prefix("\\\\").or_else(|| value.strip_prefix("//")) {
            Some(rest) => (true, rest),
            None => (false, value),
        },
    };
    let (rest, path) = rest.split_once(['/', '\\', '?', '#']).unwrap_or((rest, ""));
    let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let bracketed = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (name, port) = match (bracketed, rest.split_once(':')) {
        (Some((name, _)), _) => (name, false),
        (None, Some((name, port))) if all_digits(port) && !name.is_empty() => (name, true),
        _ => (rest, false),
    };
    // `n/a` is no address of anything; `srv01.example.be/` is.
    let telling = scheme || port || name.contains(['.', ':']);
    if telling && !name.is_empty() { Host { name, path } } else { whole }
}

/// An IP address, or was meant as one.
pub(crate) fn is_address(text: &str) -> bool {
    let without_zone = text.split_once('%').map_or(text, |(address, _)| address);
    let dotted = || text.split('.').count() == 4 && text.split('.').all(all_digits);
    let colons = || {
        without_zone.matches(':').count() > 1
            && all(without_zone, |byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
    };
    without_zone.parse::<IpAddr>().is_ok() || dotted() || colons()
}
