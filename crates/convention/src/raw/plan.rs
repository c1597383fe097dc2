//! The onboarding plan as it is written: what has to be made for an account, and how it is called.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{OneOrMany, RawConditions};
use crate::model::{DecisionKind, Made, Secret};
use crate::text::Text;

/// `[plan]`: what has to be made for the accounts without errors. The safe of an account is the value of the
/// `safe_column` of the head.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Plan")]
pub(crate) struct RawPlan {
    /// The column with the platform of an account.
    #[schemars(with = "String")]
    pub platform: Spanned<String>,
    /// The column with the groups that get access to the safe of an account.
    #[schemars(with = "String")]
    pub group: Spanned<String>,
    /// The part of the name of a group that says in which role it gets access.
    #[schemars(with = "String")]
    pub role: Spanned<String>,
    /// The accounts whose use is controlled, and with it their safe.
    #[serde(default)]
    pub controlled: RawConditions,
    /// What is known of a safe.
    #[serde(default)]
    pub safe: RawPlanSafe,
    /// What is known of the name of a group that becomes a member of a safe.
    #[serde(default)]
    pub member: RawPlanMember,
    /// What an account is made of.
    #[schemars(with = "RawPlanAccount")]
    pub account: Spanned<RawPlanAccount>,
    /// The links from an account to another, by what they are for.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RawPlanLink>")]
    pub links: BTreeMap<String, Spanned<RawPlanLink>>,
    /// The permissions that the system knows, and what each allows.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Text>")]
    pub permissions: BTreeMap<String, Spanned<Text>>,
    /// What the groups of each role may do in a safe.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, RawPlanRole>")]
    pub roles: BTreeMap<String, Spanned<RawPlanRole>>,
    /// What the workbooks do not tell, and has to be decided.
    #[serde(default)]
    #[schemars(with = "BTreeMap<DecisionKind, RawPlanDecision>")]
    pub decisions: BTreeMap<DecisionKind, Spanned<RawPlanDecision>>,
    /// The words by which the system tells what became of calls and uploads.
    pub receipt: Option<RawPlanReceipt>,
    /// The lists that tell what there is already, by what they tell of; `--inventory` names one and its file. A column
    /// of a list that is called as a field of the plan is compared with it.
    #[serde(default)]
    #[schemars(with = "BTreeMap<Made, String>")]
    pub inventory: BTreeMap<Made, Spanned<String>>,
}

/// What is known of a safe.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanSafe")]
pub(crate) struct RawPlanSafe {
    /// Its fields: texts in which `{path}` stands for a value of the account.
    #[serde(default)]
    pub fields: BTreeMap<String, OneOrMany>,
    /// The sheet and the column on which safes are described: `safes.name`.
    #[schemars(with = "Option<String>")]
    pub listed: Option<Spanned<String>>,
    /// The column of that sheet with the description.
    #[schemars(with = "Option<String>")]
    pub description: Option<Spanned<String>>,
}

/// What is known of the name of a group that becomes a member of a safe.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanMember")]
pub(crate) struct RawPlanMember {
    /// Characters that the system may refuse in the name of a member: whether such a group can become one is the
    /// decision `member-name`.
    #[serde(default)]
    pub forbidden: String,
}

/// What an account is made of. Where several texts are given for one thing, the first counts of which every value is
/// there.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanAccount")]
pub(crate) struct RawPlanAccount {
    /// The name by which the system, and links, know the account in its safe.
    pub name: OneOrMany,
    /// The most characters of that name.
    pub max_length: Option<usize>,
    /// Characters that may not stand in it.
    #[serde(default)]
    pub forbidden: String,
    /// Its fields.
    #[serde(default)]
    pub fields: BTreeMap<String, OneOrMany>,
    /// More fields, by the names under which the system keeps them.
    #[serde(default)]
    pub properties: BTreeMap<String, OneOrMany>,
    /// The secret that an account needs: the first that fits; a password where none does.
    #[serde(default)]
    pub secrets: Vec<RawPlanSecret>,
    /// The accounts whose secret the system leaves alone.
    pub unmanaged: Option<RawPlanUnmanaged>,
}

/// The secret that some accounts need.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanSecret")]
pub(crate) struct RawPlanSecret {
    /// What it is.
    pub kind: Secret,
    /// The accounts.
    pub when: RawConditions,
}

/// The accounts whose secret the system leaves alone.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanUnmanaged")]
pub(crate) struct RawPlanUnmanaged {
    /// The accounts.
    pub when: RawConditions,
    /// Why, as the system is told.
    pub reason: String,
}

/// `[plan.links.<purpose>]`: a link from an account to another one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanLink")]
pub(crate) struct RawPlanLink {
    /// The column with the ID of the other account.
    pub to: String,
    /// The number by which the system knows such links.
    pub index: u32,
}

/// `[plan.roles.<role>]`: what the groups of a role may do in a safe.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanRole")]
pub(crate) struct RawPlanRole {
    /// Some of the `permissions` of the plan.
    pub permissions: Vec<String>,
    /// Those of them that the role does not get in a safe with an account whose use is controlled.
    #[serde(default)]
    pub not_when_controlled: Vec<String>,
    /// Whether the team has confirmed them; until then they are a proposal, and nothing is made for upload.
    #[serde(default)]
    pub confirmed: bool,
}

/// `[plan.decisions.<kind>]`: what the workbooks do not tell.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanDecision")]
pub(crate) struct RawPlanDecision {
    /// The accounts that it is about, for what is decided account by account.
    #[serde(default)]
    pub when: RawConditions,
    /// What has to be decided. `{safe}` stands for the safe and `{role}` for the role that it is about.
    pub question: Text,
    /// Whether it has been decided, so that it is not asked any more.
    #[serde(default)]
    pub answered: bool,
}

/// The words by which a system tells what became of calls and uploads: keys of JSON or headers of a table, and what
/// stands there, without regard to case, blanks and punctuation. The key itself is one of its words.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "PlanReceipt")]
pub(crate) struct RawPlanReceipt {
    /// The id of the object in the plan.
    #[serde(default)]
    pub id: Vec<String>,
    /// The number of an account among those that were uploaded, from 1.
    #[serde(default)]
    pub index: Vec<String>,
    /// The safe of an account.
    #[serde(default)]
    pub safe: Vec<String>,
    /// The name of an account in its safe.
    #[serde(default)]
    pub name: Vec<String>,
    /// What the system calls what was made.
    #[serde(default)]
    pub reference: Vec<String>,
    /// What became of it: a status of HTTP, or one of the words below.
    #[serde(default)]
    pub status: Vec<String>,
    /// What was wrong.
    #[serde(default)]
    pub error: Vec<String>,
    /// Words that say that something was made.
    #[serde(default)]
    pub made: Vec<String>,
    /// Words that say that something was refused.
    #[serde(default)]
    pub refused: Vec<String>,
}
