//! One plan of the requests of many workbooks.

use std::collections::BTreeMap;
use std::sync::Arc;

use pamlint_convention::{Convention, Made, PlanRules, RoleRule, Secret};
use pamlint_rules::{Place, Report};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::against;
use crate::decide::{self, Facts};
use crate::inventory::Inventory;
use crate::ledger::Ledger;
use crate::left_out::{LeftOut, reasons};
use crate::name::{key, key_into};
use crate::object::{AccountFields, Fields, Object, Origin, Plan, SecretSlot, State, Why};
use crate::request::{Request, Requests, Wanted};

/// What a workbook asks for, and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its path, as reports show it.
    pub path: &'a str,
    /// What it asks for.
    pub requests: &'a Requests,
    /// What was found in it.
    pub report: &'a Report,
}

/// One plan of what workbooks ask for, in their order; `None` where the convention has none.
///
/// Accounts with errors stay out, and so does what depends on them; warnings keep nothing out. What the inventory tells
/// to be there already is not made again.
pub fn derive(
    workbooks: &[Asked<'_>],
    convention: &Convention,
    inventory: &Inventory,
    ledger: &Ledger,
) -> Option<Plan> {
    let rules = convention.plan.as_ref()?;
    let mut builder = Builder::new(rules);
    for asked in workbooks {
        builder.add_workbook(asked, convention);
    }
    Some(builder.finish(convention, inventory, ledger))
}

/// The objects of a plan in the making.
struct Builder<'r> {
    rules: &'r PlanRules,
    objects: BTreeMap<Made, Known>,
    left_out: Vec<LeftOut>,
    secrets: Vec<SecretSlot>,
    /// Names of safes in which the use of an account is controlled, in the form in which they are compared; whatever
    /// is wrong with that account.
    controlled: FxHashSet<String>,
    facts: Facts,
}

/// The objects of a type.
#[derive(Default)]
struct Known {
    objects: Vec<Object>,
    /// Their positions, by their names in the form in which these are compared.
    positions: FxHashMap<String, usize>,
    /// The name that was looked for last, in that form.
    looked_for: String,
}

impl Known {
    fn position(&mut self, name: &str) -> Option<usize> {
        key_into(&mut self.looked_for, name);
        self.positions.get(&self.looked_for).copied()
    }

    /// The position of the object of a name, which is added where there is none.
    fn position_or_add(&mut self, made: Made, name: &str, fields: impl FnOnce() -> Fields) -> usize {
        if let Some(position) = self.position(name) {
            return position;
        }
        let position = self.objects.len();
        self.objects.push(Object {
            id: [made.word(), ":", name].concat(),
            made,
            name: name.to_owned(),
            from: Vec::new(),
            needs: Vec::new(),
            state: State::Create,
            why: None,
            differences: Vec::new(),
            fields: fields(),
        });
        self.positions.insert(std::mem::take(&mut self.looked_for), position);
        position
    }
}

/// A workbook, and how the cells of its plan name it and its sheets.
struct Named<'a> {
    requests: &'a Requests,
    report: &'a Report,
    path: Arc<str>,
    sheets: Vec<Arc<str>>,
}

impl Named<'_> {
    fn sheet(&self, position: usize) -> Arc<str> {
        self.sheets.get(position).cloned().unwrap_or_default()
    }

    fn origin(&self, place: Place) -> Origin {
        Origin { workbook: self.path.clone(), sheet: self.sheet(place.sheet), cell: place.cell }
    }
}

