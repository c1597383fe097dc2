//! Panics in a dependency: one workbook must not end the run, or cover the screen with a backtrace.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Makes panics below [`guarded`] a message of `-vv`; all others stay as loud as they are.
pub fn start() {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(move |information| {
        if GUARDED.get() {
            tracing::debug!("{information}");
        } else {
            loud(information);
        }
    }));
}

/// What `work` gives; `None` when it panics.
///
/// What `work` was changing is in an unknown state afterwards: it should own everything it changes.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing() {
        assert_eq!(guarded(|| 1), Some(1));
        assert_eq!(guarded(|| -> u32 { panic!("a dependency stumbles") }), None);
        assert!(!GUARDED.get());
    }
}
