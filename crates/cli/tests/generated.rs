//! The man pages and completions in docs/ are those of the arguments.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;

use support::{files, pamlint};

#[test]
fn man_pages_and_completions_are_fresh() {
    let folder = tempfile::tempdir().unwrap();
    let output = pamlint(folder.path(), ["generate", "."]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let committed: Vec<String> = ["completions", "man"]
        .iter()
        .flat_map(|part| files(&docs.join(part)).into_iter().map(move |file| format!("{part}/{file}")))
        .collect();
    assert_eq!(files(folder.path()), committed);
    for file in committed {
        let (new, old) = (fs::read(folder.path().join(&file)).unwrap(), fs::read(docs.join(&file)).unwrap());
        assert!(new == old, "docs/{file} is stale: run `cargo run -- generate docs`");
    }
}
