//! A folder of workbooks in one run.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::process::Stdio;

use serde_json::{Value, json};
use support::{command, files, folder, good, is_left_out, json_of, pamlint, saved, wrong};

#[test]
fn patterns_and_lists_say_which_workbooks() {
    let folder = folder(&[
        ("in/a.xlsx", good()),
        ("in/old/a.xlsx", good()),
        ("in/b/c.xlsx", good()),
        ("list.txt", b"in/b/c.xlsx\nin/gone.xlsx\n./in/b/../b/c.xlsx\n".to_vec()),
    ]);
    let checked = |arguments: &[&str]| {
        let options = ["--format", "json", "--ignore", "SET", "--no-annotate"];
        let report = json_of(&pamlint(folder.path(), arguments.iter().copied().chain(options)));
        let paths = report["workbooks"].as_array().unwrap().iter().map(|workbook| workbook["path"].clone());
        Value::Array(paths.collect())
    };
    assert_eq!(checked(&["in"]), json!(["in/a.xlsx", "in/b/c.xlsx", "in/old/a.xlsx"]));
    assert_eq!(checked(&["in", "--exclude", "old"]), json!(["in/a.xlsx", "in/b/c.xlsx"]));
    assert_eq!(checked(&["in", "--glob", "b/*"]), json!(["in/b/c.xlsx"]));
    assert_eq!(checked(&["check", "--files-from", "list.txt"]), json!(["in/b/c.xlsx", "in/gone.xlsx"]));

    let mut child = command(folder.path());
    child.args(["check", "--format", "json", "--no-annotate", "--files-from", "-"]).stdin(Stdio::piped());
    let mut child = child.stdout(Stdio::piped()).spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"in/a.xlsx\0").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(json_of(&output)["summary"]["workbooks"], 1);

    let fixed = pamlint(folder.path(), ["fix", "--diff", "--format", "json", "--glob", "c.xlsx", "in"]);
    assert_eq!(json_of(&fixed)["summary"]["workbooks"], 1);
}

#[test]
fn a_list_without_workbooks_is_a_report_without_workbooks() {
    let folder = folder(&[("list.txt", Vec::new())]);
    let output = pamlint(folder.path(), ["check", "--format", "json", "--files-from", "list.txt"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(json_of(&output)["summary"]["workbooks"], 0);
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "warning: there is nothing to check: list.txt names no workbook\n"
    );
}

#[test]
fn later_workbooks_are_compared_with_earlier_ones_and_marked() {
    let folder = folder(&[("in/b.xlsx", good()), ("in/a.xlsx", good()), ("in/c.xlsx", wrong())]);
    for jobs in ["1", "2"] {
        let output = pamlint(folder.path(), ["--format", "json", "--jobs", jobs, "in"]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let report = json_of(&output);
        let codes = |workbook: usize| {
            let findings = report["workbooks"][workbook]["findings"].as_array().unwrap().iter();
            findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(codes(0), [""; 0]);
        assert!(codes(1).contains(&"SET001".to_owned()), "{:?}", codes(1));
        assert_eq!(report["workbooks"][1]["annotated"], "in/b.checked.xlsx");
        assert!(codes(2).contains(&"SAF005".to_owned()), "{:?}", codes(2));
        assert_eq!(
            files(folder.path()),
            ["in/a.xlsx", "in/b.checked.xlsx", "in/b.xlsx", "in/c.checked.xlsx", "in/c.xlsx"]
        );
    }
}

#[test]
fn what_a_killed_run_left_half_written_is_taken_away() {
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/.pamlint-Ab12.tmp", b"half".to_vec())]);
    pamlint(folder.path(), ["in"]);
    assert_eq!(files(folder.path()), ["in/a.checked.xlsx", "in/a.xlsx"]);
    fs::write(folder.path().join("in/.pamlint-Ab12.tmp"), b"half").unwrap();
    pamlint(folder.path(), ["--no-annotate", "in"]);
    assert!(folder.path().join("in/.pamlint-Ab12.tmp").exists());
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_closes_its_report() {
    if is_left_out("^C is a signal") {
        return;
    }
    let names: Vec<String> = (0..400).map(|number| format!("in/{number:03}.xlsx")).collect();
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), good())).collect();
    let folder = folder(&files);
    let mut run = command(folder.path());
    run.args(["check", "--format", "json", "--no-annotate", "--ignore", "SET", "--jobs", "1", "-v", "in"]);
    let mut child = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It says what it checks: once it does, it is in the middle.
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("checking in/") {
        line.clear();
        assert_ne!(std::io::BufRead::read_line(&mut said, &mut line).unwrap(), 0, "it ended first");
    }
    let process = child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &process]).status().unwrap();
    // Nobody listens to the rest, which must not stop it.
    drop(said);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let report = json_of(&output);
    let done = report["workbooks"].as_array().unwrap().len();
    let left = report["summary"]["not_reached"].as_array().unwrap();
    assert_eq!(done + left.len(), 400);
    assert!(!left.is_empty());
    assert_eq!(left.last().unwrap(), "in/399.xlsx");
}

