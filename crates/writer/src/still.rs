//! The formulas that tell whether a finding still holds: every cell that decides about it has the value that was
//! checked, wherever its account stands now.

use pamlint_reader::CellRef;
use pamlint_rules::{Beside, Finding, Fits, Id, Ids, Missing, Place, Remedy};

use crate::condition::{Condition, indirect, literal, sheet_reference};
use crate::spots::Asked;

/// The longest condition of one finding, in bytes: a formula holds 8,192 characters.
const LONGEST: usize = 5_000;

/// More comparisons than these, of IDs with rows, slow every change of a cell down: rows are then told by their place.
const MOST_COMPARED: usize = 20_000_000;

/// How many rows below the last account may get accounts.
const SPARE: u32 = 1_000;

/// The last row of a sheet.
const LAST_ROW: u32 = 1_048_576;

/// Where a formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// In a conditional format of that sheet, where it knows other sheets by their names only.
    Format(usize),
    /// In a cell of a sheet of ours.
    Ours,
}

impl From {
    /// A range of a sheet: `range` is how it is called there.
    fn range(self, asked: &Asked<'_>, sheet: usize, range: &str) -> String {
        let called = || format!("{}{range}", sheet_reference(asked.sheet_name(sheet)));
        match self {
            From::Format(own) if own == sheet => range.to_owned(),
            From::Format(_) => indirect(&called()),
            From::Ours => called(),
        }
    }
}

/// How the cells of a row are called in a formula about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// By their columns, in the row of that number.
    Number(u32),
    /// As a piece of their columns, from one row to another: the formula is about each of these rows.
    Through(u32, u32),
}

/// A column of a sheet from top to bottom, as formulas call it there.
pub(crate) fn column(number: u32) -> String {
    let letters = CellRef::new(1, number).column_letters();
    format!("${letters}:${letters}")
}

