//! `[plan]`: what has to be made for an account, and how it is called.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::Compiler;
use crate::fold_header;
use crate::model::*;
use crate::path::Path;
use crate::raw::{
    OneOrMany, RawConditions, RawPlan, RawPlanAccount, RawPlanDecision, RawPlanReceipt, RawPlanRole,
    RawPlanSafe,
};
use crate::suggest::did_you_mean;
use crate::text::Text;

/// The most characters of the name of an account where nothing is said.
const LONGEST_NAME: usize = 100;

/// What the question of a decision may name.
const HOLES: [&str; 2] = ["safe", "role"];

impl Compiler<'_> {
    pub(super) fn plan(&mut self, raw: RawPlan) -> Option<PlanRules> {
        let at = raw.platform.span();
        let kinds = self.kinds();
        let Some(safe) = self.convention.safe_column else {
            self.problem(at, "a plan needs a `safe_column` at the top of the file");
            return None;
        };
        let safe = Path::parse(&self.convention.column(safe).key);
        let platform = self.path(raw.platform.get_ref(), &raw.platform.span(), Some(&kinds));
        let group = self.path(raw.group.get_ref(), &raw.group.span(), Some(&kinds));
        if let Some(group) = &group {
            self.path(&format!("{group}.{}", raw.role.get_ref()), &raw.role.span(), Some(&kinds));
        }
        let controlled = self.conditions(&raw.controlled, &at, Some(&kinds));
        let safe_fields = self.field_rules(&raw.safe.fields, &at);
        let described = self.described(&raw.safe);
        let account = self.account_rules(raw.account.get_ref(), &raw.account.span(), &kinds);
        let links = raw.links.iter().filter_map(|(purpose, link)| {
            let to = self.path(&link.get_ref().to, &link.span(), Some(&kinds))?;
            Some(LinkRule { purpose: purpose.clone(), to, index: link.get_ref().index })
        });
        let links = links.collect();
        let permissions = self.permissions(raw.permissions);
        let roles = self.role_rules(raw.roles, raw.role.get_ref(), &permissions);
        let decisions = self.decisions(raw.decisions, &kinds);
        let receipt = raw.receipt.map(|receipt| self.receipt(receipt, &at));
        let inventory = self.inventory(raw.inventory);
        Some(PlanRules {
            safe,
            platform: platform?,
            group: group?,
            role: raw.role.into_inner(),
            controlled: (!raw.controlled.is_empty()).then_some(controlled),
            safe_fields,
            described,
            member_forbidden: raw.member.forbidden,
            account,
            links,
            permissions,
            roles,
            decisions,
            receipt,
            inventory,
        })
    }

    fn field_rules(&mut self, raw: &BTreeMap<String, OneOrMany>, at: &Range<usize>) -> Vec<FieldRule> {
        raw.iter()
            .map(|(key, texts)| FieldRule { key: key.clone(), templates: self.first_of(texts, at) })
            .collect()
    }

    fn first_of(&mut self, texts: &OneOrMany, at: &Range<usize>) -> Vec<pamlint_words::Template> {
        let texts = texts.clone().into_vec();
        texts.iter().filter_map(|text| self.template_of_row(text, at, &[])).collect()
    }

    /// The sheet on which safes are described.
    fn described(&mut self, raw: &RawPlanSafe) -> Option<Described> {
        let (listed, description) = (raw.listed.as_ref()?, raw.description.as_ref()?);
        let (table, safe) = self.column_of_sheet(listed)?;
        let (other, description_of) = self.column_of_sheet(description)?;
        if table != other {
            self.problem(description.span(), "`listed` and `description` have to be columns of one sheet");
        }
        Some(Described { table, safe, description: description_of })
    }

    /// `sheet.column`.
    fn column_of_sheet(&mut self, path: &Spanned<String>) -> Option<(TableId, ColumnId)> {
        let (sheet, column) = path.get_ref().split_once('.').unwrap_or((path.get_ref(), ""));
        let tables = self.table_refs(&[sheet.to_owned()], &path.span());
        let table = *tables.first()?;
        let column = self.column_ref(column, &path.span())?;
        if self.convention.table(table).position(column).is_none() {
            self.problem(path.span(), format!("the sheet `{sheet}` has no such column"));
            return None;
        }
        Some((table, column))
    }

    fn account_rules(&mut self, raw: &RawPlanAccount, at: &Range<usize>, kinds: &[TableId]) -> AccountRules {
        let mut conditions = |when: &RawConditions| self.conditions(when, at, Some(kinds));
        let secrets = raw.secrets.iter().map(|secret| (secret.kind, conditions(&secret.when))).collect();
        let unmanaged =
            raw.unmanaged.as_ref().map(|unmanaged| (conditions(&unmanaged.when), unmanaged.reason.clone()));
        let account = AccountRules {
            name: self.first_of(&raw.name, at),
            max_length: raw.max_length.unwrap_or(LONGEST_NAME),
            forbidden: raw.forbidden.clone(),
            fields: self.field_rules(&raw.fields, at),
            properties: self.field_rules(&raw.properties, at),
            secrets,
            unmanaged,
        };
        // What is cut gets a mark that tells it from others, and needs room for it.
        if account.max_length < 20 {
            self.problem(at.clone(), "`max_length` of the name of an account has to be 20 at least");
        }
        account
    }

    fn permissions(&mut self, raw: BTreeMap<String, Spanned<Text>>) -> Vec<(String, Text)> {
        let meaning = |(word, text): (String, Spanned<Text>)| {
            self.check_text(text.get_ref(), &text.span(), &format!("the meaning of `{word}`"));
            (word, text.into_inner())
        };
        raw.into_iter().map(meaning).collect()
    }

    fn role_rules(
        &mut self,
        raw: BTreeMap<String, Spanned<RawPlanRole>>,
        part: &str,
        permissions: &[(String, Text)],
    ) -> Vec<RoleRule> {
        let words = permissions.iter().map(|(word, _)| word.as_str());
        let known: Option<Vec<String>> =
            self.convention.parts.iter().find(|known| known.key == part).and_then(|part| match part.shape {
                Shape::Codes(list) => {
                    let codes = &self.convention.list(list).codes;
                    Some(codes.iter().map(|(code, _)| code.clone()).collect())
                }
                Shape::Forms(_) => None,
            });
        let mut roles = Vec::new();
        for (role, raw) in raw {
            let at = raw.span();
            let raw = raw.into_inner();
            if let Some(known) = known.as_ref().filter(|known| !known.contains(&role)) {
                let hint = did_you_mean(&role, known.iter().map(String::as_str));
                self.problem_with_hint(at.clone(), format!("there is no role `{role}`"), hint);
            }
            for (position, permission) in raw.permissions.iter().enumerate() {
                if raw.permissions.iter().take(position).any(|earlier| earlier == permission) {
                    let message = format!("`permissions` of `{role}` names `{permission}` twice");
                    self.problem(at.clone(), message);
                }
                if !words.clone().any(|word| word == permission) {
                    let hint = did_you_mean(permission, words.clone());
                    let message = format!("`{permission}` is none of the [plan.permissions]");
                    self.problem_with_hint(at.clone(), message, hint);
                }
            }
            let permissions = raw.permissions.iter().map(String::as_str);
            for stray in raw.not_when_controlled.iter().filter(|one| !raw.permissions.contains(one)) {
                let hint = did_you_mean(stray, permissions.clone());
                let message = format!("`not_when_controlled` names `{stray}`, which `{role}` does not get");
                self.problem_with_hint(at.clone(), message, hint);
            }
            let RawPlanRole { permissions, not_when_controlled, confirmed } = raw;
            roles.push(RoleRule { role, permissions, not_when_controlled, confirmed });
        }
        roles
    }

    fn decisions(
        &mut self,
        raw: BTreeMap<DecisionKind, Spanned<RawPlanDecision>>,
        kinds: &[TableId],
    ) -> BTreeMap<DecisionKind, Decision> {
        let holes = HOLES.map(str::to_owned);
        let mut decisions = BTreeMap::new();
        for (kind, raw) in raw {
            let at = raw.span();
            let raw = raw.into_inner();
            let when = self.conditions(&raw.when, &at, Some(kinds));
            let question = self.message(&raw.question, &at, "question", Some(&holes));
            let is_by_account = matches!(kind, DecisionKind::ReconcileLink | DecisionKind::LogonLink);
            if is_by_account == raw.when.is_empty() {
                let message = if is_by_account {
                    "`when` has to say which accounts this is about"
                } else {
                    "`when` is for what is decided account by account, which this is not"
                };
                self.problem(at, message);
            }
            if !raw.answered {
                decisions.insert(kind, Decision { when, question });
            }
        }
        decisions
    }

    fn receipt(&mut self, raw: RawPlanReceipt, at: &Range<usize>) -> ReceiptRules {
        let folded =
            |words: &[String]| -> Vec<String> { words.iter().map(|word| fold_header(word)).collect() };
        let RawPlanReceipt { id, index, safe, name, reference, status, error, made, refused } = raw;
        let columns = [
            ("id", id),
            ("index", index),
            ("safe", safe),
            ("name", name),
            ("reference", reference),
            ("status", status),
            ("error", error),
        ];
        let columns: Vec<(String, Vec<String>)> = columns
            .into_iter()
            .map(|(key, mut words)| {
                words.push(key.to_owned());
                (key.to_owned(), folded(&words))
            })
            .collect();
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (column, words) in &columns {
            for word in words {
                if let Some(other) = seen.insert(word, column).filter(|other| other != column) {
                    let message = format!("[plan.receipt]: `{word}` means both `{other}` and `{column}`");
                    self.problems.add(at.clone(), message);
                }
            }
        }
        ReceiptRules { columns, made: folded(&made), refused: folded(&refused) }
    }

    fn inventory(&mut self, raw: BTreeMap<Made, Spanned<String>>) -> BTreeMap<Made, ReferenceId> {
        let mut inventory = BTreeMap::new();
        for (made, list) in raw {
            let found = self.convention.find_reference(list.get_ref());
            if found.is_none() {
                let known = self.convention.references.iter().map(|list| list.key.as_str());
                let hint = did_you_mean(list.get_ref(), known);
                let message = format!("there is no list [lists.{}]", list.get_ref());
                self.problem_with_hint(list.span(), message, hint);
            }
            inventory.extend(found.map(|found| (made, found)));
        }
        inventory
    }
}
