//! Workbooks and the copies of them that came back, in one run: of the rounds of one request the last counts.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use pamlint_testkit::Book;
use serde_json::{Value, json};
use support::{GOOD, files, folder, json_of, pamlint, saved, text_of};
use tempfile::TempDir;

/// The rounds of the inbox of [`inbox`]: the last is right.
const FIRST: &str = "in/wegen.xlsx";
const SECOND: &str = "in/wegen terug.xlsx";
const LAST: &str = "in/z/nog eens.xlsx";

/// An inbox with a workbook, a copy that came back with one mistake less, and a copy of that one that came back right.
fn inbox() -> TempDir {
    let [safe, platform, context, _, _] = GOOD;
    let book = Book::new().row("UX", GOOD).row("UX", [safe, platform, context, "dbzwei", "svc-web"]).change(
        "UX-L1.safe",
        "OPS",
        "OPX",
    );
    let folder = folder(&[(FIRST, book.to_xlsx())]);
    let path = |name: &str| folder.path().join(name);
    fs::create_dir(path("in/z")).unwrap();
    pamlint(folder.path(), [FIRST, "--out", "out"]);
    let copy = fs::read(path("out/wegen.checked.xlsx")).unwrap();
    fs::write(path(SECOND), saved(&copy, "OPX", "OPS")).unwrap();
    pamlint(folder.path(), [SECOND, "--out", "out"]);
    let copy = fs::read(path("out/wegen terug.checked.xlsx")).unwrap();
    fs::write(path(LAST), saved(&copy, "dbzwei", "db02.wegen.example")).unwrap();
    folder
}

