//! By when the corrected workbook is expected.

use std::str::FromStr;

use jiff::civil::Date;

use super::values;
use crate::speech::said;

/// By when a reply asks for the corrected workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyBy {
    /// On that day.
    On(Date),
    /// In so many days from that of the check.
    In(u16),
}

impl FromStr for ReplyBy {
    type Err = String;

    fn from_str(text: &str) -> Result<ReplyBy, String> {
        let text = text.trim();
        let days = || text.parse().ok().map(ReplyBy::In);
        let day = || values::day(text).ok().map(ReplyBy::On);
        days().or_else(day).ok_or_else(|| said!("write a day, 2026-12-31, or a number of days, 14"))
    }
}
