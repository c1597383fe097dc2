//! The number of an account.

use super::{LENGTH, arn, is_account, is_nought, sign_in_url, without_separators};
use crate::formula::{Condition, are_digits, has, has_no, has_none_of, is_long};
use crate::text::{all_digits, first_wrong};
use crate::{Definition, Judgement, Part, Problem};

/// The fewest digits that are taken for a number whose leading zeros were lost: of the accounts there
/// are, one in ten thousand has more than three.
const LEFT: usize = 8;

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "aws-account-number",
    about: "Twelve digits.",
    parts: &["account"],
    problems: &["separators", "url", "arn", "lost-zeros", "lost-digits", "zeros", "length", "character"],
    judge,
    conditions: |x| {
        let is_number = format!("ISNUMBER(--{x})");
        // Of what is no number the length says nothing.
        let not_short = format!("OR(LEN({x})<{LEFT},LEN({x})>={LENGTH},LEFT({x},1)=\"0\",NOT({is_number}))");
        let lost = Condition::new("lost-zeros", not_short);
        vec![
            Condition::new("url", has_no(x, "://")),
            Condition::new("arn", has_no(x, "arn:")),
            Condition::new("lost-digits", format!("NOT(AND({is_number},{}))", has(x, "E+"))),
            Condition::none_of("character", x, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
            Condition::new("separators", has_none_of(x, " -.,_/'")),
            Condition { found: Some(format!("LEN({x})")), ..lost },
            Condition { found: Some(format!("LEN({x})")), ..Condition::new("length", is_long(x, LENGTH)) },
            Condition::new("character", are_digits(x, LENGTH)),
            Condition::new("zeros", format!("--{x}<>0")),
        ]
    },
    pieces: |x| vec![x.to_owned()],
};

fn judge(value: &str) -> Judgement<'_> {
    if is_account(value) {
        return Judgement { parts: vec![Part::piece(value, value)], problem: None };
    }
    Judgement::without_parts(Some(problem(value)))
}

/// The number with the zeros that a spreadsheet took for nothing.
pub(super) fn padded(digits: &str) -> Option<String> {
    // A number that still begins with a zero has lost none.
    let lost = (LEFT..LENGTH).contains(&digits.len()) && all_digits(digits) && !digits.starts_with('0');
    lost.then(|| format!("{digits:0>LENGTH$}"))
}

fn problem(value: &str) -> Problem {
    if let Some(digits) = without_separators(value) {
        return Problem::new("separators").certain_fix(digits);
    }
    if let Some(account) = arn::account_in(value) {
        return Problem::new("arn").at(value, account).certain_fix(account);
    }
    if let Some(account) = sign_in_url::account_in(value) {
        return Problem::new("url").at(value, account).certain_fix(account);
    }
    if arn::is_arn(value) {
        return Problem::new("arn").found(value);
    }
    if value.contains("://") || value.contains("amazon") {
        return Problem::new("url").found(value);
    }
    if let Some(whole) = padded(value) {
        return Problem::new("lost-zeros").found_length(value).likely_fix(Some(whole));
    }
    if value.len() == LENGTH && is_nought(value) {
        return Problem::new("zeros").found(value);
    }
    if all_digits(value) {
        return Problem::new("length").found_length(value);
    }
    if is_rounded(value) {
        return Problem::new("lost-digits").found(value);
    }
    let digits: String = value.chars().map(digit_meant).collect();
    let fix = is_account(&digits).then_some(digits);
    match first_wrong(value, |character| !character.is_ascii_digit()) {
        Some(character) if !only_grouped(value) => {
            Problem::new("character").at(value, character).likely_fix(fix)
        }
        _ => {
            let count = value.bytes().filter(u8::is_ascii_digit).count();
            Problem::new("length").found(count.to_string())
        }
    }
}

/// Digits and separators, though not twelve digits.
fn only_grouped(value: &str) -> bool {
    value.chars().all(|character| character.is_ascii_digit() || matches!(character, ' ' | '-' | '.'))
}

/// What spreadsheets show, and save as text, for a long number: `1,23457E+11`.
fn is_rounded(value: &str) -> bool {
    let is_mantissa = |text: &str| text.split(['.', ',']).all(all_digits);
    value
        .split_once("E+")
        .or_else(|| value.split_once("e+"))
        .is_some_and(|(mantissa, exponent)| is_mantissa(mantissa) && all_digits(exponent))
}

/// The digit as which a letter is typed.
fn digit_meant(character: char) -> char {
    match character {
        'O' | 'o' => '0',
        'l' | 'I' => '1',
        _ => character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn account_numbers() {
        check(
            &FORMAT,
            &[
                ("123456789012", "", ""),
                ("000012345678", "", ""),
                ("1234-5678-9012", "separators", "!123456789012"),
                ("1234 5678 9012", "separators", "!123456789012"),
                ("123.456.789.012", "separators", "!123456789012"),
                ("123456789012.0", "separators", "!123456789012"),
                ("https://123456789012.signin.aws.amazon.com/console", "url", "!123456789012"),
                ("123456789012.signin.aws.amazon.com", "url", "!123456789012"),
                ("arn:aws:iam::123456789012:root", "arn", "!123456789012"),
                ("https://example.signin.aws.amazon.com/console", "url", ""),
                ("https://console.aws.amazon.com/", "url", ""),
                ("12345678901", "lost-zeros", "012345678901"),
                ("000000000000", "zeros", ""),
                ("12345678", "lost-zeros", "000012345678"),
                ("01234567890", "length", ""),
                ("1234567", "length", ""),
                ("1234567890123", "length", ""),
                ("1234-5678-901", "length", ""),
                ("1,23457E+11", "lost-digits", ""),
                ("1.23457E+11", "lost-digits", ""),
                ("12345678901a", "character", ""),
                ("O12345678901", "character", "012345678901"),
                ("my-alias", "character", ""),
                ("１２３", "character", ""),
            ],
        );
    }
}
