//! The stamp of the workbooks that we write: whoever changes one, in whatever way, breaks it, so that nobody's work is
//! taken for ours and written over, or left out.
//!
//! It is the comment of the archive that a workbook is, behind everything else in it: no part of the workbook knows of
//! it, and a program that saves the workbook leaves it out.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

use crate::files;
use crate::guard::guarded;

/// What the digest is keyed with: it is one of ours and of nothing else.
const CONTEXT: &str = "pamlint 2026 stamp of a workbook that pamlint wrote";

const WORD: &[u8] = b"pamlint ";

/// The length of a stamp: the word, and a digest as text.
const LENGTH: usize = WORD.len() + 2 * blake3::OUT_LEN;

/// How much of the end of a file is looked at to tell whether it may be one of ours: the list of the parts of nearly
/// every package ends in it, and the stamp.
const TAIL: u64 = 64 << 10;

/// How the record at the end of an archive begins, and how long it is without the comment.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// The workbook with a stamp; as it is when it is no archive that ends as ours do.
pub fn stamped(mut bytes: Vec<u8>) -> Vec<u8> {
    if let (true, Ok(length)) = (ends_plainly(&bytes), u16::try_from(LENGTH)) {
        bytes.truncate(bytes.len() - 2);
        bytes.extend_from_slice(&length.to_le_bytes());
        let digest = digest(&bytes);
        bytes.extend_from_slice(WORD);
        bytes.extend_from_slice(digest.as_bytes());
    }
    bytes
}

/// A mail with a stamp behind its last part, which no program shows.
pub fn sealed(mut mail: Vec<u8>) -> Vec<u8> {
    let digest = digest(&mail);
    mail.extend_from_slice(WORD);
    mail.extend_from_slice(digest.as_bytes());
    mail
}

/// Whether it is a workbook or a mail that we wrote and nobody has changed.
pub fn is_ours(bytes: &[u8]) -> bool {
    // A marked copy has a record of its own, which says so of all that is in it.
    let is_untouched =
        || ends_plainly(bytes) && guarded(|| pamlint_writer::is_untouched_copy(bytes)).unwrap_or(false);
    is_stamped(bytes) || is_untouched()
}

/// Whether a file is such a workbook, whatever it is called. Of others no more than their end is read.
pub fn is_our_file(path: &Path) -> bool {
    may_be_ours(path).unwrap_or(false) && files::written(path).is_ok_and(|bytes| is_ours(&bytes))
}

/// Whether the end of a file speaks of a stamp or of a record.
fn may_be_ours(path: &Path) -> Option<bool> {
    let files::Plain { mut file, about } = files::open(path).ok()?;
    file.seek(SeekFrom::Start(about.len().saturating_sub(TAIL))).ok()?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail).ok()?;
    let speaks_of = |mark: &[u8]| tail.windows(mark.len()).any(|piece| piece == mark);
    Some(speaks_of(WORD) || speaks_of(pamlint_writer::RECORD.as_bytes()))
}

/// Whether nothing stands behind an archive, not even a comment.
fn ends_plainly(bytes: &[u8]) -> bool {
    let end = bytes.len().checked_sub(END_LENGTH).and_then(|start| bytes.get(start..));
    end.is_some_and(|end| end.starts_with(END) && end.ends_with(&[0, 0]))
}

/// Whether it is a workbook with its stamp, as it was written.
fn is_stamped(bytes: &[u8]) -> bool {
    let Some((rest, stamp)) = bytes.len().checked_sub(LENGTH).and_then(|at| bytes.split_at_checked(at))
    else {
        return false;
    };
    stamp.strip_prefix(WORD).is_some_and(|found| found == digest(rest).as_bytes())
}

fn digest(bytes: &[u8]) -> String {
    let mut hasher = blake3::Hasher::new_derive_key(CONTEXT);
    hasher.update(bytes).finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_changed_in_any_way_has_no_stamp() {
        let plain = pamlint_testkit::Book::new().to_xlsx();
        let whole = stamped(plain.clone());
        assert!(is_stamped(&whole) && !is_stamped(&plain) && !is_stamped(b""));
        for at in (0..whole.len()).step_by(97).chain(whole.len() - 90..whole.len()) {
            let mut other = whole.clone();
            other[at] ^= 1;
            assert!(!is_stamped(&other), "{at}");
        }
        assert_eq!(stamped(b"no archive".to_vec()), b"no archive");
    }
}
