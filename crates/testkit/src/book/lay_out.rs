//! Where everything comes to stand: the sheets of a book, cell by cell.

use std::collections::{BTreeMap, BTreeSet};

use pamlint_convention::Language;

use super::{Account, Book, Edit, split_cell};
use crate::entry::Entry;
use crate::grid::{Grid, from_a1};
use crate::layout::{ONE_SHEET, header, kinds};
use crate::look::Look;
use crate::random::Random;

/// The name of the sheet that holds all accounts in the one-sheet layout.
const ONE: &str = "Accounts";

impl Book {
    fn sheet_of(&self, name: &str) -> String {
        let holds_accounts = kinds().iter().any(|kind| kind.sheet == name);
        if self.one_sheet && holds_accounts { ONE.to_owned() } else { name.to_owned() }
    }

    pub(super) fn locate(&self, places: &Places, spot: &str) -> (String, u32, u32) {
        if let Some((sheet, cell)) = spot.split_once('!') {
            let (row, column) = from_a1(cell);
            return (self.sheet_of(sheet), row, column);
        }
        if let Some((sheet, column)) = spot.split_once('^') {
            let sheet = self.sheet_of(sheet);
            let (row, columns) = places.headers.get(&sheet).unwrap_or_else(|| panic!("no table for {spot}"));
            let position = if column.is_empty() { 0 } else { position(columns, column) };
            return (sheet, *row, number(position) + 1);
        }
        let (key, column) = split_cell(spot);
        let (key, above) = key.strip_prefix("before ").map_or((key, 0), |key| (key, 1));
        let (sheet, row) = places.rows.get(key).unwrap_or_else(|| panic!("there is no row for {spot}"));
        let columns = places.headers.get(sheet).map(|(_, columns)| columns.as_slice()).unwrap_or_default();
        let column = column.parse().unwrap_or_else(|_| number(position(columns, column)) + 1);
        (sheet.clone(), *row - above, column)
    }

    pub(super) fn lay_out(&self) -> (Vec<Grid>, Places) {
        let mut places = Places::default();
        let mut grids = Vec::new();
        if let Some(info) = &self.info {
            let mut grid = Grid::new("Info");
            grid.put(1, 1, "PAMaaS onboarding");
            for (row, [name, value]) in (3..).zip(info) {
                grid.put(row, 1, name);
                grid.put(row, 2, value);
            }
            grids.push(grid);
        }
        if self.one_sheet {
            if !self.accounts.is_empty() {
                grids.push(self.table(
                    ONE,
                    ONE_SHEET,
                    &self.accounts.iter().collect::<Vec<_>>(),
                    &mut places,
                ));
            }
        } else {
            for kind in kinds() {
                let accounts = self.accounts.iter();
                let accounts =
                    accounts.filter(|account| account.kind == kind.sheet && account.sheet.is_none());
                let accounts = accounts.collect::<Vec<_>>();
                if !accounts.is_empty() {
                    grids.push(self.table(kind.sheet, kind.columns, &accounts, &mut places));
                }
            }
        }
        let shared: BTreeSet<&String> =
            self.accounts.iter().filter_map(|account| account.sheet.as_ref()).collect();
        for name in shared.into_iter().filter(|_| !self.one_sheet) {
            let accounts = self.accounts.iter().filter(|account| account.sheet.as_ref() == Some(name));
            grids.push(self.table(name, ONE_SHEET, &accounts.collect::<Vec<_>>(), &mut places));
        }
        grids.extend(self.pairs_sheet("Teams", ["team", "explanation"], self.teams.as_ref()));
        grids.extend(self.pairs_sheet("Safes", ["listed_safe", "description"], self.safes.as_ref()));
        if let Some(lists) = &self.lists {
            let mut grid = Grid::new("Lists");
            grid.hidden = true;
            grid.put(1, 1, "Platforms");
            grid.put(1, 2, "Account types");
            for (row, [platform, account_type]) in (2..).zip(lists) {
                grid.put(row, 1, platform);
                grid.put(row, 2, account_type);
            }
            grids.push(grid);
        }
        for edit in &self.edits {
            self.apply(edit, &mut grids, &places);
        }
        (grids, places)
    }

    fn pairs_sheet(&self, name: &str, keys: [&str; 2], lines: Option<&Vec<[String; 2]>>) -> Option<Grid> {
        let lines = lines?;
        let language = self.language.unwrap_or(Language::EN);
        let mut grid = Grid::new(name);
        grid.header_row = Some(1);
        grid.columns = keys.map(str::to_owned).into();
        grid.last_row = number(lines.len()) + 1;
        for (column, key) in (1..).zip(keys) {
            grid.put(1, column, header(key, language));
        }
        for (row, [first, second]) in (2..).zip(lines) {
            grid.put(row, 1, first);
            grid.put(row, 2, second);
        }
        Some(grid)
    }

