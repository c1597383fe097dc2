//! What a pattern says about length and characters: never less than what it lets through.

use std::collections::BTreeSet;

use pamlint_convention::{Alternative, Convention, Part, Shape};
use pamlint_formats::formula::{are_digits, has_none_of, is_all, no_blank};
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::checks::of_length;

/// So many characters are told one by one, at so many places.
const MOST_CHARACTERS: usize = 100;
const MOST_POSITIONS: usize = 64;

/// How long a value can be, and of which characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// The least characters.
    pub min: usize,
    /// The most characters, if there is a most.
    pub max: Option<usize>,
    /// The characters, if they are few and ASCII.
    pub characters: Option<BTreeSet<char>>,
}

impl Bounds {
    const ANY: Bounds = Bounds { min: 0, max: None, characters: None };

    /// The bounds of texts.
    pub fn of_codes<'t>(codes: impl Iterator<Item = &'t str>) -> Bounds {
        codes.map(Bounds::of_text).reduce(Bounds::or).unwrap_or(Bounds::ANY)
    }

    /// The bounds of what fits a part.
    pub fn of_part(convention: &Convention, part: &Part) -> Bounds {
        match &part.shape {
            Shape::Codes(list) => {
                Bounds::of_codes(convention.list(*list).codes.iter().map(|(code, _)| code.as_str()))
            }
            Shape::Forms(forms) => {
                forms.iter().map(Bounds::of_form).reduce(Bounds::or).unwrap_or(Bounds::ANY)
            }
        }
    }

    /// The bounds of what fits one form of a part.
    pub fn of_form(form: &Alternative) -> Bounds {
        let patterns = form.patterns.iter().map(|pattern| Bounds::of_pattern(pattern.as_str()));
        patterns.reduce(Bounds::and).unwrap_or(Bounds::ANY)
    }

    /// Conditions on the text `x` that what is within the bounds meets.
    pub fn conditions(&self, x: &str) -> Vec<String> {
        if let Some(digits) = self.digits() {
            return vec![are_digits(x, digits)];
        }
        let mut conditions = vec![of_length(self, x)];
        let few = self.characters.as_ref().filter(|characters| characters.len() <= MOST_CHARACTERS);
        conditions.extend(
            few.zip(self.max)
                .filter(|(_, max)| *max <= MOST_POSITIONS)
                .map(|(characters, max)| is_all(x, &characters.iter().collect::<String>(), max.max(1))),
        );
        conditions.extend((!self.can_hold(' ')).then(|| no_blank(x)));
        conditions.retain(|condition| !condition.is_empty());
        conditions
    }

    /// The bounds of what a regular expression matches as a whole.
    pub fn of_pattern(pattern: &str) -> Bounds {
        let Ok(hir) = regex_syntax::parse(pattern) else { return Bounds::ANY };
        let properties = hir.properties();
        let mut characters = BTreeSet::new();
        let are_few = collect(&hir, &mut characters);
        // Lengths are of bytes: a character is three bytes at most, or four that Excel counts as two.
        let min = properties.minimum_len().unwrap_or(0);
        Bounds {
            min: if are_few { min } else { min.div_ceil(3) },
            max: properties.maximum_len(),
            characters: are_few.then_some(characters),
        }
    }

    fn of_text(text: &str) -> Bounds {
        let length = text.encode_utf16().count();
        let characters = text.is_ascii().then(|| text.chars().collect());
        Bounds { min: length, max: Some(length), characters }
    }

    /// What fits one or the other.
    fn or(self, other: Bounds) -> Bounds {
        let characters = self.characters.zip(other.characters);
        Bounds {
            min: self.min.min(other.min),
            max: self.max.zip(other.max).map(|(one, other)| one.max(other)),
            characters: characters.map(|(one, other)| one.union(&other).copied().collect()),
        }
    }

    /// What fits both.
    fn and(self, other: Bounds) -> Bounds {
        let characters = match (self.characters, other.characters) {
            (Some(one), Some(other)) => Some(one.intersection(&other).copied().collect()),
            (one, other) => one.or(other),
        };
        let max = match (self.max, other.max) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        Bounds { min: self.min.max(other.min), max, characters }
    }

    /// The one length that there is.
    pub fn length(&self) -> Option<usize> {
        self.max.filter(|max| *max == self.min)
    }

    /// How many digits it is, if it is nothing but digits and always as many.
    pub fn digits(&self) -> Option<usize> {
        let are_digits = |characters: &BTreeSet<char>| characters.iter().all(char::is_ascii_digit);
        self.length().filter(|length| *length > 0 && self.characters.as_ref().is_some_and(are_digits))
    }

    /// Whether a character can occur in it.
    pub fn can_hold(&self, character: char) -> bool {
        self.characters.as_ref().is_none_or(|characters| characters.contains(&character))
    }
}

