//! IDs that no row has yet, for those whose own is wrong or another row's.

use std::cell::RefCell;

use pamlint_convention::Table;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Facts, RowFacts, RowId};
use crate::number::{numbers, the_number};

/// So many rows around one are asked how they are numbered.
const AROUND: usize = 20;

/// The IDs of a workbook and those that have been proposed, once they are asked for.
#[derive(Default)]
pub(crate) struct FreeIds(RefCell<Option<Taken>>);

impl FreeIds {
    /// An ID for a row instead of the one that it has, and whether the rows before and behind it tell that very one: the
    /// number that stands there, else the one that is missing between its neighbours, else the one behind the last.
    pub(crate) fn instead_of(&self, facts: &Facts<'_>, row: &RowFacts, text: &str) -> (String, bool) {
        let mut taken = self.0.borrow_mut();
        let taken = taken.get_or_insert_with(|| Taken::new(facts));
        let kind = facts.convention.table(row.table);
        let next = taken.missing_at(facts, row).filter(|(number, _)| taken.is_free(kind, *number));
        let own = the_number(text).filter(|number| taken.is_free(kind, *number));
        let number = own.or(next.map(|(number, _)| number)).unwrap_or_else(|| taken.next(kind));
        let is_told = next.is_some_and(|(missing, is_between)| is_between && missing == number);
        (taken.take(kind, number), is_told)
    }

    /// Whether a row has an ID, or it has been proposed for one.
    pub(crate) fn is_taken(&self, facts: &Facts<'_>, id: &str) -> bool {
        let mut taken = self.0.borrow_mut();
        taken.get_or_insert_with(|| Taken::new(facts)).ids.contains(&id.trim().to_uppercase())
    }

    /// An ID for a row that has another row's; `None` where the rows around it say that it is its own.
    pub(crate) fn instead_of_repeated(&self, facts: &Facts<'_>, row: &RowFacts) -> Option<String> {
        let mut taken = self.0.borrow_mut();
        let taken = taken.get_or_insert_with(|| Taken::new(facts));
        let kind = facts.convention.table(row.table);
        let text = facts.id_text(row).filter(|text| kind.has_id_form(text))?;
        let missing = taken.missing_at(facts, row);
        if missing.is_some_and(|(number, _)| Some(number) == numbers(text).last()) {
            return None;
        }
        let missing = missing.filter(|(number, _)| taken.is_free(kind, *number));
        let between = missing.filter(|(_, is_between)| *is_between).map(|(number, _)| number);
        let number = between.or_else(|| taken.gap_at(facts, row)).or(missing.map(|(number, _)| number));
        let number = number.unwrap_or_else(|| taken.next(kind));
        Some(taken.take(kind, number))
    }
}

/// The IDs of a workbook, and those that have been proposed.
struct Taken {
    /// In capitals.
    ids: FxHashSet<String>,
    /// Rows whose ID stands further up already.
    again: FxHashSet<RowId>,
    /// The highest number of each kind, by what its IDs begin with.
    last: FxHashMap<String, u64>,
}

impl Taken {
    fn new(facts: &Facts<'_>) -> Taken {
        let mut taken =
            Taken { ids: FxHashSet::default(), again: FxHashSet::default(), last: FxHashMap::default() };
        for row in facts.rows.iter() {
            let Some(id) = facts.id_text(row) else { continue };
            if !taken.ids.insert(id.to_uppercase()) {
                taken.again.insert(row.id);
            }
        }
        taken
    }

    fn is_free(&self, kind: &Table, number: u64) -> bool {
        !self.ids.contains(&id(kind, number).to_uppercase())
    }

    fn take(&mut self, kind: &Table, number: u64) -> String {
        let id = id(kind, number);
        self.ids.insert(id.to_uppercase());
        id
    }

    /// The number that a row has where its neighbours are numbered one by one, and whether it stands between two.
    fn missing_at(&self, facts: &Facts<'_>, row: &RowFacts) -> Option<(u64, bool)> {
        let kind = facts.convention.table(row.table);
        let number_of = |other: &RowFacts| {
            let id = facts.id_text(other).filter(|id| kind.has_id_form(id))?;
            numbers(id).last().filter(|_| !self.again.contains(&other.id))
        };
        let rows = facts.rows.of_sheet(row.sheet);
        let position = rows.binary_search_by_key(&row.number, |other| other.number).ok()?;
        let (before, behind) = rows.split_at_checked(position)?;
        let of_kind = |other: &&RowFacts| other.table == row.table;
        let nearest = |rows: &mut dyn Iterator<Item = &RowFacts>| {
            let mut rows = (1..).zip(rows.filter(of_kind).take(AROUND));
            rows.find_map(|(distance, other)| Some((distance, number_of(other)?)))
        };
        let above: Option<(u64, u64)> = nearest(&mut before.iter().rev());
        match (above, nearest(&mut behind.iter().skip(1))) {
            (Some((up, first)), Some((down, last))) => {
                let number = first.checked_add(up)?;
                (number.checked_add(down) == Some(last)).then_some((number, true))
            }
            (Some((up, first)), None) => Some((first.checked_add(up)?, false)),
            (None, Some((down, last))) => {
                last.checked_sub(down).filter(|number| *number > 0).map(|number| (number, false))
            }
            (None, None) => None,
        }
    }

    /// The only number that is left out between the ones of the rows around one and its own.
    fn gap_at(&self, facts: &Facts<'_>, row: &RowFacts) -> Option<u64> {
        let kind = facts.convention.table(row.table);
        let number_of =
            |other: &RowFacts| numbers(facts.id_text(other).filter(|id| kind.has_id_form(id))?).last();
        let own = number_of(row)?;
        let rows = facts.rows.of_sheet(row.sheet);
        let position = rows.binary_search_by_key(&row.number, |other| other.number).ok()?;
        let around = position.saturating_sub(AROUND)..rows.len().min(position.saturating_add(AROUND));
        let around = rows.get(around)?.iter().filter(|other| other.table == row.table);
        let least = around.filter_map(number_of).min()?;
        let mut missing = (least..own).rev().take(AROUND).filter(|number| self.is_free(kind, *number));
        missing.next().filter(|_| missing.next().is_none())
    }

    /// The number behind the last of a kind. A number that was proposed because it stood there may lie behind it.
    fn next(&mut self, kind: &Table) -> u64 {
        let Taken { ids, last, .. } = self;
        let highest = || {
            let of_kind = ids.iter().filter(|id| kind.has_id_form(id));
            of_kind.filter_map(|id| numbers(id).last()).max().unwrap_or(0)
        };
        let last = last.entry(kind.id_prefix.clone()).or_insert_with(highest);
        loop {
            *last = last.saturating_add(1);
            if !ids.contains(&id(kind, *last).to_uppercase()) || *last == u64::MAX {
                return *last;
            }
        }
    }
}

fn id(kind: &Table, number: u64) -> String {
    format!("{}{number}", kind.id_prefix)
}
