//! What is found today, recorded as exceptions.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Output;

use pamlint_testkit::Book;
use support::{GOOD, folder, json_of, pamlint};

const DAY: &str = "2026-11-28";

fn record(folder: &Path, more: &[&str]) -> Output {
    let call = ["exceptions", "record", "--reason", "until the migration", "--approved-by", "L. Peeters"];
    pamlint(folder, call.iter().chain(&["--until", "2026-12-31", "--today", DAY]).chain(more))
}

fn said(output: &Output) -> Vec<String> {
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

fn book() -> Book {
    Book::new().row("UX", GOOD).row("UX", GOOD).set("UX-L2.username", "svc-web")
}

fn code(folder: &Path, workbook: &str) -> Option<i32> {
    pamlint(folder, ["check", "--no-annotate", "--today", DAY, workbook]).status.code()
}

const BY_HAND: &str = "# how we check\nlang = \"en\"\n\n# agreed in March\n[[exceptions]]\nrule = \"SAF014\" # root\n\
                       account = \"UX-L9\"\nreason = \"r\"\napproved-by = \"An\"\nuntil = 2026-12-31\n";

#[test]
fn what_is_found_is_recorded_and_dropped_once_nothing_meets_it() {
    let wrong = book().set("UX-L1.safe", "D-000098-20109-OPX-CE").set("UX-L2.address", "db02");
    let folder = folder(&[("a.xlsx", wrong.to_xlsx()), ("pamlint.toml", BY_HAND.into())]);
    let path = |name: &str| folder.path().join(name);
    let text = || fs::read_to_string(path("pamlint.toml")).unwrap();
    assert_eq!(code(folder.path(), "a.xlsx"), Some(1));
    let first = said(&record(folder.path(), &["a.xlsx"]));
    assert_eq!(
        first,
        [
            "recorded in pamlint.toml: 2",
            "recorded before, and as they were: 0",
            "dropped, since nothing meets them any more: 0"
        ]
    );
    assert!(text().starts_with(BY_HAND), "{}", text());
    assert!(
        text().contains("rule = \"SAF005\"\naccount = \"UX-L1\"\nworkbook = \"a{.,.*.}xlsx\"\n"),
        "{}",
        text()
    );
    // What is recorded is covered, in copies too, and not recorded twice.
    assert_eq!(code(folder.path(), "a.xlsx"), Some(0));
    fs::copy(path("a.xlsx"), path("a.checked-2.xlsx")).unwrap();
    assert_eq!(code(folder.path(), "a.checked-2.xlsx"), Some(0));
    let before = text();
    record(folder.path(), &["a.xlsx"]);
    assert_eq!(text(), before);
    let report = json_of(&pamlint(
        folder.path(),
        ["a.xlsx", "--config", "pamlint.toml", "--format", "json", "--no-annotate", "--today", DAY],
    ));
    assert_eq!(report["workbooks"][0]["excepted"], 2);

    // A later day prolongs them, an earlier one does not shorten them.
    let until = |day: &str| {
        let call =
            ["exceptions", "record", "a.xlsx", "--reason", "later", "--approved-by", "Bo", "--until", day];
        said(&pamlint(folder.path(), call.into_iter().chain(["--today", DAY])))
    };
    assert_eq!(until("2026-12-30")[1], "recorded before, and as they were: 2");
    assert_eq!(text(), before);
    let longer = until("2027-03-01");
    assert_eq!(
        longer[1..],
        [
            "recorded before, and as they were: 0",
            "dropped, since nothing meets them any more: 0",
            "prolonged, since they were recorded until an earlier day: 2"
        ]
    );
    assert!(text().starts_with(BY_HAND), "{}", text());
    assert_eq!(text().matches("reason = \"later\"\napproved-by = \"Bo\"\nuntil = 2027-03-01\n").count(), 2);
    assert_eq!(code(folder.path(), "a.xlsx"), Some(0));

    // One is corrected, and of another somebody has changed the day.
    fs::write(path("a.xlsx"), book().to_xlsx()).unwrap();
    let edited = text().replacen("until = 2027-03-01\nrecorded", "until = 2027-12-31\nrecorded", 1);
    fs::write(path("pamlint.toml"), &edited).unwrap();
    // What is not looked for is not gone.
    assert_eq!(
        said(&record(folder.path(), &["a.xlsx", "--select", "CTX"]))[2],
        "dropped, since nothing meets them any more: 0"
    );
    let last = said(&record(folder.path(), &["a.xlsx"]));
    assert_eq!(
        last[2..],
        ["dropped, since nothing meets them any more: 1", "left, since somebody has edited them: 1"]
    );
    assert!(text().starts_with(BY_HAND) && text().contains("until = 2027-12-31"), "{}", text());
    assert_eq!(text().matches("[[exceptions]]").count(), 2);
}

#[test]
fn nothing_secret_is_recorded_and_a_wrong_call_changes_nothing() {
    let wrong = book().set("UX-L1.comments", "wachtwoord: Zomer2024!").set("UX-L2.address", "db02");
    let folder = folder(&[
        ("a.xlsx", wrong.to_xlsx()),
        ("inline.toml", b"exceptions = \"e.csv\"\n".to_vec()),
        ("e.csv", b"rule;account;reason;approved-by;until\n".to_vec()),
    ]);
    let lines = said(&record(folder.path(), &["a.xlsx"]));
    assert_eq!(lines[0], "recorded in pamlint.toml: 1");
    assert_eq!(lines.last().unwrap(), "not recorded, since they are about secrets: 1");
    let text = fs::read_to_string(folder.path().join("pamlint.toml")).unwrap();
    assert!(!text.contains("Zomer") && text.contains("LIN001"), "{text}");
    for (more, why) in [
        (&["a.xlsx", "--config", "inline.toml"][..], "exceptions are recorded as tables"),
        (&["a.xlsx", "--reason", "wachtwoord: Zomer2024!"], "only once"),
        (&["a.xlsx", "--severity", "SAF999=info"], "there is no rule"),
    ] {
        let output = record(folder.path(), more);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(why), "{output:?}");
    }
    let call = [
        "exceptions",
        "record",
        "a.xlsx",
        "--reason",
        "wachtwoord: Zomer2024!",
        "--approved-by",
        "An",
        "--until",
        "2030-01-01",
    ];
    let output = pamlint(folder.path(), call);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("in which there is no secret"), "{output:?}");
    assert_eq!(fs::read_to_string(folder.path().join("pamlint.toml")).unwrap(), text);
}
