//! The window that Windows opens for the program when workbooks are dropped on its icon, and closes when it ends:
//! whoever dropped them sees the marked copies opened, or can read in the window why there are none.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::exit::Exit;
use crate::speech::said;

/// More copies than this are not opened at once: nobody looks at so many.
const MOST: usize = 10;

static COPIES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A run has written that copy.
pub fn written(copy: &Path) {
    COPIES.lock().unwrap_or_else(PoisonError::into_inner).push(copy.to_owned());
}

/// At the end of a run: opens its copies, and keeps the window as long as there is something to read in it.
pub fn leave(exit: Exit) {
    if !system::is_own() {
        return;
    }
    let copies = std::mem::take(&mut *COPIES.lock().unwrap_or_else(PoisonError::into_inner));
    if !says_all(exit, &copies, system::open) {
        // A window without an input closes at once.
        let _ = write!(anstream::stderr(), "\n{}", said!("Press Enter to close this window. "));
        let _ = io::stdin().read_line(&mut String::new());
    }
}

/// Opens the copies; true when they say all there is to say.
fn says_all(exit: Exit, copies: &[PathBuf], open: impl Fn(&Path) -> bool) -> bool {
    let opened = copies.iter().take(MOST).filter(|copy| open(copy)).count();
    exit <= Exit::Findings && opened > 0 && opened == copies.len()
}

#[cfg(windows)]
mod system {
    use std::env::var_os;
    use std::os::windows::process::CommandExt as _;
    use std::path::{Path, PathBuf, absolute};
    use std::process::Command;

    use winsafe::{HPROCESSLIST, co};

    /// The program that shows the desktop, on which workbooks are dropped.
    const DESKTOP: &str = "explorer.exe";

    /// Opens a file in the program that the user has for it. Its name comes in a variable, since in a call it would mean
    /// more than a name; what stands in a variable is not looked at again.
    const OPEN: &str = "/d /v:off /c start \"\" \"%PAMLINT_OPENS%\"";

    /// Whether the window is there for this program only: then the desktop has started it.
    pub fn is_own() -> bool {
        started_by().is_some_and(|name| name.eq_ignore_ascii_case(DESKTOP))
    }

    fn started_by() -> Option<String> {
        let mut list = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None).ok()?;
        let all: Vec<(u32, u32, String)> = list
            .iter_processes()
            .filter_map(Result::ok)
            .map(|process| (process.th32ProcessID, process.th32ParentProcessID, process.szExeFile()))
            .collect();
        let (_, parent, _) = all.iter().find(|(id, ..)| *id == std::process::id())?;
        all.iter().find(|(id, ..)| id == parent).map(|(.., name)| name.clone())
    }

    /// Opens a workbook in the program that the user has for it.
    pub fn open(copy: &Path) -> bool {
        let Some((copy, windows)) = absolute(copy).ok().zip(var_os("SystemRoot").map(PathBuf::from)) else {
            return false;
        };
        let mut shell = Command::new(windows.join("System32").join("cmd.exe"));
        // In a folder that every command line can be in.
        shell.raw_arg(OPEN).env("PAMLINT_OPENS", copy).current_dir(windows);
        shell.status().is_ok_and(|status| status.success())
    }
}

#[cfg(not(windows))]
mod system {
    use std::path::Path;

    /// Elsewhere what is said stays in the terminal.
    pub fn is_own() -> bool {
        false
    }

    pub fn open(_: &Path) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_unless_opened_copies_say_all() {
        let copies = ["a.checked.xlsx", "b.checked.xlsx"].map(PathBuf::from);
        assert!(says_all(Exit::Findings, &copies, |_| true));
        assert!(says_all(Exit::Fine, &copies, |_| true));
        assert!(!says_all(Exit::Fine, &[], |_| true), "it says that nothing is wrong");
        assert!(!says_all(Exit::Findings, &copies, |copy| copy.starts_with("a.checked.xlsx")));
        assert!(!says_all(Exit::NotChecked, &copies, |_| true), "it says what could not be checked");
        assert!(!says_all(Exit::Findings, &vec![PathBuf::from("a.xlsx"); MOST + 1], |_| true));
    }
}
