//! Rules that speak once for all that belongs together.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that cannot be"
)]

use pamlint_convention::{Convention, ExampleCell, load};
use pamlint_reader::{example_book, recognise};
use pamlint_rules::{Options, check};

/// Two rules that are broken by the same safes: the first speaks once for each safe, or as `once` says, and
/// the second for every row that the first has left alone.
fn convention(once: &str, more: &str) -> Convention {
    let texts = |text: &str| format!("{{ nl = \"{text}\", en = \"{text}\", fr = \"{text}\" }}");
    let rule = |code: &str, severity: &str, more: &str| {
        let example = "{ kind = \"linux\" }";
        format!(
            "[[rules]]\ncode = \"{code}\"\nname = \"{}\"\nseverity = \"{severity}\"\nat = \"safe\"\n\
             when = {{ \"safe.safe_type\" = [\"OPS\"] }}\nrequire = {{ \"safe.responsible\" = [\"O\"] }}\n\
             message = {}\nhelp = {}\nwhy = {}\nsource = \"x\"\nexample.wrong = {example}\n\
             example.right = {example}\n{more}\n",
            code.to_lowercase(),
            texts(code),
            texts("x"),
            texts("x"),
        )
    };
    let first = rule("GRP001", "error", &format!("once = \"{once}\"\n{more}"));
    let second = rule("GRP002", "warning", "");
    let text = format!("id = \"ours\"\nversion = \"1\"\nextends = \"pamaas\"\n{first}{second}");
    load("ours.toml", &text).unwrap()
}

/// The findings of those two rules about Linux accounts in these safes, each with its related cells.
fn found(convention: &Convention, safes: &[&str]) -> Vec<String> {
    let rule = convention.rule(convention.find_rule("SET001").unwrap());
    let mut example = rule.right.workbooks().swap_remove(0);
    let template = example.sheets[0].rows[1].clone();
    let text = |cell: &ExampleCell| match cell {
        ExampleCell::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    let position = |header: &str| example.sheets[0].rows[0].iter().position(|cell| text(cell) == header);
    let [id, safe, context, user] =
        ["Account ID", "Safe", "Context", "Username"].map(|header| position(header).unwrap());
    example.sheets[0].rows.truncate(1);
    for (number, name) in (1..).zip(safes) {
        let mut row = template.clone();
        row[id] = ExampleCell::Text(format!("UX-L{number}"));
        row[safe] = ExampleCell::Text((*name).to_owned());
        row[context] = ExampleCell::Text(format!("{}%user", name.trim_end_matches("-CE")));
        row[user] = ExampleCell::Text(format!("user{number}"));
        example.sheets[0].rows.push(row);
    }
    let report = check(&recognise(example_book(&example), convention), convention, &Options::default());
    let ours = report.findings.iter().filter(|finding| finding.code.starts_with("GRP"));
    let told = ours.map(|finding| {
        let related: Vec<String> = finding.related.iter().map(|place| place.cell.to_string()).collect();
        format!("{} {} {}", finding.code, finding.place.cell, related.join(" ")).trim_end().to_owned()
    });
    told.collect()
}

const SAFE: &str = "D-048644-20109-OPS-CE";
const OTHER: &str = "D-048644-20110-OPS-CE";

#[test]
fn what_a_group_has_named_is_settled_for_later_rules() {
    let by_safe = convention("safe", "");
    assert_eq!(found(&by_safe, &[SAFE, OTHER, SAFE]), ["GRP001 B2 B4", "GRP001 B3"]);
    let by_workbook = convention("*", "");
    assert_eq!(found(&by_workbook, &[SAFE, OTHER, SAFE]), ["GRP001 B2 B3 B4"]);
}

#[test]
fn a_group_settles_what_its_rule_says() {
    let nothing = convention("safe", "settles = false");
    assert_eq!(found(&nothing, &[SAFE, SAFE]), ["GRP001 B2 B3", "GRP002 B2", "GRP002 B3"]);
    let another = convention("safe", "settles = [\"safe.responsible\"]");
    assert_eq!(found(&another, &[SAFE, SAFE]), ["GRP001 B2 B3"]);
}
