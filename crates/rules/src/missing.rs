//! Entries that a rule asks for and a workbook lacks, as far as a formula can look for them.

use std::cell::RefCell;

use pamlint_convention::{Condition, Content, Convention, Field, Mine, Path, Search, Slot, TableId, Test};
use pamlint_reader::{CellRef, Sheet, SheetId, Workbook};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::bearings::holds;
use crate::draft::shown_text;
use crate::facts::{Facts, RowFacts};

/// The most ways in which an entry may fit: a formula has a term for each.
const MOST_WAYS: usize = 8;

/// An entry that a sheet lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The position of the sheet.
    pub sheet: usize,
    /// The number of the column, from 1.
    pub column: u32,
    /// The value that is missing there.
    pub value: String,
    /// What has to stand beside it.
    pub beside: Vec<Beside>,
}

/// What stands beside an entry in a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The number of the column, from 1.
    pub column: u32,
    /// One of these fits.
    pub texts: Vec<Fits>,
}

/// Which texts fit, without regard to case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fits {
    /// Any, but there has to be one.
    Some,
    /// Those with this piece.
    Piece {
        /// Whether something may stand before it.
        before: bool,
        /// The piece.
        text: String,
        /// Whether something may stand behind it.
        behind: bool,
    },
}

impl Fits {
    fn fits(&self, cell: &str) -> bool {
        let cell = cell.to_lowercase();
        match self {
            Fits::Some => !cell.is_empty(),
            Fits::Piece { before, text, behind } => {
                let text = text.to_lowercase();
                match (before, behind) {
                    (true, true) => cell.contains(&text),
                    (true, false) => cell.ends_with(&text),
                    (false, true) => cell.starts_with(&text),
                    (false, false) => cell == text,
                }
            }
        }
    }
}

/// The entries of which a search asks for one, where it looks for a whole value in one column; `None` where it does
/// not, where a formula cannot look for it, or a sheet is not there.
pub(crate) fn missing(facts: &Facts<'_>, row: &RowFacts, search: &Search) -> Option<Vec<Missing>> {
    let convention = facts.convention;
    let [(theirs, Mine::Path(mine))] = search.matches.as_slice() else { return None };
    let value = shown_text(facts, row, &mine.to_string())?;
    let mut missing = Vec::new();
    for table in &search.tables {
        let theirs = whole(convention, *table, theirs)?;
        let Some(asked) = asked(convention, *table, &search.conditions)? else { continue };
        for (id, sheet) in facts.workbook.all_sheets() {
            let Some(layout) = sheet.layout.as_ref().filter(|_| holds(sheet.role, *table)) else { continue };
            let number = |field: usize| {
                let column = convention.table(*table).fields.get(field)?.column;
                layout.header_of(column).map(|header| header.place.column)
            };
            let beside = |(field, texts): &(usize, Vec<Fits>)| {
                Some(Beside { column: number(*field)?, texts: texts.clone() })
            };
            // A row of accounts that has nothing but its ID is none.
            let fields = 0..convention.table(*table).fields.len();
            let other = fields.filter(|field| *field != theirs).find_map(number);
            let other = other.filter(|_| convention.table(*table).is_kind && asked.is_empty());
            let other = other.map(|column| Some(Beside { column, texts: vec![Fits::Some] }));
            let beside = asked.iter().map(beside).chain(other).collect::<Option<Vec<Beside>>>();
            let (Some(column), Some(beside)) = (number(theirs), beside) else { return None };
            let entry = Missing { sheet: id.index(), column, value: value.clone(), beside };
            // What is there already is no entry for another reason.
            if entry.is_there(facts, id) {
                return None;
            }
            missing.push(entry);
        }
    }
    Some(missing)
}

/// The field of a table whose cells a path is about as a whole.
fn whole(convention: &Convention, table: TableId, path: &Path) -> Option<usize> {
    match convention.slots(table, path).as_slice() {
        [Slot { field, part: None }] => Some(*field),
        _ => None,
    }
}

