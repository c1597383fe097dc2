//! Values that stand in each other's place, in a row or all over a sheet.
//!
//! A column of host names takes any words with a dot between them, and that of the users nearly anything: what belongs where
//! is told there by what looks like a machine, and by the domains that the other rows have.

use std::cell::RefCell;
use std::rc::Rc;

use pamlint_convention::TableId;
use pamlint_reader::SheetId;
use rustc_hash::FxHashMap;

use super::{Filled, Told, cell_of, gaps, is_right_in, is_strict, is_text};
use crate::facts::{Facts, RowFacts};

/// So many rows at least tell that two columns are in each other's place.
const FEWEST: usize = 2;

/// So many are no accident, where every value may stand where it does.
const A_WAY: usize = 5;

/// So many of a hundred rows are nearly all.
const NEARLY_ALL: usize = 80;

/// Two values that explain all that is amiss in a row by standing in each other's place.
pub(super) fn alone(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    let told = gaps(facts, row).is_empty().then(|| values(facts, row, cells)).flatten()?;
    cells.iter().all(|cell| !cell.is_wrong || told.follow.contains(&cell.field)).then_some(told)
}

/// Two values of which each would be right where the other one stands. One of them may be right where it is, in a column
/// that takes nearly anything.
pub(super) fn values(facts: &mut Facts<'_>, row: &RowFacts, cells: &[Filled]) -> Option<Told> {
    for one in cells.iter().filter(|cell| cell.is_wrong) {
        for other in cells.iter().filter(|other| other.field != one.field && (one.has_rule || other.has_rule))
        {
            let is_told = other.is_wrong || is_strict(facts, row, one.field);
            let takes_all = !other.is_wrong && is_text(facts, row, other.field);
            if is_told
                && (takes_all || is_right_in(facts, row, one, other.field))
                && is_right_in(facts, row, other, one.field)
                && belongs_in(facts, row, one, other.field)
                && belongs_in(facts, row, other, one.field)
            {
                let is_here = one.has_rule && (one.is_name || !other.is_name || !other.has_rule);
                let (at, other) = if is_here { (*one, other) } else { (*other, one) };
                return Some(told(at, other.field));
            }
        }
    }
    None
}

fn told(at: Filled, other: usize) -> Told {
    Told { variant: "swapped", at, other, follow: vec![at.field, other] }
}

/// Whether a value that would be right in a field is like what stands there in other rows: where any words with a dot
/// between them are right, it looks like a machine and what stands there does not, or ends as the others do. Where nothing
/// tells, a longer domain speaks for itself, and what may not stand where it does.
pub(super) fn belongs_in(facts: &Facts<'_>, row: &RowFacts, cell: &Filled, home: usize) -> bool {
    if !takes_any_domain(facts, row.table, home) {
        return true;
    }
    let Some(text) = text(facts, row, cell.field) else { return false };
    let Some(mine) = domain(text) else { return false };
    match (self::text(facts, row, home).is_some_and(is_machine), is_machine(text)) {
        (true, false) => return false,
        (false, true) => return true,
        (true, true) | (false, false) => {}
    }
    let mine = mine.to_lowercase();
    let own = |field: usize| self::text(facts, row, field).and_then(domain).map(str::to_lowercase);
    // Whether another row has the same domain in a field.
    let is_beside = |field: usize| {
        let count = facts.domains.of(facts, row, field).get(&mine).copied().unwrap_or(0);
        count > usize::from(own(field).as_ref() == Some(&mine))
    };
    let tells_nothing = || {
        let counts = facts.domains.of(facts, row, home);
        counts.values().sum::<usize>() <= usize::from(own(home).is_some())
    };
    is_beside(home)
        || (mine.contains('.') && (is_beside(cell.field) || tells_nothing()))
        || (cell.is_wrong && tells_nothing())
}

/// Whether a value that stands where a host name belongs, and is none, is one of the words that belong in another field:
/// no part of a name or an address, and not what the host names of other rows begin with.
pub(super) fn is_no_machine(facts: &Facts<'_>, row: &RowFacts, field: usize, home: usize) -> bool {
    let takes_words = facts.convention.table(row.table).fields.get(home).is_some_and(|home| {
        home.content.takes_any_word() && !matches!(home.content, pamlint_convention::Content::Text)
    });
    let Some(text) =
        text(facts, row, field).filter(|_| takes_words && takes_any_domain(facts, row.table, field))
    else {
        return false;
    };
    let is_word = text.contains('@') || !text.contains(['.', '/', ':']);
    let begins = |other: &RowFacts| {
        let known = self::text(facts, other, field).and_then(|known| known.split_once('.'));
        other.table == row.table && known.is_some_and(|(first, _)| first.eq_ignore_ascii_case(text))
    };
    is_word
        && !pamlint_formats::is_machine(text)
        && text.contains(char::is_alphabetic)
        && !facts.rows.of_sheet(row.sheet).iter().any(begins)
}

/// How often each domain stands in the fields of a sheet, as far as it has been asked.
#[derive(Default)]
pub(crate) struct Domains(RefCell<FxHashMap<(SheetId, TableId, usize), Counts>>);

/// Domains in small letters, with the number of rows that have each.
type Counts = Rc<FxHashMap<String, usize>>;

