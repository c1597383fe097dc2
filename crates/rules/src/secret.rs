//! Secrets that stand in cells where they should not: told by their shape, or by the name they are given.
//!
//! A false alarm takes the value out of every report, so a text that is only perhaps a secret is let through.
//! The words and shapes stand in `secret/secrets.toml`.

mod around;
mod aws;
mod header;
mod names;
mod number;
mod password;
mod plausible;
mod shape;
mod sheets;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod whole;
mod words;

pub(crate) use header::is_header;
pub(crate) use names::{Named, is_secret_file};
pub use names::{before_secrets, shown_file_name, without_secrets};
pub(crate) use sheets::{Found, columns, in_notes, in_workbook, is_possible_below};
use words::{Hit, Name, TABLE};

/// The fewest bytes of a text that holds a secret: a name, a sign and a PIN.
const SHORTEST: usize = 8;

/// A secret in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Secret {
    /// Its sort, one of the variants of [`BuiltInCheck::SecretInCell`](pamlint_convention::BuiltInCheck::SecretInCell); `None` for any other.
    pub kind: Option<&'static str>,
    /// The number of characters of the whole cell: nothing else may be told about it.
    pub chars: usize,
}

/// A label that says that the cell beside it holds a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    name: Name,
    /// For all that can be told there is a secret in the label itself.
    is_doubtful: bool,
}

/// The meaning of a text: it holds a secret, or may hold one, or is a label of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// There is a secret in it.
    Secret(Secret),
    /// The whole is a label of a secret.
    Label(Label),
    /// It names a secret, and for all that can be told has one: nothing is said of it, and it is not shown.
    Doubt,
    /// There is nothing of the kind.
    Neither,
}

/// Whether this is an account that every system has, which no person is called.
pub(crate) fn is_common_account(text: &str) -> bool {
    TABLE.is_account(&text.trim().to_lowercase())
}

/// Looks for a secret in the text of a cell, as it was typed.
pub(crate) fn look(text: &str) -> Look {
    match crate::clean::as_latin(text).map(|latin| look_at(&latin)) {
        Some(Look::Secret(secret)) => Look::Secret(of(secret.kind, text)),
        Some(other) => other,
        None => look_at(text),
    }
}

/// Looks for a secret in a text without letters that look like others.
fn look_at(text: &str) -> Look {
    let (shapes, names) = hits(text);
    if let Some(kind) = kind(text, &shapes, &names) {
        return Look::Secret(of(kind, text));
    }
    if names.is_empty() {
        return Look::Neither;
    }
    let is_doubtful = password::is_doubtful(text, &names);
    match whole::label(text, &names) {
        Some(name) => Look::Label(Label { name, is_doubtful }),
        None if is_doubtful => Look::Doubt,
        None => Look::Neither,
    }
}

/// The sort of secret that a text holds.
fn kind(text: &str, shapes: &[usize], names: &[password::Named]) -> Option<Option<&'static str>> {
    if text.len() < SHORTEST {
        None
    } else if let Some(shape) = shape::find(text, shapes) {
        Some(shape.kind.as_deref())
    } else if aws::is_there(text.as_bytes()) {
        Some(Some("aws-secret"))
    } else {
        password::is_told(text, names).then_some(Some("password"))
    }
}

/// Looks for a secret in a cell beside a label.
pub(crate) fn find_beside(label: Label, text: &str) -> Option<Secret> {
    let kind = matches!(label.name, Name::Password | Name::Secret).then_some("password");
    whole::is_value(text, label.name).then(|| of(kind, text))
}

/// Looks for a secret in a cell below a label. Labels stand below one another too: with something behind the cell, only
/// what nothing else is called is one.
pub(crate) fn find_below(label: Label, text: &str, is_alone: bool) -> Option<Secret> {
    let is_sure = || plausible::likeness(text.trim()) == plausible::Likeness::Sure;
    let is_counted = text.contains(|character: char| character.is_ascii_digit());
    find_beside(label, text).filter(|_| is_sure() || (is_alone && is_counted))
}

/// Whether a text in the place of a secret says that there is none, or where it is.
fn says_elsewhere(text: &str) -> bool {
    whole::says_elsewhere(text.trim())
}

fn of(kind: Option<&'static str>, text: &str) -> Secret {
    Secret { kind, chars: text.chars().count() }
}

/// The shapes that a text hints at, by their position, and the names of secrets in it.
fn hits(text: &str) -> (Vec<usize>, Vec<password::Named>) {
    let (mut shapes, mut names) = (Vec::new(), Vec::new());
    for (hit, start, end) in TABLE.hits(text) {
        match hit {
            Hit::Shape(shape) => shapes.push(*shape),
            Hit::Name(name) => names.push((*name, start, end)),
        }
    }
    (shapes, names)
}