impl Asked<'_> {
    pub(crate) fn sheet_name(&self, sheet: usize) -> &str {
        self.report.sheet_names.get(sheet).map_or("", String::as_str)
    }

    /// The IDs of a sheet, unless there is too much to look for.
    pub(crate) fn ids(&self, sheet: usize) -> Option<&Ids> {
        let ids = self.report.bearings.sheets.get(&sheet).filter(|_| self.worksheets.contains(&sheet))?;
        let rows = usize::try_from(ids.last_row).unwrap_or(usize::MAX);
        (ids.rows.len().saturating_mul(rows) <= MOST_COMPARED).then_some(ids)
    }

    /// The ID by which the row of a place is found in a formula.
    pub(crate) fn id(&self, place: Place) -> Option<&Id> {
        let ids = self.ids(place.sheet)?;
        let cell = CellRef::new(place.cell.row, ids.column);
        let is_secret = self.secrets.contains_key(&Place { sheet: place.sheet, cell });
        // Searching takes some characters for others.
        let is_plain = |id: &&Id| id.text.len() <= 100 && !id.text.contains(['*', '?', '~']);
        ids.rows.get(&place.cell.row).filter(is_plain).filter(|_| !is_secret)
    }

    /// The row in which an account stands now, in a formula; `None` for one that is told by its place.
    pub(crate) fn row(&self, place: Place, from: From) -> Option<String> {
        let (ids, id) = (self.ids(place.sheet)?, self.id(place)?);
        let found =
            format!("MATCH({},{},0)", literal(&id.text), from.range(self, place.sheet, &column(ids.column)));
        if !id.is_doubted {
            return Some(found);
        }
        // Once an ID is corrected, its row is most likely where it was.
        let there = from.range(self, place.sheet, &absolute(place.cell));
        Some(format!("IFERROR({found},ROW({there}))"))
    }

    /// A cell, wherever its account stands now.
    fn cell(&self, place: Place, from: From) -> String {
        match self.row(place, from) {
            Some(row) => {
                format!("INDEX({},{row})", from.range(self, place.sheet, &column(place.cell.column)))
            }
            None => from.range(self, place.sheet, &absolute(place.cell)),
        }
    }

    /// A cell of a row, or of each of several rows.
    fn in_row(&self, place: Place, row: Row, from: From) -> String {
        let letters = place.cell.column_letters();
        match row {
            Row::Number(number) => format!("${letters}{number}"),
            Row::Through(first, last) => self.rows(place.sheet, place.cell.column, (first, last), from),
        }
    }

    /// A piece of a column.
    pub(crate) fn rows(&self, sheet: usize, column: u32, (first, last): (u32, u32), from: From) -> String {
        let letters = CellRef::new(1, column).column_letters();
        from.range(self, sheet, &format!("${letters}${first}:${letters}${last}"))
    }

    /// The cells that decide whether a finding holds, its own first.
    fn deciding<'f>(&'f self, finding: &'f Finding) -> impl Iterator<Item = Place> + use<'f> {
        let others = finding.beside.iter().chain(&finding.related).copied();
        let others = others.filter(|place| self.worksheets.contains(&place.sheet));
        [finding.place].into_iter().chain(others)
    }

    /// What holds while a finding does, each a formula. Cells of the row of that place, if one is given, are called as it
    /// says; all others wherever their accounts stand.
    pub(crate) fn conditions(&self, finding: &Finding, row: Option<(Place, Row)>, from: From) -> Vec<String> {
        let mut conditions: Vec<String> = Vec::new();
        let mut length = 0;
        let entry = match &finding.remedy {
            Remedy::Entry(missing) => {
                let there = missing.iter().filter(|missing| self.worksheets.contains(&missing.sheet));
                there.map(|missing| self.missing(missing, from)).collect()
            }
            Remedy::Here | Remedy::Anywhere => Vec::new(),
        };
        let of_cells = self.deciding(finding).filter_map(|place| {
            let condition = self.condition_at(place, finding)?;
            let cell = match row {
                Some((own, row)) if (own.sheet, own.cell.row) == (place.sheet, place.cell.row) => {
                    self.in_row(place, row, from)
                }
                _ => self.cell(place, from),
            };
            Some(condition.formula(&cell))
        });
        for condition in entry.into_iter().chain(of_cells) {
            length += condition.len();
            if length > LONGEST && !conditions.is_empty() {
                break;
            }
            if !conditions.contains(&condition) {
                conditions.push(condition);
            }
        }
        conditions
    }

    /// Whether all cells that decide about a finding stand in the row of a place.
    pub(crate) fn is_of_row(&self, finding: &Finding, own: Place) -> bool {
        let is_there = |place: Place| (place.sheet, place.cell.row) == (own.sheet, own.cell.row);
        self.deciding(finding).all(is_there)
    }

    /// Whether one of the cells that decide about a finding held an error.
    pub(crate) fn is_about_error(&self, finding: &Finding) -> bool {
        self.deciding(finding).any(|place| self.condition_at(place, finding) == Some(Condition::Error))
    }

    /// What held for a cell when it was checked; `None` where that is not known.
    fn condition_at(&self, place: Place, finding: &Finding) -> Option<Condition> {
        if place == finding.place { Some(self.condition(finding)) } else { self.known_condition(place) }
    }

    /// That an entry is missing.
    fn missing(&self, missing: &Missing, from: From) -> String {
        let range = |number: u32| from.range(self, missing.sheet, &column(number));
        let value = literal(&format!("={}", plain(&missing.value)));
        let mut ways = vec![format!("{},{value}", range(missing.column))];
        for Beside { column, texts } in &missing.beside {
            let column = range(*column);
            let with = |way: &String| {
                let way = way.clone();
                let column = &column;
                texts.iter().map(move |text| format!("{way},{column},{}", literal(&sought(text))))
            };
            ways = ways.iter().flat_map(with).collect();
        }
        let counts: Vec<String> = ways.iter().map(|way| format!("COUNTIFS({way})")).collect();
        format!("{}=0", counts.join("+"))
    }
}

/// A text of which no character stands for others in a search.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '*' | '?' | '~') {
            plain.push('~');
        }
        plain.push(character);
    }
    plain
}

/// Which texts fit, as a search takes it.
fn sought(fits: &Fits) -> String {
    let star = |is_open: bool| if is_open { "*" } else { "" };
    match fits {
        Fits::Some => "?*".to_owned(),
        Fits::Piece { before, text, behind } => {
            format!("{}{}{}", star(*before), plain(text), star(*behind))
        }
    }
}

/// The rows in which the accounts of a sheet stand, and some below them, should accounts be moved there.
pub(crate) fn span(ids: &Ids) -> (u32, u32) {
    (ids.header_row.saturating_add(1), ids.last_row.saturating_add(SPARE).min(LAST_ROW))
}

/// A cell that stays where it is.
fn absolute(cell: CellRef) -> String {
    format!("${}${}", cell.column_letters(), cell.row)
}
