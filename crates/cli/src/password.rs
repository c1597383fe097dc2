//! The password of a protected workbook: from a file, or asked for on a terminal. It is never printed.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use anyhow::anyhow;

use crate::files::{self, NotRead};
use crate::speech::{fail, said};
use crate::terminal;

/// A file that holds more than this, in bytes, holds something else than a password.
const LONGEST: u64 = 64 << 10;

/// A password. It cannot be printed by mistake.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// The first line of a file.
    ///
    /// # Errors
    /// When it cannot be read, or has no first line.
    pub fn read(path: &Path) -> anyhow::Result<Password> {
        let bytes = files::read(path, LONGEST).map_err(|error| match error {
            NotRead::TooLarge(_) => anyhow!(
                "{}",
                said!("--password-file {file}: it is too large to hold a password", file = path.display())
            ),
            other => anyhow!("--password-file {}: {other}", path.display()),
        })?;
        let Ok(text) = String::from_utf8(bytes) else {
            fail!("--password-file {file}: it is no text in UTF-8", file = path.display());
        };
        let line = text.strip_prefix('\u{FEFF}').unwrap_or(&text).lines().next().unwrap_or_default();
        if line.is_empty() {
            fail!("--password-file {file}: write the password on its first line", file = path.display());
        }
        Ok(Password(line.to_owned()))
    }

    /// What somebody types who sits at a terminal; `None` without one, or when nothing is typed.
    pub fn ask(workbook: &Path) -> Option<Password> {
        if !Password::can_be_asked() {
            return None;
        }
        let ask =
            || rpassword::prompt_password(said!("Password of {file}: ", file = workbook.display())).ok();
        let typed = terminal::alone(ask)?;
        (!typed.is_empty()).then_some(Password(typed))
    }

    /// Whether somebody sits at a terminal.
    pub fn can_be_asked() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_first_line_is_the_password() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("password");
        let read = |text: &str| {
            fs::write(&path, text).unwrap();
            Password::read(&path).map(|password| password.reveal().to_owned())
        };
        assert_eq!(read(" a b \r\nc").unwrap(), " a b ");
        assert_eq!(read("\u{FEFF}é").unwrap(), "é");
        assert!(read("\nx").is_err());
        assert!(read(&"x".repeat(100_000)).is_err());
        assert!(Password::read(&folder.path().join("none")).is_err());
    }
}
