//! What `pamlint plan` prints, keeps and answers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;

use pamlint_testkit::Book;
use serde_json::{Value, json};
use support::{GOOD, files, folder, good, json_of, pamlint, wrong};

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn valid(plan: &Value) {
    let schema: Value = serde_json::from_str(include_str!("../../../docs/plan.schema.json")).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let problems: Vec<String> = validator.iter_errors(plan).map(|it| it.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
}

/// The text of all parts of a package.
fn zip_text(package: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_index(index).unwrap(), &mut bytes).unwrap();
        text += &String::from_utf8_lossy(&bytes);
    }
    text
}

#[test]
fn several_workbooks_are_one_plan_whatever_the_number_of_jobs() {
    let other = Book::new().row("UX", GOOD).set("UX-L1.address", "db02.wegen.example").to_xlsx();
    let folder = folder(&[("in/a.xlsx", good()), ("in/b.xlsx", other), ("in/c.xlsx", wrong())]);
    let one = pamlint(folder.path(), ["plan", "in", "--format", "json", "--jobs", "1"]);
    let many = pamlint(folder.path(), ["plan", "in", "--format", "json", "--jobs", "8"]);
    assert_eq!(one.stdout, many.stdout);
    assert_eq!(one.status.code(), Some(1));
    let plan = json_of(&one);
    valid(&plan);
    let accounts: Vec<&Value> =
        plan["objects"].as_array().unwrap().iter().filter(|object| object["type"] == "account").collect();
    assert_eq!(accounts.len(), 2);
    assert_eq!(accounts[1]["from"], json!([{ "workbook": "in/b.xlsx", "sheet": "UX", "cell": "A2" }]));
    assert_eq!(
        plan["left_out"],
        json!([{ "workbook": "in/c.xlsx", "sheet": "UX", "row": 2, "account": "UX-L1", "codes": ["SAF005", "SET001"] }])
    );
    assert_eq!(files(folder.path()).len(), 3, "it writes nothing beside workbooks");
}

