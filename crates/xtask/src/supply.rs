//! What the program is made of: whether it may be, and a list of it.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{commit, root, run};

/// A program of cargo that is not part of it, in the version that is gone by.
pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2" };
const CYCLONEDX: Tool = Tool { name: "cargo-cyclonedx", version: "0.5.9" };

/// Where the list stands, and what it is called.
const FOLDER: &str = "target/sbom";
const FILE: &str = "pamlint.cdx.json";

/// What the list of a crate is called until it stands where it belongs.
const LIST: &str = "pamlint-sbom";

/// Refuses dependencies that `.deny.toml` does not allow, and writes `target/sbom/pamlint.cdx.json`.
pub fn ci() -> Result<(), Box<dyn Error>> {
    if let Some(deny) = DENY.program()? {
        let check = |what: &[&str]| {
            let mut check = Command::new(&deny);
            check.args(["--config", ".deny.toml", "check"]).args(what);
            check
        };
        run(&mut check(&["licenses", "bans", "sources"]))?;
        // What is known of weaknesses stands on the network, which is not everywhere.
        let fetched = Command::new(&deny)
            .args(["--config", ".deny.toml", "fetch", "db"])
            .current_dir(root())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        if fetched.success() {
            run(&mut check(&["advisories"]))?;
        } else {
            println!("skipped: the list of known weaknesses cannot be reached");
        }
    }
    listed().map(drop)
}

/// Where the list of what the program is made of stands; `None`, with a word, where it cannot be made.
pub fn listed() -> Result<Option<PathBuf>, Box<dyn Error>> {
    let Some(cyclonedx) = CYCLONEDX.program()? else { return Ok(None) };
    list(&cyclonedx)?;
    Ok(Some(root().join(FOLDER).join(FILE)))
}

/// Writes the list of what the program is made of.
fn list(cyclonedx: &Path) -> Result<(), Box<dyn Error>> {
    run(Command::new(cyclonedx)
        .args(["cyclonedx", "--manifest-path", "crates/cli/Cargo.toml", "--format", "json"])
        .args(["--spec-version", "1.5", "--override-filename", LIST])
        .envs(commit::epoch().map(|epoch| ("SOURCE_DATE_EPOCH", epoch))))?;
    let folder = root().join(FOLDER);
    fs::create_dir_all(&folder)?;
    // It writes one for each crate, beside it.
    for entry in fs::read_dir(root().join("crates"))? {
        let entry = entry?;
        let written = entry.path().join(format!("{LIST}.json"));
        if entry.file_name() == "cli" {
            // Where the sources lie here is nothing that others can do anything with.
            let here = root().canonicalize()?;
            let text =
                fs::read_to_string(&written)?.replace(&here.to_string_lossy().into_owned(), "/pamlint");
            fs::write(folder.join(FILE), text)?;
        }
        if written.is_file() {
            fs::remove_file(written)?;
        }
    }
    Ok(())
}

impl Tool {
    /// The program, which is installed where `PAMLINT_CI_TOOLS` says that tools may be; `None`, with a word, where it is
    /// not there and may not be installed.
    pub fn program(&self) -> Result<Option<PathBuf>, Box<dyn Error>> {
        let Tool { name, version } = self;
        let Some(tools) = env::var_os("PAMLINT_CI_TOOLS").map(|tools| PathBuf::from(tools).join("cargo"))
        else {
            let is_there = Command::new(name).arg("--version").output().is_ok();
            if !is_there {
                println!("skipped: {name} is not there (cargo install --locked {name}@{version})");
            }
            return Ok(is_there.then(|| name.into()));
        };
        // One that is there in this version is left as it is.
        run(Command::new(env!("CARGO"))
            .args(["install", "--quiet", "--locked", "--root"])
            .arg(&tools)
            .arg(format!("{name}@{version}")))?;
        Ok(Some(tools.join("bin").join(name)))
    }
}
