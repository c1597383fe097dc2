//! Values that have to hold together: access keys with their account number, contexts with their safe.

/// An AWS access key ID that encodes an account number of up to twelve digits.
///
/// The reverse of how AWS keys are decoded: the account number stands seven bits from the right in
/// the first 48 bits of the base32 part, whose highest bit is set. `salt` makes different keys of
/// one account.
pub fn access_key(account: u64, salt: u32) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let head = (1u128 << 47) | (u128::from(account) << 7);
    // 80 bits are 16 characters; what follows the first 48 bits is free.
    let bits = (head << 32) | u128::from(salt.wrapping_mul(0x9e37_79b9));
    let letters = (0..16).rev().map(|place| {
        let index = usize::try_from((bits >> (place * 5)) & 31).unwrap_or(0);
        char::from(ALPHABET[index])
    });
    "AKIA".chars().chain(letters).collect()
}

/// The contexts of a safe, separated as people do: `contexts("D-000098-20109-OPS-CE", "user auditor")`.
pub fn contexts(safe: &str, roles: &str) -> String {
    let base = safe.rsplit_once('-').map_or(safe, |(base, _)| base);
    roles.split_whitespace().map(|role| format!("{base}%{role}")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors differ from ours only in the bits that encode nothing.
    #[test]
    fn access_keys_encode_their_account() {
        assert_eq!(access_key(123_456_789_012, 0), "AKIARZPUZDIKAAAAAAAA");
        assert_eq!(access_key(12_345_678, 0), "AKIAQAAF4MFHAAAAAAAA");
        assert_ne!(access_key(12_345_678, 1), access_key(12_345_678, 2));
    }

    #[test]
    fn contexts_leave_the_location_out() {
        assert_eq!(
            contexts("D-000098-20109-OPS-CE", "user auditor"),
            "D-000098-20109-OPS%user; D-000098-20109-OPS%auditor"
        );
    }
}
