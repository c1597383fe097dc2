//! Dates and times as serial numbers, and as texts that programs read.

use calamine::{ExcelDateTime, ExcelDateTimeType};

/// The first serial number that is no date any more: 1 January 10000.
const END_OF_DATES: f64 = 2_958_466.0;

/// The days from 1 January 1900 to 1 January 1904, from which some workbooks count.
pub(crate) const FROM_1904: f64 = 1462.0;

/// Whether a number can be a date, whatever its format says.
pub(crate) fn is_date(serial: f64) -> bool {
    (0.0..END_OF_DATES).contains(&serial)
}

/// `2024-05-31`, `2024-05-31T14:30:00`, `14:30:00` for a time alone. The number counts from 1900.
pub fn iso(serial: f64) -> String {
    let date = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false);
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if serial < 1.0 {
        time
    } else if time == "00:00:00" {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{time}")
    }
}

/// The number, from 1900, of a date as [`iso`] writes it, or of a time.
pub(crate) fn serial(text: &str) -> Option<f64> {
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (Some(date), Some(time)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let days = date.map_or(Some(0.0), days)?;
    let mut part = 1.0 / 24.0;
    let mut sum = 0.0;
    for piece in time.unwrap_or_default().trim_end_matches('Z').split(':').filter(|piece| !piece.is_empty()) {
        sum += piece.parse::<f64>().ok()? * part;
        part /= 60.0;
    }
    Some(days + sum)
}

/// The days from the last of 1899 to a date, 29 February 1900 included, as spreadsheets count it.
fn days(date: &str) -> Option<f64> {
    let mut pieces = date.split('-').map(|piece| piece.parse::<i64>().ok());
    let (year, month, day) = (pieces.next()??, pieces.next()??, pieces.next()??);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March, so that the day that some have more comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day - 1;
    let serial = days - 693_900;
    #[expect(clippy::cast_precision_loss, reason = "under three millions")]
    (serial > 0).then(|| if serial > 59 { (serial + 1) as f64 } else { serial as f64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_iso_8601_and_read_again() {
        for (number, text) in [
            (45443.0, "2024-05-31"),
            (45443.604166666664, "2024-05-31T14:30:00"),
            (0.25, "06:00:00"),
            (61.0, "1900-03-01"),
            (1.0, "1900-01-01"),
            (2_958_465.0, "9999-12-31"),
        ] {
            assert_eq!(iso(number), text);
            assert!((serial(text).unwrap() - number).abs() < 1e-6, "{text}");
        }
        for odd in ["", "x", "2024-13-01", "2024-05", "1:x", "0000-01-01"] {
            assert_eq!(serial(odd).filter(|number| *number > 0.0), None, "{odd}");
        }
        assert!(!is_date(-1.0) && !is_date(f64::NAN) && !is_date(123_456_789_012.0) && is_date(0.5));
    }
}
