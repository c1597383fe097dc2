//! A plan as JSON: schema version 1, whose JSON Schema stands in `docs/plan.schema.json`.

use std::collections::BTreeMap;

use pamlint_convention::{DecisionKind, Secret};
use pamlint_report::{Head, json_text};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::left_out::LeftOut;
use crate::object::{Difference, Fields, Object, Origin, Plan, State, Summary};
use crate::outputs::text::question;

/// The version of the schema.
const SCHEMA: u32 = 1;

/// A plan as one JSON document, indented.
pub fn plan_json(plan: &Plan, head: &Head<'_>) -> String {
    let convention = head.wording.convention;
    let view = PlanView {
        schema: SCHEMA,
        tool: BTreeMap::from([("name", head.tool.0.as_str()), ("version", &head.tool.1)]),
        convention: BTreeMap::from([("id", convention.id.as_str()), ("version", &convention.version)]),
        objects: plan.objects.iter().map(|object| ObjectView::new(object, head)).collect(),
        decisions: plan
            .decisions
            .iter()
            .map(|decision| DecisionView {
                kind: decision.kind,
                about: &decision.about,
                question: question(decision, head),
            })
            .collect(),
        left_out: plan.left_out.iter().map(LeftOutView::new).collect(),
        replaced: plan.replaced.iter().map(|(workbook, by)| ReplacedView { workbook, by }).collect(),
        secrets: plan
            .secrets
            .iter()
            .map(|secret| SecretView { account: &secret.account, kind: secret.kind })
            .collect(),
        summary: plan.summary(),
    };
    let mut text = json_text(&view);
    text.push('\n');
    text
}

#[derive(Serialize)]
struct PlanView<'a> {
    schema: u32,
    tool: BTreeMap<&'a str, &'a str>,
    convention: BTreeMap<&'a str, &'a str>,
    objects: Vec<ObjectView<'a>>,
    decisions: Vec<DecisionView<'a>>,
    left_out: Vec<LeftOutView<'a>>,
    /// Only there when there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<ReplacedView<'a>>,
    secrets: Vec<SecretView<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct ObjectView<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    made: &'a str,
    name: &'a str,
    from: &'a [Origin],
    needs: &'a [String],
    state: State,
    why: Option<String>,
    differences: &'a [Difference],
    fields: Value,
}

impl<'a> ObjectView<'a> {
    fn new(object: &'a Object, head: &Head<'_>) -> ObjectView<'a> {
        let words = pamlint_words::Words::of(head.wording.language);
        ObjectView {
            id: &object.id,
            made: object.made.word(),
            name: &object.name,
            from: &object.from,
            needs: &object.needs,
            state: object.state,
            why: object.why.as_ref().map(|why| why.said(words)),
            differences: &object.differences,
            fields: fields(&object.fields),
        }
    }
}

/// The fields of an object. Empty tables are left out.
pub(crate) fn fields(fields: &Fields) -> Value {
    match fields {
        Fields::Group | Fields::Platform => json!({}),
        Fields::Safe { description, fields, controlled } => {
            let mut map = table(fields);
            map.insert("description".to_owned(), json!(description));
            map.insert("controlled".to_owned(), json!(controlled));
            Value::Object(map)
        }
        Fields::Member { group, safe, role, permissions, confirmed } => json!({
            "group": group, "safe": safe, "role": role, "permissions": permissions, "confirmed": confirmed,
        }),
        Fields::Account(account) => {
            let mut map = Map::new();
            map.insert("safe".to_owned(), json!(account.safe));
            map.insert("platform".to_owned(), json!(account.platform));
            map.append(&mut table(&account.fields));
            map.insert("properties".to_owned(), Value::Object(table(&account.properties)));
            map.insert("secret".to_owned(), json!(account.secret));
            map.insert("managed".to_owned(), json!(account.unmanaged.is_none()));
            map.insert("unmanaged_reason".to_owned(), json!(account.unmanaged));
            Value::Object(map)
        }
        Fields::Link { account, target, purpose, index } => {
            json!({ "account": account, "target": target, "purpose": purpose, "index": index })
        }
    }
}

fn table(fields: &[(String, String)]) -> Map<String, Value> {
    fields.iter().map(|(key, value)| (key.clone(), json!(value))).collect()
}

#[derive(Serialize)]
struct DecisionView<'a> {
    kind: DecisionKind,
    about: &'a [String],
    question: String,
}

#[derive(Serialize)]
struct LeftOutView<'a> {
    workbook: &'a str,
    sheet: &'a str,
    row: u32,
    account: Option<&'a str>,
    codes: &'a [String],
}

impl<'a> LeftOutView<'a> {
    fn new(left_out: &'a LeftOut) -> LeftOutView<'a> {
        LeftOutView {
            workbook: &left_out.workbook,
            sheet: &left_out.sheet,
            row: left_out.row,
            account: left_out.account.as_deref(),
            codes: &left_out.codes,
        }
    }
}

#[derive(Serialize)]
struct ReplacedView<'a> {
    workbook: &'a str,
    by: &'a str,
}

#[derive(Serialize)]
struct SecretView<'a> {
    account: &'a str,
    kind: Secret,
}
