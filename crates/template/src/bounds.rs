//! What a pattern says about length and characters: never less than what it lets through.

use std::collections::BTreeSet;

use pamlint_convention::{Alternative, Convention, Part, Shape};
use regex_syntax::hir::{Class, Hir, HirKind};

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
                let of_form = |form: &Alternative| {
                    let patterns = form.patterns.iter().map(|pattern| Bounds::of_pattern(pattern.as_str()));
                    patterns.reduce(Bounds::and).unwrap_or(Bounds::ANY)
                };
                forms.iter().map(of_form).reduce(Bounds::or).unwrap_or(Bounds::ANY)
            }
        }
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
