//! Names of Amazon Web Services: access keys, accounts, ARNs, sign-in addresses, names.

pub(crate) mod access_key_id;
pub(crate) mod account_number;
pub(crate) mod arn;
pub(crate) mod iam_name;
pub(crate) mod sign_in_url;

use crate::text::all_digits;

/// The number of digits of an account's number.
const LENGTH: usize = 12;

/// The most characters of the name of a user or role.
const NAME: usize = 64;

/// Twelve digits, one of which is no zero: of an empty cell a number format for twelve digits makes nothing else.
fn is_account(text: &str) -> bool {
    text.len() == LENGTH && all_digits(text) && !is_nought(text)
}

fn is_nought(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

/// The digits of a number that is written in groups, or as the decimal number it is not.
fn without_separators(text: &str) -> Option<String> {
    let whole = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).filter(|whole| is_account(whole));
    let is_separator = |character: char| matches!(character, ' ' | '-' | '.' | ',' | '_' | '/' | '\'');
    let digits = || text.chars().filter(|character| !is_separator(*character)).collect::<String>();
    whole.map(str::to_owned).or_else(|| Some(digits())).filter(|digits| is_account(digits))
}

/// A name of a user or role.
fn is_name(text: &str) -> bool {
    (1..=NAME).contains(&text.len()) && text.chars().all(is_legal_in_name)
}

fn is_legal_in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '+' | '=' | ',' | '.' | '@' | '-')
}
