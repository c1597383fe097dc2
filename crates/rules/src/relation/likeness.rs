//! What a value with a mistake in it may have been meant to be.

use pamlint_convention::Content;

use crate::facts::{Access, Facts, RowFacts};
use crate::value::{Key, item_word};

/// No name has so many parts: a text with more is none, and comparing all of its parts would take long.
const MOST_PARTS: usize = 64;

/// A text in capitals, and what it is compared by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Spelled {
    pub text: String,
    pub key: Key,
    characters: Vec<char>,
    /// Its letters and digits.
    bare: Key,
    /// What stands between other characters.
    parts: Vec<Key>,
}

impl Spelled {
    pub(super) fn new(text: String) -> Spelled {
        let is_sign = |character: char| !character.is_alphanumeric();
        Spelled {
            key: Key::of(&text),
            characters: text.chars().collect(),
            bare: Key::exactly(&text.replace(is_sign, "")),
            parts: text.split(is_sign).map(Key::exactly).collect(),
            text,
        }
    }

    /// Whether it can be another text with a slip in it: a letter or two, or one whole part. A text that is right in
    /// itself can only be off by one letter.
    fn is_slip_of(&self, mine: &Spelled, is_right: bool) -> bool {
        if self.text.len().abs_diff(mine.text.len()) > 32 {
            return false;
        }
        let surplus = |one: &[Key], other: &[Key]| one.iter().filter(|part| !other.contains(part)).count();
        if is_right {
            return is_within(&self.characters, &mine.characters, 1);
        }
        self.bare == mine.bare
            || ((3..=MOST_PARTS).contains(&mine.parts.len())
                && self.parts.len() <= MOST_PARTS
                && surplus(&self.parts, &mine.parts) <= 1
                && surplus(&mine.parts, &self.parts) <= 1)
            || is_within(&self.characters, &mine.characters, 2)
    }
}

/// Whether there are at most so many slips between two texts: letters that are replaced, left out, too many, or swapped
/// with the next one. Told sooner than how many there are.
fn is_within(one: &[char], other: &[char], most: usize) -> bool {
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    let alike = one.iter().zip(other).take_while(|(first, second)| first == second).count();
    let (one, other) = (one.get(alike..).unwrap_or_default(), other.get(alike..).unwrap_or_default());
    let ([first, more @ ..], [second, others @ ..]) = (one, other) else { return true };
    let Some(left) = most.checked_sub(1) else { return false };
    let is_swapped = || match (more, others) {
        ([a, more @ ..], [b, others @ ..]) if a == second && b == first => is_within(more, others, left),
        _ => false,
    };
    // Swapped with a letter too many between them.
    let is_swapped_apart = || match (more, others) {
        ([a, more @ ..], [_, b, others @ ..]) if left > 0 && a == second && b == first => {
            is_within(more, others, left - 1)
        }
        _ => false,
    };
    let is_swapped_together = || match (more, others) {
        ([_, a, more @ ..], [b, others @ ..]) if left > 0 && a == second && b == first => {
            is_within(more, others, left - 1)
        }
        _ => false,
    };
    is_within(more, others, left)
        || is_within(more, other, left)
        || is_within(one, others, left)
        || is_swapped()
        || is_swapped_apart()
        || is_swapped_together()
}

/// What a value with a mistake in it may have been meant to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Meant {
    /// Nothing that is looked for.
    Nothing,
    /// Whatever it is: a part, or one of several values, has no text of its own to go by.
    Anything,
    /// What is much like it, or begins as another name of the row says, which it completes.
    Like {
        /// What its finding says.
        told: Option<Key>,
        typed: Option<Spelled>,
        is_right: bool,
        beginning: Option<String>,
    },
}

impl Meant {
    /// What the value of a row may have been meant to be.
    pub(super) fn of(facts: &Facts<'_>, row: &RowFacts, access: &Access) -> Meant {
        let Access::Slots(slots) = access else { return Meant::Nothing };
        let Some(slot) = slots.first() else { return Meant::Nothing };
        if slots.len() > 1 || slot.part.is_some() {
            return Meant::Anything;
        }
        let judged = facts.judged(row, slot.field);
        Meant::Like {
            told: facts.doubts.meant.get(&(row.id, slot.field)).copied(),
            typed: judged.map(|judged| Spelled::new(facts.text(judged.text).to_uppercase())),
            is_right: judged.is_some_and(|judged| judged.problems.iter().all(|problem| problem.spoils == 0)),
            beginning: completed_beginning(facts, row, slot.field),
        }
    }

    /// Whether it may have been meant to be this.
    pub(super) fn may_be(&self, mine: &Spelled) -> bool {
        match self {
            Meant::Nothing => false,
            Meant::Anything => true,
            Meant::Like { told, typed, is_right, beginning } => {
                let is_slip = || typed.as_ref().is_some_and(|theirs| theirs.is_slip_of(mine, *is_right));
                let is_like = || match beginning {
                    // Where the value is wrong, the other name tells which one is meant.
                    Some(beginning) => mine.text.starts_with(beginning.as_str()) || (*is_right && is_slip()),
                    None => (!is_right && typed.is_none()) || is_slip(),
                };
                *told == Some(mine.key) || is_like()
            }
        }
    }
}

/// How the value of a field begins, as another name of the row says whose leading parts are taken from
/// it; in capitals.
fn completed_beginning(facts: &Facts<'_>, row: &RowFacts, field: usize) -> Option<String> {
    let convention = facts.convention;
    let fields = &convention.table(row.table).fields;
    let column = fields.get(field)?.column;
    fields.iter().enumerate().find_map(|(other, field)| {
        let Content::Name(names) = &field.content else { return None };
        let name = names
            .iter()
            .map(|name| convention.name(*name))
            .find(|name| name.complete_from == Some(column))?;
        let item = facts.items(facts.judged(row, other)?).first()?;
        let keys = &field.parts;
        let mut text = String::new();
        for name_part in name.parts.iter().take(name.parts.len().saturating_sub(1)) {
            let key = &convention.part(name_part.part).key;
            let word = item_word(&facts.judge, item, Some(keys.iter().position(|known| known == key)?))?;
            text.push_str(&name_part.separator);
            text.push_str(&facts.text(word.text).to_uppercase());
        }
        Some(text)
    })
}

#[cfg(test)]
mod tests {
    use strsim::damerau_levenshtein;

    use super::*;

    #[test]
    fn few_slips_are_told_as_counting_them_does() {
        let mut texts = vec![String::new()];
        for length in 0..4 {
            let longer: Vec<String> = texts.iter().filter(|text| text.len() == length).cloned().collect();
            texts.extend(
                longer.iter().flat_map(|text| ["a", "b", "c"].map(|letter| format!("{text}{letter}"))),
            );
        }
        let characters = |text: &str| text.chars().collect::<Vec<char>>();
        for (one, other) in texts.iter().flat_map(|one| texts.iter().map(move |other| (one, other))) {
            let slips = damerau_levenshtein(one, other);
            for most in 0..=2 {
                let is_within = is_within(&characters(one), &characters(other), most);
                assert_eq!(is_within, slips <= most, "{one} {other} {most}");
            }
        }
    }
}
