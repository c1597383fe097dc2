//! What a workbook asks for, account by account: rows turned into what would be made for them, whatever is wrong with
//! them.

use pamlint_convention::{Convention, DecisionKind, FieldRule, PlanRules, Secret, Template};
use pamlint_reader::Workbook;
use pamlint_rules::{Entry, EntryValue, Options, Place, entries};

use crate::name;

/// What a workbook asks for.
#[derive(Debug, Clone, Default)]
pub struct Requests {
    /// The row of the header of each sheet of accounts, from 1, by the position of the sheet.
    pub headers: Vec<Option<u32>>,
    /// Every account, in the order of the workbook.
    pub accounts: Vec<Request>,
    /// The safes that a sheet describes, each with its description.
    pub descriptions: Vec<(EntryValue, String)>,
}

/// An account that is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The position of its sheet, from 0.
    pub sheet: usize,
    /// Excel's number of its row, from 1.
    pub row: u32,
    /// Its ID, as it may be shown.
    pub id: Option<String>,
    /// The cells in other rows that hold values of it.
    pub elsewhere: Vec<Place>,
    /// What would be made; `None` where a value is missing without which nothing can be.
    pub wanted: Option<Box<Wanted>>,
}

/// What would be made for an account.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The cell of its ID.
    pub place: Place,
    /// The safe.
    pub safe: EntryValue,
    /// The platform.
    pub platform: EntryValue,
    /// The groups that get access, each with its role as the part.
    pub groups: Vec<EntryValue>,
    /// The name by which links know it.
    pub name: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
    /// More fields, by the names under which the system keeps them.
    pub properties: Vec<(String, String)>,
    /// The fields of its safe.
    pub safe_fields: Vec<(String, String)>,
    /// The secret that it needs.
    pub secret: Secret,
    /// Why the system leaves its secret alone.
    pub unmanaged: Option<String>,
    /// Whether its use is controlled.
    pub controlled: bool,
    /// The IDs of the accounts that it is linked to, each with the position of its rule.
    pub links: Vec<(usize, EntryValue)>,
    /// What has to be decided for it.
    pub decisions: Vec<DecisionKind>,
}

impl Requests {
    /// What a workbook asks for; nothing where the convention has no plan.
    pub fn of(workbook: &Workbook, convention: &Convention, options: &Options) -> Requests {
        let Some(rules) = &convention.plan else { return Requests::default() };
        let headers = workbook.sheets.iter().map(|sheet| Some(sheet.accounts()?.0.header_row));
        let mut requests = Requests { headers: headers.collect(), ..Requests::default() };
        entries(workbook, convention, options, |entry| {
            if entry.is_account() {
                requests.accounts.push(Request {
                    sheet: entry.sheet(),
                    row: entry.number(),
                    id: entry.id(),
                    elsewhere: entry.elsewhere(),
                    wanted: wanted(entry, rules).map(Box::new),
                });
            } else if let Some(described) = rules.described
                && entry.table() == Some(described.table)
            {
                let key = |column| pamlint_convention::Path {
                    column: convention.column(column).key.clone(),
                    part: None,
                };
                let safe = entry.values(&key(described.safe), None).into_iter().next();
                let text = entry.free_text(&key(described.description));
                requests.descriptions.extend(safe.zip(text));
            }
        });
        requests
    }
}

fn wanted(entry: &Entry<'_>, rules: &PlanRules) -> Option<Wanted> {
    if entry.is_unreadable() {
        return None;
    }
    let one = |path| entry.values(path, None).into_iter().next();
    let account = &rules.account;
    let holds = |kind: &DecisionKind| {
        let decision = rules.decisions.get(kind);
        decision.is_some_and(|decision| !decision.when.is_empty() && entry.holds(&decision.when))
    };
    let links = rules.links.iter().enumerate();
    Some(Wanted {
        place: entry.id_place()?,
        safe: one(&rules.safe)?,
        platform: one(&rules.platform)?,
        groups: entry.values(&rules.group, Some(&rules.role)),
        name: name::of_account(&first(entry, &account.name)?, account),
        fields: fields(entry, &account.fields),
        properties: fields(entry, &account.properties),
        safe_fields: fields(entry, &rules.safe_fields),
        secret: account
            .secrets
            .iter()
            .find(|(_, when)| entry.holds(when))
            .map_or(Secret::Password, |(kind, _)| *kind),
        unmanaged: account
            .unmanaged
            .as_ref()
            .filter(|(when, _)| entry.holds(when))
            .map(|(_, reason)| reason.clone()),
        controlled: rules.controlled.as_ref().is_some_and(|when| entry.holds(when)),
        links: links.filter_map(|(position, link)| Some((position, one(&link.to)?))).collect(),
        decisions: rules.decisions.keys().copied().filter(holds).collect(),
    })
}

fn fields(entry: &Entry<'_>, rules: &[FieldRule]) -> Vec<(String, String)> {
    rules.iter().filter_map(|rule| Some((rule.key.clone(), first(entry, &rule.templates)?))).collect()
}

/// The first text of which every value is there.
fn first(entry: &Entry<'_>, templates: &[Template]) -> Option<String> {
    templates.iter().find_map(|template| template.render(|path| entry.text(path)))
}
