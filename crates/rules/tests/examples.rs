//! Every rule's examples: the wrong one breaks that rule and no other, the right one breaks none.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first thing that cannot be")]

use pamlint_convention::{Convention, built_in_ids, load};
use pamlint_rules::try_examples;

#[test]
fn every_built_in_rule_has_examples_that_come_out_as_they_say() {
    let mut failures = Vec::new();
    for id in built_in_ids() {
        let convention = Convention::built_in(id).expect("it is listed").unwrap_or_else(|error| {
            let problems: Vec<String> = error.problems.iter().map(ToString::to_string).collect();
            panic!("{id}:\n{}", problems.join("\n"))
        });
        for (_, rule) in convention.all_rules() {
            if rule.wrong.sheets.is_empty() || rule.right.sheets.is_empty() {
                failures.push(format!("{id} {} has no example", rule.code));
            }
        }
        failures.extend(try_examples(&convention).iter().map(ToString::to_string));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A convention with one rule, and the examples that are filled in.
fn with_examples(wrong: &str, right: &str) -> String {
    format!(
        r#"id = "small"
version = "1"
languages = ["en"]
[codes.colour]
RED = {{ en = "red" }}
[columns.box_id]
header = "Box ID"
role = "id"
[columns.colour]
header = "Colour"
codes = "colour"
rule = "BOX001"
[columns.weight]
header = "Weight"
example = "3"
required = true
[[kinds]]
id = "box"
sheet = "Boxes"
label = {{ en = "box" }}
columns = ["box_id", "colour", "weight"]
[[rules]]
code = "BOX001"
name = "colour-unknown"
severity = "error"
message = {{ en = "{{found}} is no colour" }}
why = {{ en = "Boxes get lost." }}
source = "Boxes"
example.wrong = {wrong}
example.right = {right}
[[rules]]
code = "BOX002"
name = "too-heavy"
severity = "error"
at = "weight"
require = {{ weight = {{ not = ["99"] }} }}
message = {{ en = "{{found}} is too much" }}
why = {{ en = "Backs get hurt." }}
source = "Boxes"
example = {{ wrong = {{ weight = "99" }}, right = {{ weight = "9" }} }}
"#
    )
}

#[test]
fn an_example_that_comes_out_otherwise_is_pointed_at() {
    let table: &[(&str, &str, &[&str])] = &[
        (r#"{ colour = "MAUVE" }"#, r#"{ colour = "RED" }"#, &[]),
        (
            r#"{ colour = "RED" }"#,
            r#"{ colour = "RED" }"#,
            &["test.toml:29:17: the wrong example of BOX001 breaks no rule"],
        ),
        (
            r#"{ weight = "99" }"#,
            r#"{ colour = "RED" }"#,
            &[
                "test.toml:29:17: the wrong example of BOX001 does not break it, but gives BOX002 at C2 (99 is too much)",
            ],
        ),
        (
            r#"{ colour = "MAUVE", weight = "99" }"#,
            r#"{ colour = "BEIGE" }"#,
            &[
                "test.toml:29:17: the wrong example of BOX001 has to break it once and no other rule, but gives BOX001 at B2 (MAUVE is no colour); BOX002 at C2 (99 is too much)",
                "test.toml:30:17: the right example of BOX001 may break no rule, but gives BOX001 at B2 (BEIGE is no colour)",
            ],
        ),
        (
            r#"[{ colour = "MAUVE" }, { colour = "MAUVE" }]"#,
            r#"{ sheets = [{ name = "Boxes", cells = [["Box ID", "Colour", "Weight"], ["Boxes-L1", "Mauve", 3]] }] }"#,
            &[
                "test.toml:29:17: the wrong example of BOX001 has to break it once and no other rule, but gives BOX001 at B2 (MAUVE is no colour); BOX001 at B3 (MAUVE is no colour)",
                "test.toml:30:17: the right example of BOX001 may break no rule, but gives BOX001 at B2 (Mauve is no colour)",
            ],
        ),
    ];
    for (wrong, right, expected) in table {
        let convention = load("test.toml", &with_examples(wrong, right))
            .unwrap_or_else(|error| panic!("{:#?}", error.problems));
        let problems: Vec<String> = try_examples(&convention).iter().map(ToString::to_string).collect();
        assert_eq!(problems, *expected, "{wrong} {right}");
    }
}
