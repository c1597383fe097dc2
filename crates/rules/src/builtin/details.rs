//! What a workbook says of whoever sends it, and what it should say and does not.

use pamlint_convention::BuiltInCheck;

use super::Reporter;
use crate::draft::{Draft, content, shortened};
use crate::facts::Facts;
use crate::placeholder::of_text;
use crate::report::{Detail, Was};

/// Everything that the workbook has a label for, each once, in the order of its sheets and of the convention.
pub(crate) fn told(facts: &Facts<'_>) -> Vec<Detail> {
    let mut told: Vec<Detail> = Vec::new();
    for detail in labelled(facts) {
        match told.iter_mut().find(|known| known.key == detail.key) {
            Some(known) if known.value.is_none() => *known = detail,
            Some(_) => {}
            None => told.push(detail),
        }
    }
    told
}

/// What stands beside each label of the workbook.
fn labelled(facts: &Facts<'_>) -> Vec<Detail> {
    let told = facts.workbook.details.iter().map(|told| {
        let detail = facts.convention.detail(told.detail);
        let (text, was) = content(facts, told.sheet, told.place);
        let text = text.get(told.rest..).unwrap_or_default().trim();
        let is_filled = told.is_filled && !matches!(was, Was::Empty | Was::Error | Was::Secret(_));
        let value = (is_filled && of_text(facts.convention, text).is_none()).then(|| shortened(text));
        Detail { key: detail.key.clone(), means: detail.means, value }
    });
    told.collect()
}

/// Reports labels with nothing beside them, in a workbook that asks for accounts.
pub(crate) fn judge(facts: &Facts<'_>, reporter: &mut Reporter<'_>) {
    if facts.rows.iter().next().is_none() {
        return;
    }
    for (told, found) in facts.workbook.details.iter().zip(labelled(facts)) {
        let detail = facts.convention.detail(told.detail);
        // A secret, an error and a formula have findings of their own, or are something that somebody has filled in.
        let is_told = found.value.is_some() || !is_empty(facts, told);
        if !detail.required || is_told {
            continue;
        }
        let (label, _) = content(facts, told.sheet, told.label);
        let label = label.trim().trim_end_matches([':', '*', ' ']).to_owned();
        reporter.report(BuiltInCheck::DetailMissing, None, |rule| Draft {
            header: Some(label),
            ..Draft::new(rule, told.sheet, told.place)
        });
    }
}

/// True for a cell without a value: empty, blank, or with a word in the place of one.
fn is_empty(facts: &Facts<'_>, told: &pamlint_reader::Told) -> bool {
    let found = facts.workbook.sheet(told.sheet).cell(told.place);
    !told.is_filled
        || found.is_none_or(|cell| {
            let text = facts.workbook.text(cell).and_then(|text| text.get(told.rest..));
            text.is_some_and(|text| text.trim().is_empty() || of_text(facts.convention, text).is_some())
        })
}
