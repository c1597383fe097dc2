//! What the workbooks do not tell, and is never guessed.

use std::collections::BTreeMap;

use pamlint_convention::{DecisionKind, Made, PlanRules};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::object::{Decision, Fields, Object, Plan};
use crate::request::Wanted;

/// What is known of the accounts of a plan besides their fields.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// For what is decided account by account: the accounts, by the kind of decision and the safe, in the order in
    /// which safes come.
    by_account: BTreeMap<DecisionKind, Vec<(String, Vec<String>)>>,
    /// The positions of safes there.
    positions: FxHashMap<(DecisionKind, String), usize>,
    /// The safes that hold an account whose use is controlled, by their ids.
    controlled: FxHashSet<String>,
}

impl Facts {
    /// Adds an account and its safe, by their ids.
    pub fn add(&mut self, account: &str, safe: &str, wanted: &Wanted) {
        for kind in &wanted.decisions {
            let safes = self.by_account.entry(*kind).or_default();
            let position = *self.positions.entry((*kind, safe.to_owned())).or_insert(safes.len());
            match safes.get_mut(position) {
                Some((_, accounts)) => accounts.push(account.to_owned()),
                None => safes.push((safe.to_owned(), vec![account.to_owned()])),
            }
        }
        if wanted.controlled {
            self.controlled.insert(safe.to_owned());
        }
    }
}

/// The character for which the name of a group may be refused as that of a member, as long as that is to be decided.
pub(crate) fn refused(group: &str, rules: &PlanRules) -> Option<char> {
    let is_open = rules.decisions.contains_key(&DecisionKind::MemberName);
    group.chars().find(|letter| is_open && rules.member_forbidden.contains(*letter))
}

/// Everything that has to be decided before the rest of a plan is made. What exists needs no decision.
pub(crate) fn decisions(plan: &Plan, facts: &Facts, rules: &PlanRules) -> Vec<Decision> {
    let open = |made| plan.of(made).filter(|object| !object.is_there());
    let mut decisions = Vec::new();
    for kind in rules.decisions.keys().copied() {
        let decision = |about: Vec<String>| Decision { kind, about, safe: None, role: None };
        match kind {
            DecisionKind::ReconcileLink | DecisionKind::LogonLink => {
                let is_open: FxHashSet<&str> = open(Made::Account).map(|object| object.id.as_str()).collect();
                for (safe, accounts) in facts.by_account.get(&kind).into_iter().flatten() {
                    let about = accounts.iter().filter(|id| is_open.contains(id.as_str())).cloned().collect();
                    decisions.push(Decision { safe: Some(bare(safe).to_owned()), ..decision(about) });
                }
            }
            DecisionKind::RecordingSafe => {
                let safes = open(Made::Safe).filter(|safe| facts.controlled.contains(&safe.id));
                decisions.extend(safes.map(|safe| Decision {
                    safe: Some(safe.name.clone()),
                    ..decision(vec![safe.id.clone()])
                }));
            }
            DecisionKind::Permissions => {
                let mut by_role: BTreeMap<&str, Vec<String>> = BTreeMap::new();
                for (role, member) in open(Made::Member).filter_map(unconfirmed) {
                    by_role.entry(role).or_default().push(member.id.clone());
                }
                let of_role = |(role, about): (&str, Vec<String>)| Decision {
                    role: Some(role.to_owned()),
                    ..decision(about)
                };
                decisions.extend(by_role.into_iter().map(of_role));
            }
            DecisionKind::MemberName => {
                let members = open(Made::Member).filter(|member| match &member.fields {
                    Fields::Member { group, .. } => refused(group, rules).is_some(),
                    _ => false,
                });
                decisions.push(decision(members.map(|member| member.id.clone()).collect()));
            }
            DecisionKind::Platform => {
                decisions.push(decision(open(Made::Platform).map(|platform| platform.id.clone()).collect()));
            }
        }
    }
    decisions.retain(|decision| !decision.about.is_empty());
    decisions
}

/// A member whose permissions nobody has confirmed, with its role.
fn unconfirmed(object: &Object) -> Option<(&str, &Object)> {
    match &object.fields {
        Fields::Member { role, confirmed: false, .. } => Some((role.as_deref().unwrap_or_default(), object)),
        _ => None,
    }
}

/// An id without its type.
fn bare(id: &str) -> &str {
    id.split_once(':').map_or(id, |(_, name)| name)
}
