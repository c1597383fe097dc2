//! Secrets in the names of sheets and files. Such a name is told nowhere.

use std::borrow::Cow;

use pamlint_reader::{SheetId, SheetRole, Workbook};

use super::words::Name;
use super::{Look, hits, look};

/// Whether a name holds a secret.
fn is_secret(name: &str) -> bool {
    // In names a low line stands for a blank.
    let holds = |text: &str| matches!(look(text), Look::Secret(_));
    holds(name) || (name.contains('_') && holds(&name.replace('_', " ")))
}

/// Whether the name of a file holds a secret; its extension is none.
pub(crate) fn is_secret_file(name: &str) -> bool {
    is_secret(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The name of a file as a text about it may tell it: all of it but a secret.
pub fn shown_file_name(name: &str) -> Cow<'_, str> {
    match name.rsplit_once('.') {
        _ if !is_secret_file(name) => Cow::Borrowed(name),
        Some((_, extension)) => Cow::Owned(format!("….{extension}")),
        None => Cow::Borrowed("…"),
    }
}

/// A text of somebody else, or that it is withheld where a secret stands in it.
pub fn without_secrets(text: &str) -> Cow<'_, str> {
    if is_secret(text) { Cow::Borrowed("…") } else { Cow::Borrowed(text) }
}

/// The schemes of HTTP behind which a secret follows (RFC 9110, 11.6.2).
const SCHEMES: [&str; 3] = ["authorization", "bearer", "basic"];

/// A text of another system, which may tell a secret in any way: of one that names a secret, no more than stands before
/// what may be it.
pub fn before_secrets(text: &str) -> Cow<'_, str> {
    if let Cow::Owned(_) | Cow::Borrowed("…") = without_secrets(text) {
        return Cow::Borrowed("…");
    }
    let (_, names) = hits(text);
    let named = names.iter().filter(|(name, ..)| *name != Name::Login).map(|(.., end)| *end);
    let named = named.filter(|end| !is_in_code(text, *end));
    let folded = text.to_ascii_lowercase();
    let schemes = SCHEMES.iter().filter_map(|scheme| Some(folded.find(scheme)? + scheme.len()));
    match named.chain(schemes).min() {
        Some(end) if end < text.trim_end().len() => {
            Cow::Owned(format!("{} …", text.get(..end).unwrap_or_default()))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Whether a name that ends there is the beginning of the code of a message: `PASWS029E`.
fn is_in_code(text: &str, end: usize) -> bool {
    let (before, behind) = text.split_at_checked(end).unwrap_or((text, ""));
    let begin = before.trim_end_matches(|last: char| last.is_ascii_uppercase());
    let begins = begin.chars().next_back().is_none_or(|last| !last.is_alphanumeric());
    let word = behind.split(|next: char| !next.is_alphanumeric()).next().unwrap_or("");
    let digits = word.trim_start_matches(|next: char| next.is_ascii_uppercase());
    let rest = digits.trim_start_matches(|next: char| next.is_ascii_digit());
    let is_number = (3..=4).contains(&(digits.len() - rest.len()));
    let is_graveness = rest.len() == 1 && rest.starts_with(|last: char| last.is_ascii_uppercase());
    begins && word.len() - digits.len() <= 2 && is_number && is_graveness
}

/// A workbook in which sheets whose names hold a secret are called by their number.
pub(crate) struct Named<'w> {
    pub workbook: Cow<'w, Workbook>,
    /// Those sheets.
    pub withheld: Vec<SheetId>,
}

impl<'w> Named<'w> {
    /// Looks at the names of all sheets but our own.
    pub(crate) fn of(workbook: &'w Workbook) -> Named<'w> {
        let sheets = workbook.all_sheets();
        let named = sheets.filter(|(_, sheet)| sheet.role != SheetRole::Ours && is_secret(&sheet.name));
        let withheld: Vec<SheetId> = named.map(|(id, _)| id).collect();
        let mut workbook = Cow::Borrowed(workbook);
        for id in &withheld {
            if let Some(sheet) = workbook.to_mut().sheets.get_mut(id.index()) {
                sheet.name = crate::report::withheld_name(id.index());
            }
        }
        Named { workbook, withheld }
    }
}
