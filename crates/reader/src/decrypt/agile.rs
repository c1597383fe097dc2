//! The protection since Excel 2010 (MS-OFFCRYPTO 2.3.4.10 to 2.3.4.15): a key of its own, which the password
//! unlocks; what it is made of stands in XML.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use pamlint_package::xml::{attribute, decode};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cipher::{BLOCK, Hash, decipher};
use super::damaged;
use crate::failure::Failure;

/// The most often that a password may be hashed (2.3.4.10, `spinCount`).
const MOST_ROUNDS: u32 = 10_000_000;

/// The package is ciphered in pieces of this size.
const PIECE: usize = 4096;

/// What the keys are for (2.3.4.13).
const VERIFIER: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_HASH: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const PACKAGE_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// Opens a package.
pub(super) fn open(info: &[u8], password: &str, package: &[u8]) -> Result<Vec<u8>, Failure> {
    let text = decode(info);
    let (mut of_package, mut of_password) = (None, None);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "keyData" => of_package = Some(Parameters::read(&tag)?),
                // Others are certificates of people.
                "encryptedKey" if of_password.is_none() && attribute(&tag, "spinCount").is_some() => {
                    of_password = Some((Parameters::read(&tag)?, Locks::read(&tag)?));
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    let of_package = of_package.ok_or_else(damaged)?;
    let (parameters, locks) = of_password.ok_or(Failure::Locked)?;
    let hash = parameters.hash.of_password(&parameters.salt, password, locks.rounds);
    let start = fitted::<BLOCK>(&parameters.salt);
    let unlocked = |purpose: &[u8], data: &[u8]| {
        let mut key = parameters.hash.of(&[&hash, purpose]);
        key.resize(parameters.key, FILLER);
        decipher(&key, Some(start), data.to_vec()).ok_or_else(damaged)
    };
    let verifier = parameters.hash.of(&[&unlocked(&VERIFIER, &locks.verifier)?]);
    if !unlocked(&VERIFIER_HASH, &locks.verifier_hash)?.starts_with(&verifier) {
        return Err(Failure::WrongPassword);
    }
    let mut key = unlocked(&PACKAGE_KEY, &locks.key)?;
    key.truncate(of_package.key);
    let mut opened = Vec::with_capacity(package.len());
    for (number, piece) in (0u32..).zip(package.chunks(PIECE)) {
        let start = of_package.hash.of(&[&of_package.salt, &number.to_le_bytes()]);
        opened.extend(decipher(&key, Some(fitted(&start)), piece.to_vec()).ok_or_else(damaged)?);
    }
    Ok(opened)
}

/// What is put behind a hash that is too short.
const FILLER: u8 = 0x36;

/// Bytes cut or filled to a length.
fn fitted<const LENGTH: usize>(bytes: &[u8]) -> [u8; LENGTH] {
    let mut fitted = [FILLER; LENGTH];
    fitted.iter_mut().zip(bytes).for_each(|(byte, given)| *byte = *given);
    fitted
}

/// How something is ciphered.
struct Parameters {
    hash: Hash,
    /// The length of the key in bytes.
    key: usize,
    salt: Vec<u8>,
}

impl Parameters {
    fn read(tag: &BytesStart<'_>) -> Result<Parameters, Failure> {
        let value = |name| attribute(tag, name).unwrap_or_default();
        let hash = match value("hashAlgorithm").as_ref() {
            "SHA1" | "SHA-1" => Hash::Sha1,
            "SHA256" | "SHA-256" => Hash::Sha256,
            "SHA384" | "SHA-384" => Hash::Sha384,
            "SHA512" | "SHA-512" => Hash::Sha512,
            _ => return Err(Failure::Locked),
        };
        let key = match value("keyBits").as_ref() {
            "128" => 16,
            "192" => 24,
            "256" => 32,
            _ => return Err(Failure::Locked),
        };
        let is_known = value("cipherAlgorithm") == "AES" && value("cipherChaining") == "ChainingModeCBC";
        if is_known {
            Ok(Parameters { hash, key, salt: bytes(tag, "saltValue")? })
        } else {
            Err(Failure::Locked)
        }
    }
}

/// What the password unlocks.
struct Locks {
    rounds: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    key: Vec<u8>,
}

impl Locks {
    fn read(tag: &BytesStart<'_>) -> Result<Locks, Failure> {
        let rounds = attribute(tag, "spinCount").and_then(|count| count.parse().ok());
        Ok(Locks {
            rounds: rounds.filter(|rounds| *rounds <= MOST_ROUNDS).ok_or_else(damaged)?,
            verifier: bytes(tag, "encryptedVerifierHashInput")?,
            verifier_hash: bytes(tag, "encryptedVerifierHashValue")?,
            key: bytes(tag, "encryptedKeyValue")?,
        })
    }
}

/// Bytes that stand in an attribute as Base64.
fn bytes(tag: &BytesStart<'_>, name: &str) -> Result<Vec<u8>, Failure> {
    let text = attribute(tag, name).ok_or_else(damaged)?;
    STANDARD.decode(text.trim()).map_err(|_| damaged())
}
