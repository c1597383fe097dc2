//! What checking costs by the number of rows: processor time for each row beside calamine's bare streaming read, and the
//! most memory. `cargo bench -p pamlint-testkit --bench linear -- 1000 10000 100000`; each number is a workbook.
//!
//! Linux counts both; elsewhere time is that on the clock, and memory is not told.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark stops at what cannot be"
)]

mod bare;

use std::fs;
use std::time::{Duration, Instant};

use bare::stream;
use pamlint_convention::Convention;
use pamlint_reader::{Limit, Limits, read_book_within, recognise};
use pamlint_rules::{Options, check};
use pamlint_testkit::large;

/// The best of so many.
const TIMES: usize = 3;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let rows = if asked.is_empty() { vec![1_000, 3_000, 10_000, 30_000, 100_000] } else { asked };
    let convention = Convention::built_in("pamaas").expect("it is built in").expect("it loads");
    println!("| rows | bare read, µs a row | checked, µs a row | of the bare read | memory, kB a row |");
    println!("|---|---|---|---|---|");
    for rows in rows {
        let bytes = large(rows, 7, 0.0);
        let cells = u64::try_from(rows).unwrap_or(0).saturating_mul(12).max(1_500_000);
        let limits = Limits::default().with(&[(Limit::Cells, cells)]);
        let judged = || {
            let book = read_book_within(&bytes, &limits).expect("a workbook");
            check(&recognise(book, &convention), &convention, &Options::default()).findings.len()
        };
        let bare = best(|| stream(&bytes));
        forget_the_most();
        let before = memory("VmRSS:");
        let checked = best(judged);
        let most = memory("VmHWM:").zip(before).map(|(most, before)| most.saturating_sub(before));
        #[expect(clippy::cast_precision_loss, reason = "for people")]
        let of_a_row = |amount: f64| amount / rows as f64;
        let (bare, checked) = (bare.as_secs_f64(), checked.as_secs_f64());
        println!(
            "| {rows} | {:.2} | {:.2} | {:.2} | {} |",
            of_a_row(bare * 1e6),
            of_a_row(checked * 1e6),
            checked / bare,
            most.map_or_else(String::new, |most| format!("{:.2}", of_a_row(f64::from(most)))),
        );
    }
}

/// The least processor time that something takes.
fn best(work: impl Fn() -> usize) -> Duration {
    let once = |_| {
        let (start, clock) = (processor(), Instant::now());
        std::hint::black_box(work());
        processor().zip(start).map_or_else(|| clock.elapsed(), |(end, start)| end.saturating_sub(start))
    };
    (0..TIMES).map(once).min().unwrap_or_default()
}

/// The processor time of this thread so far.
fn processor() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split_whitespace().next()?.parse().ok()?))
}

/// A number of the program's memory, in kB.
fn memory(what: &str) -> Option<u32> {
    let told = fs::read_to_string("/proc/self/status").ok()?;
    told.lines().find_map(|line| line.strip_prefix(what))?.split_whitespace().next()?.parse().ok()
}

/// Has the most memory counted anew.
fn forget_the_most() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}
