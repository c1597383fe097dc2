//! ^C: what is being written is finished first, so that no half-written file stays behind; a run over
//! many workbooks finishes those that it has begun if that does not take long, and its report.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use crate::exit::INTERRUPTED;
use crate::speech::said;

static WRITING: RwLock<()> = RwLock::new(());
static GENTLE: AtomicBool = AtomicBool::new(false);
static ASKED: OnceLock<Instant> = OnceLock::new();

/// From now on ^C ends the program between two files, never inside one.
pub fn start() {
    let handler = ctrlc::set_handler(|| {
        let is_first = ASKED.set(Instant::now()).is_ok();
        if is_first && GENTLE.load(Ordering::SeqCst) {
            // Whoever speaks may hold the terminal, as a question does: the next ^C must not wait for that.
            std::thread::spawn(|| tracing::warn!("{}", said!("stopping; ^C once more ends at once")));
            return;
        }
        end();
    });
    if let Err(error) = handler {
        tracing::debug!("^C may leave a temporary file behind: {error}");
    }
}

/// Ends the program, once what is being written is whole, and without anything that is not.
pub fn end() -> ! {
    // Held until the process is gone: nobody starts another file.
    let _nobody_writes = WRITING.write().unwrap_or_else(PoisonError::into_inner);
    remove_all();
    std::process::exit(INTERRUPTED.into());
}

/// Holds ^C off for as long as the result is kept.
pub fn held_off() -> RwLockReadGuard<'static, ()> {
    WRITING.read().unwrap_or_else(PoisonError::into_inner)
}

/// As long as this is kept, the first ^C only asks to stop.
pub struct Gently(());

/// From now on the first ^C only asks to stop, which whoever calls this finds out with [`is_asked`].
pub fn gently() -> Gently {
    GENTLE.store(true, Ordering::SeqCst);
    Gently(())
}

impl Drop for Gently {
    fn drop(&mut self) {
        GENTLE.store(false, Ordering::SeqCst);
    }
}

/// Whether ^C was pressed.
pub fn is_asked() -> bool {
    ASKED.get().is_some()
}

/// Whether ^C was pressed so long ago.
pub fn is_asked_for(time: Duration) -> bool {
    ASKED.get().is_some_and(|asked| asked.elapsed() > time)
}

/// How many are remembered before it is looked which of them are still there.
const MOST_BEGUN: usize = 256;

/// The temporary files that were begun.
static BEGUN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn begun() -> MutexGuard<'static, Vec<PathBuf>> {
    BEGUN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers a file that is begun. Those that have got their names are forgotten now and then: a run may write millions.
pub fn begin(path: &Path) {
    let mut begun = begun();
    if begun.len() >= MOST_BEGUN {
        begun.retain(|path| path.exists());
    }
    begun.push(path.to_owned());
}

/// Takes away what is not whole, now that the program ends in the middle of it.
fn remove_all() {
    for path in begun().drain(..) {
        // Most have got their names long since.
        let _ = fs::remove_file(path);
    }
}
