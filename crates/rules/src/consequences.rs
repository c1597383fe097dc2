//! Findings that only follow from a mistake that has a finding of its own.

use pamlint_convention::{BuiltInCheck, Check, Content, Role, Test};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bearings::read;
use crate::draft::{Draft, content};
use crate::facts::{Facts, RowId};
use crate::misplaced;
use crate::report::Place;
use crate::required::is_required;

/// Takes out what only follows from another mistake: what hangs on the kind of a row whose kind is doubted, an
/// empty cell that may be right once another is corrected, the form of an ID that is another row's, and what another
/// finding explains.
pub(crate) fn drop(facts: &Facts<'_>, drafts: &mut Vec<Draft>) {
    misplaced::gather(facts, drafts);
    let check_of = |draft: &Draft| &facts.convention.rule(draft.rule).check;
    let repeated: FxHashSet<Place> = drafts
        .iter()
        .filter(|draft| matches!(check_of(draft), Check::Unique { .. }))
        .map(|draft| Place::new(draft.sheet, draft.place))
        .collect();
    drafts.retain(|draft| draft.explains || !is_explained(facts, draft));
    drafts.retain(|draft| !is_of_other_kind(facts, draft));
    forbid_blanks(facts, drafts);
    let is_form = |check: &Check| match check {
        Check::BuiltIn { check, .. } => *check == BuiltInCheck::IdForm,
        _ => true,
    };
    let told: FxHashSet<Place> = drafts
        .iter()
        .filter(|draft| is_form(check_of(draft)))
        .map(|draft| Place::new(draft.sheet, draft.place))
        .collect();
    drafts.retain(|draft| {
        let is_part = is_curly_quote(facts, draft) || is_blank_in_text(facts, draft);
        !is_part || !told.contains(&Place::new(draft.sheet, draft.place))
    });
    let copied = copied(facts, drafts);
    drafts
        .retain(|draft| !is_repeated_id(facts, draft) || !draft.row.is_some_and(|row| copied.contains(&row)));
    let slipped: FxHashSet<Place> = slipped(facts, drafts);
    drafts.retain(|draft| {
        let is_unused =
            matches!(check_of(draft), Check::BuiltIn { check: BuiltInCheck::FieldNotUsedByKind, .. });
        !is_unused || !slipped.contains(&Place::new(draft.sheet, draft.place))
    });
    drafts.retain(|draft| {
        let Check::BuiltIn { check, .. } = check_of(draft) else { return true };
        let is_doubted = draft.row.is_some_and(|row| facts.doubts.kinds.contains(&row));
        match check {
            BuiltInCheck::RequiredFieldMissing => !is_doubted && is_still_required(facts, draft),
            BuiltInCheck::FieldNotUsedByKind => !is_doubted,
            BuiltInCheck::IdForm => !is_doubted && !repeated.contains(&Place::new(draft.sheet, draft.place)),
            _ => true,
        }
    });
    gather_empty(facts, drafts);
    gather_kinds(facts, drafts);
}

/// So many rows of a hundred are nearly all.
const NEARLY_ALL: usize = 80;

/// Tells once of a sheet in which nearly every row has a value that is tied to another kind of account, at its first row.
fn gather_kinds(facts: &Facts<'_>, drafts: &mut Vec<Draft>) {
    let tied = |draft: &Draft| {
        let Check::Cases(cases) = &facts.convention.rule(draft.rule).check else { return None };
        let mut tests = cases.iter().flat_map(|case| &case.require).map(|condition| &condition.test);
        let is_tied = tests.any(|test| matches!(test, Test::Fits { by, .. } if by.is_just("kind")));
        let row = facts.rows.row(draft.row.filter(|_| is_tied)?);
        Some((draft.sheet, row.table, draft.rule))
    };
    let mut cells: FxHashMap<_, Vec<Place>> = FxHashMap::default();
    for draft in drafts.iter() {
        if let Some(group) = tied(draft) {
            cells.entry(group).or_default().push(Place::new(draft.sheet, draft.place));
        }
    }
    cells.retain(|(sheet, table, _), cells| {
        let all = facts.rows.of_sheet(*sheet);
        cells.len() > 1
            && cells.len() * 100 >= all.len() * NEARLY_ALL
            && all.iter().all(|row| row.table == *table)
    });
    drafts.retain_mut(|draft| {
        let Some((first, others)) = tied(draft).and_then(|group| cells.get(&group)?.split_first()) else {
            return true;
        };
        if *first != Place::new(draft.sheet, draft.place) {
            return false;
        }
        draft.related.extend(others);
        true
    });
}

/// So many rows at least make a column that is empty throughout one mistake.
const A_COLUMN: usize = 5;

