//! The ID of an access key, and the account that is encoded in it.

use std::borrow::Cow;

use crate::formula::{Condition, is_long, quoted};
use crate::text::{all, first_wrong, span_of};
use crate::{Definition, Judgement, Part, Problem};

/// A prefix of four characters, and sixteen more.
const LENGTH: usize = 20;

/// What the IDs of other things than access keys begin with: users, roles, groups, instance profiles,
/// policies and their versions, public keys, certificates, and what is context-specific.
const IDENTITIES: [&str; 9] = ["AIDA", "AROA", "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA", "ACCA"];

/// The format.
pub(crate) static FORMAT: Definition = Definition {
    word: "aws-access-key-id",
    about: "The ID of a long-lived AWS access key.",
    parts: &["account"],
    problems: &["temporary", "identity", "letter-case", "prefix", "length", "character"],
    judge,
    conditions: |x| {
        let begins = |prefix: &str| format!("LEFT({x},4)={}", quoted(prefix));
        let identities: Vec<String> = IDENTITIES.iter().map(|prefix| begins(prefix)).collect();
        let length = Condition::new("length", is_long(x, LENGTH));
        let prefix = Condition::new("prefix", begins("AKIA"));
        vec![
            Condition::no_blank(x),
            Condition::none_of("character", x, "-_.,;:/\\"),
            Condition::new("temporary", format!("NOT({})", begins("ASIA"))),
            Condition::new("identity", format!("NOT(OR({}))", identities.join(","))),
            Condition { found: Some(format!("LEFT({x},4)")), ..prefix },
            Condition { found: Some(format!("LEN({x})")), ..length },
            Condition::new("letter-case", format!("EXACT({x},UPPER({x}))")),
        ]
    },
    pieces: |_| Vec::new(),
};

fn judge(value: &str) -> Judgement<'_> {
    let problem = problem(value);
    let readable = problem.as_ref().is_none_or(|problem| problem.key == "letter-case");
    let account = encoded_account(value).filter(|_| readable);
    let part = account.map(|text| Part { text: Cow::Owned(text), span: span_of(value, value) });
    Judgement { parts: vec![part], problem }
}

fn problem(value: &str) -> Option<Problem> {
    let is_sized = value.len() == LENGTH;
    if is_sized && value.starts_with("AKIA") && all(value, is_capital_or_digit) {
        return None;
    }
    if let Some(character) = first_wrong(value, |character| !character.is_ascii_alphanumeric()) {
        let rest: String = value.chars().filter(|character| !matches!(character, ' ' | '-' | '.')).collect();
        let fix = (rest != value && problem_free(&rest)).then_some(rest);
        return Some(Problem::new("character").at(value, character).likely_fix(fix));
    }
    let Some(prefix) = value.get(..4) else {
        return Some(Problem::new("length").found_length(value));
    };
    let is = |known: &str| prefix.eq_ignore_ascii_case(known);
    // Shorter than this it is a word that begins like one.
    let telling = value.len() + 4 >= LENGTH;
    if is("ASIA") && telling {
        return Some(Problem::new("temporary").at(value, prefix));
    }
    if let Some(identity) = IDENTITIES.iter().find(|identity| is(identity)).filter(|_| telling) {
        return Some(Problem::new("identity").at(value, prefix).found(*identity));
    }
    let capitals = value.to_ascii_uppercase();
    if is("AKIA") && is_sized {
        return Some(Problem::new("letter-case").found(value).certain_fix(capitals));
    }
    if !is("AKIA") {
        let slips = capitals.bytes().zip("AKIA".bytes()).filter(|(typed, meant)| typed != meant).count();
        let meant = capitals.get(4..).filter(|_| is_sized && slips == 1).map(|rest| format!("AKIA{rest}"));
        return Some(Problem::new("prefix").at(value, prefix).likely_fix(meant));
    }
    Some(Problem::new("length").found_length(value))
}

fn problem_free(value: &str) -> bool {
    problem(value).is_none()
}

fn is_capital_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

