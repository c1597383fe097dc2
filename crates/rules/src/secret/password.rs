//! Passwords that are called by their name: `password: …`, `wachtwoord: …`, `mot de passe : …`.

use memchr::memchr2_iter;

use super::stop::{is_listed, is_stop_word};
use pamlint_formats::is_host_name;

/// How surely what stands behind a name is the secret itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    /// Even a plain word, when it stands alone.
    Password,
    /// Something that looks like a password.
    Secret,
    /// Something that is as long as a key.
    Key,
}

/// What passwords and secrets are called, in small letters.
const NAMES: [(&str, Name); 23] = [
    ("password", Name::Password),
    ("passwd", Name::Password),
    ("passwoord", Name::Password),
    ("passphrase", Name::Password),
    ("passcode", Name::Password),
    ("pwd", Name::Password),
    ("pw", Name::Password),
    ("wachtwoord", Name::Password),
    ("wachtwoordzin", Name::Password),
    ("wachtzin", Name::Password),
    ("paswoord", Name::Password),
    ("ww", Name::Password),
    ("mot de passe", Name::Password),
    ("mot-de-passe", Name::Password),
    ("mdp", Name::Password),
    ("phrase secrète", Name::Password),
    ("pass", Name::Secret),
    ("secret", Name::Secret),
    ("secret key", Name::Key),
    ("api key", Name::Key),
    ("apikey", Name::Key),
    ("api-key", Name::Key),
    ("token", Name::Key),
];

/// The fewest characters of a password, and of a key.
const PASSWORD: usize = 6;
const KEY: usize = 16;

/// The most bytes that are looked at: nobody has a longer password, and no cell may cost more.
const REACH: usize = 256;

/// Whether a text tells a password.
pub(super) fn is_told(text: &str) -> bool {
    memchr2_iter(b':', b'=', text.as_bytes()).any(|at| {
        let Some((before, behind)) = text.split_at_checked(at) else { return false };
        let Some(behind) = behind.get(1..) else { return false };
        name_at_end(before).is_some_and(|name| is_secret(behind, name, text.get(at..=at) == Some("=")))
    })
}

/// The name of a secret at the end of a text.
///
/// A remark in brackets may stand behind it: `wachtwoord (tijdelijk)`.
fn name_at_end(text: &str) -> Option<Name> {
    let is_around = |character: char| {
        character.is_whitespace() || matches!(character, '"' | '\'' | '`' | '*' | '_' | '”' | '’')
    };
    let text = text.trim_end_matches(is_around);
    let without_remark = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let text = without_remark.map_or(text, |(name, _)| name.trim_end_matches(is_around));
    NAMES.iter().find(|(name, _)| ends_with_word(text, name)).map(|(_, kind)| *kind)
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let last = |text: &str| text.as_bytes().last().map(u8::to_ascii_lowercase);
    if last(text) != last(word) {
        return false;
    }
    let Some((before, end)) = text.len().checked_sub(word.len()).and_then(|at| text.split_at_checked(at))
    else {
        return false;
    };
    // In `adminPassword` the capital begins a word.
    let hump = |last: char| last.is_lowercase() && end.starts_with(char::is_uppercase);
    end.eq_ignore_ascii_case(word)
        && before.chars().next_back().is_none_or(|last| !last.is_alphanumeric() || hump(last))
}

/// Whether what stands behind the name of a secret is one.
fn is_secret(behind: &str, name: Name, assigned: bool) -> bool {
    let quotes = ['"', '\'', '`', '“', '‘', '*'];
    let behind = behind.trim_start();
    let reach = (0..=REACH.min(behind.len())).rfind(|end| behind.is_char_boundary(*end));
    let behind = reach.and_then(|reach| behind.get(..reach)).unwrap_or("");
    let is_end = |character: char| {
        character.is_whitespace() || (assigned && matches!(character, ';' | '&' | '"' | '\''))
    };
    let quoted = behind.trim_start_matches(quotes);
    let word = quoted.split(is_end).next().unwrap_or("");
    let rest = quoted.get(word.len()..).unwrap_or("");
    let word = word.trim_end_matches(|character: char| {
        quotes.contains(&character) || matches!(character, '.' | ',' | ';' | '”' | '’')
    });
    if is_placeholder(word) {
        return false;
    }
    let length = word.chars().count();
    if name == Name::Key {
        return length >= KEY && is_mixed(word) && word.bytes().any(|byte| byte.is_ascii_digit());
    }
    let alone =
        || rest.lines().next().unwrap_or("").trim_matches(|c: char| c.is_whitespace() || c == ';').is_empty();
    length >= PASSWORD && (is_mixed(word) || (name == Name::Password && is_plain(word) && alone()))
}

/// A place where something is still to be filled in, or another name.
fn is_placeholder(word: &str) -> bool {
    word.starts_with(['<', '{', '[', '(', '/', '\\', '%'])
        || ["${", "$(", "$env:", "www."].iter().any(|start| word.starts_with(start))
        || word.ends_with([':', '='])
        || word.contains("://")
        || word.get(1..3) == Some(":\\")
}

