//! Every generated file of the repository that the crates make as a library. `cargo xtask gen` lets this test write
//! them; otherwise it compares.
//!
//! What is made of the arguments of the program (man pages, completions, the schema of `pamlint.toml`) stands in
//! the test of the same name of `pamlint-cli`.

#![allow(clippy::unwrap_used, reason = "a test stops at what cannot be")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pamlint_convention::{Convention, Language, built_in_ids};
use pamlint_template::{TemplateOptions, template};
use pamlint_testkit::{formats, samples};

/// A folder of which every file is generated.
const WHOLE: &str = "docs/rules";

/// The content of each file, by its path below the root of the repository.
fn generated() -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    files.insert("docs/convention.schema.json".to_owned(), pamlint_convention::schema().into_bytes());
    files.insert("docs/convention-reference.md".to_owned(), pamlint_testkit::reference().into_bytes());
    for (path, text) in pamlint_testkit::rule_pages() {
        files.insert(format!("{WHOLE}/{path}"), text.into_bytes());
    }
    for id in built_in_ids() {
        let convention = Convention::built_in(id).unwrap().unwrap();
        let options = TemplateOptions { language: Language::NL, ..TemplateOptions::default() };
        files.insert(format!("templates/{id}/onboarding.xlsx"), template(&convention, &options).unwrap());
    }
    for sample in samples::samples() {
        files.insert(format!("samples/{}", sample.path), sample.workbook);
    }
    for list in samples::list_samples() {
        files.insert(format!("samples/{}", list.path), list.text);
    }
    // Of which tests/formats/make.py makes the other formats, with LibreOffice.
    files.insert("crates/testkit/tests/formats/accounts.xlsx".to_owned(), formats::workbook().to_xlsx());
    files
}

/// The files below a folder of the repository, and below its folders.
fn there(root: &Path, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join(folder)).into_iter().flatten().map(Result::unwrap);
    let paths = entries.map(|entry| (entry.file_type().unwrap().is_dir(), entry.file_name()));
    let paths = paths.map(|(is_folder, name)| (is_folder, format!("{folder}/{}", name.to_string_lossy())));
    paths.flat_map(|(is_folder, path)| if is_folder { there(root, &path) } else { vec![path] }).collect()
}

#[test]
fn what_the_crates_make_is_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = generated();
    let gone: Vec<String> =
        there(&root, WHOLE).into_iter().filter(|path| !files.contains_key(path)).collect();
    let is_stale = |path: &String, bytes: &Vec<u8>| fs::read(root.join(path)).ok().as_ref() != Some(bytes);
    let stale: Vec<_> = files.iter().filter(|(path, bytes)| is_stale(path, bytes)).collect();
    if std::env::var_os("PAMLINT_GENERATE").is_some() {
        for (path, bytes) in stale {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        for path in gone {
            fs::remove_file(root.join(path)).unwrap();
        }
        return;
    }
    let stale: Vec<_> = stale.into_iter().map(|(path, _)| path).chain(&gone).collect();
    assert!(stale.is_empty(), "stale: {stale:?}; `cargo xtask gen` makes them anew");
}
