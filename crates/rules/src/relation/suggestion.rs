//! What a value that names no row was most likely meant to name.

use pamlint_convention::{fold_header, nearest};
use rustc_hash::FxHashMap;

use crate::facts::{Access, Facts, RowFacts, Values};
use crate::number::numbers;
use crate::value::{Key, Text, letters_agree};

/// What a row was most likely meant to name.
pub(super) struct Suggestion {
    pub text: String,
    pub safe: bool,
}

/// The names of rows, in order, and by what people write instead.
#[derive(Default)]
pub(super) struct Names {
    /// Each with the number of its row, from 1.
    all: Vec<(Text, u32)>,
    folded: FxHashMap<String, Vec<usize>>,
    /// By the values of other columns of their rows, a map for each column.
    by: Vec<FxHashMap<Key, Vec<usize>>>,
    numbered: FxHashMap<Vec<u64>, Vec<usize>>,
}

impl Names {
    /// Adds the name of a row; people may write what these values are instead.
    pub(super) fn add(
        &mut self,
        facts: &Facts<'_>,
        row: &RowFacts,
        access: Option<&Access>,
        by: &[Option<Access>],
    ) {
        let name = access.and_then(|access| facts.values(row, access, None).words().next());
        let Some(name) = name.map(|name| name.text) else { return };
        let (position, text) = (self.all.len(), facts.text(name));
        self.all.push((name, row.number));
        self.folded.entry(fold_header(text)).or_default().push(position);
        self.numbered.entry(numbers(text).collect()).or_default().push(position);
        self.by.resize_with(self.by.len().max(by.len()), FxHashMap::default);
        for (known, access) in self.by.iter_mut().zip(by) {
            let values = access.as_ref().map_or(Values::Absent, |access| facts.values(row, access, None));
            for word in values.words() {
                let positions: &mut Vec<usize> = known.entry(word.key).or_default();
                if positions.last() != Some(&position) {
                    positions.push(position);
                }
            }
        }
    }

    fn texts<'f>(&self, facts: &'f Facts<'_>, positions: Option<&Vec<usize>>) -> Vec<&'f str> {
        let names = positions.into_iter().flatten().filter_map(|position| self.all.get(*position));
        names.map(|(name, _)| facts.text(*name)).collect()
    }

    /// What a value was most likely meant to name; `by_row` says that people write the number of the row instead.
    pub(super) fn suggest(&self, facts: &Facts<'_>, mine: &str, by_row: bool) -> Option<Suggestion> {
        if let Some(text) = only(self.texts(facts, self.folded.get(&fold_header(mine)))) {
            let safe = differs_in_blanks(mine, &text);
            return Some(Suggestion { text, safe });
        }
        let key = Key::of(mine);
        let mut by = self.by.iter().map(|known| only(self.texts(facts, known.get(&key))));
        if let Some(text) = by.find_map(|found| found) {
            return Some(Suggestion { text, safe: false });
        }
        if by_row
            && let Ok(number) =
                mine.trim_start_matches(|character: char| character.is_alphabetic()).parse::<u32>()
        {
            let ends = |name: &str| {
                name.rsplit(|character: char| !character.is_ascii_digit()).next() == Some(&number.to_string())
            };
            let names = self.all.iter().map(|(name, row)| (facts.text(*name), *row));
            let mut numbered: Vec<&str> =
                names.filter(|(name, row)| ends(name) || *row == number).map(|(name, _)| name).collect();
            numbered.sort_unstable();
            return only(numbered).map(|text| Suggestion { text, safe: false });
        }
        // Names that differ in their numbers are different names, however alike they look.
        let numbered_alike = self.texts(facts, self.numbered.get(&numbers(mine).collect::<Vec<_>>()));
        let lettered_alike =
            numbered_alike.iter().copied().filter(|name| letters_agree(name, mine)).collect();
        let near = only(lettered_alike).or_else(|| nearest(mine, numbered_alike).map(str::to_owned));
        near.map(|text| Suggestion { text, safe: false })
    }
}

/// The only text among these.
fn only(mut found: Vec<&str>) -> Option<String> {
    found.dedup();
    match found.as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
}

/// True when a text is a name but for case and blanks: those that are too many, or stand for what separates the pieces.
fn differs_in_blanks(mine: &str, name: &str) -> bool {
    let mut rest = name;
    for (number, piece) in mine.split_whitespace().enumerate() {
        let behind =
            |text: &'_ str| text.get(..piece.len()).is_some_and(|start| start.eq_ignore_ascii_case(piece));
        let separator = rest.chars().next().filter(|it| number > 0 && !it.is_alphanumeric() && !behind(rest));
        let at = separator.map_or(0, char::len_utf8);
        match rest.get(at..).filter(|rest| behind(rest)) {
            Some(found) => rest = found.get(piece.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_case_and_blanks_may_differ() {
        for mine in [
            "AWS-Console-L1",
            "aws-console-l1",
            "AWS Console L1",
            "AWS-Console -L1",
            "AWS- Console-L1",
            "A WS-Console-L1",
        ] {
            assert!(differs_in_blanks(mine, "AWS-Console-L1"), "{mine}");
        }
        for mine in
            ["AWS-ConsoleL1", "AWS_Console_L1", "AWS-Console-L", "AWS-Console-L12", "AWS Console L 2", ""]
        {
            assert!(!differs_in_blanks(mine, "AWS-Console-L1"), "{mine}");
        }
    }
}
