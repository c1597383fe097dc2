//! What `pamlint fix` does to files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use pamlint_testkit::Book;
use serde_json::Value;

const GOOD: [&str; 5] = [
    "D-000098-20109-OPS-CE",
    "UX-AO-N-CE-ACR-SSH",
    "D-000098-20109-OPS%user",
    "db01.wegen.example",
    "oracle",
];

fn wrong() -> Vec<u8> {
    Book::new().row("UX", GOOD).set("UX-L1.username", "oracle ").to_xlsx()
}

fn pamlint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(support::program());
    command.current_dir(folder).env("LC_ALL", "C").env_remove("LANGUAGE").args(arguments).output().unwrap()
}

fn receipt(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_copy_is_written_and_the_workbook_stays() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.xlsx"), wrong()).unwrap();
    let output = pamlint(folder, &["fix", "--format", "json", "a.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let told = &receipt(&output)["workbooks"][0];
    assert_eq!((&told["status"], &told["written"]), (&"fixed".into(), &"a.fixed.xlsx".into()));
    assert_eq!(
        (&told["changes"][0]["old"], &told["changes"][0]["new"]),
        (&"oracle ".into(), &"oracle".into())
    );
    assert_eq!(fs::read(folder.join("a.xlsx")).unwrap(), wrong());
    assert_eq!(files(folder), ["a.fixed.xlsx", "a.xlsx"]);

    assert_eq!(pamlint(folder, &["check", "--fail-on", "warning", "a.fixed.xlsx"]).status.code(), Some(0));
    let again = pamlint(folder, &["fix", "--format", "json", "a.fixed.xlsx"]);
    assert_eq!(receipt(&again)["workbooks"][0]["status"], "unchanged");
    assert_eq!(files(folder), ["a.fixed.xlsx", "a.xlsx"]);
}

#[test]
fn nothing_is_written_where_nothing_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.xlsx"), wrong()).unwrap();
    let shown = pamlint(folder, &["fix", "--diff", "a.xlsx"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("+ \"oracle\""), "{shown:?}");
    let ignored = pamlint(folder, &["fix", "--ignore", "TXT", "--format", "json", "a.xlsx"]);
    assert_eq!(receipt(&ignored)["summary"]["applied"], 0);
    assert_eq!(files(folder), ["a.xlsx"]);
    assert_eq!(pamlint(folder, &["fix", "--diff", "--out", "b", "a.xlsx"]).status.code(), Some(2));
}

#[test]
fn copies_go_where_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.xlsx"), wrong()).unwrap();
    fs::write(folder.join("b.xlsx"), b"no workbook").unwrap();
    let output = pamlint(folder, &["fix", "--out", "fixed", "."]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert_eq!(files(&folder.join("fixed")), ["a.fixed.xlsx"]);
    assert_eq!(files(folder), ["a.xlsx", "b.xlsx", "fixed"]);
}

#[test]
fn what_is_left_decides_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let book = Book::new().row("UX", GOOD).change("UX-L1.safe", "OPS", "OPX");
    fs::write(folder.join("a.xlsx"), book.to_xlsx()).unwrap();
    assert_eq!(pamlint(folder, &["fix", "a.xlsx"]).status.code(), Some(1));
    assert_eq!(pamlint(folder, &["fix", "--fail-on", "never", "a.xlsx"]).status.code(), Some(0));
    assert_eq!(pamlint(folder, &["fix", "--severity", "SAF005=info", "a.xlsx"]).status.code(), Some(0));
    assert_eq!(files(folder), ["a.xlsx"]);
    assert_eq!(pamlint(folder, &["fix", "--unsafe-fixes", "a.xlsx"]).status.code(), Some(0));
    assert_eq!(files(folder), ["a.fixed.xlsx", "a.xlsx"]);
}

#[test]
fn a_workbook_of_another_format_is_fixed_in_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let header = "Account ID;Safe;Platform;Context;Address;Username;Comments\n";
    let row = |id: &str, user: &str| {
        let [safe, platform, context, address, _] = GOOD;
        format!("{id};{safe};{platform};{context};{address};{user};007\n")
    };
    let slid = "UX-L3; D-000098-20109-OPS-CE ;UX-AO-N-CE-ACR-SSH;db03.wegen.example;oracle\n";
    let rows = format!("{header}{}{}{slid}", row("UX-L1", "oracle "), row("UX-L2", "app"));
    fs::write(folder.join("UX.csv"), &rows).unwrap();
    fs::write(folder.join("UX.tsv"), rows.replace(';', "\t")).unwrap();
    for file in ["UX.csv", "UX.tsv"] {
        let output = pamlint(folder, &["fix", "--format", "json", file]);
        let told = &receipt(&output)["workbooks"][0];
        assert_eq!(told["written"], "UX.fixed.xlsx", "{told:#}");
        let changes = told["changes"].as_array().unwrap();
        assert_eq!(
            (changes.len(), &changes[0]["cell"], &changes[0]["new"]),
            (1, &"F2".into(), &"oracle".into())
        );
        assert_eq!(fs::read(folder.join("UX.csv")).unwrap(), rows.as_bytes());
        let read = pamlint_reader::read_book(&fs::read(folder.join("UX.fixed.xlsx")).unwrap()).unwrap();
        let texts: Vec<&str> = read.sheets[0]
            .cells
            .iter()
            .filter_map(|cell| match cell.value {
                pamlint_reader::Value::Text(id) => Some(read.strings.get(id)),
                _ => None,
            })
            .collect();
        assert!(
            texts.contains(&"007") && texts.contains(&"oracle") && !texts.contains(&"oracle "),
            "{texts:?}"
        );
        assert!(
            texts.contains(&" D-000098-20109-OPS-CE "),
            "rows that have slid stay as they are: {texts:?}"
        );
        let said = pamlint(folder, &["fix", file]);
        let said = String::from_utf8_lossy(&said.stdout).replace('\n', " ");
        assert!(said.contains("new .xlsx workbook"), "{said}");
    }
    let made = |name: &str| {
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/tests/formats").join(name)).unwrap()
    };
    let binary = pamlint_testkit::formats::workbook().to_xlsb();
    let mut changes = Vec::new();
    for (name, bytes) in [
        ("a.xlsx", made("accounts.xlsx")),
        ("b.xlsb", binary),
        ("c.xls", made("accounts.xls")),
        ("d.ods", made("accounts.ods")),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
        let output = pamlint(folder, &["fix", "--unsafe-fixes", "--format", "json", name]);
        let told = &receipt(&output)["workbooks"][0];
        assert_eq!(told["status"], "fixed", "{told:#}");
        changes.push(told["changes"].clone());
        let copy = told["written"].as_str().unwrap();
        let check = pamlint(folder, &["check", "--no-annotate", "--format", "json", copy]);
        assert_eq!(receipt(&check)["summary"]["counts"], told["left"], "{name}");
    }
    assert!(changes.iter().all(|other| *other == changes[0]), "{changes:#?}");
}
