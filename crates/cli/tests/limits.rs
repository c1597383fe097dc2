//! Workbooks that have too much of something.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use pamlint_reader::{Limit, Limits, Unit};
use support::{files, folder, is_left_out, json_of, pamlint, wrong};

#[test]
fn the_table_of_limits_is_the_one_of_the_program() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/batch.md");
    let page = fs::read_to_string(page).unwrap();
    let rows: Vec<(String, u64)> = page
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.strip_prefix("| `")?.split_once("` |")?;
            let number: String = rest.rsplit('|').nth(1)?.chars().filter(char::is_ascii_digit).collect();
            Limit::named(name).map(|_| (name.to_owned(), number.parse().unwrap()))
        })
        .collect();
    let defaults = Limits::default();
    let said = |limit: Limit| match limit.unit() {
        Unit::Count | Unit::Seconds => defaults.most(limit),
        Unit::Megabytes => limit.in_units(defaults.most(limit)),
    };
    let expected: Vec<_> = Limit::ALL.iter().map(|limit| (limit.name().to_owned(), said(*limit))).collect();
    assert_eq!(rows, expected);
}

#[test]
fn a_large_workbook_is_done_in_a_process_of_its_own_and_is_the_same() {
    let folder = folder(&[("a.xlsx", wrong()), ("b.xlsx", pamlint_testkit::large(4_000, 1, 1.0))]);
    let check = ["check", "--no-cache", "--format", "json", "--limit", "seconds=120", "--out", "out", "."];
    let output = pamlint(folder.path(), check);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(files(&folder.path().join("out")), ["a.checked.xlsx", "b.checked.xlsx"]);
    let report = json_of(&output);
    assert_eq!(report["workbooks"][1]["accounts"], 4_000);
    let fixed = pamlint(folder.path(), ["fix", "--limit", "seconds=120", "--out", "fixed", "b.xlsx"]);
    assert!(matches!(fixed.status.code(), Some(0 | 1)), "{fixed:?}");
    let cleaned =
        pamlint(folder.path(), ["clean", "--limit", "seconds=120", "--out", "clean", "out/b.checked.xlsx"]);
    assert_eq!(cleaned.status.code(), Some(0), "{cleaned:?}");
}

#[cfg(unix)]
#[test]
fn one_workbook_that_takes_too_much_does_not_end_the_run() {
    if is_left_out("a process has no limit of memory") {
        return;
    }
    let many = "id;type;safe
"
    .repeat(450_000)
    .into_bytes();
    let folder = folder(&[("a.xlsx", wrong()), ("b.csv", many), ("c.xlsx", wrong())]);
    let check = ["check", "--no-cache", "--no-annotate", "--format", "json", "--limit", "memory=1", "."];
    let output = pamlint(folder.path(), check);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let report = json_of(&output);
    let status = |at: usize| report["workbooks"][at]["status"].as_str().unwrap_or_default().to_owned();
    assert_eq!([0, 1, 2].map(status), ["findings", "failed", "findings"]);
    assert_eq!(report["workbooks"][1]["failure"]["kind"], "too-large");
    let message = report["workbooks"][1]["failure"]["message"].to_string();
    assert!(message.contains("--limit memory=2"), "{message}");
}

#[test]
fn a_workbook_that_takes_long_to_judge_does_not_hold_up_the_run() {
    let mut csv = String::from("ID;Account type;Safe;Platform;Context;Address;Username\n");
    for number in 0..30_000 {
        csv += &format!(
            "UX-L{number};UX;D-000098-{}-OPX-CE;UX-AO-N-CE-ACR-SH{number};D-000098-{number}-OPS%usr;db{number};a {number}\n",
            20_000 + number % 9_999
        );
    }
    let folder = folder(&[("a.xlsx", wrong()), ("b.csv", csv.into_bytes()), ("c.xlsx", wrong())]);
    let start = Instant::now();
    let check = ["check", "--no-cache", "--no-annotate", "--format", "json", "--limit", "seconds=1", "."];
    let output = pamlint(folder.path(), check);
    assert!(start.elapsed() < Duration::from_secs(60), "it was waited for");
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let report = json_of(&output);
    let status = |at: usize| report["workbooks"][at]["status"].as_str().unwrap_or_default().to_owned();
    assert_eq!([0, 1, 2].map(status), ["findings", "failed", "findings"]);
    let message = report["workbooks"][1]["failure"]["message"].to_string();
    assert!(message.contains("--limit seconds=2"), "{message}");
    let fixed = pamlint(folder.path(), ["fix", "--limit", "seconds=1", "--diff", "b.csv"]);
    assert_eq!(fixed.status.code(), Some(3), "{fixed:?}");
}

#[test]
fn rows_that_each_go_on_with_the_one_above_are_judged_in_the_time_of_their_number() {
    let first =
        "UX-L1;D-000098-20109-OPS-CE;UX-AO-N-CE-ACR-SSH;D-000098-20109-OPS%user;db01.wegen.example;oracle\n";
    let header = "Account ID;Safe;Platform;Context;Address;Username\n";
    let rows = format!("{header}{first}{}", ";;;D-000098-20109-OPS%auditor;;\n".repeat(20_000));
    let folder = folder(&[("UX.csv", rows.into_bytes())]);
    let output =
        pamlint(folder.path(), ["check", "--no-cache", "--no-annotate", "--format", "json", "UX.csv"]);
    assert_eq!(output.status.code(), Some(1), "it takes no more than any workbook may");
    assert_eq!(json_of(&output)["workbooks"][0]["accounts"], 20_001);
}
