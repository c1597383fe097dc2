//! The man pages, the completions and the schema of the configuration in docs/ are those of the arguments.

#![allow(clippy::unwrap_used)]

mod support;

use std::fs;
use std::path::Path;

use support::{files, pamlint};

#[test]
fn what_is_made_of_the_arguments_is_fresh() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let folder = tempfile::tempdir().unwrap();
    let output = pamlint(folder.path(), ["generate", "."]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    if std::env::var_os("PAMLINT_GENERATE").is_some() {
        for part in ["completions", "man"] {
            fs::remove_dir_all(docs.join(part)).unwrap();
        }
        assert_eq!(pamlint(&docs, ["generate", "."]).status.code(), Some(0));
        return;
    }
    let committed: Vec<String> = ["completions", "man"]
        .iter()
        .flat_map(|part| files(&docs.join(part)).into_iter().map(move |file| format!("{part}/{file}")))
        .chain(["pamlint-toml.schema.json".to_owned()])
        .collect();
    assert_eq!(files(folder.path()), committed);
    for file in committed {
        let (new, old) = (fs::read(folder.path().join(&file)).unwrap(), fs::read(docs.join(&file)).unwrap());
        assert!(new == old, "docs/{file} is stale: run `cargo xtask gen`");
    }
}
