//! The ARN of an IAM user or role.

use std::borrow::Cow;

use super::{LENGTH, is_account, is_name, without_separators};
use crate::formula::{Condition, are_digits, begins, has, no_blank};
use crate::text::span_of;
use crate::{Definition, Judgement, Part, Problem};

const PARTITIONS: [&str; 8] =
    ["aws", "aws-us-gov", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];

/// The most characters of a path, its slashes included.
const PATH: usize = 512;

/// `arn:partition:service:region:account:resource`.
struct Arn<'v> {
    arn: &'v str,
    partition: &'v str,
    service: &'v str,
    region: &'v str,
    account: &'v str,
    /// `user/path/name`.
    resource: &'v str,
}

impl<'v> Arn<'v> {
    fn cut(value: &'v str) -> Option<Self> {
        let mut fields = value.splitn(6, ':');
        let arn = fields.next().filter(|arn| arn.eq_ignore_ascii_case("arn"))?;
        Some(Arn {
            arn,
            partition: fields.next()?,
            service: fields.next()?,
            region: fields.next()?,
            account: fields.next()?,
            resource: fields.next()?,
        })
    }

    /// The type of the resource, and what stands behind it from the slash on.
    fn kind_and_path(&self) -> (&'v str, &'v str) {
        let end = self.resource.find('/').unwrap_or(self.resource.len());
        (self.resource.get(..end).unwrap_or(""), self.resource.get(end..).unwrap_or(""))
    }
}

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "aws-arn",
    about: "The ARN of an IAM user or role.",
    parts: &["account", "resource", "name"],
    problems: &["service", "session", "letter-case", "partition", "region", "account", "resource", "name"],
    judge,
    conditions: |x| {
        let account = format!("MID({x},FIND(\":iam::\",{x})+6,12)");
        let behind = format!("MID({x},FIND(\":iam::\",{x})+18,6)");
        let kind = format!("IFERROR(OR(LEFT({behind},6)=\":user/\",LEFT({behind},6)=\":role/\"),FALSE)");
        vec![
            Condition::new("session", format!("ISERROR(SEARCH(\":sts:\",{x}))")),
            Condition::new("service", format!("AND(LEFT({x},4)=\"arn:\",ISNUMBER(SEARCH(\":iam:\",{x})))")),
            Condition::new("region", format!("ISNUMBER(SEARCH(\":iam::\",{x}))")),
            Condition::new("letter-case", format!("AND({},{})", begins(x, "arn:"), has(x, ":iam::"))),
            Condition::new("account", are_digits(&account, LENGTH)),
            Condition::new("resource", kind),
            Condition::new("name", format!("AND({},RIGHT({x},1)<>\"/\")", no_blank(x))),
        ]
    },
    pieces: |x| {
        let account = format!("MID({x},FIND(\":iam::\",{x})+6,12)");
        let kind = format!("MID({x},FIND(\":iam::\",{x})+19,4)");
        let name = format!("TRIM(RIGHT(SUBSTITUTE({x},\"/\",REPT(\" \",99)),99))");
        vec![format!("IFERROR({account},\"\")"), format!("IFERROR({kind},\"\")"), name]
    },
};

fn judge(value: &str) -> Judgement<'_> {
    let Some(arn) = Arn::cut(value) else {
        return Judgement::without_parts(Some(Problem::new("service").found(value)));
    };
    let problem = problem(value, &arn);
    let (kind, path) = arn.kind_and_path();
    let name = path.rsplit('/').next().unwrap_or("");
    let is_iam = arn.service.eq_ignore_ascii_case("iam");
    let kind_part = resource_kind(kind);
    Judgement {
        parts: vec![
            Part::piece(value, arn.account).filter(|_| is_account(arn.account)),
            kind_part
                .filter(|_| is_iam)
                .map(|text| Part { text: Cow::Borrowed(text), span: span_of(value, kind) }),
            Part::piece(value, name).filter(|_| is_iam && kind_part.is_some() && is_name(name)),
        ],
        problem,
    }
}

