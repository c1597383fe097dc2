//! What goes wrong around a run: full disks, folders that are gone or closed, files that change, runs that are ended.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use pamlint_testkit::Book;
use support::{GOOD, command, files, folder, good, is_left_out, json_of, program, wrong};
use tempfile::TempDir;

/// A workbook that has something to fix, and that is another than all others.
fn untidy(number: usize) -> Vec<u8> {
    let user = format!("oracle{number} ");
    let book = Book::new().row("UX", GOOD).change("UX-L1.safe", "OPS", "OPX");
    book.set("UX-L1.username", user.as_str()).to_xlsx()
}

/// A folder of workbooks, below `in`.
fn filled(count: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    for number in 0..count {
        fs::write(folder.path().join(format!("in/{number:02}.xlsx")), untidy(number)).unwrap();
    }
    folder
}

/// The command in a folder with a cache of its own, always on the same day.
fn call(folder: &Path, arguments: &[&str]) -> Command {
    let mut call = command(folder);
    call.env("PAMLINT_CACHE_DIR", folder.join(".cache")).args(arguments);
    call
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Everything that a run has written, by name.
fn written(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let names =
        files(folder).into_iter().filter(|name| !name.starts_with("in/") && !name.starts_with(".cache/"));
    names.map(|name| (name.clone(), fs::read(folder.join(name)).unwrap())).collect()
}

fn inputs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = files(&folder.join("in")).into_iter();
    all.map(|name| (name.clone(), fs::read(folder.join("in").join(name)).unwrap())).collect()
}

/// The command, in a process that can write no file larger than so many blocks of 512 bytes.
fn with_small_files(folder: &Path, blocks: u32, arguments: &[&str]) -> Output {
    let mut shell = Command::new("bash");
    // The signal would end it; without the signal writing fails, as it does on a full disk.
    shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
    shell.arg(program()).args(arguments).current_dir(folder).env("LC_ALL", "C");
    shell.env("PAMLINT_CACHE_DIR", folder.join(".cache")).output().unwrap()
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(3);
    let path = folder.path();
    let before = inputs(path);
    let calls = [
        &["check", "in", "--out", "out"][..],
        &["fix", "in", "--out", "out"],
        &["check", "in", "--no-annotate", "--format", "json", "--output", "report.json"],
        &["check", "in", "--no-annotate", "--summary", "summary.html"],
        &["check", "in", "--no-annotate", "--summary", "summary.xlsx"],
        &["check", "in", "--no-annotate", "--shard", "1/1", "--format", "jsonl", "--output", "1.jsonl"],
        &["template", "-o", "blank.xlsx"],
    ];
    for arguments in calls {
        let output = with_small_files(path, 1, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(said(&output).contains("cannot write"), "{arguments:?}: {output:?}");
        assert_eq!(written(path), BTreeMap::new(), "{arguments:?}");
    }
    assert!(inputs(path) == before);
    // What was not kept is found again, and the report is whole.
    let whole = call(path, &["check", "in", "--format", "json", "--out", "out"]).output().unwrap();
    assert_eq!((whole.status.code(), written(path).len()), (Some(1), 3));
    // A report on a device that is full, where the system has one.
    if Path::new("/dev/full").exists() {
        let output = call(path, &["check", "in", "--no-annotate", "--output", "/dev/full"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = call(path, &["check", "in", "--no-annotate"]).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(said(&output).contains("cannot write to standard output"), "{output:?}");
    }
}

/// The command as somebody who is not allowed everything; `None` where that cannot be had.
fn as_nobody(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    let mut nobody = if is_root {
        let mut nobody = Command::new("setpriv");
        nobody.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program());
        nobody
    } else {
        Command::new(program())
    };
    nobody.args(arguments).current_dir(folder).env("LC_ALL", "C");
    nobody.env("PAMLINT_CACHE_DIR", folder.join("cache"));
    // Without the program it cannot be tried; whoever built it may have closed the way to it.
    nobody.output().ok().filter(|output| !matches!(output.status.code(), Some(126 | 127) | None))
}

#[test]
fn what_is_closed_is_told_and_the_rest_is_done() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(2);
    let path = folder.path();
    let mode =
        |name: &str, mode| fs::set_permissions(path.join(name), fs::Permissions::from_mode(mode)).unwrap();
    for name in ["cache", "open"] {
        fs::create_dir(path.join(name)).unwrap();
        mode(name, 0o777);
    }
    fs::create_dir(path.join("closed")).unwrap();
    fs::create_dir(path.join("in/below")).unwrap();
    mode("closed", 0o555);
    mode("in/below", 0o000);
    mode("in/00.xlsx", 0o000);
    mode("in/01.xlsx", 0o444);
    mode("in", 0o555);
    mode("", 0o755);
    let Some(checked) = as_nobody(path, &["check", "in", "--out", "open", "--format", "json"]) else {
        println!("skipped: nobody else can run it here");
        return;
    };
    let report = json_of(&checked);
    assert_eq!(checked.status.code(), Some(3), "{checked:?}");
    let workbook = |path: &str| {
        let all = report["workbooks"].as_array().unwrap();
        all.iter().find(|workbook| workbook["path"] == path).unwrap_or_else(|| panic!("{report}"))
    };
    assert_eq!(workbook("in/00.xlsx")["failure"]["kind"], "unreadable");
    assert_eq!(workbook("in/01.xlsx")["status"], "findings");
    assert_eq!(workbook("in/below")["status"], "failed");
    assert_eq!(files(&path.join("open")), ["01.checked.xlsx"]);
    for arguments in [
        &["check", "in/01.xlsx", "--out", "closed"][..],
        &["fix", "in/01.xlsx", "--out", "closed"],
        &["clean", "open/01.checked.xlsx", "--out", "closed"],
        &["check", "in/01.xlsx", "--no-annotate", "--output", "closed/report.txt"],
        &["template", "-o", "closed/blank.xlsx"],
        &["check", "in/01.xlsx"],
    ] {
        let output = as_nobody(path, arguments).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(said(&output).contains("you have no permission for it"), "{arguments:?}: {output:?}");
    }
    mode("in", 0o755);
    mode("in/below", 0o755);
    assert_eq!(files(&path.join("in")), ["00.xlsx", "01.xlsx"]);
    assert_eq!(files(&path.join("closed")), [""; 0]);
}

#[test]
fn what_vanishes_during_a_run_is_told() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(40);
    let path = folder.path();
    let arguments = ["check", "in", "--out", "out", "--jobs", "1", "-v", "--no-cache", "--format", "json"];
    let mut child = call(path, &arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut told = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("wrote") {
        line.clear();
        assert_ne!(std::io::BufRead::read_line(&mut told, &mut line).unwrap(), 0, "it ended first");
    }
    fs::rename(path.join("out"), path.join("elsewhere")).unwrap();
    fs::rename(path.join("in"), path.join("gone")).unwrap();
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut told, &mut rest).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{rest}");
    let report = json_of(&output);
    let workbooks = report["workbooks"].as_array().unwrap();
    let failed = workbooks.iter().filter(|workbook| workbook["failure"]["kind"] == "unreadable").count();
    assert!(workbooks.len() == 40 && failed > 0 && failed < 40, "{failed}");
    for name in files(path) {
        assert!(!name.contains(".pamlint-"), "{name}");
    }
}

