//! Values that stand in each other's place, or a column off, in nearly every row of a sheet: what is wrong is the headers.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::{BuiltInCheck, Check};
use pamlint_reader::{Header, SheetId};
use rustc_hash::FxHashSet;

use crate::draft::{Draft, header};
use crate::facts::{Facts, RowId};
use crate::fill::Fill;
use crate::report::Place;

/// So many rows at least.
const FEWEST: usize = 2;

/// So many of a hundred rows are nearly all.
const NEARLY_ALL: usize = 80;

/// What is amiss with the rows of a sheet.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Amiss {
    /// The values of these two columns, by their headers in the order of the alphabet.
    Swapped(String, String),
    /// All values from somewhere on.
    Shifted,
}

/// Puts one finding at the headers in the place of one for nearly every row; what else is found in these columns follows.
pub(crate) fn gather(facts: &Facts<'_>, drafts: &mut Vec<Draft>) {
    let mut found: BTreeMap<(SheetId, Amiss), Vec<usize>> = BTreeMap::new();
    for (position, draft) in drafts.iter().enumerate().filter(|(_, draft)| draft.row.is_some()) {
        if let Some(amiss) = amiss(facts, draft) {
            found.entry((draft.sheet, amiss)).or_default().push(position);
        }
    }
    for ((sheet, amiss), positions) in found {
        let mut rows: FxHashSet<RowId> =
            positions.iter().filter_map(|position| drafts.get(*position)?.row).collect();
        // A value that is another's comes again and again, and nothing else is said of it then.
        let again = |draft: &&Draft| draft.sheet == sheet && is_repeated(facts, draft, &amiss);
        rows.extend(drafts.iter().filter(again).filter_map(|draft| draft.row));
        let all =
            facts.rows.of_sheet(sheet).iter().filter(|row| has_both(facts, sheet, row.table, &amiss)).count();
        if rows.len() < FEWEST || rows.len() * 100 < all * NEARLY_ALL {
            continue;
        }
        let first = positions.first().and_then(|position| drafts.get(*position)).cloned();
        let Some(told) = first.and_then(|first| at_header(facts, first, &amiss)) else { continue };
        // A row that stands where it belongs has mistakes of its own.
        let is_off =
            |draft: &Draft| amiss != Amiss::Shifted || draft.row.is_some_and(|row| rows.contains(&row));
        drafts.retain(|draft| draft.sheet != sheet || !is_off(draft) || !follows(facts, draft, &amiss));
        // The header that has slid has left a column without one.
        drafts.retain(|draft| amiss != Amiss::Shifted || draft.sheet != sheet || !is_headless(facts, draft));
        drafts.push(told);
    }
    tell_once(facts, drafts);
}

/// Whether a finding says that values stand below no header.
fn is_headless(facts: &Facts<'_>, draft: &Draft) -> bool {
    let check = &facts.convention.rule(draft.rule).check;
    matches!(check, Check::BuiltIn { check: BuiltInCheck::ColumnNotRecognised, .. })
        && draft.variant.as_deref() == Some("empty")
}

/// Takes out what says of two values of a row once more that they are in each other's place.
fn tell_once(facts: &Facts<'_>, drafts: &mut Vec<Draft>) {
    let mut told: BTreeSet<(RowId, Amiss)> = BTreeSet::new();
    drafts.retain(|draft| match (draft.row, amiss(facts, draft)) {
        (Some(row), Some(amiss @ Amiss::Swapped(..))) => told.insert((row, amiss)),
        _ => true,
    });
}

/// What a finding of a row says about two columns, or about all from somewhere on.
fn amiss(facts: &Facts<'_>, draft: &Draft) -> Option<Amiss> {
    match draft.variant.as_deref()? {
        "shifted" => Some(Amiss::Shifted),
        "swapped" => {
            let mine = header(facts, draft.sheet, draft.column?);
            let other = other(draft)?.to_owned();
            Some(if mine < other { Amiss::Swapped(mine, other) } else { Amiss::Swapped(other, mine) })
        }
        _ => None,
    }
}

/// The header of the other column that a finding names.
fn other(draft: &Draft) -> Option<&str> {
    draft.fills.iter().find_map(|(key, fill)| match fill {
        Fill::Text(text) if *key == "other" => Some(text.as_str()),
        _ => None,
    })
}

/// Whether rows of a table have the columns at all.
fn has_both(facts: &Facts<'_>, sheet: SheetId, table: pamlint_convention::TableId, amiss: &Amiss) -> bool {
    let Amiss::Swapped(one, other) = amiss else { return true };
    let fields = &facts.convention.table(table).fields;
    [one, other]
        .iter()
        .all(|wanted| fields.iter().any(|field| header(facts, sheet, field.column) == **wanted))
}

/// Whether a finding says that a value in one of two columns stands there twice.
fn is_repeated(facts: &Facts<'_>, draft: &Draft, amiss: &Amiss) -> bool {
    matches!(facts.convention.rule(draft.rule).check, Check::Unique { .. })
        && *amiss != Amiss::Shifted
        && follows(facts, draft, amiss)
}

/// The finding of a row as one at the header of its column.
fn at_header(facts: &Facts<'_>, draft: Draft, amiss: &Amiss) -> Option<Draft> {
    let layout = facts.workbook.sheet(draft.sheet).layout.as_ref()?;
    let place = layout.header_of(draft.column?)?.place;
    let is_other = |found: &&Header| {
        let column = found.meaning.column().map(|column| header(facts, draft.sheet, column));
        column.as_deref().is_some_and(|text| Some(text) == other(&draft))
    };
    let related: Vec<Place> = layout
        .headers
        .iter()
        .find(is_other)
        .map(|header| Place::new(draft.sheet, header.place))
        .into_iter()
        .collect();
    let variant = match amiss {
        Amiss::Swapped(..) => "swapped-columns",
        Amiss::Shifted => "shifted-columns",
    };
    let told = Draft { place, row: None, span: None, fix: None, related, explains: true, ..draft };
    Some(told.variant(variant))
}

/// Whether a finding follows from what is amiss with the columns.
fn follows(facts: &Facts<'_>, draft: &Draft, amiss: &Amiss) -> bool {
    let is_secret = matches!(
        facts.convention.rule(draft.rule).check,
        Check::BuiltIn { check: BuiltInCheck::SecretInCell | BuiltInCheck::SecretColumn, .. }
    );
    let (Some(_), Some(column), false) = (draft.row, draft.column, is_secret) else { return false };
    match amiss {
        Amiss::Shifted => true,
        Amiss::Swapped(one, other) => {
            let text = header(facts, draft.sheet, column);
            text == *one || text == *other
        }
    }
}
