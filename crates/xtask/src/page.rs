//! The page that checks workbooks in a browser: the engine as WebAssembly, and everything else, in one file.

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{answers, compiler, root, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// The stack of the engine, in bytes: that of a thread of the command line.
const STACK: u32 = 8 << 20;

/// Makes `target/page/pamlint.html`, and its SHA-256 beside it.
pub fn make() -> Result<(), Box<dyn Error>> {
    if let Some(missing) = missing() {
        return Err(missing.into());
    }
    let rustc = compiler().unwrap_or_default();
    let folder = made()?;
    fs::create_dir_all(&folder)?;
    let bindgen = bindgen(&folder)?;
    packages()?;

    run(Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "pamlint-web", "--lib", "--profile", "page"])
        .args(["--target", TARGET, "--target-dir"])
        .arg(&folder)
        .env("RUSTC", rustc)
        .env("CARGO_ENCODED_RUSTFLAGS", compiler::flags(&[&format!("-Clink-arg=-zstack-size={STACK}")])?))?;
    let engine = folder.join("engine");
    run(Command::new(bindgen)
        .args(["--target", "web", "--remove-name-section", "--remove-producers-section"])
        .args(["--out-name", "pamlint_web", "--out-dir"])
        .arg(&engine)
        .arg(folder.join(TARGET).join("page/pamlint_web.wasm")))?;
    run(&mut node(&["node_modules/typescript/bin/tsc", "--noEmit", "--project", "."]))?;
    run(node(&["build.mjs"]).arg(engine).arg(folder.join("pamlint.html")))
}

/// What is missing to make the page, in a sentence.
pub fn missing() -> Option<&'static str> {
    if compiler().is_none() {
        Some(
            "the page needs Rust for WebAssembly: `rustup target add wasm32-unknown-unknown`, or without rustup \
             `.ci/wasm-rust`; PAMLINT_WASM_RUSTC names another compiler",
        )
    } else if !answers("node") {
        Some("the page needs Node.js 20 or later, with npm: https://nodejs.org")
    } else {
        None
    }
}

/// Makes the page and tries it in a browser; says so when a tool for it is missing.
pub fn ci() -> Result<(), Box<dyn Error>> {
    if let Some(missing) = missing() {
        println!("skipped: {missing}");
        return Ok(());
    }
    make()?;
    if browser().is_none() {
        println!("skipped: the tests of the page need Chromium; PAMLINT_CHROMIUM names it");
        return Ok(());
    }
    run(&mut node(&["--test", "--test-concurrency=1", "test/page.test.mjs", "test/network.test.mjs"]))
}

/// A compiler that has the standard library for WebAssembly.
fn compiler() -> Option<OsString> {
    env::var_os("PAMLINT_WASM_RUSTC").or_else(|| compiler::for_target(TARGET))
}

/// `wasm-bindgen` of exactly the version of the crate; it is installed when it is not there.
fn bindgen(folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let mut behind = lock.lines().skip_while(|line| *line != "name = \"wasm-bindgen\"").skip(1);
    let version =
        behind.next().and_then(|line| line.split('"').nth(1)).ok_or("no wasm-bindgen in Cargo.lock")?;
    let tools = env::var_os("PAMLINT_CI_TOOLS").map_or_else(|| folder.join("tools"), PathBuf::from);
    let own = tools.join("bin/wasm-bindgen");
    let fits = |program: &Path| {
        let asked = Command::new(program).arg("--version").stderr(Stdio::null()).output();
        asked.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).trim().ends_with(version))
    };
    if let Some(there) =
        [PathBuf::from("wasm-bindgen"), own.clone()].into_iter().find(|program| fits(program))
    {
        return Ok(there);
    }
    println!("installing wasm-bindgen {version} into {}", tools.display());
    run(Command::new(env!("CARGO"))
        .args(["install", "--quiet", "wasm-bindgen-cli", "--version", &format!("={version}"), "--root"])
        .arg(&tools))?;
    Ok(own)
}

/// The packages of the page, as its lock file names them.
fn packages() -> Result<(), Box<dyn Error>> {
    let there = folder().join("node_modules/.package-lock.json");
    let changed = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    if changed(&there) >= changed(&folder().join("package-lock.json")) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(folder()))
}

/// A browser for the tests.
fn browser() -> Option<PathBuf> {
    let named = env::var_os("PAMLINT_CHROMIUM").map(PathBuf::from);
    let known = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].map(PathBuf::from);
    named.into_iter().chain(known).find(|path| path.is_file())
}

/// Where it is made; the engine stands in `engine` there.
pub fn made() -> Result<PathBuf, Box<dyn Error>> {
    Ok(root().canonicalize()?.join("target/page"))
}

fn folder() -> PathBuf {
    root().join("crates/web/page")
}

fn node(arguments: &[&str]) -> Command {
    let mut node = Command::new("node");
    // `run` starts everything at the root.
    node.args(arguments.iter().map(|argument| match argument.strip_prefix("--") {
        Some(_) => OsString::from(argument),
        None => folder().join(argument).into_os_string(),
    }));
    node
}
