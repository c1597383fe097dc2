//! The convention that is meant by a name: one that is built in, or a file.

use std::fs;
use std::path::Path;

use anyhow::bail;
use pamlint_convention::{Convention, built_in_ids, load, nearest};

use crate::output::said;
use crate::problems::Problems;

/// The convention of that name; a file counts from `folder` (else from the current one).
///
/// # Errors
/// When there is none, or with every mistake in it.
pub fn choose(name: &str, folder: Option<&Path>) -> anyhow::Result<Convention> {
    if let Some(built_in) = Convention::built_in(name) {
        return Ok(built_in.map_err(Problems::from)?);
    }
    let file = folder.unwrap_or(Path::new("")).join(name);
    // What looks like a file is one, so that the message is about the file.
    let is_path = name.contains(['/', '\\', '.']);
    if !is_path && !file.exists() {
        let known: Vec<&str> = built_in_ids().collect();
        match nearest(name, known.iter().copied()) {
            Some(near) => bail!("there is no convention `{name}`; did you mean `{near}`?"),
            None => bail!(
                "there is no convention `{name}`; built in: {}; or name a file, such as {name}.toml",
                known.join(", ")
            ),
        }
    }
    read(&file)
}

/// The convention in a file.
///
/// # Errors
/// When the file cannot be read, or with every mistake in it.
pub fn read(file: &Path) -> anyhow::Result<Convention> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) => bail!("cannot read the convention {}: {}", file.display(), said(&error)),
    };
    let Ok(text) = String::from_utf8(bytes) else {
        bail!("cannot read the convention {}: it is no text in UTF-8", file.display());
    };
    let name = file.display().to_string();
    Ok(load(&name, &text).map_err(Problems::from)?)
}
