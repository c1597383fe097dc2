//! Dates, times and durations as texts.

use calamine::ExcelDateTime;

/// The first serial number that is no date any more: 1 January 10000.
const END_OF_DATES: f64 = 2_958_466.0;

/// `2024-05-31`, `2024-05-31T14:30:00`, `14:30:00` for a time alone, `36:15:00` for a duration;
/// `None` for a number that is no date, whatever its format says.
pub(crate) fn shown(date: &ExcelDateTime) -> Option<String> {
    let serial = date.as_f64();
    if !(0.0..END_OF_DATES).contains(&serial) {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    Some(if date.is_duration() {
        // Counted in seconds: the whole hours go beyond a day.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2.6e11")]
        let seconds = (serial * 86_400.0).round() as u64;
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    } else if serial < 1.0 {
        time
    } else if time == "00:00:00" {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{time}")
    })
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    #[test]
    fn dates_are_shown_as_iso_8601() {
        let date = |serial| shown(&ExcelDateTime::new(serial, DateTime, false));
        assert_eq!(date(45443.0).unwrap(), "2024-05-31");
        assert_eq!(date(45443.604166666664).unwrap(), "2024-05-31T14:30:00");
        assert_eq!(date(0.25).unwrap(), "06:00:00");
        assert_eq!(date(123_456_789_012.0), None);
        assert_eq!(date(-1.0), None);
        assert_eq!(date(f64::NAN), None);
        assert_eq!(shown(&ExcelDateTime::new(1.5, TimeDelta, false)).unwrap(), "36:00:00");
        assert_eq!(shown(&ExcelDateTime::new(43981.0, DateTime, true)).unwrap(), "2024-05-31");
    }
}
