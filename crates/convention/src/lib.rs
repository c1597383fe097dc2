//! The convention file: loaded, checked and compiled to tables: text in, a [`Convention`] out.
//!
//! Everything that belongs to one organisation stands in such a file. This room reads it, says at
//! which line and column it does not hold together, and knows the shape of what the others work
//! with. It looks at no workbook, and knows no file, clock, network or thread.

mod compare;
mod compile;
mod kept;
mod load;
mod model;
mod path;
mod raw;
mod schema;
mod starter;
mod suggest;
mod text;
mod unused;

pub use compare::{Change, Difference, TOPICS, Value, compare};
pub use kept::Instance;
pub use load::{LoadError, Problem, Syntax, built_in_ids, built_in_text, load, load_with};
pub use model::*;
pub use pamlint_words::{Language, Template, TemplateError};
pub use path::{Path, Slot};
pub use schema::schema;
pub use starter::{is_id, starter};
pub use suggest::nearest;
pub use text::Text;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
pub use unused::UnusedCode;

/// A header or sheet name without what people vary: case, accents, blanks, punctuation.
///
/// Two headers mean the same when they fold to the same text.
pub fn fold_header(header: &str) -> String {
    // Nearly all are, and nothing of them can be taken apart.
    if header.is_ascii() {
        let mut folded = String::with_capacity(header.len());
        let kept = header.chars().filter(char::is_ascii_alphanumeric);
        folded.extend(kept.map(|character| character.to_ascii_lowercase()));
        return folded;
    }
    header
        .nfkd()
        .filter(|character| !is_combining_mark(*character) && character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a header folds to a text that has been folded; told without folding where that shows sooner.
pub fn folds_to(header: &str, folded: &str) -> bool {
    if !header.is_ascii() {
        return fold_header(header) == folded;
    }
    let kept = header.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    kept.eq(folded.bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_fold_to_what_people_mean() {
        assert_eq!(fold_header(" AWS Account\nNumber * "), "awsaccountnumber");
        for header in [" AWS Account\nNumber * ", "Compte privilégié", "", "①", "x_1"] {
            assert!(folds_to(header, &fold_header(header)), "{header}");
            assert!(!folds_to(header, "other") && !folds_to(header, &format!("{}x", fold_header(header))));
        }
        assert_eq!(fold_header("Numéro de compte"), "numerodecompte");
        assert_eq!(fold_header("Logon-To:"), "logonto");
    }
}