#[test]
fn a_workbook_that_cannot_be_checked_leaves_the_rest_in_the_plan() {
    let folder = folder(&[("a.xlsx", good()), ("b.xlsx", b"PK\x03\x04 no workbook".to_vec())]);
    let output =
        pamlint(folder.path(), ["plan", "a.xlsx", "b.xlsx", "--format", "json", "--output", "plan.json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(said(&output).contains("b.xlsx"), "{output:?}");
    let plan: Value = serde_json::from_slice(&fs::read(folder.path().join("plan.json")).unwrap()).unwrap();
    valid(&plan);
    assert_eq!(plan["summary"]["create"], 4);
}

#[test]
fn a_convention_without_a_plan_is_told_in_one_sentence() {
    let folder = folder(&[("a.xlsx", good())]);
    let output = pamlint(folder.path(), ["plan", "--convention", "cleanroom", "a.xlsx"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert_eq!(said(&output).trim().lines().count(), 1);
    assert!(said(&output).contains("it has no [plan]"), "{output:?}");
}

#[test]
fn an_inventory_is_known_by_its_kind() {
    let list = b"SafeName;Description\nD-000098-20109-OPS-CE;x\n".to_vec();
    let folder = folder(&[("a.xlsx", good()), ("safes.csv", list)]);
    let plan =
        |list: &str| pamlint(folder.path(), ["plan", "a.xlsx", "--format", "json", "--inventory", list]);
    let output = plan("safes=safes.csv");
    let found = json_of(&output);
    valid(&found);
    assert_eq!(found["summary"]["same"], 1);
    for (list, told) in [
        ("safe=safes.csv", "did you mean `safes`?"),
        ("boats=safes.csv", "it has: "),
        ("accounts=safes.csv", "there is no column `address`"),
        ("safes=none.csv", "it cannot be read"),
        ("safes", "write it as KIND=FILE"),
    ] {
        let output = plan(list);
        assert_eq!(output.status.code(), Some(2), "{list}: {output:?}");
        assert!(said(&output).contains(told), "{list}: {output:?}");
    }
}

#[test]
fn the_page_of_a_run_draws_what_has_to_be_made() {
    let hostile = Book::new().row("UX", GOOD).set("UX-L1.username", "o<script>alert(1)</script>").to_xlsx();
    let all = folder(&[("in/a.xlsx", good()), ("in/b.xlsx", wrong()), ("in/c.xlsx", hostile)]);
    let check = |more: &[&str]| {
        let call = ["check", "in", "--no-annotate", "--summary", "s.html", "--summary", "s.xlsx"];
        let output = pamlint(all.path(), [&call[..], more].concat());
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        fs::read_to_string(all.path().join("s.html")).unwrap()
    };
    let page = check(&["--jobs", "1"]);
    let svg = page.split_once("<svg").unwrap().1.split_once("</svg>").unwrap().0;
    assert!(svg.contains("D-000098-20109-OPS-CE") && svg.contains("db01"), "{svg}");
    assert!(!page.contains("<script>alert"));
    assert_eq!(page.matches("href=\"#drawing\"").count(), 1);
    // What an earlier run has found draws the same.
    assert_eq!(check(&["--jobs", "8"]), page);
    assert_eq!(check(&["--no-cache"]), page);
    let none = folder(&[("b.xlsx", wrong())]);
    let output = pamlint(none.path(), ["check", "b.xlsx", "--no-annotate", "--summary", "s.html"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!fs::read_to_string(none.path().join("s.html")).unwrap().contains("<svg"));
}

#[test]
fn an_inventory_has_a_limit_of_its_own() {
    let row =
        |number: usize| format!("D-000098-20109-OPS-CE;UX-AO-N-CE-AC-SSH;h{number}.wegen.example;oracle\n");
    let rows: String = (0..120_000).map(row).collect();
    let list = format!("safe;platform;address;username\n{rows}").into_bytes();
    let mut folder_of = vec![("a.xlsx", good()), ("accounts.csv", list)];
    folder_of.push(("pamlint.toml", b"[limits]\ninventory = 2\n".to_vec()));
    let folder = folder(&folder_of);
    let plan = |more: &[&str]| {
        let call = ["plan", "a.xlsx", "--format", "json", "--inventory", "accounts=accounts.csv"];
        pamlint(folder.path(), [&call[..], more].concat())
    };
    // The one of workbooks does not hold for it.
    let output = plan(&["--limit", "inventory=64", "--limit", "text-file=1"]);
    assert!(json_of(&output)["objects"].is_array(), "{output:?}");
    // What the file of the program's own settings says.
    let output = plan(&[]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("--limit inventory=4 allows more"), "{output:?}");
    assert_eq!(said(&output).trim().lines().count(), 1, "{output:?}");
}

#[test]
fn a_receipt_is_noted_in_a_ledger_from_which_the_rest_is_planned_and_undone() {
    let folder = folder(&[("a.xlsx", good())]);
    let path = folder.path();
    let plan = json_of(&pamlint(path, ["plan", "a.xlsx", "--format", "json"]));
    let objects = plan["objects"].as_array().unwrap();
    let id = |made: &str| objects.iter().find(|object| object["type"] == made).unwrap()["id"].clone();
    let result = [
        json!({ "id": id("safe"), "status": 201, "response": { "safeUrlId": "x" } }),
        json!({ "id": id("account"), "status": 409, "response": { "ErrorMessage": "no such platform" } }),
    ];
    fs::write(path.join("result.jsonl"), format!("{}\n{}\n", result[0], result[1])).unwrap();
    let output = pamlint(path, ["plan", "a.xlsx", "--format", "json", "--receipt", "result.jsonl"]);
    let left = json_of(&output);
    valid(&left);
    assert_eq!(left["summary"]["same"], 1);
    let account =
        left["objects"].as_array().unwrap().iter().find(|object| object["type"] == "account").unwrap();
    assert_eq!(account["why"], "It was refused: no such platform");
    assert_eq!(account["from"][0]["cell"], "A2");
    assert!(path.join("result.ledger.json").is_file());
    let copy = fs::read(path.join("a.refused.xlsx")).unwrap();
    let parts = zip_text(&copy);
    assert!(parts.contains("no such platform"), "the copy says why");
    assert!(parts.contains("ref=\"A2\""), "it is marked at its cell");
    let again =
        json_of(&pamlint(path, ["plan", "a.xlsx", "--format", "json", "--ledger", "result.ledger.json"]));
    assert_eq!(again["objects"], left["objects"]);
    let undo = json_of(&pamlint(path, ["plan", "--undo", "result.ledger.json", "--format", "json"]));
    assert_eq!(undo["remove"], json!([]));
    assert_eq!(undo["keep"][0]["id"], id("safe"));
    for arguments in [
        &["plan", "a.xlsx", "--ledger", "none.json"][..],
        &["plan", "a.xlsx", "--ledger", "result.jsonl"],
        &["plan", "a.xlsx", "--receipt", "a.xlsx", "--ledger", "a.xlsx"],
        &["plan", "a.xlsx", "--receipt", "result.ledger.json", "--ledger", "l.json"],
        &["plan", "a.xlsx", "--undo", "result.ledger.json"],
        &["plan", "--undo", "result.jsonl"],
    ] {
        let output = pamlint(path, arguments);
        if arguments.contains(&"l.json") {
            // A ledger tells what was made, too.
            continue;
        }
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
    }
}
