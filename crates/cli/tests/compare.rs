//! What `pamlint compare` says of two versions of a workbook.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use pamlint_testkit::Book;
use serde_json::{Value, json};

const SAFE: &str = "D-000098-20109-OPS-CE";
const PLATFORM: &str = "UX-AO-N-CE-ACR-SSH";
const CONTEXT: &str = "D-000098-20109-OPS%user";

/// Five accounts, of which the third has a wrong safe and the fourth no user name.
fn first() -> Book {
    let mut book = Book::new();
    for user in ["oracle", "postgres", "backup", "", "nagios"] {
        book = book.row("UX", [SAFE, PLATFORM, CONTEXT, "db01.wegen.example", user]);
    }
    book.set("UX-L3.safe", "D-000098-20109-OPX-CE")
}

fn pamlint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(support::program());
    command.current_dir(folder).env("LC_ALL", "C").env_remove("LANGUAGE").args(arguments).output().unwrap()
}

/// The comparison as JSON, and the exit code.
fn compared(old: &Book, new: &Book) -> (Value, i32) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("old.xlsx"), old.to_xlsx()).unwrap();
    fs::write(folder.join("new.xlsx"), new.to_xlsx()).unwrap();
    let output = pamlint(folder, &["compare", "old.xlsx", "new.xlsx", "--format", "json"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let schema: Value = serde_json::from_str(include_str!("../../../docs/compare.schema.json")).unwrap();
    let problems: Vec<String> =
        jsonschema::draft202012::new(&schema).unwrap().iter_errors(&value).map(|it| it.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["new.xlsx", "old.xlsx"], "it writes nothing");
    (value, output.status.code().unwrap())
}

/// Code and account of the findings of a list.
fn findings(comparison: &Value, which: &str) -> Vec<String> {
    let findings = comparison["findings"][which].as_array().unwrap().iter();
    findings
        .map(|it| format!("{} {}", it["code"].as_str().unwrap(), it["account"].as_str().unwrap_or("-")))
        .collect()
}

#[test]
fn shuffled_rows_are_no_change() {
    let (comparison, exit) = compared(&first(), &first().shuffled(7));
    let nothing = json!({ "added": [], "gone": [], "changed": [], "same": 5 });
    assert_eq!((&comparison["accounts"], &comparison["spoiled"]), (&nothing, &json!([])));
    assert!(findings(&comparison, "solved").is_empty() && findings(&comparison, "new").is_empty());
    assert_eq!(findings(&comparison, "open").len(), 2);
    assert_eq!(exit, 1);
}

#[test]
fn what_is_solved_open_and_new_is_told_by_account() {
    let old = first();
    let new = first()
        .set("UX-L3.safe", SAFE)
        .set("UX-L1.platform", "UX-AO-N-CE-ACR-SSX")
        .without_row("UX-L5")
        .row("UX", [SAFE, PLATFORM, CONTEXT, "db02.wegen.example", "zabbix"])
        .set("UX-L5.id", "UX-L9")
        .shuffled(3);
    let (comparison, exit) = compared(&old, &new);
    let accounts = &comparison["accounts"];
    assert_eq!(accounts["added"], json!(["UX-L9"]));
    assert_eq!(accounts["gone"], json!(["UX-L5"]));
    assert_eq!(accounts["same"], json!(2));
    let mut changed = accounts["changed"].as_array().unwrap().clone();
    changed.sort_by_key(|it| it["account"].to_string());
    let change = |account, column, old, new| json!({ "account": account, "fields": [{ "column": column, "old": old, "new": new }] });
    let platform = change("UX-L1", "Platform", PLATFORM, "UX-AO-N-CE-ACR-SSX");
    assert_eq!(changed, [platform, change("UX-L3", "Safe", "D-000098-20109-OPX-CE", SAFE)]);
    assert_eq!(findings(&comparison, "open"), ["ACC004 UX-L4"]);
    assert_eq!(findings(&comparison, "solved"), ["SAF005 UX-L3"]);
    let new = findings(&comparison, "new");
    assert!(new.len() == 1 && new[0].ends_with(" UX-L1"), "{new:?}");
    let code = new[0].split(' ').next().unwrap();
    assert_eq!(comparison["spoiled"], json!([{ "account": "UX-L1", "column": "Platform", "code": code }]));
    assert_eq!(exit, 1);
}

#[test]
fn an_account_whose_id_is_corrected_is_the_same_account() {
    let old = first().set("UX-L2.id", "UXL2");
    let (comparison, _) = compared(&old, &first());
    assert_eq!(comparison["accounts"]["added"], json!([]));
    let fields = json!([{ "column": "Account ID", "old": "UXL2", "new": "UX-L2" }]);
    assert_eq!(comparison["accounts"]["changed"], json!([{ "account": "UX-L2", "fields": fields }]));
    assert_eq!(comparison["findings"]["solved"].as_array().unwrap().len(), 1);
}

#[test]
fn rows_with_one_id_are_matched_by_what_they_say() {
    let old = first().set("UX-L2.id", "UX-L1");
    let new = old.clone().set("UX-L2.address", "db09.wegen.example").shuffled(1);
    let (comparison, _) = compared(&old, &new);
    let accounts = &comparison["accounts"];
    assert_eq!(
        (&accounts["added"], &accounts["gone"], &accounts["same"]),
        (&json!([]), &json!([]), &json!(4))
    );
    assert_eq!(accounts["changed"][0]["fields"].as_array().unwrap().len(), 1);
}

#[test]
fn a_clean_version_ends_well_and_secrets_are_withheld() {
    let right = first().set("UX-L3.safe", SAFE).set("UX-L4.username", "tomcat");
    let secret = "wachtwoord: Zomer2025!";
    let (comparison, exit) = compared(&right.clone().set("UX-L1.comments", secret), &right);
    assert_eq!(exit, 0);
    assert_eq!(findings(&comparison, "solved"), ["SEC001 -"]);
    let text = comparison.to_string();
    assert!(!text.contains("Zomer2025") && text.contains("withheld: 22 characters"), "{text}");
}

#[test]
fn people_read_it_in_their_language() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("old.xlsx"), first().to_xlsx()).unwrap();
    fs::write(folder.join("new.xlsx"), first().set("UX-L3.safe", SAFE).to_xlsx()).unwrap();
    for (language, said) in [
        (
            "en",
            "1 finding solved, 1 finding still open, 0 new findings; 4 accounts the same, 1 account changed",
        ),
        ("nl", "1 bevinding opgelost, 1 bevinding nog open, 0 nieuwe bevindingen; 4 accounts ongewijzigd"),
        (
            "fr",
            "1 constatation résolue, 1 constatation encore ouverte, 0 nouvelle constatation ; 4 comptes inchangés, 1 compte modifié",
        ),
    ] {
        let output = pamlint(folder, &["compare", "--lang", language, "old.xlsx", "new.xlsx"]);
        let text = String::from_utf8(output.stdout).unwrap();
        let text = text.replace('\u{a0}', " ");
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(one_line.contains(said), "{text}");
        assert!(text.contains("D-000098-20109-OPX-CE → D-000098-20109-OPS-CE"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
    let missing = pamlint(folder, &["compare", "old.xlsx", "nwe.xlsx"]);
    assert_eq!(missing.status.code(), Some(3));
    assert_eq!(String::from_utf8(missing.stderr).unwrap().lines().count(), 1);
    let output = pamlint(folder, &["compare", "old.xlsx", "new.xlsx", "--output", "what.txt"]);
    assert!(
        output.stdout.is_empty() && fs::read_to_string(folder.join("what.txt")).unwrap().contains("UX-L3")
    );
    let onto = pamlint(folder, &["compare", "old.xlsx", "new.xlsx", "--output", "old.xlsx"]);
    assert_eq!(onto.status.code(), Some(2), "{onto:?}");
}

#[test]
fn the_finding_of_one_account_is_not_that_of_another() {
    let right = first().set("UX-L3.safe", SAFE).set("UX-L4.username", "tomcat");
    let old = right.clone().set("UX-L1.username", "");
    let (comparison, _) = compared(&old, &right.clone().set("UX-L5.username", ""));
    assert_eq!(findings(&comparison, "solved"), ["ACC004 UX-L1"]);
    assert_eq!(findings(&comparison, "new"), ["ACC004 UX-L5"]);
    assert!(findings(&comparison, "open").is_empty());
}
