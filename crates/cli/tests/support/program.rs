//! The program that is tried: the one that was built with the tests, or the one that `PAMLINT_TEST_PROGRAM` names. One
//! that was made for Windows is run by Wine.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| match named() {
    Some(program) if is_for_windows() && cfg!(unix) => under_wine(&program),
    Some(program) => program,
    None => env!("CARGO_BIN_EXE_pamlint").into(),
});

/// What is called.
pub fn program() -> &'static Path {
    &PROGRAM
}

/// Whether it was made for Windows.
pub fn is_for_windows() -> bool {
    cfg!(windows) || named().is_some_and(|program| program.extension().is_some_and(|it| it == "exe"))
}

/// Whether a test is to be left out for the program for Windows, and why that is so.
#[allow(clippy::print_stdout, reason = "whoever runs the tests is told")]
pub fn is_left_out(why: &str) -> bool {
    let is_left_out = is_for_windows();
    if is_left_out {
        println!("skipped on Windows: {why}");
    }
    is_left_out
}

fn named() -> Option<PathBuf> {
    env::var_os("PAMLINT_TEST_PROGRAM").map(PathBuf::from)
}

/// A script that has Wine run the program, so that it is called like any other.
fn under_wine(program: &Path) -> PathBuf {
    use std::io::Write as _;

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut script = tempfile::NamedTempFile::new_in(folder).unwrap();
    write!(script, "#!/bin/sh\nWINEDEBUG=-all exec wine '{}' \"$@\"\n", program.display()).unwrap();
    #[cfg(unix)]
    fs::set_permissions(script.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    // Several tests may write it at once, and it may be running.
    let path = folder.join("pamlint-under-wine");
    script.into_temp_path().persist(&path).unwrap();
    path
}
