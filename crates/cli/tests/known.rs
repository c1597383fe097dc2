//! What is known besides the workbooks: reference lists, recorded exceptions, the configuration.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::process::Output;

use pamlint_testkit::Book;
use serde_json::{Value, json};
use support::{GOOD, command, folder, good, json_of, pamlint, wrong};

const OVO: &str = "code;name\n000098;Agentschap Wegen en Verkeer\n002949;Digitaal Vlaanderen\n";

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn codes(report: &Value) -> Vec<&str> {
    let workbooks = report["workbooks"].as_array().unwrap().iter();
    let findings = workbooks.flat_map(|workbook| workbook["findings"].as_array().unwrap());
    findings.map(|finding| finding["code"].as_str().unwrap()).collect()
}

#[test]
fn lists_come_from_the_call_and_the_configuration() {
    let swapped = Book::new().row("UX", GOOD).change("UX-L1.safe", "000098", "000089").change(
        "UX-L1.context",
        "000098",
        "000089",
    );
    let config = b"lists = { ovo = \"lists/ovo.csv\" }\nannotate = false\n".to_vec();
    let folder = folder(&[
        ("in/a.xlsx", swapped.to_xlsx()),
        ("lists/ovo.csv", OVO.into()),
        ("pamlint.toml", config),
        ("platforms.csv", b"platform\nUX-MA-N-CE-CAU-SSH\n".to_vec()),
    ]);
    let output = pamlint(folder.path(), ["check", "in", "--lang", "en", "--format", "json"]);
    let report = json_of(&output);
    assert_eq!((output.status.code(), codes(&report)), (Some(1), vec!["REF001"]));
    let finding = &report["workbooks"][0]["findings"][0];
    let message =
        "No organisation has the OVO code 000089; did you mean 000098 (Agentschap Wegen en Verkeer)?";
    assert_eq!(finding["message"], message);
    assert_eq!(finding["span"], json!([2, 8]));
    assert_eq!(finding["fix"], json!({ "value": GOOD[0], "applicability": "unsafe" }));
    let more = ["check", "in", "--format", "json", "--list", "platforms=platforms.csv"];
    assert_eq!(codes(&json_of(&pamlint(folder.path(), more))), ["REF001", "REF005"]);
    // Of two of one kind the call's own counts.
    fs::write(folder.path().join("own.csv"), "code\n000089\n").unwrap();
    let own = ["in", "--format", "json", "--list", "ovo=own.csv"];
    assert_eq!(pamlint(folder.path(), own).status.code(), Some(0));
}

