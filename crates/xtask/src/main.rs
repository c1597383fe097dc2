//! The chores of this repository: `cargo xtask gen [--check]`, `cargo xtask page`, `cargo xtask dist` and `cargo xtask ci`. It has no dependencies, so that
//! it is there at once.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it talks to those who work on the repository"
)]

mod commit;
mod compiler;
mod dist;
mod page;
mod supply;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use std::{env, fs};

const USAGE: &str = "\
cargo xtask gen          make everything anew that is generated
cargo xtask gen --check  say what of it is stale
cargo xtask page         make target/page/pamlint.html, the page that checks workbooks in a browser
cargo xtask dist         make the files that are handed out, in target/dist, and say which it cannot make here
cargo xtask dist --all   the same, and fail unless it makes all of them
cargo xtask dist --trial the same files in less time, slower and larger: to try them, not to hand them out
cargo xtask ci           everything that has to hold before a change lands";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["gen"] => generated(true),
        ["gen", "--check"] => generated(false),
        ["page"] => page::make(),
        ["dist"] => dist::make(false, false),
        ["dist", "--all"] => dist::make(true, false),
        ["dist", "--trial"] => dist::make(true, true),
        ["ci"] => ci(),
        _ => Err(USAGE.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The tests that know what is generated: they compare it, or write it when they are told to.
fn generated(write: bool) -> Result<(), Box<dyn Error>> {
    let mut tests = Command::new(env!("CARGO"));
    tests.args(["test", "--quiet", "--package", "xtask", "--package", "pamlint-cli", "--test", "generated"]);
    if write {
        tests.env("PAMLINT_GENERATE", "1");
    }
    run(&mut tests)
}

/// Everything that has to hold before a change lands. Tests that need a tool which is not there say so.
fn ci() -> Result<(), Box<dyn Error>> {
    let start = Instant::now();
    let step = |name: &str| println!("\n== {name} ({} s)", start.elapsed().as_secs());
    step("format");
    cargo(&["fmt", "--all", "--check"])?;
    step("clippy");
    cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    step("tests");
    cargo(&["test", "--workspace"])?;
    step("documentation");
    run(Command::new(env!("CARGO"))
        .args(["doc", "--workspace", "--no-deps", "--quiet"])
        .env("RUSTDOCFLAGS", "-D warnings"))?;
    step("the README's command");
    readme()?;
    step("what it is made of");
    supply::ci()?;
    step("the page");
    page::ci()?;
    step("done");
    Ok(())
}

/// Runs what the README begins with, with the program that the tests have built: by itself cargo would build it
/// anew with fewer features.
fn readme() -> Result<(), Box<dyn Error>> {
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder));
    let pamlint = || {
        let mut command = Command::new(target.join("debug/pamlint"));
        command.current_dir(root()).stdin(Stdio::null());
        command
    };
    let out = target.join("readme");
    fs::create_dir_all(&out)?;
    let copy = out.join("messy.checked.xlsx");
    let _ = fs::remove_file(&copy);
    let messy = pamlint()
        .args(["check", "samples/pamaas/messy.xlsx", "--out"])
        .arg(&out)
        .stdout(Stdio::null())
        .status()?;
    if messy.code() != Some(1) {
        return Err(format!("the check of the messy sample ended with {messy}, not with exit code 1").into());
    }
    if !copy.is_file() {
        return Err("no marked copy was written".into());
    }
    run(pamlint().args(["check", "samples/pamaas/clean.xlsx", "--no-annotate"]))
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn cargo(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    run(Command::new(env!("CARGO")).args(arguments))
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    // Cargo asks rustc about the target with a program on standard input; whatever a caller left there would be
    // compiled instead.
    let status = command.current_dir(root()).stdin(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}").into()) }
}

/// Whether a program is there.
fn answers(program: &str) -> bool {
    let mut asked = Command::new(program);
    asked.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    asked.status().is_ok_and(|status| status.success())
}
