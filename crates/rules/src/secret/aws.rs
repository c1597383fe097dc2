//! The secret of an AWS access key: forty characters of base64 with nothing else to know them by.

/// The characters of the secret of an AWS access key.
const LENGTH: usize = 40;

/// Whether there is one in a text.
pub(super) fn is_there(text: &[u8]) -> bool {
    text.len() >= LENGTH
        && text
            .split(|byte| !byte.is_ascii_graphic())
            .filter(|run| run.len() >= LENGTH)
            .any(|run| run.split(|byte| !is_of_base64(*byte)).any(has_aws_secret))
}

fn is_of_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'=')
}

/// The secret of an AWS access key behind at most a name and an equals sign.
fn has_aws_secret(word: &[u8]) -> bool {
    // Behind base64 stand equals signs; before a secret stands at most one, with its name.
    let secret = word.rsplit(|byte| *byte == b'=').next().unwrap_or(word);
    is_aws_secret(secret)
}

/// The right number of characters that are no path, no words and no hash.
///
/// Of random ones two in five are small letters and as many are capitals: hardly ever do seven small
/// letters stand together, or do letters and digits take turns fewer than twelve times.
fn is_aws_secret(word: &[u8]) -> bool {
    let sorts = |byte: &u8| match byte {
        b'a'..=b'z' => Some('a'),
        b'A'..=b'Z' => Some('A'),
        b'0'..=b'9' => Some('0'),
        _ => None,
    };
    let has = |sort: char| word.iter().any(|byte| sorts(byte) == Some(sort));
    let turns = || {
        let mut last = None;
        word.iter().filter_map(sorts).filter(|sort| last.replace(*sort) != Some(*sort)).count()
    };
    let wordy = || {
        word.split(|byte| !byte.is_ascii_lowercase()).any(|small| small.len() > 6)
            || word.iter().filter(|byte| **byte == b'/').count() > 3
    };
    // A public key begins with the length of its name.
    word.len() == LENGTH
        && !word.starts_with(b"AAAA")
        && has('a')
        && has('A')
        && has('0')
        && !word.iter().all(u8::is_ascii_hexdigit)
        && turns() > 12
        && !wordy()
}
