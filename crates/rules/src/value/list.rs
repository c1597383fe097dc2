//! One finding for what is wrong alike with several values of a cell, and for values that stand in it twice.

use pamlint_convention::{Applicability, BuiltInCheck};

use super::Item;
use super::edits::replace;
use crate::clean::Cleaned;
use crate::fill::Fill;
use crate::problem::{Problem, Source};
use crate::report::Fix;

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
