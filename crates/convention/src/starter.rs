//! A convention to begin with.

/// The text of a small convention with remarks, which loads and whose examples come out; `id` is what it
/// is to be called.
pub fn starter(id: &str) -> String {
    include_str!("starter.toml").replace("{id}", id)
}

/// Whether a convention can be called that: small letters, digits and hyphens.
pub fn is_id(id: &str) -> bool {
    let plain =
        |character: char| character.is_ascii_lowercase() || character.is_ascii_digit() || character == '-';
    !id.is_empty() && id.chars().all(plain)
}
