//! The formats of the library: is a value what it has to be, and if not, what is most telling about it.
//!
//! [`Format`] gives the parts and problems their names. What a problem puts in the placeholder `{found}`:
//! the piece at which it points (a label, a character, a prefix, a resource type), or, where a length
//! is wrong, the number of characters there are.

mod aws;
mod dns;
mod linux;
mod number;
mod windows;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use pamlint_convention::{Applicability, Format};

/// Characters of a value, from 0, the end not included.
pub(crate) type Span = (usize, usize);

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judgement<'v> {
    /// The parts, in the order of [`Format::parts`]; `None` for a part that is not there, or not certain.
    pub parts: Vec<Option<FormatPart<'v>>>,
    /// What is wrong, if anything.
    pub problem: Option<Problem>,
}

/// A part of a value, as rules compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FormatPart<'v> {
    /// Its text.
    pub text: Cow<'v, str>,
    /// Where it stands; the characters there need not be its text (a decoded number, joined labels).
    pub span: Span,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    /// One of [`Format::problems`].
    pub key: &'static str,
    /// The offending characters; `None` for the value as a whole.
    pub span: Option<Span>,
    /// What the value should likely be; right by itself.
    pub fix: Option<(String, Applicability)>,
    /// What was found, for a message.
    pub found: Option<String>,
}

/// Judges a value that has been cleaned and is not empty.
pub(crate) fn judge(format: Format, value: &str) -> Judgement<'_> {
    match format {
        Format::Fqdn => Judgement::without_parts(dns::fqdn(value)),
        Format::Domain => dns::domain(value),
        Format::WindowsUser => Judgement::without_parts(windows::user(value)),
        Format::UserDn => windows::user_dn(value),
        Format::LinuxUser => Judgement::without_parts(linux::user(value)),
        Format::AwsAccessKeyId => aws::access_key::judge(value),
        Format::AwsAccountNumber => aws::account::judge(value),
        Format::AwsArn => aws::arn::judge(value),
        Format::AwsSignInUrl => aws::sign_in::judge(value),
        Format::AwsIamName => Judgement::without_parts(aws::iam_name::judge(value)),
        Format::CountingNumber => Judgement::without_parts(number::counting(value)),
    }
}

/// Whether it is a name of the Domain Name System.
pub(crate) fn is_host_name(text: &str) -> bool {
    dns::is_domain(text)
}

impl<'v> Judgement<'v> {
    fn without_parts(problem: Option<Problem>) -> Self {
        Judgement { parts: Vec::new(), problem }
    }
}

impl<'v> FormatPart<'v> {
    /// A part that is a piece of the value.
    fn piece(value: &'v str, piece: &'v str) -> Option<Self> {
        Some(FormatPart { text: Cow::Borrowed(piece), span: span_of(value, piece) })
    }
}

impl Problem {
    fn new(key: &'static str) -> Self {
        Problem { key, span: None, fix: None, found: None }
    }

    /// Points at a piece of the value, which is what was found.
    fn at(self, value: &str, piece: &str) -> Self {
        Problem { span: Some(span_of(value, piece)), ..self }.found(piece)
    }

    fn found(self, found: impl Into<String>) -> Self {
        Problem { found: Some(found.into()), ..self }
    }

    /// What was found is how many characters there are.
    fn found_length(self, value: &str) -> Self {
        self.found(value.chars().count().to_string())
    }

    fn safe_fix(self, fix: impl Into<String>) -> Self {
        Problem { fix: Some((fix.into(), Applicability::Safe)), ..self }
    }

    /// A fix that is likely; `None` when there is none.
    fn likely_fix(self, fix: Option<impl Into<String>>) -> Self {
        Problem { fix: fix.map(|fix| (fix.into(), Applicability::Unsafe)), ..self }
    }
}

/// The characters that a piece of a value takes; the piece has to be a slice of the value.
fn span_of(value: &str, piece: &str) -> Span {
    let before = before(value, piece).chars().count();
    (before, before + piece.chars().count())
}

/// What stands before a piece of a value; the piece has to be a slice of the value.
fn before<'v>(value: &'v str, piece: &str) -> &'v str {
    let start = (piece.as_ptr() as usize).saturating_sub(value.as_ptr() as usize);
    value.get(..start).unwrap_or("")
}

/// The first character of which `wrong` holds, as a slice of the value.
fn first_wrong(value: &str, wrong: impl Fn(char) -> bool) -> Option<&str> {
    value.matches(wrong).next()
}

/// Everything behind the first `count` characters.
fn behind(value: &str, count: usize) -> &str {
    value.char_indices().nth(count).and_then(|(index, _)| value.get(index..)).unwrap_or("")
}

/// What holds for every one of at least one character.
fn all(text: &str, holds: impl Fn(u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(holds)
}

/// Digits, and nothing else.
fn all_digits(text: &str) -> bool {
    all(text, |byte| byte.is_ascii_digit())
}
