//! The value that stands behind the name of a secret and a sign: `password: …`, `PIN = …`.

use super::number::is_lock;
use super::plausible::{
    Likeness, SHORTEST, folded, has_three_sorts, is_mixed, is_plain as is_plain_word, is_strong,
    is_word_for_a_thing, likeness, names_a_thing,
};
use super::words::{Name, TABLE};

/// The fewest characters of a key.
const KEY: usize = 16;

/// The fewest words of a phrase from which keys are made.
pub(super) const PHRASE: usize = 12;

/// The most bytes that are looked at: nobody has a longer password, and no cell may cost more.
const REACH: usize = 256;

/// Marks around a word.
pub(super) const QUOTES: [char; 10] = ['"', '\'', '`', '“', '‘', '*', '«', '»', '„', '\u{A0}'];

/// True for as many characters as a password has.
pub(super) fn is_right_length(word: &str) -> bool {
    (SHORTEST..=64).contains(&word.chars().count())
}

/// As much of a text as is looked at.
pub(super) fn within_reach(text: &str) -> &str {
    let reach = (0..=REACH.min(text.len())).rfind(|end| text.is_char_boundary(*end));
    reach.and_then(|reach| text.get(..reach)).unwrap_or("")
}

/// As much of the end of a text as is looked at.
pub(super) fn last_within_reach(text: &str) -> &str {
    let from = text.len().saturating_sub(REACH);
    let from = (from..=text.len()).find(|from| text.is_char_boundary(*from));
    from.and_then(|from| text.get(from..)).unwrap_or("")
}

/// Without the quotes around a word and the punctuation behind it.
pub(super) fn bare(word: &str) -> &str {
    let word = word.trim_start_matches(QUOTES).trim_start_matches('(');
    word.trim_end_matches(|character: char| {
        QUOTES.contains(&character) || matches!(character, '.' | ',' | ';' | ')' | '”' | '’')
    })
}

/// What stands between brackets, where it can be nothing but a password.
pub(super) fn within_brackets(word: &str) -> &str {
    let inside = word.trim_start_matches(['<', '[', '{']).trim_end_matches(['>', ']', '}']);
    if inside.len() + 1 < word.len() && likeness(inside) == Likeness::Sure { inside } else { word }
}

/// Whether the text behind a name and a sign is a secret.
pub(super) fn is_secret(behind: &str, name: Name, assigned: bool) -> bool {
    let behind = within_reach(behind.trim_start());
    let is_end = |character: char| {
        character.is_whitespace() || (assigned && matches!(character, ';' | '&' | '"' | '\''))
    };
    let quoted = behind.trim_start_matches(QUOTES);
    let word = quoted.split(is_end).next().unwrap_or("");
    let rest = quoted.get(word.len()..).unwrap_or("").lines().next().unwrap_or("");
    let word = within_brackets(bare(word));
    if TABLE.is_placeholder(word) {
        return false;
    }
    let length = word.chars().count();
    match name {
        Name::Password => {
            let is_alone = rest.trim_matches(|c: char| c.is_whitespace() || c == ';').is_empty();
            length >= SHORTEST && (is_mixed(word) || (is_alone && is_plain_password(word)))
        }
        Name::Secret => length >= SHORTEST && is_mixed(word) && !is_path(word),
        Name::Strong => is_right_length(word) && is_strong(word),
        Name::Words => is_secret(behind, Name::Password, assigned) || is_sentence(behind),
        Name::Key => length >= KEY && is_mixed(word) && is_key(word),
        Name::Code => is_code(behind.lines().next().unwrap_or("")),
        Name::Thing => has_three_sorts(word) && likeness(word) == Likeness::Sure,
        Name::Lock => is_lock(word) || (length >= SHORTEST && is_mixed(word) && !names_a_thing(word)),
        Name::Pin => (4..=8).contains(&length) && word.bytes().all(|byte| byte.is_ascii_digit()),
        Name::Phrase => behind.split_whitespace().take_while(|word| is_plain(word)).count() >= PHRASE,
        Name::Login => false,
    }
}

/// Whether a plain word is a password and nothing else: digits, or a word that people make passwords of. Any other says
/// who has the password, where it is or what became of it: `wachtwoord: leverancier`.
fn is_plain_password(word: &str) -> bool {
    let small = folded(&word.to_lowercase());
    is_plain_word(word) && (TABLE.is_chosen(&small) || !word.contains(char::is_alphabetic))
}

