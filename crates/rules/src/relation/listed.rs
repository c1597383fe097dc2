//! What a reference list says of a row: that a value exists, or that it is known already.

use pamlint_convention::{Listed, Near, Once, RuleId, Severity, TableId};
use rustc_hash::FxHashMap;

use super::Hit;
use super::condition::{Ready, Truth, all_hold, ready};
use crate::draft::{Draft, MOST_RELATED, severity, unsafe_unless};
use crate::facts::{Access, Facts, RowFacts, State, Values};
use crate::fill::Fill;
use crate::lists::{List, Lists};
use crate::report::{Fix, Place};
use crate::value::{Key, Span, WHOLE, bit, item_word, replace};

/// A rule made ready for the rows of one table.
struct ReadyListed {
    field: usize,
    part: Option<usize>,
    at: Access,
    when: Vec<Ready>,
    matches: Vec<Access>,
    agrees: Vec<Access>,
    once: Option<Access>,
}

/// Finds the rows that a list speaks against; nothing when it is not supplied.
pub(super) fn judge(facts: &mut Facts<'_>, rule: RuleId, listed: &Listed, lists: &Lists) -> Vec<Hit> {
    let Some(list) = lists.get(listed.list) else { return Vec::new() };
    let mut hits: Vec<(Hit, Option<Key>)> = Vec::new();
    for table in &listed.on {
        let Some(ready) = ready_listed(facts, *table, listed) else { continue };
        for row in facts.rows.of_table(*table) {
            hits.extend(judge_row(facts, rule, listed, &ready, facts.rows.row(*row), (lists, list)));
        }
    }
    // Tables come one by one, rows of a group in the order of the workbook.
    hits.sort_by_key(|(hit, _)| hit.row);
    let mut kept: Vec<Hit> = Vec::new();
    let mut groups: FxHashMap<Key, usize> = FxHashMap::default();
    for (hit, group) in hits {
        match group.and_then(|group| groups.get(&group)).and_then(|first| kept.get_mut(*first)) {
            Some(first) => {
                if first.draft.related.len() < MOST_RELATED {
                    first.draft.related.push(Place::new(hit.draft.sheet, hit.draft.place));
                }
                // It is the same mistake there, which later rules leave alone as well.
                if severity(facts.convention.rule(rule), hit.draft.variant.as_deref()) == Severity::Error {
                    let row = facts.rows.row(hit.row);
                    facts.settled.settle(row, hit.field, hit.part.map_or(WHOLE, bit));
                }
            }
            None => {
                groups.extend(group.map(|group| (group, kept.len())));
                kept.push(hit);
            }
        }
    }
    kept
}

fn ready_listed(facts: &mut Facts<'_>, table: TableId, listed: &Listed) -> Option<ReadyListed> {
    let slot = facts.convention.slots(table, &listed.at).first().copied()?;
    let once = match &listed.once {
        Some(Once::Value(path)) => Some(facts.access(table, path)?),
        _ => None,
    };
    Some(ReadyListed {
        field: slot.field,
        part: slot.part,
        at: Access::Slots(vec![slot]),
        when: ready(facts, table, &listed.when)?,
        matches: accesses(facts, table, &listed.matches)?,
        agrees: accesses(facts, table, &listed.agrees)?,
        once,
    })
}

fn accesses(
    facts: &mut Facts<'_>,
    table: TableId,
    pairs: &[(usize, pamlint_convention::Path)],
) -> Option<Vec<Access>> {
    pairs.iter().map(|(_, path)| facts.access(table, path)).collect()
}

/// The finding of a row, with what it belongs to when there is one finding for each value.
fn judge_row(
    facts: &Facts<'_>,
    rule: RuleId,
    listed: &Listed,
    ready: &ReadyListed,
    row: &RowFacts,
    (lists, list): (&Lists, &List),
) -> Option<(Hit, Option<Key>)> {
    let cell = facts.rows.cell(row, ready.field);
    if cell.state == State::NoColumn || !cell.own {
        return None;
    }
    let Values::One(at) = facts.values(row, &ready.at, None) else { return None };
    if all_hold(&ready.when, facts, row, None) != Truth::Yes {
        return None;
    }
    let columns: Vec<usize> = listed.matches.iter().map(|(column, _)| *column).collect();
    let found = list.find(&columns, &words(facts, row, &ready.matches)?).unwrap_or_default();
    let entry = if listed.is_absent {
        Some(*found.first()?)
    } else if listed.agrees.is_empty() {
        if !found.is_empty() {
            return None;
        }
        None
    } else {
        let mine = words(facts, row, &ready.agrees)?;
        let agrees = |entry: &usize| {
            listed.agrees.iter().zip(&mine).all(|((column, _), mine)| {
                let theirs = list.value(*entry, *column);
                theirs.is_empty() || Key::of(theirs) == *mine
            })
        };
        if found.iter().any(agrees) {
            return None;
        }
        Some(*found.first()?)
    };
    let group = match &ready.once {
        Some(once) => match facts.values(row, once, None) {
            Values::One(word) => Some(word.key),
            _ => return None,
        },
        None => matches!(listed.once, Some(Once::Workbook)).then(|| Key::of("")),
    };
    let text = facts.text(at.text).to_owned();
    let mut draft = Draft::new(rule, row.sheet, cell.place).fill("found", text.clone());
    draft.row = Some(row.id);
    draft.column = facts.convention.table(row.table).fields.get(ready.field).map(|field| field.column);
    let judged = facts.judged(row, ready.field)?;
    let item = facts.items(judged).first()?;
    let part = ready.part.filter(|part| item_word(&facts.judge, item, Some(*part)).is_some());
    let part_span = part.and_then(|part| facts.judge.parts(item).get(part)).map(|part| part.span);
    // Spans count the cleaned text; where cleaning moved characters the whole value is marked instead.
    draft.span = part_span.map(Span::ends).filter(|_| judged.verbatim);
    let near = listed.near.filter(|_| entry.is_none());
    let suggested = near.and_then(|near| Some((near, list.nearest(*columns.first()?, &text)?)));
    if let Some((near, entry)) = suggested {
        let value = columns.first().map_or("", |column| list.value(entry, *column));
        draft.variant = Some("near".to_owned());
        draft.fills.push(("suggestion", Fill::Text(value.to_owned())));
        if near == Near::Fix {
            let span = part_span.unwrap_or(item.span).ends();
            let value = replace(facts.text(judged.text), &[(span, value)]);
            draft.fix = Some(Fix { value, applicability: unsafe_unless(false) });
        }
    } else if entry.is_some() {
        draft.variant = Some("entry".to_owned());
    }
    if let Some(entry) = entry.or(suggested.map(|(_, entry)| entry)) {
        let convention = facts.convention;
        draft.entry.push(("entry".to_owned(), lists.described(convention, listed.list, entry)));
        for (position, column) in convention.reference(listed.list).columns.iter().enumerate() {
            let value = lists.value(convention, listed.list, entry, position);
            draft.entry.extend(value.map(|value| (format!("entry.{}", column.key), value)));
        }
    }
    Some((Hit { draft, row: row.id, field: ready.field, part: ready.part, is_silent: false }, group))
}

/// What a row has; `None` where a value is missing or cannot be reckoned with.
fn words(facts: &Facts<'_>, row: &RowFacts, accesses: &[Access]) -> Option<Vec<Key>> {
    let key = |access: &Access| match facts.values(row, access, None) {
        Values::One(word) => Some(word.key),
        _ => None,
    };
    accesses.iter().map(key).collect()
}
