//! What stands around the name of a secret in a sentence, with no sign that says which word is the secret:
//! `initieel wachtwoord …`, `srv01 pass …`, `… is het wachtwoord`, `use … as the password`.
//!
//! The words of the line are read away from the name, in either direction. Those that say nothing of the secret are
//! passed over; the first other one is it or ends the search. How much it has to look like a password depends on what
//! links it to the name.

use super::number::{is_lock, is_year};
use super::plausible::{
    Likeness, SHORTEST, has_sign, has_three_sorts, is_beyond_doubt, is_known, is_mixed, is_strong, likeness,
};
use super::value::{PHRASE, QUOTES, bare, is_key, is_plain, is_secret, is_seed, within_brackets};
use super::words::{Name, TABLE};

/// The most words that are read on either side of a name.
const MOST_WORDS: usize = 12;

/// The fewest characters of a password that only what stands before its name tells from the name of a thing.
const LONG: usize = 8;

/// Signs that join a name to its secret: `pw/…`, `[pw] …`.
const JOINS: [char; 19] =
    ['/', '-', '_', '>', '|', '–', '—', '→', '(', '[', '=', ')', ']', '}', '*', '~', '+', '\\', '…'];

/// Those of them that end what stands around the name.
const ENDS: [char; 4] = [')', ']', '}', '*'];

/// How a word is linked to the name of a secret before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    /// By nothing: it stands there.
    None,
    /// By a word behind which a place or a day may follow as well.
    Weak,
    /// By a word that says that it is the secret.
    Strong,
}

/// Whether a word says nothing of the secret that may follow.
fn is_passed(small: &str) -> bool {
    TABLE.is_filler(small) || TABLE.is_which(small) || TABLE.is_account(small)
}

