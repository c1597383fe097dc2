//! The JSON Schema of the convention file, with which editors complete and explain it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use crate::raw::{
    RawColumn, RawDetail, RawHead, RawName, RawPart, RawPlan, RawReferenceList, RawReply, RawRule, RawTable,
    RawVariant,
};
use crate::text::Text;

/// A convention file. `pamlint convention check` says more than a schema can: what refers to nothing, which
/// text is missing, which example does not come out.
#[derive(JsonSchema)]
#[schemars(rename = "Convention", deny_unknown_fields)]
#[expect(dead_code, reason = "it is only described")]
struct File {
    head: RawHead,
    /// The convention that this one builds on: one that is built in, or a file beside this one. Its tables
    /// merge with those given here.
    extends: Option<String>,
    /// Closed lists: each code, and what it means.
    codes: Option<BTreeMap<String, BTreeMap<String, Text>>>,
    /// The parts that names are made of.
    parts: Option<BTreeMap<String, RawPart>>,
    /// Lists that users can supply: the values that exist.
    lists: Option<BTreeMap<String, RawReferenceList>>,
    /// Names made of parts between separators.
    names: Option<BTreeMap<String, RawName>>,
    /// Columns, whatever sheets they stand on.
    columns: Option<BTreeMap<String, RawColumn>>,
    /// Values derived from others: the first of these that a row has.
    derived: Option<BTreeMap<String, Vec<String>>>,
    /// What a workbook says of whoever sends it, beside labels on a sheet without columns.
    details: Option<BTreeMap<String, RawDetail>>,
    /// The texts of the mail for whoever sent a workbook; those of the engine where a convention gives none.
    reply: Option<RawReply>,
    /// Texts for problems that are told alike whatever the rule is; those of a rule win.
    variants: Option<BTreeMap<String, RawVariant>>,
    /// The kinds of account, one sheet each.
    kinds: Option<Vec<RawTable>>,
    /// Sheets that hold no accounts.
    sheets: Option<Vec<RawTable>>,
    /// The rules, in the order in which relations are judged.
    rules: Option<Vec<RawRule>>,
    /// What has to be made for the accounts without errors: the onboarding plan.
    plan: Option<RawPlan>,
}

/// What a table has to have even where it only changes one of the convention below it.
const NEEDED: &[(&str, &[&str])] = &[("Table", &["id"]), ("Rule", &["code"])];

/// Tables that may give no more than what they change.
const PARTIAL: &[&str] = &[
    "Table",
    "Rule",
    "Part",
    "Name",
    "ReferenceList",
    "Detail",
    "Reply",
    "Verdict",
    "Plan",
    "PlanAccount",
    "PlanLink",
    "PlanRole",
    "PlanDecision",
];

/// The JSON Schema (draft 07) of the convention file, as JSON with a line end behind it.
pub fn schema() -> String {
    let mut schema: Value = SchemaSettings::draft07().into_generator().into_root_schema_for::<File>().into();
    lift_head(&mut schema);
    if let Some(definitions) = schema.get_mut("definitions").and_then(Value::as_object_mut) {
        for name in PARTIAL {
            let Some(table) = definitions.get_mut(*name).and_then(Value::as_object_mut) else { continue };
            let needed = NEEDED.iter().find(|(known, _)| known == name).map(|(_, needed)| needed.to_vec());
            match needed {
                Some(needed) => table.insert("required".to_owned(), needed.into()),
                None => table.remove("required"),
            };
        }
    }
    without_null(&mut schema);
    schema.sort_all_objects();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Puts the keys of the head where they stand in a file: at its top.
fn lift_head(schema: &mut Value) {
    let head =
        schema.get_mut("definitions").and_then(|definitions| definitions.as_object_mut()?.remove("Head"));
    let Some(Value::Object(mut head)) = head else { return };
    let Some(root) = schema.as_object_mut() else { return };
    if let Some(properties) = root.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove("head");
        if let Some(Value::Object(own)) = head.remove("properties") {
            properties.extend(own);
        }
    }
    let required = head.remove("required").unwrap_or_else(|| Value::Array(Vec::new()));
    root.insert("required".to_owned(), required);
}

/// Takes `null` out: TOML has none, what is not there is left out.
fn without_null(value: &mut Value) {
    match value {
        Value::Object(map) => {
            let is_null =
                |value: &Value| *value == "null" || value.get("type").is_some_and(|word| word == "null");
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|word| !is_null(word));
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(mut any)) = map.remove("anyOf") {
                any.retain(|one| !is_null(one));
                match any.as_mut_slice() {
                    [Value::Object(only)]
                        if !only.contains_key("$ref") || !map.contains_key("description") =>
                    {
                        let only = std::mem::take(only);
                        merge(map, only);
                    }
                    _ => {
                        map.insert("anyOf".to_owned(), Value::Array(any));
                    }
                }
            }
            map.remove("default");
            map.values_mut().for_each(without_null);
        }
        Value::Array(values) => values.iter_mut().for_each(without_null),
        _ => {}
    }
}

fn merge(map: &mut Map<String, Value>, over: Map<String, Value>) {
    for (key, value) in over {
        map.entry(key).or_insert(value);
    }
}
