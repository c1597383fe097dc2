//! The engine of the page as a package for npm, for programs that run in a browser or under Node.js.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Kit, Made, VERSION};
use crate::{page, root};

/// What is written by hand of it: the rest is made with the page.
const OWN: [&str; 3] = ["README.md", "node.js", "package.json"];

/// What the engine itself consists of.
const ENGINE: [&str; 4] =
    ["pamlint_web.js", "pamlint_web.d.ts", "pamlint_web_bg.wasm", "pamlint_web_bg.wasm.d.ts"];

/// `pamlint-engine-VERSION.tgz`
pub fn make(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    if let Some(missing) = page::missing() {
        return Ok(Made::Missing(missing.to_owned()));
    }
    page::make()?;
    let scratch = Kit::scratch("npm")?;
    let put = |from: &Path, name: &str| fs::copy(from.join(name), scratch.join(name));
    for name in OWN {
        put(&root().join("crates/web/npm"), name)?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        put(&root(), name)?;
    }
    for name in ENGINE {
        put(&page::made()?.join("engine"), name)?;
    }
    // The version has its home in the workspace.
    let about = scratch.join("package.json");
    let text = fs::read_to_string(&about)?;
    fs::write(&about, text.replace("\"version\": \"0.0.0\"", &format!("\"version\": \"{VERSION}\"")))?;
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", "--pack-destination"]).arg(&kit.folder);
    let status = npm.current_dir(&scratch).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    if !status.success() {
        return Err(format!("npm pack: {status}").into());
    }
    Ok(Made::File(kit.folder.join(format!("pamlint-engine-{VERSION}.tgz"))))
}
