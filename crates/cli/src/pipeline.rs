//! Work on many workbooks at once, whose results come out one by one in the order of the workbooks.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use rayon::ThreadPoolBuilder;

use crate::guard::guarded;
use crate::interrupt;
use crate::speech::said;

/// The number of workbooks that may be begun and not yet handed out, for each job: so many that a large workbook
/// holds up no other job, so few that their results take little memory.
const AHEAD: usize = 16;

/// How long work that was begun is waited for after ^C.
const GRACE: Duration = Duration::from_millis(400);

/// How often it is looked whether ^C was pressed.
const TICK: Duration = Duration::from_millis(100);

/// The stack of each job, in bytes: that of a program's first thread.
const STACK: usize = 8 << 20;

/// As many jobs as there are processors.
pub fn all_processors() -> NonZeroUsize {
    thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The fate of a workbook.
pub enum Reached<R> {
    /// The work was done.
    Done(R),
    /// The work panicked.
    Stumbled,
    /// ^C came first.
    Not,
}

/// The work on every item.
pub struct Stages<Work, Link, Again, Take, Abandon> {
    /// Done in any order, on many threads at once.
    pub work: Work,
    /// Shown every result in the order of the items: the place to compare it with earlier ones. Says
    /// whether the result has to be worked over.
    pub link: Link,
    /// Works a result over, in any order, on many threads at once.
    pub again: Again,
    /// Handed what became of every item, in the order of the items.
    pub take: Take,
    /// Ends the program after ^C, when everything has been taken and work that takes long still goes on.
    pub abandon: Abandon,
}

/// Does what `stages` say with every item, as many at a time as there are `jobs`.
///
/// After ^C no work is begun any more; what was begun is finished and handed out if that does not take long.
///
/// # Errors
/// The first error of [`Stages::take`], after which nothing more is begun; or when no threads can be had.
pub fn run<I: Sync, R: Send>(
    items: &[I],
    jobs: NonZeroUsize,
    stages: Stages<
        impl Fn(&I) -> R + Sync,
        impl FnMut(&mut R) -> bool,
        impl Fn(&I, R) -> R + Sync,
        impl FnMut(&I, Reached<R>) -> anyhow::Result<()>,
        impl FnOnce(),
    >,
) -> anyhow::Result<()> {
    let Stages { work, mut link, again, mut take, abandon } = stages;
    // A job without a workbook would only cost its thread.
    let jobs = jobs.get().min(items.len()).max(1);
    let pool = ThreadPoolBuilder::new()
        .num_threads(jobs)
        .stack_size(STACK)
        .build()
        .with_context(|| said!("cannot start as many threads; ask for fewer with --jobs"))?;
    let ahead = jobs.saturating_mul(AHEAD);
    let has_failed = AtomicBool::new(false);
    let is_over = || has_failed.load(Ordering::Relaxed) || interrupt::is_asked();
    let _gently = interrupt::gently();
    let (sender, receiver) = mpsc::channel();
    pool.in_place_scope_fifo(|scope| {
        let mut queue = Queue::default();
        let mut to_begin = items.iter().enumerate();
        let mut is_left = false;
        for (position, item) in items.iter().enumerate() {
            while to_begin.len() > items.len().saturating_sub(position.saturating_add(ahead)) {
                let Some((begins, item)) = to_begin.next() else { break };
                let (sender, work, is_over) = (sender.clone(), &work, &is_over);
                scope.spawn_fifo(move |_| {
                    let reached = if is_over() { Reached::Not } else { reached(|| work(item)) };
                    // The other end is gone only after an error, when nobody wants results any more.
                    let _ = sender.send(Message::Worked(begins, reached));
                });
            }
            let reached = loop {
                if let Some(reached) = queue.ready.remove(&position) {
                    break reached;
                }
                if interrupt::is_asked_for(GRACE) {
                    is_left = true;
                    break Reached::Not;
                }
                let message = match receiver.recv_timeout(TICK) {
                    Err(RecvTimeoutError::Timeout) => continue,
                    message => message.context("a job ended without a result")?,
                };
                match message {
                    Message::Worked(worked, reached) => drop(queue.worked.insert(worked, reached)),
                    Message::Again(worked, reached) => drop(queue.ready.insert(worked, reached)),
                }
                while let Some((linked, mut reached)) = queue.next_to_link() {
                    let has_more = match &mut reached {
                        Reached::Done(result) => link(result),
                        Reached::Stumbled | Reached::Not => false,
                    };
                    let (result, item) = match (reached, items.get(linked)) {
                        (Reached::Done(result), Some(item)) if has_more => (result, item),
                        (reached, _) => {
                            queue.ready.insert(linked, reached);
                            continue;
                        }
                    };
                    let (sender, again) = (sender.clone(), &again);
                    scope.spawn_fifo(move |_| {
                        let _ = sender.send(Message::Again(linked, self::reached(|| again(item, result))));
                    });
                }
            };
            if let Err(error) = take(item, reached) {
                has_failed.store(true, Ordering::Relaxed);
                return Err(error);
            }
        }
        if is_left {
            abandon();
        }
        Ok(())
    })
}

/// A result on its way, with the position of its item.
enum Message<R> {
    Worked(usize, Reached<R>),
    Again(usize, Reached<R>),
}

/// Results that wait for their turn, by the position of their item.
struct Queue<R> {
    /// Those that are not linked yet.
    worked: BTreeMap<usize, Reached<R>>,
    /// The position of the next that is to be linked.
    next: usize,
    /// Those that can be taken.
    ready: BTreeMap<usize, Reached<R>>,
}

impl<R> Default for Queue<R> {
    fn default() -> Queue<R> {
        Queue { worked: BTreeMap::new(), next: 0, ready: BTreeMap::new() }
    }
}

impl<R> Queue<R> {
    fn next_to_link(&mut self) -> Option<(usize, Reached<R>)> {
        let reached = self.worked.remove(&self.next)?;
        self.next += 1;
        Some((self.next - 1, reached))
    }
}

fn reached<R>(work: impl FnOnce() -> R) -> Reached<R> {
    match guarded(work) {
        Some(result) => Reached::Done(result),
        // Work in a child process ends without a result when ^C comes.
        None if interrupt::is_asked() => Reached::Not,
        None => Reached::Stumbled,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    fn done<R>(reached: Reached<R>) -> Option<R> {
        match reached {
            Reached::Done(result) => Some(result),
            Reached::Stumbled | Reached::Not => None,
        }
    }

    fn never<R>(_: &mut R) -> bool {
        false
    }

    fn same<I, R>(_: &I, result: R) -> R {
        result
    }

    #[test]
    fn results_come_in_order_whatever_the_number_of_jobs() {
        let items: Vec<u64> = (0..500).collect();
        // More threads than workbooks would be more than a system has.
        for jobs in [1, 2, 7, usize::MAX] {
            let (mut linked, mut taken) = (Vec::new(), Vec::new());
            let stages = Stages {
                work: |item: &u64| {
                    thread::sleep(Duration::from_micros((item * 7919) % 300));
                    item * 2
                },
                link: |result: &mut u64| {
                    linked.push(*result);
                    *result += 1;
                    *result % 6 == 1
                },
                again: |item: &u64, result| result + 1000 * item,
                take: |item: &u64, reached| {
                    taken.push((*item, done(reached)));
                    Ok(())
                },
                abandon: || {},
            };
            run(&items, NonZeroUsize::new(jobs).unwrap(), stages).unwrap();
            let again = |item: u64| if item.is_multiple_of(3) { 1000 * item } else { 0 };
            let expected = items.iter().map(|item| (*item, Some(item * 2 + 1 + again(*item))));
            assert_eq!(taken, expected.collect::<Vec<_>>());
            assert_eq!(linked, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_begun_than_the_jobs_can_use() {
        let items: Vec<usize> = (0..400).collect();
        let (begun, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let most = AtomicUsize::new(0);
        let stages = Stages {
            work: |_: &usize| {
                let open = begun.fetch_add(1, Ordering::SeqCst) + 1 - taken.load(Ordering::SeqCst);
                most.fetch_max(open, Ordering::SeqCst);
            },
            link: never,
            again: same,
            take: |_: &usize, _| {
                thread::sleep(Duration::from_micros(50));
                taken.fetch_add(1, Ordering::SeqCst);
                Ok(())
            },
            abandon: || {},
        };
        run(&items, NonZeroUsize::new(2).unwrap(), stages).unwrap();
        assert_eq!(begun.into_inner(), 400);
        assert!(most.into_inner() <= 2 * AHEAD + 1);
    }

    #[test]
    fn one_that_panics_is_one_that_panicked_and_an_error_ends_the_run() {
        let items: Vec<usize> = (0..100).collect();
        let mut stumbled = Vec::new();
        let stages = Stages {
            work: |item: &usize| {
                assert_ne!(item % 10, 3);
                *item
            },
            link: |item: &mut usize| *item % 10 == 4,
            again: |item: &usize, _| {
                assert_ne!(item % 20, 4);
                *item
            },
            take: |item: &usize, reached| {
                if matches!(reached, Reached::Stumbled) {
                    stumbled.push(*item);
                }
                anyhow::ensure!(*item < 50, "full");
                Ok(())
            },
            abandon: || {},
        };
        let result = run(&items, NonZeroUsize::MIN, stages);
        assert_eq!(result.unwrap_err().to_string(), "full");
        assert_eq!(stumbled, [3, 4, 13, 23, 24, 33, 43, 44]);
    }
}
