//! The protection of Excel 2007 (MS-OFFCRYPTO 2.3.4.5 to 2.3.4.9): AES, each block by itself, and SHA-1.

use super::cipher::{Hash, decipher};
use super::damaged;
use crate::failure::Failure;
use crate::little_endian::LittleEndian;

/// How often a password is hashed.
const ROUNDS: u32 = 50_000;

/// AES with each length of key (2.3.2, `AlgID`), in bytes.
const CIPHERS: [(u32, usize); 3] = [(0x660E, 16), (0x660F, 24), (0x6610, 32)];

/// SHA-1 (`AlgIDHash`), and what stands for it.
const HASHES: [u32; 2] = [0, 0x8004];

/// Opens a package.
pub(super) fn open(info: &[u8], password: &str, package: &[u8]) -> Result<Vec<u8>, Failure> {
    let (size, rest) = info.split_first_chunk().ok_or_else(damaged)?;
    let size = usize::try_from(u32::from_le_bytes(*size)).unwrap_or(usize::MAX);
    let (header, verifier) = rest.split_at_checked(size).ok_or_else(damaged)?;
    let (cipher, hash) = header.long(8).zip(header.long(12)).ok_or_else(damaged)?;
    let length = CIPHERS.iter().find(|(known, _)| *known == cipher).map(|(_, length)| *length);
    let length = length.filter(|_| HASHES.contains(&hash)).ok_or(Failure::Locked)?;
    // The size of the salt, which is always 16; the salt; the verifier; the size of its hash; the hash.
    let part = |from: usize, to: usize| verifier.get(from..to).ok_or_else(damaged);
    let key = key(part(4, 20)?, password, length);
    let deciphered = |data: &[u8]| decipher(&key, None, data.to_vec()).ok_or_else(damaged);
    let expected = Hash::Sha1.of(&[&deciphered(part(20, 36)?)?]);
    if !deciphered(part(40, 72)?)?.starts_with(&expected) {
        return Err(Failure::WrongPassword);
    }
    deciphered(package)
}

/// The key that a password gives (2.3.4.7).
fn key(salt: &[u8], password: &str, length: usize) -> Vec<u8> {
    let hash = Hash::Sha1.of_password(salt, password, ROUNDS);
    let hash = Hash::Sha1.of(&[&hash, &[0; 4]]);
    let half = |filler: u8| {
        let mut buffer = [filler; 64];
        buffer.iter_mut().zip(&hash).for_each(|(byte, other)| *byte ^= other);
        Hash::Sha1.of(&[&buffer])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(length);
    key
}
