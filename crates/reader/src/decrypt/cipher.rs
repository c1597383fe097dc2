//! The ciphers and hashes that protections are made of.

use aes::cipher::generic_array::GenericArray;
use aes::cipher::typenum::U16;
use aes::cipher::{BlockCipher, BlockDecrypt, BlockSizeUser, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A block of AES, in bytes.
pub(super) const BLOCK: usize = 16;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// The hash of some bytes, one behind the other.
    pub fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn of<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut hash = D::new();
            parts.iter().for_each(|part| hash.update(part));
            hash.finalize().to_vec()
        }
        match self {
            Hash::Sha1 => of::<Sha1>(parts),
            Hash::Sha256 => of::<Sha256>(parts),
            Hash::Sha384 => of::<Sha384>(parts),
            Hash::Sha512 => of::<Sha512>(parts),
        }
    }

    /// The hash of a password, hashed again as often as the protection says.
    pub fn of_password(self, salt: &[u8], password: &str, rounds: u32) -> Vec<u8> {
        let password: Vec<u8> = password.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = self.of(&[salt, &password]);
        (0..rounds).fold(first, |hash, round| self.of(&[&round.to_le_bytes(), &hash]))
    }
}

/// Deciphers whole blocks with AES; chained to `start`, or each by itself. `None` for a key of another length.
pub(super) fn decipher(key: &[u8], start: Option<[u8; BLOCK]>, mut data: Vec<u8>) -> Option<Vec<u8>> {
    match key.len() {
        16 => blocks::<Aes128>(key, start, &mut data)?,
        24 => blocks::<Aes192>(key, start, &mut data)?,
        32 => blocks::<Aes256>(key, start, &mut data)?,
        _ => return None,
    }
    Some(data)
}

fn blocks<C>(key: &[u8], start: Option<[u8; BLOCK]>, data: &mut [u8]) -> Option<()>
where
    C: BlockCipher + BlockDecrypt + BlockSizeUser<BlockSize = U16> + KeyInit,
{
    let cipher = C::new_from_slice(key).ok()?;
    let mut before = start;
    for block in data.chunks_exact_mut(BLOCK) {
        let ciphered: [u8; BLOCK] = (&*block).try_into().ok()?;
        cipher.decrypt_block(GenericArray::from_mut_slice(block));
        if let Some(before) = &mut before {
            block.iter_mut().zip(*before).for_each(|(byte, other)| *byte ^= other);
            *before = ciphered;
        }
    }
    Some(())
}