/// The twelve digits of the account in which a key was made.
///
/// The sixteen characters behind the prefix are base32; of their first six bytes, read as one
/// number, the bits 7 to 46 are the account. Keys from before that scheme (their fifth character
/// comes before `Q`) encode nothing, nor do characters outside the alphabet.
fn encoded_account(id: &str) -> Option<String> {
    let body = id.get(4..).filter(|body| body.len() + 4 == LENGTH)?;
    if body.starts_with(|first: char| matches!(first.to_ascii_uppercase(), 'A'..='P')) {
        return None;
    }
    // All sixteen have to be of the alphabet; the first ten hold the six bytes, and two bits more.
    let all = body.bytes().try_fold(0u128, |bits, byte| Some(bits << 5 | base32_digit(byte)?))?;
    let bits = all >> (5 * 6);
    let account = (bits >> 2 & 0x7fff_ffff_ff80) >> 7;
    (account <= 999_999_999_999).then(|| format!("{account:012}"))
}

fn base32_digit(byte: u8) -> Option<u128> {
    match byte {
        b'A'..=b'Z' => Some(u128::from(byte - b'A')),
        b'a'..=b'z' => Some(u128::from(byte - b'a')),
        b'2'..=b'7' => Some(u128::from(byte - b'2') + 26),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::check;

    #[test]
    fn ids_of_access_keys() {
        check(
            &FORMAT,
            &[
                ("AKIAJIPU0000L5LB7OIB", "", ""),
                ("AKIAIOSFODNN7EXAMPLE", "", ""),
                ("AKIARZPUZDIKAAAAAAAA", "", ""),
                ("ASIAQNZGKIQY56JQ7WML", "temporary", ""),
                ("asiaqnzgkiqy56jq7wml", "temporary", ""),
                ("AIDAJQABLZS4A3QDU576Q", "identity", ""),
                ("AROAJQABLZS4A3QDU576Q", "identity", ""),
                ("AGPAJQABLZS4A3QDU576Q", "identity", ""),
                ("akiaiosfodnn7example", "letter-case", "!AKIAIOSFODNN7EXAMPLE"),
                ("AKIAIOSFODNN7Example", "letter-case", "!AKIAIOSFODNN7EXAMPLE"),
                ("AKIAIOSFODNN7EXAMPL", "length", ""),
                ("AKIAIOSFODNN7EXAMPLE0", "length", ""),
                ("AKIA", "length", ""),
                ("AKI", "length", ""),
                ("AKIAIOSF-ODNN7EXAMPL", "character", ""),
                ("AKIA IOSF ODNN 7EXA MPLE", "character", "AKIAIOSFODNN7EXAMPLE"),
                ("AKIAIOSFODNN7EXAMPLÉ", "character", ""),
                ("AK1AIOSFODNN7EXAMPLE", "prefix", "AKIAIOSFODNN7EXAMPLE"),
                ("XXXXIOSFODNN7EXAMPLE", "prefix", ""),
                ("Administrator", "prefix", ""),
                ("Asia", "prefix", ""),
            ],
        );
    }

    #[test]
    fn the_account_is_read_from_the_key() {
        let account = |id| encoded_account(id);
        assert_eq!(account("ASIAQNZGKIQY56JQ7WML").as_deref(), Some("029608264753"));
        assert_eq!(account("AKIARZPUZDIKAAAAAAAA").as_deref(), Some("123456789012"));
        assert_eq!(account("akiarzpuzdikaaaaaaaa").as_deref(), Some("123456789012"));
        assert_eq!(account("AKIAQAAF4MFHAAAAAAAA").as_deref(), Some("000012345678"));
        assert_eq!(account("AKIAIOSFODNN7EXAMPLE"), None);
        assert_eq!(account("AKIAJIPU0000L5LB7OIB"), None);
        assert_eq!(account("AKIAQAAF4MFHAAAAAAA1"), None);
        assert_eq!(account("AKIA7777777777777777"), None);
        assert_eq!(account("AKIA"), None);
        assert_eq!(account(""), None);
    }
}
