//! Workbooks of every format and protected ones, as the command deals with them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use pamlint_testkit::{Protection, formats, protect};
use serde_json::Value;

const PASSWORD: &str = "Kust & zee 7";

/// A file that the testkit has made in a format.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../testkit/tests/formats").join(name)
}

fn check(folder: &Path, arguments: &[&str]) -> (Output, Value) {
    let mut command = Command::new(support::program());
    command.current_dir(folder).env("LC_ALL", "C").env_remove("LANGUAGE").stdin(Stdio::null());
    command.env("PAMLINT_CACHE_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"));
    let output =
        command.args(["check", "--format", "json", "--ignore", "SET"]).args(arguments).output().unwrap();
    let report = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output, report)
}

#[test]
fn every_format_gives_the_same_findings_and_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    for (name, from) in [("a.xlsx", "accounts.xlsx"), ("b.xls", "accounts.xls"), ("c.ods", "accounts.ods")] {
        fs::copy(fixture(from), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("d.xlsb"), formats::workbook().to_xlsb()).unwrap();
    let (output, report) = check(folder.path(), &["."]);
    assert_eq!(output.status.code(), Some(1));
    let workbooks = report["workbooks"].as_array().unwrap();
    assert_eq!(workbooks.len(), 4);
    for workbook in workbooks {
        assert_eq!(workbook["findings"], workbooks[0]["findings"], "{}", workbook["path"]);
        let copy = workbook["annotated"].as_str().unwrap();
        assert!(copy.ends_with(".checked.xlsx"), "{copy}");
        assert!(fs::read(folder.path().join(copy)).unwrap().starts_with(b"PK"));
    }
    assert!(String::from_utf8_lossy(&output.stderr).contains("formatting"));
}

#[test]
fn the_sheet_of_plain_text_is_named_after_its_file() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("accounts.csv"), formats::one_sheet().to_csv(';')).unwrap();
    let (_, report) = check(folder.path(), &["accounts.csv"]);
    assert_eq!(report["workbooks"][0]["sheets"][0]["name"], "accounts");
    assert!(folder.path().join("accounts.checked.xlsx").exists());
}

#[test]
fn a_table_in_text_is_read_however_programs_write_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Account ID;Safe;Platform;Context;Address;Username;Comments\n\
        WIN-L1;D-048644-20109-OPS-CE;WIN-AO-N-CE-ACR-RDP;D-048644-20109-OPS%user;win01.voorbeeld.example;007;\n\
        WIN-L2;D-048644-20109-OPS;WIN-AO-N-CE-ACR-RDP;D-048644-20109-OPS%user;win02.voorbeeld.example;svc;'s nachts";
    let each = |around: &dyn Fn(&str) -> String| {
        let line = |line: &str| line.split(';').map(around).collect::<Vec<_>>().join(";");
        text.lines().map(line).collect::<Vec<_>>().join("\r\n")
    };
    let lines = |around: &dyn Fn(&str) -> String| text.lines().map(around).collect::<Vec<_>>().join("\n");
    fs::write(folder.path().join("a.csv"), text).unwrap();
    for (name, written) in [
        ("formulas.csv", each(&|value| format!("=\"{value}\""))),
        ("quoted-formulas.csv", each(&|value| format!("\"=\"\"{value}\"\"\""))),
        ("lines.csv", lines(&|line| format!("\"{line}\""))),
        ("lines-with-commas.csv", lines(&|line| format!("\"{}\"", line.replace(';', ",")))),
        ("said.csv", format!("sep=;\r\n{text}")),
        ("apostrophes.csv", each(&|value| format!("'{value}")).replacen('\'', "", 7)),
        ("ended.csv", format!("{text}\u{1A}")),
    ] {
        fs::write(folder.path().join(name), written).unwrap();
        let (_, report) = check(folder.path(), &["a.csv", name]);
        let findings = |index: usize| -> Vec<Value> {
            let all = report["workbooks"][index]["findings"].as_array().unwrap().iter();
            all.map(|finding| serde_json::json!([finding["code"], finding["cell"]])).collect()
        };
        assert_eq!(findings(1), findings(0), "{name}");
        assert_eq!(report["workbooks"][1]["accounts"], report["workbooks"][0]["accounts"], "{name}");
    }
}