#[test]
fn a_workbook_that_goes_on_changing_is_told_as_such() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let lines = "AD-L1;AD;D-000098-20109-OPS-CE;x\n".repeat(600_000).into_bytes();
    let folder = folder(&[("a.csv", lines), ("b.xlsx", wrong())]);
    let path = folder.path();
    let is_over = AtomicBool::new(false);
    let output = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::File::options().append(true).open(path.join("a.csv")).unwrap();
            while !is_over.load(Ordering::Relaxed) {
                file.write_all(b"\n").unwrap();
                std::thread::sleep(Duration::from_micros(200));
            }
        });
        let output = call(path, &["check", "a.csv", "b.xlsx", "--format", "json"]).output().unwrap();
        is_over.store(true, Ordering::Relaxed);
        output
    });
    let report = json_of(&output);
    assert_eq!(output.status.code(), Some(3), "{report}");
    assert_eq!(report["workbooks"][0]["failure"]["kind"], "unreadable");
    let message = report["workbooks"][0]["failure"]["message"].as_str().unwrap();
    assert!(message.contains("changed while it was read"), "{message}");
    assert_eq!(report["workbooks"][1]["status"], "findings");
}

#[test]
fn a_closed_pipe_is_no_error() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(6);
    let path = folder.path();
    let part = ["check", "in", "--no-annotate", "--shard", "1/1", "--format", "jsonl", "--output", "1.jsonl"];
    call(path, &part).output().unwrap();
    let calls = [
        (&["check", "in", "--out", "out", "--format", "json"][..], 1),
        (&["check", "in", "--out", "out", "--format", "jsonl", "-vv"], 1),
        (&["fix", "in", "--out", "out"], 1),
        (&["merge", "1.jsonl"], 1),
        (&["rule"], 0),
        (&["convention", "schema"], 0),
        (&["clean", "out/00.checked.xlsx", "--out", "clean"], 0),
    ];
    for (arguments, code) in calls {
        let mut child = call(path, arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop((child.stdout.take(), child.stderr.take()));
        let ended = child.wait().unwrap().code();
        // What a fix leaves decides about its code.
        let is_right = ended == Some(code) || (arguments[0] == "fix" && ended == Some(0));
        assert!(is_right, "{arguments:?}: {ended:?}");
    }
    assert_eq!(files(&path.join("out")).len(), 12);
    assert_eq!(files(&path.join("clean")), ["00.clean.xlsx"]);
}

