//! The package for Debian and Ubuntu, with man pages and completions; what it holds stands in `crates/cli/Cargo.toml`.

use std::error::Error;
use std::process::Command;

use super::program::LINUX;
use super::{Kit, Made, VERSION};
use crate::run;
use crate::supply::Tool;

const CARGO_DEB: Tool = Tool { name: "cargo-deb", version: "3.8.0" };

/// `pamlint_VERSION_amd64.deb`
pub fn make(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    if let Some(missing) = LINUX.missing() {
        return Ok(Made::Missing(missing));
    }
    let Some(program) = CARGO_DEB.program()? else {
        return Ok(Made::Missing("see the line above".to_owned()));
    };
    LINUX.build(kit)?;
    let file = kit.folder.join(format!("pamlint_{VERSION}_amd64.deb"));
    run(Command::new(program)
        .args(["deb", "--quiet", "--no-build", "--no-strip", "--locked", "--package", "pamlint-cli"])
        .args(["--target", LINUX.target, "--profile", kit.profile, "--output"])
        .arg(&file)
        .envs(LINUX.environment(kit)?))?;
    Ok(Made::File(file))
}
