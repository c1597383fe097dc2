//! Names of the Domain Name System: hosts and domains.

use std::net::IpAddr;

use super::{FormatPart, Judgement, Problem, all, all_digits};

/// The most characters of a label, and of a name (RFC 1035, 2.3.4, without the root's dot).
const LABEL: usize = 63;
const NAME: usize = 253;

/// Judges a fully qualified domain name.
pub(super) fn fqdn(value: &str) -> Option<Problem> {
    if is_fqdn(value) {
        return None;
    }
    let host = host_in(value);
    let problem = if is_address(host.name) {
        Problem::new("ip-address").at(value, host.name)
    } else if host.name != value {
        let certain = is_fqdn(host.name) && !is_fqdn(host.path);
        Problem::new("url").found(host.name).likely_fix(certain.then_some(host.name))
    } else if all(value, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        Problem::new("bare-name").at(value, value)
    } else {
        bad_label(value, is_fqdn)
    };
    Some(problem)
}

/// Judges a domain: one label, or a DNS name.
pub(super) fn domain(value: &str) -> Judgement<'_> {
    if is_domain(value) {
        return Judgement { parts: vec![first_label(value, value)], problem: None };
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
    Judgement { parts: vec![None], problem: Some(problem) }
}

/// The first label of a domain that stands in a value.
pub(super) fn first_label<'v>(value: &'v str, domain: &'v str) -> Option<FormatPart<'v>> {
    FormatPart::piece(value, domain.split('.').next()?)
}

/// Whether it is a DNS name of at least two labels.
pub(super) fn is_fqdn(name: &str) -> bool {
    name.contains('.') && is_domain(name)
}

/// Whether it is a DNS name of at least one label.
pub(super) fn is_domain(name: &str) -> bool {
    name.len() <= NAME && wrong_label(name).is_none()
}

/// Whether it is a label: letters, digits, and hyphens that are not at an end.
pub(super) fn is_label(label: &str) -> bool {
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

fn bad_label(value: &str, is_right: fn(&str) -> bool) -> Problem {
    let problem = Problem::new("bad-label");
    let rooted = value.strip_suffix('.').filter(|name| is_right(name));
    match wrong_label(value) {
        Some("") => {
            let doubled = value.find("..").map_or(value.len().saturating_sub(1), |dots| dots + 1);
            let dot = if value.starts_with('.') { 0 } else { doubled };
            problem.at(value, value.get(dot..=dot).unwrap_or(value)).likely_fix(rooted)
        }
        Some(label) => problem.at(value, label),
        None => problem.found_length(value),
    }
}

/// The host in what may be more than a host.
struct Host<'v> {
    name: &'v str,
    /// What stands behind it, without the separator.
    path: &'v str,
}

/// The host in a URL, a share, `user@host` or `host:port`; the whole value when it is none of these.
fn host_in(value: &str) -> Host<'_> {
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

/// Whether it is an IP address, or was meant as one.
fn is_address(text: &str) -> bool {
    let without_zone = text.split_once('%').map_or(text, |(address, _)| address);
    let dotted = || text.split('.').count() == 4 && text.split('.').all(all_digits);
    let colons = || {
        without_zone.matches(':').count() > 1
            && all(without_zone, |byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.'))
    };
    without_zone.parse::<IpAddr>().is_ok() || dotted() || colons()
}
