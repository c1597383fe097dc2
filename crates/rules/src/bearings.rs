//! What a copy has to know to tell whether a finding still holds once somebody works on it: where its account stands
//! when rows have moved, and in which other cells the correction may be made.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::{
    BuiltInCheck, Case, Check, ColumnId, Condition, Mine, Path, Role, Slot, TableId, Template, Test,
};
use pamlint_reader::{CellRef, SheetRole, Value};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::draft::{Draft, content};
use crate::facts::{Facts, RowFacts, State};
use crate::missing::{Missing, missing};
use crate::report::{Finding, Place, Was};

/// What is known of a workbook for telling whether its findings still hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Bearings {
    /// The sheets whose rows have IDs, by their position.
    pub sheets: BTreeMap<usize, Ids>,
    /// The contents of the cells that decide about findings besides their own.
    pub cells: BTreeMap<Place, Was>,
}

/// The IDs of the rows of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ids {
    /// The number of the column in which they stand, from 1.
    pub column: u32,
    /// The row of the header, from 1.
    pub header_row: u32,
    /// The last row with an account, from 1.
    pub last_row: u32,
    /// The IDs, by row. One that is missing, or stands there twice, is not among them: it tells no row.
    pub rows: BTreeMap<u32, Id>,
}

/// The ID of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Id {
    /// As it was typed.
    pub text: String,
    /// Whether it has a finding of its own, so that it may well change.
    pub is_doubted: bool,
}

/// Where a mistake may be corrected, besides its own cell and those that are told with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remedy {
    /// Nowhere.
    #[default]
    Here,
    /// On other sheets: one of these entries is missing.
    Entry(Vec<Missing>),
    /// Somewhere that only a new check knows.
    Anywhere,
}

impl Bearings {
    /// Those of some findings.
    pub(crate) fn of<'f>(facts: &Facts<'_>, findings: impl Iterator<Item = &'f Finding>) -> Bearings {
        let mut bearings = Bearings::default();
        let mut rows: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
        let mut doubted: BTreeSet<Place> = BTreeSet::new();
        for finding in findings {
            doubted.insert(finding.place);
            for place in [finding.place].iter().chain(&finding.related).chain(&finding.beside) {
                rows.entry(place.sheet).or_default().insert(place.cell.row);
            }
            for place in finding.related.iter().chain(&finding.beside) {
                if let Some(sheet) = facts.workbook.sheet_at(place.sheet) {
                    bearings.cells.entry(*place).or_insert_with(|| content(facts, sheet, place.cell).1);
                }
            }
        }
        for (sheet, rows) in rows {
            bearings.sheets.extend(ids(facts, sheet, &rows, &doubted).map(|ids| (sheet, ids)));
        }
        bearings
    }

    /// The ID by which the row of a place is found again.
    pub fn id(&self, place: Place) -> Option<&Id> {
        self.sheets.get(&place.sheet)?.rows.get(&place.cell.row)
    }
}

/// The IDs of some rows of a sheet.
fn ids(facts: &Facts<'_>, at: usize, wanted: &BTreeSet<u32>, doubted: &BTreeSet<Place>) -> Option<Ids> {
    let id = facts.workbook.sheet_at(at)?;
    let sheet = facts.workbook.sheet(id);
    let (layout, _) = sheet.accounts()?;
    let place = |row: &RowFacts| {
        let cell = facts.rows.cell(row, facts.convention.id_field(row.table)?);
        (cell.own && cell.state != State::NoColumn).then_some(cell.place)
    };
    let column = facts.rows.of_sheet(id).iter().find_map(place)?.column;
    let text = |place: CellRef| match sheet.cell(place)?.value {
        Value::Text(text) if !facts.secrets.is_secret(id, place) && !facts.secrets.is_withheld(id, place) => {
            Some(facts.workbook.strings.get(text))
        }
        _ => None,
    };
    // What stands in the column anywhere is found too, in a row that is no account as well.
    let mut count: FxHashMap<String, usize> = FxHashMap::default();
    let places = || sheet.cells.iter().map(|cell| cell.place).filter(|place| place.column == column);
    places().filter_map(text).for_each(|text| *count.entry(text.to_lowercase()).or_default() += 1);
    let rows = wanted.iter().filter_map(|number| {
        let place = place(facts.rows.find(id, *number)?).filter(|place| place.row == *number)?;
        let text = text(place).filter(|text| count.get(&text.to_lowercase()) == Some(&1))?;
        let is_doubted = doubted.contains(&Place::new(id, place));
        Some((*number, Id { text: text.to_owned(), is_doubted }))
    });
    Some(Ids {
        column,
        header_row: layout.header_row,
        last_row: layout.rows.last().map_or(layout.header_row, |row| row.number),
        rows: rows.collect(),
    })
}

/// The other cells that decide whether what a draft finds is right, but for those that it tells itself.
pub(crate) fn beside(draft: &Draft, facts: &Facts<'_>, row: Option<&RowFacts>) -> Vec<Place> {
    let Some(row) = row else { return Vec::new() };
    let rule = facts.convention.rule(draft.rule);
    let mut places = places(facts, row, &read(facts, draft, row));
    // A row that is the same in several cells is another once one of them is.
    if let Check::Unique { .. } = rule.check {
        for place in &draft.related {
            let sheet = facts.workbook.sheet_at(place.sheet);
            if let Some(other) = sheet.and_then(|sheet| facts.rows.find(sheet, place.cell.row)) {
                places.extend(self::places(facts, other, &read(facts, draft, other)));
            }
        }
    }
    let own = Place::new(draft.sheet, draft.place);
    places.retain(|place| *place != own && !draft.related.contains(place));
    places.sort_unstable();
    places.dedup();
    places
}

