//! The onboarding plan: what has to be made for an account, and how it is called.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ColumnId, Condition, Message, ReferenceId, TableId};
use crate::path::Path;
use crate::text::Text;
use pamlint_words::Template;

/// What has to be made for the accounts without errors.
#[derive(Debug, Clone)]
pub struct PlanRules {
    /// The column with the safe of an account.
    pub safe: Path,
    /// The column with the platform of an account.
    pub platform: Path,
    /// The column with the groups that get access.
    pub group: Path,
    /// The part of the name of a group that says in which role.
    pub role: String,
    /// The accounts whose use is controlled; `None` where no use is.
    pub controlled: Option<Vec<Condition>>,
    /// The fields of a safe.
    pub safe_fields: Vec<FieldRule>,
    /// Where safes are described.
    pub described: Option<Described>,
    /// Characters that the system may refuse in the name of a member.
    pub member_forbidden: String,
    /// What an account is made of.
    pub account: AccountRules,
    /// The links from an account to another.
    pub links: Vec<LinkRule>,
    /// The permissions that the system knows, and what each allows.
    pub permissions: Vec<(String, Text)>,
    /// What the groups of each role may do.
    pub roles: Vec<RoleRule>,
    /// What has to be decided, but for what was.
    pub decisions: BTreeMap<DecisionKind, Decision>,
    /// The words by which the system tells what became of calls and uploads.
    pub receipt: Option<ReceiptRules>,
    /// The lists that tell what there is already.
    pub inventory: BTreeMap<Made, ReferenceId>,
}

/// A field of something that is made.
#[derive(Debug, Clone)]
pub struct FieldRule {
    /// Its name.
    pub key: String,
    /// Its content: the first of these of which every value is there.
    pub templates: Vec<Template>,
}

/// The sheet on which safes are described.
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// The sheet.
    pub table: TableId,
    /// The column with the safe.
    pub safe: ColumnId,
    /// The column with the description.
    pub description: ColumnId,
}

/// What an account is made of.
#[derive(Debug, Clone)]
pub struct AccountRules {
    /// The name by which links know it: the first of these of which every value is there.
    pub name: Vec<Template>,
    /// The most characters of that name.
    pub max_length: usize,
    /// Characters that may not stand in it.
    pub forbidden: String,
    /// Its fields.
    pub fields: Vec<FieldRule>,
    /// More fields, by the names under which the system keeps them.
    pub properties: Vec<FieldRule>,
    /// The secret that it needs: the first that fits; a password where none does.
    pub secrets: Vec<(Secret, Vec<Condition>)>,
    /// The accounts whose secret the system leaves alone, and why.
    pub unmanaged: Option<(Vec<Condition>, String)>,
}

/// A link from an account to another.
#[derive(Debug, Clone)]
pub struct LinkRule {
    /// What it is for.
    pub purpose: String,
    /// The column with the ID of the other account.
    pub to: Path,
    /// The number by which the system knows such links.
    pub index: u32,
}

/// What the groups of a role may do in a safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleRule {
    /// The role.
    pub role: String,
    /// The permissions.
    pub permissions: Vec<String>,
    /// Those of them that it does not get in a safe with an account whose use is controlled.
    pub not_when_controlled: Vec<String>,
    /// Whether the team has confirmed them.
    pub confirmed: bool,
}

/// The words by which a system tells what became of calls and uploads, folded by [`crate::fold_header`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptRules {
    /// The words of each column: `id`, `index`, `safe`, `name`, `reference`, `status` and `error`.
    pub columns: Vec<(String, Vec<String>)>,
    /// Words that say that something was made.
    pub made: Vec<String>,
    /// Words that say that something was refused.
    pub refused: Vec<String>,
}

/// What the workbooks do not tell.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The accounts that it is about, for what is decided account by account.
    pub when: Vec<Condition>,
    /// What has to be decided.
    pub question: Message,
}

/// The kind of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionKind {
    /// Which account repairs the secret of an account.
    ReconcileLink,
    /// Which account logs on first.
    LogonLink,
    /// Who makes the safe for recordings, and sets it where it is used.
    RecordingSafe,
    /// What the groups of a role may do.
    Permissions,
    /// Whether a group can become a member under its name.
    MemberName,
    /// Who makes a platform, and with which settings.
    Platform,
}

impl DecisionKind {
    /// The word by which files and programs know it.
    pub fn word(self) -> &'static str {
        match self {
            DecisionKind::ReconcileLink => "reconcile-link",
            DecisionKind::LogonLink => "logon-link",
            DecisionKind::RecordingSafe => "recording-safe",
            DecisionKind::Permissions => "permissions",
            DecisionKind::MemberName => "member-name",
            DecisionKind::Platform => "platform",
        }
    }
}

/// A type of thing that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Made {
    /// A group of people.
    Group,
    /// A safe.
    Safe,
    /// A group that has access to a safe.
    Member,
    /// A platform.
    Platform,
    /// An account.
    Account,
    /// A link from an account to another.
    Link,
}

impl Made {
    /// Every type.
    pub const ALL: [Made; 6] =
        [Made::Group, Made::Safe, Made::Member, Made::Platform, Made::Account, Made::Link];

    /// The word by which files and programs know it.
    pub fn word(self) -> &'static str {
        match self {
            Made::Group => "group",
            Made::Safe => "safe",
            Made::Member => "member",
            Made::Platform => "platform",
            Made::Account => "account",
            Made::Link => "link",
        }
    }
}

/// The secret that an account needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Secret {
    /// A password.
    Password,
    /// A key.
    Key,
    /// None of its own.
    None,
}
