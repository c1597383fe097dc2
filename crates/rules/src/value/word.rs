//! Texts, by where they are kept and by what they are compared with.

use std::hash::{Hash, Hasher};

use pamlint_convention::TableId;
use pamlint_reader::StringId;
use rustc_hash::FxHasher;
use unicode_normalization::UnicodeNormalization;

/// A text, by where it is kept: nearly all are cells of the workbook, or pieces of them.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Text {
    /// A cell as it was typed.
    Cell(StringId),
    /// Bytes of a cell.
    Piece(StringId, u16, u16),
    /// A text of our own.
    Own(StringId),
    /// The id of a table.
    Kind(TableId),
}

/// What texts are compared by: a hash of the text in capitals.
///
/// Two of the same workbook are equal by chance once in ten million workbooks of a million texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Key(u64);

impl Key {
    /// The key of a text, without regard to case.
    pub(crate) fn of(text: &str) -> Key {
        let mut hasher = FxHasher::default();
        if text.is_ascii() {
            // In pieces, so that no text needs a copy.
            let mut buffer = [0u8; 64];
            for piece in text.as_bytes().chunks(buffer.len()) {
                for (capital, byte) in buffer.iter_mut().zip(piece) {
                    *capital = byte.to_ascii_uppercase();
                }
                hasher.write(buffer.get(..piece.len()).unwrap_or_default());
            }
        } else {
            // An é is an é, however the file spells it.
            hasher.write(text.nfc().collect::<String>().to_uppercase().as_bytes());
        }
        Key(hasher.finish())
    }

    /// The key of a text with regard to case.
    pub(crate) fn exactly(text: &str) -> Key {
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        Key(hasher.finish())
    }

    /// The key of several values together.
    pub(crate) fn of_all(keys: impl IntoIterator<Item = (impl Hash, Key)>) -> Key {
        let mut hasher = FxHasher::default();
        for (place, Key(key)) in keys {
            place.hash(&mut hasher);
            hasher.write_u64(key);
        }
        Key(hasher.finish())
    }

    /// The key as a number.
    pub(crate) fn number(self) -> u64 {
        self.0
    }
}

/// A text as it is shown, and as it is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    pub text: Text,
    pub key: Key,
}

/// Whether two IDs have the same letters, or one of them lacks the first or the last ones: `Console-L1` of
/// `AWS-Console-L1`.
pub(crate) fn letters_agree(one: &str, other: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|it| it.is_alphabetic()).collect::<String>().to_uppercase();
    let (one, other) = (letters(one), letters(other));
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    !short.is_empty() && (long.starts_with(&short) || long.ends_with(&short))
}
