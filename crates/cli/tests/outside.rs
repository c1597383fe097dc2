//! What people from outside may put beside workbooks, and what becomes of the files of others.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;

use pamlint_testkit::Book;
use support::{GOOD, command, files, folder, good, is_left_out, json_of, pamlint, wrong};

/// A workbook that has something to fix.
fn untidy() -> Vec<u8> {
    Book::new().row("UX", GOOD).set("UX-L1.username", "oracle ").to_xlsx()
}

fn set_mode(file: &Path, mode: u32) {
    fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn no_copy_is_written_through_a_link_or_over_what_somebody_has_written() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    for (call, word) in
        [(&["check", "--no-cache"][..], "checked"), (&["fix"], "fixed"), (&["clean"], "clean")]
    {
        let folder = folder(&[("a.xlsx", untidy()), ("precious", b"precious".to_vec())]);
        let path = |name: &str| folder.path().join(name);
        if word == "clean" {
            fs::rename(path("a.xlsx"), path("b.xlsx")).unwrap();
            pamlint(folder.path(), ["check", "--no-cache", "b.xlsx"]);
            fs::rename(path("b.checked.xlsx"), path("a.xlsx")).unwrap();
        }
        let input = fs::read(path("a.xlsx")).unwrap();
        let run = || {
            let output = pamlint(folder.path(), call.iter().copied().chain(["a.xlsx"]));
            String::from_utf8_lossy(&output.stderr).into_owned()
        };
        let copy = path(&format!("a.{word}.xlsx"));
        let second = path(&format!("a.{word}-2.xlsx"));
        for target in ["a.xlsx", "precious", "nowhere"] {
            symlink(target, &copy).unwrap();
            let said = run();
            assert!(said.contains("is left alone"), "{word}: {said}");
            assert!(fs::symlink_metadata(&copy).unwrap().is_symlink() && !path("nowhere").exists());
            assert!(second.is_file());
            fs::remove_file(&copy).unwrap();
        }
        assert_eq!(fs::read(path("precious")).unwrap(), b"precious");
        assert!(fs::read(path("a.xlsx")).unwrap() == input);
        fs::remove_file(&second).unwrap();

        // What pamlint wrote it writes anew, until somebody has changed it.
        assert_eq!((run(), run()), (String::new(), String::new()));
        assert!(copy.is_file() && !second.exists());
        let mut edited = fs::read(&copy).unwrap();
        edited.extend_from_slice(b"edited");
        fs::write(&copy, &edited).unwrap();
        let said = run();
        assert!(said.contains("is left alone"), "{word}: {said}");
        assert!(fs::read(&copy).unwrap() == edited && second.is_file());
    }
}

#[test]
fn copies_and_reports_are_no_more_open_than_their_workbooks() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("a.xlsx", untidy()), ("b.xlsx", wrong())]);
    let path = |name: &str| folder.path().join(name);
    set_mode(&path("a.xlsx"), 0o600);
    set_mode(&path("b.xlsx"), 0o640);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    let report = ["--output", "r.json", "--format", "json", "--summary", "s.html", "--summary", "s.xlsx"];
    pamlint(folder.path(), ["check", "a.xlsx", "b.xlsx"].iter().chain(&report));
    pamlint(folder.path(), ["fix", "a.xlsx"]);
    for (name, wanted) in [
        ("a.checked.xlsx", 0o600),
        ("a.fixed.xlsx", 0o600),
        ("b.checked.xlsx", 0o640),
        ("r.json", 0o600),
        ("s.html", 0o600),
        ("s.xlsx", 0o600),
    ] {
        assert_eq!(mode(name), wanted, "{name}");
    }
    pamlint(folder.path(), ["check", "b.xlsx", "--format", "json", "--output", "b.json"]);
    assert_eq!(mode("b.json"), 0o640);
}

#[test]
fn links_out_of_a_folder_are_followed_when_asked() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("in/a.xlsx", good()), ("other/b.xlsx", good()), ("other/c.xlsx", good())]);
    symlink("../other", folder.path().join("in/deep")).unwrap();
    symlink("../other/c.xlsx", folder.path().join("in/c.xlsx")).unwrap();
    symlink("a.xlsx", folder.path().join("in/same.xlsx")).unwrap();
    let checked = |more: &[&str]| {
        let call = ["check", "in", "--no-annotate", "--no-cache", "--format", "json"];
        let output = pamlint(folder.path(), call.iter().chain(more));
        let workbooks = json_of(&output)["workbooks"].as_array().unwrap().len();
        (workbooks, String::from_utf8_lossy(&output.stderr).matches("--follow-links follows it").count())
    };
    assert_eq!(checked(&[]), (1, 2));
    assert_eq!(checked(&["--follow-links"]), (3, 0));
}

