//! Runs over a share full of workbooks: every one accounted for, however it is divided, interrupted or
//! repeated.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use pamlint_testkit::batch::{Fate, share};
use serde_json::Value;
use support::{command, files, folder, good, is_left_out, json_of, text_of, wrong};
use tempfile::TempDir;

/// A share below `in`, and what has to come of each workbook.
fn filled(workbooks: usize, bad: usize) -> (TempDir, BTreeMap<String, Fate>) {
    let folder = tempfile::tempdir().unwrap();
    let mut fates = BTreeMap::new();
    for shared in share(workbooks, bad, 7) {
        let path = folder.path().join("in").join(&shared.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, shared.bytes).unwrap();
        fates.insert(format!("in/{}", shared.path), shared.fate);
    }
    (folder, fates)
}

/// The command in a folder, with a cache of its own beside it.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    started(folder, arguments).output().unwrap()
}

fn started(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = command(folder);
    command.env("PAMLINT_CACHE_DIR", folder.join(".cache")).args(arguments);
    command
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A line of a part with its digest, as pamlint writes it.
fn sealed(line: &str) -> String {
    let line = line.strip_suffix('}').unwrap();
    let mut hasher = blake3::Hasher::new_derive_key("pamlint 2026 digest of what pamlint keeps");
    let digest = hasher.update(line.as_bytes()).finalize().to_hex();
    format!("{line},\"digest\":\"{digest}\"}}")
}

/// Name and bytes of every file that is neither an input nor in the cache.
fn written(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let names =
        files(folder).into_iter().filter(|name| !name.starts_with("in/") && !name.starts_with(".cache/"));
    // A file that is being written takes its name between the listing and the reading.
    names.filter_map(|name| Some((name.clone(), fs::read(folder.join(name)).ok()?))).collect()
}

#[test]
fn every_workbook_is_accounted_for() {
    let (folder, fates) = filled(60, 16);
    let output = run(folder.path(), &["--format", "json", "--no-annotate", "--no-cache", "in"]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let report = json_of(&output);
    let workbooks = report["workbooks"].as_array().unwrap();
    let paths: Vec<&str> = workbooks.iter().map(|workbook| workbook["path"].as_str().unwrap()).collect();
    assert_eq!(paths, fates.keys().map(String::as_str).collect::<Vec<_>>());
    for (workbook, (path, fate)) in workbooks.iter().zip(&fates) {
        let codes: Vec<&str> = workbook["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["code"].as_str().unwrap())
            .collect();
        match fate {
            Fate::Clean => assert_eq!(workbook["status"], "clean", "{path}: {codes:?}"),
            Fate::Found(code) => assert!(codes.contains(code), "{path}: {code} is not among {codes:?}"),
            Fate::Failed(kind) => assert_eq!(workbook["failure"]["kind"], *kind, "{path}"),
        }
    }
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let (folder, _) = filled(40, 8);
    let with = |jobs: &str| {
        let out = format!("out-{jobs}");
        let arguments =
            ["--no-cache", "--jobs", jobs, "--out", &out, "--mirror", "--today", "2026-01-01", "in"];
        let output = run(folder.path(), &arguments);
        let copies = written(folder.path()).into_iter().filter(|(name, _)| name.starts_with(&out));
        let copies = copies.map(|(name, bytes)| (name.replace(&out, "out"), bytes)).collect::<Vec<_>>();
        (text(&output).replace(&out, "out"), copies)
    };
    let ((one, one_copies), (two, two_copies)) = (with("1"), with("2"));
    assert_eq!(one, two);
    assert!(one_copies.len() > 5);
    assert!(one_copies == two_copies);
    assert!(one_copies.iter().all(|(name, _)| name.starts_with("out/customer-")), "mirrored");
}

#[test]
fn a_workbook_that_is_remembered_is_told_of_in_any_language() {
    let (folder, _) = filled(30, 12);
    let call = |more: &[&str]| run(folder.path(), &[&["-v", "--no-annotate"], more, &["in"]].concat());
    let checked = |output: &Output| String::from_utf8_lossy(&output.stderr).matches("info: checking").count();
    assert_eq!(checked(&call(&["--lang", "nl"])), 30);
    for language in ["nl", "en", "fr"] {
        for format in ["json", "text"] {
            let asked = ["--lang", language, "--format", format];
            let (again, fresh) = (call(&asked), call(&[&asked[..], &["--no-cache"]].concat()));
            assert_eq!((checked(&again), checked(&fresh)), (0, 30));
            assert_eq!(text(&again), text(&fresh));
        }
    }
    // A copy speaks the language of its run.
    let copies = |language: &str| {
        run(folder.path(), &["--lang", language, "--out", "out", "--mirror", "--today", "2026-01-01", "in"]);
        written(folder.path())
    };
    let (dutch, french) = (copies("nl"), copies("fr"));
    assert_eq!(dutch.len(), french.len());
    assert!(dutch.iter().zip(&french).all(|(dutch, french)| dutch.0 == french.0 && dutch.1 != french.1));
    assert!(copies("nl") == dutch);
}

#[test]
fn a_second_run_knows_what_the_first_has_found() {
    let (folder, _) = filled(30, 8);
    let all = ["-v", "--format", "json", "--out", "out", "--mirror", "in"];
    let first = run(folder.path(), &all);
    let copies = written(folder.path());
    assert!(copies.len() > 3);
    let second = run(folder.path(), &all);
    assert_eq!(text(&first), text(&second));
    assert_eq!(first.status.code(), second.status.code());
    let said = |output: &Output, what: &str| String::from_utf8_lossy(&output.stderr).matches(what).count();
    assert_eq!((said(&first, "info: checking"), said(&second, "info: checking")), (30, 0));
    assert_eq!(said(&second, "info: wrote"), 0);

    // A copy that is gone or is another one is written again, and a workbook that has changed is checked again.
    fs::remove_file(folder.path().join(&copies[0].0)).unwrap();
    fs::write(folder.path().join(&copies[1].0), &copies[2].1).unwrap();
    let third = run(folder.path(), &all);
    assert_eq!(text(&first), text(&third));
    assert_eq!((said(&third, "info: checking"), said(&third, "info: wrote")), (0, 2));
    assert!(written(folder.path()) == copies);

    // Other ways of checking have outcomes of their own.
    let other = run(folder.path(), &["-v", "--format", "json", "--no-annotate", "--ignore", "TXT", "in"]);
    assert_eq!(said(&other, "info: checking"), 30);
    let anew =
        run(folder.path(), &["--no-cache", "-v", "--format", "json", "--out", "out", "--mirror", "in"]);
    assert_eq!(said(&anew, "info: checking"), 30);
    assert_eq!(text(&first), text(&anew));
}

#[test]
fn a_copy_that_somebody_has_worked_on_is_left_alone() {
    let folder = folder(&[("in/a.xlsx", wrong()), ("out/a.checked.xlsx", good())]);
    let path = |name: &str| folder.path().join(name);
    let check = || {
        let output = run(folder.path(), &["--format", "json", "--out", "out", "in"]);
        let annotated = json_of(&output)["workbooks"][0]["annotated"].clone();
        (annotated, text_of(&output.stderr))
    };
    // From the workbook, from what is kept, and from what is kept with the copy gone: always the same.
    let first = check();
    assert_eq!(first.0, "out/a.checked-2.xlsx");
    assert!(first.1.starts_with("warning: out/a.checked.xlsx is left alone"), "{}", first.1);
    assert_eq!(check(), first);
    fs::remove_file(path("out/a.checked-2.xlsx")).unwrap();
    assert_eq!(check(), first);
    assert_eq!(fs::read(path("out/a.checked.xlsx")).unwrap(), good());
    // What pamlint wrote itself is replaced.
    fs::copy(path("out/a.checked-2.xlsx"), path("out/a.checked.xlsx")).unwrap();
    assert_eq!(check(), ("out/a.checked.xlsx".into(), String::new()));

    // With nothing to correct any more, the old copy is of no use.
    fs::write(path("in/a.xlsx"), good()).unwrap();
    for _ in 0..2 {
        let said = check().1;
        assert!(said.contains("out/a.checked.xlsx is of an earlier check"), "{said}");
    }

    fs::write(path("in/a.xlsx"), wrong()).unwrap();
    // The fixed copy stands where it always does, whichever fixes were asked for before.
    for fixes in [&["--unsafe-fixes"][..], &[]] {
        let fixed = run(folder.path(), &[&["fix", "--format", "json", "in"], fixes].concat());
        let written = json_of(&fixed)["workbooks"][0]["written"].clone();
        assert!(written.is_null() || written == "in/a.fixed.xlsx", "{written}");
    }
    assert!(path("in/a.fixed.xlsx").exists() && !path("in/a.fixed-2.xlsx").exists());
}

#[test]
fn only_what_is_new_or_changed_is_reported_when_asked() {
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/b.xlsx", good()), ("in/c.xlsx", b"no".to_vec())]);
    let changed = || {
        let output = run(folder.path(), &["check", "--changed-only", "--format", "json", "in"]);
        let report = json_of(&output);
        let paths = report["workbooks"].as_array().unwrap().iter().map(|workbook| workbook["path"].clone());
        (paths.collect::<Vec<Value>>(), output.status.code())
    };
    assert_eq!(changed(), (vec!["in/a.xlsx".into(), "in/b.xlsx".into(), "in/c.xlsx".into()], Some(3)));
    assert_eq!(changed(), (vec![], Some(0)));
    // The new first one has the account of `b`, about which there is now something to say.
    fs::write(folder.path().join("in/aa.xlsx"), good()).unwrap();
    fs::write(folder.path().join("in/c.xlsx"), wrong()).unwrap();
    assert_eq!(changed(), (vec!["in/aa.xlsx".into(), "in/b.xlsx".into(), "in/c.xlsx".into()], Some(1)));
    assert!(folder.path().join("in/b.checked.xlsx").exists());
    assert_eq!(changed(), (vec![], Some(0)));
    fs::remove_file(folder.path().join("in/b.checked.xlsx")).unwrap();
    assert_eq!(changed(), (vec![], Some(0)));
    assert!(folder.path().join("in/b.checked.xlsx").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn what_no_report_has_told_is_told_by_the_next() {
    if is_left_out("/dev/full is a file") {
        return;
    }
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/b.xlsx", good())]);
    let told = |more: &[&str]| {
        let output = run(folder.path(), &[&["check", "--format", "json", "in"], more].concat());
        let report = serde_json::from_slice::<Value>(&output.stdout).unwrap_or_default();
        (output.status.code(), report["workbooks"].as_array().map(Vec::len))
    };
    assert_eq!(told(&["--changed-only", "--output", "/dev/full"]), (Some(2), None));
    assert_eq!(told(&["--changed-only"]), (Some(1), Some(2)));
    assert_eq!(told(&["--changed-only"]), (Some(0), Some(0)));
    // A run that tells everything tells what is new as well.
    fs::write(folder.path().join("in/b.xlsx"), wrong()).unwrap();
    assert_eq!(told(&[]), (Some(1), Some(2)));
    assert_eq!(told(&["--changed-only"]), (Some(0), Some(0)));
}

#[test]
fn what_is_kept_and_was_damaged_is_found_anew() {
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/b.xlsx", good())]);
    let arguments = ["--format", "json", "--no-annotate", "-v", "in"];
    let first = run(folder.path(), &arguments);
    let names = files(folder.path()).into_iter().filter(|name| name.starts_with(".cache/"));
    let kept: Vec<_> = names.map(|name| folder.path().join(name)).collect();
    for at in [0, 3, 40, 120, 200] {
        for file in &kept {
            let mut bytes = fs::read(file).unwrap();
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1;
                fs::write(file, bytes).unwrap();
            }
        }
        let again = run(folder.path(), &arguments);
        assert_eq!(text(&again), text(&first));
        assert_eq!(String::from_utf8_lossy(&again.stderr).matches("info: checking").count(), 2, "{at}");
    }
}

#[test]
fn what_is_kept_is_nothing_that_a_report_does_not_say() {
    let secret = "wachtwoord: Lente-2025!";
    let book = pamlint_testkit::Book::new().row("UX", support::GOOD).set("UX-L1.comments", secret);
    let folder = folder(&[("in/a.xlsx", book.to_xlsx())]);
    let output = run(folder.path(), &["--format", "json", "in"]);
    assert_eq!(json_of(&output)["workbooks"][0]["findings"][0]["code"], "SEC001");
    let kept: Vec<String> =
        files(folder.path()).into_iter().filter(|name| name.starts_with(".cache/")).collect();
    // What was found, what was told, and when the folder was last tidied.
    assert_eq!(kept.len(), 3, "{kept:?}");
    for name in kept {
        let bytes = fs::read(folder.path().join(name)).unwrap();
        assert!(!bytes.windows(5).any(|bytes| bytes == b"Lente"));
    }
}

#[test]
fn parts_of_a_run_join_to_the_report_of_the_whole() {
    let (folder, _) = filled(40, 8);
    // The same accounts in two workbooks, whose order is that of their paths wherever they are checked.
    for name in ["in/a.xlsx", "in/m.xlsx", "in/z.xlsx"] {
        fs::write(folder.path().join(name), good()).unwrap();
    }
    let exceptions =
        b"rule,account,safe,workbook,reason,approved-by,until\nSET001,,,in/m.xlsx,known,Jan,2099-12-31\n\
        SAF005,,,none.xlsx,x,Jan,2099-12-31\n";
    fs::write(folder.path().join("exceptions.csv"), exceptions).unwrap();
    let common = ["--no-annotate", "--no-cache", "--lang", "nl", "--exceptions", "exceptions.csv"];
    let mut parts = Vec::new();
    for number in 1..=3 {
        let (part, file) = (format!("{number}/3"), format!("part-{number}.jsonl"));
        let own = ["check", "in", "--shard", &part, "--format", "jsonl", "--output", &file];
        // The second time it is written from what the first has kept.
        let kept = common.iter().copied().filter(|option| *option != "--no-cache").collect::<Vec<_>>();
        run(folder.path(), &[&own[..], &kept].concat());
        let output = run(folder.path(), &[&own[..], &kept].concat());
        assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{output:?}");
        parts.push(file);
    }
    let merged = |more: &[&str]| {
        let files: Vec<&str> = parts.iter().rev().map(String::as_str).collect();
        run(folder.path(), &[&["merge", "--exceptions", "exceptions.csv"], &files[..], more].concat())
    };
    for format in ["text", "concise", "json", "jsonl", "sarif", "junit", "markdown"] {
        let whole = run(folder.path(), &[&["check", "in", "--format", format], &common[..]].concat());
        let joined = merged(&["--format", format]);
        assert_eq!(text(&joined), text(&whole), "{format}");
        assert_eq!(joined.status.code(), whole.status.code());
        assert!(format != "json" || text(&joined).contains("SET001"));
    }

    let date = ["--today", "2026-01-01"];
    let summaries = ["check", "in", "--summary", "whole.html", "--summary", "whole.xlsx"];
    run(folder.path(), &[&summaries, &common[..], &date].concat());
    merged(&["--summary", "joined.html", "--summary", "joined.xlsx", "--today", "2026-01-01"]);
    let written = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let page = |name: &str| String::from_utf8(written(name)).unwrap();
    let (whole, joined) = (page("whole.html"), page("joined.html"));
    assert!(whole.contains("customer-00"));
    // The parts hold what is drawn, so that the workbooks themselves need not be at hand.
    assert!(whole.contains("<h2 id=\"drawing\"") && joined == whole);
    assert!(written("joined.xlsx") == written("whole.xlsx"));
    let wrong = run(folder.path(), &["in", "--summary", "a.pdf"]);
    assert_eq!(wrong.status.code(), Some(2));

    let twice = run(folder.path(), &["merge", "part-1.jsonl", "part-1.jsonl"]);
    assert_eq!(twice.status.code(), Some(2));
    let no_part = run(
        folder.path(),
        &[&["check", "in", "--format", "jsonl", "--output", "all.jsonl"], &common[..]].concat(),
    );
    assert_eq!(no_part.status.code(), Some(3));
    let refused = run(folder.path(), &["merge", "all.jsonl"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.starts_with("error: all.jsonl, line 1: this is no part of a run"), "{said}");
}

#[test]
fn what_is_missing_of_a_run_is_told_when_it_is_joined() {
    let names: Vec<String> = (0..12).map(|number| format!("in/{number:02}.xlsx")).collect();
    let files: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), good())).collect();
    let folder = folder(&files);
    let part = |number: &str, more: &[&str]| {
        let own = ["check", "in", "--no-annotate", "--no-cache", "--format", "jsonl", "--shard", number];
        text(&run(folder.path(), &[&own[..], more].concat()))
    };
    let (one, two) = (part("1/2", &[]), part("2/2", &[]));
    let merged = |one: &str, two: Option<&str>| {
        fs::write(folder.path().join("1.jsonl"), one).unwrap();
        fs::write(folder.path().join("2.jsonl"), two.unwrap_or_default()).unwrap();
        let parts = if two.is_some() { &["1.jsonl", "2.jsonl"][..] } else { &["1.jsonl"] };
        run(folder.path(), &[&["merge", "-q", "--format", "json"], parts].concat())
    };
    let whole = merged(&one, Some(&two));
    assert_eq!((whole.status.code(), json_of(&whole)["summary"]["workbooks"].clone()), (Some(1), 12.into()));
    assert_eq!(text(&merged(&format!("{two}{one}"), None)), text(&whole));

    let lines: Vec<&str> = one.lines().collect();
    let without = |gone: usize| {
        let kept = lines.iter().enumerate().filter(|(number, _)| *number != gone);
        kept.map(|(_, line)| format!("{line}\n")).collect::<String>()
    };
    let said = |output: Output| {
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(lines.len() > 3);
    let cut = said(merged(&without(lines.len() - 1), Some(&two)));
    assert!(cut.starts_with("error: 1.jsonl: its last line is missing"), "{cut}");
    assert!(said(merged("", Some(&two))).contains("its last line is missing"));
    for gone in [0, 1] {
        assert!(said(merged(&without(gone), Some(&two))).contains("check it again"));
    }
    let missing = said(merged(&one, None));
    assert!(missing.contains("the run has 2 parts, but only 1 are there; missing: 2/2"), "{missing}");
    let other = part("2/2", &["--ignore", "SET001"]);
    assert!(said(merged(&one, Some(&other))).contains("with other options"));

    // What an interrupted part has not come to is told as by the run itself.
    let closing: Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    let mut interrupted = closing.clone();
    let gone: Value = serde_json::from_str(lines[0]).unwrap();
    interrupted["part"]["workbooks"] = (lines.len() - 2).into();
    interrupted["part"]["not_reached"] = vec![gone["path"].clone()].into();
    let changed = without(0).replace(lines.last().unwrap(), &interrupted.to_string());
    assert!(said(merged(&changed, Some(&two))).contains("was changed since"));
    interrupted.as_object_mut().unwrap().remove("digest");
    let interrupted = without(0).replace(lines.last().unwrap(), &sealed(&interrupted.to_string()));
    let output = merged(&interrupted, Some(&two));
    assert_eq!(output.status.code(), Some(130));
    assert_eq!(json_of(&output)["summary"]["not_reached"], Value::from(vec![gone["path"].clone()]));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_nothing_half_written_and_the_next_nothing_undone() {
    if is_left_out("what is killed is the script that calls Wine") {
        return;
    }
    let (folder, _) = filled(60, 8);
    let all = ["--format", "json", "--out", "out", "--mirror", "--today", "2026-01-01", "in"];
    let mut child = started(folder.path(), &all).stdout(std::process::Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while written(folder.path()).is_empty() && start.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let is_being_written = |name: &str| name.contains("/.pamlint-");
    for (name, bytes) in written(folder.path()).into_iter().filter(|(name, _)| !is_being_written(name)) {
        zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    // It may have been killed while it tried whether it can write, where no copy comes to stand.
    fs::write(folder.path().join("out/.pamlint-tried.tmp"), "").unwrap();
    let again = run(folder.path(), &all);
    let copies = written(folder.path());
    assert!(!copies.iter().any(|(name, _)| is_being_written(name)));
    fs::remove_dir_all(folder.path().join("out")).unwrap();
    fs::remove_dir_all(folder.path().join(".cache")).unwrap();
    let whole = run(folder.path(), &all);
    assert_eq!(text(&again), text(&whole));
    assert!(copies == written(folder.path()));
}

#[test]
fn copies_that_come_back_are_input_and_untouched_ones_are_counted() {
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/note.txt", b"text".to_vec())]);
    let path = |name: &str| folder.path().join(name);
    let check = || json_of(&run(folder.path(), &["--no-cache", "--format", "json", "in"]));
    let paths = |report: &Value| -> Vec<String> {
        let workbooks = report["workbooks"].as_array().unwrap().iter();
        workbooks.map(|workbook| workbook["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(check()["summary"]["left_out"], serde_json::json!({ "copies": 0, "others": 1 }));
    fs::rename(path("in/a.checked.xlsx"), path("in/other name.xlsx")).unwrap();
    let fixed = run(folder.path(), &["fix", "--format", "json", "in/a.xlsx"]);
    let copies = 1 + u64::from(!json_of(&fixed)["workbooks"][0]["written"].is_null());
    let second = check();
    assert_eq!(paths(&second), ["in/a.xlsx"]);
    assert_eq!(second["summary"]["left_out"], serde_json::json!({ "copies": copies, "others": 1 }));
    fs::write(path("in/a.checked.xlsx"), good()).unwrap();
    let both = check();
    assert_eq!(paths(&both), ["in/a.checked.xlsx", "in/a.xlsx"]);
    let codes = both["summary"]["by_code"].as_object().unwrap();
    assert!(!codes.keys().any(|code| code.starts_with("SET")), "a copy and its workbook are one: {codes:?}");
    let told = run(folder.path(), &["-v", "--no-cache", "in"]);
    assert!(text(&told).contains("Left out: "), "{}", text(&told));
    assert!(String::from_utf8_lossy(&told.stderr).contains("note.txt"));
}
