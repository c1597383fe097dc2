//! Workbooks that are protected with a password (MS-OFFCRYPTO): opened in memory, never written anywhere.

mod agile;
mod cipher;
mod standard;

use std::io::{Cursor, Read};

use pamlint_package::{Limit, Limits};

use crate::failure::{Damage, Failure};
use crate::format::{self, Format};

/// The password with which Excel protects a workbook of which only the structure is protected, and which it
/// tries before it asks for one.
pub const DEFAULT_PASSWORD: &str = "VelvetSweatshop";

/// Opens a workbook that is protected with a password (.xlsx, .xlsm or .xlsb: what [`crate::read`] calls
/// [`Failure::Encrypted`]).
///
/// A hostile file may make this take long: call it in a process that may die.
///
/// # Errors
/// [`Failure::WrongPassword`] for another password, [`Failure::Locked`] for a protection of a kind that
/// is not known here, and what [`format::tell`] says of any other file.
pub fn decrypt(bytes: &[u8], password: &str) -> Result<Vec<u8>, Failure> {
    decrypt_within(bytes, password, &Limits::default())
}

/// As [`decrypt`], with other limits than the usual ones.
///
/// # Errors
/// As [`decrypt`].
pub fn decrypt_within(bytes: &[u8], password: &str, limits: &Limits) -> Result<Vec<u8>, Failure> {
    limits.check(Limit::File, bytes.len())?;
    match format::tell(bytes) {
        Err(Failure::Encrypted) => {}
        Ok(Format::Xls) => return Err(Failure::Locked),
        Ok(_) => return Ok(bytes.to_vec()),
        Err(failure) => return Err(failure),
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
    let most = limits.most(Limit::File);
    let mut stream = |name| {
        let mut content = Vec::new();
        let opened = file.open_stream(name).and_then(|stream| stream.take(most).read_to_end(&mut content));
        opened.map(|_| content).map_err(|_| damaged())
    };
    let (info, package) = (stream("/EncryptionInfo")?, stream("/EncryptedPackage")?);
    let (size, content) = package.split_first_chunk().ok_or_else(damaged)?;
    let (version, info) = info.split_first_chunk::<8>().ok_or_else(damaged)?;
    // The version of the protection (2.3.4.5, 2.3.4.10), and flags.
    let mut opened = match version {
        [4, 0, 4, 0, ..] => agile::open(info, password, content)?,
        [2..=4, 0, 2, 0, ..] => standard::open(info, password, content)?,
        _ => return Err(Failure::Locked),
    };
    opened.truncate(usize::try_from(u64::from_le_bytes(*size)).unwrap_or(usize::MAX));
    Ok(opened)
}

/// The failure for a protection that contradicts itself.
fn damaged() -> Failure {
    Failure::Corrupt(Damage::Unexplained)
}