/// Ends a call again and again, at moments spread over the time that it takes. Afterwards everything that is there is
/// as a whole run writes it, and a whole run takes away what was left.
fn ended_at_any_moment(folder: &Path, arguments: &[&str], expected_codes: &[i32]) {
    let own = |word: &str| word == "out" || word.starts_with("report") || word.starts_with("summary");
    let clear = || {
        for name in fs::read_dir(folder).unwrap() {
            let name = name.unwrap();
            if own(name.file_name().to_str().unwrap()) {
                if name.path().is_dir() {
                    fs::remove_dir_all(name.path()).unwrap();
                } else {
                    fs::remove_file(name.path()).unwrap();
                }
            }
        }
        let _ = fs::remove_dir_all(folder.join(".cache"));
    };
    let before = inputs(folder);
    clear();
    let start = Instant::now();
    let whole = call(folder, arguments).output().unwrap();
    let took = start.elapsed();
    assert!(expected_codes.contains(&whole.status.code().unwrap()), "{arguments:?}: {whole:?}");
    let reference = written(folder);
    for (number, signal) in ["KILL", "INT"].into_iter().cycle().take(14).enumerate() {
        clear();
        let mut child = call(folder, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // A different moment each time, from the first to the last.
        let share = u32::try_from((number * 37) % 100).unwrap();
        std::thread::sleep(took * share / 100);
        let _ = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).output();
        let ended = child.wait().unwrap();
        let code = ended.code();
        let is_right = match signal {
            "KILL" => code.is_none_or(|code| expected_codes.contains(&code)),
            // Before it can listen, it is ended as any program is.
            _ => code.is_none_or(|code| code == 130 || expected_codes.contains(&code)),
        };
        assert!(is_right, "{arguments:?} after {signal} at {share} %: {ended:?}");
        for (name, bytes) in written(folder) {
            let is_left = name.contains(".pamlint-");
            assert!(!is_left || signal == "KILL" || code.is_none(), "{name} was left by ^C");
            // After ^C the report is closed, and tells what was not reached.
            let is_closed = code == Some(130) && (name.starts_with("report") || name.starts_with("summary"));
            let is_whole = is_closed || reference.get(&name) == Some(&bytes);
            assert!(is_left || is_whole, "{name} after {signal} at {share} %");
            if is_closed && name.ends_with(".json") {
                serde_json::from_slice::<serde_json::Value>(&bytes).unwrap();
            }
        }
        assert!(inputs(folder) == before, "{arguments:?}");
        let again = call(folder, arguments).output().unwrap();
        assert_eq!(again.status.code(), whole.status.code(), "{arguments:?}: {again:?}");
        let now = written(folder);
        assert_eq!(now.keys().collect::<Vec<_>>(), reference.keys().collect::<Vec<_>>(), "{arguments:?}");
        assert!(now == reference, "{arguments:?} after {signal} at {share} %");
    }
}

#[test]
fn a_check_that_is_ended_leaves_all_or_nothing() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(12);
    let outputs = ["--format", "json", "--output", "report.json", "--summary", "summary.html"];
    let arguments = [&["check", "in", "--out", "out", "--today", "2026-01-01"][..], &outputs].concat();
    ended_at_any_moment(folder.path(), &arguments, &[1]);
}

#[test]
fn a_fix_that_is_ended_leaves_all_or_nothing() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(12);
    ended_at_any_moment(folder.path(), &["fix", "in", "--out", "out"], &[0, 1]);
}

#[test]
fn a_clean_that_is_ended_leaves_all_or_nothing() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(1);
    let path = folder.path();
    call(path, &["check", "in", "--out", "in"]).output().unwrap();
    ended_at_any_moment(path, &["clean", "in/00.checked.xlsx", "--out", "out"], &[0]);
}

#[test]
fn a_merge_that_is_ended_leaves_all_or_nothing() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(12);
    let path = folder.path();
    let part = ["check", "in", "--no-annotate", "--shard", "1/1", "--format", "jsonl", "--output", "1.jsonl"];
    call(path, &part).output().unwrap();
    let outputs = ["--output", "report.txt", "--summary", "summary.html", "--summary", "summary.xlsx"];
    let arguments = [&["merge", "1.jsonl", "--today", "2026-01-01"][..], &outputs].concat();
    ended_at_any_moment(path, &arguments, &[1]);
}

#[test]
fn two_runs_at_once_on_one_folder_do_each_other_no_harm() {
    if is_left_out("signals, modes and devices are those of Unix") {
        return;
    }
    let folder = filled(16);
    let path = folder.path();
    fs::write(path.join("in/good.xlsx"), good()).unwrap();
    let arguments = ["check", "in", "--out", "out", "--format", "json", "--today", "2026-01-01"];
    let whole = call(path, &arguments).output().unwrap();
    let reference = written(path);
    for _ in 0..3 {
        fs::remove_dir_all(path.join("out")).unwrap();
        fs::remove_dir_all(path.join(".cache")).unwrap();
        let start = || call(path, &arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (one, other) = (start(), start());
        for child in [one, other] {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), whole.status.code(), "{output:?}");
            assert_eq!(said(&output), "");
            assert!(output.stdout == whole.stdout);
        }
        assert!(written(path) == reference);
    }
}
