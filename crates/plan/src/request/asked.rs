//! What is asked of the rows of a workbook, made ready once for each kind of account.

use std::collections::BTreeMap;

use pamlint_convention::{
    ColumnId, Condition, Convention, DecisionKind, FieldRule, Path, PlanRules, Secret, TableId, Template,
};
use pamlint_reader::Workbook;
use pamlint_rules::{AskedColumn, AskedConditions, AskedText, Entry};

use super::{Request, Requests, Wanted};
use crate::name;

/// Gathers what the rows of a workbook ask for.
pub(super) struct Asking<'c> {
    convention: &'c Convention,
    rules: &'c PlanRules,
    /// What is asked of the accounts of each kind.
    kinds: BTreeMap<TableId, OfKind<'c>>,
    pub requests: Requests,
}

/// What is asked of the accounts of a kind.
struct OfKind<'c> {
    rules: &'c PlanRules,
    safe: AskedColumn,
    platform: AskedColumn,
    groups: AskedColumn,
    name: Vec<AskedText>,
    fields: Vec<Field<'c>>,
    properties: Vec<Field<'c>>,
    safe_fields: Vec<Field<'c>>,
    secrets: Vec<(Secret, AskedConditions)>,
    unmanaged: Option<(AskedConditions, &'c str)>,
    controlled: Option<AskedConditions>,
    links: Vec<AskedColumn>,
    decisions: Vec<(DecisionKind, AskedConditions)>,
}

/// A field, and the texts of which the first counts that every value of is there.
type Field<'c> = (&'c str, Vec<AskedText>);

impl<'c> Asking<'c> {
    /// For a workbook; `None` where the convention has no plan.
    pub fn new(workbook: &Workbook, convention: &'c Convention) -> Option<Asking<'c>> {
        let rules = convention.plan.as_ref()?;
        let headers = workbook.sheets.iter().map(|sheet| Some(sheet.accounts()?.0.header_row));
        let requests = Requests { headers: headers.collect(), ..Requests::default() };
        Some(Asking { convention, rules, kinds: BTreeMap::new(), requests })
    }

    /// Adds what a row asks for.
    pub fn add(&mut self, entry: &Entry<'_>) {
        if entry.is_account() {
            let wanted = entry.table().filter(|_| !entry.is_unreadable()).and_then(|table| {
                let (convention, rules) = (self.convention, self.rules);
                let kind = self.kinds.entry(table).or_insert_with(|| OfKind::new(convention, rules, table));
                kind.wanted(entry)
            });
            self.requests.accounts.push(Request {
                sheet: entry.sheet(),
                row: entry.number(),
                id: entry.id(),
                elsewhere: entry.elsewhere(),
                wanted: wanted.map(Box::new),
            });
        } else if let Some(described) = self.rules.described
            && entry.table() == Some(described.table)
        {
            let path =
                |column: ColumnId| Path { column: self.convention.column(column).key.clone(), part: None };
            let safe = AskedColumn::new(self.convention, described.table, &path(described.safe), None);
            let safe = entry.values(&safe).into_iter().next();
            self.requests.descriptions.extend(safe.zip(entry.free_text(&path(described.description))));
        }
    }
}

impl<'c> OfKind<'c> {
    fn new(convention: &'c Convention, rules: &'c PlanRules, table: TableId) -> OfKind<'c> {
        let column = |path: &Path| AskedColumn::new(convention, table, path, None);
        let conditions = |when: &[Condition]| AskedConditions::new(convention, table, when);
        let texts = |templates: &[Template]| {
            templates.iter().map(|template| AskedText::new(convention, table, template)).collect()
        };
        let fields = |rules: &'c [FieldRule]| {
            rules.iter().map(|rule| (rule.key.as_str(), texts(&rule.templates))).collect()
        };
        let account = &rules.account;
        let decisions = rules.decisions.iter().filter(|(_, decision)| !decision.when.is_empty());
        OfKind {
            rules,
            safe: column(&rules.safe),
            platform: column(&rules.platform),
            groups: AskedColumn::new(convention, table, &rules.group, Some(&rules.role)),
            name: texts(&account.name),
            fields: fields(&account.fields),
            properties: fields(&account.properties),
            safe_fields: fields(&rules.safe_fields),
            secrets: account.secrets.iter().map(|(kind, when)| (*kind, conditions(when))).collect(),
            unmanaged: account.unmanaged.as_ref().map(|(when, reason)| (conditions(when), reason.as_str())),
            controlled: rules.controlled.as_deref().map(conditions),
            links: rules.links.iter().map(|link| column(&link.to)).collect(),
            decisions: decisions.map(|(kind, decision)| (*kind, conditions(&decision.when))).collect(),
        }
    }

    /// What would be made for an account; `None` where a value is missing without which nothing can be.
    fn wanted(&self, entry: &Entry<'_>) -> Option<Wanted> {
        let one = |column| entry.values(column).into_iter().next();
        let secret = self.secrets.iter().find(|(_, when)| entry.holds(when));
        let unmanaged = self.unmanaged.as_ref().filter(|(when, _)| entry.holds(when));
        let links = self.links.iter().enumerate();
        let decisions = self.decisions.iter().filter(|(_, when)| entry.holds(when));
        Some(Wanted {
            place: entry.id_place()?,
            safe: one(&self.safe)?,
            platform: one(&self.platform)?,
            groups: entry.values(&self.groups),
            name: name::of_account(&first(entry, &self.name)?, &self.rules.account),
            fields: fields(entry, &self.fields).into(),
            properties: fields(entry, &self.properties).into(),
            safe_fields: fields(entry, &self.safe_fields),
            secret: secret.map_or(Secret::Password, |(kind, _)| *kind),
            unmanaged: unmanaged.map(|(_, reason)| (*reason).to_owned()),
            controlled: self.controlled.as_ref().is_some_and(|when| entry.holds(when)),
            links: links.filter_map(|(position, link)| Some((position, one(link)?))).collect(),
            decisions: decisions.map(|(kind, _)| *kind).collect(),
        })
    }
}

fn fields(entry: &Entry<'_>, fields: &[Field<'_>]) -> Vec<(String, String)> {
    fields.iter().filter_map(|(key, texts)| Some(((*key).to_owned(), first(entry, texts)?))).collect()
}

/// The first text of which every value is there.
fn first(entry: &Entry<'_>, texts: &[AskedText]) -> Option<String> {
    texts.iter().find_map(|text| entry.text(text))
}
