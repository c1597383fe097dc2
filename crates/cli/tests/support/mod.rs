//! Folders with workbooks, and the command run on them.

#![allow(dead_code, unused_imports, reason = "each test uses what it needs")]

mod program;
pub mod words;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pamlint_testkit::Book;
pub use program::{is_for_windows, is_left_out, program};
use serde_json::Value;
use tempfile::TempDir;

pub const GOOD: [&str; 5] = [
    "D-000098-20109-OPS-CE",
    "UX-AO-N-CE-ACR-SSH",
    "D-000098-20109-OPS%user",
    "db01.wegen.example",
    "oracle",
];

pub fn good() -> Vec<u8> {
    Book::new().row("UX", GOOD).to_xlsx()
}

pub fn wrong() -> Vec<u8> {
    Book::new().row("UX", GOOD).change("UX-L1.safe", "OPS", "OPX").to_xlsx()
}

pub fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder).env("LC_ALL", "C").env_remove("LANGUAGE");
    command.env("PAMLINT_CACHE_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"));
    command
}

pub fn pamlint<S: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = S>) -> Output {
    command(folder).args(arguments).output().unwrap()
}

/// What was printed as JSON. Paths in it are written as everywhere, whatever the system writes between folders.
pub fn json_of(output: &Output) -> Value {
    let mut value = serde_json::from_slice(&output.stdout).unwrap();
    if is_for_windows() {
        with_slashes(&mut value);
    }
    value
}

/// The names of what holds a path.
const PATHS: [&str; 7] = ["annotated", "by", "config", "copy", "path", "workbook", "written"];

fn with_slashes(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(with_slashes),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(path) if PATHS.contains(&name.as_str()) => *path = path.replace('\\', "/"),
                    value => with_slashes(value),
                }
            }
        }
        _ => {}
    }
}

/// A text that was printed, in which paths are written as everywhere.
pub fn text_of(printed: &[u8]) -> String {
    let text = String::from_utf8_lossy(printed).into_owned();
    if is_for_windows() { text.replace('\\', "/") } else { text }
}

/// Every file below a folder, by name.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// A marked copy as it is once somebody has saved it with another text in its cells.
pub fn saved(copy: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(std::io::Cursor::new(copy)).unwrap();
    let mut target = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..source.len() {
        let mut part = source.by_index(index).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        if name == "xl/sharedStrings.xml" {
            bytes = String::from_utf8(bytes).unwrap().replace(from, to).into_bytes();
        }
        target.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut target, &bytes).unwrap();
    }
    target.finish().unwrap().into_inner()
}
