//! The record of what annotating changed, kept in the annotated copy as a part of its own, so that
//! every other part can be given back byte for byte.
//!
//! It holds when the copy is as we wrote it. Once another program has saved it the checksums no
//! longer fit, and the marks are recognised by what they are instead (`sweep`).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use pamlint_package::{Sum, sum};

use crate::edits::{Reversal, revert};
use crate::error::WriteError;
use crate::package::Package;

/// The part that holds the record.
pub(crate) const PART: &str = "xl/pamlint.undo";
/// What kind of part it is.
pub(crate) const CONTENT_TYPE: &str = "application/vnd.pamlint.undo+text";
/// How the workbook refers to it.
pub(crate) const RELATION: &str = "urn:pamlint:undo";

const HEADER: &str = "pamlint undo 1";

/// What was changed.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// For each changed part its checksum and length before, and each round of changes.
    changed: BTreeMap<String, (Sum, Vec<Vec<Reversal>>)>,
    added: BTreeSet<String>,
    dropped: BTreeMap<String, Vec<u8>>,
}

impl Record {
    /// A part was changed.
    pub(crate) fn changed(&mut self, name: &str, before: Sum, reversals: Vec<Reversal>) {
        if !self.added.contains(name) {
            self.changed.entry(name.to_owned()).or_insert((before, Vec::new())).1.push(reversals);
        }
    }

    /// A part was added.
    pub(crate) fn added(&mut self, name: &str) {
        self.added.insert(name.to_owned());
    }

    /// A part was dropped.
    pub(crate) fn dropped(&mut self, name: &str, bytes: Vec<u8>) {
        if !self.added.remove(name) {
            self.dropped.insert(name.to_owned(), bytes);
        }
    }

    /// The record as a part; the package must be as it will be written.
    pub(crate) fn encode(&self, package: &mut Package<'_>) -> Result<Vec<u8>, WriteError> {
        let mut text = format!("{HEADER}\n");
        for name in &self.added {
            let _ = writeln!(text, "added {name}");
        }
        for (name, bytes) in &self.dropped {
            let _ = writeln!(text, "dropped {} {name}", hex(bytes));
        }
        for (name, (before, rounds)) in &self.changed {
            // A part that was dropped after it was changed is given back as it was dropped.
            let Some(after) = package.sum(name)? else { continue };
            let _ = writeln!(text, "part {} {} {} {} {name}", before.0, before.1, after.0, after.1);
            for (number, round) in rounds.iter().enumerate() {
                for reversal in round {
                    let (start, end) = (reversal.start, reversal.end);
                    let _ = writeln!(text, "edit {number} {start} {end} {}", hex(&reversal.old));
                }
            }
        }
        let whole = whole(package)?;
        let _ = writeln!(text, "whole {} {}", whole.0, whole.1);
        Ok(text.into_bytes())
    }
}

/// The checksum of everything in the package but the record.
fn whole(package: &mut Package<'_>) -> Result<Sum, WriteError> {
    let mut names: Vec<String> = package.parts.names().map(str::to_owned).collect();
    names.sort_unstable();
    let mut text = String::new();
    for name in names.iter().filter(|name| *name != PART) {
        if let Some((sum, length)) = package.sum(name)? {
            let _ = writeln!(text, "{sum} {length} {name}");
        }
    }
    Ok(sum(text.as_bytes()))
}

/// Whether a package has a record, and nobody has changed anything in it since the record was written.
pub(crate) fn is_untouched(package: &mut Package<'_>) -> Result<bool, WriteError> {
    let text = package.bytes(PART)?.and_then(|bytes| String::from_utf8(bytes).ok());
    let written = text.and_then(|text| decode(&text)?.whole);
    Ok(written.is_some() && written == Some(whole(package)?))
}

