//! The formats of values that are no names, and the parts that rules can compare.

use schemars::JsonSchema;
use serde::Deserialize;

/// The formats of the library: what a value that is no name has to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// A fully qualified domain name.
    Fqdn,
    /// A domain: one DNS label, or a DNS name.
    Domain,
    /// The name of a Windows account (sAMAccountName).
    WindowsUser,
    /// `DOMAIN\user`, or a distinguished name.
    UserDn,
    /// The name of a Linux account.
    LinuxUser,
    /// The ID of a long-lived AWS access key.
    AwsAccessKeyId,
    /// Twelve digits.
    AwsAccountNumber,
    /// The ARN of an IAM user or role.
    AwsArn,
    /// The address at which IAM users sign in.
    AwsSignInUrl,
    /// The name of an IAM user or role.
    AwsIamName,
    /// A whole number from 1.
    CountingNumber,
}

impl Format {
    /// Every format, in the order of the reference.
    pub const ALL: [Format; 11] = [
        Format::Fqdn,
        Format::Domain,
        Format::WindowsUser,
        Format::UserDn,
        Format::LinuxUser,
        Format::AwsAccessKeyId,
        Format::AwsAccountNumber,
        Format::AwsArn,
        Format::AwsSignInUrl,
        Format::AwsIamName,
        Format::CountingNumber,
    ];

    /// The word by which a convention file knows it.
    pub fn word(self) -> &'static str {
        match self {
            Format::Fqdn => "fqdn",
            Format::Domain => "domain",
            Format::WindowsUser => "windows-user",
            Format::UserDn => "user-dn",
            Format::LinuxUser => "linux-user",
            Format::AwsAccessKeyId => "aws-access-key-id",
            Format::AwsAccountNumber => "aws-account-number",
            Format::AwsArn => "aws-arn",
            Format::AwsSignInUrl => "aws-sign-in-url",
            Format::AwsIamName => "aws-iam-name",
            Format::CountingNumber => "counting-number",
        }
    }

    /// The parts of the value that rules can look at, e.g. `arn.account`.
    pub fn parts(self) -> &'static [&'static str] {
        match self {
            Format::Fqdn | Format::WindowsUser | Format::LinuxUser => &[],
            Format::Domain => &["first_label"],
            Format::UserDn => &["domain", "first_label", "user"],
            Format::AwsAccessKeyId | Format::AwsAccountNumber | Format::AwsSignInUrl => &["account"],
            Format::AwsArn => &["account", "resource", "name"],
            Format::AwsIamName | Format::CountingNumber => &[],
        }
    }

    /// The problems that a convention can give rules and texts of their own.
    pub fn problems(self) -> &'static [&'static str] {
        match self {
            Format::Fqdn => &["ip-address", "bare-name", "url", "bad-label"],
            Format::Domain => &["ip-address", "url", "bad-label"],
            Format::WindowsUser => &["with-domain", "too-long", "trailing-dot", "character"],
            Format::UserDn => &["no-domain", "bad-domain", "bad-user", "bad-dn"],
            Format::LinuxUser => &["character", "too-long", "all-digits", "not-portable"],
            Format::AwsAccessKeyId => {
                &["temporary", "identity", "letter-case", "prefix", "length", "character"]
            }
            Format::AwsAccountNumber => {
                &["separators", "url", "lost-zeros", "lost-digits", "length", "character"]
            }
            Format::AwsArn => {
                &["service", "session", "letter-case", "partition", "region", "account", "resource", "name"]
            }
            Format::AwsSignInUrl => &["identity-center", "scheme", "host", "path"],
            Format::AwsIamName => &["character", "too-long"],
            Format::CountingNumber => &["zero", "negative", "fraction", "not-a-number"],
        }
    }
}
