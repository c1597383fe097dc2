//! What earlier runs found out: as long as a workbook and everything it is checked by stay the same, so
//! does the outcome.
//!
//! An entry is a file of its own for each workbook and each way of checking it, and holds what a report
//! says about the workbook, nothing more. It is written whole or not at all, so that any number of runs
//! can use the folder at once. It begins with a checksum: one that was damaged is not there.

mod ledger;
mod tidy;

use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, anyhow};
use etcetera::AppStrategy as _;
use serde::{Deserialize, Serialize};

use crate::output::folder_of;
use crate::settings::Settings;
use crate::traces::{Told, Traces};
use ledger::Ledger;

/// Where the cache is instead of where the system has such folders.
const VARIABLE: &str = "PAMLINT_CACHE_DIR";

/// The largest entry that is kept or read, in bytes: a workbook with more to say is quicker checked again.
const LARGEST: u64 = 16 << 20;

/// A digest of something.
pub type Digest = [u8; 32];

/// The digest of bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    blake3::hash(bytes).into()
}

/// The outcomes of earlier runs that checked in the same way.
pub struct Cache {
    folder: PathBuf,
    /// The current folder, from which paths count.
    here: PathBuf,
    /// What workbooks are checked by.
    way: Digest,
    /// What was told by earlier runs, where only what is new is to be told.
    told: Ledger,
}

/// What is known of a workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The digest of the workbook.
    pub content: Digest,
    /// The outcome before it was compared with other workbooks, as a line of JSON Lines without paths.
    pub line: String,
    /// The digest of the line.
    pub said: Digest,
    /// What it is compared by.
    pub traces: Option<Traces>,
    /// The copy that was written.
    pub copy: Option<Copied>,
    /// The [`Told`] of the traces, as it stands in the file: it is hardly ever asked for.
    #[serde(skip)]
    pub told: Vec<u8>,
}

/// A copy that was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// Its path.
    pub path: Vec<u8>,
    /// Its digest.
    pub content: Digest,
    /// The digest of the line that says what is marked in it.
    pub said: Digest,
}

impl Entry {
    /// What there is to say when another workbook has the same.
    pub fn told(&self) -> Option<Told> {
        postcard::from_bytes(&self.told).ok()
    }

    fn to_bytes(&self) -> anyhow::Result<Vec<u8>> {
        let head = postcard::to_stdvec(self)?;
        let length = u32::try_from(head.len())?.to_le_bytes();
        Ok(sealed(&[&length, &head, &self.told]))
    }

    fn from_bytes(bytes: &[u8]) -> Option<Entry> {
        let (length, rest) = checked(bytes)?.split_first_chunk()?;
        let (head, told) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
        let entry = postcard::from_bytes(head).ok()?;
        Some(Entry { told: told.to_vec(), ..entry })
    }
}

/// Pieces of what is kept, one after the other, behind their checksum.
fn sealed(pieces: &[&[u8]]) -> Vec<u8> {
    let mut bytes = vec![0; size_of::<u32>()];
    let mut hasher = crc32fast::Hasher::new();
    for piece in pieces {
        hasher.update(piece);
        bytes.extend_from_slice(piece);
    }
    if let Some(sum) = bytes.first_chunk_mut() {
        *sum = hasher.finalize().to_le_bytes();
    }
    bytes
}

/// What stands behind a checksum, if it is the right one.
fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (sum, rest) = bytes.split_first_chunk()?;
    (crc32fast::hash(rest) == u32::from_le_bytes(*sum)).then_some(rest)
}

impl Cache {
    /// The cache for checking by these settings.
    ///
    /// # Errors
    /// When there can be no folder for it.
    pub fn open(settings: &Settings) -> anyhow::Result<Cache> {
        let folder = folder()?;
        let cannot = || format!("cannot keep what is found in {}", folder.display());
        fs::create_dir_all(&folder).with_context(cannot)?;
        tidy::tidy(&folder);
        let here = std::env::current_dir().unwrap_or_default();
        let mut cache = Cache { way: way(settings), here, folder, told: Ledger::default() };
        if settings.changed_only {
            cache.told = Ledger::read(&cache.ledger());
        }
        Ok(cache)
    }

