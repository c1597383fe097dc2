//! What one version of a convention changes in its plan.

use pamlint_words::Template;

use super::{Thing, Value, Walk};
use crate::model::*;

impl Walk<'_> {
    /// What belongs to the plan is told only where both conventions have one.
    pub(super) fn plan(&mut self, rules: &PlanRules) {
        let PlanRules { account, .. } = rules;
        let lists = rules.inventory.iter();
        let lists =
            lists.map(|(made, list)| format!("{}: {}", made.word(), self.convention.reference(*list).key));
        let described = rules.described.map(|described| {
            let column = |id| self.convention.column(id).key.as_str();
            let sheet = &self.convention.table(described.table).sheet;
            format!("{sheet}: {}, {}", column(described.safe), column(described.description))
        });
        let aspects = vec![
            ("plan_safe", Value::Plain(rules.safe.to_string())),
            ("plan_platform", Value::Plain(rules.platform.to_string())),
            ("plan_group", Value::Plain(format!("{} ({})", rules.group, rules.role))),
            ("plan_controlled", Value::Hidden(format!("{:?}", rules.controlled))),
            ("plan_described", Value::Plain(described.unwrap_or_default())),
            ("plan_member", Value::Plain(rules.member_forbidden.clone())),
            ("plan_name", Value::Plain(first_of(&account.name))),
            ("length", Value::Plain(account.max_length.to_string())),
            ("plan_forbidden", Value::Plain(account.forbidden.clone())),
            ("plan_secrets", Value::Hidden(format!("{:?}", account.secrets))),
            ("plan_unmanaged", Value::Hidden(format!("{:?}", account.unmanaged))),
            ("plan_receipt", Value::Hidden(format!("{:?}", rules.receipt))),
            ("plan_inventory", Value::Plain(lists.collect::<Vec<_>>().join(", "))),
        ];
        let about = Some(Vec::new());
        self.add(Thing { about, aspects, ..Thing::new("plan", ["plan", "plan"], &self.convention.id) });
        for role in &rules.roles {
            let permissions = Value::Plain(role.permissions.join(", "));
            let aspects = vec![
                ("permissions", permissions.clone()),
                ("not_when_controlled", Value::Plain(role.not_when_controlled.join(", "))),
                ("confirmed", Value::Plain(role.confirmed.to_string())),
            ];
            self.of_plan("role", &role.role, Some(permissions), aspects);
        }
        for (permission, meaning) in &rules.permissions {
            let meaning = Value::Texts(meaning.clone());
            self.of_plan("permission", permission, Some(meaning.clone()), vec![("meaning", meaning)]);
        }
        for (kind, decision) in &rules.decisions {
            let question = Value::texts(Some(&decision.question));
            let aspects =
                vec![("question", question.clone()), ("when", Value::Hidden(format!("{:?}", decision.when)))];
            self.of_plan("decision", kind.word(), Some(question), aspects);
        }
        for link in &rules.links {
            let to = Value::Plain(link.to.to_string());
            let aspects = vec![("link_to", to.clone()), ("index", Value::Plain(link.index.to_string()))];
            self.of_plan("link", &link.purpose, Some(to), aspects);
        }
        let fields = [
            ("safe_field", &rules.safe_fields),
            ("field", &account.fields),
            ("property", &account.properties),
        ];
        for (noun, fields) in fields {
            for field in fields {
                let made_of = Value::Plain(first_of(&field.templates));
                self.of_plan(noun, &field.key, Some(made_of.clone()), vec![("made_of", made_of)]);
            }
        }
    }

    /// Adds something of the plan; `about` says what it is.
    fn of_plan(
        &mut self,
        noun: &'static str,
        key: &str,
        about: Option<Value>,
        aspects: Vec<(&'static str, Value)>,
    ) {
        let about = about.map(|about| vec![about]);
        self.add(Thing {
            about,
            aspects,
            ..Thing::new(noun, ["plan", "plan", &format!("{noun} {key}")], key)
        });
    }
}

/// Templates as the file has them, of which the first counts that can be filled in.
fn first_of(templates: &[Template]) -> String {
    let written = templates.iter().filter_map(|template| template.render(|name| Some(format!("{{{name}}}"))));
    written.collect::<Vec<_>>().join(" | ")
}
