//! What earlier runs found out: as long as a workbook and everything it is checked by stay the same, so
//! does the outcome.
//!
//! An entry is a file of its own for each workbook and each way of checking it, and holds what a report
//! says about the workbook, nothing more. It is written whole or not at all, so that any number of runs
//! can use the folder at once.

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
use crate::traces::Traces;

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
}

/// What is known of a workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The digest of the workbook.
    pub content: Digest,
    /// The outcome before it was compared with other workbooks, as a line of JSON Lines without paths.
    pub line: String,
    /// What it is compared by.
    pub traces: Option<Traces>,
    /// The digest of the line as it was told last, with what other workbooks have to do with it.
    pub told: Digest,
    /// The path of the copy that was written, and its digest.
    pub copy: Option<(Vec<u8>, Digest)>,
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
        Ok(Cache { way: way(settings), here, folder })
    }

    /// What is known of the workbook at `path`, if it still has that content.
    pub fn find(&self, path: &Path, content: &Digest) -> Option<Entry> {
        let file = self.file(path);
        let open = File::open(&file).ok()?;
        let length = open.metadata().ok()?.len().min(LARGEST);
        let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?.saturating_add(1));
        (&open).take(LARGEST).read_to_end(&mut bytes).ok()?;
        let entry: Entry =
            postcard::from_bytes(&bytes).ok().filter(|entry: &Entry| entry.content == *content)?;
        tidy::used(&open);
        Some(entry)
    }

    /// Keeps what is known of a workbook.
    pub fn keep(&self, path: &Path, entry: &Entry) {
        if let Err(error) = self.write(&self.file(path), entry) {
            tracing::debug!("{} will be checked anew next time: {error:#}", path.display());
        }
    }

    fn write(&self, file: &Path, entry: &Entry) -> anyhow::Result<()> {
        let bytes = postcard::to_stdvec(entry)?;
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

    fn file(&self, path: &Path) -> PathBuf {
        let path = self.here.join(path.strip_prefix(".").unwrap_or(path));
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.way).update(path.as_os_str().as_encoded_bytes());
        let name = hasher.finalize().to_hex();
        let (folder, name) = name.split_at(2);
        self.folder.join(folder).join(name)
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
        "{} {program:?} {:?} {:?} {:?}",
        env!("CARGO_PKG_VERSION"),
        settings.convention,
        settings.options,
        (
            settings.annotate,
            settings.unprotected_copies,
            settings.password.is_some(),
            settings.asked_today,
            &settings.exceptions,
            settings.shard.is_some()
        ),
    );
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