/// What has to stand in the cells of a row, by the fields of its table.
type Asked = Vec<(usize, Vec<Fits>)>;

/// What conditions ask of the rows of a table: `None` where a formula cannot tell, and nothing of no row where no row of
/// the table can meet them.
fn asked(convention: &Convention, table: TableId, conditions: &[Condition]) -> Option<Option<Asked>> {
    let mut asked = Vec::new();
    let mut ways = 1;
    for condition in conditions {
        let slots = convention.slots(table, &condition.path);
        let [Slot { field, part }] = slots.as_slice() else {
            return slots.is_empty().then_some(None);
        };
        let content = convention.table(table).fields.get(*field)?;
        let texts: Vec<Fits> = match (&condition.test, part) {
            (Test::Present(true), None) => vec![Fits::Some],
            (Test::In(codes), None) => codes.iter().map(|code| piece(content, "", code, "")).collect(),
            (Test::In(codes), Some(part)) => in_name(convention, content, *part, codes)?,
            _ => return None,
        };
        ways *= texts.len();
        asked.push((*field, texts));
    }
    (1..=MOST_WAYS).contains(&ways).then_some(Some(asked))
}

/// A piece of a value that begins and ends with it, unless something stands around it there.
fn piece(field: &Field, before: &str, code: &str, behind: &str) -> Fits {
    Fits::Piece {
        before: field.several || !before.is_empty(),
        text: format!("{before}{code}{behind}"),
        behind: field.several || !behind.is_empty(),
    }
}

/// The codes of a part, between the separators that they have in each name; `None` where those are not certain.
fn in_name(convention: &Convention, field: &Field, part: usize, codes: &[String]) -> Option<Vec<Fits>> {
    let Content::Name(names) = &field.content else { return None };
    let key = field.parts.get(part)?;
    let mut texts = Vec::new();
    for name in names {
        let parts = &convention.name(*name).parts;
        // A key may be that of one form of a part, or stand in another of the names.
        let Some(at) = parts.iter().position(|own| convention.part(own.part).key == *key) else { continue };
        let before = parts.get(at).filter(|_| at > 0).map_or("", |own| own.separator.as_str());
        let next = parts.get(at + 1);
        let behind = next.map_or("", |next| next.separator.as_str());
        // What follows may be left out: then the code stands at the end.
        if next.is_some_and(|next| next.optional) || at == 0 {
            return None;
        }
        texts.extend(codes.iter().map(|code| piece(field, before, code, behind)));
    }
    Some(texts)
}

impl Missing {
    /// Whether the sheet has such an entry.
    fn is_there(&self, facts: &Facts<'_>, id: SheetId) -> bool {
        let (workbook, sheet) = (facts.workbook, facts.workbook.sheet(id));
        let text = |row: u32, column: u32| workbook.text(sheet.cell(CellRef::new(row, column))?);
        let fits = |row: &u32| {
            self.beside.iter().all(|beside| {
                let text = text(*row, beside.column);
                text.is_some_and(|text| beside.texts.iter().any(|wanted| wanted.fits(text)))
            })
        };
        let mut columns = facts.columns.0.borrow_mut();
        let rows = columns.entry((id, self.column)).or_insert_with(|| by_text(workbook, sheet, self.column));
        rows.get(&self.value.to_lowercase()).is_some_and(|rows| rows.iter().any(fits))
    }
}

/// The rows of the columns in which entries are looked for, by their texts in small letters. A column is read once, since
/// there may be as many findings as rows.
#[derive(Default)]
pub(crate) struct Columns(RefCell<FxHashMap<(SheetId, u32), ByText>>);

/// The rows that have a text.
type ByText = FxHashMap<String, Vec<u32>>;

fn by_text(workbook: &Workbook, sheet: &Sheet, column: u32) -> ByText {
    let mut rows = ByText::default();
    for cell in sheet.cells.iter().filter(|cell| cell.place.column == column) {
        if let Some(text) = workbook.text(cell) {
            rows.entry(text.to_lowercase()).or_default().push(cell.place.row);
        }
    }
    rows
}