/// One word that could be a password: letters, or digits, that say nothing else.
fn is_plain(word: &str) -> bool {
    let word = word.trim_end_matches(['!', '?']);
    let small = word.to_lowercase();
    let same = small.chars().all(|character| small.starts_with(character));
    let long = word.chars().count() >= PASSWORD;
    // `modifié`, `changées`: the French say with an accent what was done.
    let done = small.trim_end_matches(['e', 's']).ends_with('é');
    let says_more = || turns(word) > 0 || done || is_stop_word(&folded(&small));
    let letters = word.chars().all(char::is_alphabetic) && !says_more();
    long && !same && (letters || word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A word of two sorts of characters that is no code, address, file or measure.
fn is_mixed(word: &str) -> bool {
    let letters = word.chars().any(char::is_alphabetic);
    let digits = word.chars().any(|character| character.is_ascii_digit());
    let symbols = has_symbols(word);
    if !letters || is_reference(word, symbols) {
        return false;
    }
    let smalls = word.chars().any(char::is_lowercase);
    let capitals = word.chars().skip(1).any(char::is_uppercase);
    if !digits && !symbols {
        // `SharePoint` is a name; `pAsSwOrD` is none.
        return turns(word) > 2;
    }
    [smalls, capitals, digits, symbols].into_iter().filter(|sort| *sort).count() > 1
}

/// How often a capital follows a small letter.
fn turns(word: &str) -> usize {
    let next = word.chars().skip(1);
    word.chars().zip(next).filter(|(left, right)| left.is_lowercase() && right.is_uppercase()).count()
}

/// Characters other than letters and digits; between two letters a hyphen and its like join words.
fn has_symbols(word: &str) -> bool {
    let joins = |character: char| {
        matches!(character, '-' | '/' | '.' | '\'' | '’' | '_' | '+' | ',' | ':' | '(' | ')')
    };
    let body = word.trim_end_matches(['?', '!', ')', ':']);
    let body_symbols = || {
        let mut last = ' ';
        body.chars().zip(body.chars().skip(1).chain([' '])).any(|(character, next)| {
            let before = std::mem::replace(&mut last, character);
            let joined = joins(character) && before.is_alphabetic() && next.is_alphabetic();
            !character.is_alphanumeric() && !joined
        })
    };
    // One mark of exclamation ends a sentence as well as a password; behind digits it ends a password.
    body_symbols() || (body.len() < word.len() && body.ends_with(|last: char| last.is_ascii_digit()))
}

/// What names something else than itself: a code, a ticket, an address, a file, a duration.
fn is_reference(word: &str, symbols: bool) -> bool {
    let small = word.to_lowercase();
    let head = small.split(|character: char| !character.is_alphabetic()).next().unwrap_or("");
    let head_stops = head.len() < small.trim_end_matches(['!', '?', '.']).len()
        && small.get(head.len()..).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
        && !head.is_empty()
        && is_known(head);
    head_stops || is_known(&small) || is_code(word) || is_address(&small, symbols) || is_measure(&small)
}

fn is_known(small: &str) -> bool {
    is_listed(&folded(small))
}

/// `INC0012345`, `O-002949-81039-OPS-CE`, `AWS-Console-L1`.
fn is_code(word: &str) -> bool {
    let joined = word.contains(['-', '_']);
    let capital = |character: char| character.is_ascii_uppercase() || character.is_ascii_digit();
    let numbered = word.trim_start_matches(|character: char| character.is_ascii_uppercase());
    let is_ticket = numbered.len() < word.len() && numbered.bytes().all(|byte| byte.is_ascii_digit());
    // A number by itself between words makes a password of them: `Welkom-AWV-01`.
    let plain = |segment: &str| {
        segment.starts_with(char::is_uppercase)
            && (segment.chars().all(|character| character.is_ascii_digit() || character.is_uppercase())
                || segment.chars().all(char::is_alphabetic))
    };
    let segments = word.split(['-', '_']);
    is_ticket
        || (joined
            && word.chars().all(|character| capital(character) || matches!(character, '-' | '_' | '.' | '/')))
        || (segments.clone().count() > 2
            && segments.clone().all(|segment| !segment.is_empty() && plain(segment)))
}

/// `jan@example.be`, `srv01.example.be`, `lijst2024.xlsx`.
fn is_address(small: &str, symbols: bool) -> bool {
    const FILES: [&str; 10] =
        [".csv", ".doc", ".docx", ".kdbx", ".msg", ".pdf", ".txt", ".xls", ".xlsx", ".zip"];
    let is_mailbox = small.split_once('@').is_some_and(|(user, host)| {
        host.contains('.') && is_host_name(host) && !user.is_empty() && !has_symbols(user)
    });
    let is_host = small.matches('.').count() > 1 && is_host_name(small);
    let is_file = FILES.iter().any(|end| small.ends_with(end));
    is_mailbox || is_host || (is_file && !(symbols && small.contains(['!', '@', '#', '$', '%', '&'])))
}

/// `90days`, `30-daags`, `14x`: a small number of something.
fn is_measure(small: &str) -> bool {
    let unit = small.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = small.len() - unit.len();
    let unit = unit.strip_prefix(['-', '/']).unwrap_or(unit);
    (1..=3).contains(&digits) && unit.chars().count() > 2 && unit.chars().all(char::is_alphabetic)
}

/// Letters and digits only: `n.v.t.` is `nvt`, and `défaut` is `defaut`.
fn folded(small: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    small.nfd().filter(|character| character.is_alphanumeric()).collect()
}