/// Whether a secret stands behind a name on its line.
pub(super) fn is_behind(name: Name, before: &str, line: &str) -> bool {
    let is_one = name.holds_password();
    let line = line.trim_start_matches(['.', ',', ' ']);
    let joined = line.trim_start_matches(|sign| sign == ' ' || JOINS.contains(&sign));
    let is_joined = joined.len() < line.len() && (!line.starts_with(ENDS) || begins(before));
    if is_one && is_joined && (is_sure(joined) || is_pointed_at(before, line, joined)) {
        return true;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let (mut link, mut is_owner) = (Link::None, false);
    for (at, word) in words.iter().enumerate().take(MOST_WORDS) {
        let small = word.to_lowercase();
        let plain = small.trim_start_matches(JOINS).trim_end_matches([':', '=', ',', ')', ']']);
        let is_sign = small.ends_with([':', '=']) && !plain.is_empty();
        if TABLE.is_link(&small) {
            (link, is_owner) = (Link::Strong, false);
        } else if TABLE.is_weak(&small) {
            (link, is_owner) = (link.max(Link::Weak), true);
        } else if TABLE.is_of(&small) {
            is_owner = true;
        } else if is_owner {
            // `wachtwoord van de beheerder: …`
            if is_sign {
                (link, is_owner) = (Link::Strong, false);
            } else if is_one && (at > 1 || link == Link::Weak) {
                // What ends a sentence is no sign of a password: `wachtwoord gereset op …!`
                let is_end = at + 1 == words.len();
                let word = if is_end { word.trim_end_matches('!') } else { word };
                if likeness(bare(word)) == Likeness::Sure {
                    return true;
                }
            }
        } else if is_passed(plain) {
            // `wachtwoord gewijzigd: …` may go on with a day or with whoever did it, `wachtwoord root: …` does not.
            let sign = if TABLE.is_filler(plain) { Link::Weak } else { Link::Strong };
            link = if is_sign { link.max(sign) } else { link };
        } else if is_sign && at == 0 {
            // `wachtwoord srv01: …` is linked to what follows, `password owner: …` is not.
            link = if TABLE.is_stop_word(plain) { Link::Weak } else { Link::Strong };
        } else {
            let rest = words.get(at..).unwrap_or_default();
            return is_it(name, before, link, rest);
        }
    }
    false
}

/// Whether the first word of a text is nothing but a password.
pub(super) fn is_sure(text: &str) -> bool {
    let word = text.split([' ', ']']).next().map_or("", bare);
    likeness(word) == Likeness::Sure
}

/// Whether an arrow behind a name that begins a text points at the one word that follows: `pw-> …`.
fn is_pointed_at(before: &str, line: &str, joined: &str) -> bool {
    let signs = line.get(..line.len() - joined.len()).unwrap_or_default();
    signs.contains(['>', '→']) && begins(before) && likeness(bare(joined)) >= Likeness::Likely
}

/// Whether one of the words on the line of a name is a password beyond doubt: `als wachtwoord gebruiken we …`.
pub(super) fn is_on_line(before: &str, behind: &str) -> bool {
    let before = before.rsplit('\n').next().unwrap_or("").split_whitespace();
    let behind = behind.lines().next().unwrap_or("").split_whitespace();
    let mut last = String::new();
    let mut words = before.rev().take(MOST_WORDS).collect::<Vec<_>>();
    words.reverse();
    words.into_iter().chain(behind.take(MOST_WORDS)).any(|word| {
        let last = std::mem::replace(&mut last, word.to_lowercase());
        is_beyond_doubt(bare(word)) && !TABLE.is_place(last.trim_end_matches(['.', ':', ',']))
    })
}

/// Whether the first of these words is the secret that a name before it calls so.
fn is_it(name: Name, before: &str, link: Link, words: &[&str]) -> bool {
    let Some(first) = words.first() else { return false };
    let is_last = words.len() == 1;
    let is_quoted = first.starts_with(QUOTES);
    let is_in_quotes = is_quoted && first.trim_end_matches(['.', ',']).ends_with(QUOTES);
    let word = within_brackets(bare(first));
    if TABLE.is_placeholder(word) {
        return false;
    }
    let like = likeness(word);
    match (name, link) {
        (Name::Password | Name::Words | Name::Secret, _) if like == Likeness::Sure => true,
        (Name::Password | Name::Words | Name::Secret, Link::Strong) => {
            like >= Likeness::Likely || (like == Likeness::Possible && (is_last || is_quoted))
        }
        (_, Link::Strong) => is_secret(word, name, false),
        (Name::Password | Name::Words, Link::None) => {
            let next = words.get(1).map(|next| next.to_lowercase());
            let is_last = next.is_none_or(|next| TABLE.is_behind(&next));
            (is_last && is_told_by(before, word))
                || (like >= Likeness::Likely && (is_in_quotes || begins_with(before, words)))
        }
        // `user jan pass …`
        (Name::Secret, Link::None) => is_last && like == Likeness::Likely && is_told_by(before, word),
        (Name::Strong, Link::None) => {
            is_strong(word)
                && word.chars().count() >= SHORTEST
                && (has_sign(word) || is_in_quotes || begins_with(before, words))
        }
        (Name::Lock, Link::None) => {
            let next = words.get(1).map(|next| next.to_lowercase());
            let is_end = first.ends_with([',', ';', '.']);
            let is_about =
                |next: String| TABLE.is_of(&next) || TABLE.is_behind(&next) || next.starts_with('(');
            like == Likeness::Sure
                || (is_lock(word) && !is_year(word) && (is_end || next.is_none_or(is_about)))
        }
        // Nobody counts further than a thousand.
        (Name::Pin, Link::None) => {
            let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
            let is_long = (6..=8).contains(&word.len());
            let is_code = is_long || ((4..6).contains(&word.len()) && begins(before) && !is_year(word));
            is_last && is_number && is_code
        }
        (Name::Code, Link::None) => is_seed(word),
        (Name::Phrase, Link::None) => words.iter().take_while(|word| is_plain(word)).count() >= PHRASE,
        (Name::Key, Link::None) => word.len() >= 20 && is_mixed(word) && is_key(word) && is_made(word),
        _ => false,
    }
}

/// Whether a text looks as if a program had made it: three sorts of characters, or none of those that join words.
fn is_made(word: &str) -> bool {
    has_three_sorts(word) || word.chars().all(|it| it.is_ascii_alphanumeric())
}

/// Whether nothing stands before a name, and hardly more than the secret behind it.
fn begins_with(before: &str, words: &[&str]) -> bool {
    let says_nothing = |word: &&str| !TABLE.is_stop_word(&bare(word).to_lowercase());
    let rest = words.get(1..).unwrap_or_default();
    begins(before)
        && has_three_sorts(words.first().map_or("", |word| bare(word)))
        && rest.len() < 2
        && rest.iter().all(says_nothing)
}

fn begins(before: &str) -> bool {
    let before = before.trim_end();
    before.is_empty() || before.ends_with([',', ';', '/', '|', '-', '\n', '+', '&', ':', '(', '['])
}

/// Whether what stands before a name tells that the one word behind it is the secret: the account, the ID or the
/// address that it belongs to, or which secret it is.
fn is_told_by(before: &str, word: &str) -> bool {
    let line = before.lines().next_back().unwrap_or("");
    let line = line.trim_end().trim_end_matches([',', ';', '/', '|', '-', ':', '(', '[']);
    let last = line.split_whitespace().next_back().map_or("", bare);
    let small = last.to_lowercase();
    let is_reference = last.chars().count() > 2
        && last.contains(|sign: char| sign.is_ascii_digit() || "-_.@\\%".contains(sign))
        && last.starts_with(char::is_alphanumeric);
    // In `Erstpasswort …` too stands before the name which secret it is.
    let is_compound = before.ends_with(char::is_alphabetic);
    let is_of = is_compound || TABLE.is_account(&small) || TABLE.is_which(&small) || TABLE.is_use(&small);
    match likeness(word) {
        Likeness::Likely => word.chars().count() >= LONG && (is_of || is_reference),
        // `root, password toor123`
        Likeness::Possible if TABLE.is_account(&small) => true,
        _ => (begins(before) || is_reference) && is_default(word),
    }
}

/// The name of an account, or the first letters, with the digits that people count behind it: `Admin123`.
pub(super) fn is_default(word: &str) -> bool {
    let head = word.trim_end_matches(|last: char| last.is_ascii_digit());
    let digits = word.get(head.len()..).unwrap_or_default();
    let small = head.to_lowercase();
    digits.len() > 2 && "123456".starts_with(digits) && (small == "abc" || TABLE.is_account(&small))
}

/// Whether a secret stands before a name, on its line.
pub(super) fn is_before(name: Name, before: &str, behind: &str) -> bool {
    if !name.holds_password() {
        return false;
    }
    let line = before.rsplit('\n').next().unwrap_or("").trim_end();
    let rest = line.trim_end_matches(|sign: char| sign == ' ' || TABLE.is_back_sign(sign));
    let signs = line.get(rest.len()..).unwrap_or_default();
    let (mut is_linked, is_signed) = (signs.contains('='), !signs.trim().is_empty());
    for (at, word) in rest.split_whitespace().rev().enumerate().take(MOST_WORDS) {
        let small = word.to_lowercase();
        if TABLE.is_back(&small) {
            is_linked = true;
        } else if !is_passed(&small) || TABLE.is_account(&small) {
            let like = likeness(bare(word));
            let is_part = !ends(behind);
            return match (like, is_linked) {
                (Likeness::Sure, true) if has_sign(bare(word)) => true,
                (Likeness::Sure, true) => !is_part,
                (Likeness::Sure, false) => !is_part && (is_signed || (at == 0 && has_sign(bare(word)))),
                (Likeness::Likely, true) => {
                    !is_part && name.is_password() && bare(word).chars().count() >= LONG
                }
                _ => false,
            };
        }
    }
    false
}

/// Whether a name is not a part of what something else is called: `password server`.
fn ends(behind: &str) -> bool {
    let line =
        behind.lines().next().unwrap_or("").trim_start_matches(['"', '\'', '`', '”', '’', '»', '*', ' ']);
    let next = line.split_whitespace().next().unwrap_or("").to_lowercase();
    next.is_empty()
        || line.starts_with([')', ']', '.', ',', ';', '!', '(', '/', '|', '-', '–'])
        || TABLE.is_of(&next)
        || TABLE.is_behind(&next)
        || TABLE.is_filler(&next)
}

/// Whether nothing but one word stands behind a name that says nothing by itself: `wachtwoord vlinders`.
pub(super) fn is_plain_behind(behind: &str) -> bool {
    let is_passed = |word: &&str| {
        let small = word.to_lowercase();
        is_passed(&small) || TABLE.is_link(&small) || TABLE.is_weak(&small)
    };
    let mut words = behind.lines().next().unwrap_or("").split_whitespace().skip_while(is_passed);
    let is_plain = |word: &str| {
        let is_long = word.chars().count() >= SHORTEST;
        is_long && word.chars().all(char::is_alphabetic) && !is_known(&word.to_lowercase())
    };
    words.next().map(bare).is_some_and(is_plain) && words.next().is_none()
}
