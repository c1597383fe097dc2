//! Words that stand in a cell for a value that is not there.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// A word in the place of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Placeholder {
    /// The value is still to be filled in, or there is none.
    Nothing,
    /// The value is that of the cell above.
    Above,
}

/// The words that stand for a value, folded.
#[derive(Debug, Clone, Default)]
pub struct Placeholders {
    words: BTreeMap<String, Placeholder>,
    /// What a text begins with that stands for a value, with the blank behind it.
    beginnings: BTreeMap<String, Placeholder>,
    /// The most bytes of a word.
    longest: usize,
    /// True when a digit stands in one of them: else no text with one is looked at, which most values are.
    has_digits: bool,
}

impl Placeholders {
    /// Those that stand for nothing, and those that stand for the value above.
    pub(crate) fn new(nothing: &[String], above: &[String]) -> Placeholders {
        let nothing = nothing.iter().map(|word| (folded(word), Placeholder::Nothing));
        let above = above.iter().map(|word| (folded(word), Placeholder::Above));
        let (beginnings, words): (BTreeMap<_, _>, BTreeMap<_, _>) =
            nothing.chain(above).partition(|(word, _)| word.ends_with(AND_MORE));
        let beginnings = beginnings
            .into_iter()
            .map(|(word, meant)| (word.trim_end_matches('…').to_owned(), meant))
            .collect();
        // Some room for what is put around a word.
        let longest = words.keys().map(String::len).max().map_or(0, |longest| longest.saturating_add(16));
        let has_digits = words.keys().any(|word| has_digit(word));
        Placeholders { words, beginnings, longest, has_digits }
    }

    /// Every word for it, in small letters.
    pub fn words(&self, meant: Placeholder) -> impl Iterator<Item = &str> {
        self.words.iter().filter(move |(_, known)| **known == meant).map(|(word, _)| word.as_str())
    }

    /// What a text begins with that stands for it, in small letters and with the blank behind it.
    pub fn beginnings(&self, meant: Placeholder) -> impl Iterator<Item = &str> {
        self.beginnings.iter().filter(move |(_, known)| **known == meant).map(|(start, _)| start.as_str())
    }

    /// What a cleaned text stands for; `None` where it is a value like any other.
    pub fn of(&self, text: &str) -> Option<Placeholder> {
        let is_word = text.len() <= self.longest && (self.has_digits || !has_digit(text));
        let may_begin = text.len() <= LONGEST_PHRASE && text.contains(' ') && !self.beginnings.is_empty();
        if !is_word && !may_begin {
            return None;
        }
        let folded = folded(text);
        let bare = folded
            .trim_start_matches(['(', '[', '<', '{'])
            .trim_end_matches([')', ']', '>', '}', '.', '…', '?', '!', ':'])
            .trim();
        let word = self.words.get(&folded).or_else(|| self.words.get(bare));
        let beginning = || self.beginnings.iter().find(|(start, _)| bare.starts_with(start.as_str()));
        word.or_else(|| beginning().filter(|_| may_begin).map(|(_, meant)| meant)).copied()
    }
}

/// The end of an entry that is only how a text begins.
const AND_MORE: &str = " …";

/// The longest text that is looked at for how it begins, in bytes.
const LONGEST_PHRASE: usize = 100;

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// A word as it is compared: in small letters, with one blank between its pieces, and no sign twice in a row.
fn folded(text: &str) -> String {
    if text.is_ascii() {
        return folded_ascii(text);
    }
    let composed: String = text.nfc().collect::<String>().to_lowercase();
    let mut folded: Vec<char> = composed.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    folded.dedup_by(|next, last| next == last && !next.is_alphanumeric());
    folded.into_iter().collect()
}

/// The same for what nearly every value is, without a copy for every step.
fn folded_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for piece in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for character in piece.chars().map(|character| character.to_ascii_lowercase()) {
            if character.is_alphanumeric() || !folded.ends_with(character) {
                folded.push(character);
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_fold_like_all_others() {
        for word in ["", " ", "N/A", " tbd??", "--  --", "a  B\tc..", "(( x ))", "..", "aa BB", "? ?"] {
            // With an accent behind it, it goes the long way.
            let accented = folded(&format!("{word} é"));
            assert_eq!(format!("{} é", folded(word)).trim_start(), accented, "{word}");
        }
    }

    #[test]
    fn words_are_known_by_what_they_say() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let nothing = words(&["tbd", "n/a", "-", "?", "nog te bepalen"]);
        let placeholders = Placeholders::new(&nothing, &words(&["id.", "\""]));
        for word in ["TBD", "tbd?", "(tbd)", "N/A", "---", "??", "Nog  te bepalen…", "<nog te bepalen>"] {
            assert_eq!(placeholders.of(word), Some(Placeholder::Nothing), "{word}");
        }
        assert_eq!(placeholders.of("Id."), Some(Placeholder::Above));
        assert_eq!(placeholders.of("\"\""), Some(Placeholder::Above));
        for value in ["id", "na", "jan?", "svc-tbd", "tbd1", ""] {
            assert_eq!(placeholders.of(value), None, "{value}");
        }
        let begun = Placeholders::new(&words(&["zie …", "-"]), &words(&["zie boven"]));
        assert_eq!(begun.of("Zie rij 12."), Some(Placeholder::Nothing));
        assert_eq!(begun.of("zie boven"), Some(Placeholder::Above));
        assert_eq!(begun.of("(zie mail van Jan)"), Some(Placeholder::Nothing));
        for value in ["zie", "ziegler", "an zie boven", "…"] {
            assert_eq!(begun.of(value), None, "{value}");
        }
        let numbered = Placeholders::new(&words(&["xx1"]), &[]);
        assert_eq!(numbered.of("XX1"), Some(Placeholder::Nothing));
    }
}
