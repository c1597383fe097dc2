//! The digits of a number, laid out over the room that a section has for them.

use super::code::{Section, Token};

/// A whole number with zeros before it or text around it; `None` for one with a fraction, which such a format
/// does not show.
pub(super) fn whole(section: &Section, number: f64, is_signed: bool) -> Option<String> {
    let is_general = section.tokens.contains(&Token::General);
    if !is_general && (number.fract() != 0.0 || number.abs() >= 1e15) {
        return None;
    }
    let digits = if is_general { format!("{}", number.abs()) } else { format!("{:.0}", number.abs()) };
    Some(lay_out(&section.tokens, &digits, "", is_signed))
}

/// A number with as many decimals as there is room for.
pub(super) fn fixed(section: &Section, number: f64, is_signed: bool) -> String {
    let (whole, decimals) = rounded(number.abs(), room(behind_point(&section.tokens)));
    lay_out(&section.tokens, &whole, &decimals, is_signed)
}

/// A number in scientific notation.
pub(super) fn scientific(section: &Section, number: f64) -> String {
    let at = section.tokens.iter().position(|token| matches!(token, Token::Exponent(_))).unwrap_or(0);
    let (before, after) = section.tokens.split_at_checked(at).unwrap_or_default();
    let decimals = room(behind_point(before));
    let whole = room(before).saturating_sub(decimals).max(1);
    let step = i32::try_from(whole).unwrap_or(1);
    let mut exponent = if number == 0.0 { 0 } else { exponent(number.abs()).div_euclid(step) * step };
    let mut mantissa = number.abs() / 10f64.powi(exponent);
    let shown = rounded(mantissa, decimals);
    if shown.0.len() > whole {
        exponent += step;
        mantissa = number.abs() / 10f64.powi(exponent);
    }
    let (digits, fraction) = rounded(mantissa, decimals);
    let mut text = lay_out(before, digits.trim_start_matches('0'), &fraction, number < 0.0);
    let is_plus = matches!(after.first(), Some(Token::Exponent(true)));
    text.push('E');
    text.push_str(if exponent < 0 {
        "-"
    } else if is_plus {
        "+"
    } else {
        ""
    });
    let width = room(after).max(1);
    text.push_str(&format!("{:0width$}", exponent.unsigned_abs()));
    text
}

/// The power of ten by which a number is written with one digit before the point.
fn exponent(number: f64) -> i32 {
    let text = format!("{number:e}");
    text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or(0)
}

/// The digits before the point and behind it.
fn rounded(number: f64, decimals: usize) -> (String, String) {
    let text = format!("{number:.decimals$}");
    match text.split_once('.') {
        Some((whole, fraction)) => (whole.to_owned(), fraction.to_owned()),
        None => (text, String::new()),
    }
}

fn behind_point(tokens: &[Token]) -> &[Token] {
    let point = tokens.iter().position(|token| *token == Token::Point);
    point.and_then(|point| tokens.get(point..)).unwrap_or_default()
}

fn room(tokens: &[Token]) -> usize {
    tokens.iter().filter(|token| matches!(token, Token::Digit(_))).count()
}

/// The tokens with digits in them: those before the point from the right, those behind it from the left.
fn lay_out(tokens: &[Token], whole: &str, decimals: &str, is_signed: bool) -> String {
    let before = tokens.split(|token| *token == Token::Point).next().unwrap_or_default();
    let places = room(before);
    let digits: Vec<char> = whole.chars().collect();
    // More digits than room: all that are over stand in the first place.
    let over = digits.len().saturating_sub(places);
    let missing = places.saturating_sub(digits.len());
    let mut text = String::new();
    let mut place = 0usize;
    let mut behind: Option<std::str::Chars<'_>> = None;
    for token in tokens {
        match token {
            Token::Literal(character) => text.push(*character),
            Token::Currency(sign) => text.push_str(sign),
            Token::Percent => text.push('%'),
            Token::General => text.push_str(whole),
            Token::Point => {
                text.push('.');
                behind = Some(decimals.chars());
            }
            Token::Digit(room) => match &mut behind {
                Some(decimals) => text.extend(decimals.next()),
                None => {
                    if place == 0 {
                        text.extend(digits.iter().take(over));
                    }
                    match place.checked_sub(missing) {
                        Some(index) => text.extend(digits.get(over + index)),
                        None if *room == '0' => text.push('0'),
                        None if *room == '?' => text.push(' '),
                        None => {}
                    }
                    place += 1;
                }
            },
            _ => {}
        }
    }
    if is_signed { format!("-{text}") } else { text }
}
