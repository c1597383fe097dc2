//! Where results go: a screen that may be closed, and files that are whole or not there at all. Every file that the
//! program writes goes through here, but for what it keeps.

mod known;
mod mode;
mod named;
mod target;
mod temporary;
mod whole;

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use anstream::AutoStream;
use anyhow::anyhow;

use tempfile::NamedTempFile;

use crate::copies::{Names, Place};
use crate::files::{folder_of, is_reader_gone, of_any_length, why};
use crate::speech::{fail, said};
use crate::{interrupt, terminal};
pub use mode::{Mode, start};
pub use named::{Endings, fits_format, fits_text};
pub use target::Target;
pub use temporary::sweep;
use temporary::temporary;
pub use whole::Output;

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
            Err(error) if is_reader_gone(&error) => {
                self.closed = true;
                Ok(())
            }
            other => other.map_err(|error| {
                anyhow!("{}", said!("cannot write to standard output: {why}", why = why(&error)))
            }),
        }
    }
}

/// Writes a file as a whole: into a temporary file beside it, which then takes its name. Who looks sees
/// the old file or the new one, never a part of it.
///
/// # Errors
/// One sentence that says what is in the way.
pub fn write_file(path: &Path, bytes: &[u8], mode: Mode) -> anyhow::Result<()> {
    let target = Target::of(path)?;
    // Whoever reads a pipe may keep it waiting: ^C is not to wait with it, and leaves nothing behind.
    let _whole = target.file().map(|_| interrupt::held_off());
    let mut file = Pending::open(path, &target, mode)?;
    file.write(bytes)?;
    file.finish()
}

/// Writes a copy of a workbook beside what is there already, at the place that `place` says. Should another run have
/// taken that meanwhile, it is asked again.
///
/// # Errors
/// As [`write_file`].
pub fn write_copy(bytes: &[u8], mode: Mode, mut place: impl FnMut() -> Place) -> anyhow::Result<Place> {
    let _whole = interrupt::held_off();
    loop {
        let place = place();
        let mut file = Pending::open(&place.path, &Target::of(&place.path)?, mode)?;
        file.write(bytes)?;
        if file.finish_at(place.is_new)? {
            return Ok(place);
        }
    }
}

/// A file that is being written, and is not there before it is whole; or something else that takes what is
/// written as it comes.
pub struct Pending {
    destination: Destination,
    path: PathBuf,
    mode: Mode,
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
    pub fn open(path: &Path, target: &Target, mode: Mode) -> anyhow::Result<Pending> {
        let destination = match target {
            Target::Stream(stream) => {
                Destination::Stream(Some(target::open(stream).map_err(|error| cannot_write(path, &error))?))
            }
            Target::File(file) => {
                match fs::symlink_metadata(file) {
                    Ok(there) if there.is_dir() => {
                        fail!("cannot write {file}: it is a folder, not a file", file = path.display())
                    }
                    Ok(there) if there.permissions().readonly() => fail!(
                        "cannot write {file}: there is a file of that name that is write-protected",
                        file = path.display()
                    ),
                    _ => {}
                }
                let file = of_any_length(file);
                let begun = temporary(folder_of(&file)).map_err(|error| cannot_write(path, &error))?;
                Destination::Whole(BufWriter::new(begun), file)
            }
        };
        Ok(Pending { destination, path: path.to_owned(), mode })
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
            (Err(error), Destination::Stream(stream)) if is_reader_gone(&error) => {
                *stream = None;
                Ok(())
            }
            (written, _) => written.map_err(|error| cannot_write(&self.path, &error)),
        }
    }

    /// Puts it where it belongs, whole, in the place of what is there.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn finish(self) -> anyhow::Result<()> {
        self.put(false, true).map(drop)
    }

    /// Puts it where it belongs, whole; `false` when it `is_new` and something has come to be there meanwhile.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn finish_at(self, is_new: bool) -> anyhow::Result<bool> {
        self.put(is_new, false)
    }

    /// `is_report` says that it is a file that does not tell itself who wrote it.
    fn put(self, is_new: bool, is_report: bool) -> anyhow::Result<bool> {
        let Pending { path, mode, destination } = self;
        if let Destination::Whole(file, end) = destination {
            let put = || -> io::Result<bool> {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                mode.give(&file)?;
                // On the disk before it has its name: power that fails leaves the old file or the new one.
                file.as_file().sync_all()?;
                if is_report {
                    known::announce(&end, file.as_file());
                }
                let put = if is_new { file.persist_noclobber(&end) } else { file.persist(&end) };
                match put {
                    Err(error) if is_new && error.error.kind() == ErrorKind::AlreadyExists => {
                        return Ok(false);
                    }
                    put => put.map_err(|error| in_the_way(&end, error.error))?,
                };
                // Some systems know no such thing of a folder.
                let _ = File::open(folder_of(&end)).and_then(|folder| folder.sync_all());
                Ok(true)
            };
            if !put().map_err(|error| cannot_write(&path, &error))? {
                return Ok(false);
            }
        }
        tracing::info!("wrote {}", path.display());
        Ok(true)
    }
}

