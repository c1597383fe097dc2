//! Headers of columns that hold secrets, and what stands below them.

use std::borrow::Cow;

use super::password::{Named, is_word};
use super::plausible::{Likeness, likeness};
use super::value::bare;
use super::words::{Name, TABLE};
use super::{Look, hits, look, number, whole};
use crate::clean::as_latin;

/// The most bytes of a header.
pub(super) const LONGEST: usize = 60;

/// A header with the names of secrets in it.
pub(super) struct Header<'t> {
    text: Cow<'t, str>,
    names: Vec<Named>,
}

impl Header<'_> {
    pub(super) fn of(text: &str) -> Header<'_> {
        let text = as_latin(text).map_or(Cow::Borrowed(text), Cow::Owned);
        let mut names = hits(&text).1;
        // `inlog` is a piece of `inlogcode`.
        names.retain(|(_, start, end)| {
            let around = text.get(..*start).zip(text.get(*end..));
            let called = text.get(*start..*end).unwrap_or("");
            around.is_some_and(|(before, behind)| {
                is_word(before, called, number::behind(behind).unwrap_or(behind))
            })
        });
        Header { text, names }
    }

    /// Whether it names passwords, and nothing but whose they are: `user / ww`, `wachtwoord 2`.
    fn is_of_passwords(&self) -> bool {
        let Some((name, start, _)) = whole::find_label(&self.text, &self.names) else { return false };
        let before = self.text.get(..start).unwrap_or("");
        let is_named = |(name, ..): &Named| name.holds_password() || *name == Name::Lock;
        let is_thing = name == Name::Thing && before.trim().is_empty();
        (is_thing || self.names.iter().any(is_named)) && self.is_whose(before)
    }

    /// Whether what stands before a name says no more than whose secret it is, or which.
    fn is_whose(&self, before: &str) -> bool {
        // `Beheerderswachtwoord`
        let before = before.trim_end_matches(char::is_alphabetic);
        let is_named = |at: usize| self.names.iter().any(|(_, start, end)| (*start..*end).contains(&at));
        let rest: String =
            before.char_indices().map(|(at, letter)| if is_named(at) { ' ' } else { letter }).collect();
        let mut words = rest.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
        words.all(|word| {
            let small = word.to_lowercase();
            TABLE.is_account(&small)
                || TABLE.is_which(&small)
                || TABLE.is_use(&small)
                || TABLE.is_join(&small)
                || TABLE.is_own(&small)
                || TABLE.is_of(&small)
        })
    }

    /// Whether it is also one of logins, of pins or of things.
    pub(super) fn names_more(&self) -> bool {
        let is_whole = |start: usize| self.text.get(..start).is_some_and(|before| before.trim().is_empty());
        let is_more = |(name, start, _): &Named| match name {
            Name::Login | Name::Lock | Name::Pin | Name::Code | Name::Strong => true,
            Name::Thing => is_whole(*start),
            _ => false,
        };
        self.names.iter().any(is_more)
    }

    /// Whether a whole cell below it is a secret, as it stands there: a plain word tells nothing.
    pub(super) fn is_above(&self, text: &str) -> bool {
        let is_plain = whole::is_value(text, Name::Password) || TABLE.is_chosen(&text.trim().to_lowercase());
        self.is_likely_below(text) && (!whole::is_plain_word(text) || is_plain)
    }

    /// Whether a whole cell below it is likely a secret.
    pub(super) fn is_likely_below(&self, text: &str) -> bool {
        if self.names.iter().any(|(name, ..)| *name == Name::Login) {
            return is_pair(text) || matches!(look(text), Look::Secret(_));
        }
        let is_beside = match whole::find_label(&self.text, &self.names) {
            Some((Name::Thing, ..)) => return whole::is_value(text, Name::Thing),
            Some((name, ..)) => whole::is_value(text, name),
            None => false,
        };
        is_beside || whole::is_likely(text.trim()) || matches!(look(text), Look::Secret(_))
    }
}

/// Whether a header names passwords in words that no rule lists.
pub(crate) fn is_header(text: &str) -> bool {
    text.len() <= LONGEST && Header::of(text).is_of_passwords()
}

/// Whether a whole cell below a header of logins is an account and its password, or the password alone.
fn is_pair(text: &str) -> bool {
    let is_between = |sign: char| sign.is_whitespace() || "/|,;:+&→>".contains(sign);
    let mut pieces = text.split(is_between).filter(|piece| !piece.is_empty());
    let (first, last) = (pieces.next(), pieces.next_back());
    let says = |word: &str| {
        let small = word.to_lowercase();
        TABLE.is_place(&small) || TABLE.is_link(&small) || TABLE.is_stop_word(&small)
    };
    match (first, last) {
        (Some(user), Some(word)) => {
            pieces.count() < 3 && !says(user) && whole::is_value(word, Name::Password)
        }
        (Some(word), None) => likeness(bare(word)) == Likeness::Sure,
        _ => false,
    }
}
