//! The JSON Schema of the convention file is true of the files that load.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops at what cannot be")]

use pamlint_convention::{built_in_ids, built_in_text, schema, starter};
use serde_json::Value;

/// What the schema has against a file.
fn complaints(text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let file: Value = toml::from_str(text).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    validator.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_built_in_conventions_and_small_ones_are_valid() {
    for id in built_in_ids() {
        assert_eq!(complaints(built_in_text(id).unwrap()), Vec::<String>::new(), "{id}");
    }
    assert_eq!(complaints(&starter("mine")), Vec::<String>::new());
    let extension = "id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n[[rules]]\ncode = \"ACC003\"\nseverity = \"info\"\n";
    assert_eq!(complaints(extension), Vec::<String>::new());
}

#[test]
fn what_does_not_load_for_its_shape_is_not_valid() {
    let base = starter("mine");
    let table = [
        ("version = \"0.1\"", "versoin = \"0.1\""),
        ("version = \"0.1\"", "version = 1"),
        ("severity = \"error\"             # or", "severity = \"fatal\" # or"),
        ("format = \"fqdn\"", "format = \"ip\""),
        ("required = true", "required = \"yes\""),
        ("check = \"id-missing\"", "check = \"id-gone\""),
        ("codes = \"environment\"", "code = \"environment\""),
        ("languages = [\"en\"]", "languages = [\"German\"]"),
        ("code = \"ACC001\"", ""),
    ];
    for (from, to) in table {
        assert!(base.contains(from), "{from}");
        let text = base.replacen(from, to, 1);
        assert!(!complaints(&text).is_empty(), "{to} is valid");
        assert!(pamlint_convention::load("mine.toml", &text).is_err(), "{to} loads");
    }
}
