//! IDs that are missing, or of another form than their kind's.

use pamlint_convention::{Applicability, BuiltInCheck, Check, Table, nearest};
use rustc_hash::FxHashSet;

use super::Reporter;
use crate::draft::{Draft, WITHHELD, header};
use crate::facts::{Facts, RowFacts, RowId, State};
use crate::number::the_number;
use crate::report::{Fix, Place};
use crate::value::{Key, WHOLE, letters_agree};

/// Judges the ID of every row.
pub(crate) fn judge(facts: &mut Facts<'_>, reporter: &mut Reporter<'_>) {
    // A column of numbers is one mistake.
    let mut numbered: Vec<Draft> = Vec::new();
    let mut continued: Vec<(RowFacts, usize)> = Vec::new();
    // Two IDs below each other in one cell are told as such.
    let broken = places(facts, &reporter.drafts, |check, draft| {
        check == BuiltInCheck::LineBreakOrControl && draft.fix.is_none()
    });
    // Of blanks that are no separators something else is made than is proposed for the ID.
    let blank = places(facts, &reporter.drafts, |check, draft| {
        check == BuiltInCheck::StrayBlanks && draft.variant.as_deref() == Some("inside")
    });
    let mut replaced: FxHashSet<Place> = FxHashSet::default();
    for row in facts.rows.iter() {
        let kind = facts.convention.table(row.table);
        let id = facts.convention.id_field(row.table);
        let Some((position, field)) = id.and_then(|id| Some((id, kind.fields.get(id)?))) else { continue };
        let cell = facts.rows.cell(row, position);
        let at = |rule| Draft::in_row(rule, row, cell.place, field.column);
        match cell.state {
            _ if !cell.own => {}
            State::Empty => {
                let only = only_value(facts, row);
                let draft = |rule| match only {
                    Some(field) => Draft {
                        explains: true,
                        ..at(rule).variant("continued").fill("other", field_header(facts, row, field))
                    },
                    None => at(rule),
                };
                if reporter.report(BuiltInCheck::IdMissing, Some(row.table), draft) {
                    facts.settled.settle(row, position, WHOLE);
                    if let Some(field) = only {
                        continued.push((*row, field));
                    }
                }
            }
            State::Filled(judged) => {
                let text = facts.text(facts.judge.judged(judged).text);
                if kind.has_id_form(text) {
                    continue;
                }
                let (expected, is_told) = facts.free_ids.instead_of(facts, row, text);
                let is_likely =
                    (is_told || is_like(kind, text)) && facts.convention.kind_of_id(text).is_none();
                let draft = |rule| Draft {
                    fix: is_likely
                        .then(|| Fix { value: expected.clone(), applicability: Applicability::Unsafe }),
                    ..at(rule).fill("found", text).fill("expected", expected.as_str())
                };
                let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
                let Some(draft) = reporter.rule(BuiltInCheck::IdForm, Some(row.table)).map(draft) else {
                    continue;
                };
                facts.doubts.odd_ids.insert(row.id);
                facts.doubts.meant.insert((row.id, position), Key::of(&expected));
                let place = Place::new(row.sheet, cell.place);
                if broken.contains(&place) {
                    continue;
                }
                if draft.fix.is_some() && blank.contains(&place) {
                    replaced.insert(place);
                }
                if is_number { &mut numbered } else { &mut reporter.drafts }.push(draft);
            }
            // What stands there is not looked at, so that nothing of it is shown.
            State::Unreadable if facts.secrets.is_doubtful(row.sheet, cell.place) => {
                let (expected, _) = facts.free_ids.instead_of(facts, row, "");
                reporter.report(BuiltInCheck::IdForm, Some(row.table), |rule| {
                    at(rule).fill("found", WITHHELD).fill("expected", expected)
                });
            }
            State::NoColumn | State::Unreadable | State::Free | State::Placeholder(_) => {}
        }
    }
    if !replaced.is_empty() {
        let is_blank = |draft: &Draft| {
            built_in(facts, draft) == Some(BuiltInCheck::StrayBlanks)
                && draft.variant.as_deref() == Some("inside")
        };
        reporter
            .drafts
            .retain(|draft| !(replaced.contains(&Place::new(draft.sheet, draft.place)) && is_blank(draft)));
    }
    let mut walked = FxHashSet::default();
    for (row, field) in &continued {
        settle_continued(facts, row, *field, &mut walked);
    }
    for sheet in numbered.chunk_by(|one, next| one.sheet == next.sheet) {
        match sheet {
            [first, others @ ..] if others.len() + 1 >= A_COLUMN => {
                let related = others.iter().map(|other| Place::new(other.sheet, other.place));
                reporter.drafts.push(Draft { fix: None, ..first.clone() }.related(related));
            }
            few => reporter.drafts.extend_from_slice(few),
        }
    }
}

