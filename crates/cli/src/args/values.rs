//! Numbers and days as values of options.

use std::num::NonZeroUsize;

use jiff::civil::Date;

use crate::speech::said;

/// A number of jobs. Each is a thread with a workbook of its own in memory, so that nobody means very many.
pub fn jobs(text: &str) -> Result<NonZeroUsize, String> {
    const MOST: usize = 1024;
    let jobs = text.trim().parse().ok().filter(|jobs: &NonZeroUsize| jobs.get() <= MOST);
    jobs.ok_or_else(|| said!("give a whole number, from 1 to {most}", most = MOST))
}

/// A number of seconds, from 1.
pub fn seconds(text: &str) -> Result<u16, String> {
    text.trim()
        .parse()
        .ok()
        .filter(|seconds| *seconds > 0)
        .ok_or_else(|| said!("give a whole number, from 1"))
}

/// The number of rows of a sheet to fill in.
pub fn rows(text: &str) -> Result<u32, String> {
    const MOST: u32 = 10_000;
    let number = text.trim().parse().ok().filter(|rows| (1..=MOST).contains(rows));
    number.ok_or_else(|| said!("give a whole number, from 1 to {most}", most = MOST))
}

/// A day: year, month and day, as a sheet sorts them.
pub fn day(text: &str) -> Result<Date, String> {
    let text = text.trim();
    // The library would take a time, too, and leave it away.
    let is_day = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match text.parse::<Date>() {
        Ok(day) if is_day => Ok(day),
        _ => Err(match turned(text) {
            Some(day) => said!("write the day as year, month and day: {day}", day = day),
            None => said!("write the day as year, month and day, for example {day}", day = "2026-12-31"),
        }),
    }
}

/// The day that somebody has written as people do: 31-12-2026, 31/12/2026, 31.12.2026, 2026/12/31.
fn turned(text: &str) -> Option<Date> {
    let mut numbers = Vec::new();
    for number in text.split(['-', '/', '.', ' ']) {
        numbers.push(number.parse::<i16>().ok()?);
    }
    let (year, month, day) = match numbers.as_slice() {
        [year, month, day] if *year > 999 => (*year, *month, *day),
        [day, month, year] if *year > 999 => (*year, *month, *day),
        _ => return None,
    };
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_they_sort() {
        assert_eq!(day("2026-12-31"), Ok(Date::constant(2026, 12, 31)));
        for other in ["31-12-2026", "31/12/2026", "31.12.2026", "2026/12/31", "2026-12-31T00:00"] {
            assert!(day(other).is_err_and(|why| why.ends_with("2026-12-31")), "{other}");
        }
        for wrong in ["", "x", "2026-13-01", "31-02-2026", "tomorrow", "20261231"] {
            assert!(day(wrong).is_err_and(|why| why.contains("for example")), "{wrong}");
        }
    }

    #[test]
    fn numbers_have_their_limits() {
        assert_eq!(
            (jobs("2").map(NonZeroUsize::get), jobs("1024").map(NonZeroUsize::get)),
            (Ok(2), Ok(1024))
        );
        assert_eq!(rows("10000"), Ok(10_000));
        for wrong in ["0", "-1", "1.5", "x", "", "10001", "99999999999999999999"] {
            assert!(jobs(wrong).is_err() && rows(wrong).is_err(), "{wrong}");
        }
    }
}