/// Makes sure that nobody loses anything when a report is written to `path`, and that it can be.
///
/// # Errors
/// One sentence that says what is in the way.
pub fn prepare_report(path: &Path, names: &mut Names) -> anyhow::Result<Target> {
    let target = Target::of(path)?;
    if let Some(file) = target.file() {
        if file == Path::new("-") {
            fail!(
                "{file}: without --output the report goes to standard output; leave it away",
                file = path.display()
            );
        }
        if file.is_dir() {
            fail!("{file}: it is a folder, name a file in it", file = path.display());
        }
        if !names.take(file) {
            fail!("{file}: it is one of the workbooks to check", file = path.display());
        }
        if !known::is_replaceable(file) {
            fail!(
                "{file}: there is a file of that name that pamlint did not write, or that was changed since; name \
                 another, or take that one away",
                file = path.display()
            );
        }
        prepare_folder(folder_of(file))?;
    }
    Ok(target)
}

/// Why a file cannot be replaced. Windows says of one that another program has opened that it is not allowed; whoever
/// tries to open it is told the reason.
fn in_the_way(file: &Path, error: io::Error) -> io::Error {
    let opened = if cfg!(windows) { File::options().append(true).open(file).err() } else { None };
    opened.filter(|error| error.kind() != ErrorKind::NotFound).unwrap_or(error)
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    anyhow!("{}", said!("cannot write {file}: {why}", file = path.display(), why = why(error)))
}

/// Makes the folder in which a file is to stand. Below the folder `within` no link leads out of it.
///
/// # Errors
/// One sentence that says what is in the way.
pub fn make_folder(file: &Path, within: Option<&Path>) -> anyhow::Result<()> {
    let folder = folder_of(file);
    let below = within.and_then(|within| Some((within, folder.strip_prefix(within).ok()?)));
    if let Some((within, below)) = below {
        let mut step = within.to_owned();
        for component in below.components() {
            step.push(component);
            if fs::symlink_metadata(&step).is_ok_and(|there| there.is_symlink()) {
                fail!("cannot write {file}: {link} is a link", file = file.display(), link = step.display());
            }
        }
    }
    fs::create_dir_all(folder).map_err(|error| {
        anyhow!(
            "{}",
            said!("cannot make the folder {folder}: {why}", folder = folder.display(), why = why(&error))
        )
    })
}

/// Makes sure that files can be written into a folder, which is made if it is not there, and takes away what runs that
/// were killed left there.
///
/// # Errors
/// One sentence that says what is in the way.
pub fn prepare_folder(folder: &Path) -> anyhow::Result<()> {
    if fs::metadata(folder).is_ok_and(|there| !there.is_dir()) {
        fail!("cannot write into the folder {folder}: it is a file, not a folder", folder = folder.display());
    }
    sweep(folder);
    let _whole = interrupt::held_off();
    let tried = fs::create_dir_all(folder).and_then(|()| temporary(folder));
    tried.map_err(|error| {
        let (folder, why) = (folder.display(), why(&error));
        anyhow!("{}", said!("cannot write into the folder {folder}: {why}", folder = folder, why = why))
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_whole_or_untouched() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        write_file(&file, b"one", Mode::new()).unwrap();
        write_file(&file, b"two", Mode::new()).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"two");

        let mut protected = fs::metadata(&file).unwrap().permissions();
        protected.set_readonly(true);
        fs::set_permissions(&file, protected).unwrap();
        assert!(
            write_file(&file, b"three", Mode::new()).unwrap_err().to_string().contains("write-protected")
        );
        assert_eq!(fs::read(&file).unwrap(), b"two");

        assert!(
            write_file(folder.path(), b"x", Mode::new()).unwrap_err().to_string().contains("it is a folder")
        );
        assert!(write_file(&folder.path().join("no/a.txt"), b"x", Mode::new()).is_err());
        assert!(prepare_folder(&file).unwrap_err().to_string().contains("it is a file"));
        prepare_folder(&folder.path().join("new/er")).unwrap();
        let left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }
}
