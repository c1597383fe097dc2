//! Names that another column of the row completes, or tells.

use pamlint_convention::{Applicability, Content, Convention, Field, Name, Path};

use crate::draft::row_text;
use crate::facts::{Access, Facts, RowFacts, Values};
use crate::name::only_code;
use crate::problem::Problem;
use crate::report::Fix;
use crate::value::{Item, Word, item_word, replace};

/// The names with their leading parts taken from the column of the row that completes them.
pub(super) fn completed(
    facts: &Facts<'_>,
    row: &RowFacts,
    position: usize,
    problem: &Problem,
) -> Option<Fix> {
    let judged = facts.judged(row, position)?;
    let items = facts.items(judged);
    let names: Option<Vec<((usize, usize), String)>> = problem
        .complete
        .iter()
        .map(|(item, from, _)| {
            let item = items.get(*item)?;
            Some((item.span.ends(), completed_name(facts, row, position, item, *from)?))
        })
        .collect();
    let names = names?;
    let edits: Vec<((usize, usize), &str)> =
        names.iter().map(|(span, text)| (*span, text.as_str())).collect();
    let applicability = problem.complete.iter().map(|(.., sure)| *sure).max()?;
    Some(Fix { value: replace(facts.text(judged.text), &edits), applicability })
}

/// One name, its parts before `from` taken from the column that completes it.
fn completed_name(
    facts: &Facts<'_>,
    row: &RowFacts,
    position: usize,
    item: &Item,
    from: usize,
) -> Option<String> {
    let convention = facts.convention;
    let field = convention.table(row.table).fields.get(position)?;
    let Content::Name(names) = &field.content else { return None };
    let name = convention.name(*names.first()?);
    let column = convention.column(name.complete_from?);
    let keys = &field.parts;
    let mut text = name.prefix.clone();
    for (index, name_part) in name.parts.iter().enumerate() {
        let key = &convention.part(name_part.part).key;
        let piece = if index < from {
            row_text(facts, row, &format!("{}.{key}", column.key))
        } else {
            let own = keys.iter().position(|known| known == key)?;
            item_word(&facts.judge, item, Some(own)).map(|word| facts.text(word.text).to_owned())
        };
        match piece {
            Some(piece) => {
                text.push_str(&name_part.separator);
                text.push_str(&piece);
            }
            None if name_part.optional => {}
            None => return None,
        }
    }
    Some(text)
}

/// A name whose parts another name of the row tells, which is completed by this one where it lacks them; the others
/// are taken from what stands here, or are the only ones there can be. `None` where the two contradict each other.
pub(crate) fn restored(
    facts: &Facts<'_>,
    row: &RowFacts,
    position: usize,
    variant: Option<&'static str>,
) -> Option<Fix> {
    if matches!(variant, Some("several" | "remark")) {
        return None;
    }
    let convention = facts.convention;
    let fields = &convention.table(row.table).fields;
    let field = fields.get(position)?;
    let name = name_of(convention, field).filter(|_| !field.several)?;
    let completed_by = |other: &Name| other.complete_from == Some(field.column);
    let (other, telling) = fields
        .iter()
        .find_map(|other| Some((other, name_of(convention, other).filter(|name| completed_by(name))?)))?;
    // Of what is like no such name no part is known.
    let item = facts.items(facts.judged(row, position)?).first().filter(|_| variant != Some("unlike"));
    let mut text = name.prefix.clone();
    for name_part in &name.parts {
        let part = convention.part(name_part.part);
        let place = field.parts.iter().position(|known| *known == part.key);
        let mine = item.zip(place).and_then(|(item, place)| item_word(&facts.judge, item, Some(place)));
        let is_told = telling.parts.iter().any(|told| told.part == name_part.part);
        let value = if is_told {
            let path =
                Path { column: convention.column(other.column).key.clone(), part: Some(part.key.clone()) };
            let theirs = the_same(facts, row, &Access::new(convention, row.table, &path)?)?;
            if mine.is_some_and(|mine| mine.key != theirs.key) {
                return None;
            }
            facts.text(theirs.text).to_owned()
        } else if let Some(mine) = mine {
            facts.text(mine.text).to_owned()
        } else if name_part.optional {
            continue;
        } else {
            only_code(convention, name_part.part)?
        };
        text.push_str(&name_part.separator);
        text.push_str(&value);
    }
    Some(Fix { value: text, applicability: Applicability::Unsafe })
}

/// The name that stands in a field.
fn name_of<'c>(convention: &'c Convention, field: &Field) -> Option<&'c Name> {
    match &field.content {
        Content::Name(names) => Some(convention.name(*names.first()?)),
        _ => None,
    }
}

/// A value that a row has once, or several times the same.
fn the_same(facts: &Facts<'_>, row: &RowFacts, access: &Access) -> Option<Word> {
    let values = facts.values(row, access, None);
    if matches!(values, Values::Unknown) {
        return None;
    }
    let first = values.words().next()?;
    values.words().all(|word| word.key == first.key).then_some(first)
}
