//! Where the configuration comes from: never from where workbooks lie.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use support::{command, folder, good, is_left_out, json_of, wrong};

/// What the JSON of a call says about its configuration.
fn config_of(command: &mut Command) -> Value {
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    json_of(&output)["config"].clone()
}

fn with_language(language: &str) -> Vec<u8> {
    format!("lang = \"{language}\"\n").into_bytes()
}

#[test]
fn nobody_who_sends_a_workbook_says_how_it_is_checked() {
    let planted = b"output = \"../precious\"\nannotate = false\nfail-on = \"never\"\n".to_vec();
    let folder = folder(&[
        ("mail/a.xlsx", wrong()),
        ("mail/pamlint.toml", planted),
        ("precious", b"precious".to_vec()),
        ("work/pamlint.toml", with_language("nl")),
        ("work/deeper/b.xlsx", good()),
        ("work/deeper/ours.toml", with_language("fr")),
    ]);
    let check = |here: &str, paths: &[&str]| {
        let mut command = command(&folder.path().join(here));
        command.args(["check", "--format", "json", "-v"]).args(paths);
        command.output().unwrap()
    };
    for paths in [["../mail"], ["../mail/a.xlsx"]] {
        let output = check("work", &paths);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert_eq!(json_of(&output)["config"], "pamlint.toml");
        assert_eq!(json_of(&output)["language"], "nl");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains("configuration: pamlint.toml"),
            "{output:?}"
        );
    }
    assert_eq!(fs::read(folder.path().join("precious")).unwrap(), b"precious");
    assert!(folder.path().join("mail/a.checked.xlsx").exists());

    // From the current folder upwards, or the file that is named.
    let above = check("work/deeper", &["b.xlsx"]);
    assert!(json_of(&above)["config"].as_str().unwrap().ends_with("work/pamlint.toml"), "{above:?}");
    let named = check("work/deeper", &["--config", "ours.toml", "b.xlsx"]);
    assert_eq!(
        (&json_of(&named)["config"], &json_of(&named)["language"]),
        (&"ours.toml".into(), &"fr".into())
    );
    assert_eq!(json_of(&check("mail/..", &["work/deeper/b.xlsx"]))["config"], Value::Null);
}

#[test]
fn what_is_dropped_on_the_icon_goes_by_the_configuration_beside_the_program() {
    if is_left_out("the program is copied without what it needs under Wine") {
        return;
    }
    let folder = folder(&[
        ("handed/pamlint.toml", with_language("fr")),
        ("work/pamlint.toml", with_language("nl")),
        ("work/a.xlsx", good()),
        ("empty/a.xlsx", good()),
    ]);
    let program = folder.path().join("handed/pamlint");
    let own = Path::new(env!("CARGO_BIN_EXE_pamlint"));
    fs::hard_link(own, &program).or_else(|_| fs::copy(own, &program).map(drop)).unwrap();
    let call = |here: &str, words: &[&str]| {
        let mut call = Command::new(&program);
        call.current_dir(folder.path().join(here))
            .env("LC_ALL", "C")
            .args(words)
            .args(["--format", "json", "a.xlsx"]);
        config_of(&mut call)
    };
    let beside =
        Value::from(program.with_file_name("pamlint.toml").canonicalize().unwrap().to_str().unwrap());
    assert_eq!(call("work", &[]), beside);
    assert_eq!(call("work", &["--config", "pamlint.toml"]), "pamlint.toml");
    assert_eq!(call("work", &["check"]), "pamlint.toml");
    assert_eq!(call("empty", &["check"]), beside);
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_refused_before_it_is_read() {
    if is_left_out("pipes and devices are files") {
        return;
    }
    let folder = folder(&[("a.xlsx", good())]);
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket")).unwrap();
    for file in ["pipe", "socket", "/dev/zero"] {
        for (option, value) in [
            ("--config", file.to_owned()),
            ("--convention", format!("./{file}").replace(".//", "/")),
            ("--exceptions", file.to_owned()),
            ("--password-file", file.to_owned()),
            ("--files-from", file.to_owned()),
            ("--list", format!("ovo={file}")),
        ] {
            let output = command(folder.path()).args(["check", option, &value, "a.xlsx"]).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(
                (output.status.code(), said.contains("it is no plain file")),
                (Some(2), true),
                "{option}: {said}"
            );
        }
        for call in [&["merge", file][..], &["check", file], &["fix", file], &["clean", file]] {
            let output = command(folder.path()).args(call).output().unwrap();
            assert!(matches!(output.status.code(), Some(2 | 3)), "{call:?}: {output:?}");
        }
    }
}

#[test]
fn mistakes_are_told_in_the_language_that_the_file_asks_for() {
    let folder =
        folder(&[("pamlint.toml", b"lang = \"nl\"\nformt = \"json\"\n".to_vec()), ("a.xlsx", good())]);
    let told = |arguments: &[&str]| {
        let output = command(folder.path()).args(["check", "a.xlsx"]).args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let dutch = told(&[]);
    assert!(dutch.contains("onbekende sleutel `formt`") && dutch.contains("bedoelt u `format`?"), "{dutch}");
    let french = told(&["--lang", "fr"]);
    assert!(french.contains("`formt`") && !french.contains("sleutel"), "{french}");
}

#[test]
fn what_a_command_does_not_take_is_nothing_to_it() {
    let file = b"annotate = false\nreply-by = 14\nformat = \"json\"\njobs = 1\n".to_vec();
    let folder = folder(&[("pamlint.toml", file), ("a.xlsx", good())]);
    for call in [["check", "a.xlsx"], ["fix", "a.xlsx"], ["plan", "a.xlsx"], ["rule", "SAF005"]] {
        let output = command(folder.path()).args(call).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{call:?}: {output:?}");
    }
}