fn valid(report: &Value, schema: &str) {
    let validator = jsonschema::draft202012::new(&serde_json::from_str(schema).unwrap()).unwrap();
    let problems: Vec<String> = validator.iter_errors(report).map(|it| it.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
}

fn said(output: &std::process::Output) -> String {
    text_of(&output.stderr)
}

#[test]
fn a_request_counts_once_in_every_sum() {
    let folder = inbox();
    let call = |extra: &[&str]| {
        let common = ["in", "--no-annotate", "--lang", "en"];
        pamlint(folder.path(), common.iter().chain(extra))
    };
    let output = call(&["--format", "json", "--summary", "s.html", "--jobs", "1"]);
    // What was wrong in rounds that are past is no reason to send anything back.
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let report = json_of(&output);
    valid(&report, include_str!("../../../docs/report.schema.json"));
    let errors = |workbook: &Value| workbook["counts"]["error"].as_u64().unwrap();
    let workbooks = report["workbooks"].as_array().unwrap().iter();
    let told: Vec<_> = workbooks.map(|one| (one["path"].as_str().unwrap(), errors(one))).collect();
    assert_eq!(told, [(SECOND, 1), (FIRST, 2), (LAST, 0)]);
    let sums = &report["summary"];
    let counts = json!({ "error": 0, "warning": 0, "info": 0 });
    assert_eq!((&sums["workbooks"], &sums["clean"], &sums["accounts"]), (&json!(1), &json!(1), &json!(2)));
    assert_eq!((&sums["counts"], &sums["by_code"]), (&counts, &json!({})));
    let replaced = json!([{ "path": SECOND, "by": LAST }, { "path": FIRST, "by": LAST }]);
    assert_eq!(sums["replaced"], replaced);
    let page = fs::read_to_string(folder.path().join("s.html")).unwrap();
    assert_eq!(page.matches("replaced by").count(), 2);
    assert!(!page.contains("SAF005"), "what is wrong in what was replaced is no more listed");
    // The drawing is that of the last round.
    let drawing = |page: &str| {
        let (_, drawing) = page.split_once("<svg").unwrap();
        drawing.split_once("</svg>").unwrap().0.to_owned()
    };
    pamlint(folder.path(), [LAST, "--no-annotate", "--lang", "en", "--summary", "last.html"]);
    assert_eq!(drawing(&page), drawing(&fs::read_to_string(folder.path().join("last.html")).unwrap()));
    // Neither threads nor what is known from an earlier run change anything.
    assert_eq!(call(&["--format", "json", "--jobs", "8"]).stdout, output.stdout);
    assert_eq!(call(&["--format", "json", "--no-cache"]).stdout, output.stdout);
    let text = text_of(&call(&[]).stdout);
    assert!(text.contains(&format!("{FIRST} is not counted: {LAST} came in its place.")), "{text}");
    assert!(text.contains("1 workbook, 2 accounts: 1 clean; nothing to correct."), "{text}");
    assert!(text.contains("SAF005"), "each workbook is told as ever: {text}");
    assert!(!text_of(&call(&["--statistics"]).stdout).contains("SAF005"));
    assert!(said(&call(&["--format", "concise"])).contains(&format!("{SECOND} is not counted")));
}

#[test]
fn the_parts_of_a_run_give_the_sums_of_the_whole() {
    let folder = inbox();
    let whole =
        ["in", "--no-annotate", "--format", "json", "--summary", "whole.xlsx", "--summary", "whole.html"];
    let whole = pamlint(folder.path(), whole);
    let parts: Vec<String> = (1..=3).map(|number| format!("{number}.jsonl")).collect();
    for (number, part) in (1..).zip(&parts) {
        let shard = format!("{number}/3");
        let call = ["in", "--no-annotate", "--format", "jsonl", "--shard", &shard, "--output", part.as_str()];
        pamlint(folder.path(), call);
    }
    let call = ["merge", "--format", "json", "--summary", "parts.xlsx", "--summary", "parts.html"];
    let merged = pamlint(folder.path(), call.into_iter().chain(parts.iter().map(String::as_str)));
    assert_eq!((merged.status.code(), text_of(&merged.stdout)), (Some(0), text_of(&whole.stdout)));
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert!(read("parts.xlsx") == read("whole.xlsx"));
    // What has to be made is drawn too.
    assert!(text_of(&read("whole.html")).contains("<svg") && read("parts.html") == read("whole.html"));
}

#[test]
fn only_the_last_round_is_answered() {
    let folder = inbox();
    let call = ["in", "--out", "out", "--reply", "replies", "--lang", "en"];
    let output = pamlint(folder.path(), call);
    assert_eq!(files(&folder.path().join("replies")), ["nog eens.reply.eml"]);
    let said = said(&output);
    assert!(said.contains(&format!("{FIRST}: no reply, since {LAST} came in its place")), "{said}");
    assert!(said.contains(&format!("{SECOND}: no reply, since {LAST} came in its place")), "{said}");
    // Where only what is new is told, the others count as well.
    let call = ["in", "--no-annotate", "--reply", "replies", "--changed-only", "--lang", "en"];
    pamlint(folder.path(), call);
    fs::remove_file(folder.path().join("replies/nog eens.reply.eml")).unwrap();
    fs::copy(folder.path().join(FIRST), folder.path().join("in/copy.xlsx")).unwrap();
    pamlint(folder.path(), call);
    assert_eq!(files(&folder.path().join("replies")), Vec::<String>::new());
}

#[test]
fn only_the_last_round_is_planned() {
    let folder = inbox();
    let call = |extra: &[&str]| pamlint(folder.path(), ["plan"].iter().chain(extra));
    let output = call(&["in", "--format", "json", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = said(&output);
    assert!(said.contains(&format!("{FIRST} is not planned: {LAST} came in its place")), "{said}");
    let mut plan = json_of(&output);
    valid(&plan, include_str!("../../../docs/plan.schema.json"));
    let replaced = plan.as_object_mut().unwrap().remove("replaced").unwrap();
    assert_eq!(replaced, json!([{ "workbook": SECOND, "by": LAST }, { "workbook": FIRST, "by": LAST }]));
    assert_eq!(plan, json_of(&call(&[LAST, "--format", "json", "--lang", "en"])));
    assert_eq!(call(&["in", "--format", "json", "--lang", "en", "--jobs", "1"]).stdout, output.stdout);
    // Others are compared with what counts only: an account that the last round has dropped is free.
    let folder = inbox();
    let other = Book::new().row("UX", GOOD).set("UX-L1.address", "dbzwei.wegen.example").to_xlsx();
    fs::write(folder.path().join("in/x.xlsx"), other).unwrap();
    let last = folder.path().join(LAST);
    fs::write(&last, saved(&fs::read(&last).unwrap(), "db01.wegen", "db07.wegen")).unwrap();
    let plan = json_of(&pamlint(folder.path(), ["plan", "in", "--format", "json"]));
    assert_eq!(plan["left_out"], json!([]), "{plan}");
}

#[test]
fn two_answers_to_one_round_both_count_and_one_that_came_twice_counts_once() {
    let folder = inbox();
    let bytes = fs::read(folder.path().join(LAST)).unwrap();
    fs::remove_file(folder.path().join(LAST)).unwrap();
    fs::write(folder.path().join("in/b.xlsx"), &bytes).unwrap();
    fs::write(folder.path().join("in/c.xlsx"), &bytes).unwrap();
    let sums =
        || json_of(&pamlint(folder.path(), ["in", "--no-annotate", "--format", "json"]))["summary"].clone();
    let found = sums();
    assert_eq!((&found["workbooks"], &found["clean"]), (&json!(1), &json!(1)), "{found}");
    assert!(
        found["replaced"].as_array().unwrap().contains(&json!({ "path": "in/b.xlsx", "by": "in/c.xlsx" }))
    );
    // Another person has answered as well, and otherwise.
    fs::write(folder.path().join("in/c.xlsx"), saved(&bytes, "svc-web", "svc-mail")).unwrap();
    let found = sums();
    assert_eq!((&found["workbooks"], &found["accounts"]), (&json!(2), &json!(4)), "{found}");
    let replaced = json!([{ "path": SECOND, "by": "in/b.xlsx" }, { "path": FIRST, "by": "in/b.xlsx" }]);
    assert_eq!(found["replaced"], replaced);
    assert_eq!(found["by_code"]["SET001"], 1, "the account that both ask for: {found}");
}

#[test]
fn others_are_told_of_the_last_round_only() {
    let folder = inbox();
    let last = folder.path().join(LAST);
    fs::write(&last, saved(&fs::read(&last).unwrap(), "db01.wegen", "db07.wegen")).unwrap();
    // It asks for an account that the last round has dropped, and for one that it still has.
    let [safe, platform, context, ..] = GOOD;
    let other =
        Book::new().row("UX", GOOD).row("UX", [safe, platform, context, "db02.wegen.example", "svc-web"]);
    fs::write(folder.path().join("in/z/x.xlsx"), other.to_xlsx()).unwrap();
    let report =
        json_of(&pamlint(folder.path(), ["in", "--no-annotate", "--format", "json", "--lang", "en"]));
    let workbooks = report["workbooks"].as_array().unwrap();
    let found =
        workbooks.iter().find(|one| one["path"] == "in/z/x.xlsx").unwrap()["findings"].as_array().unwrap();
    let told: Vec<_> =
        found.iter().map(|one| (one["code"].as_str().unwrap(), one["row"].as_u64().unwrap())).collect();
    assert_eq!(told, [("SET002", 2), ("SET001", 3)], "{found:?}");
    let said = |one: &Value| one["message"].as_str().unwrap().to_owned();
    assert!(found.iter().all(|one| said(one).contains("nog eens.xlsx")), "{found:?}");
}

#[test]
fn others_are_not_told_of_a_workbook_that_is_replaced_by_a_later_one() {
    let folder = inbox();
    let last = folder.path().join(LAST);
    fs::write(&last, saved(&fs::read(&last).unwrap(), "db01.wegen", "db07.wegen")).unwrap();
    let [safe, platform, context, _, user] = GOOD;
    // It stands behind the earlier rounds and before the last, and asks for an account that only the last still has,
    // and for one that only the earlier had.
    let other = Book::new().row("UX", GOOD).row("UX", [safe, platform, context, "db07.wegen.example", user]);
    fs::write(folder.path().join("in/x.xlsx"), other.to_xlsx()).unwrap();
    let call = ["in", "--no-annotate", "--format", "json", "--lang", "en"];
    let whole = json_of(&pamlint(folder.path(), call));
    let shared = |path: &str| -> Vec<(String, u64)> {
        let workbooks = whole["workbooks"].as_array().unwrap();
        let found = workbooks.iter().find(|one| one["path"] == path).unwrap()["findings"].as_array().unwrap();
        let across = found.iter().filter(|one| one["code"].as_str().unwrap().starts_with("SET"));
        across.map(|one| (one["code"].as_str().unwrap().to_owned(), one["row"].as_u64().unwrap())).collect()
    };
    assert_eq!([FIRST, SECOND, "in/x.xlsx"].map(shared), [vec![], vec![], vec![]]);
    assert_eq!(shared(LAST).iter().filter(|(code, _)| code == "SET001").count(), 1, "{:?}", shared(LAST));
    for number in ["1", "2"] {
        let (shard, part) = (format!("{number}/2"), format!("{number}.jsonl"));
        let call = ["in", "--no-annotate", "--format", "jsonl", "--shard", &shard, "--output", &part];
        pamlint(folder.path(), call.into_iter().chain(["--lang", "en"]));
    }
    let merged = pamlint(folder.path(), ["merge", "--format", "json", "1.jsonl", "2.jsonl"]);
    assert_eq!(json_of(&merged)["workbooks"], whole["workbooks"]);
}