impl<'r> Builder<'r> {
    fn new(rules: &'r PlanRules) -> Builder<'r> {
        Builder {
            rules,
            objects: BTreeMap::new(),
            left_out: Vec::new(),
            secrets: Vec::new(),
            controlled: FxHashSet::default(),
            facts: Facts::default(),
        }
    }

    fn add_workbook(&mut self, asked: &Asked<'_>, convention: &Convention) {
        let asked = &Named {
            requests: asked.requests,
            report: asked.report,
            path: asked.path.into(),
            sheets: asked.report.sheet_names.iter().map(|name| name.as_str().into()).collect(),
        };
        let reasons = reasons(asked.requests, asked.report, convention);
        let mut ids: FxHashMap<&str, String> = FxHashMap::default();
        let mut planned: Vec<(&Request, &Wanted, String)> = Vec::new();
        for (request, reason) in asked.requests.accounts.iter().zip(reasons) {
            let wanted = request.wanted.as_deref();
            if let Some(wanted) = wanted.filter(|wanted| wanted.controlled) {
                self.controlled.insert(key(&wanted.safe.text));
            }
            match (reason, wanted) {
                (None, Some(wanted)) => {
                    let id = self.account(asked, wanted);
                    if let Some(own) = &request.id {
                        ids.entry(own).or_insert_with(|| id.clone());
                    }
                    planned.push((request, wanted, id));
                }
                (reason, _) => {
                    let reason = reason.unwrap_or_default();
                    self.left_out.push(LeftOut {
                        workbook: asked.path.to_string(),
                        sheet: asked.sheet(request.sheet).to_string(),
                        row: request.row,
                        account: request.id.clone(),
                        codes: reason.codes.into_iter().collect(),
                        needs: reason.needs,
                    });
                }
            }
        }
        for (_, wanted, id) in &planned {
            for (rule, to) in &wanted.links {
                let Some((rule, target)) = self.rules.links.get(*rule).zip(ids.get(to.text.as_str())) else {
                    continue;
                };
                let name = format!("{}/{}", id.split_once(':').map_or("", |(_, name)| name), rule.purpose);
                let fields = Fields::Link {
                    account: id.clone(),
                    target: target.clone(),
                    purpose: rule.purpose.clone(),
                    index: rule.index,
                };
                let at = self.object(Made::Link, &name, || fields);
                self.touch(at, asked.origin(to.place), &[id, target]);
            }
        }
        for (safe, text) in &asked.requests.descriptions {
            if let Some(Object { fields: Fields::Safe { description, .. }, from, .. }) =
                self.find(Made::Safe, &safe.text)
                && description.is_none()
            {
                *description = Some(text.clone());
                from.push(asked.origin(safe.place));
            }
        }
    }

    /// Adds an account, with what it needs; gives its id.
    fn account(&mut self, asked: &Named<'_>, wanted: &Wanted) -> String {
        let safe = self.safe(asked, wanted);
        let at = self.object(Made::Platform, &wanted.platform.text, || Fields::Platform);
        let platform = self.touch(at, asked.origin(wanted.platform.place), &[]);
        let place = asked.origin(wanted.place);
        let safe_name = safe.split_once(':').map_or("", |(_, name)| name).to_owned();
        let fields = AccountFields {
            safe: safe_name.clone(),
            platform: platform.split_once(':').map_or("", |(_, name)| name).to_owned(),
            fields: wanted.fields.clone(),
            properties: wanted.properties.clone(),
            secret: wanted.secret,
            unmanaged: wanted.unmanaged.clone(),
        };
        let mut name = [safe_name.as_str(), "/", &wanted.name].concat();
        let mut taken = None;
        let mut again = 2;
        while let Some(there) = self.find(Made::Account, &name) {
            taken = taken.or_else(|| there.from.first().cloned());
            name = format!("{safe_name}/{}#{again}", wanted.name);
            again += 1;
        }
        let at = self.object(Made::Account, &name, || Fields::Account(Box::new(fields)));
        let id = self.touch(at, place, &[&safe, &platform]);
        if let Some(object) = self.get(at) {
            object.name = wanted.name.clone();
            if let Some(taken) = taken {
                (object.state, object.why) = (State::Blocked, Some(Why::NameTaken(taken)));
            }
        }
        if wanted.secret != Secret::None {
            self.secrets.push(SecretSlot { account: id.clone(), kind: wanted.secret });
        }
        self.facts.add(&id, &safe, wanted);
        id
    }

    /// Adds the safe of an account, with its groups; gives its id.
    fn safe(&mut self, asked: &Named<'_>, wanted: &Wanted) -> String {
        let at = self.object(Made::Safe, &wanted.safe.text, || Fields::Safe {
            description: None,
            fields: wanted.safe_fields.clone(),
            controlled: false,
        });
        let safe = self.touch(at, asked.origin(wanted.safe.place), &[]);
        let safe_name = safe.split_once(':').map_or("", |(_, name)| name).to_owned();
        for group in &wanted.groups {
            let at = self.object(Made::Group, &group.text, || Fields::Group);
            let group_id = self.touch(at, asked.origin(group.place), &[]);
            let group_name = group_id.split_once(':').map_or("", |(_, name)| name).to_owned();
            let name = [safe_name.as_str(), "/", &group_name].concat();
            let at = self.object(Made::Member, &name, || Fields::Member {
                group: group_name.clone(),
                safe: safe_name.clone(),
                role: group.part.clone(),
                permissions: Vec::new(),
                confirmed: false,
            });
            self.touch(at, asked.origin(group.place), &[&group_id, &safe]);
        }
        safe
    }

    /// The object of a type and a name, which is added where there is none.
    fn object(&mut self, made: Made, name: &str, fields: impl FnOnce() -> Fields) -> (Made, usize) {
        (made, self.objects.entry(made).or_default().position_or_add(made, name, fields))
    }

    fn get(&mut self, (made, position): (Made, usize)) -> Option<&mut Object> {
        self.objects.get_mut(&made)?.objects.get_mut(position)
    }

    fn find(&mut self, made: Made, name: &str) -> Option<&mut Object> {
        let known = self.objects.get_mut(&made)?;
        let position = known.position(name)?;
        known.objects.get_mut(position)
    }

    /// Says that a cell asks for an object, and what it needs; gives its id.
    fn touch(&mut self, at: (Made, usize), origin: Origin, needs: &[&String]) -> String {
        let Some(object) = self.get(at) else { return String::new() };
        if object.from.last() != Some(&origin) {
            object.from.push(origin);
        }
        for need in needs {
            if !object.needs.contains(need) {
                object.needs.push((*need).clone());
            }
        }
        object.id.clone()
    }

    fn finish(mut self, convention: &Convention, inventory: &Inventory, ledger: &Ledger) -> Plan {
        let controlled = std::mem::take(&mut self.controlled);
        let is_controlled = |safe: &str| controlled.contains(&key(safe));
        let all = self.objects.into_iter().map(|(made, known)| (made, known.objects));
        let mut all: BTreeMap<Made, Vec<Object>> = all.collect();
        for object in all.get_mut(&Made::Safe).into_iter().flatten() {
            if let Fields::Safe { controlled, .. } = &mut object.fields {
                *controlled = is_controlled(&object.name);
            }
        }
        for object in all.get_mut(&Made::Member).into_iter().flatten() {
            member(object, self.rules, &is_controlled);
        }
        let links = all.remove(&Made::Link).unwrap_or_default();
        if let Some(accounts) = all.get_mut(&Made::Account) {
            targets_first(accounts, &links);
        }
        all.insert(Made::Link, links);
        let mut plan = Plan { left_out: self.left_out, secrets: self.secrets, ..Plan::default() };
        plan.objects = all.into_values().flatten().collect();
        against::compare(&mut plan, inventory, convention, self.rules);
        ledger.apply(&mut plan, inventory);
        plan.decisions = decide::decisions(&plan, &self.facts, self.rules);
        let there = plan.of(Made::Account).filter(|account| account.is_there());
        let there: FxHashSet<String> = there.map(|account| account.id.clone()).collect();
        plan.secrets.retain(|secret| !there.contains(&secret.account));
        plan
    }
}

/// What a group may do in its safe, and whether it can become a member.
fn member(object: &mut Object, rules: &PlanRules, is_controlled: &impl Fn(&str) -> bool) {
    let Fields::Member { group, safe, role, permissions, confirmed } = &mut object.fields else { return };
    let rule: Option<&RoleRule> = rules
        .roles
        .iter()
        .find(|rule| role.as_ref().is_some_and(|role| rule.role.eq_ignore_ascii_case(role)));
    match rule {
        Some(rule) => {
            let is_withheld =
                |permission: &&String| is_controlled(safe) && rule.not_when_controlled.contains(permission);
            *permissions =
                rule.permissions.iter().filter(|permission| !is_withheld(permission)).cloned().collect();
            *confirmed = rule.confirmed;
        }
        None => {
            object.state = State::Undecided;
            object.why = Some(Why::NoPermissions(role.clone().unwrap_or_default()));
        }
    }
    if let Some(character) = decide::refused(group, rules) {
        (object.state, object.why) = (State::Undecided, Some(Why::MemberName(character)));
    }
}

/// Puts the accounts that others are linked to before those.
fn targets_first(accounts: &mut [Object], links: &[Object]) {
    let targets: FxHashSet<&str> = links
        .iter()
        .filter_map(|link| match &link.fields {
            Fields::Link { target, .. } => Some(target.as_str()),
            _ => None,
        })
        .collect();
    accounts.sort_by_key(|account| !targets.contains(account.id.as_str()));
}