/// Four to eight plain words that say nothing of a password: `correct horse battery staple`.
fn is_sentence(behind: &str) -> bool {
    let words: Vec<&str> = behind.lines().next().unwrap_or("").split([' ', '-']).collect();
    let is_name = |word: &&str| word.starts_with(char::is_uppercase);
    // Somebody is to be asked for it: `vraag Anne-Sophie Lefèvre`.
    let names_somebody = !words.first().is_some_and(is_name) && words.iter().any(is_name);
    (4..=8).contains(&words.len()) && !names_somebody && words.iter().all(|word| says_nothing(word))
}

/// Whether words between quotes are a password, and no remark: `mijn geheim`.
pub(super) fn is_phrase(inside: &str) -> bool {
    let words = || inside.split_whitespace();
    let is_part =
        |word: &str| TABLE.is_own(word) || TABLE.is_chosen(&word.to_lowercase()) || says_nothing(word);
    (2..=6).contains(&words().count())
        && words().all(is_part)
        && words().any(|word| !TABLE.is_own(word))
        && inside.chars().all(|letter| letter == ' ' || letter.is_alphabetic())
        && words().all(|word| TABLE.is_chosen(&word.to_lowercase()) || !word.contains(char::is_uppercase))
}

/// A plain word that says nothing of a password.
fn says_nothing(word: &str) -> bool {
    word.len() > 2
        && word.chars().all(char::is_alphabetic)
        && !TABLE.is_stop_word(&folded(word))
        && !TABLE.is_link(word)
        && !TABLE.is_filler(word)
        && !TABLE.is_which(word)
        && !TABLE.is_of(word)
        && !TABLE.is_place(word)
        && !TABLE.is_behind(word)
}

/// Where a secret lies in what keeps it: `kv-prod-01/db-app`.
fn is_path(word: &str) -> bool {
    let is_of_path =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_./".contains(letter);
    word.contains('/') && word.chars().all(is_of_path)
}

/// A key has a digit, and is no address of anything.
pub(super) fn is_key(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

/// A word of such a phrase.
pub(super) fn is_plain(word: &str) -> bool {
    word.chars().all(|character| character.is_ascii_lowercase())
}

/// A seed in base 32, or groups of letters and digits that are equally long: `4F7K-9XQ2-LM3P`.
pub(super) fn is_seed(word: &str) -> bool {
    let groups = || word.split('-');
    let first = groups().next().map_or(0, str::len);
    let has = |sort: fn(&u8) -> bool| word.as_bytes().iter().any(sort);
    let is_base32 = word.len() >= 16 && word.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'));
    let is_grouped = groups().count() > 1 && first > 3 && groups().all(|group| group.len() == first);
    has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
        && (is_base32
            || (is_grouped && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')))
        && !groups().any(is_word_for_a_thing)
}

/// Letters and digits that a program made, in groups or not: a seed, a code of recovery.
fn is_code(line: &str) -> bool {
    let is_of_code =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | ' ' | ',');
    let groups: Vec<&str> = line
        .split(|character: char| !is_of_code(character))
        .next()
        .unwrap_or("")
        .split(['-', ' ', ','])
        .filter(|group| !group.is_empty())
        .collect();
    let longest = groups.iter().map(|group| group.len()).max().unwrap_or(0);
    let is_made = |group: &&str| {
        let digits = group.bytes().any(|byte| byte.is_ascii_digit());
        let small = group.bytes().any(|byte| byte.is_ascii_lowercase());
        digits || (!small && group.len() >= 4)
    };
    let all: String = groups
        .iter()
        .take_while(|group| is_made(group) || longest == group.len() && groups.len() > 3)
        .copied()
        .collect();
    let is_uuid = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]);
    let is_number = all.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() > 1 && groups.iter().all(|group| group.len() == longest && longest >= 4);
    let is_base32 = all.len() >= 16 && all.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7'));
    !is_uuid
        && (is_base32
            || (is_number && is_grouped && all.len() >= 8)
            || (!is_number
                && all.len() >= 8
                && all.bytes().any(|byte| byte.is_ascii_digit())
                && !groups.iter().any(|group| is_word_for_a_thing(group))))
}
