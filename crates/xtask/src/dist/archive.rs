//! The program with guides, convention and page: one folder to unpack, for each system in the form that it unpacks.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::program::{LINUX, System, WINDOWS};
use super::{Kit, Made, VERSION};
use crate::{answers, commit, root, run};

/// What stands beside the program.
const BESIDE: [&str; 6] = ["README.md", "LICENSE-APACHE", "LICENSE-MIT", "docs", "samples", "templates"];

/// What of that Windows can do nothing with.
const FOR_SHELLS: [&str; 2] = ["docs/man/", "docs/completions/"];

/// `pamlint-VERSION-linux-x86_64.tar.gz`
pub fn linux(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    if let Some(missing) = LINUX.missing() {
        return Ok(Made::Missing(missing));
    }
    let (folder, name) = filled(&LINUX, kit, |_| true)?;
    let file = kit.folder.join(format!("{name}.tar.gz"));
    run(Command::new("tar")
        .args(["--create", "--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu"])
        .args(["--use-compress-program=gzip -n -9", "--file"])
        .arg(&file)
        .arg("--directory")
        .arg(&folder)
        .arg(&name))?;
    Ok(Made::File(file))
}

/// `pamlint-VERSION-windows-x86_64.zip`
pub fn windows(kit: &Kit) -> Result<Made, Box<dyn Error>> {
    if let Some(missing) = WINDOWS.missing() {
        return Ok(Made::Missing(missing));
    }
    if !answers("zip") {
        return Ok(Made::Missing("it needs zip (apt install zip)".to_owned()));
    }
    let is_of_use = |file: &str| !FOR_SHELLS.iter().any(|folder| file.starts_with(folder));
    let (folder, name) = filled(&WINDOWS, kit, is_of_use)?;
    let file = kit.folder.join(format!("{name}.zip"));
    let mut names = Vec::new();
    all_files(&folder.join(&name), &mut names)?;
    names.sort();
    let mut zip = Command::new("zip");
    zip.args(["-q", "-9", "-X"]).arg(&file).env("TZ", "UTC");
    zip.args(names.iter().filter_map(|name| name.strip_prefix(&folder).ok()));
    // `run` starts everything at the root.
    let status = zip.current_dir(&folder).stdin(std::process::Stdio::null()).status()?;
    if status.success() { Ok(Made::File(file)) } else { Err(format!("zip: {status}").into()) }
}

/// A folder that holds the folder to unpack, and the name of that.
fn filled(
    system: &System,
    kit: &Kit,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<(PathBuf, String), Box<dyn Error>> {
    let program = system.build(kit)?;
    let name = format!("pamlint-{VERSION}-{}", system.name);
    let scratch = Kit::scratch(system.name)?;
    let folder = scratch.join(&name);
    let put = |from: &Path, to: &str| -> Result<(), Box<dyn Error>> {
        let to = folder.join(to);
        fs::create_dir_all(to.parent().ok_or("no folder")?)?;
        fs::copy(from, to)?;
        Ok(())
    };
    put(&program, system.program)?;
    let files = commit::files(&BESIDE).ok_or("git does not list the files of the repository")?;
    for file in files.iter().filter(|file| is_wanted(file)) {
        put(&root().join(file), file)?;
    }
    let page = kit.folder.join("pamlint.html");
    if page.is_file() {
        put(&page, "pamlint.html")?;
    }
    settle(&folder, kit.epoch.parse()?)?;
    Ok((scratch, name))
}

/// Gives everything in a folder the time of the commit, and the rights that it has everywhere.
fn settle(path: &Path, epoch: u64) -> Result<(), Box<dyn Error>> {
    let is_program = [LINUX.program, WINDOWS.program].iter().any(|program| path.ends_with(program));
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            settle(&entry?.path(), epoch)?;
        }
    }
    #[cfg(unix)]
    {
        let mode = if path.is_dir() || is_program { 0o755 } else { 0o644 };
        fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode))?;
    }
    fs::File::open(path)?.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(epoch))?;
    Ok(())
}

fn all_files(folder: &Path, into: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            all_files(&path, into)?;
        } else {
            into.push(path);
        }
    }
    Ok(())
}