#[test]
fn what_the_run_itself_uses_or_writes_is_no_workbook_to_check() {
    let config = b"exceptions = \"exceptions.csv\"\nlists = { ovo = \"lists/ovo.csv\" }\nlang = \"en\"\n";
    let exceptions = b"rule;account;reason;approved-by;until\nSAF005;UX-L1;x;y;2099-12-31\n";
    let folder = folder(&[
        ("in/a.xlsx", wrong()),
        ("in/pamlint.toml", config.to_vec()),
        ("in/exceptions.csv", exceptions.to_vec()),
        ("in/lists/ovo.csv", b"code;name\n000098;a\n".to_vec()),
        ("in/password.csv", b"geheim\n".to_vec()),
        ("budget.xlsx", good()),
    ]);
    let common = [
        "check",
        "in",
        "--config",
        "in/pamlint.toml",
        "--no-annotate",
        "--password-file",
        "in/password.csv",
        "--format",
        "json",
    ];
    for _ in 0..2 {
        let summary = ["--summary", "in/overview.xlsx"];
        let output = pamlint(folder.path(), common.iter().chain(&summary));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(json_of(&output)["summary"]["workbooks"], 1);
    }
    // A workbook that is no summary is not written over.
    fs::copy(folder.path().join("budget.xlsx"), folder.path().join("in/b.xlsx")).unwrap();
    let output = pamlint(folder.path(), common.iter().chain(&["--summary", "in/b.xlsx"]));
    assert_eq!((output.status.code(), fs::read(folder.path().join("in/b.xlsx")).unwrap()), (Some(2), good()));
}

#[test]
fn which_workbook_is_the_later_one_follows_from_the_paths() {
    let folder = folder(&[("b.xlsx", good()), ("a.xlsx", good())]);
    let report = json_of(&pamlint(folder.path(), ["--format", "json", "--no-annotate", "b.xlsx", "a.xlsx"]));
    let fared =
        |number: usize| (&report["workbooks"][number]["path"], &report["workbooks"][number]["status"]);
    assert_eq!(fared(0), (&json!("a.xlsx"), &json!("clean")));
    assert_eq!(fared(1), (&json!("b.xlsx"), &json!("findings")));
}

#[test]
fn a_customer_counts_once_whatever_its_copies_are_called() {
    let folder = folder(&[("in/a/a.xlsx", wrong()), ("in/b/b.xlsx", good())]);
    let path = |name: &str| folder.path().join(name);
    pamlint(folder.path(), ["in/a/a.xlsx", "--out", "out"]);
    let copy = fs::read(path("out/a.checked.xlsx")).unwrap();
    fs::write(path("in/a/Kopie van aanvraag.xlsx"), saved(&copy, "OPX", "OPS")).unwrap();
    let call = ["in", "--no-annotate", "--format", "json", "--summary", "s.html"];
    let report = json_of(&pamlint(folder.path(), call));
    // The corrected copy asks for the accounts of its own original, and for those of another customer.
    let of = |path: &str| {
        let workbooks = report["workbooks"].as_array().unwrap().iter();
        let codes =
            workbooks.filter(|one| one["path"] == path).flat_map(|one| one["findings"].as_array().unwrap());
        codes.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("in/a/Kopie van aanvraag.xlsx"), Vec::<String>::new());
    assert_eq!(of("in/a/a.xlsx"), ["SAF005"]);
    assert!(of("in/b/b.xlsx").iter().any(|code| code.starts_with("SET")), "{:?}", of("in/b/b.xlsx"));
    let page = fs::read_to_string(path("s.html")).unwrap().replace('\\', "/");
    assert!(page.contains("replaced by in/a/Kopie van aanvraag.xlsx"), "{page}");
    assert_eq!(page.matches("replaced by").count(), 1);
}
