//! The JSON Schema of `pamlint.toml`, from the options that it sets.

use serde_json::{Map, Value, json};

use super::folders;
use super::keys::{self, Key, Shape, Values};
use crate::exceptions::recorded::{FIELDS, KEY, SCOPES};

/// The schema, as it is published in `docs/pamlint-toml.schema.json`.
pub fn schema() -> String {
    let mut properties: Map<String, Value> = Map::new();
    let mut per_folder: Map<String, Value> = Map::new();
    for key in keys::all() {
        if key.is_per_folder {
            per_folder.insert(key.name.clone(), property(&key));
        }
        let value = if key.name == KEY { with_exceptions(&key) } else { property(&key) };
        properties.insert(key.name.clone(), value);
    }
    properties.insert(
        folders::KEY.to_owned(),
        json!({
            "type": "object",
            "description": "What holds for the workbooks in some folders instead: a table for each pattern of folders, [folders.\"customers/*\"]. Of several that fit, the one of the nearest folder counts, and of these the one that names it.",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": false,
                "properties": per_folder,
            },
        }),
    );
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "pamlint-toml.schema.json",
        "title": "pamlint.toml",
        "description": "The options of `pamlint check` for those who work in a folder or below it, or with the program beside which the file stands. Paths count from the folder of the file; what the command line says wins.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    // A tree of texts has no way to fail.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn property(key: &Key) -> Value {
    let mut property = match &key.shape {
        Shape::Switch { .. } => json!({ "type": "boolean" }),
        Shape::Number => json!({ "type": "integer", "minimum": 1 }),
        Shape::Text(Values::Any) => json!({ "type": ["string", "integer"] }),
        Shape::Text(values) => text(values),
        Shape::Texts(values) => {
            json!({ "oneOf": [text(values), { "type": "array", "items": text(values) }] })
        }
        Shape::Table(values) => json!({ "type": "object", "additionalProperties": text(values) }),
    };
    if let Some(object) = property.as_object_mut() {
        object.insert("description".to_owned(), Value::from(described(key)));
    }
    property
}

fn described(key: &Key) -> String {
    let help = match key.shape {
        Shape::Switch { given_by: false } => format!("false: {}", key.help),
        _ => key.help.clone(),
    };
    match &key.default {
        Some(default) => format!("{help}. Default: {default}."),
        None => format!("{help}."),
    }
}

fn text(values: &Values) -> Value {
    match values {
        Values::Words(words) => json!({ "enum": words }),
        Values::Numbers => json!({ "type": "integer", "minimum": 1 }),
        Values::Any | Values::Paths | Values::Convention => json!({ "type": "string" }),
    }
}

fn with_exceptions(key: &Key) -> Value {
    let fields = FIELDS.iter().map(|field| {
        (field.key.to_owned(), json!({ "type": "string", "minLength": 1, "description": field.help }))
    });
    let required: Vec<&str> = FIELDS.iter().filter(|field| field.required).map(|field| field.key).collect();
    let any_of: Vec<Value> = SCOPES.iter().map(|scope| json!({ "required": [scope] })).collect();
    json!({
        "description": format!("{}; or the exceptions themselves, as [[exceptions]].", key.help),
        "oneOf": [
            { "type": "string" },
            { "type": "array", "items": {
                "type": "object",
                "additionalProperties": false,
                "properties": fields.collect::<Map<String, Value>>(),
                "required": required,
                "anyOf": any_of,
            } },
        ],
    })
}
