//! The convention file: loaded, checked and compiled to tables: text in, a [`Convention`] out.
//!
//! Everything that belongs to one organisation stands in such a file. This room reads it, says at
//! which line and column it does not hold together, and knows the shape of what the others work
//! with. It looks at no workbook, and knows no file, clock, network or thread.

mod compile;
mod load;
mod model;
mod path;
mod raw;
mod suggest;
mod template;
mod text;

pub use load::{LoadError, Problem, built_in_ids, built_in_text, load};
pub use model::*;
pub use path::{Path, Slot};
pub use suggest::nearest;
pub use template::{Template, TemplateError};
pub use text::{Language, Text};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A header or sheet name without what people vary: case, accents, blanks, punctuation.
///
/// Two headers mean the same when they fold to the same text.
pub fn fold_header(header: &str) -> String {
    header
        .nfkd()
        .filter(|character| !is_combining_mark(*character) && character.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_fold_to_what_people_mean() {
        assert_eq!(fold_header(" AWS Account\nNumber * "), "awsaccountnumber");
        assert_eq!(fold_header("Numéro de compte"), "numerodecompte");
        assert_eq!(fold_header("Logon-To:"), "logonto");
    }
}
