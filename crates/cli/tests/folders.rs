//! What the configuration says of some folders: their convention, lists, severities, language and day of answer.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{GOOD, command, folder, json_of, pamlint, wrong};

use pamlint_testkit::Book;

/// The findings of each workbook: codes with their severities.
fn found(folder: &Path, arguments: &[&str]) -> Vec<(String, Vec<String>)> {
    let output = pamlint(folder, arguments);
    let json = json_of(&output);
    let codes = |workbook: &Value| {
        let findings = workbook["findings"].as_array().unwrap().iter();
        findings
            .map(|finding| format!("{} {}", finding["code"], finding["severity"]).replace('"', ""))
            .collect()
    };
    let workbooks = json["workbooks"].as_array().unwrap().iter();
    workbooks.map(|one| (one["path"].as_str().unwrap().to_owned(), codes(one))).collect()
}

fn list(code: &str) -> Vec<u8> {
    format!("code;name\n{code};A name\n").into_bytes()
}

const CALL: [&str; 5] = ["check", "in", "--no-annotate", "--format", "json"];

#[test]
fn folders_have_their_own_severities_lists_and_rules() {
    let conf = "ignore = [\"SET\"]\nseverity = { SAF005 = \"error\", TXT001 = \"info\" }\nlists = { ovo = \"all.csv\" }\n\
                [folders.\"in/*\"]\nseverity = { SAF005 = \"warning\" }\n\
                [folders.\"in/wegen\"]\nlists = { ovo = \"own.csv\" }\n\
                [folders.\"in/v*\"]\nignore = [\"SET\", \"SAF005\"]\n[folders.\"nowhere\"]\nselect = [\"TXT\"]\n";
    let folder = folder(&[
        ("pamlint.toml", conf.into()),
        ("all.csv", list("000098")),
        ("own.csv", list("000092")),
        ("in/a.xlsx", wrong()),
        ("in/other/b.xlsx", wrong()),
        ("in/vmm/deep/c.xlsx", wrong()),
        ("in/wegen/d.xlsx", wrong()),
    ]);
    let codes = |path: &str, codes: &[&str]| {
        (path.to_owned(), codes.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>())
    };
    // `in/*` fits the file in/a.xlsx itself too; of two that fit, the one that says more counts.
    let expected = [
        codes("in/a.xlsx", &["SAF005 warning"]),
        codes("in/other/b.xlsx", &["SAF005 warning"]),
        codes("in/vmm/deep/c.xlsx", &[]),
        codes("in/wegen/d.xlsx", &["REF001 error", "SAF005 error"]),
    ];
    let cached = CALL;
    for _ in 0..2 {
        assert_eq!(found(folder.path(), &cached), expected);
    }
    let mut uncached = cached.to_vec();
    uncached.extend(["--no-cache", "--jobs", "1"]);
    assert_eq!(found(folder.path(), &uncached), expected);

    // What the call says wins everywhere.
    uncached.extend(["--severity", "SAF005=info"]);
    let said = found(folder.path(), &uncached);
    assert_eq!(said[1], codes("in/other/b.xlsx", &["SAF005 info"]));

    // A folder that goes by something else is checked anew, and only that one.
    fs::write(folder.path().join("pamlint.toml"), conf.replace(", \"SAF005\"]", "]")).unwrap();
    assert_eq!(found(folder.path(), &cached)[2], codes("in/vmm/deep/c.xlsx", &["SAF005 error"]));
}

#[test]
fn folders_have_their_own_convention_and_language() {
    let own = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/cleanroom/convention.toml"),
    );
    let conf = "reply-by = 7\n[folders.\"lab\"]\nconvention = \"lab.toml\"\n[folders.\"in/fr\"]\nlang = \"fr\"\nreply-by = \"2026-12-24\"\n";
    let book = Book::new().row("UX", GOOD).info(&[("E-mail", "ann@lijn.example")]);
    let wrong = book.change("UX-L1.safe", "OPS", "OPX").to_xlsx();
    let folder = folder(&[
        ("pamlint.toml", conf.into()),
        ("lab.toml", own.unwrap().into_bytes()),
        ("in/fr/a.xlsx", wrong.clone()),
        ("in/nl/a.xlsx", wrong.clone()),
        ("in/lab/a.xlsx", wrong),
    ]);
    let call = [
        "check",
        "in",
        "--format",
        "json",
        "--reply",
        "replies",
        "--today",
        "2026-11-28",
        "--out",
        "out",
        "--mirror",
    ];
    let output = command(folder.path()).args(call).output().unwrap();
    let json = json_of(&output);
    let workbooks = json["workbooks"].as_array().unwrap();
    let convention = |name: &str| {
        let workbook = workbooks.iter().find(|one| one["path"] == format!("in/{name}/a.xlsx")).unwrap();
        workbook["convention"]["id"].clone()
    };
    assert_eq!((convention("fr"), convention("lab")), (Value::Null, Value::from("cleanroom")));
    assert_eq!(json["convention"]["id"], "pamaas");
    assert_eq!(json["language"], "en");
    let reply = |name: &str| {
        let bytes = fs::read(folder.path().join(format!("replies/{name}/a.reply.eml"))).unwrap();
        let message = mail_parser::MessageParser::new().parse(&bytes).unwrap();
        message.body_text(0).unwrap().into_owned()
    };
    assert!(reply("fr").contains("24 décembre 2026"), "{}", reply("fr"));
    assert!(reply("nl").contains("5 December 2026"), "{}", reply("nl"));

    // One plan goes by one convention.
    let plan = pamlint(folder.path(), ["plan", "in"]);
    assert_eq!(plan.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&plan.stderr)
            .replace('\\', "/")
            .contains("in/lab/a.xlsx goes by a convention of its own"),
        "{plan:?}"
    );
    let shard =
        pamlint(folder.path(), ["check", "in", "--shard", "1/2", "--format", "jsonl", "--no-annotate"]);
    assert_eq!(shard.status.code(), Some(2), "{shard:?}");
}

#[test]
fn what_is_wrong_in_a_folder_is_pointed_at() {
    let told = |conf: &str| {
        let folder = folder(&[("pamlint.toml", conf.as_bytes().to_vec()), ("in/a.xlsx", wrong())]);
        let output = pamlint(folder.path(), ["check", "in"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    for (conf, said) in [
        ("[folders.\"in\"]\nlnag = \"nl\"\n", "did you mean `lang`?"),
        ("[folders.\"in\"]\njobs = 2\n", "`jobs` holds for a whole run, not for a folder"),
        ("[folders.\"in/[\"]\nlang = \"nl\"\n", "is no pattern of folders"),
        ("[folders]\nlang = \"nl\"\n", "a folder has to be a table"),
        ("folders = [1]\n", "`folders` has to be tables"),
        ("[folders.\"in\"]\nseverity = { SAF999 = \"info\" }\n", "there is no rule `SAF999`"),
        ("[folders.\"in\"]\nlists = { ovo = \"none.csv\" }\n", "none.csv"),
    ] {
        let told = told(conf);
        assert!(told.contains(said) && told.contains("pamlint.toml:"), "{conf}: {told}");
    }
}
