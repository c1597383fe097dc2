//! What a value with a mistake in it may have been meant to be.

use pamlint_convention::Content;
use strsim::damerau_levenshtein;

use crate::facts::{Access, Facts, RowFacts};
use crate::value::{Key, item_word};

/// Whether a value with a mistake in it was meant to be this one: when it is much like it, or when
/// another name of the row, which it completes, begins as this one does.
pub(super) fn may_be_meant(facts: &Facts<'_>, row: &RowFacts, access: &Access, mine: &str) -> bool {
    let Access::Slots(slots) = access else { return false };
    let Some(slot) = slots.first() else { return false };
    if slots.len() > 1 || slot.part.is_some() {
        // A part, or one of several values, has no text of its own to go by.
        return true;
    }
    if facts.doubts.meant.get(&(row.id, slot.field)) == Some(&Key::of(mine)) {
        return true;
    }
    let judged = facts.judged(row, slot.field);
    let theirs = judged.map(|judged| facts.text(judged.text).to_uppercase());
    let is_right = judged.is_some_and(|judged| judged.problems.iter().all(|problem| problem.spoils == 0));
    if theirs.as_ref().is_some_and(|theirs| is_slip_of(theirs, mine, is_right)) {
        return true;
    }
    match completed_beginning(facts, row, slot.field) {
        Some(beginning) => mine.starts_with(&beginning),
        None => !is_right && theirs.is_none(),
    }
}

/// Whether a text can be another one with a slip in it: a letter or two, or one whole part. A text that
/// is right in itself can only be off by one letter.
fn is_slip_of(theirs: &str, mine: &str, is_right: bool) -> bool {
    if theirs.len().abs_diff(mine.len()) > 32 {
        return false;
    }
    let distance = damerau_levenshtein(theirs, mine);
    if is_right {
        return distance <= 1;
    }
    let bare = |text: &str| text.chars().filter(|character| character.is_alphanumeric()).collect::<String>();
    let parts = |text: &str| {
        text.split(|character: char| !character.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
    };
    let surplus = |one: &[String], other: &[String]| one.iter().filter(|part| !other.contains(part)).count();
    let (their_parts, my_parts) = (parts(theirs), parts(mine));
    distance <= 2
        || bare(theirs) == bare(mine)
        || (my_parts.len() > 2
            && surplus(&their_parts, &my_parts) <= 1
            && surplus(&my_parts, &their_parts) <= 1)
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
