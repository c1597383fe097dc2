//! What `pamlint --version` tells besides the version: the commit and its day, as git knows them, or as `PAMLINT_COMMIT`
//! says where there is no git.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-env-changed=PAMLINT_COMMIT");
    println!("cargo::rerun-if-changed=build.rs");
    let commit = std::env::var("PAMLINT_COMMIT")
        .ok()
        .or_else(|| git(&["log", "-1", "--abbrev=10", "--format=%h %cs"]));
    // The log of HEAD grows with every commit, and with every other branch that is looked at.
    if let Some(log) = git(&["rev-parse", "--path-format=absolute", "--git-path", "logs/HEAD"])
        && Path::new(&log).is_file()
    {
        println!("cargo::rerun-if-changed={log}");
    }
    let version = env!("CARGO_PKG_VERSION");
    let told = commit.map_or_else(|| version.to_owned(), |commit| format!("{version} ({})", commit.trim()));
    println!("cargo::rustc-env=PAMLINT_VERSION={told}");
}

/// What git answers, where there is one and this is a repository of its.
fn git(arguments: &[&str]) -> Option<String> {
    let answer =
        Command::new("git").args(arguments).output().ok().filter(|answer| answer.status.success())?;
    let text = String::from_utf8(answer.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