    /// By what the workbook at `path` is known.
    pub fn name(&self, path: &Path) -> Digest {
        let path = self.here.join(path.strip_prefix(".").unwrap_or(path));
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.way).update(path.as_os_str().as_encoded_bytes());
        hasher.finalize().into()
    }

    /// What is known of the workbook of that name, if it still has that content.
    pub fn find(&self, name: &Digest, content: &Digest) -> Option<Entry> {
        let open = File::open(self.file(name)).ok()?;
        let metadata = open.metadata().ok()?;
        let length = metadata.len().min(LARGEST);
        let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?.saturating_add(1));
        (&open).take(LARGEST).read_to_end(&mut bytes).ok()?;
        let entry = Entry::from_bytes(&bytes).filter(|entry| entry.content == *content)?;
        tidy::used(&open, &metadata);
        Some(entry)
    }

    /// Keeps what is known of a workbook.
    pub fn keep(&self, name: &Digest, entry: &Entry) {
        if let Err(error) = self.write(&self.file(name), entry) {
            tracing::debug!("a workbook will be checked anew next time: {error:#}");
        }
    }

    /// Whether an earlier run has told the same of the workbook of that name: the line of that digest.
    pub fn was_told(&self, name: &Digest, said: &Digest) -> bool {
        self.told.knows(name, said)
    }

    /// Keeps what was told of workbooks, now that the report is whole: the name of each, and the digest of its
    /// line.
    pub fn tell(&self, told: &[(Digest, Digest)]) {
        if let Err(error) = Ledger::add(&self.ledger(), told, ledger::today()) {
            tracing::debug!("what was told will be told again: {error:#}");
        }
    }

    fn write(&self, file: &Path, entry: &Entry) -> anyhow::Result<()> {
        let bytes = entry.to_bytes()?;
        if u64::try_from(bytes.len())? > LARGEST {
            return Err(anyhow!("there is too much to say about it"));
        }
        fs::create_dir_all(folder_of(file))?;
        // Private, as temporary files are.
        let mut temporary =
            tempfile::Builder::new().prefix(tidy::BEING_WRITTEN).tempfile_in(folder_of(file))?;
        temporary.write_all(&bytes)?;
        temporary.persist(file)?;
        Ok(())
    }

    fn file(&self, name: &Digest) -> PathBuf {
        let name = blake3::Hash::from_bytes(*name).to_hex();
        let (folder, name) = name.split_at(2);
        self.folder.join(folder).join(name)
    }

    fn ledger(&self) -> PathBuf {
        self.folder.join("told").join(blake3::Hash::from_bytes(self.way).to_hex().as_str())
    }
}

/// The folder in which the system keeps such things.
fn folder() -> anyhow::Result<PathBuf> {
    if let Some(folder) = std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let app = etcetera::AppStrategyArgs {
        top_level_domain: "eu".to_owned(),
        author: String::new(),
        app_name: "pamlint".to_owned(),
    };
    let strategy = etcetera::app_strategy::choose_native_strategy(app)
        .map_err(|_| anyhow!("there is no home folder to keep what is found in; name one in {VARIABLE}"))?;
    Ok(strategy.cache_dir())
}

/// A digest of everything besides a workbook that decides what its outcome and its copy are.
fn way(settings: &Settings) -> Digest {
    let mut text = Hashed(blake3::Hasher::new());
    // Another build of the program may judge otherwise, though its version is the same.
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let program =
        program.map(|program| (program.len(), program.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
    // What is written cannot fail, since only a hash takes it in.
    let _ = write!(
        text,
        "{} {program:?} {} {:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        settings.convention.id,
        settings.options,
        (&settings.decisive, &settings.exceptions, settings.shard.is_some()),
    );
    // What is built in changes only with the program.
    if program.is_none() || !settings.is_built_in {
        let _ = write!(text, "{:?}", settings.convention);
    }
    text.0.finalize().into()
}

/// Takes in a text without keeping it.
struct Hashed(blake3::Hasher);

impl fmt::Write for Hashed {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
