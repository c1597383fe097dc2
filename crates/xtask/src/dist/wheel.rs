//! The wheels that carry the program, for those who install with pip, pipx or uv; what stands in them is said in
//! `crates/cli/pyproject.toml`.

use std::error::Error;
use std::fs;
use std::process::Command;

use super::program::{LINUX, System, WINDOWS, of_python};
use super::{Kit, Made};
use crate::run;

/// For every Linux with the GNU library. It would run on any other too, since the library is part of the program, but
/// maturin tells musl only of programs that are compiled for it.
pub fn linux(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    make(&LINUX, &["--compatibility", "manylinux2014"], kit)
}

pub fn windows(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    make(&WINDOWS, &[], kit)
}

fn make(system: &System, more: &[&str], kit: &Kit) -> Result<Made, Box<dyn Error>> {
    if let Some(missing) = system.missing() {
        return Ok(Made::Missing(missing));
    }
    let Some(maturin) = of_python("maturin") else {
        return Ok(Made::Missing("it needs maturin (pip install maturin)".to_owned()));
    };
    system.build(kit)?;
    let folder = Kit::scratch("wheel")?;
    run(Command::new(maturin)
        .args(["build", "--quiet", "--locked", "--manifest-path", "crates/cli/Cargo.toml"])
        .args(["--target", system.target, "--profile", kit.profile, "--out"])
        .arg(&folder)
        .args(more)
        .envs(system.environment(kit)?))?;
    let wheel = fs::read_dir(folder)?.next().ok_or("maturin has made no wheel")??;
    kit.take(&wheel.path(), &wheel.file_name().to_string_lossy())
}