/// `user` or `role`, however it is written.
fn resource_kind(kind: &str) -> Option<&'static str> {
    ["user", "role"].into_iter().find(|known| kind.eq_ignore_ascii_case(known))
}

/// A text that is meant as an ARN.
pub(super) fn is_arn(value: &str) -> bool {
    Arn::cut(value).is_some()
}

/// The number of the account in an ARN of whatever sort.
pub(super) fn account_in(value: &str) -> Option<&str> {
    Some(Arn::cut(value)?.account).filter(|account| is_account(account))
}

/// The name at the end of an ARN of a user or role.
pub(super) fn name_in(value: &str) -> Option<&str> {
    let arn = Arn::cut(value).filter(|arn| problem(value, arn).is_none())?;
    arn.resource.rsplit('/').next()
}

fn problem(value: &str, arn: &Arn<'_>) -> Option<Problem> {
    let (kind, path) = arn.kind_and_path();
    if arn.service.eq_ignore_ascii_case("sts") {
        return Some(Problem::new("session").at(value, arn.resource).likely_fix(role_of_session(arn)));
    }
    if !arn.service.eq_ignore_ascii_case("iam") {
        return Some(Problem::new("service").at(value, arn.service));
    }
    let lower = |text: &str| text.to_ascii_lowercase();
    let is_lower = |text: &str| !text.bytes().any(|byte| byte.is_ascii_uppercase());
    if !PARTITIONS.into_iter().any(|known| known.eq_ignore_ascii_case(arn.partition)) {
        return Some(Problem::new("partition").at(value, arn.partition));
    }
    if resource_kind(kind).is_none() || path.is_empty() {
        return Some(resource_problem(value, arn));
    }
    if !arn.region.is_empty() {
        let rest = format!("{}:{}:{}::{}:{}", arn.arn, arn.partition, arn.service, arn.account, arn.resource);
        return Some(Problem::new("region").at(value, arn.region).likely_fix(right(rest)));
    }
    if !is_account(arn.account) {
        // An ARN is a text, which loses no zeros: a number with too few digits has lost others.
        let digits = without_separators(arn.account);
        let whole = digits.map(|digits| format!("arn:{}:iam::{digits}:{}", arn.partition, arn.resource));
        return Some(Problem::new("account").at(value, arn.account).likely_fix(whole.and_then(right)));
    }
    let name = path.rsplit('/').next().unwrap_or("");
    let folders = path.strip_suffix(name).unwrap_or("");
    if !is_name(name) {
        let bare = value.trim_end_matches('/');
        let piece = if name.is_empty() { path } else { name };
        let fix = if bare == value { None } else { right(bare.to_owned()) };
        return Some(Problem::new("name").at(value, piece).likely_fix(fix));
    }
    if folders.len() > PATH || folders.contains("//") || !folders.bytes().all(|byte| byte.is_ascii_graphic())
    {
        return Some(Problem::new("name").at(value, folders));
    }
    if [arn.arn, arn.partition, arn.service, kind].into_iter().all(is_lower) {
        return None;
    }
    let head = [arn.arn, arn.partition, arn.service].map(lower).join(":");
    let fix = format!("{head}::{}:{}{path}", arn.account, lower(kind));
    Some(Problem::new("letter-case").found(value).certain_fix(fix))
}

/// What stands where `user/…` or `role/…` is expected.
fn resource_problem(value: &str, arn: &Arn<'_>) -> Problem {
    let (kind, _) = arn.kind_and_path();
    let colon = arn.resource.split_once(':').filter(|(kind, _)| matches!(*kind, "user" | "role"));
    let slashed = colon.map(|(kind, rest)| {
        format!("arn:{}:iam:{}:{}:{kind}/{rest}", arn.partition, arn.region, arn.account)
    });
    let problem = Problem::new("resource").at(value, if kind.is_empty() { arn.resource } else { kind });
    problem.likely_fix(slashed.and_then(right))
}

