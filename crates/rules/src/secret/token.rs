//! Tokens and keys that are known by their shape.

/// The fewest characters that can be one: a prefix of five, and twenty behind it.
const SHORTEST: usize = 25;

/// The characters of the secret of an AWS access key.
const AWS_SECRET: usize = 40;

/// What well-known tokens begin with, and how many characters follow at least.
const PREFIXES: [(&str, usize); 22] = [
    ("ghp_", 36),
    ("gho_", 36),
    ("ghu_", 36),
    ("ghs_", 36),
    ("ghr_", 36),
    ("github_pat_", 22),
    ("glpat-", 20),
    ("gldt-", 20),
    ("glrt-", 20),
    ("xoxa-", 20),
    ("xoxb-", 20),
    ("xoxe-", 20),
    ("xoxo-", 20),
    ("xoxp-", 20),
    ("xoxr-", 20),
    ("xoxs-", 20),
    ("xapp-", 20),
    ("npm_", 36),
    ("sk_live_", 24),
    ("rk_live_", 24),
    ("dop_v1_", 64),
    ("hvs.", 24),
];

/// What stands before the key in the connection strings of Azure.
const CONNECTION_KEYS: [&[u8]; 2] = [b"AccountKey=", b"SharedAccessKey="];

/// Looks for a token, or the secret of an AWS access key.
pub(super) fn find(text: &[u8]) -> Option<&'static str> {
    runs(text, SHORTEST).find_map(|run| {
        if run.len() >= AWS_SECRET && run.split(|byte| !is_of_base64(*byte)).any(has_aws_secret) {
            return Some("aws-secret");
        }
        let has_key = || {
            run.len() >= AWS_SECRET
                && run.split(|byte| matches!(byte, b';' | b'"' | b'\'' | b',')).any(is_connection_key)
        };
        (run.split(|byte| !is_of_token(*byte)).any(is_token) || has_key()).then_some("token")
    })
}

/// The runs of visible ASCII of at least so many characters.
pub(super) fn runs(text: &[u8], least: usize) -> impl Iterator<Item = &[u8]> {
    let text = if text.len() < least { &[] } else { text };
    text.split(|byte| !byte.is_ascii_graphic()).filter(move |run| run.len() >= least)
}

fn is_of_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'+' | b'=')
}

fn is_of_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'~')
}

fn is_token(word: &[u8]) -> bool {
    word.len() >= SHORTEST
        && (is_prefixed(word) || is_google_key(word) || is_jwt(word) || is_client_secret(word))
}

fn is_prefixed(word: &[u8]) -> bool {
    PREFIXES.iter().any(|(prefix, least)| {
        word.strip_prefix(prefix.as_bytes()).is_some_and(|rest| rest.len() >= *least && is_random(rest))
    })
}

/// A key of Google's APIs.
fn is_google_key(word: &[u8]) -> bool {
    word.len() == 39 && word.starts_with(b"AIza") && is_random(word)
}

/// A JSON web token: two JSON objects in base64 (`{"` is `eyJ`), and a signature.
fn is_jwt(word: &[u8]) -> bool {
    let mut segments = word.split(|byte| *byte == b'.');
    let mut object =
        || segments.next().is_some_and(|segment| segment.len() > 8 && segment.starts_with(b"eyJ"));
    object() && object() && segments.next().is_some_and(|signature| signature.len() > 8)
}

/// The secret of an application in Microsoft Entra: three characters, a digit, `Q~`, and a tail.
fn is_client_secret(word: &[u8]) -> bool {
    (37..=40).contains(&word.len())
        && word.get(3).is_some_and(u8::is_ascii_digit)
        && word.get(4..6) == Some(b"Q~")
}

fn is_connection_key(piece: &[u8]) -> bool {
    CONNECTION_KEYS.iter().any(|name| {
        piece.strip_prefix(*name).is_some_and(|key| key.len() >= 40 && key.ends_with(b"=") && is_random(key))
    })
}

/// Not a row of `x` or a sentence: at least a digit, and ten different characters.
fn is_random(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_digit) && different(text) >= 10
}

fn different(text: &[u8]) -> u32 {
    text.iter().fold(0u128, |seen, byte| seen | 1 << (byte & 0x7f)).count_ones()
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
    word.len() == AWS_SECRET
        && has('a')
        && has('A')
        && has('0')
        && !word.iter().all(u8::is_ascii_hexdigit)
        && turns() > 12
        && !wordy()
}
