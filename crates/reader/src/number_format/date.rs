//! Dates, times and durations.

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::code::{Section, Token};
use crate::dates::is_date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A date as a section shows it; `None` for a number that is none.
pub(super) fn show(section: &Section, serial: f64, is_1904: bool) -> Option<String> {
    if !is_date(serial) {
        return None;
    }
    let date = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2.6e11")]
    let seconds = (serial * 86_400.0).round() as u64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 3e6")]
    let weekday = (serial.floor() as usize + if is_1904 { 5 } else { 6 }) % 7;
    let has_halves = section.tokens.iter().any(|token| matches!(token, Token::HalfDay(_)));
    let name = |names: &[&'static str], index: usize, letters: usize| {
        let name = names.get(index).copied().unwrap_or_default();
        name.get(..letters.min(name.len())).unwrap_or_default()
    };
    let month_name = |letters| name(&MONTHS, usize::from(month).saturating_sub(1), letters);
    let mut text = String::new();
    let tokens = meant(&section.tokens);
    for token in &tokens {
        match *token {
            Token::Date('y' | 'e', 1..=2) => text.push_str(&format!("{:02}", year % 100)),
            Token::Date('y' | 'e', _) => text.push_str(&format!("{year:04}")),
            Token::Date('b', _) => text.push_str(&format!("{:04}", u32::from(year) + 543)),
            Token::Date('m', 3) => text.push_str(month_name(3)),
            Token::Date('m', 5) => text.push_str(month_name(1)),
            Token::Date('m', width @ 1..=2) => text.push_str(&format!("{month:0width$}")),
            Token::Date('m', _) => text.push_str(month_name(usize::MAX)),
            Token::Date('d', width @ 1..=2) => text.push_str(&format!("{day:0width$}")),
            Token::Date('d', 3) => text.push_str(name(&DAYS, weekday, 3)),
            Token::Date('d', _) => text.push_str(name(&DAYS, weekday, usize::MAX)),
            Token::Date('h', width) => {
                let hour = if has_halves { (hour + 11) % 12 + 1 } else { hour };
                text.push_str(&format!("{hour:0width$}", width = width.min(2)));
            }
            Token::Date('i', width) => text.push_str(&format!("{minute:0width$}", width = width.min(2))),
            Token::Date('s', width) => text.push_str(&format!("{second:0width$}", width = width.min(2))),
            Token::Elapsed('h', _) => text.push_str(&(seconds / 3600).to_string()),
            Token::Elapsed('m', _) => text.push_str(&(seconds / 60).to_string()),
            Token::Elapsed(..) => text.push_str(&seconds.to_string()),
            Token::HalfDay(is_long) => {
                let half = if hour < 12 { "AM" } else { "PM" };
                text.push_str(half.get(..if is_long { 2 } else { 1 }).unwrap_or_default());
            }
            Token::Literal(character) => text.push(character),
            Token::Thousands => text.push(','),
            Token::Point => text.push('.'),
            Token::Digit(_) => text.push('0'),
            _ => {}
        }
    }
    Some(text)
}

/// The tokens with each `m` that means minutes as `i`: one behind hours, or before seconds.
fn meant(tokens: &[Token]) -> Vec<Token> {
    let mut meant = tokens.to_vec();
    let times: Vec<usize> = (0..tokens.len())
        .filter(|at| matches!(tokens.get(*at), Some(Token::Date(..) | Token::Elapsed(..))))
        .collect();
    for (position, at) in times.iter().enumerate() {
        let letter = |position: Option<usize>| match tokens.get(*times.get(position?)?)? {
            Token::Date(letter, _) | Token::Elapsed(letter, _) => Some(*letter),
            _ => None,
        };
        let is_minutes =
            letter(position.checked_sub(1)) == Some('h') || letter(position.checked_add(1)) == Some('s');
        if let Some(Token::Date(letter @ 'm', 1..=2)) = meant.get_mut(*at)
            && is_minutes
        {
            *letter = 'i';
        }
    }
    meant
}
