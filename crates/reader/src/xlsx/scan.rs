//! A look at a part while it inflates, at a fraction of the cost of reading it as XML: whether it
//! stays within its limits, and whether it holds what calamine does not tell.

use std::io::Read;

use memchr::{memchr, memmem, memrchr};

use pamlint_package::{Fault, Limit, Limits};

use crate::failure::Failure;

/// How much is looked at together, in bytes: little at first, since most parts are small.
const LEAST: usize = 4 << 10;
const CHUNK: usize = 64 << 10;

/// What is carried over to the next chunk: longer than every text that is looked for.
const OVERLAP: usize = 16;

/// What a part holds, perhaps: only reading it as XML tells for certain.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scan {
    /// What it inflates to, in bytes.
    pub bytes: u64,
    /// Hidden rows.
    pub hidden: bool,
    /// Merged areas.
    pub merged: bool,
    /// How many shared strings there are at most.
    pub strings: usize,
}

/// Looks through a sheet.
///
/// # Errors
/// When it cannot be inflated, is larger than [`Limit::Sheet`], or holds a tag or text longer than
/// [`Limit::Token`].
pub(super) fn sheet(part: impl Read, name: &str, limits: &Limits) -> Result<Scan, Failure> {
    look_through(part, name, limits, |scan, window, _| scan.look(window))
}

/// Looks through the shared strings.
///
/// # Errors
/// As [`sheet`].
pub(super) fn shared_strings(part: impl Read, name: &str, limits: &Limits) -> Result<Scan, Failure> {
    look_through(part, name, limits, Scan::count)
}

fn look_through(
    mut part: impl Read,
    name: &str,
    limits: &Limits,
    look: impl Fn(&mut Scan, &[u8], usize),
) -> Result<Scan, Failure> {
    let mut scan = Scan::default();
    let mut buffer = vec![0; OVERLAP + LEAST];
    let mut carried = 0;
    let (mut opening, mut closing) = (Gap::default(), Gap::default());
    loop {
        let space = buffer.get_mut(carried..).unwrap_or_default();
        let read = part.read(space).map_err(|_| Fault::unreadable(name))?;
        let fresh = space.get(..read).unwrap_or_default();
        if fresh.is_empty() {
            return Ok(scan);
        }
        opening.pass(b'<', fresh, scan.bytes);
        closing.pass(b'>', fresh, scan.bytes);
        scan.bytes = scan.bytes.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        for (limit, length) in
            [(Limit::Sheet, scan.bytes), (Limit::Token, opening.widest.max(closing.widest))]
        {
            if length > limits.most(limit) {
                return Err(limit.excess(limits).within(name).into());
            }
        }
        let filled = carried + read;
        look(&mut scan, buffer.get(..filled).unwrap_or_default(), carried);
        let keep = filled.min(OVERLAP);
        buffer.copy_within(filled - keep..filled, 0);
        carried = keep;
        if filled == buffer.len() && filled < CHUNK {
            buffer.resize(OVERLAP + CHUNK, 0);
        }
    }
}

impl Scan {
    /// Looks for what a sheet may hold.
    fn look(&mut self, window: &[u8]) {
        let holds = |text: &[u8]| memmem::find(window, text).is_some();
        self.merged = self.merged || holds(b"mergeCell");
        self.hidden = self.hidden
            || memmem::find_iter(window, b"hidden=")
                .any(|at| matches!(window.get(at + 8), Some(b'1' | b't' | b'o')))
            || memmem::find_iter(window, b" ht=").any(|at| matches!(window.get(at + 5), Some(b'0')));
    }

    /// Counts the shared strings in a window whose first `carried` bytes have been looked at before.
    fn count(&mut self, window: &[u8], carried: usize) {
        self.strings += tags(window, [b"<si", b":si"]).filter(|end| *end >= carried).count();
    }
}

/// Where the names of tags end that begin with one of these.
fn tags<'w>(window: &'w [u8], starts: [&'static [u8]; 2]) -> impl Iterator<Item = usize> + 'w {
    starts
        .into_iter()
        .flat_map(move |start| memmem::find_iter(window, start).map(move |at| at + start.len()))
        .filter(|end| matches!(window.get(*end), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')))
}

/// The widest gap between two occurrences of a byte, measured where it crosses chunks: within one it
/// is too small to matter.
#[derive(Default)]
struct Gap {
    last: u64,
    widest: u64,
}

impl Gap {
    fn pass(&mut self, byte: u8, chunk: &[u8], before: u64) {
        let position = |at: usize| before.saturating_add(u64::try_from(at).unwrap_or(u64::MAX));
        let until = position(memchr(byte, chunk).unwrap_or(chunk.len()));
        self.widest = self.widest.max(until.saturating_sub(self.last));
        if let Some(at) = memrchr(byte, chunk) {
            self.last = position(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads in pieces of `size` bytes.
    struct Pieces<'t>(&'t [u8], usize);

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let size = self.1.min(buffer.len());
            self.0.read(&mut buffer[..size])
        }
    }

    /// What is found in a text, which must not depend on how it is cut up.
    fn look(text: &str) -> Scan {
        let (name, all) = ("part.xml", Limits::default());
        let mut whole = sheet(text.as_bytes(), name, &all).unwrap();
        whole.strings = shared_strings(text.as_bytes(), name, &all).unwrap().strings;
        for size in 1..24 {
            let pieces = || Pieces(text.as_bytes(), size);
            let strings = shared_strings(pieces(), name, &all).unwrap().strings;
            assert_eq!(Scan { strings, ..sheet(pieces(), name, &all).unwrap() }, whole, "pieces of {size}");
        }
        whole
    }

    #[test]
    fn what_is_looked_for_is_found_wherever_chunks_end() {
        let plain = look(
            "<sheetData><row r=\"1\" ht=\"15\"><c r=\"A1\"><v>1</v></c></row></sheetData><formula1>x</formula1>",
        );
        assert!(!plain.hidden && !plain.merged);
        assert_eq!(plain.strings, 0);
        assert!(look("<row r=\"1\" hidden=\"1\">").hidden);
        assert!(look("<row r='1' hidden='true'>").hidden);
        assert!(!look("<row r=\"1\" hidden=\"0\">").hidden);
        assert!(look("<row r=\"1\" ht=\"0\">").hidden);
        assert!(look("<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>").merged);
        assert_eq!(look("<sst><si><t>a</t></si><si/><si xml:space='x'><t>size</t></si></sst>").strings, 3);
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let (name, all) = ("part.xml", Limits::default());
        let blanks = format!("<a>{}</a>", " ".repeat(3 << 20));
        assert!(sheet(blanks.as_bytes(), name, &all).is_err());
        let tag = format!("<a b=\"{}\"/>", "x".repeat(3 << 20));
        assert!(sheet(tag.as_bytes(), name, &all).is_err());
        let many = "<a>x</a>".repeat(1 << 19);
        let limited =
            |limit| look_through(many.as_bytes(), name, &all.with(&[(Limit::Sheet, limit)]), Scan::count);
        assert!(limited(30).is_ok());
        assert!(limited(1).is_err());
    }
}
