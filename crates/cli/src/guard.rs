//! Panics in a dependency, and work that takes too long: one workbook must not end the run, or hold it up, or cover the
//! screen with a backtrace.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use pamlint_reader::{Limit, Limits};
use pamlint_report::Failed;
use pamlint_rules::Patience;

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
    caught(work).ok()
}

fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Box<dyn Any + Send>> {
    let before = GUARDED.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result
}

/// What work that has taken too long ends with.
struct TimeIsUp;

/// The moment at which work ends that begins now.
pub fn end_of(limits: &Limits) -> Instant {
    // More than a lifetime is no time that a clock knows.
    Instant::now() + Duration::from_secs(limits.most(Limit::Seconds).min(u32::MAX.into()))
}

/// Patience for work that begins now, which is done [`in_time`].
pub fn patience(limits: &Limits) -> Patience {
    let end = end_of(limits);
    Patience::new(move || {
        if Instant::now() > end {
            panic::resume_unwind(Box::new(TimeIsUp));
        }
    })
}

/// What `work` gives, which has [`patience`].
///
/// # Errors
/// That it has taken too long, or panicked.
pub fn in_time<T>(limits: &Limits, work: impl FnOnce() -> T) -> Result<T, Failed> {
    caught(work).map_err(|payload| {
        if payload.is::<TimeIsUp>() {
            Failed::Reading(Limit::Seconds.excess(limits).into())
        } else {
            Failed::Stumbled
        }
    })
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
