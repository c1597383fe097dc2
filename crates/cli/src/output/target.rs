//! What a path leads to: a file, which is replaced as a whole, or something else, which is written as it comes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::files::folder_of;
use crate::speech::fail;

/// The folders in which the system keeps what is no file of anybody: links in there are its own.
const OF_THE_SYSTEM: [&str; 2] = ["/dev", "/proc"];

/// How many of the system's links are followed: more than that lead in a circle.
const MOST_LINKS: usize = 8;

/// The folders in which the system lists what a process has open. What stands there is written in place even
/// where it is a file: whoever has opened it would not see another of its name.
const OPEN: [&str; 3] = ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"];

/// What is written when something is written to a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file, there or not.
    File(PathBuf),
    /// A pipe, a device or the like.
    Stream(PathBuf),
}

impl Target {
    /// What a path leads to.
    ///
    /// # Errors
    /// When it is a link: whoever made it decides where it leads, and that may be any file.
    pub fn of(path: &Path) -> anyhow::Result<Target> {
        if OF_THE_SYSTEM.iter().any(|folder| path.starts_with(folder)) {
            return Ok(of_the_system(path));
        }
        match fs::symlink_metadata(path) {
            Ok(there) if there.is_symlink() => {
                fail!(
                    "{file} is a link, and nothing is written through links: name the file itself",
                    file = path.display()
                )
            }
            Ok(there) if !there.is_file() && !there.is_dir() => Ok(Target::Stream(path.to_owned())),
            _ => Ok(Target::File(path.to_owned())),
        }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Target::File(file) => Some(file),
            Target::Stream(_) => None,
        }
    }
}

/// Such as `/dev/stdout`, which is a link to what the process has open.
fn of_the_system(path: &Path) -> Target {
    let mut end = path.to_owned();
    for _ in 0..MOST_LINKS {
        if is_open(&end) {
            return Target::Stream(end);
        }
        let Ok(link) = fs::read_link(&end) else { break };
        end = folder_of(&end).join(link);
    }
    let is_other = fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir());
    if is_other { Target::Stream(path.to_owned()) } else { Target::File(path.to_owned()) }
}

fn is_open(path: &Path) -> bool {
    path.parent().is_some_and(|folder| OPEN.iter().any(|open| folder == Path::new(open)))
}

/// Opens what is written as it comes. A pipe waits for whoever reads it.
pub fn open(stream: &Path) -> io::Result<File> {
    match standard(stream) {
        Some(file) => file,
        None => File::options().append(true).open(stream),
    }
}

/// What this process was started with is at hand, also where the system lets nobody open it anew.
#[cfg(unix)]
fn standard(stream: &Path) -> Option<io::Result<File>> {
    use std::os::fd::AsFd as _;
    match stream.file_name().filter(|_| is_open(stream))?.to_str()? {
        "1" => Some(io::stdout().as_fd().try_clone_to_owned().map(File::from)),
        "2" => Some(io::stderr().as_fd().try_clone_to_owned().map(File::from)),
        _ => None,
    }
}

#[cfg(not(unix))]
fn standard(_: &Path) -> Option<io::Result<File>> {
    None
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_is_written_through_links_and_what_is_no_file_is_a_stream() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.txt"), b"").unwrap();
        symlink("a.txt", path("link")).unwrap();
        symlink("new.txt", path("ahead")).unwrap();
        for name in ["a.txt", "none"] {
            assert_eq!(Target::of(&path(name)).unwrap(), Target::File(path(name)), "{name}");
        }
        for name in ["link", "ahead"] {
            assert!(Target::of(&path(name)).unwrap_err().to_string().contains("is a link"), "{name}");
        }
        for stream in ["/dev/null", "/dev/stdout", "/dev/fd/2"] {
            assert_eq!(Target::of(Path::new(stream)).unwrap().file(), None, "{stream}");
        }
    }
}