#[test]
fn nothing_is_written_out_of_the_folder_for_copies() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("in/deep/a.xlsx", wrong()), ("elsewhere/x", Vec::new())]);
    fs::create_dir(folder.path().join("out")).unwrap();
    symlink("../elsewhere", folder.path().join("out/deep")).unwrap();
    let output = pamlint(folder.path(), ["check", "--out", "out", "--mirror", "in"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("is a link"), "{output:?}");
    assert_eq!(files(&folder.path().join("elsewhere")), ["x"]);
}

#[test]
fn what_is_kept_is_read_from_plain_files_only() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("in/a.xlsx", wrong())]);
    let cache = folder.path().join(".cache");
    let check = || {
        let mut call = command(folder.path());
        call.env("PAMLINT_CACHE_DIR", &cache).args(["check", "--no-annotate", "--changed-only", "in"]);
        call.output().unwrap().status.code()
    };
    assert_eq!(check(), Some(1));
    for name in files(&cache) {
        fs::remove_file(cache.join(&name)).unwrap();
        assert!(Command::new("mkfifo").arg(cache.join(&name)).status().unwrap().success());
    }
    assert_eq!(check(), Some(1));
}

#[test]
fn a_bit_that_flips_in_what_is_kept_is_noticed() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/b.xlsx", good())]);
    let part = ["check", "in", "--no-annotate", "--no-cache", "--shard", "1/1", "--format", "jsonl"];
    let whole = pamlint(folder.path(), part).stdout;
    let file = folder.path().join("1.jsonl");
    let merge = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        pamlint(folder.path(), ["merge", "1.jsonl"]).status.code()
    };
    assert_eq!(merge(&whole), Some(1));
    for number in 0..200_usize {
        let mut flipped = whole.clone();
        let at = number * 7919 % whole.len();
        flipped[at] ^= 1 << (number % 8);
        assert_eq!(merge(&flipped), Some(2), "bit {} of byte {at}", number % 8);
    }
}

#[test]
fn what_could_not_be_checked_or_has_no_news_is_told() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("in/a.xlsx", good()), ("in/b.xlsx", b"no workbook".to_vec())]);
    let told = |more: &[&str]| {
        let mut call = command(folder.path());
        call.env("PAMLINT_CACHE_DIR", folder.path().join(".cache")).args(["check", "--no-annotate", "in"]);
        call.args(more).output().unwrap()
    };
    let counted = told(&["--statistics", "--no-cache"]);
    assert!(String::from_utf8_lossy(&counted.stdout).contains("in/b.xlsx: not checked"), "{counted:?}");
    told(&["--changed-only"]);
    let again = told(&["--changed-only"]);
    assert!(
        String::from_utf8_lossy(&again.stderr).contains("nothing new to say of the 2 workbooks"),
        "{again:?}"
    );
}

#[test]
fn a_configuration_does_not_command_the_terminal() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("a.xlsx", good()), ("c.toml", Vec::new())]);
    for toml in ["\"\\u001b[2Jy\" = 1\n", "lang = \"\x1b[2J\"\n", "lang = \"\\u001b[2J\"\n"] {
        fs::write(folder.path().join("c.toml"), toml).unwrap();
        let output = pamlint(folder.path(), ["check", "--config", "c.toml", "a.xlsx"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(!output.stderr.contains(&0x1b), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A folder so deep that no path leads to its end.
#[test]
fn a_path_that_is_too_long_is_told() {
    if is_left_out("links and modes are those of Unix") {
        return;
    }
    let folder = folder(&[("in/a.xlsx", good())]);
    let name = "d".repeat(200);
    let mut script = String::from("cd in");
    for _ in 0..22 {
        script += &format!(" && mkdir {name} && cd {name}");
    }
    script += " && cp \"$0\" b.xlsx";
    let input = folder.path().join("in/a.xlsx");
    let made =
        Command::new("bash").arg("-c").arg(script).arg(&input).current_dir(folder.path()).status().unwrap();
    assert!(made.success());
    let output = pamlint(folder.path(), ["check", "in", "--no-annotate", "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(
        String::from_utf8_lossy(&output.stdout).contains("The path is longer than the system allows"),
        "{output:?}"
    );
}