    fn table(&self, name: &str, template: &[&str], accounts: &[&Account], places: &mut Places) -> Grid {
        let columns = self.columns(name, template);
        let header_row = number(self.title.len()) + 1;
        let mut grid = Grid::new(name);
        grid.header_row = Some(header_row);
        for (row, line) in (1..).zip(&self.title) {
            grid.put(row, 1, line);
        }
        for (column, key) in (1..).zip(&columns) {
            grid.put(header_row, column, self.header_text(name, key));
        }
        let mut row = header_row + 1;
        for account in accounts {
            row = self.rows_before(account, &mut grid, &columns, row);
            places.rows.insert(account.key.clone(), (name.to_owned(), row));
            for (column, key) in (1..).zip(&columns) {
                grid.put(row, column, account.entries.get(key).cloned().unwrap_or(Entry::Empty));
            }
            row += 1;
        }
        for edit in &self.edits {
            if let Edit::Prefilled { kind, count } = edit
                && self.sheet_of(kind) == name
            {
                let taken = accounts.iter().filter(|account| account.kind == *kind).count();
                for extra in 1..=*count {
                    grid.put(row, 1, format!("{kind}-L{}", number(taken) + extra));
                    row += 1;
                }
            }
        }
        grid.last_row = row - 1;
        grid.columns = columns.clone();
        places.headers.insert(name.to_owned(), (header_row, columns));
        grid
    }

    fn columns(&self, sheet: &str, template: &[&str]) -> Vec<String> {
        let mut columns: Vec<String> = template.iter().map(|key| (*key).to_owned()).collect();
        if let Some(seed) = self.shuffle {
            let salt = sheet.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31) + u64::from(byte));
            // People hardly ever move the comments; the plain workbooks of tests do.
            let last = columns.len() - usize::from(matches!(self.look, Look::House { .. }));
            Random::new(salt).shuffle(&mut columns[1..last]);
        }
        for edit in &self.edits {
            match edit {
                Edit::DropColumn { sheet: on, column } if self.sheet_of(on) == sheet => {
                    columns.remove(position(&columns, column));
                }
                Edit::AddColumn { sheet: on, header } if self.sheet_of(on) == sheet => {
                    columns.push(header.clone());
                }
                Edit::SecondId { sheet: on, column } if self.sheet_of(on) == sheet => {
                    let first = columns.remove(position(&columns, column));
                    columns.insert(0, first);
                }
                _ => {}
            }
        }
        columns
    }

    fn header_text(&self, sheet: &str, key: &str) -> String {
        let renamed = self.edits.iter().find_map(|edit| match edit {
            Edit::Header { sheet: on, column, text } if self.sheet_of(on) == sheet && column == key => {
                Some(text)
            }
            _ => None,
        });
        renamed.cloned().unwrap_or_else(|| header(key, self.language.unwrap_or(Language::EN)).to_owned())
    }

    fn rows_before(&self, account: &Account, grid: &mut Grid, columns: &[String], mut row: u32) -> u32 {
        for edit in &self.edits {
            match edit {
                Edit::BlankRows { before, count } if *before == account.key => row += count,
                Edit::Row { before, entries } if *before == account.key => {
                    for (column, entry) in entries {
                        grid.put(row, number(position(columns, column)) + 1, entry.clone());
                    }
                    row += 1;
                }
                _ => {}
            }
        }
        row
    }

    fn apply(&self, edit: &Edit, grids: &mut Vec<Grid>, places: &Places) {
        match edit {
            Edit::Merge { first, last } => {
                let (sheet, row, column) = self.locate(places, first);
                let (_, last_row, last_column) = self.locate(places, last);
                let grid = named(grids, &sheet);
                grid.cells.retain(|place, _| {
                    let inside =
                        (row..=last_row).contains(&place.0) && (column..=last_column).contains(&place.1);
                    !inside || *place == (row, column)
                });
                grid.merged.push([row, column, last_row, last_column]);
            }
            Edit::HideRow(key) => {
                let (sheet, row) =
                    places.rows.get(key).unwrap_or_else(|| panic!("there is no account {key}"));
                named(grids, sheet).hidden_rows.insert(*row);
            }
            Edit::HideSheet(name) => named(grids, &self.sheet_of(name)).hidden = true,
            Edit::Write { spot, entry } | Edit::Beside { spot, entry } => {
                let (sheet, row, column) = self.locate(places, spot);
                named(grids, &sheet).put(row, column, entry.clone());
            }
            Edit::Below { kind, rows, text } => {
                let grid = named(grids, &self.sheet_of(kind));
                grid.put(grid.last_row + rows, 1, text);
            }
            Edit::Note { spot, text } => {
                let (sheet, row, column) = self.locate(places, spot);
                named(grids, &sheet).notes.insert((row, column), text.clone());
            }
            Edit::Sheet { name, cells, first, hidden } => {
                let mut grid = Grid::new(name);
                grid.hidden = *hidden;
                for (cell, entry) in cells {
                    let (row, column) = from_a1(cell);
                    grid.put(row, column, entry.clone());
                }
                let at = if *first { 0 } else { grids.len() };
                grids.insert(at, grid);
            }
            Edit::Header { .. }
            | Edit::DropColumn { .. }
            | Edit::AddColumn { .. }
            | Edit::SecondId { .. }
            | Edit::BlankRows { .. }
            | Edit::Row { .. }
            | Edit::Prefilled { .. } => {}
        }
    }
}

/// Where rows and headers have come to stand.
#[derive(Debug, Default)]
pub(super) struct Places {
    rows: BTreeMap<String, (String, u32)>,
    headers: BTreeMap<String, (u32, Vec<String>)>,
}

fn named<'a>(grids: &'a mut [Grid], name: &str) -> &'a mut Grid {
    grids.iter_mut().find(|grid| grid.name == name).unwrap_or_else(|| panic!("there is no sheet {name}"))
}

fn position(columns: &[String], key: &str) -> usize {
    columns.iter().position(|column| column == key).unwrap_or_else(|| panic!("there is no column {key}"))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
