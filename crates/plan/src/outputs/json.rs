//! A plan as JSON: schema version 1, whose JSON Schema stands in `docs/plan.schema.json`.

use std::collections::BTreeMap;

use pamlint_convention::{DecisionKind, Secret};
use pamlint_report::{Head, json_text};
use pamlint_words::Words;
use serde::{Serialize, Serializer};

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
        objects: Objects { objects: &plan.objects, words: Words::of(head.wording.language) },
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
    objects: Objects<'a>,
    decisions: Vec<DecisionView<'a>>,
    left_out: Vec<LeftOutView<'a>>,
    /// Only there when there are any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    replaced: Vec<ReplacedView<'a>>,
    secrets: Vec<SecretView<'a>>,
    summary: Summary,
}

/// The objects, each made ready when it is written: there may be a hundred thousand.
struct Objects<'a> {
    objects: &'a [Object],
    words: &'a Words,
}

impl Serialize for Objects<'_> {
    fn serialize<S: Serializer>(&self, into: S) -> Result<S::Ok, S::Error> {
        into.collect_seq(self.objects.iter().map(|object| ObjectView::new(object, self.words)))
    }
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
    fields: BTreeMap<&'a str, FieldView<'a>>,
}

impl<'a> ObjectView<'a> {
    fn new(object: &'a Object, words: &Words) -> ObjectView<'a> {
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

/// What stands in a field.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum FieldView<'a> {
    Text(&'a str),
    MaybeText(Option<&'a str>),
    Flag(bool),
    Number(u32),
    List(&'a [String]),
    Table(BTreeMap<&'a str, &'a str>),
    Secret(Secret),
}

/// The fields of an object, by their names.
pub(crate) fn fields(fields: &Fields) -> BTreeMap<&str, FieldView<'_>> {
    match fields {
        Fields::Group | Fields::Platform => BTreeMap::new(),
        Fields::Safe { description, fields, controlled } => {
            let mut map: BTreeMap<_, _> =
                texts(fields).map(|(key, text)| (key, FieldView::Text(text))).collect();
            map.insert("description", FieldView::MaybeText(description.as_deref()));
            map.insert("controlled", FieldView::Flag(*controlled));
            map
        }
        Fields::Member { group, safe, role, permissions, confirmed } => BTreeMap::from([
            ("group", FieldView::Text(group)),
            ("safe", FieldView::Text(safe)),
            ("role", FieldView::MaybeText(role.as_deref())),
            ("permissions", FieldView::List(permissions)),
            ("confirmed", FieldView::Flag(*confirmed)),
        ]),
        Fields::Account(account) => {
            let own = texts(&account.fields).map(|(key, text)| (key, FieldView::Text(text)));
            let mut map = BTreeMap::from([
                ("safe", FieldView::Text(&account.safe)),
                ("platform", FieldView::Text(&account.platform)),
            ]);
            map.extend(own);
            map.insert("properties", FieldView::Table(texts(&account.properties).collect()));
            map.insert("secret", FieldView::Secret(account.secret));
            map.insert("managed", FieldView::Flag(account.unmanaged.is_none()));
            map.insert("unmanaged_reason", FieldView::MaybeText(account.unmanaged.as_deref()));
            map
        }
        Fields::Link { account, target, purpose, index } => BTreeMap::from([
            ("account", FieldView::Text(account)),
            ("target", FieldView::Text(target)),
            ("purpose", FieldView::Text(purpose)),
            ("index", FieldView::Number(*index)),
        ]),
    }
}

fn texts(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(key, value)| (key.as_str(), value.as_str()))
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
