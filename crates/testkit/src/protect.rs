//! Workbooks protected with a password as Excel does it, in each of its ways (MS-OFFCRYPTO 2.3.4).

use std::io::{Cursor, Write as _};

use aes::cipher::generic_array::GenericArray;
use aes::cipher::{BlockEncrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha512};

/// A way to protect a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// As Excel 2007 does: AES of so many bits, each block by itself.
    Standard(usize),
    /// As Excel 2010 does: AES of so many bits, SHA-1.
    Sha1(usize),
    /// As Excel does since 2013: AES of so many bits, SHA-512.
    Sha512(usize),
    /// With a cipher of old that nothing here reads.
    Rc4,
}

/// Salts, verifiers and keys: any bytes do.
const SALT: [u8; 16] = *b"0123456789abcdef";
const VERIFIER: [u8; 16] = *b"fedcba9876543210";
const KEY: [u8; 32] = *b"a key of exactly thirty-two byte";

/// How often a password is hashed; the standard protection has no choice.
const ROUNDS: u32 = 1_000;

/// Protects a package with a password.
pub fn protect(package: &[u8], password: &str, protection: Protection) -> Vec<u8> {
    let (info, content) = match protection {
        Protection::Standard(bits) => standard(package, password, bits),
        Protection::Sha1(bits) => {
            agile(package, password, bits, "SHA1", |bytes| Sha1::digest(bytes).to_vec())
        }
        Protection::Sha512(bits) => {
            agile(package, password, bits, "SHA512", |bytes| Sha512::digest(bytes).to_vec())
        }
        Protection::Rc4 => {
            let (mut info, content) = standard(package, password, 128);
            // AlgID: the eighth byte of the header, behind version, flags and size.
            info[20..24].copy_from_slice(&0x6801u32.to_le_bytes());
            (info, content)
        }
    };
    let size = u64::try_from(package.len()).expect("a length of 64 bits");
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("room for a file");
    for (name, bytes) in
        [("/EncryptionInfo", info), ("/EncryptedPackage", [size.to_le_bytes().to_vec(), content].concat())]
    {
        let mut stream = file.create_stream(name).expect("room for a stream");
        stream.write_all(&bytes).expect("room for its bytes");
    }
    file.flush().expect("room for a file");
    file.into_inner().into_inner()
}

fn standard(package: &[u8], password: &str, bits: usize) -> (Vec<u8>, Vec<u8>) {
    let mut hash = Sha1::digest([&SALT[..], &utf16(password)].concat()).to_vec();
    for round in 0..50_000u32 {
        hash = Sha1::digest([&round.to_le_bytes()[..], &hash].concat()).to_vec();
    }
    hash = Sha1::digest([&hash[..], &[0; 4]].concat()).to_vec();
    let half = |filler: u8| {
        let buffer: Vec<u8> = (0..64).map(|at| filler ^ hash.get(at).copied().unwrap_or_default()).collect();
        Sha1::digest(buffer).to_vec()
    };
    let key = [half(0x36), half(0x5C)].concat()[..bits / 8].to_vec();
    let cipher = 0x660E + u32::try_from(bits / 64).expect("a few bits") - 2;
    let numbers = [0x24, 0, cipher, 0x8004, u32::try_from(bits).expect("a few bits"), 0x18, 0, 0];
    let header: Vec<u8> = numbers.into_iter().flat_map(u32::to_le_bytes).chain(utf16("AES\0")).collect();
    let mut info = vec![3, 0, 2, 0, 0x24, 0, 0, 0];
    info.extend(u32::try_from(header.len()).expect("a short header").to_le_bytes());
    info.extend(header);
    info.extend(16u32.to_le_bytes());
    info.extend(SALT);
    info.extend(encipher(&key, None, &VERIFIER));
    info.extend(20u32.to_le_bytes());
    info.extend(encipher(&key, None, &Sha1::digest(VERIFIER)));
    (info, encipher(&key, None, package))
}

fn agile(
    package: &[u8],
    password: &str,
    bits: usize,
    name: &str,
    digest: impl Fn(&[u8]) -> Vec<u8>,
) -> (Vec<u8>, Vec<u8>) {
    let mut hash = digest(&[&SALT[..], &utf16(password)].concat());
    for round in 0..ROUNDS {
        hash = digest(&[&round.to_le_bytes()[..], &hash].concat());
    }
    let lock = |purpose: [u8; 8], data: &[u8]| {
        let mut key = digest(&[&hash[..], &purpose].concat());
        key.resize(bits / 8, 0x36);
        STANDARD.encode(encipher(&key, Some(SALT), data))
    };
    let verifier = lock([0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79], &VERIFIER);
    let verifier_hash = lock([0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E], &digest(&VERIFIER));
    let key = &KEY[..bits / 8];
    let locked_key = lock([0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6], key);
    let parameters = format!(
        "saltSize=\"16\" blockSize=\"16\" keyBits=\"{bits}\" hashSize=\"{}\" cipherAlgorithm=\"AES\" \
         cipherChaining=\"ChainingModeCBC\" hashAlgorithm=\"{name}\" saltValue=\"{}\"",
        digest(b"").len(),
        STANDARD.encode(SALT)
    );
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n\
         <encryption xmlns=\"http://schemas.microsoft.com/office/2006/encryption\" \
         xmlns:p=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\"><keyData {parameters}/>\
         <keyEncryptors><keyEncryptor uri=\"http://schemas.microsoft.com/office/2006/keyEncryptor/password\">\
         <p:encryptedKey spinCount=\"{ROUNDS}\" {parameters} encryptedVerifierHashInput=\"{verifier}\" \
         encryptedVerifierHashValue=\"{verifier_hash}\" encryptedKeyValue=\"{locked_key}\"/></keyEncryptor></keyEncryptors></encryption>"
    );
    let pieces = (0u32..).zip(package.chunks(4096)).map(|(number, piece)| {
        let mut start = digest(&[&SALT[..], &number.to_le_bytes()].concat());
        start.truncate(16);
        encipher(key, Some(start.try_into().expect("16 bytes")), piece)
    });
    let content = pieces.collect::<Vec<_>>().concat();
    ([&[4, 0, 4, 0, 0x40, 0, 0, 0], xml.as_bytes()].concat(), content)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Enciphers with AES, filled up to whole blocks; chained to `start`, or each block by itself.
fn encipher(key: &[u8], start: Option<[u8; 16]>, data: &[u8]) -> Vec<u8> {
    let mut before = start.unwrap_or_default();
    let mut enciphered = Vec::new();
    for piece in data.chunks(16) {
        let mut block = [0; 16];
        block[..piece.len()].copy_from_slice(piece);
        if start.is_some() {
            block.iter_mut().zip(before).for_each(|(byte, other)| *byte ^= other);
        }
        let block_of_aes = GenericArray::from_mut_slice(&mut block);
        match key.len() {
            16 => Aes128::new_from_slice(key).expect("its length").encrypt_block(block_of_aes),
            24 => Aes192::new_from_slice(key).expect("its length").encrypt_block(block_of_aes),
            _ => Aes256::new_from_slice(key).expect("its length").encrypt_block(block_of_aes),
        }
        before = block;
        enciphered.extend(block);
    }
    enciphered
}
