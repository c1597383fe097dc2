//! Lists the files of the languages, so that a new language is a new file and nothing else. The texts go into the
//! program as JSON, which is read faster than TOML, and by less code.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("texts");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = fs::read_dir(&folder)?
        .map(|entry| Ok(entry?.path()))
        .filter(|path| path.as_ref().map_or(true, |path| path.extension().is_some_and(|end| end == "toml")))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut list = format!("static BUILT_IN: [BuiltIn; {}] = [\n", files.len());
    for file in files {
        let tag = file.file_stem().unwrap_or_default().to_string_lossy();
        let texts: toml::Table = toml::from_str(&fs::read_to_string(&file)?)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let name = texts.get("name").and_then(toml::Value::as_str).unwrap_or_default();
        let _ = writeln!(list, "    BuiltIn::new({tag:?}, {name:?}, {:?}),", serde_json::to_string(&texts)?);
    }
    list.push_str("];\n");
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("texts.rs"), list)?;
    Ok(())
}