/// What a finding is by, where it is a built-in check.
fn built_in(facts: &Facts<'_>, draft: &Draft) -> Option<BuiltInCheck> {
    match facts.convention.rule(draft.rule).check {
        Check::BuiltIn { check, .. } => Some(check),
        _ => None,
    }
}

/// The cells of findings by built-in checks.
fn places(
    facts: &Facts<'_>,
    drafts: &[Draft],
    is_one: impl Fn(BuiltInCheck, &Draft) -> bool,
) -> FxHashSet<Place> {
    let found =
        drafts.iter().filter(|draft| built_in(facts, draft).is_some_and(|check| is_one(check, draft)));
    found.map(|draft| Place::new(draft.sheet, draft.place)).collect()
}

/// The only field of a row in which something stands, where the row above is an account: a second value of that one, as
/// like as not.
fn only_value(facts: &Facts<'_>, row: &RowFacts) -> Option<usize> {
    facts.rows.find(row.sheet, row.number.checked_sub(1)?)?;
    let cells = facts.rows.cells(row).iter().enumerate();
    let mut filled =
        cells.filter(|(_, cell)| !matches!(cell.state, State::NoColumn | State::Empty | State::Free));
    let (only, _) = filled.next()?;
    filled.next().is_none().then_some(only)
}

/// What a row lacks, and what else is wrong with the value in it, follows from its having no ID; and of the account
/// above nobody knows which values it has in that field. What has been `walked` over was settled with all above it.
fn settle_continued(
    facts: &mut Facts<'_>,
    row: &RowFacts,
    field: usize,
    walked: &mut FxHashSet<(RowId, usize)>,
) {
    for other in 0..facts.rows.cells(row).len() {
        facts.settled.settle(row, other, WHOLE);
        facts.doubts.explained.insert((row.id, other));
    }
    let mut number = row.number;
    while let Some(above) = number.checked_sub(1).and_then(|above| facts.rows.find(row.sheet, above)).copied()
    {
        if !walked.insert((above.id, field)) {
            break;
        }
        facts.settled.settle(&above, field, WHOLE);
        number = above.number;
        if facts.id_text(&above).is_some() {
            break;
        }
    }
}

fn field_header(facts: &Facts<'_>, row: &RowFacts, field: usize) -> String {
    let field = facts.convention.table(row.table).fields.get(field);
    field.map(|field| header(facts, row.sheet, field.column)).unwrap_or_default()
}

/// So many numbers for IDs on a sheet are a way of numbering.
const A_COLUMN: usize = 3;

/// True when an ID has one number, and the letters of those of its kind, or none at all.
fn is_like(kind: &Table, text: &str) -> bool {
    the_number(text).is_some_and(|number| {
        text.chars().all(|character| character.is_ascii_digit())
            || letters_agree(&kind.id_prefix, text)
            || nearest(text, [format!("{}{number}", kind.id_prefix).as_str()]).is_some()
    })
}
