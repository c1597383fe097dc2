//! What a path leads to: a file, which is replaced as a whole, or something else, which is written as it comes.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::folder_of;

/// How many links are followed: more than that lead in a circle.
const MOST_LINKS: usize = 40;

/// The folders in which the system lists what a process has open. What stands there is written in place even
/// where it is a file: whoever has opened it would not see another of its name.
const OPEN: [&str; 3] = ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"];

/// What is written when something is written to a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file, there or not: the one to which links lead.
    File(PathBuf),
    /// A pipe, a device or the like.
    Stream(PathBuf),
}

impl Target {
    /// What a path leads to.
    pub fn of(path: &Path) -> Target {
        let is_other = fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir());
        let mut end = path.to_owned();
        for _ in 0..MOST_LINKS {
            if is_open(&end) {
                return Target::Stream(end);
            }
            let Ok(link) = fs::read_link(&end) else { break };
            end = folder_of(&end).join(link);
        }
        if is_other { Target::Stream(path.to_owned()) } else { Target::File(end) }
    }

    /// The file, if it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Target::File(file) => Some(file),
            Target::Stream(_) => None,
        }
    }
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
    fn links_lead_to_files_and_what_is_no_file_is_a_stream() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.txt"), b"").unwrap();
        symlink("a.txt", path("link")).unwrap();
        symlink(path("link"), path("further")).unwrap();
        symlink("new.txt", path("ahead")).unwrap();
        symlink("circle", path("circle")).unwrap();
        for (name, file) in [("a.txt", "a.txt"), ("none", "none"), ("further", "a.txt"), ("ahead", "new.txt")]
        {
            assert_eq!(Target::of(&path(name)), Target::File(path(file)), "{name}");
        }
        assert!(Target::of(&path("circle")).file().is_some());
        for stream in ["/dev/null", "/dev/stdout", "/dev/fd/2"] {
            assert_eq!(Target::of(Path::new(stream)).file(), None, "{stream}");
        }
    }
}