/// Tells once of a column in which every row of a sheet lacks what has to stand there, at its first cell.
fn gather_empty(facts: &Facts<'_>, drafts: &mut Vec<Draft>) {
    let column_of = |draft: &Draft| {
        let check = &facts.convention.rule(draft.rule).check;
        let is_empty = matches!(
            check,
            Check::BuiltIn { check: BuiltInCheck::RequiredFieldMissing | BuiltInCheck::IdMissing, .. }
        );
        let column = draft.column.filter(|_| is_empty && draft.variant.is_none() && draft.row.is_some())?;
        Some((draft.sheet, column))
    };
    let mut cells: FxHashMap<_, Vec<Place>> = FxHashMap::default();
    for draft in drafts.iter() {
        if let Some(column) = column_of(draft) {
            cells.entry(column).or_default().push(Place::new(draft.sheet, draft.place));
        }
    }
    cells.retain(|(sheet, _), cells| {
        cells.len() >= A_COLUMN && cells.len() == facts.rows.of_sheet(*sheet).len()
    });
    drafts.retain_mut(|draft| {
        let Some(cells) = column_of(draft).and_then(|column| cells.get(&column)) else { return true };
        let Some((first, others)) = cells.split_first() else { return true };
        if *first != Place::new(draft.sheet, draft.place) {
            return false;
        }
        let told = draft.clone().variant("throughout").fill("count", cells.len().to_string());
        *draft = told.related(others.iter().copied());
        true
    });
}

/// Where other values of the row say that a value with a blank of another width in it is another one, a plain blank would not
/// make it right: what is told of the blank has no fix, and says it all.
fn forbid_blanks(facts: &Facts<'_>, drafts: &mut Vec<Draft>) {
    let is_blank = |draft: &Draft| {
        let check = &facts.convention.rule(draft.rule).check;
        matches!(check, Check::BuiltIn { check: BuiltInCheck::StrayBlanks, .. })
            && draft.variant.as_deref() == Some("inside")
    };
    let field_of = |draft: &Draft| {
        let row = draft.row?;
        let table = facts.convention.table(facts.rows.row(row).table);
        let field = table.position(draft.column?)?;
        // Blanks in names are left out.
        let is_text = matches!(table.fields.get(field)?.content, Content::Text | Content::Format(_));
        is_text.then_some((row, field))
    };
    let blanks: FxHashSet<(RowId, usize)> =
        drafts.iter().filter(|draft| is_blank(draft)).filter_map(field_of).collect();
    if blanks.is_empty() {
        return;
    }
    let mut explained: FxHashSet<(RowId, usize)> = FxHashSet::default();
    drafts.retain(|draft| {
        let is_relation = matches!(facts.convention.rule(draft.rule).check, Check::Cases(_));
        let Some(id) = draft.row.filter(|_| is_relation) else { return true };
        let slots = read(facts, draft, facts.rows.row(id));
        let before = explained.len();
        explained.extend(slots.iter().map(|slot| (id, slot.field)).filter(|known| blanks.contains(known)));
        !slots.iter().any(|slot| explained.contains(&(id, slot.field))) && explained.len() == before
    });
    for draft in drafts.iter_mut().filter(|draft| is_blank(draft)) {
        if field_of(draft).is_some_and(|known| explained.contains(&known)) {
            draft.fix = None;
        }
    }
}

/// True where nothing but the form of a quotation mark is told, which may not stand there whatever its form.
fn is_curly_quote(facts: &Facts<'_>, draft: &Draft) -> bool {
    const QUOTES: &str = "“”„‟‘’‚‛";
    let check = &facts.convention.rule(draft.rule).check;
    matches!(check, Check::BuiltIn { check: BuiltInCheck::LookalikeCharacter, .. })
        && draft.span.is_some_and(|(start, _)| {
            content(facts, draft.sheet, draft.place)
                .0
                .chars()
                .nth(start)
                .is_some_and(|it| QUOTES.contains(it))
        })
}

/// True where a blank of another width is told in a value that is no name, of which a rule says that it is wrong as a whole.
fn is_blank_in_text(facts: &Facts<'_>, draft: &Draft) -> bool {
    let check = &facts.convention.rule(draft.rule).check;
    let field = draft.row.zip(draft.column).and_then(|(row, column)| {
        let table = facts.convention.table(facts.rows.row(row).table);
        table.fields.get(table.position(column)?)
    });
    matches!(check, Check::BuiltIn { check: BuiltInCheck::StrayBlanks, .. })
        && draft.variant.as_deref() == Some("inside")
        && field.is_some_and(|field| matches!(field.content, Content::Text))
}