#[test]
fn a_protected_workbook_needs_its_password_and_leave_for_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("protected.xlsx"), folder.path().join("p.xlsx")).unwrap();
    fs::write(folder.path().join("right"), format!("{PASSWORD}\n")).unwrap();
    fs::write(folder.path().join("wrong"), "Kust").unwrap();
    let copy = folder.path().join("p.checked.xlsx");

    let (output, report) = check(folder.path(), &["p.xlsx"]);
    assert_eq!(output.status.code(), Some(3));
    let failure = &report["workbooks"][0]["failure"];
    assert_eq!(failure["kind"], "encrypted");
    assert!(failure["message"].as_str().unwrap().contains("--password-file"));

    let (output, report) = check(folder.path(), &["--password-file", "wrong", "p.xlsx"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(report["workbooks"][0]["failure"]["message"].as_str().unwrap().contains("another password"));

    let (output, report) = check(folder.path(), &["-vvv", "--password-file", "right", "p.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(report["workbooks"][0]["annotated"].is_null());
    assert!(!copy.exists());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--allow-unprotected-copy"), "{said}");
    assert!(!said.contains(PASSWORD), "{said}");

    let leave = ["--allow-unprotected-copy", "--password-file", "right", "p.xlsx"];
    let (_, report) = check(folder.path(), &leave);
    assert_eq!(report["workbooks"][0]["annotated"], "p.checked.xlsx");
    assert!(copy.exists());

    let (output, _) = check(folder.path(), &["--password-file", "none", "p.xlsx"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn what_opens_in_excel_without_a_password_opens_here_too() {
    let folder = tempfile::tempdir().unwrap();
    let plain = formats::workbook().to_xlsx();
    for (name, password, way) in
        [("open.xlsx", "VelvetSweatshop", Protection::Sha1(128)), ("locked.xlsx", PASSWORD, Protection::Rc4)]
    {
        fs::write(folder.path().join(name), protect(&plain, password, way)).unwrap();
    }
    let (_, report) = check(folder.path(), &["open.xlsx"]);
    assert!(report["workbooks"][0]["failure"].is_null());
    assert_eq!(report["workbooks"][0]["annotated"], "open.checked.xlsx");
    let (output, report) = check(folder.path(), &["locked.xlsx"]);
    assert_eq!(output.status.code(), Some(3));
    let failure = &report["workbooks"][0]["failure"];
    assert_eq!(failure["kind"], "encrypted");
    assert!(failure["message"].as_str().unwrap().contains("cannot be read here"));
}

#[test]
fn a_child_without_a_task_says_nothing() {
    let output = Command::new(support::program())
        .arg("__sheltered")
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(output.stderr.is_empty());
}

#[test]
fn a_protected_workbook_is_fixed_with_its_password_and_leave_for_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(fixture("protected.xlsx"), folder.path().join("p.xlsx")).unwrap();
    fs::write(folder.path().join("right"), format!("{PASSWORD}\n")).unwrap();
    let copy = folder.path().join("p.fixed.xlsx");
    let fix = |arguments: &[&str]| {
        let mut command = Command::new(support::program());
        command.current_dir(folder.path()).env("LC_ALL", "C").env_remove("LANGUAGE").stdin(Stdio::null());
        let all = ["fix", "--format", "json", "--unsafe-fixes"];
        let output = command.args(all).args(arguments).arg("p.xlsx").output().unwrap();
        let receipt: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), receipt, String::from_utf8(output.stderr).unwrap())
    };

    let (code, receipt, _) = fix(&[]);
    assert_eq!(code, Some(3));
    assert_eq!(receipt["workbooks"][0]["failure"]["kind"], "encrypted");

    let (_, receipt, said) = fix(&["--password-file", "right"]);
    assert_ne!(receipt["workbooks"][0]["changes"].as_array().unwrap().len(), 0, "{receipt:#}");
    assert!(said.contains("--allow-unprotected-copy"), "{said}");
    assert!(!copy.exists());

    let (_, receipt, _) = fix(&["--password-file", "right", "--allow-unprotected-copy"]);
    assert_eq!(receipt["workbooks"][0]["written"], "p.fixed.xlsx", "{receipt:#}");
    assert!(fs::read(&copy).unwrap().starts_with(b"PK"));
}
