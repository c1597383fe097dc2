//! Keeping the cache small: what nobody has used for long goes, and the oldest when there is too much.

use std::fs::{self, File, FileTimes};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

/// How often the folder is looked through.
const EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// After how long an entry that nobody has used goes.
const UNUSED: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// The same in days.
pub fn unused_days() -> u32 {
    u32::try_from(UNUSED.as_secs() / (24 * 60 * 60)).unwrap_or(u32::MAX)
}

/// How much is kept, in bytes.
const MOST: u64 = 1 << 30;

/// How the names of files begin that are being written.
pub const BEING_WRITTEN: &str = ".writing-";

/// The file that tells when the folder was last looked through.
const LAST: &str = "tidied";

/// Takes away what is old or too much, at most once a day.
pub fn tidy(folder: &Path) {
    let last = folder.join(LAST);
    if fs::metadata(&last).is_ok_and(|last| age(&last) < EVERY) {
        return;
    }
    // First of all, so that a second run does not do the same at the same time.
    if fs::write(&last, b"").is_ok() {
        sweep(folder, UNUSED, MOST);
    }
}

/// Notes that an entry was used. A day more or less does not matter, and saves writing every time.
pub fn used(entry: &File, metadata: &fs::Metadata) {
    if age(metadata) > EVERY {
        let _ = entry.set_times(FileTimes::new().set_modified(SystemTime::now()));
    }
}

fn age(file: &fs::Metadata) -> Duration {
    file.modified().ok().and_then(|modified| modified.elapsed().ok()).unwrap_or_default()
}

fn sweep(folder: &Path, unused: Duration, most: u64) {
    let files = WalkDir::new(folder).min_depth(2).max_depth(2).into_iter().flatten();
    let mut kept: Vec<(Duration, u64, PathBuf)> = Vec::new();
    for file in files {
        let Ok(metadata) = file.metadata() else { continue };
        let age = age(&metadata);
        let is_left =
            file.file_name().as_encoded_bytes().starts_with(BEING_WRITTEN.as_bytes()) && age > EVERY;
        if is_left || age > unused {
            let _ = fs::remove_file(file.path());
        } else {
            kept.push((age, metadata.len(), file.into_path()));
        }
    }
    kept.sort();
    let mut size = 0;
    for (_, length, path) in kept {
        size += length;
        if size > most {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_old_or_too_much_goes() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("ab")).unwrap();
        let day = Duration::from_secs(24 * 60 * 60);
        let entry = |name: &str, days: u32| {
            let path = folder.path().join("ab").join(name);
            fs::write(&path, [0; 100]).unwrap();
            let file = File::options().write(true).open(&path).unwrap();
            file.set_modified(SystemTime::now() - day * days).unwrap();
            path
        };
        let old = entry("old", 90);
        let left = entry(".writing-x", 2);
        let [first, second, third] = [entry("1", 1), entry("2", 2), entry("3", 3)];
        sweep(folder.path(), UNUSED, 200);
        assert_eq!(
            [old, left, first, second, third].map(|path| path.exists()),
            [false, false, true, true, false]
        );

        tidy(folder.path());
        assert!(folder.path().join(LAST).exists());
        let kept = entry("old", 90);
        tidy(folder.path());
        assert!(kept.exists(), "a second time on the same day");
        let open = File::open(&kept).unwrap();
        used(&open, &open.metadata().unwrap());
        assert!(age(&fs::metadata(&kept).unwrap()) < day);
    }
}
