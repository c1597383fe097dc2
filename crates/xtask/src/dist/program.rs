//! The program as it is handed out: one file, which needs nothing of the machine that it runs on.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use super::Kit;
use crate::{answers, compiler, root, run};

/// A system that it is made for.
pub struct System {
    /// Its name in the names of files.
    pub name: &'static str,
    pub target: &'static str,
    /// What the program is called there.
    pub program: &'static str,
    linker: Option<&'static str>,
    flags: &'static [&'static str],
    missing: &'static str,
}

/// The C library is part of it: it runs on any Linux, however old or small.
pub const LINUX: System = System {
    name: "linux-x86_64",
    target: "x86_64-unknown-linux-gnu",
    program: "pamlint",
    linker: None,
    flags: &["-Ctarget-feature=+crt-static"],
    missing: "it is made on 64-bit Linux, with gcc and the libc to link statically (apt install gcc libc6-dev)",
};

pub const WINDOWS: System = System {
    name: "windows-x86_64",
    target: "x86_64-pc-windows-gnu",
    program: "pamlint.exe",
    linker: Some("x86_64-w64-mingw32-gcc"),
    flags: &["-Ctarget-feature=+crt-static", "-Clink-arg=-Wl,--no-insert-timestamp"],
    missing: "it needs Rust for Windows (rustup target add x86_64-pc-windows-gnu, or without rustup .ci/windows-rust) \
              and MinGW (apt install gcc-mingw-w64-x86-64)",
};

impl System {
    /// What is missing to build for it, in a sentence.
    pub fn missing(&self) -> Option<String> {
        let is_there = compiler::for_target(self.target).is_some() && answers(self.linker.unwrap_or("cc"));
        (!is_there).then(|| self.missing.to_owned())
    }

    /// Builds the program, unless it is built already.
    pub fn build(&self, kit: &Kit) -> Result<PathBuf, Box<dyn Error>> {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--locked", "--package", "pamlint-cli", "--bin", "pamlint"]);
        cargo.args(["--profile", kit.profile, "--target", self.target]);
        run(cargo.envs(self.environment(kit)?))?;
        Ok(target_folder()?.join(self.target).join(kit.profile).join(self.program))
    }

    /// What cargo has to know wherever it is called, so that it builds only once.
    pub fn environment(&self, kit: &Kit) -> Result<Vec<(String, OsString)>, Box<dyn Error>> {
        let set = |name: &str, value: &str| (name.to_owned(), OsString::from(value));
        let mut all = vec![
            set("CARGO_ENCODED_RUSTFLAGS", &compiler::flags(self.flags)?),
            set("CARGO_INCREMENTAL", "0"),
            set("PAMLINT_COMMIT", &kit.commit),
            set("SOURCE_DATE_EPOCH", &kit.epoch),
            ("CARGO_TARGET_DIR".to_owned(), target_folder()?.into_os_string()),
        ];
        all.extend(compiler::for_target(self.target).map(|rustc| ("RUSTC".to_owned(), rustc)));
        if let Some(linker) = self.linker {
            let name = self.target.replace('-', "_").to_uppercase();
            all.push(set(&format!("CARGO_TARGET_{name}_LINKER"), linker));
        }
        Ok(all)
    }
}

/// Where cargo builds it: apart from what developers build, whose flags are others.
fn target_folder() -> Result<PathBuf, Box<dyn Error>> {
    Ok(root().canonicalize()?.join("target/dist-build"))
}

/// A program of Python, in the environment that `PAMLINT_CI_TOOLS` has or on the path.
pub fn of_python(name: &str) -> Option<PathBuf> {
    let tools = env::var_os("PAMLINT_CI_TOOLS").map(|tools| PathBuf::from(tools).join("venv/bin").join(name));
    let is_there = |program: &PathBuf| program.to_str().is_some_and(answers);
    [tools, Some(PathBuf::from(name))].into_iter().flatten().find(is_there)
}
