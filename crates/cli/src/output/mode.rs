//! Who may read what is written: nobody who may not read what it was made of.

#[cfg(unix)]
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::OnceLock;

use tempfile::NamedTempFile;

/// What everybody may do whom nothing keeps from it.
#[cfg(unix)]
const EVERYBODY: u32 = 0o666;

/// What the owner may do in any case: what we have written we write anew.
const OWNER: u32 = 0o600;

/// What the user wants new files to be.
static NEW: OnceLock<u32> = OnceLock::new();

/// Who may read and write a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mode(u32);

/// Asks the system what new files are to be, as long as the program has one thread.
pub fn start() {
    #[cfg(unix)]
    {
        let mask = rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
        rustix::process::umask(mask);
        #[allow(clippy::useless_conversion, reason = "elsewhere it is a number of another width")]
        NEW.get_or_init(|| EVERYBODY & !u32::from(mask.bits()));
    }
}

impl Mode {
    /// That of a new file of this user.
    pub fn new() -> Mode {
        Mode(NEW.get().copied().unwrap_or(OWNER))
    }

    /// That of a new file which tells of these files.
    pub fn about<'a>(files: impl IntoIterator<Item = &'a Path>) -> Mode {
        Mode(files.into_iter().filter_map(bits).fold(Mode::new().0, |mode, of| mode & of))
    }

    /// That of a copy of a file.
    pub fn of(file: &Path) -> Mode {
        bits(file).map_or_else(Mode::new, Mode)
    }

    /// Gives it to a file.
    pub fn give(self, file: &NamedTempFile) -> std::io::Result<()> {
        #[cfg(unix)]
        file.as_file().set_permissions(std::fs::Permissions::from_mode((self.0 & EVERYBODY) | OWNER))?;
        #[cfg(not(unix))]
        let _ = file;
        Ok(())
    }
}

#[cfg(unix)]
fn bits(file: &Path) -> Option<u32> {
    std::fs::metadata(file).ok().map(|there| there.permissions().mode())
}

#[cfg(not(unix))]
fn bits(_: &Path) -> Option<u32> {
    None
}