#[test]
fn a_bad_list_is_a_wrong_call_that_names_the_line() {
    let folder = folder(&[("a.xlsx", good()), ("bad.csv", b"code;name\n000098;a\n98;b\n".to_vec())]);
    let told = |list: &str| {
        let output = pamlint(folder.path(), ["check", "a.xlsx", "--list", list]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        errors(&output)
    };
    assert_eq!(
        told("ovo=bad.csv"),
        "error: the list ovo in bad.csv: line 3: `000098` stands on line 2 already, with another `name`; \
         keep one of them\n"
    );
    assert_eq!(
        told("ovo=gone.csv"),
        "error: the list ovo in gone.csv: it cannot be read: it does not exist\n"
    );
    assert_eq!(told("ov=bad.csv"), "error: --list ov: there is no such list; did you mean `ovo`?\n");
    assert!(told("accounts=bad.csv").contains("line 1: there is no column `address`"));
    assert!(told("ovo").contains("write it as KIND=FILE"));
}

const EXCEPTION: &str = "[[exceptions]]\nrule = \"SAF005\"\naccount = \"UX-L1\"\nworkbook = \"in/a*.xlsx\"\n\
                         reason = \"until the migration\"\napproved-by = \"L. Peeters\"\nuntil = \"2026-06-30\"\n";

#[test]
fn an_exception_covers_its_finding_until_its_day() {
    let other = Book::new().row("UX", GOOD).change("UX-L1.username", "oracle", "postgres").to_xlsx();
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/b.xlsx", other), ("pamlint.toml", EXCEPTION.into())]);
    let on = |day: &str| {
        let output = pamlint(
            folder.path(),
            ["check", "in/a.xlsx", "--today", day, "--lang", "en", "--format", "json"],
        );
        let mut report = json_of(&output);
        (output.status.code(), errors(&output), report["workbooks"][0].take())
    };
    let (code, said, workbook) = on("2026-06-30");
    assert_eq!((code, said.as_str()), (Some(0), ""));
    assert_eq!(workbook["counts"], json!({ "error": 0, "warning": 0, "info": 0 }));
    assert_eq!(workbook["excepted"], 1);
    let exception =
        json!({ "reason": "until the migration", "approved_by": "L. Peeters", "until": "2026-06-30" });
    assert_eq!(workbook["findings"][0]["exception"], exception);
    let (code, said, workbook) = on("2026-07-01");
    assert_eq!((code, said.as_str()), (Some(1), ""));
    let help = workbook["findings"][0]["help"].as_str().unwrap();
    assert!(
        help.ends_with("The exception expired on 30 June 2026 (L. Peeters: until the migration)."),
        "{help}"
    );
    assert_eq!(workbook["findings"][0].get("exception"), None);

    // What is remembered of an earlier run has met it as well.
    for _ in 0..2 {
        let output = pamlint(folder.path(), ["check", "in", "--today", "2026-06-30", "--lang", "en"]);
        assert_eq!((output.status.code(), errors(&output)), (Some(0), String::new()));
        let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
        assert!(text.contains("1 with findings; nothing to correct; 1 excepted."), "{text}");
    }
    // And no fix touches what is excepted.
    let fix = |day: &str| {
        pamlint(folder.path(), ["fix", "--unsafe-fixes", "--diff", "--today", day, "in/a.xlsx"]).status.code()
    };
    assert_eq!((fix("2026-06-30"), fix("2026-07-01")), (Some(0), Some(0)));
    let shown =
        pamlint(folder.path(), ["fix", "--unsafe-fixes", "--diff", "--today", "2026-06-30", "in/a.xlsx"]);
    assert!(!String::from_utf8_lossy(&shown.stdout).contains("OPS-CE"), "{shown:?}");
}

#[test]
fn exceptions_stand_in_a_file_too_and_unused_ones_are_told() {
    let csv = "rule;account;safe;reason;approved by;until\nsafe-type-unknown;;D-000098-20109-OPX-CE;x;y;30/06/2026\n\
               SAF014;UX-L9;;x;y;2026-06-30\n";
    let config = b"exceptions = \"kept/exceptions.csv\"\nlang = \"en\"\ntoday = 2026-06-01\n".to_vec();
    let folder =
        folder(&[("a.xlsx", wrong()), ("kept/exceptions.csv", csv.into()), ("pamlint.toml", config)]);
    let output = pamlint(folder.path(), ["check", "a.xlsx"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let unused = "SAF014, account UX-L9, until 30 June 2026 (kept/exceptions.csv:3)";
    assert_eq!(errors(&output), "");
    let text = String::from_utf8_lossy(&output.stdout).replace("\n        ", " ");
    assert!(text.contains(&format!("Exception that covers nothing: {unused}")), "{text}");
    let output = pamlint(folder.path(), ["check", "a.xlsx", "--format", "json"]);
    assert_eq!(errors(&output), format!("warning: the exception for {unused} covers nothing\n"));
}

#[test]
fn a_wrong_exception_is_shown_where_it_stands() {
    let told = |from: &str, to: &str| {
        assert!(EXCEPTION.contains(from));
        let folder = folder(&[("a.xlsx", good()), ("pamlint.toml", EXCEPTION.replace(from, to).into())]);
        let output = pamlint(folder.path(), ["check", "a.xlsx"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        errors(&output)
    };
    let unknown = told("SAF005", "SAF055");
    assert!(
        unknown.contains("there is no rule `SAF055`") && unknown.contains("pamlint.toml:2:8"),
        "{unknown}"
    );
    assert!(told("until = \"2026-06-30\"\n", "").contains("an exception has to say its `until`"));
    assert!(told("2026-06-30", "summer").contains("`summer` is no date; write it as 2026-12-31"));
    let misspelt = told("approved-by", "aproved-by");
    assert!(
        misspelt.contains("unknown key `aproved-by`") && misspelt.contains("did you mean `approved-by`?")
    );
    let all = told("account = \"UX-L1\"\nworkbook = \"in/a*.xlsx\"\n", "");
    assert!(all.contains("an exception has to say what it is about"), "{all}");
    assert!(told("in/a*", "in/[a").contains("workbook in/[a.xlsx"));
}

#[test]
fn config_show_tells_what_holds_and_why() {
    let config =
        "lang = \"nl\"\nout = \"checked\"\n[severity]\nTXT001 = \"info\"\n[lists]\novo = \"ovo.csv\"\n";
    let folder = folder(&[("share/pamlint.toml", config.into()), ("share/team/a.xlsx", good())]);
    let output = pamlint(
        folder.path(),
        ["config", "show", "--config", "share/pamlint.toml", "--lang", "fr", "--severity", "SAF005=warning"],
    );
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    let line = |key: &str| -> Vec<String> {
        let line = text.lines().find(|line| line.split_whitespace().next() == Some(key));
        line.unwrap_or_else(|| panic!("{key} in\n{text}"))
            .split("  ")
            .map(|cell| cell.trim().to_owned())
            .filter(|cell| !cell.is_empty())
            .collect()
    };
    assert!(text.starts_with("configuration: share/pamlint.toml\n"), "{text}");
    assert_eq!(line("lang"), ["lang", "fr", "command line"]);
    assert_eq!(line("out"), ["out", "share/checked", "share/pamlint.toml:2"]);
    assert_eq!(line("severity.TXT001"), ["severity.TXT001", "info", "share/pamlint.toml:3"]);
    assert_eq!(line("severity.SAF005"), ["severity.SAF005", "warning", "command line"]);
    assert_eq!(line("lists.ovo"), ["lists.ovo", "share/ovo.csv", "share/pamlint.toml:5"]);
    assert_eq!(line("fail-on"), ["fail-on", "error", "default"]);
    assert_eq!(line("convention"), ["convention", "pamaas", "default"]);
    assert_eq!(line("annotate"), ["annotate", "true", "default"]);
    let none = pamlint(folder.path(), ["config", "show"]);
    assert!(String::from_utf8_lossy(&none.stdout).starts_with("configuration: none"));
}

#[test]
fn what_the_call_says_wins() {
    let config =
        b"annotate = false\nlang = \"nl\"\nselect = [\"SAF\"]\nseverity = { SAF005 = \"info\" }\n".to_vec();
    let folder = folder(&[("a.xlsx", wrong()), ("pamlint.toml", config)]);
    let run = |arguments: &[&str]| {
        command(folder.path()).args(["check", "a.xlsx"]).args(arguments).output().unwrap()
    };
    assert_eq!(run(&[]).status.code(), Some(0));
    assert!(!folder.path().join("a.checked.xlsx").exists());
    assert_eq!(run(&["--severity", "SAF005=error"]).status.code(), Some(1));
    assert_eq!(codes(&json_of(&run(&["--format", "json", "--select", "WB"]))), Vec::<&str>::new());
    // A folder for copies asks for copies.
    assert_eq!(run(&["--out", "marked"]).status.code(), Some(0));
    assert!(folder.path().join("marked/a.checked.xlsx").exists());
}

#[test]
fn texts_are_in_every_language_that_the_convention_speaks() {
    let own = b"id = \"own\"\nversion = \"1\"\nextends = \"pamaas\"\nlanguages = [\"nl\", \"en\", \"fr\", \"de\"]\n".to_vec();
    let folder = folder(&[("a.xlsx", wrong()), ("own.toml", own)]);
    let run = |language: &str| {
        let call = ["check", "a.xlsx", "--no-annotate", "--convention", "own.toml", "--lang", language];
        command(folder.path()).args(call).output().unwrap()
    };
    assert_eq!(run("de").status.code(), Some(1));
    assert_eq!(run("DE").status.code(), Some(1));
    let other = run("es");
    assert_eq!(other.status.code(), Some(2));
    assert!(errors(&other).contains("it takes de, en, fr, nl"), "{}", errors(&other));
}

#[test]
fn the_schema_of_the_configuration_holds() {
    let folder = tempfile::tempdir().unwrap();
    let output = pamlint(folder.path(), ["config", "schema"]);
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    let fits = |text: &str| {
        let config: toml::Value = toml::from_str(text).unwrap();
        jsonschema::is_valid(&schema, &serde_json::to_value(config).unwrap())
    };
    assert!(fits(EXCEPTION));
    assert!(fits("exceptions = \"x.csv\"\nselect = [\"SAF\"]\nlang = \"nl\"\nannotate = false\njobs = 2\n"));
    assert!(fits("severity = { SAF005 = \"info\" }\nlists = { ovo = \"ovo.csv\" }\n"));
    for wrong in [
        "colour = 1",
        "lang = \"de\"",
        "annotate = 1",
        "severity = { A = \"x\" }",
        "[[exceptions]]\nrule = \"A\"\n",
    ] {
        assert!(!fits(wrong), "{wrong}");
    }
}

#[test]
fn what_is_wrong_in_the_configuration_is_shown_where_it_stands() {
    let told = |config: &str| {
        let folder = folder(&[("a.xlsx", good()), ("ovo.csv", OVO.into()), ("pamlint.toml", config.into())]);
        let output = pamlint(folder.path(), ["check", "a.xlsx"]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        errors(&output)
    };
    for (config, said, place) in [
        ("ignore = [\"SAF\",\n  \"SAG\"]", "there is no rule `SAG`", ":2:3"),
        ("severity = { SAF999 = \"info\" }", "there is no rule `SAF999`", ":1:23"),
        ("lists = { ov = \"ovo.csv\" }", "did you mean `ovo`?", ":1:16"),
        ("\nconvention = \"pamas\"", "there is no convention `pamas`", ":2:14"),
        ("summary = \"a.pdf\"", "name a workbook", ":1:11"),
        ("glob = \"a[\"", "no pattern of names", ":1:8"),
    ] {
        let text = told(config);
        assert!(text.contains(said) && text.contains(&format!("pamlint.toml{place}")), "{text}");
    }
}

#[test]
fn what_the_call_says_rules_out_what_is_configured() {
    let folder = folder(&[("a.xlsx", wrong()), ("pamlint.toml", b"out = \"checked\"\n".to_vec())]);
    assert_eq!(pamlint(folder.path(), ["fix", "--diff", "a.xlsx"]).status.code(), Some(1));
    assert_eq!(pamlint(folder.path(), ["check", "--no-annotate", "a.xlsx"]).status.code(), Some(1));
}

#[test]
fn an_exceptions_file_has_no_columns_but_its_own() {
    let with = |text: &str| {
        let folder = folder(&[("a.xlsx", wrong()), ("exceptions.csv", text.into())]);
        pamlint(folder.path(), ["check", "a.xlsx", "--exceptions", "exceptions.csv"])
    };
    let output = with("rule,acount,workbook,reason,approved-by,until\nSAF005,UX-L9,a.xlsx,x,y,2099-12-31\n");
    assert_eq!(output.status.code(), Some(2));
    assert!(errors(&output).contains("line 1: unknown column `acount`; did you mean `account`?"));
    assert_eq!(with("rule,account,reason,approved-by,until\n").status.code(), Some(1));
}

#[test]
fn what_is_excepted_is_not_left_to_correct() {
    let folder = folder(&[("in/a.xlsx", wrong()), ("pamlint.toml", EXCEPTION.into())]);
    let fix = |format: &str| {
        let day = ["--today", "2026-06-30", "--lang", "en", "--diff"];
        pamlint(folder.path(), ["fix", "in/a.xlsx", "--format", format].iter().chain(&day))
    };
    let text = String::from_utf8(fix("text").stdout).unwrap();
    assert!(text.contains("Nothing to correct; 1 excepted."), "{text}");
    let receipt = json_of(&fix("json"));
    assert_eq!(
        (&receipt["summary"]["left"]["error"], &receipt["summary"]["excepted"]),
        (&json!(0), &json!(1))
    );
}
