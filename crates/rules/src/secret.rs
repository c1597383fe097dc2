//! Secrets that stand in cells where they should not: told by their shape, or by what they are called.
//!
//! A false alarm takes the value out of every report, so what is only perhaps a secret is let through.

mod password;
mod stop;
#[cfg(test)]
mod tests;
mod token;

use memchr::{memchr2, memmem};

/// The colon that East Asian keyboards give.
const FULL_WIDTH: char = '：';

/// A secret in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Secret {
    /// What sort it is: `private-key`, `aws-secret`, `token` or `password`, the variants of
    /// [`BuiltInCheck::SecretInCell`](pamlint_convention::BuiltInCheck::SecretInCell).
    pub kind: &'static str,
    /// How many characters the whole cell has: all that may be told about it.
    pub chars: usize,
}

/// Looks for a secret in the text of a cell, as it was typed.
pub(crate) fn find(text: &str) -> Option<Secret> {
    let bytes = text.as_bytes();
    let kind = private_key(bytes).or_else(|| token::find(bytes)).or_else(|| {
        let is_told = match text.contains(FULL_WIDTH) {
            true => password::is_told(&text.replace(FULL_WIDTH, ":")),
            false => memchr2(b':', b'=', bytes).is_some() && password::is_told(text),
        };
        is_told.then_some("password")
    })?;
    Some(Secret { kind, chars: text.chars().count() })
}

/// A private key of OpenSSL, OpenSSH, PGP, SSH.COM or PuTTY, or enough of one.
fn private_key(text: &[u8]) -> Option<&'static str> {
    /// The first bytes of an OpenSSH key, for one that has lost its frame.
    const BARE: &[u8] = b"b3BlbnNzaC1rZXktdjE";
    const PUTTY: &[u8] = b"PuTTY-User-Key-File-";
    if text.len() < BARE.len() {
        return None;
    }
    let framed = || {
        text.windows(2).any(|pair| pair == b"--")
            && memmem::find_iter(text, "BEGIN ").any(|start| {
                let line = text.get(start..).unwrap_or_default();
                let end = memchr2(b'\n', b'\r', line).unwrap_or(line.len());
                line.get(..end.min(64)).is_some_and(|line| memmem::find(line, b"PRIVATE KEY").is_some())
            })
    };
    let known = || token::runs(text, BARE.len()).any(|run| run.starts_with(PUTTY) || run.starts_with(BARE));
    (framed() || known()).then_some("private-key")
}
