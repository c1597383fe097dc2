//! A list of workbooks that another program made: paths with NUL or line ends between them.

use std::ffi::OsString;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::files::{self, NotRead};
use crate::speech::said;

/// The longest list that is read, in bytes: more than a million paths.
const LONGEST: u64 = 256 << 20;

/// The paths in a file, or in what comes on standard input when it is called `-`.
///
/// # Errors
/// When it cannot be read.
pub fn read(file: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let bytes = if file == Path::new("-") { from_standard_input() } else { files::read(file, LONGEST) };
    let bytes = bytes.map_err(|error| match error {
        NotRead::TooLarge(_) => {
            anyhow!(
                "{}",
                said!("--files-from {file}: it is too long to be a list of workbooks", file = file.display())
            )
        }
        other => anyhow!("--files-from {}: {other}", file.display()),
    })?;
    split(&bytes).into_iter().map(|path| path_of(path, file)).collect()
}

fn from_standard_input() -> Result<Vec<u8>, NotRead> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LONGEST) {
        return Err(NotRead::TooLarge(LONGEST));
    }
    Ok(bytes)
}

/// The entries: by NUL where there is one (a name may hold a line end, but no NUL), else by lines.
fn split(bytes: &[u8]) -> Vec<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let entries: Vec<&[u8]> = if bytes.contains(&0) {
        bytes.split(|byte| *byte == 0).collect()
    } else {
        bytes.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)).collect()
    };
    entries.into_iter().filter(|entry| !entry.is_empty()).collect()
}

#[cfg(unix)]
fn path_of(bytes: &[u8], _: &Path) -> anyhow::Result<PathBuf> {
    use std::os::unix::ffi::OsStringExt as _;
    Ok(OsString::from_vec(bytes.to_vec()).into())
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8], list: &Path) -> anyhow::Result<PathBuf> {
    match String::from_utf8(bytes.to_vec()) {
        Ok(text) => Ok(OsString::from(text).into()),
        Err(_) => {
            crate::speech::fail!(
                "--files-from {file}: it is no text in UTF-8; save it as UTF-8",
                file = list.display()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_end_at_nul_or_at_line_ends() {
        assert_eq!(split(b"a b.xlsx\nc.xlsx\r\n\n"), [b"a b.xlsx".as_slice(), b"c.xlsx"]);
        assert_eq!(split(b"a\nb.xlsx\0c.xlsx\0"), [b"a\nb.xlsx".as_slice(), b"c.xlsx"]);
        assert_eq!(split(b"\xEF\xBB\xBFa.xlsx"), [b"a.xlsx"]);
        assert!(split(b"\n\0").iter().all(|entry| *entry == b"\n"));
        assert!(split(b"").is_empty());
    }

    #[test]
    fn a_list_that_is_not_there_is_said() {
        let error = read(Path::new("no/such/list")).unwrap_err().to_string();
        assert_eq!(error, "--files-from no/such/list: it does not exist");
    }

    #[cfg(unix)]
    #[test]
    fn paths_that_are_no_text_survive() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let list = folder.path().join("list");
        std::fs::write(&list, b"in/a\xff.xlsx\n").unwrap();
        assert_eq!(read(&list).unwrap()[0].as_os_str().as_bytes(), b"in/a\xff.xlsx");
    }
}
