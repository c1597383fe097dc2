//! The files that are handed out, in `target/dist`: the same commit gives the same bytes.

mod archive;
mod debian;
mod engine;
mod program;
mod wheel;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::{commit, page, root, supply};

/// The version of everything that is handed out.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What becomes of one of them.
enum Made {
    /// A file, which the folder has now.
    File(PathBuf),
    /// It cannot be made on this machine: what is missing, and how to get it.
    Missing(String),
}

/// What all of them are made with.
struct Kit {
    /// Where they are put.
    folder: PathBuf,
    /// The seconds from 1970 to the commit.
    epoch: String,
    /// The commit, as the program tells it.
    commit: String,
    /// The profile that the program is built with.
    profile: &'static str,
}

/// Something that is handed out.
struct Artefact {
    what: &'static str,
    make: fn(&Kit) -> Result<Made, Box<dyn Error>>,
}

/// What is light comes first.
const ARTEFACTS: [Artefact; 8] = [
    Artefact { what: "the list of what it is made of", make: list },
    Artefact { what: "the page", make: html },
    Artefact { what: "the engine of the page for npm", make: engine::make },
    Artefact { what: "the program for Linux", make: archive::linux },
    Artefact { what: "the package for Debian and Ubuntu", make: debian::make },
    Artefact { what: "the wheel for Linux", make: wheel::linux },
    Artefact { what: "the program for Windows", make: archive::windows },
    Artefact { what: "the wheel for Windows", make: wheel::windows },
];

/// The profile that is handed out, and the one with which the same files are tried in less time.
const PROFILE: &str = "dist";
const TRIAL: &str = "trial";

/// Makes what can be made here, and says of the rest what is missing; with `all` that is an error. What is made for a
/// `trial` is not handed out.
pub fn make(all: bool, trial: bool) -> Result<(), Box<dyn Error>> {
    let (Some(epoch), Some(commit)) = (commit::epoch(), commit::told()) else {
        return Err(
            "what is handed out tells its commit: make it in a clone of the repository, with git".into()
        );
    };
    let folder = root().canonicalize()?.join("target/dist");
    // What is left of another commit would be handed out with it.
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let kit = Kit { folder, epoch, commit, profile: if trial { TRIAL } else { PROFILE } };
    let mut missing = 0;
    for Artefact { what, make } in ARTEFACTS {
        let start = Instant::now();
        match make(&kit)? {
            Made::File(path) => println!(
                "{what}: {} ({} kB, {} s)",
                path.file_name().unwrap_or_default().display(),
                fs::metadata(&path)?.len() >> 10,
                start.elapsed().as_secs()
            ),
            Made::Missing(why) => {
                missing += 1;
                println!("skipped, {what}: {why}");
            }
        }
    }
    sums(&kit.folder)?;
    println!("{}, with SHA256SUMS beside them", kit.folder.display());
    if all && missing > 0 { Err(format!("{missing} of the files are missing").into()) } else { Ok(()) }
}

fn list(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    let Some(list) = supply::listed()? else {
        return Ok(Made::Missing("see the line above".to_owned()));
    };
    kit.take(&list, &format!("pamlint-{VERSION}.cdx.json"))
}

fn html(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    if let Some(missing) = page::missing() {
        return Ok(Made::Missing(missing.to_owned()));
    }
    page::make()?;
    kit.take(&page::made()?.join("pamlint.html"), "pamlint.html")
}

impl Kit {
    /// Takes a file that was made elsewhere in, under that name.
    fn take(&self, file: &Path, name: &str) -> Result<Made, Box<dyn Error>> {
        let taken = self.folder.join(name);
        fs::copy(file, &taken)?;
        Ok(Made::File(taken))
    }

    /// The folder for what is only needed on the way, empty.
    fn scratch(name: &str) -> Result<PathBuf, Box<dyn Error>> {
        let folder = root().canonicalize()?.join("target/dist-scratch").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

/// Writes the SHA-256 of every file beside them, as `sha256sum --check` takes it.
fn sums(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut names: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<_, _>>()?;
    names.sort();
    let answer = Command::new("sha256sum").args(names).current_dir(folder).stdin(Stdio::null()).output()?;
    if !answer.status.success() {
        return Err(String::from_utf8_lossy(&answer.stderr).into_owned().into());
    }
    fs::write(folder.join("SHA256SUMS"), answer.stdout)?;
    Ok(())
}
