//! The address at which the IAM users of one account sign in.

use super::account::is_account;
use crate::format::{FormatPart, Judgement, Problem, all, all_digits};

/// What stands behind the account: everywhere, in China, in GovCloud.
const HOSTS: [&str; 3] = [".signin.aws.amazon.com", ".signin.amazonaws.cn", ".signin.amazonaws-us-gov.com"];

/// Where people of Identity Center sign in.
const IDENTITY_CENTER: [&str; 3] = ["awsapps.com", "awsapps.cn", "app.aws"];

/// `scheme://host/path?query`.
struct Address<'v> {
    /// `None` when the address begins with its host.
    scheme: Option<&'v str>,
    host: &'v str,
    /// From the slash on.
    path: &'v str,
}

impl<'v> Address<'v> {
    fn cut(value: &'v str) -> Self {
        let (scheme, rest) =
            value.split_once("://").map_or((None, value), |(scheme, rest)| (Some(scheme), rest));
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        Address { scheme, host: rest.get(..end).unwrap_or(""), path: rest.get(end..).unwrap_or("") }
    }

    /// The account's number or alias, and the host behind it.
    fn account_and_host(&self) -> Option<(&'v str, &'static str)> {
        HOSTS.into_iter().find_map(|host| {
            let start = self.host.len().checked_sub(host.len())?;
            let tail = self.host.get(start..)?;
            Some((self.host.get(..start)?, host)).filter(|_| tail.eq_ignore_ascii_case(host))
        })
    }
}

/// Judges a sign-in address.
pub(in crate::format) fn judge(value: &str) -> Judgement<'_> {
    let account = account_in(value).and_then(|account| FormatPart::piece(value, account));
    Judgement { parts: vec![account], problem: problem(value) }
}

/// The number of the account in a sign-in address.
pub(super) fn account_in(value: &str) -> Option<&str> {
    let (account, _) = Address::cut(value).account_and_host()?;
    Some(account).filter(|account| is_account(account))
}

fn problem(value: &str) -> Option<Problem> {
    let address = Address::cut(value);
    let is_center = |host: &str| {
        let start = address.host.len().checked_sub(host.len());
        let (before, tail) = start.and_then(|start| address.host.split_at_checked(start)).unwrap_or_default();
        tail.eq_ignore_ascii_case(host) && (before.is_empty() || before.ends_with('.'))
    };
    if IDENTITY_CENTER.into_iter().any(is_center) {
        return Some(Problem::new("identity-center").at(value, address.host));
    }
    let Some((account, host)) = address.account_and_host() else {
        let number = is_account(value).then(|| canonical(value, ".signin.aws.amazon.com"));
        return Some(Problem::new("host").at(value, address.host).likely_fix(number));
    };
    if !is_account_or_alias(account) {
        return Some(Problem::new("host").at(value, if account.is_empty() { address.host } else { account }));
    }
    if !matches!(address.path, "/console" | "/console/") {
        let problem = Problem::new("path");
        let problem = if address.path.is_empty() { problem } else { problem.at(value, address.path) };
        return Some(problem.likely_fix(Some(canonical(account, host))));
    }
    match address.scheme {
        Some(scheme) if scheme.eq_ignore_ascii_case("https") => None,
        Some(scheme) => {
            let problem = Problem::new("scheme").at(value, scheme);
            let fix = canonical(account, host);
            Some(if scheme.eq_ignore_ascii_case("http") {
                problem.safe_fix(fix)
            } else {
                problem.likely_fix(Some(fix))
            })
        }
        None => Some(Problem::new("scheme").safe_fix(canonical(account, host))),
    }
}

fn canonical(account: &str, host: &str) -> String {
    format!("https://{account}{host}/console")
}

/// Twelve digits, or an alias: 3 to 63 letters, digits and single hyphens that are not at an end.
///
/// AWS would take an alias of eleven digits; it is far likelier a number with one digit missing.
fn is_account_or_alias(text: &str) -> bool {
    let is_alias = (3..=63).contains(&text.len())
        && all(text, |byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.contains("--")
        && !text.starts_with('-')
        && !text.ends_with('-');
    is_account(text) || (is_alias && !all_digits(text))
}
