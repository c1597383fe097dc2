//! A check that goes on.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use support::{command, folder, good, is_left_out, pamlint, wrong};

/// Waits for something to come true, for as long as a very busy machine may take.
fn wait_for(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_secs(90), "{what}");
        thread::sleep(Duration::from_millis(50));
    }
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

#[test]
fn what_comes_is_checked_and_the_summary_tells_all() {
    if is_left_out("^C is a signal") {
        return;
    }
    let folder = folder(&[("in/a.xlsx", wrong()), ("in/notes.txt", b"x".to_vec())]);
    let mut child = command(folder.path());
    child.args(["check", "in", "--watch", "--every", "1", "--out", "out", "--reply", "replies"]);
    child.args(["--summary", "all.html", "--lang", "en", "--ignore", "SET"]);
    child.env("PAMLINT_CACHE_DIR", folder.path().join("cache"));
    let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let there = |file: &str| folder.path().join(file).is_file();
    wait_for("the first", || there("out/a.checked.xlsx") && there("replies/a.reply.eml"));
    wait_for("its summary", || text(&folder.path().join("all.html")).contains("goes back to the customer"));
    fs::write(folder.path().join("in/b.xlsx"), good()).unwrap();
    wait_for("the second", || there("replies/b.reply.eml"));
    wait_for("both in the summary", || {
        let page = text(&folder.path().join("all.html"));
        ["no answer yet", "ready to be made", "in/a.xlsx", "in/b.xlsx"].iter().all(|said| page.contains(said))
    });
    assert!(child.try_wait().unwrap().is_none(), "it goes on");
    let start = Instant::now();
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(start.elapsed() < Duration::from_secs(20), "on a very busy machine, too");
}

#[test]
fn what_cannot_be_watched_is_refused() {
    if is_left_out("^C is a signal") {
        return;
    }
    let folder = folder(&[("a.xlsx", good())]);
    for call in [
        &["check", "-", "--watch"][..],
        &["check", "gone", "--every", "1"],
        &["check", "a.xlsx", "--watch", "--no-cache"],
    ] {
        assert_eq!(pamlint(folder.path(), call).status.code(), Some(2), "{call:?}");
    }
}