/// The rows that repeat an earlier row, ID and all: that they ask for the same account says it.
fn copied(facts: &Facts<'_>, drafts: &[Draft]) -> FxHashSet<RowId> {
    let is_unique = |draft: &&Draft| matches!(facts.convention.rule(draft.rule).check, Check::Unique { .. });
    let earlier = |draft: &Draft| draft.related.first().map(|place| (place.sheet, place.cell.row));
    let (ids, others): (Vec<&Draft>, Vec<&Draft>) =
        drafts.iter().filter(is_unique).partition(|draft| is_repeated_id(facts, draft));
    let of_ids: FxHashMap<Option<RowId>, _> = ids.iter().map(|draft| (draft.row, earlier(draft))).collect();
    let is_copied = |draft: &&&Draft| of_ids.get(&draft.row).is_some_and(|of_id| *of_id == earlier(draft));
    others.iter().filter(is_copied).filter_map(|draft| draft.row).collect()
}

/// True where a row has the ID of an earlier one.
fn is_repeated_id(facts: &Facts<'_>, draft: &Draft) -> bool {
    matches!(facts.convention.rule(draft.rule).check, Check::Unique { .. })
        && draft.column.is_some_and(|column| facts.convention.column(column).role == Role::Id)
}

/// Values that stand in a column that their row does not use, and would be right in the only one that is empty and has to
/// be filled in: that is told there, once.
fn slipped(facts: &Facts<'_>, drafts: &[Draft]) -> FxHashSet<Place> {
    let is_of = |draft: &Draft, wanted: BuiltInCheck| {
        let check = &facts.convention.rule(draft.rule).check;
        matches!(check, Check::BuiltIn { check, .. } if *check == wanted)
    };
    // By row: the values in columns that it does not use, and the cells that are empty.
    let mut rows: FxHashMap<RowId, (Vec<&Draft>, Vec<&Draft>)> = FxHashMap::default();
    for draft in drafts {
        let Some(row) = draft.row else { continue };
        if is_of(draft, BuiltInCheck::FieldNotUsedByKind) {
            rows.entry(row).or_default().0.push(draft);
        } else if is_of(draft, BuiltInCheck::RequiredFieldMissing) {
            rows.entry(row).or_default().1.push(draft);
        }
    }
    let slipped = |(row, (unused, missing)): (&RowId, &(Vec<&Draft>, Vec<&Draft>))| {
        let ([unused], [missing]) = (unused.as_slice(), missing.as_slice()) else { return None };
        let value = facts.workbook.sheet(unused.sheet).cell(unused.place)?;
        let text = facts.workbook.text(value)?.trim();
        let table = facts.convention.table(facts.rows.row(*row).table);
        match table.fields.get(table.position(missing.column?)?)?.content {
            Content::Format(format) if format.judge(text).problem.is_none() => {
                Some(Place::new(unused.sheet, unused.place))
            }
            _ => None,
        }
    };
    rows.iter().filter_map(slipped).collect()
}

/// True when a value is wrong for the kind of a row whose kind is doubted, and right for another, or nearly.
fn is_of_other_kind(facts: &Facts<'_>, draft: &Draft) -> bool {
    let Some((id, column)) = draft.row.zip(draft.column).filter(|(id, _)| facts.doubts.kinds.contains(id))
    else {
        return false;
    };
    let row = facts.rows.row(id);
    let table = facts.convention.table(row.table);
    let Some((position, field)) = table.position(column).and_then(|at| Some((at, table.fields.get(at)?)))
    else {
        return false;
    };
    let is_of_format =
        field.rule == Some(draft.rule) || field.problem_rules.iter().any(|(_, rule)| *rule == draft.rule);
    let Some(judged) = facts.judged(row, position).filter(|_| is_of_format) else { return false };
    let text = facts.text(judged.text);
    let field_format = match &field.content {
        Content::Format(format) => Some(format),
        _ => None,
    };
    let mut others = facts.convention.tables.iter().filter(|other| other.is_kind && other.id != table.id);
    others.any(|other| {
        let field = other.position(column).and_then(|at| other.fields.get(at));
        field.is_some_and(|field| match &field.content {
            Content::Format(format) if field_format != Some(format) => {
                format.judge(text).problem.is_none_or(|problem| problem.fix.is_some())
            }
            _ => false,
        })
    })
}

/// True when another finding explains what is found in a field.
fn is_explained(facts: &Facts<'_>, draft: &Draft) -> bool {
    let Some((row, column)) = draft.row.zip(draft.column) else { return false };
    if facts.doubts.slid.contains(&row) {
        let check = &facts.convention.rule(draft.rule).check;
        return !matches!(
            check,
            Check::BuiltIn { check: BuiltInCheck::SecretInCell | BuiltInCheck::SecretColumn, .. }
        );
    }
    let field = facts.convention.table(facts.rows.row(row).table).position(column);
    field.is_some_and(|field| facts.doubts.explained.contains(&(row, field)))
}

/// True when an empty cell has to be filled in even now that other rules have found values wrong.
fn is_still_required(facts: &Facts<'_>, draft: &Draft) -> bool {
    let Some((row, column)) = draft.row.zip(draft.column) else { return true };
    let row = facts.rows.row(row);
    let field = facts.convention.table(row.table).position(column);
    field.is_none_or(|field| is_required(facts, row, field).is_some())
}
