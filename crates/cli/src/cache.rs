//! What earlier runs found out: as long as a workbook and everything it is checked by stay the same, so
//! does the outcome.
//!
//! An entry is a file of its own for each workbook and each way of checking it, and holds the report on the
//! workbook, nothing more; it is in no language, so that each run words it in its own. It is written whole or not at all, so that any number of runs
//! can use the folder at once. It begins with a digest: one that was damaged is not there.

pub mod answers;
mod ledger;
mod tidy;

use std::fmt::{self, Write as _};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, anyhow};
use etcetera::AppStrategy as _;
use serde::{Deserialize, Serialize};

use crate::files;
use crate::files::folder_of;
use crate::kept::{Digest, Kept};
use crate::settings::Settings;
use crate::speech::said;
use answers::{Answers, Which};
use ledger::Ledger;

/// The variable that names another folder than the system has for such things.
const VARIABLE: &str = "PAMLINT_CACHE_DIR";

/// The largest entry that is kept or read, in bytes: a workbook with more to say is quicker checked again.
const LARGEST: u64 = 16 << 20;

/// The outcomes of earlier runs that checked in the same way.
pub struct Cache {
    folder: PathBuf,
    /// The current folder, from which paths count.
    here: PathBuf,
    /// The digests of everything besides a workbook that decides what is found in it, one for each way of checking.
    keys: Vec<Digest>,
    /// That of all ways together.
    run: Digest,
    /// The outcomes that earlier runs have reported, where only new ones are to be reported.
    reported: Ledger,
}

/// An entry: what is known of a workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub about: About,
    pub kept: Kept,
}

/// The part of an entry that tells whether it still holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The digest of the workbook.
    pub content: Digest,
    /// The digest of the outcome.
    pub outcome: Digest,
    /// The copy that was written.
    pub copy: Option<Copied>,
}

/// A copy that was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Copied {
    /// Its path.
    pub path: Vec<u8>,
    /// Its digest.
    pub content: Digest,
    /// The digest of the outcome that is marked in it.
    pub outcome: Digest,
    /// Its language.
    pub language: String,
}

impl Cache {
    /// The cache for checking by these settings.
    ///
    /// # Errors
    /// When there can be no folder for it.
    pub fn open(settings: &Settings) -> anyhow::Result<Cache> {
        let folder = folder()?;
        let cannot = || format!("cannot keep what is found in {}", folder.display());
        make_private(&folder).with_context(cannot)?;
        tidy::tidy(&folder);
        let here = std::env::current_dir().unwrap_or_default();
        let keys: Vec<Digest> = settings.ways().map(key).collect();
        let run = blake3::hash(keys.as_flattened()).into();
        let mut cache = Cache { keys, run, here, folder, reported: Ledger::default() };
        if settings.changed_only {
            cache.reported = Ledger::read(&cache.ledger());
        }
        Ok(cache)
    }

    /// By what the workbook at `path` is known.
    pub fn name(&self, path: &Path, settings: &Settings) -> Digest {
        let key = self.keys.get(settings.of_workbook(path).way).unwrap_or(&self.run);
        let path = self.here.join(path.strip_prefix(".").unwrap_or(path));
        let mut hasher = blake3::Hasher::new();
        hasher.update(key).update(path.as_os_str().as_encoded_bytes());
        hasher.finalize().into()
    }

    /// The entry of the workbook of that name, if it still has that content.
    pub fn find(&self, name: &Digest, content: &Digest) -> Option<Entry> {
        let entry = files::open(&self.file(name)).ok()?;
        let (file, metadata) = (entry.file.try_clone().ok()?, entry.about.clone());
        let bytes = entry.read(LARGEST).ok()?;
        let (about, kept) =
            Kept::from_bytes::<About>(&bytes).filter(|(about, _)| about.content == *content)?;
        tidy::used(&file, &metadata);
        Some(Entry { about, kept })
    }

    /// Keeps what is known of a workbook.
    pub fn keep(&self, name: &Digest, entry: &Entry) {
        if let Err(error) = self.write(&self.file(name), entry) {
            tracing::debug!("a workbook will be checked anew next time: {error:#}");
        }
    }

    /// Keeps that a copy was written of a workbook, if anything is kept of it.
    pub fn keep_copy(&self, name: &Digest, content: &Digest, copy: Copied) {
        if let Some(mut entry) = self.find(name, content) {
            entry.about.copy = Some(copy);
            self.keep(name, &entry);
        }
    }

    /// True when an earlier run has reported that outcome of the workbook of that name.
    pub fn was_reported(&self, name: &Digest, outcome: &Digest) -> bool {
        self.reported.knows(name, outcome)
    }

    /// Keeps what was reported, now that the report is whole: the name of each workbook, and the digest of its
    /// outcome.
    pub fn keep_reported(&self, reported: &[(Digest, Digest)]) {
        if let Err(error) = Ledger::add(&self.ledger(), reported, ledger::today()) {
            tracing::debug!("what was told will be told again: {error:#}");
        }
    }

    /// The replies that were drafted, whatever the workbooks were checked by.
    pub fn answers(&self) -> Answers {
        Answers::read(self.folder.join("replied").join("all"))
    }

    /// A workbook as the [replies](Self::answers) know it.
    pub fn which(&self, path: &Path, content: &Digest) -> Which {
        Which::of(&self.here.join(path.strip_prefix(".").unwrap_or(path)), content)
    }

    fn write(&self, file: &Path, entry: &Entry) -> anyhow::Result<()> {
        let bytes = entry.kept.to_bytes(&entry.about)?;
        if u64::try_from(bytes.len())? > LARGEST {
            return Err(anyhow!("there is too much to say about it"));
        }
        make_private(folder_of(file))?;
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
        self.folder.join("told").join(blake3::Hash::from_bytes(self.run).to_hex().as_str())
    }
}

/// The folder in which the system keeps such things.
pub fn folder() -> anyhow::Result<PathBuf> {
    if let Some(folder) = std::env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let app = etcetera::AppStrategyArgs {
        top_level_domain: "eu".to_owned(),
        author: String::new(),
        app_name: "pamlint".to_owned(),
    };
    let strategy = etcetera::app_strategy::choose_native_strategy(app).map_err(|_| {
        anyhow!(
            "{}",
            said!(
                "there is no home folder to keep what is found in; name one in {variable}",
                variable = VARIABLE
            )
        )
    })?;
    Ok(strategy.cache_dir())
}

/// Makes a folder for what is kept, into which nobody else may look.
pub fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A digest of everything besides a workbook that decides what its outcome and its copy are.
fn key(settings: &Settings) -> Digest {
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
