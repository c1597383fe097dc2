//! The address at which the IAM users of one account sign in.

use super::is_account;
use crate::formula::{Condition, are_digits, no_blank, quoted};
use crate::text::{all, all_digits};
use crate::{Definition, Judgement, Part, Problem};

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

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "aws-sign-in-url",
    about: "The address at which IAM users sign in.",
    parts: &["account"],
    problems: &["identity-center", "scheme", "host", "path"],
    judge,
    conditions: |x| {
        let center = IDENTITY_CENTER.map(|host| format!("ISNUMBER(SEARCH({},{x}))", quoted(host)));
        let is_center = format!("AND(ISERROR(SEARCH(\".signin.\",{x})),OR({}))", center.join(","));
        vec![
            Condition::new("identity-center", format!("NOT({is_center})")),
            Condition::new("host", format!("ISNUMBER(SEARCH(\".signin.\",{x}))")),
            Condition::new("host", no_blank(x)),
            Condition::new("scheme", format!("LEFT({x},8)=\"https://\"")),
            Condition::new("path", format!("OR(RIGHT({x},8)=\"/console\",RIGHT({x},9)=\"/console/\")")),
        ]
    },
    pieces: |x| {
        let account = format!("MID({x},9,SEARCH(\".signin.\",{x})-9)");
        vec![format!("IFERROR(IF({},{account},\"\"),\"\")", are_digits(&account, 12))]
    },
};

fn judge(value: &str) -> Judgement<'_> {
    let account = account_in(value).and_then(|account| Part::piece(value, account));
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
                problem.certain_fix(fix)
            } else {
                problem.likely_fix(Some(fix))
            })
        }
        None => Some(Problem::new("scheme").certain_fix(canonical(account, host))),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn sign_in_addresses() {
        let right = "https://123456789012.signin.aws.amazon.com/console";
        check(
            &FORMAT,
            &[
                (right, "", ""),
                ("https://123456789012.signin.aws.amazon.com/console/", "", ""),
                ("https://my-company.signin.aws.amazon.com/console", "", ""),
                ("https://123456789012.signin.amazonaws.cn/console", "", ""),
                ("https://123456789012.signin.amazonaws-us-gov.com/console", "", ""),
                ("HTTPS://123456789012.Signin.AWS.amazon.com/console", "", ""),
                ("https://d-1234567890.awsapps.com/start", "identity-center", ""),
                ("my-company.awsapps.com/start#/", "identity-center", ""),
                ("https://ssoins-1.portal.eu-west-1.app.aws", "identity-center", ""),
                (
                    "http://123456789012.signin.aws.amazon.com/console",
                    "scheme",
                    "!https://123456789012.signin.aws.amazon.com/console",
                ),
                (
                    "123456789012.signin.aws.amazon.com/console",
                    "scheme",
                    "!https://123456789012.signin.aws.amazon.com/console",
                ),
                ("ftp://123456789012.signin.aws.amazon.com/console", "scheme", right),
                ("https://123456789012.signin.aws.amazon.com", "path", right),
                ("https://123456789012.signin.aws.amazon.com/", "path", right),
                ("123456789012.signin.aws.amazon.com", "path", right),
                ("https://123456789012.signin.aws.amazon.com/console?region=eu-west-1", "path", right),
                ("https://console.aws.amazon.com/console", "host", ""),
                ("https://signin.aws.amazon.com/console", "host", ""),
                ("https://.signin.aws.amazon.com/console", "host", ""),
                ("https://12345678901.signin.aws.amazon.com/console", "host", ""),
                ("https://my_company.signin.aws.amazon.com/console", "host", ""),
                ("https://my--company.signin.aws.amazon.com/console", "host", ""),
                ("https://-a-.signin.aws.amazon.com/console", "host", ""),
                ("https://ab.signin.aws.amazon.com/console", "host", ""),
                ("https://evil.example/123456789012.signin.aws.amazon.com/console", "host", ""),
                ("https://notawsapps.com/start", "host", ""),
                ("123456789012", "host", right),
                ("srv01.example.be", "host", ""),
            ],
        );
    }
}
