//! Cells that may hold several values: taking them apart, and making one finding of what is wrong with them.

use pamlint_convention::{Applicability, BuiltInCheck, Field};

use super::{Item, Judge, WHOLE, replace};
use crate::clean::Cleaned;
use crate::fill::Fill;
use crate::problem::{Problem, Source};
use crate::report::Fix;

/// The most values that are told apart where something else than a separator stands between them.
const MOST_VALUES: usize = 50;

/// The most bytes of a word that joins two values: `en`, `and`, `ou`.
const LONGEST_WORD: usize = 3;

/// Whether a character separates the values of a cell that may hold several.
fn is_list_separator(character: char) -> bool {
    matches!(character, '\n' | ';' | ',')
}

/// The values of a cell that may hold several, each with the character at which it begins.
pub(super) fn split(text: &str) -> Vec<(usize, &str)> {
    let mut start = 0;
    let mut values = Vec::new();
    for value in text.split(is_list_separator) {
        let length = value.chars().count();
        if length > 0 {
            values.push((start, value));
        }
        start += length + 1;
    }
    values
}

impl Judge<'_> {
    /// Sees whether a cell that has to be read as one value holds several, which only a person can sort out;
    /// and proposes to write several below each other where something else stands between them.
    pub(super) fn tell_values_apart(&mut self, field: &Field, text: &str, problems: &mut Vec<Problem>) {
        let (is_between, source): (fn(char) -> bool, _) = match field.several {
            true => (|c| c.is_whitespace() || matches!(c, '|' | '/' | '+' | '&'), None),
            false => (|c| matches!(c, '\n' | '\r'), Some(Source::BuiltIn(BuiltInCheck::LineBreakOrControl))),
        };
        let told = problems.iter().position(|problem| match &source {
            Some(source) => problem.source == *source,
            None => matches!(problem.source, Source::Name(..)),
        });
        let Some(told) = told else { return };
        let values: Vec<&str> = text
            .split(|character| is_between(character) || (field.several && is_list_separator(character)))
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .collect();
        let is_word = |value: &str| value.len() <= LONGEST_WORD && value.chars().all(char::is_alphabetic);
        let values: Vec<&str> = match field.several {
            // “and” and its like are no value.
            true => values.into_iter().filter(|value| !is_word(value)).collect(),
            false => values,
        };
        if values.len() < 2 || values.len() > MOST_VALUES {
            return;
        }
        let right = values.iter().filter(|value| self.is_right(field, value)).count();
        // On one line what stands behind a right value is a remark or a second value: nobody may join them.
        if right == 0 || (field.several && right < values.len()) {
            return;
        }
        let mut problem = problems.swap_remove(told);
        problem.fills.retain(|(placeholder, _)| *placeholder != "suggestion");
        problem.complete.clear();
        problem.fix =
            field.several.then(|| Fix { value: values.join("\n"), applicability: Applicability::Unsafe });
        problem.spoils = WHOLE;
        *problems = vec![problem];
    }

    /// Whether a value has nothing wrong in it, by itself.
    fn is_right(&mut self, field: &Field, value: &str) -> bool {
        let judged = self.judge_new(field, value, None);
        let judged = self.judged(judged);
        judged.problems.is_empty() && !judged.items.is_empty()
    }
}

/// The same value twice in one cell.
pub(super) fn repeated(cleaned: &Cleaned<'_>, items: &[Item]) -> Option<Problem> {
    let again =
        |index: usize, item: &Item| items.iter().take(index).any(|other| other.word.key == item.word.key);
    let surplus: Vec<&Item> =
        items.iter().enumerate().filter(|(index, item)| again(*index, item)).map(|(_, item)| item).collect();
    let first = surplus.first()?;
    let characters: Vec<char> = cleaned.text.chars().collect();
    let (start, end) = first.span.ends();
    let found: String = characters.get(start..end).unwrap_or_default().iter().collect();
    // The separator before a value goes with it.
    let edits: Vec<((usize, usize), &str)> = surplus
        .iter()
        .map(|item| item.span.ends())
        .map(|(start, end)| ((start.saturating_sub(1), end), ""))
        .collect();
    Some(Problem {
        source: Source::BuiltIn(BuiltInCheck::ValueRepeated),
        variant: None,
        span: Some(cleaned.original_span(first.span.ends())),
        fills: vec![("found", Fill::Text(found))],
        fix: Some(Fix { value: replace(&cleaned.text, &edits), applicability: Applicability::Safe }),
        left_out: None,
        complete: Vec::new(),
        spoils: 0,
    })
}

/// Values of one cell that have the same mistake are one finding: it names them all, and its fix
/// mends them all, where each of them has one. Each problem comes with the characters of its value.
pub(super) fn one_a_sort(text: &str, problems: Vec<(Problem, (usize, usize))>) -> Vec<Problem> {
    let mut kept: Vec<(Problem, Vec<Edit>)> = Vec::new();
    for (problem, item) in problems {
        let edit = Edit::of(text, &problem, item);
        match kept
            .iter_mut()
            .find(|(known, _)| known.source == problem.source && known.variant == problem.variant)
        {
            Some((known, edits)) => {
                join(known, &problem);
                edits.push(edit);
            }
            None => kept.push((problem, vec![edit])),
        }
    }
    let mended = |(mut problem, edits): (Problem, Vec<Edit>)| {
        if edits.len() > 1 {
            problem.fix = Edit::all(text, &edits);
        }
        problem
    };
    kept.into_iter().map(mended).collect()
}

/// What a fix does to one value of a cell.
struct Edit {
    item: (usize, usize),
    /// The value mended; `None` when nothing is proposed.
    mended: Option<(String, Applicability)>,
}

impl Edit {
    fn of(text: &str, problem: &Problem, item: (usize, usize)) -> Edit {
        let behind = text.chars().count().saturating_sub(item.1);
        let mended = problem.fix.as_ref().map(|fix| {
            let length = fix.value.chars().count().saturating_sub(behind).saturating_sub(item.0);
            (fix.value.chars().skip(item.0).take(length).collect(), fix.applicability)
        });
        Edit { item, mended }
    }

    fn all(text: &str, edits: &[Edit]) -> Option<Fix> {
        let mended: Option<Vec<_>> = edits
            .iter()
            .map(|edit| edit.mended.as_ref().map(|(text, sure)| ((edit.item, text.as_str()), *sure)))
            .collect();
        let (edits, sure): (Vec<_>, Vec<_>) = mended?.into_iter().unzip();
        Some(Fix { value: replace(text, &edits), applicability: sure.into_iter().max()? })
    }
}

fn join(known: &mut Problem, other: &Problem) {
    known.spoils |= other.spoils;
    // Half a cell completed would leave the mistake in the other half.
    if known.complete.is_empty() || other.complete.is_empty() {
        known.complete.clear();
    } else {
        known.complete.extend(other.complete.iter().copied());
    }
    for (key, hole) in &mut known.fills {
        let more = other.fills.iter().find(|(other, _)| other == key).map(|(_, hole)| hole);
        if let (Fill::Text(text), Some(Fill::Text(more))) = (hole, more)
            && matches!(*key, "found" | "suggestion")
            && !text.split(", ").any(|known| known == more)
        {
            text.push_str(", ");
            text.push_str(more);
        }
    }
}
