//! What the command does to files, and what the world does to it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::ffi::OsStr;
use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use support::{command, files, folder, good, is_left_out, json_of as report, pamlint, wrong};

#[test]
fn a_copy_is_written_beside_a_workbook_with_mistakes_and_nothing_else_changes() {
    let folder = folder(&[("a.xlsx", wrong()), ("b.xlsx", good())]);
    let output = pamlint(folder.path(), ["--ignore", "SET", "--format", "json", "a.xlsx", "b.xlsx"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(files(folder.path()), ["a.checked.xlsx", "a.xlsx", "b.xlsx"]);
    assert_eq!(fs::read(folder.path().join("a.xlsx")).unwrap(), wrong());

    let report = report(&output);
    let workbook = &report["workbooks"][0];
    assert_eq!(workbook["annotated"], "a.checked.xlsx");
    assert_eq!(workbook["findings"][0]["code"], "SAF005");
    assert_eq!(workbook["findings"][0]["cell"], "B2");
    assert_eq!(report["workbooks"][1]["status"], "clean");
    assert_eq!(report["summary"]["by_code"], serde_json::json!({"SAF005": 1}));
}

#[test]
fn a_copy_can_be_checked_and_cleaned_and_is_not_overwritten_by_that() {
    let folder = folder(&[("a.xlsx", wrong())]);
    assert_eq!(pamlint(folder.path(), ["a.xlsx"]).status.code(), Some(1));
    let first = fs::read(folder.path().join("a.checked.xlsx")).unwrap();
    let output = pamlint(folder.path(), ["--format", "json", "a.checked.xlsx"]);
    assert_eq!(report(&output)["workbooks"][0]["annotated"], "a.checked-2.xlsx");
    assert_eq!(report(&output)["summary"]["counts"]["error"], 1);
    assert_eq!(fs::read(folder.path().join("a.checked.xlsx")).unwrap(), first);

    let output = pamlint(folder.path(), ["clean", "a.checked.xlsx"]);
    assert_eq!((output.status.code(), output.stdout), (Some(0), b"a.clean.xlsx\n".to_vec()));
    let output = pamlint(folder.path(), ["clean", "a.clean.xlsx"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "a.clean.xlsx: there are no marks in it\n");
    assert_eq!(files(folder.path()), ["a.checked-2.xlsx", "a.checked.xlsx", "a.clean.xlsx", "a.xlsx"]);
}

#[test]
fn copies_in_one_folder_do_not_overwrite_each_other() {
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/b/a.xlsx", wrong()), ("in/b/m.xlsm", wrong())]);
    let output = pamlint(folder.path(), ["--out", "out/new", "in"]);
    assert_eq!(output.status.code(), Some(1));
    let copies: Vec<String> =
        files(folder.path()).into_iter().filter(|file| file.starts_with("out")).collect();
    assert_eq!(copies, ["out/new/a.checked-2.xlsx", "out/new/a.checked.xlsx", "out/new/m.checked.xlsm"]);
}

#[test]
fn what_cannot_be_written_is_said_and_nothing_half_written_stays() {
    let folder = folder(&[("a.xlsx", wrong()), ("b.xlsx", wrong()), ("b.checked.xlsx/x", Vec::new())]);
    let output = pamlint(folder.path(), ["--output", "no/report.txt", "a.xlsx", "b.xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.starts_with("error: cannot write b.checked.xlsx: it is a folder"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(output.stdout, b"");
    let report = fs::read_to_string(folder.path().join("no/report.txt")).unwrap();
    assert!(
        report.contains("Annotated copy: a.checked.xlsx") && !report.contains("b.checked.xlsx"),
        "{report}"
    );
    assert_eq!(
        files(folder.path()),
        ["a.checked.xlsx", "a.xlsx", "b.checked.xlsx/x", "b.xlsx", "no/report.txt"]
    );

    let output = pamlint(folder.path(), ["--out", "a.xlsx/b", "b.xlsx"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
}

#[test]
fn a_workbook_that_cannot_be_checked_wins_but_stops_nothing() {
    let folder =
        folder(&[("a.xlsx", wrong()), ("b.xlsx", b"PK\x03\x04".to_vec()), ("c.xlsx", b"%PDF-1.7".to_vec())]);
    let output =
        pamlint(folder.path(), ["--format", "json", "c.xlsx", "gone.xlsx", "b.xlsx", "a.xlsx", "./a.xlsx"]);
    assert_eq!(output.status.code(), Some(3));
    let report = report(&output);
    let kinds: Vec<&str> = report["workbooks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|workbook| workbook["failure"]["kind"].as_str().unwrap_or("none"))
        .collect();
    assert_eq!(kinds, ["none", "corrupt", "unsupported", "unreadable"]);
    assert!(folder.path().join("a.checked.xlsx").is_file());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let many: Vec<String> = (0..400).map(|number| format!("{number}.xlsx")).collect();
    let mut files: Vec<(&str, Vec<u8>)> =
        many.iter().map(|name| (name.as_str(), b"no workbook".to_vec())).collect();
    files.push(("wrong.xlsx", wrong()));
    let folder = folder(&files);
    let mut child =
        command(folder.path()).arg(".").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(folder.path().join("wrong.checked.xlsx").is_file());
}

#[test]
fn the_language_is_that_of_the_computer_unless_it_is_asked_for() {
    let folder = folder(&[("a.xlsx", good())]);
    let said = |language: Option<&str>, locale: &str| {
        let mut command = command(folder.path());
        command
            .env("LC_ALL", locale)
            .args(language.map(|language| ["--lang", language]).into_iter().flatten());
        String::from_utf8(command.arg("a.xlsx").output().unwrap().stdout).unwrap()
    };
    assert!(said(None, "nl_BE.UTF-8").ends_with("Niets te verbeteren.\n"));
    assert!(said(None, "fr_BE.UTF-8").ends_with("Rien à corriger.\n"));
    assert!(said(None, "de_DE.UTF-8").ends_with("Nothing to correct.\n"));
    assert!(said(Some("fr"), "nl_BE.UTF-8").ends_with("Rien à corriger.\n"));
}

#[test]
fn colours_are_for_those_who_want_them() {
    let folder = folder(&[("a.xlsx", wrong())]);
    let plain = pamlint(folder.path(), ["--no-annotate", "a.xlsx"]).stdout;
    let coloured = pamlint(folder.path(), ["--no-annotate", "--color", "always", "a.xlsx"]).stdout;
    assert!(!plain.contains(&0x1b));
    assert!(coloured.contains(&0x1b));
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_text_survives() {
    if is_left_out("the name of a file may be any bytes") {
        return;
    }
    use std::os::unix::ffi::OsStrExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &[u8]| folder.path().join(OsStr::from_bytes(name));
    fs::write(path(b"a\xff.xlsx"), wrong()).unwrap();
    let output = pamlint(folder.path(), ["--format", "json", "."]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(report(&output)["workbooks"][0]["path"], "a\u{fffd}.xlsx");
    assert!(path(b"a\xff.checked.xlsx").is_file());
}

#[cfg(unix)]
#[test]
fn a_copy_is_a_file_like_any_other() {
    if is_left_out("modes are those of Unix") {
        return;
    }
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder(&[("a.xlsx", wrong())]);
    pamlint(folder.path(), ["a.xlsx"]);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("a.checked.xlsx"), mode("a.xlsx"));
}

#[cfg(unix)]
#[test]
fn a_report_goes_into_a_file_of_its_own_or_into_a_stream() {
    if is_left_out("pipes and devices are files") {
        return;
    }
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    let folder = folder(&[("a.xlsx", wrong()), ("old.txt", b"old".to_vec()), ("old.html", b"old".to_vec())]);
    let path = |name: &str| folder.path().join(name);
    let run = |output: &str, summary: &str| {
        pamlint(folder.path(), ["--no-annotate", "--output", output, "--summary", summary, "a.xlsx"])
    };
    let output = run("latest.txt", "latest.html");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(1), ""));
    let text = fs::read_to_string(path("latest.txt")).unwrap();
    assert!(text.contains("SAF005") && fs::read_to_string(path("latest.html")).unwrap().contains("SAF005"));
    // What pamlint wrote it writes anew; what somebody has written or changed stays.
    assert_eq!(run("latest.txt", "latest.html").status.code(), Some(1));
    fs::write(path("latest.txt"), format!("{text}read")).unwrap();
    for (output, summary) in [
        ("old.txt", "new.html"),
        ("new.txt", "old.html"),
        ("latest.txt", "latest.html"),
        ("a.xlsx", "new.html"),
    ] {
        assert_eq!(run(output, summary).status.code(), Some(2), "{output} {summary}");
    }
    assert_eq!(
        (fs::read(path("old.txt")).unwrap(), fs::read(path("old.html")).unwrap()),
        (b"old".to_vec(), b"old".to_vec())
    );
    // Whoever made a link decides where it leads.
    symlink("old.txt", path("link.txt")).unwrap();
    symlink("ahead.txt", path("ahead")).unwrap();
    for link in ["link.txt", "ahead"] {
        assert_eq!(run(link, "new.html").status.code(), Some(2), "{link}");
    }
    assert!(!path("ahead.txt").exists());

    assert!(std::process::Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    let reader = path("pipe");
    let reader = std::thread::spawn(move || fs::read_to_string(reader).unwrap());
    assert_eq!(run("pipe", "new.html").status.code(), Some(1));
    assert_eq!(reader.join().unwrap(), text);
    assert!(fs::symlink_metadata(path("pipe")).unwrap().file_type().is_fifo());

    assert_eq!(String::from_utf8(run("/dev/stdout", "new.html").stdout).unwrap(), text);
    assert_eq!(run("/dev/null", "new.html").status.code(), Some(1));
    // What stands in the file already is whoever's opened it.
    fs::write(path("log"), b"before\n").unwrap();
    let log = fs::File::options().append(true).open(path("log")).unwrap();
    let mut appended = command(folder.path());
    appended.args(["--no-annotate", "--output", "/dev/stdout", "a.xlsx"]).stdout(log).status().unwrap();
    assert_eq!(fs::read_to_string(path("log")).unwrap(), format!("before\n{text}"));

    assert_eq!(fs::read(path("a.xlsx")).unwrap(), wrong());
}

#[test]
fn a_template_replaces_a_blank_workbook_and_nothing_else() {
    let folder = folder(&[("filled.xlsx", good()), ("notes.xlsx", b"notes".to_vec())]);
    let template = |file: &str| pamlint(folder.path(), ["template", "-o", file]);
    assert_eq!(template("new.xlsx").status.code(), Some(0));
    assert_eq!(template("new.xlsx").status.code(), Some(0));
    // Nobody but its reader knows what has been changed in another workbook without accounts.
    let other = pamlint(folder.path(), ["template", "-o", "new.xlsx", "--rows", "7"]);
    assert_eq!(other.status.code(), Some(2));
    for (file, bytes) in [("filled.xlsx", good()), ("notes.xlsx", b"notes".to_vec())] {
        let output = template(file);
        assert_eq!((output.status.code(), fs::read(folder.path().join(file)).unwrap()), (Some(2), bytes));
        assert!(String::from_utf8_lossy(&output.stderr).contains("with -o FILE"));
    }
}

#[test]
fn clean_speaks_of_files_as_check_does() {
    let folder = folder(&[
        ("empty.xlsx", Vec::new()),
        ("text.xlsx", b"%PDF-1.7".to_vec()),
        ("cut.xlsx", good()[..200].to_vec()),
    ]);
    for file in ["empty.xlsx", "text.xlsx", "cut.xlsx", "gone.xlsx"] {
        let checked = report(&pamlint(folder.path(), ["check", "--lang", "nl", "--format", "json", file]));
        let message = checked["workbooks"][0]["failure"]["message"].as_str().unwrap().to_owned();
        let cleaned = pamlint(folder.path(), ["clean", "--lang", "nl", file]);
        assert_eq!(cleaned.status.code(), Some(3));
        assert_eq!(String::from_utf8_lossy(&cleaned.stderr), format!("fout: {file}: {message}\n"));
    }
    let output = pamlint(folder.path(), ["clean", "empty.xlsx", "--password-file", "none"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("os error"), "{said}");
}
