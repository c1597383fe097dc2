//! Numbers that count something.

use crate::formula::Condition;
use crate::text::{all_digits, first_wrong};
use crate::{Definition, Judgement, Problem};

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "counting-number",
    about: "A whole number from 1.",
    parts: &[],
    problems: &["zero", "negative", "fraction", "not-a-number"],
    judge: |value| Judgement::without_parts(problem(value)),
    conditions: |x| {
        vec![
            Condition::new("not-a-number", format!("ISNUMBER(--{x})")),
            Condition::new("fraction", format!("INT({x})=--{x}")),
            Condition::new("zero", format!("--{x}<>0")),
            Condition::new("negative", format!("--{x}>0")),
        ]
    },
    pieces: |_| Vec::new(),
};

fn problem(value: &str) -> Option<Problem> {
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
        return Some(if certain { problem.certain_fix(whole) } else { problem });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn counting_numbers() {
        check(
            &FORMAT,
            &[
                ("1", "", ""),
                ("25", "", ""),
                ("007", "", ""),
                ("99999999999999999999999999", "", ""),
                ("0", "zero", ""),
                ("000", "zero", ""),
                ("-3", "negative", ""),
                ("-1.5", "negative", ""),
                ("1.5", "fraction", ""),
                ("5.0", "fraction", "!5"),
                ("5,00", "fraction", "!5"),
                ("1.000", "fraction", ""),
                ("0.0", "fraction", ""),
                ("five", "not-a-number", ""),
                ("5 x", "not-a-number", ""),
                ("1.", "not-a-number", ""),
                ("+3", "not-a-number", ""),
                ("٣", "not-a-number", ""),
                ("-", "not-a-number", ""),
            ],
        );
    }
}
