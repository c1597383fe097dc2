//! Where results go: a screen that may be closed, and files that are whole or not there at all.

mod target;
mod temporary;

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anyhow::{anyhow, bail};

use tempfile::NamedTempFile;

use crate::{interrupt, terminal};
pub use target::Target;
pub use temporary::sweep;
use temporary::temporary;

/// Standard output. When its reader has gone away the rest is dropped: that is no error.
pub struct Screen {
    stream: AutoStream<io::Stdout>,
    coloured: bool,
    /// Whether it is a terminal, on which others write too.
    is_shown: bool,
    closed: bool,
}

impl Screen {
    pub fn new() -> Screen {
        let coloured = AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
        // What is not coloured passes through untouched, down to the last byte.
        let stream =
            if coloured { AutoStream::always(io::stdout()) } else { AutoStream::always_ansi(io::stdout()) };
        Screen { stream, coloured, is_shown: io::stdout().is_terminal(), closed: false }
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
        let stream = &mut self.stream;
        let mut print = || stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
        let written = if self.is_shown { terminal::alone(print) } else { print() };
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
    let target = Target::of(path);
    // Whoever reads a pipe may keep it waiting: ^C is not to wait with it, and leaves nothing behind.
    let _whole = target.file().map(|_| interrupt::held_off());
    let mut file = Pending::open(path, &target)?;
    file.write(bytes)?;
    file.finish()
}

/// A file that is being written, and is not there before it is whole; or something else that takes what is
/// written as it comes.
pub struct Pending {
    destination: Destination,
    path: PathBuf,
}

enum Destination {
    /// What becomes the file at that path.
    Whole(BufWriter<NamedTempFile>, PathBuf),
    /// A pipe, a device or the like; none once its reader has gone away.
    Stream(Option<File>),
}

impl Pending {
    /// Begins to write what is called `path`, and is `target`.
    ///
    /// # Errors
    /// One sentence that says what is in the way.
    pub fn open(path: &Path, target: &Target) -> anyhow::Result<Pending> {
        let destination = match target {
            Target::Stream(stream) => {
                Destination::Stream(Some(target::open(stream).map_err(|error| cannot_write(path, &error))?))
            }
            Target::File(file) => {
                match fs::metadata(file) {
                    Ok(there) if there.is_dir() => {
                        bail!("cannot write {}: it is a folder, not a file", path.display())
                    }
                    Ok(there) if there.permissions().readonly() => bail!(
                        "cannot write {}: there is a file of that name that is write-protected",
                        path.display()
                    ),
                    _ => {}
                }
                let begun = temporary(folder_of(file)).map_err(|error| cannot_write(path, &error))?;
                Destination::Whole(BufWriter::new(begun), file.clone())
            }
        };
        Ok(Pending { destination, path: path.to_owned() })
    }

    /// Writes more of it.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let written = match &mut self.destination {
            Destination::Whole(file, _) => file.write_all(bytes),
            Destination::Stream(Some(stream)) => stream.write_all(bytes),
            Destination::Stream(None) => Ok(()),
        };
        match (written, &mut self.destination) {
            (Err(error), Destination::Stream(stream)) if error.kind() == ErrorKind::BrokenPipe => {
                *stream = None;
                Ok(())
            }
            (written, _) => written.map_err(|error| cannot_write(&self.path, &error)),
        }
    }

    /// Puts it where it belongs, whole.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn finish(self) -> anyhow::Result<()> {
        let path = self.path;
        if let Destination::Whole(file, real) = self.destination {
            let whole = file.into_inner().map_err(io::IntoInnerError::into_error);
            whole
                .and_then(|file| file.persist(&real).map_err(|error| error.error))
                .map_err(|error| cannot_write(&path, &error))?;
        }
        tracing::info!("wrote {}", path.display());
        Ok(())
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    anyhow!("cannot write {}: {}", path.display(), said(error))
}

/// Makes the folder in which a file is to stand.
///
/// # Errors
/// One sentence that says what is in the way.
pub fn make_folder(file: &Path) -> anyhow::Result<()> {
    let folder = folder_of(file);
    fs::create_dir_all(folder)
        .map_err(|error| anyhow!("cannot make the folder {}: {}", folder.display(), said(&error)))
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
