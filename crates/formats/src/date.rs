//! Days of the calendar.

use std::fmt;

use crate::text::all_digits;
use crate::{Definition, Judgement, Problem};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "date",
    about: "A day, as `2026-12-31`, or a date of the spreadsheet.",
    parts: &[],
    problems: &["order", "no-day", "no-date"],
    judge: |value| Judgement::without_parts(problem(value)),
    // A date of the spreadsheet is a number there, and a text is a date in too many ways.
    conditions: |_| Vec::new(),
    pieces: |_| Vec::new(),
};

/// A day: how many there have been since the first of 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day that a text such as `2026-12-31` names; `None` for any other text.
    pub fn parse(text: &str) -> Option<Day> {
        let [year, month, day] = pieces(text, '-')?;
        let is_padded = year.len() == 4 && month.len() == 2 && day.len() == 2;
        is_padded.then(|| Day::of(number(year)?, number(month)?, number(day)?)).flatten()
    }

    /// The day of a year, a month from 1 and a day from 1; `None` where there is none.
    pub fn of(year: i64, month: i64, day: i64) -> Option<Day> {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + i64::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if !(1..=9999).contains(&year) || !(1..=days).contains(&day) {
            return None;
        }
        // Years that begin in March, so that the day that some have more comes last.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let before = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5;
        Some(Day(before + day - 1 - TO_1970))
    }

    /// The day so many days later.
    #[must_use]
    pub fn plus(self, days: i64) -> Day {
        Day(self.0.saturating_add(days))
    }
}

/// The days from 1 March of the year 0 to the first of 1970.
const TO_1970: i64 = 719_468;

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0.saturating_add(TO_1970);
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

fn problem(value: &str) -> Option<Problem> {
    if Day::parse(value).is_some() {
        return None;
    }
    for separator in ['-', '/', '.'] {
        let Some([first, middle, last]) = pieces(value, separator) else { continue };
        let (Some(one), Some(two), Some(three)) = (number(first), number(middle), number(last)) else {
            continue;
        };
        let problem = Problem::new("order");
        let read = |year, month, day| Day::of(year, month, day).map(|day| day.to_string());
        return Some(if first.len() == 4 {
            match read(one, two, three) {
                Some(day) => problem.certain_fix(day),
                None => Problem::new("no-day").found(value),
            }
        } else if last.len() == 4 {
            // The day before the month, or the month before the day: certain where only one of them is a day.
            match (read(three, two, one), read(three, one, two)) {
                (Some(day), Some(other)) if day != other => problem.likely_fix(Some(day)),
                (Some(day), _) | (None, Some(day)) => problem.certain_fix(day),
                (None, None) => Problem::new("no-day").found(value),
            }
        } else {
            Problem::new("no-date").found(value)
        });
    }
    Some(Problem::new("no-date").found(value))
}

/// Three runs of digits between two separators.
fn pieces(text: &str, separator: char) -> Option<[&str; 3]> {
    let mut pieces = text.split(separator);
    let all = [pieces.next()?, pieces.next()?, pieces.next()?];
    let is_whole = pieces.next().is_none() && all.iter().all(|piece| piece.len() <= 4 && all_digits(piece));
    is_whole.then_some(all)
}

fn number(digits: &str) -> Option<i64> {
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn days() {
        check(
            &FORMAT,
            &[
                ("2026-12-31", "", ""),
                ("2024-02-29", "", ""),
                ("2026/12/31", "order", "!2026-12-31"),
                ("2026-1-5", "order", "!2026-01-05"),
                ("31/12/2026", "order", "!2026-12-31"),
                ("12/31/2026", "order", "!2026-12-31"),
                ("5.6.2026", "order", "2026-06-05"),
                ("5-5-2026", "order", "!2026-05-05"),
                ("2026-02-30", "no-day", ""),
                ("31/11/2026", "no-day", ""),
                ("31/12/26", "no-date", ""),
                ("soon", "no-date", ""),
                ("45443", "no-date", ""),
                ("2026-12-31T10:00:00", "no-date", ""),
            ],
        );
    }

    #[test]
    fn days_are_counted_and_written() {
        assert_eq!(Day::parse("1970-01-01"), Some(Day(0)));
        for text in ["0001-01-01", "1999-12-31", "2000-02-29", "2026-11-28", "9999-12-31"] {
            assert_eq!(Day::parse(text).unwrap().to_string(), text);
        }
        let day = Day::parse("2024-02-28").unwrap();
        assert_eq!(
            [day.plus(1), day.plus(2), day.plus(367)].map(|day| day.to_string()),
            ["2024-02-29", "2024-03-01", "2025-03-01"]
        );
    }
}
