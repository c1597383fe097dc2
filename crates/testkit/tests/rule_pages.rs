//! The pages of docs/rules say what the conventions say.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn the_committed_pages_are_what_the_program_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    let pages = pamlint_testkit::rule_pages();
    let stale: Vec<&String> = pages
        .iter()
        .filter(|(path, text)| fs::read_to_string(root.join(path)).ok().as_ref() != Some(text))
        .map(|(path, _)| path)
        .collect();
    assert!(
        stale.is_empty(),
        "stale: {stale:?}; `cargo run -p pamlint-testkit --bin rule-pages` makes them anew"
    );
    assert_eq!(files(&root).len(), pages.len(), "docs/rules has pages of rules that are no more");
}
