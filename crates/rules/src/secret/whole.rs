//! Whole cells: labels of secrets, and what stands beside or below one.

use super::number;
use super::password::{Named, is_word};
use super::plausible::{folded, is_keeper, is_known, is_mixed, is_plain, names_a_thing};
use super::value::{bare, is_right_length, is_secret};
use super::words::{Name, TABLE};

/// The most bytes of a label.
const LABEL: usize = 60;

/// Whether a whole cell is the name of a secret, as a label beside it has it: `Wachtwoord:`, `Root password`.
pub(super) fn label(text: &str, names: &[Named]) -> Option<Name> {
    find_label(text, names).map(|(name, ..)| name)
}

/// The name of a secret that ends a whole cell, but for whose it is.
pub(super) fn find_label(text: &str, names: &[Named]) -> Option<Named> {
    if names.is_empty() || text.len() > LABEL {
        return None;
    }
    // A remark in brackets may stand behind it: `Wachtwoord (svc)`.
    let remark = text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
    let text = remark.map_or(text, |(text, _)| text);
    let text = text.trim_end_matches(|character: char| !character.is_alphanumeric());
    // `Wachtwoord van jan`
    let owned = names.iter().find_map(|(_, _, end)| {
        let behind = text.get(*end..)?.trim_start();
        let (of, owner) = behind.split_once(' ')?;
        let is_owned = TABLE.is_of(&of.to_lowercase()) && owner.split_whitespace().count() < 3;
        text.get(..*end).filter(|_| is_owned)
    });
    let text = owned.unwrap_or(text);
    // `Wachtwoord root`: the account whose secret it is may stand behind the name.
    let of_account = text.rsplit_once(' ').filter(|(_, last)| TABLE.is_account(&last.to_lowercase()));
    let text = number::without(of_account.map_or(text, |(name, _)| name.trim_end()));
    let ends = |(_, start, end): &&Named| {
        let before = text.get(..*start).unwrap_or("");
        let is_pair = names.iter().any(|(name, ..)| *name == Name::Login);
        let is_short = before.split_whitespace().count() <= if is_pair { 4 } else { 2 };
        let is_short = is_short && (is_pair || !before.contains([':', '=', '\n']));
        let is_word = text.get(*start..*end).is_some_and(|called| is_word(before, called, ""));
        *end == text.len() && is_short && is_word
    };
    let found = names.iter().filter(ends).min_by_key(|(_, start, _)| *start)?;
    (found.0 != Name::Login).then_some(*found)
}

/// Whether a whole cell beside a label is the secret.
pub(super) fn is_value(text: &str, name: Name) -> bool {
    let text = text.trim();
    let is_one_word = !text.contains(char::is_whitespace);
    match name {
        Name::Password | Name::Words | Name::Secret => {
            let word = bare(text);
            is_one_word
                && is_right_length(word)
                && !TABLE.is_placeholder(word)
                && is_mixed(word)
                && !names_a_thing(word)
        }
        name => is_secret(text, name, false),
    }
}

/// Whether a text in the place of a secret is a sign for nothing, or a remark: `********`, `n.v.t.`, `zie KeePass`.
pub(super) fn says_elsewhere(text: &str) -> bool {
    let is_sign = !text.contains(char::is_alphanumeric) || text.chars().all(|c| text.starts_with(c));
    let says = |word: &str| {
        let small = word.to_lowercase();
        TABLE.is_link(&small)
            || TABLE.is_filler(&small)
            || TABLE.is_which(&small)
            || TABLE.is_of(&small)
            || is_known(&small)
    };
    let is_secret = |word: &str| is_mixed(bare(word)) && !names_a_thing(word);
    is_sign
        || is_known(&text.to_lowercase())
        || is_keeper(&text.to_lowercase())
        || TABLE.is_stop_word(&folded(&text.to_lowercase()))
        || (text.split_whitespace().any(says) && !text.split_whitespace().any(is_secret))
}

/// Whether a whole cell is a plain word.
pub(super) fn is_plain_word(text: &str) -> bool {
    text.trim().chars().all(char::is_alphabetic)
}

/// Whether a whole cell is one word that says nothing but itself.
pub(super) fn is_likely(text: &str) -> bool {
    let word = bare(text);
    let is_short = (4..=128).contains(&word.chars().count());
    is_short
        && !word.contains(char::is_whitespace)
        && !TABLE.is_placeholder(word)
        && (is_mixed(word) || is_plain(word))
}
