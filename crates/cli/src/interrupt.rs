//! ^C: what is being written is finished first, so that no half-written file stays behind.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

static WRITING: RwLock<()> = RwLock::new(());

/// The exit code of a program that was interrupted, by the shells' custom: 128 + the number of SIGINT.
const INTERRUPTED: i32 = 130;

/// From now on ^C ends the program between two files, never inside one.
pub fn start() {
    let handler = ctrlc::set_handler(|| {
        // Held until the process is gone: nobody starts another file.
        let _nobody_writes = WRITING.write().unwrap_or_else(PoisonError::into_inner);
        std::process::exit(INTERRUPTED);
    });
    if let Err(error) = handler {
        tracing::debug!("^C may leave a temporary file behind: {error}");
    }
}

/// Holds ^C off for as long as the result is kept.
pub fn held_off() -> RwLockReadGuard<'static, ()> {
    WRITING.read().unwrap_or_else(PoisonError::into_inner)
}
