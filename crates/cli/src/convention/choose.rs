//! The convention that is meant by a name: one that is built in, or a file.

use std::path::{Component, Path, PathBuf};

use anyhow::anyhow;
use pamlint_convention::{Convention, built_in_ids, load_with, nearest};

use crate::files;
use crate::problems::Problems;
use crate::speech::{fail, said};

/// The convention of that name, or in that file.
///
/// # Errors
/// When there is none, or with every mistake in it.
pub fn choose(name: &str) -> anyhow::Result<Convention> {
    if let Some(built_in) = Convention::built_in(name) {
        return Ok(built_in.map_err(Problems::from)?);
    }
    let file = Path::new(name);
    // What looks like a file is one, so that the message is about the file.
    let is_path = name.contains(['/', '\\', '.']);
    if !is_path && !file.exists() {
        let known: Vec<&str> = built_in_ids().collect();
        match nearest(name, known.iter().copied()) {
            Some(near) => {
                fail!("there is no convention `{name}`; did you mean `{near}`?", name = name, near = near)
            }
            None => fail!(
                "there is no convention `{name}`; built in: {known}; or name a file, such as {name}.toml",
                name = name,
                known = known.join(", ")
            ),
        }
    }
    read(file)
}

/// The convention in a file; what it extends may be a file too, which counts from its folder.
///
/// # Errors
/// When the file cannot be read, or with every mistake in it.
pub fn read(file: &Path) -> anyhow::Result<Convention> {
    let own = bytes(file).map_err(|error| anyhow!("{error}"))?;
    let convention = load_with(&file.display().to_string(), &own, |from, other| {
        let other = shortened(&Path::new(from).parent().unwrap_or(Path::new("")).join(other));
        Ok((other.display().to_string(), bytes(&other)?))
    });
    Ok(convention.map_err(Problems::from)?)
}

/// A path without folders that it goes into and out of again, where that leads to the same file: files that
/// extend one another would get longer names at every step.
fn shortened(path: &Path) -> PathBuf {
    let mut short = PathBuf::new();
    for component in path.components() {
        match (component, short.components().next_back()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                short.pop();
            }
            (Component::CurDir, _) => {}
            _ => short.push(component),
        }
    }
    // Behind a link `..` leads elsewhere.
    match (short.canonicalize(), path.canonicalize()) {
        (Ok(one), Ok(other)) if one == other => short,
        _ => path.to_owned(),
    }
}

/// What stands in the file of a convention.
fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    files::read(file, files::MOST).map_err(|error| {
        said!("cannot read the convention {file}: {why}", file = file.display(), why = error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_nowhere_and_back() {
        assert_eq!(shortened(Path::new("src/../src/./main.rs")), Path::new("src/main.rs"));
        assert_eq!(shortened(Path::new("nowhere/../main.rs")), Path::new("nowhere/../main.rs"));
    }
}
