//! Makes JSON of the table of secrets, which is read faster than TOML, and by less code.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const TABLE: &str = "src/secret/secrets.toml";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={TABLE}");
    let table: toml::Table =
        toml::from_str(&fs::read_to_string(TABLE)?).map_err(|error| format!("{TABLE}: {error}"))?;
    let out = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("secrets.json");
    fs::write(out, serde_json::to_string(&table)?)?;
    Ok(())
}