/// The text `x` fits one of these forms, as far as a spreadsheet can tell; `None` where it can tell nothing, or other
/// values fit too.
pub(crate) fn fits(forms: &[Alternative], x: &str) -> Option<String> {
    let mut all = Vec::new();
    for form in forms {
        if form.also.is_some() {
            return None;
        }
        let mut conditions = Bounds::of_form(form).conditions(x);
        conditions.extend(form.patterns.iter().filter_map(|pattern| holds_one(pattern.as_str(), x)));
        if conditions.is_empty() {
            return None;
        }
        all.push(format!("AND({})", conditions.join(",")));
    }
    (!all.is_empty()).then(|| format!("OR({})", all.join(",")))
}

/// The text holds a character of a class, for a pattern that asks for nothing else: `.*[A-Z].*`.
fn holds_one(pattern: &str, x: &str) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    let mut pieces = Vec::new();
    flatten(&hir, &mut pieces);
    let is_open = |hir: &Hir| match hir.kind() {
        HirKind::Repetition(repetition) => {
            repetition.min == 0
                && repetition.max.is_none()
                && !matches!(repetition.sub.kind(), HirKind::Literal(_))
        }
        _ => false,
    };
    let [before, class, behind] = pieces.as_slice() else { return None };
    let mut characters = BTreeSet::new();
    if !is_open(before) || !is_open(behind) || !collect(class, &mut characters) {
        return None;
    }
    let is_class = matches!(class.kind(), HirKind::Class(_)) && characters.len() <= MOST_CHARACTERS;
    let characters: String = characters.into_iter().collect();
    is_class.then(|| format!("NOT({})", has_none_of(x, &characters)))
}

/// The pieces of a pattern, one behind the other, without what matches no character.
fn flatten<'h>(hir: &'h Hir, pieces: &mut Vec<&'h Hir>) {
    match hir.kind() {
        HirKind::Concat(parts) => parts.iter().for_each(|part| flatten(part, pieces)),
        HirKind::Capture(capture) => flatten(&capture.sub, pieces),
        HirKind::Look(_) | HirKind::Empty => {}
        _ => pieces.push(hir),
    }
}

/// Collects the characters of which a match can consist; false when they are many.
fn collect(hir: &Hir, characters: &mut BTreeSet<char>) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).unwrap_or_default();
            characters.extend(text.chars());
            text.is_ascii() && !text.is_empty()
        }
        HirKind::Class(Class::Unicode(class)) => class.ranges().iter().all(|range| {
            let is_ascii = range.end().is_ascii();
            if is_ascii {
                characters.extend(range.start()..=range.end());
            }
            is_ascii
        }),
        HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Repetition(repetition) => collect(&repetition.sub, characters),
        HirKind::Capture(capture) => collect(&capture.sub, characters),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().all(|part| collect(part, characters))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_bound_what_they_match() {
        let digits = Bounds::of_pattern("^(?:[0-9]{6})$");
        assert_eq!((digits.digits(), digits.length()), (Some(6), Some(6)));
        let team = Bounds::of_pattern("^(?:[A-Za-z0-9]{1,5})$").and(Bounds::of_pattern("^(?:.*[A-Za-z].*)$"));
        assert_eq!((team.min, team.max, team.digits()), (1, Some(5), None));
        assert!(team.can_hold('a') && !team.can_hold('-'));
        let scope = team.or(Bounds::of_pattern("^(?:[0-9]{5})$"));
        assert_eq!((scope.min, scope.max), (1, Some(5)));
        assert_eq!(Bounds::of_pattern("é{4}"), Bounds { min: 3, max: Some(8), characters: None });
        assert_eq!(Bounds::of_pattern("^(?:.+)$").max, None);
        assert_eq!(Bounds::of_pattern("("), Bounds::ANY);
        assert_eq!(Bounds::of_codes(["RDP", "WEB"].into_iter()).length(), Some(3));
    }
}
