//! The files that are written of an onboarding plan.

use serde::Deserialize;

use crate::{Counted, Template};

/// The texts of the files of an onboarding plan.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFiles {
    pub secrets_sheet: String,
    pub not_confirmed: Template,
    pub failed: Template,
    pub made_by: Template,
    pub there_first: String,
    pub held: String,
    pub held_told: Template,
    pub held_more: Template,
    pub formula: String,
    pub differs: String,
    pub links_beside: String,
    pub more_accounts: Counted,
    pub more_safes: Counted,
    pub yes: String,
    pub no: String,
    pub cut_off: Template,
    pub headers: PlanHeaders,
}

/// The table `plan_files.headers`: what stands above the columns of the workbook to sign off.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanHeaders {
    pub state: String,
    pub name: String,
    pub description: String,
    pub group: String,
    pub safe: String,
    pub role: String,
    pub permissions: String,
    pub confirmed: String,
    pub platform: String,
    pub fields: String,
    pub secret: String,
    pub managed: String,
    pub account: String,
    pub target: String,
    pub purpose: String,
    pub needs: String,
    pub why: String,
    pub cells: String,
    pub agreed: String,
    pub question: String,
    pub about: String,
    pub answer: String,
    pub workbook: String,
    pub sheet: String,
    pub row: String,
    pub codes: String,
    pub handed_over: String,
}
