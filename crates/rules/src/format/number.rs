//! Numbers that count something.

use super::{Problem, all_digits, first_wrong};

/// Judges a whole number from 1.
pub(super) fn counting(value: &str) -> Option<Problem> {
    let is_zero = |digits: &str| digits.bytes().all(|digit| digit == b'0');
    if all_digits(value) {
        return is_zero(value).then(|| Problem::new("zero").found(value));
    }
    if value.strip_prefix('-').is_some_and(is_number) {
        return Some(Problem::new("negative").found(value));
    }
    if let Some((whole, fraction)) = value.split_once(['.', ',']).filter(|_| is_number(value)) {
        let problem = Problem::new("fraction").found(value);
        // Behind three digits it may separate thousands.
        let certain = is_zero(fraction) && fraction.len() < 3 && !is_zero(whole);
        return Some(if certain { problem.safe_fix(whole) } else { problem });
    }
    let problem = Problem::new("not-a-number");
    Some(match first_wrong(value, |character| !character.is_ascii_digit()) {
        Some(character) => problem.at(value, character),
        None => problem,
    })
}

/// Digits, with at most one decimal point or comma between them.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    all_digits(whole) && all_digits(fraction)
}
