//! The one terminal on which the report, messages, a question and the progress may all appear: whoever
//! speaks has it alone, and the progress makes room.

use std::sync::{Mutex, OnceLock, PoisonError};

use indicatif::ProgressBar;

static TURN: Mutex<()> = Mutex::new(());
static BAR: OnceLock<ProgressBar> = OnceLock::new();

/// From now on this bar makes room for whoever speaks.
pub fn show(bar: &ProgressBar) {
    // One run shows one bar; a second one would only look odd, nothing more.
    let _ = BAR.set(bar.clone());
}

/// Does what uses the terminal, with nobody else using it. `speak` must not call this again.
pub fn alone<T>(speak: impl FnOnce() -> T) -> T {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    match BAR.get() {
        Some(bar) => bar.suspend(speak),
        None => speak(),
    }
}
