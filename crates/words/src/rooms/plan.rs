//! The onboarding plan.

use serde::Deserialize;

use crate::{Counted, Template};

/// The texts of an onboarding plan.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub title: Template,
    pub decisions: String,
    pub left_out: String,
    pub left_out_for: Template,
    pub left_out_value: String,
    pub secrets: String,
    pub members_of: String,
    pub link: Template,
    pub not_confirmed: String,
    pub unmanaged: Template,
    pub row: Template,
    pub differs: Template,
    pub nothing: String,
    pub types: PlanTypes,
    pub states: PlanStates,
    pub kinds: PlanSecrets,
    pub counts: PlanCounts,
    pub why: PlanWhy,
    pub undo: PlanUndo,
}

/// The table `plan.types`: what people call the things of a plan.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanTypes {
    pub group: String,
    pub safe: String,
    pub member: String,
    pub platform: String,
    pub account: String,
    pub link: String,
}

impl PlanTypes {
    /// What people call the things of a type, by its word.
    pub fn of(&self, word: &str) -> &str {
        match word {
            "group" => &self.group,
            "safe" => &self.safe,
            "member" => &self.member,
            "platform" => &self.platform,
            "account" => &self.account,
            "link" => &self.link,
            _ => "",
        }
    }
}

/// The table `plan.states`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanStates {
    pub create: String,
    pub same: String,
    pub differs: String,
    pub blocked: String,
    pub undecided: String,
}

/// The table `plan.kinds`: the secrets that are handed over.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanSecrets {
    pub password: Counted,
    pub key: Counted,
}

/// The table `plan.counts`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanCounts {
    pub create: Counted,
    pub same: Counted,
    pub differs: Counted,
    pub blocked: Counted,
    pub undecided: Counted,
    pub left_out: Counted,
    pub decisions: Counted,
}

/// The table `plan.why`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanWhy {
    pub member_name: Template,
    pub no_permissions: Template,
    pub name_taken: Template,
    pub gone: String,
    pub refused: Template,
    pub not_confirmed: String,
    pub needs: Template,
    pub no_list: Template,
    pub elsewhere: Template,
    pub other_platform: Template,
}

/// The table `plan.undo`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanUndo {
    pub remove: String,
    pub gone: String,
    pub keep: String,
    pub nothing: String,
    pub holds_accounts: String,
    pub held_accounts: String,
    pub may_hold_accounts: String,
    pub made_elsewhere: String,
}
