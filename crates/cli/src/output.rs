//! Where results go: a screen that may be closed, and files that are whole or not there at all.

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use anstream::AutoStream;
use anyhow::{anyhow, bail};

use crate::interrupt;

/// Standard output. When its reader has gone away the rest is dropped: that is no error.
pub struct Screen {
    stream: AutoStream<io::Stdout>,
    coloured: bool,
    closed: bool,
}

impl Screen {
    pub fn new() -> Screen {
        let coloured = AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
        // What is not coloured passes through untouched, down to the last byte.
        let stream =
            if coloured { AutoStream::always(io::stdout()) } else { AutoStream::always_ansi(io::stdout()) };
        Screen { stream, coloured, closed: false }
    }

    /// Whether it shows colours.
    pub fn is_coloured(&self) -> bool {
        self.coloured
    }

    /// Prints a text.
    pub fn write(&mut self, text: &str) -> anyhow::Result<()> {
        if self.closed {
            return Ok(());
        }
        let written = self.stream.write_all(text.as_bytes()).and_then(|()| self.stream.flush());
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => other.map_err(|error| anyhow!("cannot write to standard output: {}", said(&error))),
        }
    }
}

/// Writes a file as a whole: into a temporary file beside it, which then takes its name. Who looks sees
/// the old file or the new one, never a part of it.
///
/// # Errors
/// One sentence that says what is in the way.
pub fn write_file(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    match fs::metadata(path) {
        Ok(there) if there.is_dir() => bail!("{}: it is a folder, not a file", cannot()),
        Ok(there) if there.permissions().readonly() => {
            bail!("{}: there is a file of that name that is write-protected", cannot())
        }
        _ => {}
    }
    let folder = folder_of(path);
    let _whole = interrupt::held_off();
    let write = || {
        let mut file = temporary(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|error| error.error)
    };
    write().map_err(|error| anyhow!("{}: {}", cannot(), said(&error)))?;
    tracing::info!("wrote {}", path.display());
    Ok(())
}

/// Makes sure that files can be written into a folder, which is made if it is not there.
///
/// # Errors
/// One sentence that says what is in the way.
pub fn prepare_folder(folder: &Path) -> anyhow::Result<()> {
    let cannot = || format!("cannot write into the folder {}", folder.display());
    if fs::metadata(folder).is_ok_and(|there| !there.is_dir()) {
        bail!("{}: it is a file, not a folder", cannot());
    }
    let _whole = interrupt::held_off();
    let tried = fs::create_dir_all(folder).and_then(|()| temporary(folder));
    tried.map_err(|error| anyhow!("{}: {}", cannot(), said(&error)))?;
    Ok(())
}

/// The folder in which a path stands.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".pamlint-").suffix(".tmp");
    // Temporary files are private by default; this one becomes a file like any other.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// What the system says, without the number that nobody can do anything with.
pub fn said(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_whole_or_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        write_file(&file, b"one").unwrap();
        write_file(&file, b"two").unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");

        let mut protected = fs::metadata(&file).unwrap().permissions();
        protected.set_readonly(true);
        fs::set_permissions(&file, protected).unwrap();
        assert!(write_file(&file, b"three").unwrap_err().to_string().contains("write-protected"));
        assert_eq!(fs::read(&file).unwrap(), b"two");

        assert!(write_file(folder.path(), b"x").unwrap_err().to_string().contains("it is a folder"));
        assert!(write_file(&folder.path().join("no/a.txt"), b"x").is_err());
        assert!(prepare_folder(&file).unwrap_err().to_string().contains("it is a file"));
        prepare_folder(&folder.path().join("new/er")).unwrap();
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }
}
