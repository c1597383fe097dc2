//! Workbooks that are protected with a password: opened in memory, never written anywhere.

use office_crypto::DecryptError;

use crate::failure::{Damage, Excess, Failure};
use crate::format::{self, Format};
use crate::limits;

/// How a package begins. The library does not check the password: with a wrong one, it gives noise.
const PACKAGE: &[u8] = b"PK\x03\x04";

/// Opens a workbook that is protected with a password (.xlsx, .xlsm or .xlsb: what [`crate::read`] calls
/// [`Failure::Encrypted`]).
///
/// A hostile file may make the library that does it panic: call this in a process that may die.
///
/// # Errors
/// [`Failure::WrongPassword`] for another password, [`Failure::Locked`] for a protection of a kind that
/// is not known here, and what [`format::tell`] says of any other file.
pub fn decrypt(bytes: &[u8], password: &str) -> Result<Vec<u8>, Failure> {
    if u64::try_from(bytes.len()).is_ok_and(|size| size > limits::FILE) {
        return Err(Failure::TooLarge(Excess::File(limits::FILE)));
    }
    match format::tell(bytes) {
        Err(Failure::Encrypted) => {}
        Ok(Format::Xls) => return Err(Failure::Locked),
        Ok(_) => return Ok(bytes.to_vec()),
        Err(failure) => return Err(failure),
    }
    let opened =
        office_crypto::decrypt_from_bytes(bytes.to_vec(), password).map_err(|error| match error {
            DecryptError::Unimplemented(_) => Failure::Locked,
            _ => Failure::Corrupt(Damage::Unexplained),
        })?;
    if opened.starts_with(PACKAGE) { Ok(opened) } else { Err(Failure::WrongPassword) }
}
