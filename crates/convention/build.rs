//! Embeds the built-in conventions: they are simply the folders of `templates/`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../templates");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&root)? {
        let file = entry?.path().join("convention.toml");
        if file.is_file() {
            println!("cargo::rerun-if-changed={}", file.display());
            names.push(file.canonicalize()?);
        }
    }
    names.sort();
    let mut code = String::from("pub(crate) static BUILT_IN: &[(&str, &str)] = &[\n");
    for file in &names {
        let id = file.parent().and_then(|folder| folder.file_name()).unwrap_or_default();
        let _ = writeln!(code, "    ({:?}, include_str!({file:?})),", id.to_string_lossy());
    }
    code.push_str("];\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("built_in.rs");
    fs::write(out, code)
}