/// The cells of some values of a row that the sheet has.
fn places(facts: &Facts<'_>, row: &RowFacts, slots: &[Slot]) -> Vec<Place> {
    let cells = slots.iter().map(|slot| facts.rows.cell(row, slot.field));
    cells.filter(|cell| cell.state != State::NoColumn).map(|cell| Place::new(row.sheet, cell.place)).collect()
}

/// The cases of its rule by which a draft may have been found; none where it was found by what its column holds.
fn cases<'c>(facts: &Facts<'c>, draft: &Draft, row: &RowFacts) -> Vec<&'c Case> {
    let Check::Cases(cases) = &facts.convention.rule(draft.rule).check else { return Vec::new() };
    let about = || cases.iter().filter(|case| case.on.contains(&row.table));
    let is_it = |case: &&Case| {
        case.variant == draft.variant
            || case
                .outvoted
                .as_ref()
                .is_some_and(|outvoted| Some(&outvoted.variant) == draft.variant.as_ref())
    };
    let found: Vec<&Case> = about().filter(is_it).collect();
    let is_of_column = facts.convention.table(row.table).fields.iter().any(|field| {
        field.rule == Some(draft.rule) || field.problem_rules.iter().any(|(_, rule)| *rule == draft.rule)
    });
    if found.is_empty() && !is_of_column { about().collect() } else { found }
}

/// The values of a row that the rule of a draft reads.
pub(crate) fn read(facts: &Facts<'_>, draft: &Draft, row: &RowFacts) -> Vec<Slot> {
    let (convention, column) = (facts.convention, draft.column);
    let rule = convention.rule(draft.rule);
    let mut paths: Vec<Path> = Vec::new();
    let mut slots: Vec<Slot> = Vec::new();
    let of_table = |on: &[(TableId, Vec<Slot>)]| {
        on.iter()
            .filter(|(table, _)| *table == row.table)
            .flat_map(|(_, slots)| slots.clone())
            .collect::<Vec<_>>()
    };
    let fields = &convention.table(row.table).fields;
    match &rule.check {
        Check::Cases(_) => cases(facts, draft, row).into_iter().for_each(|case| of_case(case, &mut paths)),
        Check::Listed(listed) => {
            of_conditions(&listed.when, &mut paths);
            paths.extend(listed.matches.iter().chain(&listed.agrees).map(|(_, path)| path.clone()));
        }
        Check::Unique { on, .. } | Check::Across { on, .. } => slots = of_table(on),
        Check::BuiltIn {
            check: BuiltInCheck::RequiredFieldMissing | BuiltInCheck::FieldNotUsedByKind,
            ..
        } => {
            let field = column.and_then(|column| fields.get(convention.table(row.table).position(column)?));
            of_conditions(field.map_or(&[], |field| &field.required_unless), &mut paths);
            let is_kind = |column: ColumnId| convention.column(column).role == Role::Kind;
            let kind = fields.iter().position(|field| is_kind(field.column));
            slots.extend(kind.map(|field| Slot { field, part: None }));
        }
        Check::Named | Check::BuiltIn { .. } | Check::Near { .. } | Check::Series { .. } => {}
    }
    slots.extend(paths.iter().flat_map(|path| convention.slots(row.table, path)));
    slots
}

fn of_case(case: &Case, paths: &mut Vec<Path>) {
    paths.push(case.at.clone());
    of_conditions(&case.when, paths);
    of_conditions(&case.require, paths);
    for (_, mine) in case.exists.iter().chain(&case.absent).flat_map(|search| &search.matches) {
        match mine {
            Mine::Path(path) => paths.push(path.clone()),
            Mine::Made(template) => of_template(template, paths),
        }
    }
}

fn of_conditions(conditions: &[Condition], paths: &mut Vec<Path>) {
    for Condition { path, test } in conditions {
        paths.push(path.clone());
        match test {
            Test::SameAs(others) | Test::NotSameAs(others) => paths.extend(others.iter().cloned()),
            Test::Around { text, .. } => of_template(text, paths),
            Test::Fits { by, .. } => paths.push(by.clone()),
            Test::In(_) | Test::NotIn(_) | Test::Present(_) | Test::Within { .. } | Test::Between { .. } => {}
        }
    }
}

fn of_template(template: &Template, paths: &mut Vec<Path>) {
    paths.extend(template.placeholders().map(Path::parse));
}

/// Where else what a draft finds may be corrected.
pub(crate) fn remedy(draft: &Draft, facts: &Facts<'_>, row: Option<&RowFacts>, was: &Was) -> Remedy {
    let Some(row) = row else {
        // What is missing from a workbook may be added anywhere.
        return if *was == Was::Empty { Remedy::Anywhere } else { Remedy::Here };
    };
    let mut entries = Vec::new();
    for case in cases(facts, draft, row) {
        if !case.absent.is_empty() || case.given.is_some() {
            return Remedy::Anywhere;
        }
        for search in &case.exists {
            match missing(facts, row, search) {
                Some(missing) if !missing.is_empty() => entries.extend(missing),
                _ => return Remedy::Anywhere,
            }
        }
    }
    if entries.is_empty() { Remedy::Here } else { Remedy::Entry(entries) }
}

/// Whether a sheet of that role may hold rows of a table.
pub(crate) fn holds(role: SheetRole, table: TableId) -> bool {
    match role {
        SheetRole::Accounts(known) | SheetRole::Auxiliary(known) => known == table,
        SheetRole::MixedAccounts => true,
        SheetRole::Ours | SheetRole::InOneCell { .. } | SheetRole::Unknown | SheetRole::Empty => false,
    }
}
