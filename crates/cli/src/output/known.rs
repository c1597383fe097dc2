//! Whether a file is one that we wrote, and as we wrote it: anything else is somebody's work, and is not written over.
//!
//! A workbook says so itself ([`stamp`](crate::stamp)). Of a report, which has no room for that, its digest is kept for
//! whoever runs the program; where none is kept, a report for programs is known by what stands in it.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cache;
use crate::files;
use crate::kept::{Digest, checked, sealed};
use crate::stamp::is_ours;

/// The folder below that of what is kept in which digests stand.
const FOLDER: &str = "written";

/// How much of a report is looked at to know it by what stands in it, in bytes.
const BEGINNING: u64 = 4096;

/// How a report for programs begins, and what stands in its beginning.
const REPORTS: [(&str, &str); 2] = [("{", "\"name\":\"pamlint\""), ("<?xml", "<testsuitesname=\"pamlint\"")];

/// Whether nobody loses anything when a file is replaced: it is not there, is empty, or is as we wrote it.
pub fn is_replaceable(file: &Path) -> bool {
    let Ok(about) = fs::symlink_metadata(file) else { return true };
    if !about.is_file() {
        return false;
    }
    if about.len() == 0 {
        return true;
    }
    let Ok(plain) = files::open(file) else { return false };
    match record(file) {
        Some(record) if record.exists() => {
            let kept = files::read(&record, files::MOST).ok();
            let kept = kept.as_deref().and_then(checked).map(<[u8]>::to_vec);
            let is_known = |digest: Digest| {
                kept.is_some_and(|kept| kept.chunks(digest.len()).any(|known| known == digest))
            };
            digest(&plain.file).is_some_and(is_known)
        }
        _ if is_archive(&plain.file) => files::written(file).is_ok_and(|bytes| is_ours(&bytes)),
        _ => is_report(&plain.file),
    }
}

/// Keeps that a report will be in the place of `file`, which is now in `begun`; a run that cannot keep it asks for another
/// name the next time. Whatever ends the run before it has its name, or after, what stands there then is known: what was
/// known there, or the new one.
pub fn announce(file: &Path, begun: &File) {
    let kept = || -> anyhow::Result<()> {
        let Some(record) = record(file) else { return Ok(()) };
        let known =
            if is_replaceable(file) { File::open(file).ok().and_then(|there| digest(&there)) } else { None };
        let digests = known
            .into_iter()
            .chain([digest(begun).context("it cannot be read")?])
            .collect::<Vec<_>>()
            .concat();
        cache::make_private(super::folder_of(&record))?;
        let mut temporary = tempfile::NamedTempFile::new_in(super::folder_of(&record))?;
        temporary.write_all(&sealed(&[&digests]))?;
        temporary.persist(&record)?;
        Ok(())
    };
    if let Err(error) = kept() {
        tracing::debug!("that {} was written is not kept: {error:#}", file.display());
    }
}

/// Where the digest of a file is kept, by where the file really is.
fn record(file: &Path) -> Option<PathBuf> {
    let real = super::folder_of(file).canonicalize().ok()?.join(file.file_name()?);
    let name = blake3::hash(real.as_os_str().as_encoded_bytes()).to_hex();
    Some(cache::folder().ok()?.join(FOLDER).join(name.as_str()))
}

/// The digest of all of a file. It is read through the handle that there is: what is locked Windows lets no other read.
fn digest(mut file: &File) -> Option<Digest> {
    file.rewind().ok()?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file).ok()?;
    Some(hasher.finalize().into())
}

fn beginning(mut file: &File) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What cannot be read is not known.
    let _ = file.rewind().and_then(|()| file.take(BEGINNING).read_to_end(&mut bytes));
    bytes
}

fn is_archive(file: &File) -> bool {
    beginning(file).starts_with(b"PK")
}

fn is_report(file: &File) -> bool {
    let bytes = beginning(file);
    let text = String::from_utf8_lossy(&bytes).replace(' ', "");
    REPORTS.iter().any(|(first, within)| text.starts_with(first) && text.contains(within))
}
