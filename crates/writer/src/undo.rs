//! The record of what annotating changed, kept in the annotated copy as a part of its own, so that
//! every other part can be given back byte for byte.
//!
//! It holds when the copy is as we wrote it. Once another program has saved it the checksums no
//! longer fit, and the marks are recognised by what they are instead (`sweep`).

use std::fmt::Write;

use pamlint_package::{Limit, Sum, sum};

use crate::edits::revert;
use crate::error::WriteError;
use crate::package::Package;
use crate::record::{Changed, Record};

/// The part of a copy that holds the record.
pub(crate) const PART: &str = "xl/pamlint.undo";
/// What kind of part it is.
pub(crate) const CONTENT_TYPE: &str = "application/vnd.pamlint.undo";
/// How the workbook refers to it.
pub(crate) const RELATION: &str = "urn:pamlint:undo";

/// A record as a part; the package must be as it will be written.
pub(crate) fn encode(mut record: Record, package: &mut Package<'_>) -> Result<Vec<u8>, WriteError> {
    for (name, changed) in &mut record.changed {
        changed.after = package.sum(name)?.unwrap_or_default();
    }
    record.whole = Some(whole(package)?);
    record.encode().map_err(|error| WriteError::damaged(PART, error))
}

/// The record of a package; `None` where there is none that can be read.
fn record_of(package: &mut Package<'_>) -> Result<Option<Record>, WriteError> {
    let Some(record) = package.bytes(PART)?.and_then(|bytes| Record::decode(&bytes)) else { return Ok(None) };
    let names = [record.changed.len(), record.added.len(), record.dropped.len()];
    let changes = record.changed.values().flat_map(|changed| &changed.rounds).map(|round| round.len().max(1));
    package.limits().check_in(PART, Limit::Changes, names.into_iter().chain(changes).sum())?;
    Ok(Some(record))
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
    let written = record_of(package)?.and_then(|record| record.whole);
    Ok(written.is_some() && written == Some(whole(package)?))
}

/// Gives back what stood in the package before it was annotated; false, and nothing changed, when
/// there is no record or the package is not as we wrote it.
pub(crate) fn restore(package: &mut Package<'_>) -> Result<bool, WriteError> {
    let Some(record) = record_of(package)? else { return Ok(false) };
    if record.added.iter().any(|name| !package.contains(name)) {
        return Ok(false);
    }
    if record.dropped.keys().any(|name| package.contains(name)) {
        return Ok(false);
    }
    let mut restored = Vec::new();
    for (name, Changed { before, after, rounds }) in &record.changed {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_record_is_not_read() {
        for text in [
            "",
            "x",
            "pamlint undo 2",
            "pamlint undo 2\n\u{7f}",
            "pamlint undo 1\nedit 0 0 0 -",
            "pamlint undo 1\npart 1 2 3",
        ] {
            let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            writer.start_file(PART, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
            let bytes = writer.finish().unwrap().into_inner();
            assert_eq!(
                record_of(&mut Package::open(&bytes, &pamlint_package::Limits::default()).unwrap()).unwrap(),
                None,
                "{text}"
            );
        }
    }
}