/// The role behind `assumed-role/role/session`, with its path where somebody wrote that too; likely only,
/// because a session hides its role's path.
fn role_of_session(arn: &Arn<'_>) -> Option<String> {
    let (role, _) = arn.resource.strip_prefix("assumed-role/")?.rsplit_once('/')?;
    right(format!("arn:{}:iam::{}:role/{role}", arn.partition, arn.account))
}

/// The text, if it is right.
fn right(text: String) -> Option<String> {
    let fits = Arn::cut(&text).is_some_and(|arn| problem(&text, &arn).is_none());
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn arns() {
        let partitions =
            ["aws", "aws-us-gov", "aws-cn", "aws-eusc", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f"];
        for partition in partitions {
            let arn = format!("arn:{partition}:iam::123456789012:role/S3Access");
            assert_eq!((FORMAT.judge)(&arn).problem, None, "{arn}");
        }
        let longest = format!("arn:aws:iam::123456789012:user/{}", "a".repeat(64));
        assert_eq!((FORMAT.judge)(&longest).problem, None);
        assert!((FORMAT.judge)(&format!("{longest}a")).problem.is_some_and(|problem| problem.key == "name"));
        check(
            &FORMAT,
            &[
                ("arn:aws:iam::123456789012:user/division_abc/subdivision_xyz/JaneDoe", "", ""),
                ("arn:aws:iam::123456789012:role/a+=,.@-_b", "", ""),
                ("arn:aws:s3:::bucket", "service", ""),
                ("arn:aws:ec2:eu-west-1:123456789012:instance/i-1", "service", ""),
                ("S3Access", "service", ""),
                ("arn:aws:iam", "service", ""),
                (
                    "arn:aws:sts::123456789012:assumed-role/S3Access/jan",
                    "session",
                    "arn:aws:iam::123456789012:role/S3Access",
                ),
                (
                    "arn:aws:sts::123456789012:assumed-role/team/S3Access/jan",
                    "session",
                    "arn:aws:iam::123456789012:role/team/S3Access",
                ),
                ("arn:aws:sts::123456789012:federated-user/jan", "session", ""),
                ("arn:aws:iam::1234567890:role/x", "account", ""),
                ("arn:aws:iam::1234-5678-9012:role/x", "account", "arn:aws:iam::123456789012:role/x"),
                ("arn:aws:iam:::role/x", "account", ""),
                ("arn:aws:iam::123456789012:group/admins", "resource", ""),
                ("arn:aws:iam::aws:policy/AdministratorAccess", "resource", ""),
                ("arn:aws:iam::123456789012:root", "resource", ""),
                ("arn:aws:iam::123456789012:", "resource", ""),
                ("arn:aws:iam::123456789012:S3Access", "resource", ""),
                (
                    "arn:aws:iam::123456789012:role:S3Access",
                    "resource",
                    "arn:aws:iam::123456789012:role/S3Access",
                ),
                ("arn:aws:iam::123456789012:instance-profile/x", "resource", ""),
                ("arn:aws:iam::123456789012:role/", "name", ""),
                (
                    "arn:aws:iam::123456789012:role/S3Access/",
                    "name",
                    "arn:aws:iam::123456789012:role/S3Access",
                ),
                ("arn:aws:iam::123456789012:role//S3Access", "name", ""),
                ("arn:aws:iam::123456789012:role/S3 Access", "name", ""),
                ("arn:aws:iam::123456789012:role/a b/S3Access", "name", ""),
                ("arn:aws:iam::123456789012:role/*", "name", ""),
                ("arn:azure:iam::123456789012:role/x", "partition", ""),
                ("arn:aws:iam:eu-west-1:123456789012:role/x", "region", "arn:aws:iam::123456789012:role/x"),
                ("ARN:AWS:IAM::123456789012:Role/X", "letter-case", "!arn:aws:iam::123456789012:role/X"),
            ],
        );
    }
}
