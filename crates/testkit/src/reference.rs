//! The page of docs that has every key of a convention file, made of its JSON Schema.

use std::fmt::Write as _;

use pamlint_convention::{ALWAYS, Format, Subject, schema};
use serde_json::Value;

/// Where the tables stand in a file, and what the schema calls them; the others follow in their own order.
const FIRST: &[(&str, &str)] = &[
    ("Part", "[parts.<part>]"),
    ("ReferenceList", "[lists.<list>]"),
    ("Name", "[names.<name>]"),
    ("Column", "[columns.<column>]"),
    ("Table", "[[kinds]] and [[sheets]]"),
    ("Rule", "[[rules]]"),
    ("Plan", "[plan]"),
];

/// The page.
///
/// # Panics
/// When the schema is none.
#[must_use]
pub fn reference() -> String {
    let schema: Value = serde_json::from_str(&schema()).expect("a schema is JSON");
    let mut page = String::from(
        "# Every key of a convention file\n\n\
         Generated from the program; `cargo xtask gen` makes this page and [the JSON Schema](convention.schema.json)\n\
         anew. [The guide](convention-guide.md) tells how to write a convention.\n\n\
         Texts are tables with one text for each language of the convention: `{ nl = \"…\", en = \"…\", fr = \"…\" }`.\n",
    );
    table(&mut page, "The top of the file", &schema);
    let definitions = schema["definitions"].as_object().expect("a schema has definitions");
    for (name, title) in FIRST {
        table(&mut page, &format!("`{title}`"), &definitions[*name]);
    }
    let _ = writeln!(page, "\n# What stands in those\n");
    variants(&mut page);
    for (name, definition) in definitions {
        if name != "Text" && !FIRST.iter().any(|(known, _)| known == name) {
            table(&mut page, name, definition);
        }
    }
    page
}

/// What texts can be made of: the variants and placeholders of a rule hang on what refers to it.
fn variants(page: &mut String) {
    let always: Vec<String> = ALWAYS.iter().map(|hole| format!("`{{{hole}}}`")).collect();
    let _ = writeln!(
        page,
        "\n## Variants and placeholders of texts\n\n\
         Which `variants` a rule can have, and which placeholders its texts, hangs on how it is found and on what\n\
         refers to it. Other variants and placeholders are refused. {} and the values of the row (`{{safe}}`,\n\
         `{{safe.environment}}`) are filled in wherever there is something to fill in; a text that has a placeholder\n\
         without anything to fill in gives way to the rule's plainer one. A rule with `check` has those that stand\n\
         with its [BuiltInCheck](#builtincheck). A rule with `listed` also has `{{entry.COLUMN}}`, and one with `cases` the variants\n\
         that its cases name.\n\n{}",
        always.join(", "),
        Subject::table(),
    );
    let _ = writeln!(
        page,
        "The `rule` of a column with a `format` has the problems of the format as its variants, and `{{found}}`,\n\
         `{{length}}` and `{{suggestion}}`. A problem can have a rule of its own in `rules`.\n\n\
         | format | problems |\n|---|---|"
    );
    for format in Format::ALL {
        let problems: Vec<String> = format.problems().iter().map(|problem| format!("`{problem}`")).collect();
        let _ = writeln!(page, "| `{}` | {} |", format.word(), problems.join(", "));
    }
}

fn table(page: &mut String, title: &str, definition: &Value) {
    let _ = writeln!(page, "\n## {title}\n");
    if let Some(description) = definition["description"].as_str() {
        let _ = writeln!(page, "{}\n", one_line(description));
    }
    if let Some(properties) = definition["properties"].as_object() {
        let _ = writeln!(page, "| key | holds | meaning |\n|---|---|---|");
        let required = definition["required"].as_array();
        for (key, value) in properties {
            let is_required = required.is_some_and(|required| required.iter().any(|known| known == key));
            let mark = if is_required { " (needed)" } else { "" };
            let meaning = one_line(value["description"].as_str().unwrap_or_default());
            let _ = writeln!(page, "| `{key}`{mark} | {} | {meaning} |", holds(value));
        }
    }
    let choices = definition["oneOf"].as_array().or_else(|| definition["anyOf"].as_array());
    for choice in choices.into_iter().flatten() {
        let meaning = one_line(choice["description"].as_str().unwrap_or_default());
        match choice["const"].as_str() {
            Some(word) => {
                let _ = writeln!(page, "- `{word}`: {meaning}");
            }
            None => {
                let colon = if meaning.is_empty() { "" } else { ": " };
                let _ = writeln!(page, "- {}{colon}{meaning}", holds(choice));
            }
        }
    }
}

/// What a key holds, in words.
fn holds(value: &Value) -> String {
    if let Some(name) = value["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return match name {
            "Text" => "texts".to_owned(),
            name => link(name),
        };
    }
    let choices = ["anyOf", "allOf", "oneOf"].iter().find_map(|key| value[*key].as_array());
    if let Some(choices) = choices {
        return choices.iter().map(holds).collect::<Vec<_>>().join(" or ");
    }
    match value["type"].as_str() {
        Some("array") => format!("list of {}", holds(&value["items"])),
        Some("object") => match &value["additionalProperties"] {
            Value::Object(_) => format!("table of {}", holds(&value["additionalProperties"])),
            _ => {
                let keys = value["properties"].as_object().into_iter().flatten();
                format!(
                    "table with {}",
                    keys.map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ")
                )
            }
        },
        Some("string") => "text".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer" | "number") => "number".to_owned(),
        _ => "anything".to_owned(),
    }
}

fn link(name: &str) -> String {
    match FIRST.iter().find(|(known, _)| *known == name) {
        Some((_, title)) => format!("`{title}`"),
        None => format!("[{name}](#{})", name.to_lowercase()),
    }
}

/// A description on one line, as a cell of a table takes it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}
