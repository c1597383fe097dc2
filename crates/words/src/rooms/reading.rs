//! Why a file could not be read.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Template;

/// The reasons for which a file cannot be read.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub encrypted: String,
    pub wrong_password: String,
    pub locked: String,
    pub rights_managed: String,
    pub corrupt: Template,
    pub convertible: Template,
    pub no_workbook: Template,
    pub too_large: Template,
    /// How more is allowed, for whoever calls the program: `{limit}`, `{more}`.
    pub allow_more: Template,
    pub damage: Damage,
    pub excess_within: Template,
    pub excess: Excess,
    pub sorts: Sorts,
    pub lists: Lists,
    pub toml: Toml,
}

/// The table `reading.damage`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Damage {
    pub cut_off: String,
    pub part_missing: Template,
    pub part_unreadable: Template,
    pub no_sheets: String,
    pub unexplained: String,
}

/// The table `reading.excess`: what is said of each limit, by its name.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Excess(BTreeMap<String, Template>);

impl Excess {
    /// What is said of the limit of that name.
    pub fn of(&self, limit: &str) -> Option<&Template> {
        self.0.get(limit)
    }

    /// The names that something is said of.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// The table `reading.sorts`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sorts {
    pub xls: String,
    pub xlsb: String,
    pub ods: String,
    pub spreadsheet_xml: String,
    pub web_archive: String,
    pub html: String,
    pub text: String,
    pub numbers: String,
    pub empty: String,
    pub pdf: String,
    pub document: String,
    pub presentation: String,
    pub picture: String,
    pub mail: String,
    pub archive: String,
    pub other: String,
}

/// The table `reading.lists`: what is wrong with a reference list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    pub empty: Template,
    pub no_column: Template,
    pub near_column: Template,
    pub twice: Template,
    pub no_entries: Template,
    pub value_missing: Template,
    pub unfit: Template,
    pub differs: Template,
}

/// The table `reading.toml`: what is wrong with a file of settings or rules before anything in it is understood.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Toml {
    pub twice: String,
    pub unquoted: String,
    pub day: String,
    pub other: String,
}
