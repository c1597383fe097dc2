//! Compilers that have the standard library of another system, and flags that keep this machine out of what they make.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::root;

/// The compiler for a target: that of cargo, or the one that `.ci/wasm-rust` and `.ci/windows-rust` set up.
pub fn for_target(target: &str) -> Option<OsString> {
    let own = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let other = Path::new(&env::var_os("HOME")?).join(".wasm-rust/rustc").into_os_string();
    [own, other].into_iter().find(|rustc| {
        let asked = Command::new(rustc).args(["--print", "target-libdir", "--target", target]).output();
        asked.is_ok_and(|answer| {
            let folder = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
            fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some())
        })
    })
}

/// Flags with which no path of this machine gets into what is made, and these, as `CARGO_ENCODED_RUSTFLAGS` has them:
/// the same sources give the same bytes anywhere.
pub fn flags(more: &[&str]) -> Result<String, Box<dyn Error>> {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let mut flags = vec![
        format!("--remap-path-prefix={}=/cargo", cargo.display()),
        format!("--remap-path-prefix={}=/pamlint", root().canonicalize()?.display()),
    ];
    flags.extend(more.iter().map(|flag| (*flag).to_owned()));
    Ok(flags.join("\u{1f}"))
}