impl Domains {
    /// Those of a field in all rows of the sheet and the kind of a row.
    fn of(&self, facts: &Facts<'_>, row: &RowFacts, field: usize) -> Counts {
        let (sheet, table) = (row.sheet, row.table);
        let count = || {
            let rows = facts.rows.of_sheet(sheet).iter().filter(|other| other.table == table);
            Rc::new(domains(facts, rows, field))
        };
        Rc::clone(self.0.borrow_mut().entry((sheet, table, field)).or_insert_with(count))
    }
}

/// Two columns of a sheet, by the fields of the table that its rows have.
#[derive(Clone, Copy)]
pub(super) struct Columns {
    sheet: SheetId,
    table: TableId,
    /// The field in which host names belong, and the one in which they stand.
    fields: (usize, usize),
}

/// The columns that are in each other's place though hardly any value is wrong where it stands: in nearly every row the host
/// name stands in the column of another, which has none.
pub(super) fn columns(facts: &mut Facts<'_>) -> Vec<Columns> {
    let mut found = Vec::new();
    for (sheet, _) in facts.workbook.all_sheets() {
        let rows = facts.rows.of_sheet(sheet).to_vec();
        let Some(table) = rows.first().map(|row| row.table).filter(|_| rows.len() >= FEWEST) else {
            continue;
        };
        if rows.iter().any(|row| row.table != table) || !facts.convention.table(table).is_kind {
            continue;
        }
        let fields = 0..facts.convention.table(table).fields.len();
        let homes: Vec<usize> =
            fields.clone().filter(|field| takes_any_domain(facts, table, *field)).collect();
        let takes_all = |field: &usize| {
            let field = facts.convention.table(table).fields.get(*field);
            field.is_some_and(|field| field.content.takes_any_word() && field.rule.is_some())
        };
        let others: Vec<usize> = fields.filter(takes_all).filter(|field| !homes.contains(field)).collect();
        for home in homes {
            let Some(other) = others.iter().find(|other| stand_for_each_other(facts, &rows, home, **other))
            else {
                continue;
            };
            found.push(Columns { sheet, table, fields: (home, *other) });
        }
    }
    found
}

/// What is told of a row of a sheet on which two columns are in each other's place.
pub(super) fn in_row(facts: &Facts<'_>, row: &RowFacts, columns: Columns) -> Option<Told> {
    let Columns { sheet, table, fields: (home, other) } = columns;
    let is_there = (row.sheet, row.table) == (sheet, table);
    let at = is_there.then(|| cell_of(facts, row, home)).flatten().filter(|at| at.has_rule)?;
    cell_of(facts, row, other)?;
    Some(told(at, other))
}

fn stand_for_each_other(facts: &mut Facts<'_>, rows: &[RowFacts], home: usize, other: usize) -> bool {
    let (at_home, elsewhere) = (domains(facts, rows, home), domains(facts, rows, other));
    let is_shared = |domains: &FxHashMap<String, usize>, domain: &str| {
        domains.get(&domain.to_lowercase()).is_some_and(|count| *count > 1)
    };
    let (mut amiss, mut wrong) = (0, 0);
    for row in rows {
        let (Some(mine), Some(theirs)) = (text(facts, row, home), text(facts, row, other)) else { continue };
        let is_clear = is_machine(theirs) && !is_machine(mine);
        let has_none =
            domain(mine).is_none_or(|domain| !domain.contains('.') && !is_shared(&at_home, domain));
        let has_one = domain(theirs)
            .is_some_and(|domain| (is_clear || domain.contains('.')) && is_shared(&elsewhere, domain));
        let is_amiss = has_none && has_one && (is_clear || !is_machine(mine));
        let (Some(one), Some(two)) = (cell_of(facts, row, home), cell_of(facts, row, other)) else {
            continue;
        };
        wrong += usize::from(one.is_wrong);
        if is_amiss && is_right_in(facts, row, &one, other) && is_right_in(facts, row, &two, home) {
            amiss += 1;
        }
    }
    amiss >= FEWEST && amiss * 100 >= rows.len() * NEARLY_ALL && (wrong > 0 || amiss >= A_WAY)
}

/// How often each domain stands in a field.
fn domains<'r>(
    facts: &Facts<'_>,
    rows: impl IntoIterator<Item = &'r RowFacts>,
    field: usize,
) -> FxHashMap<String, usize> {
    let mut counts = FxHashMap::default();
    for domain in rows.into_iter().filter_map(|row| domain(text(facts, row, field)?)) {
        *counts.entry(domain.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

/// Whether the first label of a value looks like a machine.
fn is_machine(text: &str) -> bool {
    text.split('.').next().is_some_and(pamlint_formats::is_machine)
}

/// What stands behind the first dot.
fn domain(text: &str) -> Option<&str> {
    text.split_once('.').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

fn text<'f>(facts: &'f Facts<'_>, row: &RowFacts, field: usize) -> Option<&'f str> {
    facts.judged(row, field).map(|judged| facts.text(judged.text))
}

/// Whether any words with a dot between them are right in a field, and one of them alone is not.
fn takes_any_domain(facts: &Facts<'_>, table: TableId, field: usize) -> bool {
    let field = facts.convention.table(table).fields.get(field);
    field.is_some_and(|field| !field.content.takes_any_word() && field.content.takes_any_domain())
}