/// Gives back what stood in the package before it was annotated; false, and nothing changed, when
/// there is no record or the package is not as we wrote it.
pub(crate) fn restore(package: &mut Package<'_>) -> Result<bool, WriteError> {
    let Some(text) = package.bytes(PART)?.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return Ok(false);
    };
    let Some(record) = decode(&text) else { return Ok(false) };
    if record.added.iter().any(|name| !package.contains(name)) {
        return Ok(false);
    }
    if record.dropped.keys().any(|name| package.contains(name)) {
        return Ok(false);
    }
    let mut restored = Vec::new();
    for (name, (before, after, rounds)) in &record.changed {
        if package.sum(name)? != Some(*after) {
            return Ok(false);
        }
        let Some(mut bytes) = package.bytes(name)? else { return Ok(false) };
        for round in rounds.iter().rev() {
            let Some(reverted) = revert(&bytes, round) else { return Ok(false) };
            bytes = reverted;
        }
        if sum(&bytes) != *before {
            return Ok(false);
        }
        restored.push((name, bytes));
    }
    for (name, bytes) in restored {
        package.add(name, bytes);
    }
    for name in &record.added {
        package.drop_part(name)?;
    }
    for (name, bytes) in record.dropped {
        package.add(&name, bytes);
    }
    package.drop_part(PART)?;
    Ok(true)
}

#[derive(Default)]
struct Decoded {
    changed: BTreeMap<String, (Sum, Sum, Vec<Vec<Reversal>>)>,
    added: BTreeSet<String>,
    dropped: BTreeMap<String, Vec<u8>>,
    whole: Option<Sum>,
}

fn decode(text: &str) -> Option<Decoded> {
    let mut lines = text.lines();
    (lines.next()? == HEADER).then_some(())?;
    let mut decoded = Decoded::default();
    let mut current: Option<String> = None;
    for line in lines {
        let (word, rest) = line.split_once(' ')?;
        match word {
            "added" => {
                decoded.added.insert(rest.to_owned());
            }
            "dropped" => {
                let (bytes, name) = rest.split_once(' ')?;
                decoded.dropped.insert(name.to_owned(), unhex(bytes)?);
            }
            "part" => {
                let mut words = rest.splitn(5, ' ');
                let mut sum = || Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?));
                let (before, after) = (sum()?, sum()?);
                let name = words.next()?.to_owned();
                decoded.changed.insert(name.clone(), (before, after, Vec::new()));
                current = Some(name);
            }
            "edit" => {
                let mut words = rest.splitn(4, ' ');
                let mut number = || words.next()?.parse::<usize>().ok();
                let (round, start, end) = (number()?, number()?, number()?);
                let old = unhex(words.next()?)?;
                let rounds = &mut decoded.changed.get_mut(current.as_ref()?)?.2;
                if round == rounds.len() {
                    rounds.push(Vec::new());
                }
                rounds.get_mut(round)?.push(Reversal { start, end, old });
            }
            "whole" => {
                let (sum, length) = rest.split_once(' ')?;
                decoded.whole = Some((sum.parse().ok()?, length.parse().ok()?));
            }
            _ => return None,
        }
    }
    Some(decoded)
}

fn hex(bytes: &[u8]) -> String {
    if bytes.is_empty() {
        return "-".to_owned();
    }
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if text == "-" {
        return Some(Vec::new());
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    text.as_bytes()
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => Some(digit(high)? << 4 | digit(low)?),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_as_text() {
        for bytes in [&b""[..], &[0, 1, 0x7f, 0xff][..], b"<a/>"] {
            assert_eq!(unhex(&hex(bytes)).unwrap(), bytes);
        }
        assert_eq!(unhex("abc"), None);
        assert_eq!(unhex("zz"), None);
    }

    #[test]
    fn what_is_no_record_is_not_read() {
        for text in ["", "x", "pamlint undo 2", "pamlint undo 1\nedit 0 0 0 -", "pamlint undo 1\npart 1 2 3"]
        {
            assert!(decode(text).is_none(), "{text}");
        }
    }
}
