//! The commit that is worked on: what is made carries its day instead of that of the machine.

use std::process::{Command, Stdio};

use crate::root;

/// The seconds from 1970 to the commit, as `SOURCE_DATE_EPOCH` has them; `None` without git.
pub fn epoch() -> Option<String> {
    std::env::var("SOURCE_DATE_EPOCH").ok().or_else(|| git(&["log", "-1", "--format=%ct"]))
}

/// The commit and its day, and whether something was changed since, as `pamlint --version` tells them.
pub fn told() -> Option<String> {
    let commit = git(&["log", "-1", "--abbrev=10", "--format=%h %cs"])?;
    let is_changed = !git(&["status", "--porcelain", "--untracked-files=no"])?.is_empty();
    Some(if is_changed { format!("{commit}, changed") } else { commit })
}

/// The files of the repository at these paths.
pub fn files(paths: &[&str]) -> Option<Vec<String>> {
    let listed = git(&[["ls-files", "-z", "--"].as_slice(), paths].concat())?;
    Some(listed.split_terminator('\0').map(str::to_owned).collect())
}

/// What git answers, where there is one and this is a repository of its.
fn git(arguments: &[&str]) -> Option<String> {
    let mut git = Command::new("git");
    git.args(arguments).current_dir(root()).stdin(Stdio::null()).stderr(Stdio::null());
    let answer = git.output().ok().filter(|answer| answer.status.success())?;
    Some(String::from_utf8(answer.stdout).ok()?.trim().to_owned())
}
